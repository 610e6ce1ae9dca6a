"""Settings: read, checked, never told."""

from pathlib import Path

import pytest

from graph.errors import SettingsError
from liaison.settings import Settings, declared

SECRET = "a-password-nobody-may-read"


def test_nothing_set_means_the_embedded_store():
    settings = Settings.from_environment({})
    assert settings.embedded
    assert settings.home == Path(".liaison")
    assert settings.viewer == "open"
    assert settings.ceiling is None
    assert settings.port is None


def test_every_setting_is_read_from_its_variable(tmp_path):
    settings = Settings.from_environment(
        {
            "NEO4J_URI": "neo4j+s://graph.example.org:7687",
            "NEO4J_USER": "reader",
            "NEO4J_PASSWORD": SECRET,
            "NEO4J_DATABASE": "liaison",
            "LIAISON_HOME": str(tmp_path),
            "LIAISON_VIEWER": "coordinator",
            "LIAISON_CEILING": "2",
            "LIAISON_HEAP": "2G",
            "LIAISON_PORT": "9000",
        }
    )
    assert settings == Settings(
        "neo4j+s://graph.example.org:7687", "reader", SECRET, "liaison", tmp_path, "coordinator", 2, "2g", 9000
    )
    assert {setting.variable for setting in declared()} >= {"NEO4J_URI", "LIAISON_HOME", "LIAISON_PORT"}


def test_the_password_is_nowhere_to_be_read():
    settings = Settings.from_environment({"NEO4J_URI": "bolt://127.0.0.1:7687", "NEO4J_PASSWORD": SECRET})
    assert SECRET not in repr(settings)
    assert SECRET not in str(settings.shown())
    assert ("NEO4J_PASSWORD", "set") in [row[:2] for row in settings.shown()]


@pytest.mark.parametrize(
    ("variable", "value", "remedy"),
    [
        ("NEO4J_URI", "bolt://graph.example.org:7687", "bolt+s://"),
        ("NEO4J_URI", "http://127.0.0.1:7474", "bolt://127.0.0.1:7687"),
        ("LIAISON_HOSTS", "a.example, https://b.example", "without a port or a scheme"),
        ("NEO4J_URI", "bolt://127.0.0.1:port", "bolt://127.0.0.1:7687"),
        ("NEO4J_URI", "127.0.0.1", "bolt://127.0.0.1:7687"),
        ("LIAISON_CEILING", "secret", "0 to 4"),
        ("LIAISON_CEILING", "5", "0 to 4"),
        ("LIAISON_CEILING", "²", "0 to 4"),
        ("LIAISON_PORT", "0", "1 to 65535"),
        ("LIAISON_PORT", "eighty", "1 to 65535"),
        ("LIAISON_HEAP", "big", "512m"),
        ("LIAISON_HEAP", "g", "512m"),
        ("LIAISON_VIEWER", "  ", "liaison viewers"),
        ("LIAISON_HOME", __file__, "name a folder"),
    ],
)
def test_a_wrong_value_is_a_sentence_with_the_remedy(variable, value, remedy):
    with pytest.raises(SettingsError, match=variable) as caught:
        Settings.from_environment({variable: value, "NEO4J_PASSWORD": SECRET})
    assert remedy in str(caught.value)


def test_a_password_inside_the_address_is_refused_and_not_repeated():
    with pytest.raises(SettingsError, match="NEO4J_PASSWORD") as caught:
        Settings.from_environment({"NEO4J_URI": f"bolt://neo4j:{SECRET}@127.0.0.1:7687"})
    assert SECRET not in str(caught.value)


def test_an_address_without_its_password_is_refused():
    with pytest.raises(SettingsError, match="NEO4J_PASSWORD is not"):
        Settings.from_environment({"NEO4J_URI": "bolt://127.0.0.1:7687"})


def test_variables_of_tests_and_of_compose_are_not_settings():
    assert Settings.from_environment({"LIAISON_TEST_X": "1", "LIAISON_COMPOSE_PORT": "1"}) == Settings.from_environment(
        {}
    )


def test_a_misspelt_setting_is_not_passed_over_in_silence():
    with pytest.raises(SettingsError, match="LIAISON_VIEWER"):
        Settings.from_environment({"LIAISON_VEIWER": "coordinator"})


def test_hosts_are_separated_by_commas():
    assert Settings.from_environment({"LIAISON_HOSTS": " a.example,localhost , "}).hosts == ("a.example", "localhost")
    assert Settings.from_environment({}).hosts == ()
