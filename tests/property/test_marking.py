"""The marking algebra: a combination is never weaker than a part, in whatever order it is made."""

from hypothesis import given
from hypothesis import strategies as st

from graph.model.marking import Marking, combine
from graph.model.viewer import OPEN, Viewer

WORDS = st.frozensets(st.sampled_from(["ORCON", "EYES", "A", "B"]), max_size=3)
LANDS = st.frozensets(st.sampled_from(["BE", "NL", "FR", "DE"]), max_size=3)
MARKINGS = st.builds(
    Marking, level=st.integers(0, 4), caveats=WORDS, releasable_to=st.none() | LANDS, originators=LANDS
)
VIEWERS = st.builds(
    Viewer, user_id=st.just("v"), role=st.just("analyst"), level=st.integers(0, 4), compartments=WORDS, releases=LANDS
)


@given(MARKINGS, MARKINGS, MARKINGS)
def test_combining_is_commutative_associative_idempotent(a, b, c):
    assert a.combine(b) == b.combine(a)
    assert a.combine(b).combine(c) == a.combine(b.combine(c))
    assert a.combine(a) == a
    assert a.combine(Marking()) == a


@given(st.lists(MARKINGS, max_size=4), VIEWERS)
def test_who_may_see_the_whole_may_see_every_part(parts, viewer):
    if viewer.may_see(combine(parts)):
        assert all(viewer.may_see(part) for part in parts)


@given(MARKINGS, VIEWERS)
def test_reading_needs_level_and_every_caveat_and_one_release(marking, viewer):
    expected = marking.level <= viewer.level
    expected = expected and all(caveat in viewer.compartments for caveat in marking.caveats)
    if marking.releasable_to is not None:
        expected = expected and any(land in viewer.releases for land in marking.releasable_to)
    assert viewer.may_see(marking) == expected


@given(MARKINGS)
def test_the_open_viewer_sees_only_what_is_unmarked(marking):
    bare = marking.level == 0 and not marking.caveats and marking.releasable_to is None
    assert OPEN.may_see(marking) == bare


def test_nobody_is_not_everybody():
    assert Marking(releasable_to=frozenset()).stored_releases() == []
    assert Marking().stored_releases() == ["*"]
    assert not OPEN.may_see(Marking(releasable_to=frozenset()))
    assert (
        Marking(releasable_to=frozenset("A")).combine(Marking(releasable_to=frozenset("B"))).releasable_to
        == frozenset()
    )
