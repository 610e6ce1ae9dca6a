UNWIND $keys AS key MATCH (n:Posting {posting_id: key}) RETURN key, n.row_hash AS row_hash, n.batch_id AS batch_id, n.source_rows AS source_rows, n.level AS level;

UNWIND $rows AS row MATCH (n:Posting {posting_id: row.key})-[r]-() WHERE r.row_hash = row.before DELETE r;

UNWIND $rows AS row
MATCH (officer0:Officer {officer_id: row.officer0})
MATCH (country0:Country {iso2: row.country0})
MATCH (predecessor0:Posting {posting_id: row.predecessor0})
MERGE (n:Posting {posting_id: row.key})
SET n += row.node
CREATE (officer0)-[r_officer0:HELD_POSTING]->(n)
SET r_officer0 += row.link, r_officer0 += row.officer0_own
CREATE (n)-[r_country0:IN_COUNTRY]->(country0)
SET r_country0 += row.link, r_country0 += row.country0_own
CREATE (predecessor0)-[r_predecessor0:SUCCEEDED_BY]->(n)
SET r_predecessor0 += row.link, r_predecessor0 += row.predecessor0_own;
