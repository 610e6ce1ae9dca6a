"""Progress of what takes longer than a second: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import shutil
import sys
import time
from typing import TYPE_CHECKING, Self

from tqdm import tqdm

from reports.text import plain

if TYPE_CHECKING:
    from types import TracebackType

_PATIENCE = 1.0
_LINE_EVERY = 10.0
_SHARES = 1_000


class Progress:
    """
    Shows how far a piece of work is, on standard error.

    Nothing is shown in the first second. On a terminal it is a bar that goes away at the end; elsewhere a plain line
    every ten seconds, so that a log file stays readable.

    Parameters
    ----------
    what
        What is being done, in a few words.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._begun = self._told = time.monotonic()
        self._terminal = sys.stderr.isatty()
        self._bar: tqdm | None = None

    def __call__(self, share: float, detail: str = "") -> None:
        """Tell the share done, 0 to 1, and what is at hand."""
        now = time.monotonic()
        if now - self._begun < _PATIENCE:
            return
        text = f"{self._what}: {plain(detail)}" if detail else self._what
        if self._terminal:
            if self._bar is None:
                # Some terminals do not tell their size; tqdm would then draw nothing.
                width, height = shutil.get_terminal_size()
                self._bar = tqdm(
                    total=_SHARES, leave=False, file=sys.stderr, bar_format=_BAR, ncols=width, nrows=height
                )
            self._bar.set_description_str(text, refresh=False)
            self._bar.n = min(_SHARES, round(share * _SHARES))
            self._bar.refresh()
        elif now - self._told >= _LINE_EVERY:
            self._told = now
            sys.stderr.write(f"{text} {share:.0%}\n")
            sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()


_BAR = "{desc} |{bar}| {percentage:3.0f}% {elapsed}"
