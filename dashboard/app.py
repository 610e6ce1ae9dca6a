"""Entry script of the pages: what there is, and what stands on each of them."""

from __future__ import annotations

import streamlit as st

from dashboard import state
from dashboard.components.errors import explained
from dashboard.launcher import ICON
from dashboard.theme import STYLE
from dashboard.views import data, explore, measures, overview, query, reports

st.set_page_config(page_title="Liaison", page_icon=str(ICON), layout="wide")

PAGES = {
    "overview": st.Page(
        overview.show, title="Overview", icon=":material/dashboard:", url_path="overview", default=True
    ),
    "explore": st.Page(explore.show, title="Explore", icon=":material/hub:", url_path="explore"),
    "query": st.Page(query.show, title="Query", icon=":material/manage_search:", url_path="query"),
    "measures": st.Page(measures.show, title="Measures", icon=":material/insights:", url_path="measures"),
    "reports": st.Page(reports.show, title="Reports", icon=":material/description:", url_path="reports"),
    "data": st.Page(data.show, title="Data", icon=":material/upload_file:", url_path="data"),
}

page = st.navigation(list(PAGES.values()), position="top")
st.set_page_config(page_title=f"{page.title} - Liaison", page_icon=str(ICON))
st.html(STYLE)
state.remember_pages(PAGES)
with explained():
    page.run()
