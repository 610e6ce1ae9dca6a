"""The three tables of what happened, written in the order of the days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison.sample.tables import TableFile
from liaison.sample.timeline import ISO, iso

if TYPE_CHECKING:
    from pathlib import Path

    from liaison.sample.dirt import Dirt


class Register:
    """
    Writes exchanges, interactions and requests, and gives them their identifiers.

    Parameters
    ----------
    folder
        Where the files go.
    dirt
        Broken rows to lay between.
    """

    def __init__(self, folder: Path, dirt: Dirt) -> None:
        self._exchanges = TableFile(folder, "exchanges", dirt)
        self._interactions = TableFile(folder, "interactions", dirt)
        self._requests = TableFile(folder, "requests", dirt)
        self.exchanges = self.interactions = self.requests = self._items = 0

    def item(self, prefix: str) -> str:
        """Give a new reference of an item of information."""
        self._items += 1
        return f"{prefix}-{self._items:07}"

    def exchange(
        self,
        day: int,
        giver: str,
        receiver: str,
        direction: str,
        kind: str,
        *,
        officer: str = "",
        contact: str = "",
        theme: str = "",
        channel: str = "secure_mail",
        grade: str = "",
        handling: str = "",
        level: str = "0",
        originator: str = "",
        item: str = "",
        derived_from: str = "",
        request: str = "",
        interaction: str = "",
        purpose: str = "",
        caveats: str = "",
        releasable_to: str = "",
    ) -> str:
        """Write an exchange; gives its identifier."""
        self.exchanges += 1
        exchange_id = f"E-{self.exchanges:08}"
        self._exchanges.write(
            (
                exchange_id, ISO[day], giver, receiver, officer, contact, direction, kind, theme, channel, grade,
                handling, level, originator, item, derived_from, request, interaction, purpose, caveats, releasable_to,
            )
        )  # fmt: skip
        return exchange_id

    def interaction(
        self,
        day: int,
        officers: str,
        contacts: str,
        kind: str,
        *,
        initiative: str,
        minutes: str,
        place: str,
        level: str,
        caveats: str = "",
    ) -> str:
        """Write an interaction; gives its identifier."""
        self.interactions += 1
        interaction_id = f"I-{self.interactions:08}"
        self._interactions.write(
            (ISO[day], officers, contacts, kind, initiative, minutes, place, level, interaction_id, caveats)
        )
        return interaction_id

    def next_request(self) -> str:
        """Give the identifier that the next request will have."""
        return f"R-{self.requests + 1:07}"

    def request(
        self,
        opened: int,
        due: int,
        closed: int | None,
        parties: tuple[str, str],
        *,
        officer: str,
        theme: str,
        basis: str,
        state: str,
    ) -> str:
        """Write a request of the first of the parties to the second; gives its identifier."""
        request_id = self.next_request()
        self.requests += 1
        days = (ISO[opened], iso(due), iso(closed))
        self._requests.write((request_id, *days, *parties, officer, theme, basis, state))
        return request_id

    def close(self) -> dict[str, int]:
        """Close the files; gives the rows of each, broken ones included."""
        files = (self._exchanges, self._interactions, self._requests)
        for file in files:
            file.close()
        return {file.table: file.rows for file in files}
