UNWIND $keys AS key
MATCH (n:Officer {officer_id: key})
RETURN key, n.row_hash AS row_hash, n.batch_id AS batch_id, n.source_rows AS source_rows, n.level AS level, n.caveats AS caveats, n.releasable_to AS releasable_to, n.originator AS originator;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
CREATE (n:Officer {officer_id: row.officer_id, name: row.name, service: row.service, languages: row.languages, clearance_level: row.clearance_level, clearance_until: row.clearance_until, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash})
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (n:Officer {officer_id: row.officer_id})
SET n = {officer_id: row.officer_id, name: row.name, service: row.service, languages: row.languages, clearance_level: row.clearance_level, clearance_until: row.clearance_until, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}
RETURN count(*) AS written;
