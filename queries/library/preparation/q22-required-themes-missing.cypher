// id: q22-required-themes-missing
// title: Required themes not covered
// question: Which themes required for the destination were not covered before departure?
// engine: cypher
// since: 0.1.0
// parameter posting: key of Posting, optional; one posting; without it all that have not ended by the day
// column posting_id: text; posting
// column officer_id: text; officer on it
// column officer: text; name of the officer
// column country: text; destination, ISO 3166-1 alpha-2
// column began_on: date; first day of the posting
// column theme: text; required theme that no exchange of expertise before departure covered
// column briefings: integer, briefings; exchanges of expertise before departure recorded for the posting
// empty: No theme is required for the destination on the day, or all required ones were covered.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (o:Officer)-[h:HELD_POSTING]->(p:Posting)-[i:IN_COUNTRY]->(k:Country)-[q:REQUIRES]->(m:Theme)
WHERE q.required AND (p.posting_id = $posting
    OR ($posting IS NULL AND coalesce(p.end_date, $as_of) >= $as_of))
  AND visible(o, h, p, i, k, q, m) AND valid(q)
  AND NOT EXISTS {
    MATCH (b:Briefing)-[f:BRIEFED_FOR]->(p)
    WHERE b.stage = 'pre_departure' AND b.date <= $as_of AND m.code IN b.themes_covered AND visible(b, f)
  }
OPTIONAL MATCH (c:Briefing)-[g:BRIEFED_FOR]->(p)
WHERE c.stage = 'pre_departure' AND c.date <= $as_of AND visible(c, g)
RETURN p.posting_id AS posting_id, o.officer_id AS officer_id, o.name AS officer, k.iso2 AS country,
  p.start_date AS began_on, m.code AS theme, count(DISTINCT c.briefing_id) AS briefings
ORDER BY began_on DESC, posting_id, officer_id, country, theme
