UNWIND $keys AS key MATCH (n:Consent {consent_id: key}) RETURN key, n.row_hash AS row_hash, n.batch_id AS batch_id, n.source_rows AS source_rows, n.level AS level;

UNWIND $rows AS row MATCH (n:Consent {consent_id: row.key})-[r]-() WHERE r.row_hash = row.before DELETE r;

UNWIND $rows AS row
MATCH (originator0:Organisation {org_id: row.originator0})
MATCH (recipient0:Organisation {org_id: row.recipient0})
MERGE (n:Consent {consent_id: row.key})
SET n += row.node
MERGE (item0:InfoItem {item_id: row.item0})
ON CREATE SET item0 += row.item0_new
ON MATCH SET item0.batch_id = CASE WHEN (item0.level < row.item0_new.level OR any(c IN row.item0_new.caveats WHERE NOT c IN item0.caveats) OR (NOT '*' IN row.item0_new.releasable_to AND any(c IN item0.releasable_to WHERE NOT c IN row.item0_new.releasable_to))) THEN row.item0_new.batch_id ELSE item0.batch_id END,
  item0.level = CASE WHEN item0.level < row.item0_new.level THEN row.item0_new.level ELSE item0.level END,
  item0.caveats = item0.caveats + [c IN row.item0_new.caveats WHERE NOT c IN item0.caveats],
  item0.releasable_to = CASE WHEN '*' IN item0.releasable_to THEN row.item0_new.releasable_to
    WHEN '*' IN row.item0_new.releasable_to THEN item0.releasable_to
    ELSE [c IN item0.releasable_to WHERE c IN row.item0_new.releasable_to] END
CREATE (originator0)-[r_originator0:DECIDED]->(n)
SET r_originator0 += row.link, r_originator0 += row.originator0_own
CREATE (item0)-[r_item0:COVERED_BY]->(n)
SET r_item0 += row.link, r_item0 += row.item0_own
CREATE (n)-[r_recipient0:CONSENTS_TO]->(recipient0)
SET r_recipient0 += row.link, r_recipient0 += row.recipient0_own;
