"""Colours, type and our own rules of style of the dashboard; the same inks as in reports."""

from __future__ import annotations

from reports.levels import LEVEL_COLOURS

_LIGHT = {
    "primaryColor": "#0b63ce",
    "backgroundColor": "#ffffff",
    "secondaryBackgroundColor": "#f3f5f8",
    "textColor": "#1f2937",
    "borderColor": "#d5dae1",
    "linkColor": "#0b63ce",
}
_DARK = {
    "primaryColor": "#2f6fd6",  # white letters stand on it, 4.9:1
    "backgroundColor": "#111827",
    "secondaryBackgroundColor": "#1a2333",
    "textColor": "#e5e7eb",
    "borderColor": "#364152",
    "linkColor": "#7cc0ff",
}
_BOTH = {
    "baseRadius": "8px",
    "baseFontSize": 15,
    "metricValueFontSize": "1.6rem",
    "headingFontSizes": ["1.75rem", "1.375rem", "1.125rem", "1rem", "0.9375rem", "0.875rem"],
}


def theme_options() -> dict[str, object]:
    """Give the theme as Streamlit options; the reader's system decides between light and dark."""
    options: dict[str, object] = {f"theme.{name}": value for name, value in _BOTH.items()}
    for ground, colours in (("light", _LIGHT), ("dark", _DARK)):
        options.update({f"theme.{ground}.{name}": value for name, value in colours.items()})
    return options


def _banner(level: int, ground: str, ink: str) -> str:
    place = f"[class*=st-key-marking_{level}]"
    return (
        f"{place}{{background:{ground};border-radius:6px;padding:3px 10px}}"
        f"{place} p{{color:{ink};font-weight:700;font-size:.8rem;line-height:1.25;letter-spacing:.06em;"
        "text-align:center;margin:0}"
        f"{place} [data-testid=stMarkdownContainer]{{margin:0}}"
    )


_BANNERS = "".join(_banner(level, colours.ground, colours.ink) for level, colours in enumerate(LEVEL_COLOURS))
_LAYOUT = (
    ".stMainBlockContainer{padding:3.9rem 2.25rem 2rem}"
    ".st-key-header h2{padding:0;margin:0;line-height:1.2}"
    ".st-key-header [data-testid=stHeading],.st-key-header [data-testid=stHeading] *{margin-bottom:0}"
    ".st-key-header [data-testid=stVerticalBlock]{gap:.5rem}"
    "[data-testid=stMain] h3{padding:.25rem 0 .35rem}"
)
# What is found lies over the page: it would push everything down with each letter.
_SEARCH = (
    ".st-key-explore_search_area{position:relative}"
    ".st-key-explore_hits{position:absolute;top:2.75rem;left:0;right:0;z-index:60;padding:.5rem;border-radius:8px;"
    "background:light-dark(#ffffff,#1a2333);border:1px solid light-dark(#d5dae1,#364152);"
    "box-shadow:0 6px 18px rgb(0 0 0/.18)}"
)
# Streamlit's own captions, chosen pills in the dark and parts of a day are too pale or too small for WCAG 2.2 AA.
_STREAMLIT = (
    ".stApp [data-testid=stCaptionContainer]{color:light-dark(#566070,#a3adbb);opacity:1}"
    ".stApp button[data-variant=pills][data-selected=true] p{color:light-dark(#0b63ce,#7cc0ff)}"
    "[data-testid=stDateInput] [role=spinbutton]{display:inline-block;min-width:24px;"
    "line-height:24px;text-align:center}"
)
STYLE = f"<style>{_BANNERS}{_LAYOUT}{_SEARCH}{_STREAMLIT}</style>"
"""Our own rules, without anything from data."""
