UNWIND $keys AS key MATCH (n:Officer {officer_id: key}) RETURN key, n.row_hash AS row_hash, n.batch_id AS batch_id, n.source_rows AS source_rows, n.level AS level;

UNWIND $rows AS row MATCH (n:Officer {officer_id: row.key})-[r]-() WHERE r.row_hash = row.before DELETE r;

UNWIND $rows AS row
MERGE (n:Officer {officer_id: row.key})
SET n += row.node;
