UNWIND $keys AS key
MATCH (n:Contact {contact_id: key})
RETURN key, n.row_hash AS row_hash, n.batch_id AS batch_id, n.source_rows AS source_rows, n.level AS level, n.caveats AS caveats, n.releasable_to AS releasable_to, n.originator AS originator;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
CREATE (n:Contact {contact_id: row.contact_id, display_name: row.display_name, native_name: row.native_name, function: row.function, country: row.country, email_hash: row.email_hash, phone_hash: row.phone_hash, known_since: row.known_since, retention_until: row.retention_until, status: row.status, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash})
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (country:Country {iso2: row.link_country})
MATCH (introducer:Officer {officer_id: row.link_introducer})
CREATE (n:Contact {contact_id: row.contact_id, display_name: row.display_name, native_name: row.native_name, function: row.function, country: row.country, email_hash: row.email_hash, phone_hash: row.phone_hash, known_since: row.known_since, retention_until: row.retention_until, status: row.status, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash})
CREATE (n)-[:IN_COUNTRY {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(country)
CREATE (introducer)-[:INTRODUCED {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(n)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (n:Contact {contact_id: row.contact_id})
SET n = {contact_id: row.contact_id, display_name: row.display_name, native_name: row.native_name, function: row.function, country: row.country, email_hash: row.email_hash, phone_hash: row.phone_hash, known_since: row.known_since, retention_until: row.retention_until, status: row.status, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}
RETURN count(*) AS written;

UNWIND $rows AS row
MATCH (n:Contact {contact_id: row.key})-[r:HOLDS_ROLE|INTRODUCED|IN_COUNTRY]-()
WHERE r.row_hash = row.before
DELETE r;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Contact {contact_id: row.key})
MATCH (b:Organisation {org_id: row.target})
CREATE (a)-[:HOLDS_ROLE {function: row.function, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Contact {contact_id: row.key})
MATCH (b:Organisation {org_id: row.target})
WHERE NOT EXISTS { MATCH (a)-[r:HOLDS_ROLE]->(b) WHERE (r.function = row.function OR (r.function IS NULL AND row.function IS NULL)) AND (r.valid_from = row.valid_from OR (r.valid_from IS NULL AND row.valid_from IS NULL)) }
CREATE (a)-[:HOLDS_ROLE {function: row.function, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Contact {contact_id: row.key})
MATCH (b:Country {iso2: row.target})
CREATE (a)-[:IN_COUNTRY {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Contact {contact_id: row.key})
MATCH (b:Country {iso2: row.target})
WHERE NOT EXISTS { MATCH (a)-[r:IN_COUNTRY]->(b) }
CREATE (a)-[:IN_COUNTRY {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Contact {contact_id: row.key})
MATCH (b:Officer {officer_id: row.target})
CREATE (a)<-[:INTRODUCED {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Contact {contact_id: row.key})
MATCH (b:Officer {officer_id: row.target})
WHERE NOT EXISTS { MATCH (a)<-[r:INTRODUCED]-(b) }
CREATE (a)<-[:INTRODUCED {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;
