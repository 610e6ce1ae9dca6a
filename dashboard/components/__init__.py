"""Parts of pages. Each owns the keys of its widgets."""
