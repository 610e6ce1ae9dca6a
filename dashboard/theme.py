"""Colours and type of the dashboard; the same inks as in exported pictures."""

from __future__ import annotations

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
