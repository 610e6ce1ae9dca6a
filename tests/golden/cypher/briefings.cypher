UNWIND $keys AS key
MATCH (n:Briefing {briefing_id: key})
RETURN key, n.row_hash AS row_hash, n.batch_id AS batch_id, n.source_rows AS source_rows, n.level AS level, n.caveats AS caveats, n.releasable_to AS releasable_to, n.originator AS originator;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
CREATE (n:Briefing {briefing_id: row.briefing_id, date: row.date, stage: row.stage, given_by: row.given_by, themes_covered: row.themes_covered, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash})
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (officer:Officer {officer_id: row.link_officer})
MATCH (posting:Posting {posting_id: row.link_posting})
CREATE (n:Briefing {briefing_id: row.briefing_id, date: row.date, stage: row.stage, given_by: row.given_by, themes_covered: row.themes_covered, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash})
CREATE (officer)-[:ATTENDED {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(n)
CREATE (n)-[:BRIEFED_FOR {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(posting)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (n:Briefing {briefing_id: row.briefing_id})
SET n = {briefing_id: row.briefing_id, date: row.date, stage: row.stage, given_by: row.given_by, themes_covered: row.themes_covered, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}
RETURN count(*) AS written;

UNWIND $rows AS row
MATCH (n:Briefing {briefing_id: row.key})-[r:ATTENDED|BRIEFED_FOR]-()
WHERE r.row_hash = row.before
DELETE r;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Briefing {briefing_id: row.key})
MATCH (b:Officer {officer_id: row.target})
CREATE (a)<-[:ATTENDED {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Briefing {briefing_id: row.key})
MATCH (b:Officer {officer_id: row.target})
WHERE NOT EXISTS { MATCH (a)<-[r:ATTENDED]-(b) }
CREATE (a)<-[:ATTENDED {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Briefing {briefing_id: row.key})
MATCH (b:Posting {posting_id: row.target})
CREATE (a)-[:BRIEFED_FOR {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Briefing {briefing_id: row.key})
MATCH (b:Posting {posting_id: row.target})
WHERE NOT EXISTS { MATCH (a)-[r:BRIEFED_FOR]->(b) }
CREATE (a)-[:BRIEFED_FOR {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;
