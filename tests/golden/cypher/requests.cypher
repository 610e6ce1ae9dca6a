UNWIND $keys AS key MATCH (n:Request {request_id: key}) RETURN key, n.row_hash AS row_hash, n.batch_id AS batch_id, n.source_rows AS source_rows, n.level AS level;

UNWIND $rows AS row MATCH (n:Request {request_id: row.key})-[r]-() WHERE r.row_hash = row.before DELETE r;

UNWIND $rows AS row
MATCH (asking0:Organisation {org_id: row.asking0})
MATCH (asked0:Organisation {org_id: row.asked0})
MATCH (officer0:Officer {officer_id: row.officer0})
MERGE (n:Request {request_id: row.key})
SET n += row.node
MERGE (themes0:Theme {code: row.themes0})
ON CREATE SET themes0 += row.themes0_new
CREATE (asking0)-[r_asking0:ASKED]->(n)
SET r_asking0 += row.link, r_asking0 += row.asking0_own
CREATE (n)-[r_asked0:ASKED_OF]->(asked0)
SET r_asked0 += row.link, r_asked0 += row.asked0_own
CREATE (officer0)-[r_officer0:HANDLES]->(n)
SET r_officer0 += row.link, r_officer0 += row.officer0_own
CREATE (n)-[r_themes0:ABOUT]->(themes0)
SET r_themes0 += row.link, r_themes0 += row.themes0_own;
