// id: q21-left-unprepared
// title: Left without an exchange of expertise
// question: Which officers left without an exchange of expertise recorded some days before departure?
// engine: cypher
// since: 0.1.0
// parameter days: integer 0 to 365, default 14; the exchange must lie so many days before the first day, or more
// parameter from: date, default as_of - 120 months; first day of the postings' start
// column posting_id: text; posting
// column officer_id: text; officer who left for it
// column officer: text; name of the officer
// column post_city: text; city of the posting
// column began_on: date; first day of the posting
// column briefed_on: date; latest exchange of expertise before departure; empty = none recorded
// column days_before: integer, days; days from it to the first day; below 0 = after it
// empty: Every officer whose posting began in that time had an exchange of expertise early enough.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (o:Officer)-[h:HELD_POSTING]->(p:Posting)
WHERE p.start_date >= $from AND p.start_date <= $as_of AND visible(o, h, p)
OPTIONAL MATCH (o)-[a:ATTENDED]->(b:Briefing)-[f:BRIEFED_FOR]->(p)
WHERE b.stage = 'pre_departure' AND b.date <= $as_of AND visible(a, b, f)
WITH p.posting_id AS posting_id, o.officer_id AS officer_id, o.name AS officer, p.post_city AS post_city,
  p.start_date AS began_on, min(b.date) AS earliest, max(b.date) AS briefed_on
WHERE earliest IS NULL OR earliest > began_on - duration({days: $days})
RETURN posting_id AS posting_id, officer_id AS officer_id, officer AS officer, post_city AS post_city,
  began_on AS began_on, briefed_on AS briefed_on, duration.inDays(briefed_on, began_on).days AS days_before
ORDER BY began_on DESC, posting_id, officer_id
