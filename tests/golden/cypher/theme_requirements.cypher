UNWIND $rows AS row
MATCH (a:Country {iso2: row.start})-[r:REQUIRES]->(b:Theme {code: row.end})
RETURN row.key AS key, (r.row_hash = a.row_hash OR r.row_hash = b.row_hash) AS lent, r.row_hash AS row_hash, r.batch_id AS batch_id, r.source_rows AS source_rows, r.level AS level, r.caveats AS caveats, r.releasable_to AS releasable_to, r.originator AS originator;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Country {iso2: row.start})
MATCH (b:Theme {code: row.end})
CREATE (a)-[r:REQUIRES {required: row.required, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Country {iso2: row.start})-[r:REQUIRES]->(b:Theme {code: row.end})
SET r = {required: row.required, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}
RETURN count(*) AS written;
