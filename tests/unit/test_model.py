"""The declared model: complete, self-checking, and bounded by the domain."""

import dataclasses
import datetime as dt

import pytest

from graph.errors import DeclarationError, NotFoundError, near
from graph.model import entities, vocabularies
from graph.model.catalog import NODES, RELATIONSHIPS, node_type, relationship_type
from graph.model.days import add_months
from graph.model.fields import COMMON, Field, Kind, NodeType, RelType
from graph.model.levels import LEVELS, find_level
from graph.model.shapes import Link, NodeShape, RelationshipShape
from graph.model.vocabularies import Vocabulary

DOMAIN_LABELS = [
    "Officer",
    "Posting",
    "Country",
    "Organisation",
    "Contact",
    "Interaction",
    "Exchange",
    "InfoItem",
    "Request",
    "Briefing",
    "Consent",
    "Marking",
    "Theme",
    "Agreement",
    "SourceRow",
    "Batch",
    "Judgement",
]
DOMAIN_RELATIONSHIPS = [
    "HELD_POSTING",
    "SUCCEEDED_BY",
    "ACCREDITED_TO",
    "HOLDS_ROLE",
    "PART_OF",
    "IN_COUNTRY",
    "TOOK_PART",
    "CARRIED",
    "INTRODUCED",
    "GAVE",
    "RECEIVED",
    "ABOUT",
    "CONCERNS",
    "ORIGINATES",
    "DERIVED_FROM",
    "COVERED_BY",
    "BRIEFED_FOR",
    "ANSWERS",
    "MARKED",
    "SAME_AS",
    "NOT_SAME_AS",
]


def test_the_domain_is_covered():
    assert set(DOMAIN_LABELS) <= set(NODES)
    assert set(DOMAIN_RELATIONSHIPS) <= set(RELATIONSHIPS)


@pytest.mark.parametrize("label", NODES)
def test_every_node_carries_marking_times_and_source(label):
    names = [field.name for field in node_type(label).all_fields]
    for needed in ("level", "caveats", "releasable_to", "originator", "valid_from", "valid_to", "recorded_at"):
        assert needed in names
    assert "source_rows" in names
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", RELATIONSHIPS)
def test_every_relationship_carries_marking_times_and_source(name):
    names = {field.name for field in relationship_type(name).all_fields}
    assert {field.name for field in COMMON} <= names


def test_no_property_can_hold_content_or_an_informant():
    forbidden = {"content", "body", "text", "informant", "informant_name", "source_name", "raw"}
    for declared in (*NODES.values(), *RELATIONSHIPS.values()):
        assert not forbidden & {field.name for field in declared.all_fields}


@pytest.mark.parametrize(
    "build",
    [
        lambda: Field("Name", Kind.TEXT, "x"),
        lambda: Field("name", Kind.TEXT, ""),
        lambda: Field("n", Kind.INTEGER, "x", vocabularies.SERVICE),
        lambda: Field("n", Kind.TEXT, "x", low=1),
        lambda: NodeType("officer", "a", "x", (Field("a", Kind.TEXT, "x"),), "a"),
        lambda: NodeType("Officer", "b", "x", (Field("a", Kind.TEXT, "x"),), "a"),
        lambda: NodeType("Officer", "a", "x", (Field("a", Kind.TEXT, "x"), Field("a", Kind.TEXT, "x")), "a"),
        lambda: NodeType("Officer", "a", "x", (Field("a", Kind.TEXT, "x"), Field("level", Kind.TEXT, "x")), "a"),
        lambda: RelType("knows", ("A",), ("B",), "x"),
        lambda: RelType("KNOWS", (), ("B",), "x"),
        lambda: RelType("KNOWS", ("A",), ("B",), "x", key=("mode",)),
        lambda: Vocabulary("v", {}, "x"),
        lambda: Vocabulary("v", {" a": "x"}, "x"),
        lambda: NodeShape(
            "s", entities.OFFICER, (Link("a", relationship_type("GAVE"), entities.COUNTRY, outgoing=True),)
        ),
        lambda: RelationshipShape("s", relationship_type("GAVE"), entities.OFFICER, entities.COUNTRY),
    ],
)
def test_a_wrong_declaration_dies_with_a_sentence(build):
    with pytest.raises(DeclarationError, match=r"^[A-Z].*\.$"):
        build()


def test_declarations_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        entities.OFFICER.label = "X"


def test_near_names_the_likely_ones():
    assert "'Officer'" in near("officr", NODES)
    assert near("x", []) == ""
    with pytest.raises(NotFoundError, match="'Organisation'"):
        node_type("Organization")


def test_restreint_is_a_level_only_since_the_reform():
    assert find_level("beperkt", on=dt.date(2023, 12, 31)).rank == 1
    with pytest.raises(NotFoundError, match="not in force on 2023-12-30"):
        find_level("RESTREINT", on=dt.date(2023, 12, 30))


def test_the_old_notice_is_not_a_level_and_never_became_one():
    assert find_level("Diffusion  restreinte", on=dt.date(2020, 9, 10)).rank == 0
    with pytest.raises(NotFoundError):
        find_level("DIFFUSION RESTREINTE", on=dt.date(2024, 1, 1))


def test_an_unknown_level_suggests_near_ones():
    with pytest.raises(NotFoundError, match="GEHEIM"):
        find_level("GEHEIN", on=dt.date(2024, 1, 1))


def test_level_ranks_are_in_range_and_the_national_ones_agree():
    assert {level.rank for level in LEVELS} == {0, 1, 2, 3, 4}
    on = dt.date(2025, 1, 1)
    for belgian, european, nato in (
        ("GEHEIM", "SECRET UE/EU SECRET", "NATO SECRET"),
        ("ZEER GEHEIM", "TRÈS SECRET UE/EU TOP SECRET", "COSMIC TOP SECRET"),
        ("VERTROUWELIJK", "CONFIDENTIEL UE/EU CONFIDENTIAL", "NATO CONFIDENTIAL"),
    ):
        assert find_level(belgian, on=on).rank == find_level(european, on=on).rank == find_level(nato, on=on).rank


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (dt.date(2024, 1, 31), 1, dt.date(2024, 2, 29)),
        (dt.date(2024, 3, 31), -13, dt.date(2023, 2, 28)),
        (dt.date(2023, 12, 31), 12, dt.date(2024, 12, 31)),
        (dt.date(2024, 8, 31), 6, dt.date(2025, 2, 28)),
        (dt.date(2024, 12, 1), 12, dt.date(2025, 12, 1)),
        (dt.date(2024, 1, 15), -1, dt.date(2023, 12, 15)),
    ],
)
def test_months_end_with_the_month(day, months, result):
    assert add_months(day, months) == result


def test_who_may_see_the_history_is_a_role_that_exists():
    assert {"coordinator", "dpo", "auditor"} == vocabularies.HISTORY_ROLES
    assert vocabularies.HISTORY_ROLES.issubset(vocabularies.ROLE.values)
    with pytest.raises(DeclarationError, match="has no value 'coordinater'"):
        vocabularies.ROLE.some("coordinater")


def test_what_a_docstring_names_in_another_module_is_there():
    from liaison.app import details, history  # noqa: PLC0415 - the pair that is compared

    named = [word.partition("`")[0] for word in details.Details.__doc__.split("`history.")[1:]]
    assert named
    assert all(hasattr(history, name) for name in named)
