// id: q24-passed-without-consent
// title: Passed to the police without consent
// question: Which items of foreign originators were passed to the police without a consent valid that day?
// engine: cypher
// since: 0.1.0
// parameter from: date, default as_of - 24 months; first day of the exchanges
// parameter to: date, default as_of; last day of the exchanges
// column exchange_id: text; exchange that passed the item to the police
// column date: date; its day
// column item_id: text; item that was passed
// column originator_id: text; foreign organisation whose information it is
// column purpose: text; purpose of the exchange
// column giver_id: text; organisation that passed it, other than the originator
// column officers: texts; officers who took part
// column level: integer, 0 to 4; level of the exchange
// column consents: integer, consents; consents of the originator about the item on record, none of them valid that day
// empty: No such item was passed to the police in that time, or each had a consent of its originator that was granted by
//    that day, had not run out, was not withdrawn, and named the police or nobody as recipient and the
//    exchange's purpose or none.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (g:Organisation)-[v:GAVE]->(e:Exchange)-[w:RECEIVED]->(r:Organisation)
WHERE r.org_id = $own_police AND e.date >= $from AND e.date <= $to AND e.date <= $as_of
  AND visible(g, v, e, w, r)
MATCH (e)-[c:CONCERNS]->(i:InfoItem)<-[b:ORIGINATES]-(s:Organisation)
WHERE NOT s.org_id IN $own_organisations AND s.org_id <> g.org_id AND visible(c, i, b, s)
  AND NOT EXISTS {
    MATCH (i)-[x:COVERED_BY]->(k:Consent)<-[d:DECIDED]-(s)
    WHERE k.granted_on <= e.date AND coalesce(k.valid_until, e.date) >= e.date
      AND (k.status IN ['granted', 'granted_with_conditions', 'not_required']
        OR (k.status = 'expired' AND k.valid_until IS NOT NULL))
      AND (k.recipient IS NULL OR k.recipient = r.org_id)
      AND coalesce(k.purpose, e.purpose, '') = coalesce(e.purpose, k.purpose, '') AND visible(x, k, d)
  }
OPTIONAL MATCH (o:Officer)-[t:TOOK_PART]->(e)
WHERE visible(o, t)
WITH e, i.item_id AS item_id, s.org_id AS originator_id, g.org_id AS giver_id, o.officer_id AS officer_id,
  COUNT {
    MATCH (i)-[y:COVERED_BY]->(l:Consent)<-[f:DECIDED]-(s)
    WHERE visible(y, l, f)
  } AS consents
ORDER BY officer_id
WITH e, item_id, originator_id, giver_id, consents, collect(officer_id) AS officers
RETURN e.exchange_id AS exchange_id, e.date AS date, item_id AS item_id, originator_id AS originator_id,
  e.purpose AS purpose, giver_id AS giver_id, officers AS officers, e.level AS level, consents AS consents
ORDER BY date DESC, exchange_id, item_id, originator_id, giver_id
