// id: q12-priority-matrix
// title: Priorities by country and type of service
// question: Which cells of the priority list, country by type of service, are empty?
// engine: cypher
// since: 0.1.0
// parameter priority: integer 0 to 3, default 2; lowest priority to list
// column country: text; country, ISO 3166-1 alpha-2
// column country_name: text; name in English
// column org_type: text; type of service
// column priority: integer, 0 to 3; how much the unit wants access
// column services: integer, services; services of that type there
// column contacts: integer, contacts; contacts who hold a function in one of them on the day
// column known: integer, contacts; those of them with whom an officer has a tie
// column empty: boolean; true where nobody is known
// empty: No priority of that height holds on the day.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (n:Priority)-[i:IN_COUNTRY]->(k:Country)
WHERE n.priority >= $priority AND valid(n, i) AND visible(n, i, k)
OPTIONAL MATCH (s:Organisation)
WHERE s.country = k.iso2 AND s.org_type = n.org_type AND valid(s) AND visible(s)
OPTIONAL MATCH (c:Contact)-[r:HOLDS_ROLE]->(s)
WHERE valid(c, r) AND visible(c, r)
WITH k.iso2 AS country, k.name_en AS country_name, n.org_type AS org_type, n.priority AS priority,
  s.org_id AS org_id, c, EXISTS {
    MATCH (c)-[u:TOOK_PART]->(e)<-[t:TOOK_PART]-(o:Officer)
    WHERE e.date <= $as_of AND valid(o) AND visible(u, e, t, o)
  } AS met
WITH country, country_name, org_type, priority, count(DISTINCT org_id) AS services,
  count(DISTINCT c.contact_id) AS contacts, count(DISTINCT CASE WHEN met THEN c.contact_id END) AS known
RETURN country AS country, country_name AS country_name, org_type AS org_type, priority AS priority,
  services AS services, contacts AS contacts, known AS known, known = 0 AS empty
ORDER BY empty DESC, priority DESC, country, org_type
