// id: q07-handover-list
// title: Handover list
// question: Which contacts does an officer hand over, who should introduce the successor, and why?
// engine: cypher
// since: 0.1.0
// parameter officer: key of Officer, required, such as O-001; officer who leaves
// column contact_id: text; contact to hand over
// column contact: text; name of the contact
// column function: text; function of the contact
// column country: text; where the contact works, ISO 3166-1 alpha-2
// column strength: number, 0 to 100; strength of the officer's tie on the day
// column last_contact: date; day of the officer's latest exchange or interaction
// column events: integer, events; the officer's exchanges and interactions with the contact
// column holders: integer, officers; officers with a tie to the contact, this one included
// column introducer_id: text; who should introduce: the colleague with the strongest tie, else the officer
// column introducer: text; name of the introducer
// column introducer_strength: number, 0 to 100; strength of the introducer's tie on the day
// column reason: text; why this one
// empty: The officer has met no contact up to the day.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (o:Officer)-[t:TOOK_PART]->(e)<-[u:TOOK_PART]-(c:Contact)
WHERE o.officer_id = $officer AND e.date <= $as_of AND visible(o, t, e, u, c) AND valid(o, c)
WITH DISTINCT c
MATCH (c)-[v:TOOK_PART]->(f)<-[w:TOOK_PART]-(x:Officer)
WHERE f.date <= $as_of AND visible(v, f, w, x) AND valid(x)
WITH c.contact_id AS contact_id, c.display_name AS contact, c.function AS function, c.country AS country,
  x.officer_id AS officer_id, x.name AS officer,
  sum(tie_term(f, $as_of, $tie_half_life)) AS slow, sum(tie_term(f, $as_of, $tie_bridge_half_life)) AS fast,
  sum(tie_given(f)) AS given, sum(tie_received(f)) AS received,
  min(f.date) AS first, max(f.date) AS last, count(f) AS events
WITH contact_id, contact, function, country,
  collect({officer_id: officer_id, officer: officer, slow: slow, fast: fast, given: given, received: received,
    first: first, last: last, events: events}) AS ties
UNWIND ties AS tie
WITH contact_id, contact, function, country, tie, size(ties) AS holders,
  CASE WHEN size(ties) = 1 THEN tie.fast ELSE tie.slow END AS total
WITH contact_id, contact, function, country, tie, holders,
  tie_strength(total, tie.given, tie.received, tie.first, tie.last) AS strength
ORDER BY contact_id, round(strength, 6) DESC, tie.officer_id
WITH contact_id, contact, function, country, holders,
  collect({officer_id: tie.officer_id, officer: tie.officer, strength: strength, last: tie.last, events: tie.events})
    AS ties
WITH contact_id, contact, function, country, holders,
  [tie IN ties WHERE tie.officer_id = $officer][0] AS own,
  [tie IN ties WHERE tie.officer_id <> $officer][0] AS colleague
WITH contact_id, contact, function, country, holders, own, colleague, coalesce(colleague, own) AS introducer
RETURN contact_id AS contact_id, contact AS contact, function AS function, country AS country,
  own.strength AS strength, own.last AS last_contact, own.events AS events, holders AS holders,
  introducer.officer_id AS introducer_id, introducer.officer AS introducer,
  introducer.strength AS introducer_strength,
  CASE WHEN colleague IS NULL THEN 'only holder: introduce in person before departure'
    WHEN round(colleague.strength, 6) >= round(own.strength, 6) THEN 'a colleague knows the contact at least as well'
    ELSE 'a colleague stays who knows the contact' END AS reason
ORDER BY round(strength, 6) DESC, contact_id
