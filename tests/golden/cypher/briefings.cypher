UNWIND $keys AS key MATCH (n:Briefing {briefing_id: key}) RETURN key, n.row_hash AS row_hash, n.batch_id AS batch_id, n.source_rows AS source_rows, n.level AS level;

UNWIND $rows AS row MATCH (n:Briefing {briefing_id: row.key})-[r]-() WHERE r.row_hash = row.before DELETE r;

UNWIND $rows AS row
MATCH (officer0:Officer {officer_id: row.officer0})
MATCH (posting0:Posting {posting_id: row.posting0})
MERGE (n:Briefing {briefing_id: row.key})
SET n += row.node
CREATE (officer0)-[r_officer0:ATTENDED]->(n)
SET r_officer0 += row.link, r_officer0 += row.officer0_own
CREATE (n)-[r_posting0:BRIEFED_FOR]->(posting0)
SET r_posting0 += row.link, r_posting0 += row.posting0_own;
