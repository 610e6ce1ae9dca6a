"""Files as blocks of rows of text: one module for each format, and one that tells them apart."""
