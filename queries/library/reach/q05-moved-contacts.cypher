// id: q05-moved-contacts
// title: Contacts who changed post
// question: Which contacts changed post in the last months, and who has followed up?
// engine: cypher
// since: 0.1.0
// parameter months: integer 1 to 120, default 12; how far to look back
// column contact_id: text; the contact
// column contact: text; name of the contact
// column moved_on: date; first day of the new function
// column old_org_id: text; organisation of the function held before
// column old_function: text; function held before
// column new_org_id: text; organisation of the new function
// column new_function: text; new function
// column new_country: text; country of the new organisation, ISO 3166-1 alpha-2
// column followed_up_by: texts; officers with an exchange or interaction since then, in order of their ids
// column last_follow_up: date; day of the latest of these
// empty: Nobody who held a function before took up another one in that time.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (b:Organisation)<-[q:HOLDS_ROLE]-(c:Contact)-[r:HOLDS_ROLE]->(s:Organisation)
WHERE r.valid_from > $as_of - duration({months: $months}) AND r.valid_from <= $as_of
  AND (q.valid_from IS NULL OR q.valid_from < r.valid_from)
  AND (b.org_id <> s.org_id OR coalesce(q.function, '') <> coalesce(r.function, ''))
  AND visible(b, q, c, r, s) AND valid(c)
WITH c, r.valid_from AS moved_on, s.org_id AS new_org_id, r.function AS new_function, s.country AS new_country,
  b.org_id AS old_org_id, q.function AS old_function, q.valid_from AS since
ORDER BY coalesce(since, date('0001-01-01')) DESC, old_org_id, coalesce(old_function, '')
WITH c.contact_id AS contact_id, c.display_name AS contact, moved_on, new_org_id, new_function, new_country,
  collect({org_id: old_org_id, function: old_function})[0] AS old
OPTIONAL MATCH (d:Contact)-[u:TOOK_PART]->(e)<-[t:TOOK_PART]-(o:Officer)
WHERE d.contact_id = contact_id AND e.date >= moved_on AND e.date <= $as_of
  AND visible(d, u, e, t, o) AND valid(o)
WITH contact_id, contact, moved_on, old, new_org_id, new_function, new_country, o.officer_id AS officer_id,
  e.date AS date
ORDER BY officer_id
RETURN contact_id AS contact_id, contact AS contact, moved_on AS moved_on, old.org_id AS old_org_id,
  old.function AS old_function, new_org_id AS new_org_id, new_function AS new_function, new_country AS new_country,
  collect(DISTINCT officer_id) AS followed_up_by, max(date) AS last_follow_up
ORDER BY moved_on DESC, contact_id, new_org_id, new_function
