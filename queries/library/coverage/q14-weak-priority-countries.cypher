// id: q14-weak-priority-countries
// title: Priority countries with weak ties
// question: In which priority countries is the strongest tie below a threshold?
// engine: cypher
// since: 0.1.0
// parameter threshold: number 0 to 100, default 30; list countries whose strongest tie is weaker
// parameter priority: integer 0 to 3, default 2; lowest priority that makes a country a priority country
// column country: text; country, ISO 3166-1 alpha-2
// column country_name: text; name in English
// column priority: integer, 0 to 3; highest priority of a type of service there
// column strength: number, 0 to 100; strength of the strongest tie with a contact who works there; 0 = no tie
// column officer_id: text; officer of that tie
// column contact_id: text; contact of that tie
// column ties: integer, ties; ties with contacts who work there
// empty: No priority of that height holds on the day, or each such country has a tie that is strong enough.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (n:Priority)-[i:IN_COUNTRY]->(k:Country)
WHERE n.priority >= $priority AND valid(n, i) AND visible(n, i, k)
WITH k.iso2 AS country, k.name_en AS country_name, max(n.priority) AS priority
OPTIONAL MATCH (c:Contact)-[u:TOOK_PART]->(e)<-[t:TOOK_PART]-(o:Officer)
WHERE c.country = country AND e.date <= $as_of AND visible(c, u, e, t, o) AND valid(c, o)
WITH country, country_name, priority, c.contact_id AS contact_id, o.officer_id AS officer_id,
  sum(tie_term(e, $as_of, $tie_half_life)) AS slow, sum(tie_term(e, $as_of, $tie_bridge_half_life)) AS fast,
  sum(tie_given(e)) AS given, sum(tie_received(e)) AS received, min(e.date) AS first, max(e.date) AS last
WITH country, country_name, priority, contact_id,
  collect({officer_id: officer_id, slow: slow, fast: fast, given: given, received: received, first: first,
    last: last}) AS ties
UNWIND ties AS tie
WITH country, country_name, priority, contact_id, tie,
  CASE WHEN size(ties) = 1 THEN tie.fast ELSE tie.slow END AS total
WITH country, country_name, priority, contact_id, tie.officer_id AS officer_id,
  CASE WHEN contact_id IS NULL THEN 0.0
    ELSE tie_strength(total, tie.given, tie.received, tie.first, tie.last) END AS strength
ORDER BY country, round(strength, 6) DESC, officer_id, contact_id
WITH country, country_name, priority, count(contact_id) AS ties,
  collect({officer_id: officer_id, contact_id: contact_id, strength: strength})[0] AS best
WHERE best.strength < $threshold
RETURN country AS country, country_name AS country_name, priority AS priority, best.strength AS strength,
  best.officer_id AS officer_id, best.contact_id AS contact_id, ties AS ties
ORDER BY priority DESC, round(strength, 6), country
