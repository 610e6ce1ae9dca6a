// id: q17-support-and-context
// title: Support and context between the own services
// question: How much support went from police to state security, and how much context back, per officer and quarter?
// engine: cypher
// since: 0.1.0
// parameter officer: key of Officer, optional; one officer
// parameter from: date, default as_of - 24 months; first day
// parameter to: date, default as_of; last day
// column officer_id: text; officer who took part
// column officer: text; name of the officer
// column quarter: text; year and quarter, such as 2024-Q3
// column support: integer, exchanges; exchanges from the police to state security
// column context: integer, exchanges; exchanges from state security to the police
// empty: The own services exchanged nothing with each other in that time, or no officer is named in it.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (g:Organisation)-[v:GAVE]->(e:Exchange)-[w:RECEIVED]->(r:Organisation)
WHERE g.org_id IN $own_organisations AND r.org_id IN $own_organisations
  AND e.date >= $from AND e.date <= $to AND e.date <= $as_of AND visible(g, v, e, w, r)
MATCH (o:Officer)-[t:TOOK_PART]->(e)
WHERE ($officer IS NULL OR o.officer_id = $officer) AND visible(o, t) AND valid(o)
RETURN o.officer_id AS officer_id, o.name AS officer,
  toString(e.date.year) + '-Q' + toString(e.date.quarter) AS quarter,
  sum(CASE WHEN g.org_id = $own_police THEN 1 ELSE 0 END) AS support,
  sum(CASE WHEN g.org_id = $own_intelligence THEN 1 ELSE 0 END) AS context
ORDER BY officer_id, quarter
