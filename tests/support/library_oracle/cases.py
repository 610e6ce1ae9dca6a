"""Values to ask each question with: defaults, and others chosen from the files so that something comes back."""

import datetime as dt
from collections import Counter


def cases(records):
    """Give lists of values by first part of the question's id."""
    contacts = Counter(row.country for row in records["contacts"])
    busy = Counter(one for row in records["exchanges"] for one in row.cells["officer_id:all"])
    officers = [key for key, _ in busy.most_common(2)]
    countries = [key for key, _ in contacts.most_common(2)]
    originators = Counter(row.originator for row in records["exchanges"] if row.originator and row.item_ref)
    made = {one for row in records["exchanges"] if row.item_ref for one in row.derived_from}
    roots = Counter(row.originator for row in records["exchanges"] if row.item_ref in made and row.originator)
    asked = Counter(row.asked_org for row in records["requests"])
    partner = Counter(row.to_org for row in records["exchanges"] if row.direction == "given")
    themes = Counter(theme for row in records["exchanges"] for theme in row.theme)
    early, late = dt.date(2018, 1, 1), dt.date(2022, 12, 31)
    one = records["postings"][0].posting_id
    return {
        "q01": [{"country": key} for key in countries]
        + [{"country": countries[0], "org_type": "police"}, {"country": countries[0], "min_strength": 20.0}],
        "q03": [{}, {"country": countries[0]}],
        "q04": [
            {"theme": themes.most_common(1)[0][0]},
            {"theme": themes.most_common(1)[0][0], "region": "Europe", "level": 2},
            {"theme": themes.most_common(2)[1][0], "region": "Northern Africa"},
        ],
        "q05": [{}, {"months": 100}],
        "q06": [{}, {"months": 24}],
        "q07": [{"officer": key} for key in officers],
        "q08": [{}, {"days": 10, "months": 120}],
        "q09": [{}, {"from": early, "to": late}],
        "q10": [{}, {"months": 120}],
        "q11": [{}, {"months": 1}],
        "q12": [{}, {"priority": 0}],
        "q13": [{}],
        "q14": [{}, {"threshold": 90.0, "priority": 1}],
        "q15": [{}, {"months": 12}],
        "q16": [{}, {"org": partner.most_common(1)[0][0]}, {"year": 2021}],
        "q17": [{}, {"from": early, "to": late}, {"officer": officers[0], "from": early}],
        "q18": [{}, {"days": 300}],
        "q19": [{}, {"org": asked.most_common(2)[1][0], "from": early}, {"from": early, "to": late}],
        "q20": [{}, {"from": early}],
        "q21": [{}, {"days": 0, "from": early}, {"days": 60}],
        "q22": [{}, {"posting": one}],
        "q23": [{}],
        "q24": [{}, {"from": dt.date(2015, 1, 1)}, {"from": early, "to": late}],
        "q25": [{}, {"days": 700}],
        "q26": [{"originator": key} for key in dict.fromkeys([*originators, *roots]) if key],
        "q27": [{}, {"from": dt.date(2015, 1, 1)}, {"from": early, "to": late}],
    }
