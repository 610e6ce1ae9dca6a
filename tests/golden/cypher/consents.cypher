UNWIND $keys AS key
MATCH (n:Consent {consent_id: key})
RETURN key, n.row_hash AS row_hash, n.batch_id AS batch_id, n.source_rows AS source_rows, n.level AS level, n.caveats AS caveats, n.releasable_to AS releasable_to, n.originator AS originator;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
CREATE (n:Consent {consent_id: row.consent_id, item_ref: row.item_ref, operation: row.operation, status: row.status, recipient: row.recipient, purpose: row.purpose, granted_on: row.granted_on, valid_until: row.valid_until, written_ref: row.written_ref, conditions: row.conditions, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash})
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (originator:Organisation {org_id: row.link_originator})
MATCH (item:InfoItem {item_id: row.link_item})
MATCH (recipient:Organisation {org_id: row.link_recipient})
CREATE (n:Consent {consent_id: row.consent_id, item_ref: row.item_ref, operation: row.operation, status: row.status, recipient: row.recipient, purpose: row.purpose, granted_on: row.granted_on, valid_until: row.valid_until, written_ref: row.written_ref, conditions: row.conditions, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash})
CREATE (originator)-[:DECIDED {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(n)
CREATE (item)-[:COVERED_BY {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(n)
CREATE (n)-[:CONSENTS_TO {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(recipient)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (n:Consent {consent_id: row.consent_id})
SET n = {consent_id: row.consent_id, item_ref: row.item_ref, operation: row.operation, status: row.status, recipient: row.recipient, purpose: row.purpose, granted_on: row.granted_on, valid_until: row.valid_until, written_ref: row.written_ref, conditions: row.conditions, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}
RETURN count(*) AS written;

UNWIND $rows AS row
MATCH (n:Consent {consent_id: row.key})-[r:CONSENTS_TO|COVERED_BY|DECIDED]-()
WHERE r.row_hash = row.before
DELETE r;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Consent {consent_id: row.key})
MATCH (b:Organisation {org_id: row.target})
CREATE (a)<-[:DECIDED {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Consent {consent_id: row.key})
MATCH (b:Organisation {org_id: row.target})
WHERE NOT EXISTS { MATCH (a)<-[r:DECIDED]-(b) }
CREATE (a)<-[:DECIDED {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Consent {consent_id: row.key})
MATCH (b:InfoItem {item_id: row.target})
CREATE (a)<-[:COVERED_BY {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Consent {consent_id: row.key})
MATCH (b:InfoItem {item_id: row.target})
WHERE NOT EXISTS { MATCH (a)<-[r:COVERED_BY]-(b) }
CREATE (a)<-[:COVERED_BY {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
CREATE (n:InfoItem {item_id: row.item_id, third_party_rule: row.third_party_rule, created: row.created, derived: row.derived, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash})
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (n:InfoItem {item_id: row.item_id})
SET n.level = row.level, n.caveats = row.caveats, n.releasable_to = row.releasable_to, n.originator = row.originator,
  n.batch_id = $batch_id, n.recorded_at = recorded_at, n.source_rows = n.source_rows + row.source_row
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Consent {consent_id: row.key})
MATCH (b:Organisation {org_id: row.target})
CREATE (a)-[:CONSENTS_TO {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Consent {consent_id: row.key})
MATCH (b:Organisation {org_id: row.target})
WHERE NOT EXISTS { MATCH (a)-[r:CONSENTS_TO]->(b) }
CREATE (a)-[:CONSENTS_TO {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;
