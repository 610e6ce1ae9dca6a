// id: q09-overlap-or-vacancy
// title: Overlap or vacancy at each rotation
// question: How many days did predecessor and successor overlap, or was the post vacant?
// engine: cypher
// since: 0.1.0
// parameter from: date, default as_of - 24 months; first day of the successors' start
// parameter to: date, default as_of; last day of it
// column posting_id: text; posting of the successor
// column post_city: text; city of the posting
// column predecessor_id: text; officer who left
// column predecessor: text; name of that officer
// column successor_id: text; officer who came
// column successor: text; name of that officer
// column ended_on: date; last day of the predecessor, as it was or else as planned; empty = not known
// column began_on: date; first day of the successor
// column overlap_days: integer, days; days on which both were there; 0 = none
// column vacant_days: integer, days; days between the two on which nobody was there; 0 = none
// empty: No posting with a known predecessor began in that time.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (x:Officer)-[g:HELD_POSTING]->(q:Posting)-[s:SUCCEEDED_BY]->(p:Posting)<-[h:HELD_POSTING]-(o:Officer)
WHERE p.start_date >= $from AND p.start_date <= $to AND p.start_date <= $as_of
  AND visible(x, g, q, s, p, h, o)
WITH p.posting_id AS posting_id, p.post_city AS post_city, x.officer_id AS predecessor_id, x.name AS predecessor,
  o.officer_id AS successor_id, o.name AS successor, coalesce(q.end_date, q.planned_end) AS ended_on,
  p.start_date AS began_on, q.posting_id AS before_id
WITH posting_id, post_city, predecessor_id, predecessor, successor_id, successor, ended_on, began_on, before_id,
  duration.inDays(began_on, ended_on).days AS days
RETURN posting_id AS posting_id, post_city AS post_city, predecessor_id AS predecessor_id,
  predecessor AS predecessor, successor_id AS successor_id, successor AS successor, ended_on AS ended_on,
  began_on AS began_on, CASE WHEN days >= 0 THEN days + 1 WHEN days < 0 THEN 0 END AS overlap_days,
  CASE WHEN days >= 0 THEN 0 WHEN days < 0 THEN 0 - days - 1 END AS vacant_days
ORDER BY began_on DESC, posting_id, before_id, predecessor_id, successor_id
