"""What a page says, for tests."""


def spoken(test):
    """Give everything that a page says in words."""
    kinds = ("markdown", "caption", "subheader", "header", "info", "warning", "error", "success", "text")
    return "\n".join(str(element.value) for kind in kinds for element in getattr(test, kind))


def cells(test):
    """Give all texts of all tables of a page."""
    return {str(value) for frame in test.dataframe for row in frame.value.itertuples(index=False) for value in row}
