"""Every export, read back by a reader that is not ours, equals the table that went in."""

import csv
import datetime as dt
import io
import re
import tempfile
import zipfile
from pathlib import Path

import igraph
import lxml.etree
import networkx as nx
import openpyxl
import pytest

from graph.errors import DeclarationError, InputError, NotFoundError
from graph.model.fields import Kind
from graph.model.marking import Marking
from reports.exports.content import Column, ExportContent, Facts, Grid
from reports.exports.formats import FORMATS, export_format, write_export, write_whole
from reports.exports.naming import file_name
from reports.exports.values import plain_value

HOSTILE = [
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "]]> & \" ' <",
    "line\nfeed\ttab\r",
    "nul\x00bell\x07",
    "\u202egnp.exe",
    "Bērziņš, Žaneta",
    "محمد علي",
    "\ufffe\uffff",
    "_x000A_ stays text",
    "",
    "  spaces  ",
    "9" * 400,
]
NODE_COLUMNS = (
    Column("id", Kind.TEXT),
    Column("label", Kind.TEXT),
    Column("node_type", Kind.TEXT),
    Column("languages", Kind.TEXTS),
    Column("known_since", Kind.DATE),
    Column("level", Kind.INTEGER),
    Column("score", Kind.NUMBER),
    Column("active", Kind.BOOLEAN),
)
EDGE_COLUMNS = (
    Column("id", Kind.TEXT),
    Column("source", Kind.TEXT),
    Column("target", Kind.TEXT),
    Column("relationship", Kind.TEXT),
    Column("directed", Kind.BOOLEAN),
    Column("weight", Kind.NUMBER),
    Column("note", Kind.TEXT),
)
FACTS = Facts(
    "Network & <friends>",
    Marking(2, frozenset({"HUMINT & CO"}), frozenset({"BE", "NL"}), frozenset({"PL-ABW"})),
    dt.date(2026, 3, 1),
    "2|HUMINT & CO|BE",
    "0123456789abcdef",
    "liaison export graphml --as-of 2026-03-01",
    (("content", "ties"),),
)


def shown(text):
    """What a hostile text is expected to become: controls and bidirectional signs made visible, nothing dropped."""
    pictures = {chr(code): chr(0x2400 + code) for code in range(0x20)}
    pictures |= {c: f"\u2039U+{ord(c):04X}\u203a" for c in "\u202e\ufffe\uffff"}
    return "".join(pictures.get(sign, sign) for sign in text)


@pytest.fixture
def content():
    nodes = [
        (f"Contact:{n}", text, "Contact", ["fr", "nl"], dt.date(2020, 1, 1 + n), n % 5, n / 3, n % 2 == 0)
        for n, text in enumerate(HOSTILE)
    ]
    nodes.append(("Officer:O-1", None, "Officer", None, None, None, float("nan"), None))
    edges = [(f"T{n}", "Officer:O-1", f"Contact:{n}", "TIE", False, n * 1.5, text) for n, text in enumerate(HOSTILE)]
    # Parallel and missing values.
    edges.append(("R0", "Contact:0", "Officer:O-1", "KNOWS", True, None, None))
    edges.append(("R1", "Contact:0", "Officer:O-1", "KNOWS", True, None, None))
    return ExportContent(FACTS, Grid("nodes", NODE_COLUMNS, nodes), Grid("edges", EDGE_COLUMNS, edges))


def written(content, name):
    (part,) = export_format(name).parts
    return part.write(content)


def expected_nodes(content):
    return {
        row[0]: {
            "label": None if row[1] is None else shown(row[1]),
            "node_type": row[2],
            "languages": None if row[3] is None else ";".join(row[3]),
            "known_since": None if row[4] is None else row[4].isoformat(),
            "level": row[5],
            "score": None if row[6] != row[6] else row[6],
            "active": row[7],
        }
        for row in content.nodes.rows
    }


def expected_edges(content):
    return {
        row[0]: (row[1], row[2], row[3], row[4], row[5], None if row[6] is None else shown(row[6]))
        for row in content.edges.rows
    }


