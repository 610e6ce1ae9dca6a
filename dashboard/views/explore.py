"""Look around: search first, then a network that can be opened up, the chosen node beside it, the same as tables."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import state
from dashboard.components.entity_panel import entity_panel, found_details, tie_explained
from dashboard.components.errors import empty, explained
from dashboard.components.header import Header
from dashboard.components.neighbours_dialog import ask_how_many
from dashboard.components.search_box import hit_buttons, search_box
from dashboard.components.tables import table
from dashboard.network_canvas import network_canvas
from graph.errors import NotFoundError
from graph.statement import Result
from liaison.app.examples import examples
from liaison.app.explore import MOST_NEIGHBOURS, surroundings
from liaison.app.links import KINDS, LABELS
from liaison.app.picture import picture_of
from liaison.app.recency import recorded_until
from reports.picture.kinds import style_of
from reports.text import markdown_safe

if TYPE_CHECKING:
    from dashboard.network_canvas import CanvasEvent
    from graph.model.marking import Marking
    from liaison.app.explore import Surroundings
    from liaison.app.search import Hit
    from liaison.app.view import View
    from reports.picture.drawing import Picture

ASK_ABOVE = 30
"""Opening up a node with more hidden neighbours than this asks first."""

_MOST_TRAIL = 6
_MOST_LIMIT = 150
_HEIGHT = 490
_TRAIL, _KINDS, _STRENGTH, _LIMIT = "explore_trail", "explore_kinds", "explore_strength", "explore_limit"


def show() -> None:
    """Draw the page."""
    header = Header("Explore")
    view = state.view()
    header.tell(recorded_until(view))
    search_box(view, focus_on)
    focus = st.query_params.get("focus", "")
    if not focus:
        header.mark(view.marking)
        _nothing_chosen(view)
        return
    label = focus.partition(":")[0]
    if label in LABELS:
        _network(header, view, focus)
    else:
        _record(header, view, focus)


def focus_on(node: str) -> None:
    """Put a node into the middle; what was opened up around the former one is closed."""
    st.query_params["focus"] = node
    st.query_params.pop("expanded", None)
    st.query_params.pop("chosen", None)


def _nothing_chosen(view: View) -> None:
    found = _examples(view)
    if not found:
        empty(
            "There is nobody to look for yet. Load files on the **Data** page, or choose another viewer or day above."
        )
        return
    with st.container(border=True):
        st.markdown("**Search for somebody above**, or begin with one of these:")
        with st.container(horizontal=True, gap="small"):
            hit_buttons(found, focus_on, key="explore_example")
        st.caption(
            "A network is drawn around the one you choose. Double-click a node, or press Enter on it, to open up its "
            "neighbours; a small number on a node says how many are not drawn yet."
        )
    _trail()


@state.cached
def _examples(view: View) -> tuple[Hit, ...]:
    return examples(view)


def _record(header: Header, view: View, node: str) -> None:
    """Draw what is no part of the network, such as a request: its record and what leads on from it."""
    try:
        found = found_details(view, node)
    except NotFoundError as error:
        _missing(header, view, error)
        return
    header.mark(found.marking)
    with st.container(border=True):
        entity_panel(view, found, on_focus=focus_on, focus=node)


def _missing(header: Header, view: View, error: NotFoundError) -> None:
    header.mark(view.marking)
    st.warning(markdown_safe(error), icon=":material/search_off:")
    _nothing_chosen(view)


def _network(header: Header, view: View, focus: str) -> None:
    expanded = tuple(st.query_params.get_all("expanded"))
    bounds = _limit(), float(st.session_state.get(state.own_key(_STRENGTH), 0))
    try:
        everything = _around(view, (focus, *expanded), LABELS, bounds)
    except NotFoundError as error:
        _missing(header, view, error)
        return
    left, right = st.columns([7, 4], gap="medium")
    with left:
        kinds = _filters(everything)
        around = everything if kinds == LABELS else _around(view, (focus, *expanded), kinds, bounds)
        picture = _drawn(view, (focus, *expanded), kinds, bounds)
        event = _canvas(around, picture)
    _remember(around)
    with right, st.container(border=True, height=_HEIGHT + 62), explained():
        marking = around.marking.combine(_beside(view, around, event))
    header.mark(marking)
    _twin(around)
    _trail()


@state.cached
def _around(view: View, opened: tuple[str, ...], kinds: tuple[str, ...], bounds: tuple[int, float]) -> Surroundings:
    focus, *expanded = opened
    limit, strength = bounds
    return surroundings(view, focus, expanded=expanded, limit=limit, min_strength=strength, labels=kinds)


@state.cached
def _drawn(view: View, opened: tuple[str, ...], kinds: tuple[str, ...], bounds: tuple[int, float]) -> Picture:
    return picture_of(view, _around(view, opened, kinds, bounds))


def _filters(everything: Surroundings) -> tuple[str, ...]:
    counts = Counter(node.label for node in everything.nodes)  # as the legend of the picture counts them
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        chosen = st.pills(
            "Kinds shown",
            LABELS,
            selection_mode="multi",
            default=LABELS,
            key=state.own_key(_KINDS),
            format_func=lambda label: f"{style_of(label).plural} {counts.get(label, 0)}",
            label_visibility="collapsed",
        )
        with st.popover("View", icon=":material/tune:"):
            st.slider("Ties of at least this strength", 0, 100, key=state.own_key(_STRENGTH), help="0 shows all ties.")
            key = state.own_key(_LIMIT)
            st.session_state.setdefault(key, MOST_NEIGHBOURS)
            st.slider("Most neighbours of a node", 5, _MOST_LIMIT, step=5, key=key, help="Strongest ties first.")
    return tuple(label for label in LABELS if label in chosen)


def _limit() -> int:
    """Give the most neighbours of a node, as the reader chose."""
    return int(st.session_state.get(state.own_key(_LIMIT), MOST_NEIGHBOURS))


def _canvas(around: Surroundings, picture: Picture) -> CanvasEvent:
    if len(around.nodes) == 1:
        empty(
            "Nobody around this node is shown. Switch more kinds on above, lower the least strength under **View**, "
            "or choose another day."
        )
    chosen = st.query_params.get("chosen") or around.focus
    event = network_canvas(
        picture,
        key=state.own_key(f"explore_canvas_{around.focus}"),
        selected=chosen,
        height=_HEIGHT,
        on_expand=lambda node: _expand(around, node),
    )
    if around.left_out:
        st.caption(
            f"{around.total - around.left_out} of {around.total} neighbours are drawn, strongest ties first. "
            "Raise the number under **View**, or filter by kind."
        )
    if picture.crowded:
        st.caption("So many nodes are hard to read; the tables below hold the same.")
    asked = st.session_state.pop("explore_asked", None)
    if asked is not None and asked in {node.node for node in around.nodes}:
        ask_how_many(next(node for node in around.nodes if node.node == asked), _open_up, focus_on, limit=_limit())
    return event


def _expand(around: Surroundings, node: str) -> None:
    found = next((one for one in around.nodes if one.node == node), None)
    if found is None or not found.hidden:
        return
    if node == around.focus:
        # All that is hidden around the middle is what the limit left out.
        st.session_state[state.own_key(_LIMIT)] = min(_MOST_LIMIT, _limit() + MOST_NEIGHBOURS)
    elif found.hidden > ASK_ABOVE:
        st.session_state["explore_asked"] = node
    else:
        _open_up(node)


def _open_up(node: str) -> None:
    """Draw the neighbours of a node too; the address says which nodes were opened up."""
    opened = [*st.query_params.get_all("expanded"), node]
    st.query_params["expanded"] = list(dict.fromkeys(opened))


def _beside(view: View, around: Surroundings, event: CanvasEvent) -> Marking:
    """Draw what is chosen; give the marking of what was read for it."""
    if event.edge is not None:
        kind, _, number = event.edge.rpartition(" ")
        link = next(link for link in around.links if link.kind == kind and str(link.number) == number)
        names = {node.node: node.name for node in around.nodes}
        st.subheader(markdown_safe(f"{names[link.source]} and {names[link.target]}"), anchor=False)
        st.caption(KINDS[link.kind])
        if link.strength is not None:
            tie_explained(view, link.source, link.target)
        return view.ties_marking
    node = event.node or around.focus
    found = found_details(view, node)
    entity_panel(view, found, on_focus=focus_on, focus=around.focus)
    return found.marking


def _twin(around: Surroundings) -> None:
    """Draw the same nodes and links as tables."""
    names = {node.node: node.name for node in around.nodes}
    nodes = Result(
        ("node", "name", "kind", "detail", "country", "strength", "neighbours", "hidden", "at_risk"),
        tuple(
            (n.node, n.name, n.label, n.detail, n.country, n.strength, n.neighbours, n.hidden, n.at_risk)
            for n in around.nodes
        ),
    )
    links = Result(
        ("source_node", "from", "link", "to", "strength"),
        tuple((link.source, names[link.source], KINDS[link.kind], names[link.target], link.strength)
              for link in around.links),
    )  # fmt: skip
    first, second = st.tabs([f"Nodes · {len(nodes.rows)}", f"Links · {len(links.rows)}"])
    with first:
        st.caption("The same as in the picture. Choose a row to put that node into the middle.")
        chosen = table(nodes, key=f"explore_nodes_{around.focus}", clickable=True, alt="Nodes of the picture",
                       names={"at_risk": "At risk", "strength": "Tie"})  # fmt: skip
        if chosen is not None and chosen["node"] != around.focus:
            focus_on(str(chosen["node"]))
            st.rerun()
    with second:
        table(links, key=f"explore_links_{around.focus}", alt="Links of the picture")


def _remember(around: Surroundings) -> None:
    trail: list[tuple[str, str]] = st.session_state.setdefault(_TRAIL, [])
    entry = (around.focus, around.nodes[0].name)
    if entry in trail:
        trail.remove(entry)
    trail.insert(0, entry)
    del trail[_MOST_TRAIL:]


def _trail() -> None:
    trail: list[tuple[str, str]] = st.session_state.get(_TRAIL, [])
    focus = st.query_params.get("focus")
    rest = [(node, name) for node, name in trail if node != focus]
    if not rest:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.caption("Recent", width="content")
        for node, name in rest:
            st.button(
                markdown_safe(name), key=f"explore_recent_{node}", type="tertiary", on_click=focus_on, args=(node,)
            )
