// id: q27-clearance-too-low
// title: Clearance below the item's level
// question: Which recipients were not cleared for the level of an exchange on its day?
// engine: cypher
// since: 0.1.0
// parameter from: date, default as_of - 24 months; first day of the exchanges
// parameter to: date, default as_of; last day of the exchanges
// column exchange_id: text; exchange received by an own service, or passed between the own services
// column date: date; its day
// column level: integer, 0 to 4; level of the exchange
// column direction: text; which way
// column officer_id: text; officer who took part
// column officer: text; name of the officer
// column clearance_level: integer, 0 to 4; level the officer is cleared for; empty = none
// column clearance_until: date; last day of the clearance; empty = open
// column reason: text; none, too_low or expired
// empty: Every officer who received a classified exchange in that time was cleared for it on its day.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (o:Officer)-[t:TOOK_PART]->(e:Exchange)
WHERE e.direction IN ['received', 'internal'] AND e.level >= 1 AND e.date >= $from AND e.date <= $to
  AND e.date <= $as_of
  AND (o.clearance_level IS NULL OR o.clearance_level < e.level OR o.clearance_until < e.date)
  AND visible(o, t, e)
RETURN e.exchange_id AS exchange_id, e.date AS date, e.level AS level, e.direction AS direction,
  o.officer_id AS officer_id, o.name AS officer, o.clearance_level AS clearance_level,
  o.clearance_until AS clearance_until, CASE WHEN o.clearance_level IS NULL THEN 'none'
    WHEN o.clearance_level < e.level THEN 'too_low' ELSE 'expired' END AS reason
ORDER BY date DESC, exchange_id, officer_id
