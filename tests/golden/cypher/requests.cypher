UNWIND $keys AS key
MATCH (n:Request {request_id: key})
RETURN key, n.row_hash AS row_hash, n.batch_id AS batch_id, n.source_rows AS source_rows, n.level AS level, n.caveats AS caveats, n.releasable_to AS releasable_to, n.originator AS originator;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
CREATE (n:Request {request_id: row.request_id, opened: row.opened, due: row.due, closed: row.closed, theme: row.theme, mandate_basis: row.mandate_basis, state: row.state, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash})
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (asking:Organisation {org_id: row.link_asking})
MATCH (asked:Organisation {org_id: row.link_asked})
MATCH (officer:Officer {officer_id: row.link_officer})
MATCH (themes:Theme {code: row.link_themes})
CREATE (n:Request {request_id: row.request_id, opened: row.opened, due: row.due, closed: row.closed, theme: row.theme, mandate_basis: row.mandate_basis, state: row.state, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash})
CREATE (asking)-[:ASKED {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(n)
CREATE (n)-[:ASKED_OF {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(asked)
CREATE (officer)-[:HANDLES {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(n)
CREATE (n)-[:ABOUT {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(themes)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (n:Request {request_id: row.request_id})
SET n = {request_id: row.request_id, opened: row.opened, due: row.due, closed: row.closed, theme: row.theme, mandate_basis: row.mandate_basis, state: row.state, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}
RETURN count(*) AS written;

UNWIND $rows AS row
MATCH (n:Request {request_id: row.key})-[r:ABOUT|ASKED|ASKED_OF|HANDLES]-()
WHERE r.row_hash = row.before
DELETE r;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Request {request_id: row.key})
MATCH (b:Organisation {org_id: row.target})
CREATE (a)<-[:ASKED {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Request {request_id: row.key})
MATCH (b:Organisation {org_id: row.target})
WHERE NOT EXISTS { MATCH (a)<-[r:ASKED]-(b) }
CREATE (a)<-[:ASKED {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Request {request_id: row.key})
MATCH (b:Organisation {org_id: row.target})
CREATE (a)-[:ASKED_OF {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Request {request_id: row.key})
MATCH (b:Organisation {org_id: row.target})
WHERE NOT EXISTS { MATCH (a)-[r:ASKED_OF]->(b) }
CREATE (a)-[:ASKED_OF {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Request {request_id: row.key})
MATCH (b:Officer {officer_id: row.target})
CREATE (a)<-[:HANDLES {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Request {request_id: row.key})
MATCH (b:Officer {officer_id: row.target})
WHERE NOT EXISTS { MATCH (a)<-[r:HANDLES]-(b) }
CREATE (a)<-[:HANDLES {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Request {request_id: row.key})
MATCH (b:Theme {code: row.target})
CREATE (a)-[:ABOUT {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Request {request_id: row.key})
MATCH (b:Theme {code: row.target})
WHERE NOT EXISTS { MATCH (a)-[r:ABOUT]->(b) }
CREATE (a)-[:ABOUT {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
CREATE (n:Theme {code: row.code, label_en: row.label_en, label_fr: row.label_fr, label_nl: row.label_nl, label_de: row.label_de, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash})
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (n:Theme {code: row.code})
SET n.level = row.level, n.caveats = row.caveats, n.releasable_to = row.releasable_to, n.originator = row.originator,
  n.batch_id = $batch_id, n.recorded_at = recorded_at, n.source_rows = n.source_rows + row.source_row
RETURN count(*) AS written;
