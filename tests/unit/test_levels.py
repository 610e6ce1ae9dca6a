"""The colours of the banners: read by everyone, the same on every page."""

import pytest
from contrast import contrast
from documents import drawn_document
from pictures import star

from dashboard.theme import STYLE
from graph.model.marking import HIGHEST_LEVEL, Marking
from reports.html import html
from reports.levels import LEVEL_COLOURS

# WCAG 2.2 AA: letters of this size.
READABLE = 4.5


def test_contrast_is_that_of_the_standard():
    # Black on white is 21:1 by definition; #767676 is the lightest grey that passes on white.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") >= READABLE > contrast("#777777", "#ffffff")


@pytest.mark.parametrize("colours", LEVEL_COLOURS)
def test_a_marking_can_be_read(colours):
    assert contrast(colours.ink, colours.ground) >= READABLE


def test_no_two_levels_look_alike():
    assert len({colours.ground for colours in LEVEL_COLOURS}) == HIGHEST_LEVEL + 1


@pytest.mark.parametrize("level", range(HIGHEST_LEVEL + 1))
def test_dashboard_and_report_show_a_level_alike(level):
    colours = LEVEL_COLOURS[level]
    assert f"[class*=st-key-marking_{level}]{{background:{colours.ground};" in STYLE
    assert f"[class*=st-key-marking_{level}] p{{color:{colours.ink};" in STYLE
    page = html(drawn_document(star(2), marking=Marking(level)))
    assert f".banner {{ background: {colours.ground}; color: {colours.ink}; }}" in page
