"""What `docker compose up` would start: valid by the Compose Specification, reachable from this machine alone."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from neo4j_server.jars import PROJECT
from neo4j_server.line import CALENDAR, LTS, line_of
from neo4j_server.version import IMAGE, NEO4J_VERSION, NEWEST, PINNED, chosen, pinned

from liaison.settings import Settings, declared

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")

VARIABLE = re.compile(r"(?<!\$)\$\{(?P<name>\w+)(?P<rule>:\?|:-)?(?P<rest>[^}]*)\}")


def test_it_is_valid_by_the_compose_specification():
    schema = json.loads((ROOT / "tests/data/compose-spec.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(schema)
    assert [error.message for error in validator.iter_errors(COMPOSE)] == []
    broken = {**COMPOSE, "services": {"neo4j": {"imagge": "neo4j"}}}
    assert list(validator.iter_errors(broken)), "the schema must refuse what is wrong"


def test_one_version_of_neo4j_is_served_downloaded_and_tested():
    assert SERVICES["neo4j"]["image"] == f"neo4j:{PINNED}-community"
    assert f"neo4j:{NEO4J_VERSION}-community" == IMAGE
    assert f"<version>{NEO4J_VERSION}</version>" in PROJECT
    assert PINNED.startswith("5.26."), "5.26 LTS is the oldest version served; it is the one that all tests run on"


def test_another_version_can_be_chosen():
    assert chosen({}, "5.26.1") == chosen({"NEO4J_VERSION": ""}, "5.26.1") == "5.26.1"
    assert chosen({"NEO4J_VERSION": "2026.01.3"}, "5.26.1") == "2026.01.3"
    assert chosen({"NEO4J_VERSION": "newest"}, "5.26.1") == NEWEST
    assert (line_of(PINNED), line_of("2025.01.0"), line_of(NEWEST)) == (LTS, CALENDAR, CALENDAR)
    assert min(CALENDAR.javas) == 21
    with pytest.raises(ValueError, match="write a full version"):
        chosen({"NEO4J_VERSION": "../5"}, "5.26.1")


@pytest.mark.parametrize("image", ["neo4j:latest", "neo4j:5-community", "neo4j:5.26.1", "neo4j"])
def test_an_image_that_is_not_pinned_is_refused(image):
    with pytest.raises(ValueError, match=r"docker-compose\.yml must pin"):
        pinned(f"services:\n  neo4j:\n    image: {image}\n")


@pytest.mark.parametrize("service", SERVICES)
def test_ports_are_published_on_loopback_alone(service):
    for port in SERVICES[service].get("ports", []):
        assert port.startswith("127.0.0.1:"), f"{port} would be open to the network"


def test_no_password_is_written_down():
    asked = [found for found in VARIABLE.finditer(TEXT) if "PASSWORD" in found["name"]]
    assert asked
    assert all(found["rule"] == ":?" and found["rest"] for found in asked), (
        "a missing password must stop it, with a reason"
    )
    settings = [
        f"{name}={value}" for part in SERVICES.values() for name, value in part["environment"].items()
        if re.search("PASSWORD|AUTH", name)
    ]  # fmt: skip
    assert len(settings) == 2
    assert all("${NEO4J_PASSWORD:?" in setting for setting in settings)


def test_the_image_of_neo4j_gets_no_variable_that_it_takes_for_an_unknown_setting():
    for name in SERVICES["neo4j"]["environment"]:
        assert name == "NEO4J_AUTH" or name.startswith(("NEO4J_server_", "NEO4J_dbms_", "NEO4J_db_")), name


def test_neo4j_reports_nothing_to_anybody():
    assert SERVICES["neo4j"]["environment"]["NEO4J_dbms_usage__report_enabled"] == "false"


def test_data_outlive_the_containers():
    assert {volume.split(":")[1] for volume in SERVICES["neo4j"]["volumes"]} >= {"/data"}
    assert {volume.split(":")[1] for volume in SERVICES["app"]["volumes"]} == {"/data"}
    named = {volume.split(":")[0] for part in SERVICES.values() for volume in part["volumes"]}
    assert named == set(COMPOSE["volumes"])


def test_the_app_waits_for_a_healthy_neo4j():
    assert SERVICES["app"]["depends_on"]["neo4j"]["condition"] == "service_healthy"
    test = SERVICES["neo4j"]["healthcheck"]["test"]
    assert test[0] == "CMD-SHELL"
    assert "cypher-shell" in test[1]
    assert not re.search(r"(?<!\$)\$\{", test[1]), "a single $ would be replaced before the container sees it"


def test_the_app_reaches_neo4j_over_loopback_and_its_settings_are_accepted():
    assert SERVICES["app"]["network_mode"] == "service:neo4j", "only then is 127.0.0.1 the Neo4j"
    given = {
        name: VARIABLE.sub(lambda found: "a password" if found["rule"] == ":?" else found["rest"], value)
        for name, value in SERVICES["app"]["environment"].items()
    }
    assert set(given) <= {setting.variable for setting in declared()}
    settings = Settings.from_environment(given)
    assert settings.neo4j_uri == "bolt://127.0.0.1:7687"
    assert settings.neo4j_password == "a password"


def test_the_port_of_the_dashboard_is_the_one_that_is_published():
    port = re.search(r'"--port", "(\d+)"', DOCKERFILE)[1]
    assert any(published.endswith(f":{port}") for published in SERVICES["neo4j"]["ports"])
    assert f"127.0.0.1:{port}/_stcore/health" in DOCKERFILE


def test_the_container_of_the_app_runs_without_rights():
    users = re.findall(r"^USER (.+)$", DOCKERFILE, re.MULTILINE)
    assert users
    assert users[-1] not in {"root", "0"}
    assert DOCKERFILE.index("\nUSER ") < DOCKERFILE.index("\nCMD ")
    assert "\nHEALTHCHECK " in DOCKERFILE
    assert SERVICES["app"]["cap_drop"] == ["ALL"]
    assert SERVICES["app"]["read_only"] is True


def test_the_image_of_the_app_has_a_pinned_python_and_every_part():
    base = re.search(r"^FROM python:(\d+)\.(\d+)-slim", DOCKERFILE, re.MULTILINE)
    assert (int(base[1]), int(base[2])) >= (3, 11)
    allowed = {
        line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"
    }
    copied = {name for line in re.findall(r"^COPY (.+) \S+$", DOCKERFILE, re.MULTILINE) for name in line.split()}
    assert copied == allowed
    assert copied >= {"graph", "ingest", "queries", "reports", "dashboard", "liaison", "requirements.txt"}
