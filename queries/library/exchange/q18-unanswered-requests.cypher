// id: q18-unanswered-requests
// title: Requests without an answer
// question: Which requests have been unanswered for more than some days, by direction?
// engine: cypher
// since: 0.1.0
// parameter days: integer 0 to 3650, default 30; open for more than so many days
// column direction: text; asked_by_us, asked_of_us, internal (between the own services) or foreign
// column request_id: text; the request
// column opened: date; day it was asked
// column due: date; day an answer is due
// column days_open: integer, days; days since it was asked
// column days_overdue: integer, days; days since it was due; empty = not due yet, or without a due day
// column asking_org_id: text; organisation that asked
// column asked_org_id: text; organisation that was asked
// column officer_id: text; officer who handles it
// column themes: texts; codes of its themes
// empty: Every request that was asked so long ago is answered or withdrawn.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (g:Organisation)-[v:ASKED]->(q:Request)-[w:ASKED_OF]->(r:Organisation)
WHERE q.opened < $as_of - duration({days: $days}) AND coalesce(q.state, 'open') <> 'withdrawn'
  AND (q.closed IS NULL OR q.closed > $as_of) AND visible(g, v, q, w, r)
  AND NOT EXISTS {
    MATCH (e:Exchange)-[a:ANSWERS]->(q)
    WHERE e.date <= $as_of AND visible(e, a)
  }
OPTIONAL MATCH (o:Officer)-[h:HANDLES]->(q)
WHERE visible(o, h)
WITH q, g.org_id AS asking_org_id, r.org_id AS asked_org_id, min(o.officer_id) AS officer_id
RETURN CASE
    WHEN asking_org_id IN $own_organisations AND asked_org_id IN $own_organisations THEN 'internal'
    WHEN asking_org_id IN $own_organisations THEN 'asked_by_us'
    WHEN asked_org_id IN $own_organisations THEN 'asked_of_us'
    ELSE 'foreign' END AS direction,
  q.request_id AS request_id, q.opened AS opened, q.due AS due,
  duration.inDays(q.opened, $as_of).days AS days_open,
  CASE WHEN q.due < $as_of THEN duration.inDays(q.due, $as_of).days END AS days_overdue,
  asking_org_id AS asking_org_id, asked_org_id AS asked_org_id, officer_id AS officer_id,
  coalesce(q.theme, []) AS themes
ORDER BY direction, days_open DESC, request_id, asking_org_id, asked_org_id
