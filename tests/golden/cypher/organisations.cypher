UNWIND $keys AS key
MATCH (n:Organisation {org_id: key})
RETURN key, n.row_hash AS row_hash, n.batch_id AS batch_id, n.source_rows AS source_rows, n.level AS level, n.caveats AS caveats, n.releasable_to AS releasable_to, n.originator AS originator;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
CREATE (n:Organisation {org_id: row.org_id, name: row.name, native_name: row.native_name, org_type: row.org_type, country: row.country, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash})
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (country:Country {iso2: row.link_country})
CREATE (n:Organisation {org_id: row.org_id, name: row.name, native_name: row.native_name, org_type: row.org_type, country: row.country, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash})
CREATE (n)-[:IN_COUNTRY {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(country)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (n:Organisation {org_id: row.org_id})
SET n = {org_id: row.org_id, name: row.name, native_name: row.native_name, org_type: row.org_type, country: row.country, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}
RETURN count(*) AS written;

UNWIND $rows AS row
MATCH (n:Organisation {org_id: row.key})-[r:IN_COUNTRY|PART_OF]-()
WHERE r.row_hash = row.before
DELETE r;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Organisation {org_id: row.key})
MATCH (b:Country {iso2: row.target})
CREATE (a)-[:IN_COUNTRY {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Organisation {org_id: row.key})
MATCH (b:Country {iso2: row.target})
WHERE NOT EXISTS { MATCH (a)-[r:IN_COUNTRY]->(b) }
CREATE (a)-[:IN_COUNTRY {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Organisation {org_id: row.key})
MATCH (b:Organisation {org_id: row.target})
CREATE (a)-[:PART_OF {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Organisation {org_id: row.key})
MATCH (b:Organisation {org_id: row.target})
WHERE NOT EXISTS { MATCH (a)-[r:PART_OF]->(b) }
CREATE (a)-[:PART_OF {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;
