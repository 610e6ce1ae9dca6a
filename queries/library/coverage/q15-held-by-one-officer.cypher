// id: q15-held-by-one-officer
// title: Themes and languages held by one officer
// question: Which themes or languages are held by one officer only?
// engine: cypher
// since: 0.1.0
// parameter months: integer 1 to 120, optional; count themes of exchanges in so many months only; without it all
// column kind: text; language or theme
// column value: text; language, ISO 639-1, or code of the theme
// column officer_id: text; the only officer who holds it
// column officer: text; name of the officer
// empty: Each language and theme is held by two officers or more, or by nobody.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (o:Officer)
WHERE visible(o) AND valid(o)
OPTIONAL MATCH (o)-[t:TOOK_PART]->(e:Exchange)
WHERE e.date <= $as_of AND ($months IS NULL OR e.date > $as_of - duration({months: $months})) AND visible(t, e)
UNWIND coalesce(e.theme, [null]) AS code
WITH o.officer_id AS officer_id, o.name AS officer, o.languages AS languages, collect(DISTINCT code) AS themes
UNWIND [x IN coalesce(languages, []) | {kind: 'language', value: x}] + [x IN themes | {kind: 'theme', value: x}]
  AS held
WITH held.kind AS kind, held.value AS value, collect({officer_id: officer_id, officer: officer}) AS holders
WHERE size(holders) = 1
RETURN kind AS kind, value AS value, holders[0].officer_id AS officer_id, holders[0].officer AS officer
ORDER BY kind, value
