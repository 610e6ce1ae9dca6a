"""Results made readable for people: text, pictures, reports and export files."""