def typed(value, kind):
    if value in (None, ""):
        return value
    convert = {"boolean": lambda text: text.lower() == "true", "double": float, "float": float}
    return convert.get(kind, int if kind in ("int", "long", "integer") else str)(value)


def test_graphml_read_with_lxml(content):
    root = lxml.etree.fromstring(written(content, "graphml"))
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    keys = {key.get("id"): (key.get("attr.name"), key.get("attr.type")) for key in root.findall("g:key", space)}

    def data(element):
        pairs = [(keys[item.get("key")], item.text or "") for item in element.findall("g:data", space)]
        return {name: typed(text, kind) for (name, kind), text in pairs}

    graph = root.find("g:graph", space)
    nodes = {node.get("id"): data(node) for node in graph.findall("g:node", space)}
    assert nodes == {
        key: {name: value for name, value in row.items() if value is not None}
        for key, row in expected_nodes(content).items()
    }
    edges = {}
    for edge in graph.findall("g:edge", space):
        row = data(edge)
        edges[edge.get("id")] = (
            edge.get("source"), edge.get("target"),
            row["relationship"], row["directed"], row.get("weight"), row.get("note"),
        )  # fmt: skip
    assert edges == expected_edges(content)
    facts = data(graph)
    assert facts["liaison_marking"] == "LEVEL 2 // HUMINT & CO // REL BE, NL"
    assert facts["liaison_as_of"] == "2026-03-01"
    assert facts["liaison_data_fingerprint"] == "0123456789abcdef"


def test_graphml_read_with_igraph(content):
    with tempfile.NamedTemporaryFile(suffix=".graphml") as file:
        file.write(written(content, "graphml"))
        file.flush()
        graph = igraph.Graph.Read_GraphML(file.name)
    assert {v["id"]: v["label"] for v in graph.vs} == {
        key: row["label"] or "" for key, row in expected_nodes(content).items()
    }
    assert graph.ecount() == len(content.edges.rows)
    ties = {e["note"]: e["weight"] for e in graph.es if e["relationship"] == "TIE"}
    assert ties == {shown(text): n * 1.5 for n, text in enumerate(HOSTILE)}
    assert {v["id"]: v["active"] for v in graph.vs if v["node_type"] == "Contact"} == {
        f"Contact:{n}": n % 2 == 0 for n in range(len(HOSTILE))
    }


def test_gexf_read_with_lxml(content):
    root = lxml.etree.fromstring(written(content, "gexf"))
    space = {"g": "http://www.gexf.net/1.2draft"}
    titles = {
        (group.get("class"), item.get("id")): (item.get("title"), item.get("type"))
        for group in root.findall(".//g:attributes", space)
        for item in group
    }

    def data(element, scope):
        found = {}
        for item in element.findall("g:attvalues/g:attvalue", space):
            name, kind = titles[scope, item.get("for")]
            found[name] = typed(item.get("value"), kind)
        return found

    nodes = {n.get("id"): {"label": n.get("label"), **data(n, "node")} for n in root.iterfind(".//g:node", space)}
    expected = expected_nodes(content)
    # GEXF requires a label; without a name it is the identifier.
    expected["Officer:O-1"]["label"] = "Officer:O-1"
    assert nodes == {key: {k: v for k, v in row.items() if v is not None} for key, row in expected.items()}
    edges = {}
    for edge in root.iterfind(".//g:edge", space):
        row = data(edge, "edge")
        weight = edge.get("weight")
        edges[edge.get("id")] = (
            edge.get("source"), edge.get("target"), row["relationship"], row["directed"],
            None if weight is None else float(weight), row.get("note"),
        )  # fmt: skip
    assert edges == expected_edges(content)
    assert "networkx_key" not in {title for title, _ in titles.values()}
    meta = root.find("g:meta", space)
    assert meta.get("lastmodifieddate") == "2026-03-01"
    assert meta.findtext("g:keywords", namespaces=space) == "LEVEL 2 // HUMINT & CO // REL BE, NL"
    assert "data_fingerprint: 0123456789abcdef" in meta.findtext("g:description", namespaces=space)


