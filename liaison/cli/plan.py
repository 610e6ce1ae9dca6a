"""`liaison whatif`, `liaison handover`, `liaison reach`: measures that plans are made with, each with its options."""

from __future__ import annotations

from typing import Annotated

import typer

from liaison.cli.analyze import analyze
from liaison.cli.example import example
from liaison.cli.options import AsOfOption, FormatOption, JsonOption, ViewerOption
from liaison.cli.output import Format

LimitOption = Annotated[int, typer.Option("--limit", min=1, help="Most rows of a table.")]
_MOST_ROWS = 50


@example("liaison whatif O-019")
def whatif_command(
    remove: Annotated[
        list[str] | None, typer.Argument(metavar="[WHO]...", help="Who leaves: officers, contacts or services.")
    ] = None,
    *,
    handover: Annotated[
        tuple[str, str] | None, typer.Option("--handover", metavar="GIVER TAKER", help="Hand all contacts over.")
    ] = None,
    retention: Annotated[
        float, typer.Option("--retention", min=0, max=1, help="Share of the strength that the taker keeps.")
    ] = 0.5,
    post: Annotated[str, typer.Option("--post", metavar="OFFICER", help="Post an officer, new or not.")] = "",
    country: Annotated[
        list[str] | None, typer.Option("--country", metavar="CODE", help="Where to; may be repeated.")
    ] = None,
    strength: Annotated[
        float, typer.Option("--strength", min=1, max=100, help="Assumed strength of each tie that a posting gains.")
    ] = 20,
    exact: Annotated[
        bool, typer.Option("--exact", help="Follow all paths, however long; tell how far the estimate was off.")
    ] = False,
    form: FormatOption = Format.TABLE,
    limit: LimitOption = _MOST_ROWS,
    viewer: ViewerOption = "",
    as_of: AsOfOption = "",
    as_json: JsonOption = False,
) -> None:
    """
    Compare the network with itself after some people left, were posted, or handed their contacts over.

    It tells who is cut off, which countries and services are lost, and who stands elsewhere then.
    """
    giver, taker = handover or ("", "")
    _analyze(
        "what-if", form, limit, viewer, as_of, as_json=as_json, remove="; ".join(remove or ()), giver=giver,
        taker=taker, retention=retention, posted=post, countries="; ".join(country or ()), strength=strength,
        exact=exact,
    )  # fmt: skip


@example("liaison handover O-019")
def handover_command(
    officer: Annotated[str, typer.Argument(metavar="OFFICER", help="Who leaves.")],
    *,
    departure: Annotated[str, typer.Option("--departure", metavar="DAY", help="Last day; default as planned.")] = "",
    successor: Annotated[
        str, typer.Option("--successor", metavar="OFFICER", help="Who follows; default whoever holds the next posting.")
    ] = "",
    form: FormatOption = Format.TABLE,
    limit: LimitOption = _MOST_ROWS,
    viewer: ViewerOption = "",
    as_of: AsOfOption = "",
    as_json: JsonOption = False,
) -> None:
    """
    Plan how an officer who leaves hands over the contacts.

    The most important come first, each with role, successor, introducer, meeting and how far it is; then every
    candidate with the reason why or why not.
    """
    _analyze(
        "handover", form, limit, viewer, as_of, as_json=as_json, officer=officer, departure=departure,
        successor=successor,
    )  # fmt: skip


@example("liaison reach MA --level 3")
def reach_command(
    target: Annotated[str, typer.Argument(metavar="TARGET", help="A country, a contact or a service.")],
    *,
    level: Annotated[
        int | None, typer.Option("--level", min=0, max=4, help="Level that an officer must be cleared for.")
    ] = None,
    accredited: Annotated[bool, typer.Option("--accredited", help="Only officers accredited to the country.")] = False,
    theme: Annotated[str, typer.Option("--theme", help="Only officers who have exchanged on it.")] = "",
    language: Annotated[str, typer.Option("--language", help="Only officers who speak it, such as fr.")] = "",
    kind: Annotated[
        list[str] | None, typer.Option("--kind", help="What a way may consist of: tie, role, event; may be repeated.")
    ] = None,
    ways: Annotated[int, typer.Option("--ways", min=1, max=100, help="How many of the strongest ways.")] = 3,
    form: FormatOption = Format.TABLE,
    limit: LimitOption = _MOST_ROWS,
    viewer: ViewerOption = "",
    as_of: AsOfOption = "",
    as_json: JsonOption = False,
) -> None:
    """
    Find which of our officers can reach a person, a service or a country, and on which way.

    Every way is told tie by tie, and every officer who is not proposed with the reason.
    """
    _analyze(
        "reach", form, limit, viewer, as_of, as_json=as_json, target=target, level=level, accredited=accredited,
        theme=theme, language=language, kinds="; ".join(kind or ()), k=ways,
    )  # fmt: skip


def _analyze(
    measure: str, form: Format, limit: int, viewer: str, as_of: str, *, as_json: bool, **values: object
) -> None:
    given = {name: value for name, value in values.items() if value not in (None, "")}
    analyze(measure, given, form=Format.JSON if as_json else form, limit=limit, viewer=viewer, as_of=as_of)
