"""What axe-core finds wrong on a page that somebody using a keyboard, a screen reader or bad eyes could not use."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# WCAG 2.2 level AA, with what axe counts as good practice left out.
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_GRAVE = ("serious", "critical")

_RUN = """async ([library, tags]) => {
  // The page's policy allows no other script: the library is run from here, not put into the page.
  (0, eval)(library);
  const found = await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']});
  return found.violations.flatMap((rule) => rule.nodes.map((node) => ({
    rule: rule.id, impact: node.impact, place: node.target.flat().join(' '), html: node.html.slice(0, 300),
    why: [...node.any, ...node.all, ...node.none].map((check) => check.message).join('; ').slice(0, 300)})));
}"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One element that breaks one rule."""

    rule: str
    impact: str
    place: str
    html: str
    why: str


def findings(page: Page) -> list[Finding]:
    """Give what is serious or critical on a page as it stands."""
    library = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    return [
        Finding(**found) for found in page.evaluate(_RUN, [library, list(_RULES)]) if found["impact"] in _GRAVE
    ]  # fmt: skip
