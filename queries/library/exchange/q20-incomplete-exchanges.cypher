// id: q20-incomplete-exchanges
// title: Incomplete exchanges
// question: Which exchanges lack a channel, a handling code, a grade or an originator?
// engine: cypher
// since: 0.1.0
// parameter from: date, default as_of - 12 months; first day
// column exchange_id: text; the exchange
// column date: date; its day
// column direction: text; which way
// column missing: texts; what it lacks: channel, grade, handling, originator
// column giver_id: text; organisation that gave
// column receiver_id: text; organisation that received
// column officers: texts; officers who took part
// empty: Every exchange since that day, up to the day, is complete, or there is none.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (e:Exchange)
WHERE e.date >= $from AND e.date <= $as_of AND visible(e)
  AND (e.channel IS NULL OR e.originator IS NULL OR e.source_grade IS NULL OR e.info_grade IS NULL
    OR size(coalesce(e.handling, [])) = 0)
OPTIONAL MATCH (g:Organisation)-[v:GAVE]->(e)
WHERE visible(g, v)
OPTIONAL MATCH (e)-[w:RECEIVED]->(r:Organisation)
WHERE visible(w, r)
OPTIONAL MATCH (o:Officer)-[t:TOOK_PART]->(e)
WHERE visible(o, t)
WITH e, g.org_id AS giver_id, r.org_id AS receiver_id, o.officer_id AS officer_id
ORDER BY officer_id
WITH e, giver_id, receiver_id, collect(officer_id) AS officers
RETURN e.exchange_id AS exchange_id, e.date AS date, e.direction AS direction,
  [x IN [CASE WHEN e.channel IS NULL THEN 'channel' END,
    CASE WHEN e.source_grade IS NULL OR e.info_grade IS NULL THEN 'grade' END,
    CASE WHEN size(coalesce(e.handling, [])) = 0 THEN 'handling' END,
    CASE WHEN e.originator IS NULL THEN 'originator' END] WHERE x IS NOT NULL] AS missing,
  giver_id AS giver_id, receiver_id AS receiver_id, officers AS officers
ORDER BY date DESC, exchange_id, giver_id, receiver_id
