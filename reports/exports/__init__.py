"""Export files of a network: one content, several formats, each read back in the tests by a reader that is not ours."""
