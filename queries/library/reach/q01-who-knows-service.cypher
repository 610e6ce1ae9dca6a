// id: q01-who-knows-service
// title: Who knows someone in a service
// question: Who knows someone in a type of service of a country, strongest tie first?
// engine: cypher
// since: 0.1.0
// parameter country: country, required, such as MA; country of the service
// parameter org_type: enum of organisation type, optional; type of the service
// parameter min_strength: number 0 to 100, default 0; leave out weaker ties
// column officer_id: text; officer who knows somebody there
// column officer: text; name of the officer
// column service: text; own service of the officer
// column contact_id: text; the contact
// column contact: text; name of the contact
// column function: text; function of the contact on the day
// column org_id: text; service in which the contact holds it
// column organisation: text; name of the service
// column org_type: text; type of the service
// column strength: number, 0 to 100; strength of the tie on the day
// column last_contact: date; day of the latest exchange or interaction
// column events: integer, events; exchanges and interactions so far
// empty: No contact holds a function there on the day, none of them has met an officer, or all ties are weaker than
//    asked for.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (s:Organisation)<-[r:HOLDS_ROLE]-(c:Contact)
WHERE s.country = $country AND ($org_type IS NULL OR s.org_type = $org_type)
  AND visible(s, r, c) AND valid(s, r, c)
MATCH (c)-[u:TOOK_PART]->(e)<-[t:TOOK_PART]-(o:Officer)
WHERE e.date <= $as_of AND visible(u, e, t, o) AND valid(o)
WITH s.org_id AS org_id, s.name AS organisation, s.org_type AS org_type, r.function AS function,
  c.contact_id AS contact_id, c.display_name AS contact,
  o.officer_id AS officer_id, o.name AS officer, o.service AS service,
  sum(tie_term(e, $as_of, $tie_half_life)) AS slow, sum(tie_term(e, $as_of, $tie_bridge_half_life)) AS fast,
  sum(tie_given(e)) AS given, sum(tie_received(e)) AS received,
  min(e.date) AS first, max(e.date) AS last, count(e) AS events
WITH org_id, organisation, org_type, function, contact_id, contact,
  collect({officer_id: officer_id, officer: officer, service: service, slow: slow, fast: fast,
    given: given, received: received, first: first, last: last, events: events}) AS ties
UNWIND ties AS tie
WITH org_id, organisation, org_type, function, contact_id, contact, tie,
  CASE WHEN size(ties) = 1 THEN tie.fast ELSE tie.slow END AS total
WITH org_id, organisation, org_type, function, contact_id, contact, tie,
  tie_strength(total, tie.given, tie.received, tie.first, tie.last) AS strength
WHERE strength >= $min_strength
RETURN tie.officer_id AS officer_id, tie.officer AS officer, tie.service AS service, contact_id AS contact_id,
  contact AS contact, function AS function, org_id AS org_id, organisation AS organisation, org_type AS org_type,
  strength AS strength, tie.last AS last_contact, tie.events AS events
ORDER BY round(strength, 6) DESC, officer_id, contact_id, org_id, function
