"""The core of Liaison: the model, the store, and what is computed from it. Knows no file, page or report."""
