"""Which nodes the store holds: asked, taken for granted, and asked again."""

from graph.model.entities import EXCHANGE, INFO_ITEM
from graph.store.lookup import LookUp


class Transaction:
    """Holds some keys and counts how often it is asked."""

    def __init__(self, *held):
        self.held, self.asked = held, 0

    def run(self, text, parameters):
        assert "MATCH" in text
        self.asked += 1
        return [Record(key=key) for key in parameters["keys"] if key in self.held]


class Record(dict):
    def data(self):
        return dict(self)


def test_after_a_chunk_without_a_hit_the_question_is_left_out_by_kind_of_node():
    look_up, transaction = LookUp(), Transaction("B")
    assert look_up.held(transaction, EXCHANGE, ["A", "B"]) == {"B": {"key": "B"}}
    assert look_up.held(transaction, EXCHANGE, ["C"]) == {}
    assert look_up.held(transaction, EXCHANGE, ["D"]) == {}
    assert transaction.asked == 2
    look_up.held(transaction, INFO_ITEM, ["I"])
    assert transaction.asked == 3


def test_each_mistake_doubles_what_is_needed():
    look_up, transaction = LookUp(), Transaction("B")
    asked = []
    for _ in range(3):
        while not look_up.mistaken():
            look_up.held(transaction, EXCHANGE, ["C"])
        asked.append(transaction.asked)
        transaction.asked = 0
        assert look_up.held(transaction, EXCHANGE, ["B"]) == {"B": {"key": "B"}}
        transaction.asked = 0
    assert asked == [1, 2, 4]


def test_where_nothing_was_assumed_there_is_no_mistake():
    look_up = LookUp()
    look_up.held(Transaction("B"), EXCHANGE, ["B"])
    assert not look_up.mistaken()
