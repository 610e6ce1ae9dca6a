"""Statements of the ledger: loads, their files, what became of each row."""

from __future__ import annotations

BEGIN = (
    "CREATE (b:Batch {load_id: $load_id}) SET b.started_at = datetime($now), b.heartbeat = datetime($now), "
    "b.holder = $holder, b.title = $title, b.ceiling = $ceiling, b.rows_read = 0, b.rows_loaded = 0, "
    "b.rows_updated = 0, b.rows_unchanged = 0, b.rows_rejected = 0"
)
NEWEST = (
    "MATCH (b:Batch) RETURN b.load_id AS load_id, b.holder AS holder, b.title AS title, b.heartbeat AS heartbeat, "
    "b.finished_at AS finished_at ORDER BY b.load_id DESC LIMIT 1"
)
OVERTAKEN = "MATCH (b:Batch) WHERE b.load_id > $load_id RETURN count(b) AS later"
SOURCE = (
    "MERGE (f:SourceFile {file_id: $file_id}) SET f.name = $name, f.sheet = $sheet, f.table = $table, "
    "f.sha256 = $sha256, f.batch_id = $load_id"
)
PAGE = (
    "MERGE (p:LedgerPage {page_id: $page_id}) SET p.file_id = $file_id, p.first_row = $first_row, "
    "p.last_row = $last_row, p.outcomes = $outcomes, p.batch_id = $load_id"
)
REJECTED = (
    "UNWIND $rows AS row MERGE (s:SourceRow {row_ref: row.row_ref}) SET s.file_id = row.file_id, s.row = row.row, "
    "s.column = row.column, s.rule = row.rule, s.message = row.message, s.batch_id = row.batch_id"
)
COUNT = (
    "MATCH (b:Batch {load_id: $load_id}) SET b.heartbeat = datetime($now), b.rows_read = b.rows_read + $rows_read, "
    "b.rows_loaded = b.rows_loaded + $rows_loaded, b.rows_updated = b.rows_updated + $rows_updated, "
    "b.rows_unchanged = b.rows_unchanged + $rows_unchanged, b.rows_rejected = b.rows_rejected + $rows_rejected "
    "RETURN b.rows_read AS rows_read, b.rows_loaded + b.rows_updated + b.rows_unchanged + b.rows_rejected AS sum"
)
FINISH = "MATCH (b:Batch {load_id: $load_id}) SET b.finished_at = datetime($now)"
# A load that failed in a process that lives on holds nothing any more.
ABANDON = "MATCH (b:Batch {load_id: $load_id}) SET b.holder = 'nobody:0:0', b.heartbeat = null"
SUMS = (
    "MATCH (b:Batch {load_id: $load_id}) RETURN b.rows_read AS rows_read, b.rows_loaded AS rows_loaded, "
    "b.rows_updated AS rows_updated, b.rows_unchanged AS rows_unchanged, b.rows_rejected AS rows_rejected"
)
