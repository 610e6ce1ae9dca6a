// id: q06-ending-postings
// title: Postings that end soon
// question: Which postings end within some months, and which contacts then lose their only holder?
// engine: cypher
// since: 0.1.0
// parameter months: integer 1 to 60, default 6; how far to look ahead
// column posting_id: text; posting that ends
// column officer_id: text; officer on it
// column officer: text; name of the officer
// column post_city: text; city of the posting
// column ends_on: date; last day, as it is known or else as planned; may have passed for a posting that goes on
// column contacts: integer, contacts; contacts with whom the officer has a tie
// column sole_contacts: integer, contacts; those of them whom no other officer has met
// column sole_strength: number, points; sum of the strengths of the ties that would be lost, each 0 to 100
// column sole_contact_ids: texts; these contacts, strongest tie first
// empty: No posting that runs on the day ends within these months.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (o:Officer)-[h:HELD_POSTING]->(p:Posting)
WHERE running(p, $as_of) AND coalesce(p.end_date, p.planned_end) <= $as_of + duration({months: $months})
  AND visible(o, h, p) AND valid(o)
OPTIONAL MATCH (o)-[t:TOOK_PART]->(e)<-[u:TOOK_PART]-(c:Contact)
WHERE e.date <= $as_of AND visible(t, e, u, c) AND valid(c)
WITH p.posting_id AS posting_id, o.officer_id AS officer_id, o.name AS officer, p.post_city AS post_city,
  coalesce(p.end_date, p.planned_end) AS ends_on, c,
  sum(tie_term(e, $as_of, $tie_bridge_half_life)) AS total,
  sum(tie_given(e)) AS given, sum(tie_received(e)) AS received, min(e.date) AS first, max(e.date) AS last
WITH posting_id, officer_id, officer, post_city, ends_on, c,
  tie_strength(total, given, received, first, last) AS strength,
  EXISTS {
    MATCH (c)-[v:TOOK_PART]->(f)<-[w:TOOK_PART]-(x:Officer)
    WHERE f.date <= $as_of AND x.officer_id <> officer_id AND visible(v, f, w, x) AND valid(x)
  } AS shared
ORDER BY posting_id, round(strength, 6) DESC, c.contact_id
WITH posting_id, officer_id, officer, post_city, ends_on, count(c) AS contacts,
  collect(CASE WHEN NOT shared THEN c.contact_id END) AS sole_contact_ids,
  sum(CASE WHEN NOT shared AND c IS NOT NULL THEN strength ELSE 0.0 END) AS sole_strength
RETURN posting_id AS posting_id, officer_id AS officer_id, officer AS officer, post_city AS post_city,
  ends_on AS ends_on, contacts AS contacts, size(sole_contact_ids) AS sole_contacts, sole_strength AS sole_strength,
  sole_contact_ids AS sole_contact_ids
ORDER BY ends_on, posting_id, officer_id
