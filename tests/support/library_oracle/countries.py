"""Regions of the countries in tests, from the packaged list of the Unicode Consortium."""

import csv
from functools import cache
from importlib.resources import files


@cache
def _rows():
    lines = files("graph.model").joinpath("countries.csv").read_text(encoding="utf-8").splitlines()
    return {row["iso2"]: row for row in csv.DictReader(lines)}


def region_of(iso2):
    row = _rows()[iso2]
    return {row["region"], row["sub_region"]}


def name_of(iso2):
    return _rows()[iso2]["name_en"]
