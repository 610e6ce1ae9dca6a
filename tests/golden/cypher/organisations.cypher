UNWIND $keys AS key MATCH (n:Organisation {org_id: key}) RETURN key, n.row_hash AS row_hash, n.batch_id AS batch_id, n.source_rows AS source_rows, n.level AS level;

UNWIND $rows AS row MATCH (n:Organisation {org_id: row.key})-[r]-() WHERE r.row_hash = row.before DELETE r;

UNWIND $rows AS row
MATCH (country0:Country {iso2: row.country0})
MATCH (parent0:Organisation {org_id: row.parent0})
MERGE (n:Organisation {org_id: row.key})
SET n += row.node
CREATE (n)-[r_country0:IN_COUNTRY]->(country0)
SET r_country0 += row.link, r_country0 += row.country0_own
CREATE (n)-[r_parent0:PART_OF]->(parent0)
SET r_parent0 += row.link, r_parent0 += row.parent0_own;
