// id: q08-not-met-by-successor
// title: Handed over, not met
// question: Which handed-over contacts has the successor not met after some days?
// engine: cypher
// since: 0.1.0
// parameter days: integer 1 to 1000, default 90; days since the successor's first day or, if later, the introduction
// parameter months: integer 1 to 120, default 24; look at successors who began so many months ago or later
// column posting_id: text; posting of the successor
// column successor_id: text; successor
// column successor: text; name of the successor
// column predecessor_id: text; officer who held the contact before
// column predecessor: text; name of the predecessor
// column contact_id: text; contact whom the predecessor met during the last year before the successor began
// column contact: text; name of the contact
// column predecessor_last: date; day of the predecessor's latest exchange or interaction with the contact
// column introduced_on: date; day of the predecessor's latest introduction with the contact since half a year before the
//    successor began; empty = none recorded
// column days_waiting: integer, days; days since the successor's first day or, if later, the introduction
// empty: No posting was taken over in that time, or the successors met all whom their predecessors had met.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (x:Officer)-[g:HELD_POSTING]->(q:Posting)-[s:SUCCEEDED_BY]->(p:Posting)<-[h:HELD_POSTING]-(o:Officer)
WHERE x.officer_id <> o.officer_id AND p.start_date <= $as_of
  AND p.start_date > $as_of - duration({months: $months})
  AND visible(x, g, q, s, p, h, o) AND valid(o)
MATCH (x)-[t:TOOK_PART]->(e)<-[u:TOOK_PART]-(c:Contact)
WHERE e.date >= p.start_date - duration({months: 12}) AND e.date < p.start_date AND e.date >= q.start_date
  AND visible(t, e, u, c) AND valid(c)
WITH p, c, x.officer_id AS predecessor_id, x.name AS predecessor, o.officer_id AS successor_id, o.name AS successor,
  max(e.date) AS predecessor_last
WHERE NOT EXISTS {
    MATCH (c)-[v:TOOK_PART]->(f)<-[w:TOOK_PART]-(z:Officer)
    WHERE z.officer_id = successor_id AND f.date >= p.start_date AND f.date <= $as_of AND visible(v, f, w, z)
  }
OPTIONAL MATCH (c)-[k:TOOK_PART]->(i:Interaction)<-[j:TOOK_PART]-(y:Officer)
WHERE i.kind = 'introduction' AND y.officer_id = predecessor_id
  AND i.date >= p.start_date - duration({months: 6}) AND i.date <= $as_of
  AND visible(k, i, j, y)
WITH p.posting_id AS posting_id, p.start_date AS began, successor_id, successor, predecessor_id,
  predecessor, c.contact_id AS contact_id, c.display_name AS contact, predecessor_last,
  max(i.date) AS introduced_on
WITH posting_id, successor_id, successor, predecessor_id, predecessor, contact_id, contact, predecessor_last,
  introduced_on, duration.inDays(CASE WHEN introduced_on > began THEN introduced_on ELSE began END, $as_of).days
    AS days_waiting
WHERE days_waiting >= $days
RETURN posting_id AS posting_id, successor_id AS successor_id, successor AS successor,
  predecessor_id AS predecessor_id, predecessor AS predecessor, contact_id AS contact_id, contact AS contact,
  predecessor_last AS predecessor_last, introduced_on AS introduced_on, days_waiting AS days_waiting
ORDER BY days_waiting DESC, posting_id, successor_id, contact_id
