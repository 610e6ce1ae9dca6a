"""Settings of the interpreter while rows stream, and after."""

import gc
import sys

import pytest

from graph.interpreter import COLLECT_AFTER, SWITCH_SECONDS, streaming


def settings():
    return sys.getswitchinterval(), gc.get_threshold()


def broken_inside_another():
    with streaming():
        with streaming():
            assert settings()[0] == pytest.approx(SWITCH_SECONDS)
        assert settings()[0] == pytest.approx(SWITCH_SECONDS)
        assert settings()[1][0] == COLLECT_AFTER
        raise ValueError("broken")


def test_settings_hold_until_the_last_stream_ends_and_come_back():
    before = settings()
    with pytest.raises(ValueError, match="broken"):
        broken_inside_another()
    assert settings() == before


def test_the_next_stream_takes_what_it_finds():
    gc_before = gc.get_threshold()
    gc.set_threshold(701, *gc_before[1:])
    try:
        with streaming():
            pass
        assert gc.get_threshold()[0] == 701
    finally:
        gc.set_threshold(*gc_before)
