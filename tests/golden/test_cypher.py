"""The Cypher that loading and the schema run. A change in what is written must show up in a diff as text."""

import os
from pathlib import Path

import pytest

from graph.cypher import ledger, links, nodes, schema
from graph.model.shapes import NodeShape
from ingest.tables import TABLES

FOLDER = Path(__file__).parent / "cypher"


def of_shape(shape) -> str:
    if not isinstance(shape, NodeShape):
        return _joined(links.state(shape), links.insert(shape), links.change(shape))
    plain = tuple(
        link.name
        for link in shape.links
        if not (link.anchor or link.relationship.fields or link.relationship.key or link.other == shape.node)
    )
    texts = [nodes.state(shape.node), nodes.insert(shape), nodes.insert(shape, plain), nodes.change(shape.node)]
    texts += [nodes.detach(shape)] if shape.links else []
    for link in shape.links:
        texts += [links.link(shape, link.name, guarded=guarded) for guarded in (False, True)]
        texts += [nodes.create(link.other), nodes.protect(link.other)] if link.create else []
    return _joined(*dict.fromkeys(texts))


def _joined(*texts) -> str:
    return ";\n\n".join(texts) + ";\n"


def of_schema() -> str:
    statements = [*schema.statements(), *schema.full_text()]
    return ";\n".join([*(statement.text for statement in statements), *schema.full_text_sql()]) + ";\n"


def of_mark() -> str:
    statements = [schema.claim(), schema.mark(""), schema.version(), schema.typed_properties()]
    return ";\n".join(statement.text for statement in statements) + ";\n"


def of_ledger() -> str:
    texts = [f"// {name}\n{text}" for name, text in vars(ledger).items() if name.isupper()]
    return ";\n\n".join(texts) + ";\n"


GOLDEN = {name: lambda table=table: of_shape(table.shape) for name, table in TABLES.items()}
SCHEMA = f"schema_version_{schema.VERSION}"
GOLDEN |= {SCHEMA: of_schema, "mark": of_mark, "ledger": of_ledger}


@pytest.mark.parametrize("name", GOLDEN)
def test_the_text_is_the_one_that_was_reviewed(name):
    path, text = FOLDER / f"{name}.cypher", GOLDEN[name]()
    if name == SCHEMA and path.exists():
        # Stores were made with this text: another text must be another version, or they lack what writing rests on.
        assert text == path.read_text(encoding="utf-8"), "raise graph.cypher.schema.VERSION and keep the former file"
    elif os.environ.get("LIAISON_GOLDEN") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), "review the change, then run this test with LIAISON_GOLDEN=write"


@pytest.mark.parametrize("name", TABLES)
def test_no_value_stands_in_the_text(name):
    text = of_shape(TABLES[name].shape).replace("':'", "")
    assert "'" not in text
    assert '"' not in text
