// id: q11-accredited-without-contact
// title: Accredited, but nobody known
// question: Which countries is an officer accredited to without an active contact?
// engine: cypher
// since: 0.1.0
// parameter months: integer 1 to 120, default 12; a contact is active after an exchange or interaction in these months
// column country: text; country, ISO 3166-1 alpha-2
// column country_name: text; name in English
// column modes: texts; kinds of accreditation that hold on the day
// column officers: texts; officers accredited there on the day
// column contacts: integer, contacts; contacts known to work there, active or not
// column last_event: date; day of the latest exchange or interaction with one of them
// empty: Every country with an accreditation on the day has an active contact, or no accreditation holds.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (o:Officer)-[h:HELD_POSTING]->(p:Posting)-[a:ACCREDITED_TO]->(k:Country)
WHERE running(p, $as_of) AND valid(a, o) AND visible(o, h, p, a, k)
WITH k.iso2 AS country, k.name_en AS country_name, a.mode AS mode, o.officer_id AS officer_id
ORDER BY country, mode, officer_id
WITH country, country_name, collect(DISTINCT mode) AS modes, collect(DISTINCT officer_id) AS officers
WHERE NOT EXISTS {
    MATCH (d:Contact)-[v:TOOK_PART]->(f)<-[w:TOOK_PART]-(x:Officer)
    WHERE d.country = country AND f.date > $as_of - duration({months: $months}) AND f.date <= $as_of
      AND valid(d, x) AND visible(d, v, f, w, x)
  }
OPTIONAL MATCH (c:Contact)
WHERE c.country = country AND valid(c) AND visible(c)
OPTIONAL MATCH (c)-[u:TOOK_PART]->(e)<-[t:TOOK_PART]-(y:Officer)
WHERE e.date <= $as_of AND valid(y) AND visible(u, e, t, y)
RETURN country AS country, country_name AS country_name, modes AS modes, officers AS officers,
  count(DISTINCT c.contact_id) AS contacts, max(e.date) AS last_event
ORDER BY country
