UNWIND $keys AS key MATCH (n:Exchange {exchange_id: key}) RETURN key, n.row_hash AS row_hash, n.batch_id AS batch_id, n.source_rows AS source_rows, n.level AS level;

UNWIND $rows AS row MATCH (n:Exchange {exchange_id: row.key})-[r]-() WHERE r.row_hash = row.before DELETE r;

UNWIND $rows AS row
MATCH (giver0:Organisation {org_id: row.giver0})
MATCH (receiver0:Organisation {org_id: row.receiver0})
MATCH (officer0:Officer {officer_id: row.officer0})
MATCH (contact0:Contact {contact_id: row.contact0})
MATCH (originator0:Organisation {org_id: row.originator0})
MATCH (request0:Request {request_id: row.request0})
MATCH (interaction0:Interaction {interaction_id: row.interaction0})
MERGE (n:Exchange {exchange_id: row.key})
SET n += row.node
MERGE (themes0:Theme {code: row.themes0})
ON CREATE SET themes0 += row.themes0_new
MERGE (item0:InfoItem {item_id: row.item0})
ON CREATE SET item0 += row.item0_new
ON MATCH SET item0.batch_id = CASE WHEN (item0.level < row.item0_new.level OR any(c IN row.item0_new.caveats WHERE NOT c IN item0.caveats) OR (NOT '*' IN row.item0_new.releasable_to AND any(c IN item0.releasable_to WHERE NOT c IN row.item0_new.releasable_to))) THEN row.item0_new.batch_id ELSE item0.batch_id END,
  item0.level = CASE WHEN item0.level < row.item0_new.level THEN row.item0_new.level ELSE item0.level END,
  item0.caveats = item0.caveats + [c IN row.item0_new.caveats WHERE NOT c IN item0.caveats],
  item0.releasable_to = CASE WHEN '*' IN item0.releasable_to THEN row.item0_new.releasable_to
    WHEN '*' IN row.item0_new.releasable_to THEN item0.releasable_to
    ELSE [c IN item0.releasable_to WHERE c IN row.item0_new.releasable_to] END
MERGE (derived_from0:InfoItem {item_id: row.derived_from0})
ON CREATE SET derived_from0 += row.derived_from0_new
ON MATCH SET derived_from0.batch_id = CASE WHEN (derived_from0.level < row.derived_from0_new.level OR any(c IN row.derived_from0_new.caveats WHERE NOT c IN derived_from0.caveats) OR (NOT '*' IN row.derived_from0_new.releasable_to AND any(c IN derived_from0.releasable_to WHERE NOT c IN row.derived_from0_new.releasable_to))) THEN row.derived_from0_new.batch_id ELSE derived_from0.batch_id END,
  derived_from0.level = CASE WHEN derived_from0.level < row.derived_from0_new.level THEN row.derived_from0_new.level ELSE derived_from0.level END,
  derived_from0.caveats = derived_from0.caveats + [c IN row.derived_from0_new.caveats WHERE NOT c IN derived_from0.caveats],
  derived_from0.releasable_to = CASE WHEN '*' IN derived_from0.releasable_to THEN row.derived_from0_new.releasable_to
    WHEN '*' IN row.derived_from0_new.releasable_to THEN derived_from0.releasable_to
    ELSE [c IN derived_from0.releasable_to WHERE c IN row.derived_from0_new.releasable_to] END
CREATE (giver0)-[r_giver0:GAVE]->(n)
SET r_giver0 += row.link, r_giver0 += row.giver0_own
CREATE (n)-[r_receiver0:RECEIVED]->(receiver0)
SET r_receiver0 += row.link, r_receiver0 += row.receiver0_own
CREATE (officer0)-[r_officer0:TOOK_PART]->(n)
SET r_officer0 += row.link, r_officer0 += row.officer0_own
CREATE (contact0)-[r_contact0:TOOK_PART]->(n)
SET r_contact0 += row.link, r_contact0 += row.contact0_own
CREATE (n)-[r_themes0:ABOUT]->(themes0)
SET r_themes0 += row.link, r_themes0 += row.themes0_own
CREATE (n)-[r_item0:CONCERNS]->(item0)
SET r_item0 += row.link, r_item0 += row.item0_own
MERGE (originator0)-[r_originator0:ORIGINATES]->(item0)
ON CREATE SET r_originator0 += row.link
MERGE (item0)-[r_derived_from0:DERIVED_FROM]->(derived_from0)
ON CREATE SET r_derived_from0 += row.link
CREATE (n)-[r_request0:ANSWERS]->(request0)
SET r_request0 += row.link, r_request0 += row.request0_own
CREATE (interaction0)-[r_interaction0:CARRIED]->(n)
SET r_interaction0 += row.link, r_interaction0 += row.interaction0_own;
