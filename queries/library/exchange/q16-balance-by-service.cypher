// id: q16-balance-by-service
// title: Given and received by partner service
// question: How much was given to and received from each partner service in each year, by grade?
// engine: cypher
// since: 0.1.0
// parameter org: key of Organisation, optional; one partner service
// parameter year: integer 1990 to 2100, optional; one year
// column org_id: text; partner service
// column organisation: text; name of the service
// column country: text; its country, ISO 3166-1 alpha-2
// column year: integer, year; year
// column grade: text; scheme and grade, such as 6x6:B2; a part that is missing is a dash
// column given: integer, exchanges; exchanges given to the service
// column received: integer, exchanges; exchanges received from it
// empty: Nothing was exchanged with that service in that year, up to the day.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (g:Organisation)-[v:GAVE]->(e:Exchange)-[w:RECEIVED]->(r:Organisation)
WHERE e.direction IN ['given', 'received'] AND e.date <= $as_of AND ($year IS NULL OR e.date.year = $year)
  AND visible(g, v, e, w, r)
WITH e, CASE WHEN e.direction = 'given' THEN r ELSE g END AS partner
WHERE $org IS NULL OR partner.org_id = $org
RETURN partner.org_id AS org_id, partner.name AS organisation, partner.country AS country, e.date.year AS year,
  coalesce(e.grade_scheme, '-') + ':' + coalesce(e.source_grade, '-') + coalesce(e.info_grade, '-') AS grade,
  sum(CASE WHEN e.direction = 'given' THEN 1 ELSE 0 END) AS given,
  sum(CASE WHEN e.direction = 'received' THEN 1 ELSE 0 END) AS received
ORDER BY org_id, year, grade
