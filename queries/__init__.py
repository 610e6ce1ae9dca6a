"""The library of questions: one file each, with typed parameters, run for a viewer as of a day."""