def test_gexf_is_read_back_by_networkx(content):
    graph = nx.read_gexf(io.BytesIO(written(content, "gexf")))
    assert set(graph) == {row[0] for row in content.nodes.rows}


def neutral(text):
    """A formula gets an apostrophe."""
    plain = shown(text)
    return f"'{plain}" if text.strip(" ")[:1] in tuple("=+-@|%\t\r\n") and text.strip(" ") else plain


def test_csv_read_with_the_csv_module(content):
    nodes, edges = (part.write(content) for part in export_format("csv").parts)
    rows = list(csv.DictReader(io.StringIO(nodes.decode("utf-8-sig"), newline="")))
    assert list(rows[0])[:3] == ["Id", "Label", "node_type"]
    assert {row["Id"]: row["Label"] for row in rows} == {row[0]: neutral(row[1] or "") for row in content.nodes.rows}
    assert {row["document_marking"] for row in rows} == {"LEVEL 2 // HUMINT & CO // REL BE, NL"}
    assert {(row["document_as_of"], row["document_fingerprint"]) for row in rows} == {
        ("2026-03-01", "0123456789abcdef")
    }
    assert [row["score"] for row in rows][:2] == ["0.0", str(1 / 3)]
    lines = list(csv.DictReader(io.StringIO(edges.decode("utf-8-sig"), newline="")))
    assert {"Source", "Target", "Type", "Weight"} <= set(lines[0])
    assert [(line["Id"], line["Source"], line["Target"], line["Type"]) for line in lines] == [
        (row[0], row[1], row[2], "Directed" if row[4] else "Undirected") for row in content.edges.rows
    ]
    assert nodes.startswith(b"\xef\xbb\xbf")


def test_csv_has_no_cell_that_begins_a_formula(content):
    for part in export_format("csv").parts:
        for row in csv.reader(io.StringIO(part.write(content).decode("utf-8-sig"), newline="")):
            for cell in row:
                assert not re.match(r"\s*[=+@|%]|\s*-(?!\d*\.?\d*$)", cell), cell


def unescaped(text):
    return re.sub("_x005F_", "_", text) if isinstance(text, str) else text


def test_xlsx_read_with_openpyxl(content):
    book = openpyxl.load_workbook(io.BytesIO(written(content, "xlsx")))
    assert book.sheetnames == ["About", "Nodes", "Edges"]
    for sheet in book:
        assert sheet["A1"].value == "LEVEL 2 // HUMINT & CO // REL BE, NL"
        assert sheet.oddHeader.center.text == sheet.oddFooter.center.text == "LEVEL 2 // HUMINT && CO // REL BE, NL"
        assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert book.properties.keywords == book["Nodes"]["A1"].value
    for name, grid in (("Nodes", content.nodes), ("Edges", content.edges)):
        rows = list(book[name].iter_rows(min_row=3, values_only=True))
        assert rows[0] == grid.names()
        expected = [
            tuple(
                plain_value(value, column.kind) if not isinstance(value, str) else (shown(value) or None)
                for column, value in zip(grid.columns, row, strict=True)
            )
            for row in grid.rows
        ]
        # openpyxl writes 16 digits.
        assert [tuple(unescaped(value) for value in row) for row in rows[1:]] == [
            tuple(pytest.approx(value, rel=1e-14) if isinstance(value, float) else value for value in row)
            for row in expected
        ]
    about = {row[0]: row[1] for row in book["About"].iter_rows(min_row=4, values_only=True)}
    assert about["as_of"] == "2026-03-01"
    assert about["data_fingerprint"] == "0123456789abcdef"
    formula = next(cell for cell in book["Nodes"]["B"] if str(cell.value).startswith("=HYPER"))
    assert formula.quotePrefix


def test_xlsx_has_no_formula_in_its_xml(content):
    with zipfile.ZipFile(io.BytesIO(written(content, "xlsx"))) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                assert not re.search(rb"<f[ >]", archive.read(name))


