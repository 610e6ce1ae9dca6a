import pytest

from liaison.app.wording import in_words


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("country", "ML", "Mali"),
        ("iso2", "PL", "Poland"),
        ("country", "ZZ", "ZZ"),
        ("country", None, ""),
        ("service", "federal_police", "federal police"),
        ("function", "", ""),
        ("function", "head_of_unit", "head_of_unit"),
    ],
)
def test_codes_are_written_as_people_read_them(field, value, words):
    assert in_words(field, value) == words
