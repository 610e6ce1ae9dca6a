"""Pictures for tests, and names that nobody should have."""

from __future__ import annotations

from reports.picture.drawing import Picture, PictureEdge, PictureNode

BEACON = "http://beacon.invalid"
_RUN = f"window.__ran=1;fetch('{BEACON}/x')"

HOSTILE = (
    f'<img src=x onerror="{_RUN}">',
    f"</script><script>{_RUN}</script>",
    f"<!--<script>{_RUN}</script>-->",
    f'"><svg onload="{_RUN}">',
    f'\'><iframe src="javascript:{_RUN}">',
    f"javascript:{_RUN}",
    f'<a href="javascript:{_RUN}">href</a> <img src=x onerror="{_RUN}">',
    f'<link rel=stylesheet href="{BEACON}/s.css"><base href="{BEACON}/">',
    f'<meta http-equiv="refresh" content="0;url={BEACON}">',
    f"<style>@import url({BEACON}/i.css);*{{background:url({BEACON}/b.png)}}</style>",
    f"![pixel]({BEACON}/m.png)",
    f"[click]({BEACON}/l) {BEACON}/bare www.beacon.invalid someone@beacon.invalid",
    "<b>bold</b> **bold** `code` # head $x^2$ :material/home: :red[red] ~~gone~~ | a | b |",
    "{{ 7 * 7 }} ${7*7} {% raw %} #{7*7} <%= 7*7 %>",
    "&lt;script&gt;window.__ran=1&lt;/script&gt;",
    "\\u003cscript\\u003ewindow.__ran=1\\u003c/script\\u003e",
    "__proto__",
    "constructor",
    "toString",
    "n:n:x",
    "line\nfeed\r\ttab",
    "nul\x00 escape\x1b[31m bell\x07",
    "para\u2028graph\u2029end",
    "exe.\u202egpj.\u2066x\u2069",
    "Ann\u200bA\u00ad\ufeff",
    "\u0645\u062d\u0645\u062f (\u05d3\u05d5\u05d3)",
    "half \ud800 surrogate",
    '=HYPERLINK("http://beacon.invalid")',
    "x" * 3000,
    "   ",
    "",
)
"""Names; each one is used as identifier, label, kind, line, sector and title alike."""


def hostile_picture() -> Picture:
    """Give a picture in which every text is hostile."""
    nodes = [PictureNode("middle", "Peeters, Anna", "Officer")]
    edges = []
    for number, name in enumerate(HOSTILE):
        nodes.append(
            PictureNode(
                name,
                name,
                name if number % 2 else "Contact",
                0.5,
                (name, name * 2),
                name,
                hidden_neighbours=number,
            )
        )
        edges.append(PictureEdge(name, "middle", name, 40, title=name, lines=(name,)))
    return Picture(tuple(nodes), tuple(edges), " ".join(HOSTILE[:12]), HOSTILE[0], focus="middle")


def star(neighbours: int = 24, *, beyond: int = 0) -> Picture:
    """Give an officer with contacts of six countries; `beyond` of them lead one step further."""
    surnames = (
        "Janssens",
        "Dubois",
        "M\u00fcller",
        "Rossi",
        "Nov\u00e1k",
        "O'Connor",
        "B\u0113rzi\u0146\u0161",
        "Virtanen",
    )
    first = ("Anna", "Bram", "Clara", "Dirk", "Elise")
    countries = ("FR", "DE", "NL", "IT", "ES", "PL")
    nodes = [PictureNode("Officer:O-1", "Vandenberghe, Christophe", "Officer", 1.0, ("federal police",), "BE")]
    edges = []
    for number in range(neighbours):
        name = f"{surnames[number % 8]}, {first[number % 5]}"
        nodes.append(
            PictureNode(
                f"Contact:C-{number}",
                name,
                "Organisation" if number % 6 == 5 else "Contact",
                (number % 10) / 10,
                (f"function {number}",),
                countries[number % 6],
                hidden_neighbours=number % 4,
                at_risk=number == 2,
            )
        )
        edges.append(
            PictureEdge(f"t{number}", "Officer:O-1", f"Contact:C-{number}", number * 4.0, number == 3, f"tie {number}")
        )
    for number in range(beyond):
        nodes.append(PictureNode(f"Contact:D-{number}", f"Beyond {number}", "Contact", 0.2, (), "FR"))
        edges.append(
            PictureEdge(f"b{number}", f"Contact:C-{number % neighbours}", f"Contact:D-{number}", 20, title="knows")
        )
    return Picture(tuple(nodes), tuple(edges), "Contacts of one officer.", "LEVEL 1 // REL BE, FR", focus="Officer:O-1")


def crowd(nodes: int) -> Picture:
    """Give that many nodes in ten countries, with hubs and leaves."""
    hubs = max(1, nodes // 10)
    made = [
        PictureNode(
            f"P-{number}", f"Person {number}", "Officer" if number < hubs else "Contact", 0.3, (), f"C{number % 10}"
        )
        for number in range(nodes)
    ]
    edges = [
        PictureEdge(
            f"e{number}/{step}", f"P-{number}", f"P-{(number * 7 + step) % hubs}", 10 + number % 80, title="tie"
        )
        for number in range(hubs, nodes)
        for step in range(1 + number % 2)
    ]
    return Picture(tuple(made), tuple(edges), "A crowd.", "LEVEL 0")
