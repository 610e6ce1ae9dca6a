// id: q26-derived-and-held
// title: Derived from an originator's items
// question: What was derived from the items of an originator, and who holds it?
// engine: cypher
// since: 0.1.0
// parameter originator: key of Organisation, required, such as IT-AISE; organisation whose information it is
// column item_id: text; item of the originator, or made from one through at most eight steps; not yet if all its
//    exchanges are later
// column origin_item_id: text; nearest item of the originator
// column steps: integer, steps; derivations between the two; 0 = the originator's own item
// column holder_id: text; organisation that received it; empty = no exchange of it is recorded
// column holder: text; name of that organisation
// column first_received: date; day on which it first received it
// column exchanges: integer, exchanges; exchanges of the item to that organisation up to the day
// column officers: texts; officers who took part in them
// empty: No item of this originator is recorded.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH path = (i:InfoItem)-[:DERIVED_FROM*0..8]->(n:InfoItem)<-[b:ORIGINATES]-(s:Organisation)
WHERE s.org_id = $originator AND visible_path(path)
WITH i, n.item_id AS origin_item_id, length(path) - 1 AS steps
ORDER BY steps, origin_item_id
WITH i, collect({origin_item_id: origin_item_id, steps: steps})[0] AS nearest
WHERE NOT EXISTS {
    MATCH (i)<-[a:CONCERNS]-(f:Exchange)
    WHERE visible(a, f)
  } OR EXISTS {
    MATCH (i)<-[d:CONCERNS]-(g:Exchange)
    WHERE g.date <= $as_of AND visible(d, g)
  }
OPTIONAL MATCH (i)<-[c:CONCERNS]-(e:Exchange)-[w:RECEIVED]->(r:Organisation)
WHERE e.date <= $as_of AND visible(c, e, w, r)
OPTIONAL MATCH (o:Officer)-[t:TOOK_PART]->(e)
WHERE visible(o, t)
WITH i.item_id AS item_id, nearest.origin_item_id AS origin_item_id, nearest.steps AS steps, r.org_id AS holder_id,
  r.name AS holder, e.exchange_id AS exchange_id, e.date AS date, o.officer_id AS officer_id
ORDER BY officer_id
RETURN item_id AS item_id, origin_item_id AS origin_item_id, steps AS steps, holder_id AS holder_id,
  holder AS holder, min(date) AS first_received, count(DISTINCT exchange_id) AS exchanges,
  collect(DISTINCT officer_id) AS officers
ORDER BY steps, item_id, coalesce(holder_id, '')
