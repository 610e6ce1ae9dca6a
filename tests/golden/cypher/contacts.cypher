UNWIND $keys AS key MATCH (n:Contact {contact_id: key}) RETURN key, n.row_hash AS row_hash, n.batch_id AS batch_id, n.source_rows AS source_rows, n.level AS level;

UNWIND $rows AS row MATCH (n:Contact {contact_id: row.key})-[r]-() WHERE r.row_hash = row.before DELETE r;

UNWIND $rows AS row
MATCH (organisation0:Organisation {org_id: row.organisation0})
MATCH (country0:Country {iso2: row.country0})
MATCH (introducer0:Officer {officer_id: row.introducer0})
MERGE (n:Contact {contact_id: row.key})
SET n += row.node
CREATE (n)-[r_organisation0:HOLDS_ROLE]->(organisation0)
SET r_organisation0 += row.link, r_organisation0 += row.organisation0_own
CREATE (n)-[r_country0:IN_COUNTRY]->(country0)
SET r_country0 += row.link, r_country0 += row.country0_own
CREATE (introducer0)-[r_introducer0:INTRODUCED]->(n)
SET r_introducer0 += row.link, r_introducer0 += row.introducer0_own;
