"""Spellings that may be one name, and names that are two."""

import pytest
from world_network import sample_world

from liaison.app.questions.duplicates import _sounding, possible_duplicates


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Rashid, Omar", "Omar El Rachid"),
        ("Ben Kettoun, Youssef", "Yusuf Bin Kettoun"),
        ("Mohammed Ibn Nasseri", "Ben Naseri, Muhammad"),
        ("Morukhin, Polina", "MORUHIN Polina"),
        ("Zoulele, Juma", "Zulele Juma"),
        ("Javier Camontes", "Camontes, Javyr"),
        ("Schmidt, Karl", "Shmidt, Carl"),
    ],
)
def test_transcriptions_of_one_name_are_alike(one, other):
    assert _sounding(one) == _sounding(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rossi, Paula", "Rossi, Paolo"),
        ("Benali, Omar", "Benali, Amir"),
        ("Nowak, Adam", "Nowak, Ada"),
        ("Alami, Nadia", "Alami, Nadira"),
    ],
)
def test_other_names_are_not(one, other):
    assert _sounding(one) != _sounding(other)


@pytest.mark.parametrize("seed", [7, 77])
def test_every_planted_duplicate_is_found_and_no_namesake(seed):
    world = sample_world(seed)
    found = {frozenset((pair.first, pair.second)) for pair in possible_duplicates(world.network())}
    planted, namesakes = (
        {frozenset(one["contacts"]) for one in world.truth[kind]} for kind in ("duplicates", "namesakes")
    )
    assert planted
    assert planted <= found
    assert not namesakes & found
