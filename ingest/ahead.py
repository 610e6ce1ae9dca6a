"""The next part is worked out while the one before is used."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")


def ahead(parts: Iterator[T]) -> Iterator[T]:
    """
    Give the same parts in the same order, each worked out in a thread of its own while the one before is used.

    A load waits for the store most of the time, and the next rows can be read then. There is never more than one part
    beside the one in use, and an error comes where its part would have come.
    """
    with ThreadPoolExecutor(1, "ahead") as thread:
        coming = thread.submit(next, parts, None)
        while (part := coming.result()) is not None:
            coming = thread.submit(next, parts, None)
            yield part
