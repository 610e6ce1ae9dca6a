// id: q13-side-covered
// title: Covered from elsewhere only
// question: Which countries are covered only by side accreditation, Benelux sharing, a lead nation or a partner?
// engine: cypher
// since: 0.1.0
// column country: text; country, ISO 3166-1 alpha-2
// column country_name: text; name in English
// column modes: texts; kinds of accreditation that hold on the day
// column postings: integer, postings; postings that give access on the day
// column officers: texts; officers on them
// column cities: texts; cities of these postings
// empty: Every country with an accreditation on the day has a resident officer, or no accreditation holds.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (o:Officer)-[h:HELD_POSTING]->(p:Posting)-[a:ACCREDITED_TO]->(k:Country)
WHERE running(p, $as_of) AND valid(a, o) AND visible(o, h, p, a, k)
WITH k.iso2 AS country, k.name_en AS country_name, a.mode AS mode, p.posting_id AS posting_id,
  o.officer_id AS officer_id, p.post_city AS post_city
ORDER BY country, mode, officer_id, post_city
WITH country, country_name, collect(DISTINCT mode) AS modes, count(DISTINCT posting_id) AS postings,
  collect(DISTINCT officer_id) AS officers, collect(DISTINCT post_city) AS cities
WHERE NOT 'resident' IN modes
RETURN country AS country, country_name AS country_name, modes AS modes, postings AS postings, officers AS officers,
  cities AS cities
ORDER BY country
