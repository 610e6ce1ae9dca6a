"""Which postings run on a day: one meaning for measures, pages and questions."""

from types import SimpleNamespace

import pytest
from postings import AFTER, BEFORE, DAY, POSTINGS, posted_network

from graph.analytics.postings import running_postings
from graph.analytics.rotation import running_posting
from queries.macros import expand


class Date:
    """A date or null, compared as Cypher compares: with null, nothing is true."""

    def __init__(self, value):
        self.value = value

    def __le__(self, other):
        return None not in (self.value, other.value) and self.value <= other.value

    def __ge__(self, other):
        return other <= self


def coalesce(*dates):
    return next((one for one in dates if one.value is not None), dates[-1])


def as_in_questions(posting):
    """Evaluate what `running` expands to; the form has no more in it than coalesce, comparisons and AND."""
    text = " ".join(expand("running(p, day)").replace(" AND ", " and ").split())
    names = {"p": SimpleNamespace(**{name: Date(value) for name, value in posting.items()}), "day": Date(DAY)}
    return eval(text, {"coalesce": coalesce} | names)  # noqa: S307 - our own text


def test_measures_and_questions_mean_the_same():
    found = running_postings(posted_network(), DAY).tolist()
    assert found == [as_in_questions(posting) for posting in POSTINGS]
    assert 0 < sum(found) < len(found)


@pytest.mark.parametrize(
    ("dates", "runs"),
    [
        ({"start_date": DAY, "end_date": DAY}, True),
        ({"start_date": BEFORE}, True),
        ({"start_date": AFTER}, False),
        ({"end_date": AFTER}, False),
        ({"start_date": BEFORE, "end_date": BEFORE}, False),
        ({"start_date": BEFORE, "valid_to": BEFORE}, False),
        ({"start_date": BEFORE, "valid_from": AFTER}, False),
        ({"start_date": BEFORE, "valid_from": DAY, "valid_to": DAY}, True),
    ],
    ids=["one day", "no end", "not begun", "no start", "over", "record over", "record to come", "record of the day"],
)
def test_a_posting_runs_from_its_first_day_to_its_last(dates, runs):
    wanted = dict.fromkeys(("start_date", "end_date", "valid_from", "valid_to")) | dates
    at = next(at for at, posting in enumerate(POSTINGS) if wanted.items() <= posting.items())
    assert bool(running_postings(posted_network(), DAY)[at]) is runs


def test_an_officer_is_on_a_posting_that_runs():
    network = posted_network()
    of_officer = [running_posting(network, at, DAY) for at in range(len(POSTINGS))]
    assert [one is not None for one in of_officer] == running_postings(network, DAY).tolist()
