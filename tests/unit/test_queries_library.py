"""The library loads, and does not load when a file breaks a rule."""

import re
from importlib.resources import files

import pytest

from graph.errors import DeclarationError
from queries.catalogue import catalogue
from queries.loader import load_file, load_library
from queries.macros import MACROS, expand
from queries.spec import THEMES, Engine

SPECS = catalogue().list()
CYPHER = [spec for spec in SPECS if spec.engine is Engine.CYPHER]
FILE = """\
// id: q91-who-is-there
// title: Who is there
// question: Which contacts work in a country?
// engine: cypher
// since: 0.1.0
// parameter country: country, required, such as MA; where they work
// column contact_id: text; the contact
// column events: integer, events; how many events the contact took part in, interactions and
//    exchanges together
// empty: Nobody works there.
// marking: That of all that is read.
MATCH (c:Contact)-[t:TOOK_PART]->(e)
WHERE c.country = $country AND visible(c, t, e) AND valid(c)
RETURN c.contact_id AS contact_id, count(e) AS events
ORDER BY contact_id
"""


def loaded(text):
    return load_file("reach", "q91-who-is-there.cypher", text)


def source(spec):
    return files("queries").joinpath("library", *spec.source.split("/")).read_text(encoding="utf-8")


def test_thirty_questions_in_seven_themes():
    assert [spec.query_id[:3] for spec in SPECS] == [f"q{number:02}" for number in range(1, 31)]
    assert {spec.theme for spec in SPECS} == set(THEMES)


def test_a_sound_file_loads():
    spec = loaded(FILE)
    assert [one.name for one in spec.columns] == ["contact_id", "events"]
    assert spec.columns[1].meaning.endswith("interactions and exchanges together")
    assert spec.reads == ("Contact", "Exchange", "Interaction", "TOOK_PART")
    assert spec.parameters[0].required


