// _MARKING
level: $ceiling, caveats: [], releasable_to: ['*'];

// NEWEST
MATCH (b:Batch) RETURN b.load_id AS load_id, b.holder AS holder, b.title AS title, b.heartbeat AS heartbeat, b.finished_at AS finished_at ORDER BY b.load_id DESC LIMIT 1;

// FENCE
MATCH (b:Batch {load_id: $load_id}) SET b.holder = '';

// BEGIN
CREATE (b:Batch {load_id: $load_id, batch_id: $load_id, started_at: datetime($now), heartbeat: datetime($now), holder: $holder, title: $title, ceiling: $ceiling, rows_read: 0, rows_loaded: 0, rows_updated: 0, rows_unchanged: 0, rows_rejected: 0, level: $ceiling, caveats: [], releasable_to: ['*']});

// SOURCE
MERGE (f:SourceFile {file_id: $file_id}) SET f = {file_id: $file_id, name: $name, sheet: $sheet, table: $table, sha256: $sha256, batch_id: $load_id, level: $ceiling, caveats: [], releasable_to: ['*']};

// WRITTEN
MATCH (p:LedgerPage {page_id: $page_id}) RETURN p.page_id AS page_id;

// PAGE
MERGE (p:LedgerPage {page_id: $page_id}) SET p = {page_id: $page_id, file_id: $file_id, first_row: $first_row, last_row: $last_row, outcomes: $outcomes, batch_id: $load_id, level: $ceiling, caveats: [], releasable_to: ['*']};

// REJECTED
UNWIND $rows AS row
MERGE (s:SourceRow {row_ref: row.row_ref})
SET s = {row_ref: row.row_ref, file_id: row.file_id, row: row.row, column: row.column, rule: row.rule, message: row.message, batch_id: row.batch_id, level: $highest, caveats: [], releasable_to: ['*']};

// COUNT
MATCH (b:Batch {load_id: $load_id}) SET b.heartbeat = datetime($now), b.rows_read = b.rows_read + $rows_read, b.rows_loaded = b.rows_loaded + $rows_loaded, b.rows_updated = b.rows_updated + $rows_updated, b.rows_unchanged = b.rows_unchanged + $rows_unchanged, b.rows_rejected = b.rows_rejected + $rows_rejected RETURN CASE WHEN b.finished_at IS NULL THEN b.holder ELSE '' END AS holder, b.rows_read AS rows_read, b.rows_loaded + b.rows_updated + b.rows_unchanged + b.rows_rejected AS sum;

// FINISH
MATCH (b:Batch {load_id: $load_id}) SET b.finished_at = datetime($now) RETURN b.holder AS holder;

// ABANDON
MATCH (b:Batch {load_id: $load_id}) WHERE b.holder = $holder SET b.holder = '', b.heartbeat = null;

// SUMS
MATCH (b:Batch {load_id: $load_id}) RETURN b.rows_read AS rows_read, b.rows_loaded AS rows_loaded, b.rows_updated AS rows_updated, b.rows_unchanged AS rows_unchanged, b.rows_rejected AS rows_rejected;
