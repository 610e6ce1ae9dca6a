"""Reading ahead: order, errors, how far."""

import threading

import pytest

from ingest.ahead import ahead


def test_parts_come_in_order_one_beside_the_one_in_use_and_no_more():
    begun = []
    second = threading.Event()

    def source():
        for number in range(4):
            begun.append(number)
            if number == 1:
                second.set()
            yield number

    parts = ahead(source())
    assert next(parts) == 0
    assert second.wait(10)
    assert begun == [0, 1]
    assert list(parts) == [1, 2, 3]


def test_an_error_comes_where_its_part_would_have_come():
    def source():
        yield "a"
        yield "b"
        raise ValueError("third")

    seen = []
    with pytest.raises(ValueError, match="third"):
        seen.extend(ahead(source()))
    parts = ahead(source())
    assert [next(parts), next(parts)] == ["a", "b"]
    parts.close()


def test_nothing_and_leaving_early_are_fine():
    assert list(ahead(iter(()))) == []
    before = set(threading.enumerate())
    parts = ahead(iter("abc"))
    assert next(parts) == "a"
    assert set(threading.enumerate()) > before
    parts.close()
    assert set(threading.enumerate()) <= before
