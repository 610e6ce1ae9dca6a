"""Charts, each with a text for those who cannot see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import streamlit as st

from dashboard.components.tables import frame

if TYPE_CHECKING:
    from graph.statement import Result

_WAYS = {"given": "#1d5fbf", "received": "#e08a1e", "internal": "#5b8c5a"}


def monthly_chart(result: Result) -> None:
    """Draw exchanges of each month by the way they went; the columns are `month` and the ways."""
    data = frame(result).melt("month", var_name="way", value_name="exchanges")
    ways = [way for way in result.columns if way in _WAYS]
    chart = (
        alt.Chart(data)
        .mark_bar()
        .encode(
            x=alt.X("month:O", title=None, axis=alt.Axis(labelAngle=-45, labelOverlap=True)),
            y=alt.Y("exchanges:Q", title="Exchanges", stack=True, axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "way:N",
                title=None,
                sort=ways,
                scale=alt.Scale(domain=ways, range=[_WAYS[way] for way in ways]),
                legend=alt.Legend(orient="top"),
            ),
            tooltip=["month:O", "way:N", "exchanges:Q"],
        )
        .properties(height=250)
    )
    last = dict(zip(result.columns, result.rows[-1], strict=True)) if result.rows else {}
    told = ", ".join(f"{last.get(way, 0)} {way}" for way in ways)
    st.altair_chart(chart, width="stretch", alt=f"Bars of exchanges by month and direction; in the last month {told}.")
