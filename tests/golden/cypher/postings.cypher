UNWIND $keys AS key
MATCH (n:Posting {posting_id: key})
RETURN key, n.row_hash AS row_hash, n.batch_id AS batch_id, n.source_rows AS source_rows, n.level AS level, n.caveats AS caveats, n.releasable_to AS releasable_to, n.originator AS originator;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
CREATE (n:Posting {posting_id: row.posting_id, post_city: row.post_city, start_date: row.start_date, planned_end: row.planned_end, end_date: row.end_date, kind: row.kind, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash})
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (officer:Officer {officer_id: row.link_officer})
MATCH (country:Country {iso2: row.link_country})
CREATE (n:Posting {posting_id: row.posting_id, post_city: row.post_city, start_date: row.start_date, planned_end: row.planned_end, end_date: row.end_date, kind: row.kind, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash})
CREATE (officer)-[:HELD_POSTING {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(n)
CREATE (n)-[:IN_COUNTRY {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(country)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (n:Posting {posting_id: row.posting_id})
SET n = {posting_id: row.posting_id, post_city: row.post_city, start_date: row.start_date, planned_end: row.planned_end, end_date: row.end_date, kind: row.kind, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}
RETURN count(*) AS written;

UNWIND $rows AS row
MATCH (n:Posting {posting_id: row.key})-[r:HELD_POSTING|IN_COUNTRY|SUCCEEDED_BY]-()
WHERE r.row_hash = row.before
DELETE r;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Posting {posting_id: row.key})
MATCH (b:Officer {officer_id: row.target})
CREATE (a)<-[:HELD_POSTING {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Posting {posting_id: row.key})
MATCH (b:Officer {officer_id: row.target})
WHERE NOT EXISTS { MATCH (a)<-[r:HELD_POSTING]-(b) }
CREATE (a)<-[:HELD_POSTING {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Posting {posting_id: row.key})
MATCH (b:Country {iso2: row.target})
CREATE (a)-[:IN_COUNTRY {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Posting {posting_id: row.key})
MATCH (b:Country {iso2: row.target})
WHERE NOT EXISTS { MATCH (a)-[r:IN_COUNTRY]->(b) }
CREATE (a)-[:IN_COUNTRY {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Posting {posting_id: row.key})
MATCH (b:Posting {posting_id: row.target})
CREATE (a)<-[:SUCCEEDED_BY {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Posting {posting_id: row.key})
MATCH (b:Posting {posting_id: row.target})
WHERE NOT EXISTS { MATCH (a)<-[r:SUCCEEDED_BY]-(b) }
CREATE (a)<-[:SUCCEEDED_BY {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;
