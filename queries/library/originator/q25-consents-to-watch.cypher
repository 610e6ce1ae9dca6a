// id: q25-consents-to-watch
// title: Consents that run out, were withdrawn or overstepped
// question: Which consents run out soon, were withdrawn, or were used for another purpose?
// engine: cypher
// since: 0.1.0
// parameter days: integer 0 to 3650, default 60; how far to look ahead for consents that run out
// column reason: text; expires, withdrawn or other_purpose
// column consent_id: text; the consent
// column item_ref: text; item it is about
// column originator_id: text; organisation that decided
// column recipient_id: text; organisation it names as recipient; empty = none named
// column status: text; state of the consent
// column valid_until: date; last day on which it holds
// column days_left: integer, days; days until then; only for consents that run out
// column exchange_id: text; exchange that used the item for another purpose
// column purpose: text; purpose that the consent covers
// column used_for: text; purpose of that exchange
// empty: No consent runs out in that time, none was withdrawn, and none was used for another purpose.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (s:Organisation)-[d:DECIDED]->(k:Consent)
WHERE coalesce(k.granted_on, $as_of) <= $as_of AND visible(s, d, k)
OPTIONAL MATCH (k)<-[x:COVERED_BY]-(i:InfoItem)<-[c:CONCERNS]-(e:Exchange)
WHERE e.purpose <> k.purpose AND e.date <= $as_of AND e.date >= coalesce(k.granted_on, e.date)
  AND visible(x, i, c, e)
WITH k, s.org_id AS originator_id, collect({exchange_id: e.exchange_id, used_for: e.purpose}) AS others
WITH k, originator_id,
  CASE WHEN k.status IN ['granted', 'granted_with_conditions'] AND k.valid_until >= $as_of
    AND k.valid_until <= $as_of + duration({days: $days}) THEN [{reason: 'expires'}] ELSE [] END
  + CASE WHEN k.status = 'withdrawn' THEN [{reason: 'withdrawn'}] ELSE [] END
  + [other IN others WHERE other.exchange_id IS NOT NULL
    | {reason: 'other_purpose', exchange_id: other.exchange_id, used_for: other.used_for}] AS findings
UNWIND findings AS finding
RETURN finding.reason AS reason, k.consent_id AS consent_id, k.item_ref AS item_ref,
  originator_id AS originator_id, k.recipient AS recipient_id, k.status AS status, k.valid_until AS valid_until,
  CASE WHEN finding.reason = 'expires' THEN duration.inDays($as_of, k.valid_until).days END AS days_left,
  finding.exchange_id AS exchange_id, k.purpose AS purpose, finding.used_for AS used_for
ORDER BY reason, consent_id, originator_id, coalesce(exchange_id, '')
