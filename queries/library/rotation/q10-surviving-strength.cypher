// id: q10-surviving-strength
// title: What survived each rotation
// question: How much tie strength survived each rotation after six and after twelve months?
// engine: cypher
// since: 0.1.0
// parameter months: integer 1 to 120, default 24; look at successors who began so many months ago or later
// column posting_id: text; posting of the successor
// column predecessor_id: text; officer who left
// column successor_id: text; officer who came
// column began_on: date; first day of the successor
// column contacts: integer, contacts; contacts whom the predecessor met during the posting, up to that day
// column strength_before: number, points; sum of the predecessor's ties to them on that day, each 0 to 100
// column strength_6m: number, points; sum of the successor's ties to the same contacts six months later
// column survived_6m: number, share; strength after six months as a share of before; empty = not yet six months
// column strength_12m: number, points; sum of the successor's ties to them twelve months later
// column survived_12m: number, share; strength after twelve months as a share of before; empty = not yet twelve months
// empty: No posting with a known predecessor began in that time, or its predecessor had met nobody.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (x:Officer)-[g:HELD_POSTING]->(q:Posting)-[s:SUCCEEDED_BY]->(p:Posting)<-[h:HELD_POSTING]-(o:Officer)
WHERE x.officer_id <> o.officer_id AND p.start_date <= $as_of
  AND p.start_date > $as_of - duration({months: $months})
  AND visible(x, g, q, s, p, h, o)
MATCH (x)-[t:TOOK_PART]->(e)<-[u:TOOK_PART]-(c:Contact)
WHERE e.date >= q.start_date AND e.date <= p.start_date AND visible(t, e, u, c)
WITH DISTINCT p.posting_id AS posting_id, p.start_date AS began_on, x.officer_id AS predecessor_id,
  o.officer_id AS successor_id, c
UNWIND [0, 6, 12] AS later
WITH posting_id, began_on, predecessor_id, successor_id, c, later, began_on + duration({months: later}) AS day
WHERE day <= $as_of AND valid_on(day, c)
MATCH (c)-[v:TOOK_PART]->(f)<-[w:TOOK_PART]-(y:Officer)
WHERE f.date <= day AND visible(v, f, w, y) AND valid_on(day, y)
WITH posting_id, began_on, predecessor_id, successor_id, later, day, c.contact_id AS contact_id,
  y.officer_id AS officer_id,
  sum(tie_term(f, day, $tie_half_life)) AS slow, sum(tie_term(f, day, $tie_bridge_half_life)) AS fast,
  sum(tie_given(f)) AS given, sum(tie_received(f)) AS received, min(f.date) AS first, max(f.date) AS last
WITH posting_id, began_on, predecessor_id, successor_id, later, contact_id,
  collect({officer_id: officer_id, slow: slow, fast: fast, given: given, received: received, first: first,
    last: last}) AS ties
UNWIND ties AS tie
WITH posting_id, began_on, predecessor_id, successor_id, later, contact_id, tie,
  CASE WHEN size(ties) = 1 THEN tie.fast ELSE tie.slow END AS total
WITH posting_id, began_on, predecessor_id, successor_id, later, contact_id, tie.officer_id AS officer_id,
  tie_strength(total, tie.given, tie.received, tie.first, tie.last) AS strength
WITH posting_id, began_on, predecessor_id, successor_id,
  count(CASE WHEN later = 0 AND officer_id = predecessor_id THEN contact_id END) AS contacts,
  sum(CASE WHEN later = 0 AND officer_id = predecessor_id THEN strength ELSE 0.0 END) AS before,
  sum(CASE WHEN later = 6 AND officer_id = successor_id THEN strength ELSE 0.0 END) AS after_6,
  sum(CASE WHEN later = 12 AND officer_id = successor_id THEN strength ELSE 0.0 END) AS after_12
WITH posting_id, began_on, predecessor_id, successor_id, contacts, before,
  CASE WHEN began_on + duration({months: 6}) <= $as_of THEN after_6 END AS after_6,
  CASE WHEN began_on + duration({months: 12}) <= $as_of THEN after_12 END AS after_12
WHERE before > 0.0
RETURN posting_id AS posting_id, predecessor_id AS predecessor_id, successor_id AS successor_id,
  began_on AS began_on, contacts AS contacts, before AS strength_before, after_6 AS strength_6m,
  after_6 / before AS survived_6m, after_12 AS strength_12m, after_12 / before AS survived_12m
ORDER BY began_on DESC, posting_id, predecessor_id, successor_id