def test_an_overlong_text_is_cut_where_excel_would_cut_it_and_says_so(content):
    long = ExportContent(
        FACTS,
        Grid("nodes", NODE_COLUMNS[:3], [("Contact:1", "x" * 40_000, "Contact")]),
        Grid("edges", EDGE_COLUMNS, []),
    )
    book = openpyxl.load_workbook(io.BytesIO(written(long, "xlsx")))
    value = book["Nodes"]["B4"].value
    assert len(value) <= 32_767
    assert value.endswith("(cut, 40000 signs)")


@pytest.mark.parametrize("name", FORMATS)
def test_equal_content_gives_equal_bytes_and_names_carry_the_marking(content, name, tmp_path):
    first = write_export(content, name, tmp_path / "a")
    second = write_export(content, name, tmp_path / "b")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert all("2026-03-01_LEVEL-2_HUMINT-CO_REL-BE-NL" in path.name for path in first)
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == sorted(path.name for path in first)


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_network_is_still_a_readable_file(name, tmp_path):
    empty = ExportContent(FACTS, Grid("nodes", NODE_COLUMNS, []), Grid("edges", EDGE_COLUMNS, []))
    paths = write_export(empty, name, tmp_path)
    assert all(path.stat().st_size > 0 for path in paths)
    if name == "graphml":
        assert len(nx.read_graphml(paths[0])) == 0
    if name == "gexf":
        assert len(nx.read_gexf(paths[0])) == 0


def test_an_edge_without_its_node_is_refused():
    with pytest.raises(InputError, match="Contact:9"):
        ExportContent(
            FACTS,
            Grid("nodes", NODE_COLUMNS[:3], [("Contact:1", "a", "Contact")]),
            Grid("edges", EDGE_COLUMNS, [("E", "Contact:1", "Contact:9", "TIE", False, 1.0, None)]),
        )


def test_two_identifiers_that_would_become_one_are_refused():
    rows = [("Contact:\x001", "a", "Contact"), ("Contact:␀1", "b", "Contact")]
    with pytest.raises(InputError, match="twice"):
        ExportContent(FACTS, Grid("nodes", NODE_COLUMNS[:3], rows), Grid("edges", EDGE_COLUMNS, []))


@pytest.mark.parametrize("name", ["start", "end", "type", "viz", "not a name"])
def test_a_column_that_graph_formats_would_misread_is_refused(name):
    with pytest.raises(DeclarationError):
        Column(name, Kind.TEXT)


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (None, Kind.TEXT, None),
        (True, Kind.BOOLEAN, True),
        (3, Kind.NUMBER, 3.0),
        (float("inf"), Kind.NUMBER, None),
        (dt.date(2026, 1, 2), Kind.DATE, "2026-01-02"),
        (dt.datetime(2026, 1, 2, 3, 4, tzinfo=dt.UTC), Kind.DATETIME, "2026-01-02T03:04:00+00:00"),
        (["a", "b\x00"], Kind.TEXTS, "a;b␀"),
        ({"b": 1, "a": "é"}, Kind.TEXT, '{"a": "é", "b": 1}'),
    ],
)
def test_a_value_takes_the_type_of_its_column(value, kind, expected):
    assert plain_value(value, kind) == expected


@pytest.mark.parametrize(
    ("value", "kind"), [("x", Kind.INTEGER), (True, Kind.INTEGER), (1, Kind.DATE), (1.5, Kind.TEXTS)]
)
def test_a_value_of_another_type_is_refused(value, kind):
    with pytest.raises(InputError):
        plain_value(value, kind)


def test_an_unknown_format_names_the_near_one():
    with pytest.raises(NotFoundError, match="graphml"):
        export_format("graphlm")


def test_a_file_name_is_safe_and_keeps_its_marking():
    name = file_name("../../etc/é x" * 30, dt.date(2026, 1, 1), Marking(3, frozenset({"../A"}), frozenset()), "csv")
    assert re.fullmatch(r"[A-Za-z0-9_.-]+", name)
    assert "/" not in name
    assert "LEVEL-3_A_REL-NOBODY.csv" in name


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(InputError, match="another folder"):
        write_whole(Path(blocked / "sub" / "x.csv"), b"")
