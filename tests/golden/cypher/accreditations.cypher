UNWIND $rows AS row
MATCH (a:Posting {posting_id: row.start})-[r:ACCREDITED_TO]->(b:Country {iso2: row.end})
WHERE (r.mode = row.mode OR (r.mode IS NULL AND row.mode IS NULL)) AND (r.valid_from = row.valid_from OR (r.valid_from IS NULL AND row.valid_from IS NULL))
RETURN row.key AS key, (r.row_hash = a.row_hash OR r.row_hash = b.row_hash) AS lent, r.row_hash AS row_hash, r.batch_id AS batch_id, r.source_rows AS source_rows, r.level AS level, r.caveats AS caveats, r.releasable_to AS releasable_to, r.originator AS originator;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Posting {posting_id: row.start})
MATCH (b:Country {iso2: row.end})
CREATE (a)-[r:ACCREDITED_TO {mode: row.mode, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Posting {posting_id: row.start})-[r:ACCREDITED_TO]->(b:Country {iso2: row.end})
WHERE (r.mode = row.mode OR (r.mode IS NULL AND row.mode IS NULL)) AND (r.valid_from = row.valid_from OR (r.valid_from IS NULL AND row.valid_from IS NULL))
SET r = {mode: row.mode, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}
RETURN count(*) AS written;
