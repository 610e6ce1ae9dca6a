UNWIND $keys AS key MATCH (n:Interaction {interaction_id: key}) RETURN key, n.row_hash AS row_hash, n.batch_id AS batch_id, n.source_rows AS source_rows, n.level AS level;

UNWIND $rows AS row MATCH (n:Interaction {interaction_id: row.key})-[r]-() WHERE r.row_hash = row.before DELETE r;

UNWIND $rows AS row
MATCH (officer0:Officer {officer_id: row.officer0})
MATCH (contacts0:Contact {contact_id: row.contacts0})
MERGE (n:Interaction {interaction_id: row.key})
SET n += row.node
CREATE (officer0)-[r_officer0:TOOK_PART]->(n)
SET r_officer0 += row.link, r_officer0 += row.officer0_own
CREATE (contacts0)-[r_contacts0:TOOK_PART]->(n)
SET r_contacts0 += row.link, r_contacts0 += row.contacts0_own;