WRONG = {
    "unknown key": (("// title:", "// tilte:"), 2, "Did you mean 'title'"),
    "double key": (("// since: 0.1.0", "// since: 0.1.0\n// since: 0.1.0"), 6, "twice"),
    "missing key": (("// empty: Nobody works there.\n", ""), 1, "'empty'"),
    "no entry": (("// since", "//since 0.1.0\n// since"), 5, "no entry"),
    "id and file differ": (("q91-who-is-there", "q92-who-is-there"), 1, "file's name"),
    "unknown engine": (("engine: cypher", "engine: sql"), 4, "'cypher'"),
    "unknown type": (("country, required", "county, required"), 6, "Did you mean 'country'"),
    "unknown vocabulary": (("country, required", "enum of org type, required"), 6, "Did you mean 'organisation type'"),
    "wrong example": (("such as MA", "such as Atlantis"), 6, "Atlantis"),
    "neither required nor default": (("country, required, such as MA", "country"), 6, "required"),
    "parameter not used": (("c.country = $country AND ", ""), 6, "not used"),
    "parameter not declared": (("$country AND", "$county AND"), 13, "$county"),
    "implicit parameter declared": (("parameter country", "parameter as_of"), 6, "every question"),
    "column not returned": (("// column contact_id: text; the contact\n", ""), 1, "returns contact_id, events"),
    "column without unit": (("integer, events; how", "integer; how"), 0, "unit"),
    "return without name": (("count(e) AS events", "count(e)"), 14, "needs a name"),
    "no order": (("ORDER BY contact_id\n", ""), 14, "ORDER BY"),
    "writes": (("RETURN", "SET c.level = 0 RETURN"), 14, "only read"),
    "two statements": (("contact_id\n\\Z", "contact_id;\nMATCH (n) RETURN n"), 15, "one statement"),
    "node not visible": (("visible(c, t, e)", "visible(c, t)"), 12, "e can be seen"),
    "relationship not visible": (("visible(c, t, e)", "visible(c, e)"), 12, "t can be seen"),
    "visible weakened by or": (("AND valid(c)", "OR valid(c)"), 13, "weaken"),
    "visible negated": (("AND visible", "AND NOT visible"), 13, "joined by AND"),
    "visible in brackets": (("AND visible(c, t, e)", "AND (true OR visible(c, t, e))"), 12, "can be seen"),
    "anonymous relationship": (("-[t:TOOK_PART]->", "-[:TOOK_PART]->"), 12, "without a variable"),
    "bare arrow": (("-[t:TOOK_PART]->", "-->"), 12, "without a name"),
    "anonymous node": (("->(e)", "->()"), 12, "without a variable"),
    "relationship without type": (("[t:TOOK_PART]", "[t]"), 12, "without a type"),
    "variable length without path": (("[t:TOOK_PART]", "[t:TOOK_PART*1..3]"), 12, "variable length"),
    "unknown label": (("c:Contact", "c:Contract"), 0, "Did you mean 'Contact'"),
    "unknown relationship": (("t:TOOK_PART", "t:TAKES_PART"), 0, "'TOOK_PART'"),
    "unknown property": (("c.country", "c.nation"), 13, "c.nation"),
    "pattern outside of match": (("AND valid(c)", "AND (c)-[:TOOK_PART]->(e)"), 13, "outside of MATCH"),
    "hidden in a subquery": (
        ("AND valid(c)", "AND EXISTS { MATCH (c)-[x:TOOK_PART]->(y) WHERE visible(x) }"),
        13,
        "y can be seen",
    ),
    "hidden in a count": (
        ("count(e) AS events", "COUNT { MATCH (c)-[x:TOOK_PART]->(y) } AS events"),
        14,
        "x, y can be seen",
    ),
    "hidden after with": (
        ("RETURN", "WITH c.contact_id AS c\nMATCH (c)-[x:TOOK_PART]->(y) WHERE visible(x, y)\nRETURN"),
        15,
        "c can be seen",
    ),
    "hidden in an optional match": (
        ("RETURN", "OPTIONAL MATCH (c)-[r:HOLDS_ROLE]->(s)\nRETURN"),
        14,
        "r, s can be seen",
    ),
    "bracket not closed": (("valid(c)\n", "valid(c\n"), 15, "not closed"),
    "macro with too few arguments": (("count(e)", "tie_given()"), 0, "1 arguments"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_refused_with_file_and_line(name):
    (old, new), line, words = WRONG[name]
    text = re.sub(old, lambda _: new, FILE, count=1) if "\\Z" in repr(old) else FILE.replace(old, new, 1)
    assert text != FILE
    with pytest.raises(DeclarationError) as caught:
        loaded(text)
    message = str(caught.value)
    assert message.startswith(f"reach/q91-who-is-there.cypher:{line}: " if line else "reach/q91-who-is-there.cypher")
    assert words in message


MEASURED = """\
// id: q92-who-is-central
// title: Who is central
// question: Who is central in a network?
// engine: analytics
// use_case: central
// reads: Officer, Contact, Organisation, Exchange, Interaction, TOOK_PART, HOLDS_ROLE
// since: 0.1.0
// parameter projection: enum of projection, default officer-contact; which network
// column node: text; who
// empty: Nobody is there.
// marking: That of all that is read.
"""


@pytest.mark.parametrize("name", ["Organisation", "HOLDS_ROLE", "TOOK_PART"])
def test_a_question_about_any_network_must_declare_all_that_networks_read(name):
    """Else its answer may carry a marking below that of a record which it was computed from."""
    file = "q92-who-is-central.cypher"
    assert name in load_file("structure", file, MEASURED).reads
    fewer = re.sub(f"(, )?{name}", "", MEASURED, count=1)
    with pytest.raises(DeclarationError, match=rf"q92-who-is-central.cypher:6: .*'projection'.* {name}; add"):
        load_file("structure", file, fewer)
    without_choice = re.sub("// parameter.*\n", "", fewer)
    assert name not in load_file("structure", file, without_choice).reads


def test_two_files_may_not_share_an_id(tmp_path):
    for theme in ("reach", "coverage"):
        (tmp_path / theme).mkdir()
        (tmp_path / theme / "q91-who-is-there.cypher").write_text(FILE, encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"reach/q91.*is also that of coverage/q91"):
        load_library(tmp_path)


@pytest.mark.parametrize("spec", CYPHER, ids=lambda spec: spec.query_id)
def test_no_variable_can_be_left_out_of_visible(spec):
    """Each variable taken out of each visible() stops the file from loading, unless an earlier one covers it."""
    text = source(spec)
    name = spec.source.split("/")[1]
    calls = list(re.finditer(r"\bvisible\(([^)]*)\)", text))
    assert calls
    for call in calls:
        variables = [one.strip() for one in call.group(1).split(",")]
        for left_out in variables:
            rest = [one for one in variables if one != left_out]
            changed = text[: call.start()] + (f"visible({', '.join(rest)})" if rest else "true") + text[call.end() :]
            with pytest.raises(DeclarationError, match=rf"\b{left_out}\b.* can be seen"):
                load_file(spec.theme, name, changed)


@pytest.mark.parametrize("spec", CYPHER, ids=lambda spec: spec.query_id)
def test_expanded_text_holds_no_macro_and_one_test_for_each_visible_variable(spec):
    plain = expand(spec.text)
    assert not re.search(r"(?<![\w.$])(" + "|".join(MACROS) + r")\(", plain)
    named = [one for call in re.findall(r"\bvisible\(([^)]*)\)", spec.text) for one in call.split(",")]
    paths = len(re.findall(r"\bvisible_path\(", spec.text))
    assert plain.count("IN $viewer_compartments") == len(named) + 2 * paths
    assert plain.count("<= $viewer_level") == len(named) + 2 * paths


def test_macros_expand_to_plain_cypher():
    assert expand("visible(a)") == (
        "a.level <= $viewer_level AND all(caveat IN a.caveats WHERE caveat IN $viewer_compartments)"
        " AND any(release IN a.releasable_to WHERE release IN $viewer_releases)"
    )
    assert expand("valid_on(day, a)") == "coalesce(a.valid_from, day) <= day AND coalesce(a.valid_to, day) >= day"
    assert expand("x.visible(a) + invisible(b)") == "x.visible(a) + invisible(b)"
    assert expand("tie_given(f(a, b))").startswith("CASE WHEN f(a, b).direction = 'given'")


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.query_id)
def test_questions_speak_to_people(spec):
    assert len(spec.title) <= 60
    for one in (*spec.parameters, *spec.columns):
        text = one.description if hasattr(one, "description") else one.meaning
        assert text[0].islower() or text.startswith("Burt's")
        assert not text.endswith(".")
