// id: q03-shared-contacts
// title: Contacts held by several officers
// question: Which contacts are held by two or more officers, and by whom best?
// engine: cypher
// since: 0.1.0
// parameter country: country, optional; where the contact works
// column contact_id: text; the contact
// column contact: text; name of the contact
// column country: text; where the contact works, ISO 3166-1 alpha-2
// column holders: integer, officers; officers with a tie to the contact
// column best_officer_id: text; officer with the strongest tie
// column best_officer: text; name of that officer
// column best_strength: number, 0 to 100; strength of that tie on the day
// column others: texts; the other officers, strongest tie first
// column next_strength: number, 0 to 100; strength of the second tie on the day
// column last_contact: date; day of the latest exchange or interaction with any of them
// empty: No contact has met two officers up to the day.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (c:Contact)-[u:TOOK_PART]->(e)<-[t:TOOK_PART]-(o:Officer)
WHERE ($country IS NULL OR c.country = $country) AND e.date <= $as_of
  AND visible(c, u, e, t, o) AND valid(c, o)
WITH c.contact_id AS contact_id, c.display_name AS contact, c.country AS country,
  o.officer_id AS officer_id, o.name AS officer,
  sum(tie_term(e, $as_of, $tie_half_life)) AS total,
  sum(tie_given(e)) AS given, sum(tie_received(e)) AS received,
  min(e.date) AS first, max(e.date) AS last
WITH contact_id, contact, country, officer_id, officer, last,
  tie_strength(total, given, received, first, last) AS strength
ORDER BY contact_id, round(strength, 6) DESC, officer_id
WITH contact_id, contact, country,
  collect({officer_id: officer_id, officer: officer, strength: strength}) AS ties, max(last) AS last_contact
WHERE size(ties) > 1
RETURN contact_id AS contact_id, contact AS contact, country AS country, size(ties) AS holders,
  ties[0].officer_id AS best_officer_id, ties[0].officer AS best_officer, ties[0].strength AS best_strength,
  [tie IN ties[1..] | tie.officer_id] AS others, ties[1].strength AS next_strength, last_contact AS last_contact
ORDER BY holders DESC, round(best_strength, 6) DESC, contact_id
