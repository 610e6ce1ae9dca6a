UNWIND $keys AS key
MATCH (n:Exchange {exchange_id: key})
RETURN key, n.row_hash AS row_hash, n.batch_id AS batch_id, n.source_rows AS source_rows, n.level AS level, n.caveats AS caveats, n.releasable_to AS releasable_to, n.originator AS originator;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
CREATE (n:Exchange {exchange_id: row.exchange_id, date: row.date, direction: row.direction, kind: row.kind, channel: row.channel, theme: row.theme, item_ref: row.item_ref, purpose: row.purpose, grade_scheme: row.grade_scheme, source_grade: row.source_grade, info_grade: row.info_grade, handling: row.handling, handling_text: row.handling_text, outcome: row.outcome, value: row.value, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash})
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (giver:Organisation {org_id: row.link_giver})
MATCH (receiver:Organisation {org_id: row.link_receiver})
MATCH (officer:Officer {officer_id: row.link_officer})
MATCH (contact:Contact {contact_id: row.link_contact})
MATCH (themes:Theme {code: row.link_themes})
MATCH (item:InfoItem {item_id: row.link_item})
MATCH (request:Request {request_id: row.link_request})
MATCH (interaction:Interaction {interaction_id: row.link_interaction})
CREATE (n:Exchange {exchange_id: row.exchange_id, date: row.date, direction: row.direction, kind: row.kind, channel: row.channel, theme: row.theme, item_ref: row.item_ref, purpose: row.purpose, grade_scheme: row.grade_scheme, source_grade: row.source_grade, info_grade: row.info_grade, handling: row.handling, handling_text: row.handling_text, outcome: row.outcome, value: row.value, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash})
CREATE (giver)-[:GAVE {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(n)
CREATE (n)-[:RECEIVED {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(receiver)
CREATE (officer)-[:TOOK_PART {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(n)
CREATE (contact)-[:TOOK_PART {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(n)
CREATE (n)-[:ABOUT {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(themes)
CREATE (n)-[:CONCERNS {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(item)
CREATE (n)-[:ANSWERS {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(request)
CREATE (interaction)-[:CARRIED {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(n)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (n:Exchange {exchange_id: row.exchange_id})
SET n = {exchange_id: row.exchange_id, date: row.date, direction: row.direction, kind: row.kind, channel: row.channel, theme: row.theme, item_ref: row.item_ref, purpose: row.purpose, grade_scheme: row.grade_scheme, source_grade: row.source_grade, info_grade: row.info_grade, handling: row.handling, handling_text: row.handling_text, outcome: row.outcome, value: row.value, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}
RETURN count(*) AS written;

UNWIND $rows AS row
MATCH (n:Exchange {exchange_id: row.key})-[r:ABOUT|ANSWERS|CARRIED|CONCERNS|GAVE|RECEIVED|TOOK_PART]-()
WHERE r.row_hash = row.before
DELETE r;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Exchange {exchange_id: row.key})
MATCH (b:Organisation {org_id: row.target})
CREATE (a)<-[:GAVE {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Exchange {exchange_id: row.key})
MATCH (b:Organisation {org_id: row.target})
WHERE NOT EXISTS { MATCH (a)<-[r:GAVE]-(b) }
CREATE (a)<-[:GAVE {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Exchange {exchange_id: row.key})
MATCH (b:Organisation {org_id: row.target})
CREATE (a)-[:RECEIVED {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Exchange {exchange_id: row.key})
MATCH (b:Organisation {org_id: row.target})
WHERE NOT EXISTS { MATCH (a)-[r:RECEIVED]->(b) }
CREATE (a)-[:RECEIVED {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Exchange {exchange_id: row.key})
MATCH (b:Officer {officer_id: row.target})
CREATE (a)<-[:TOOK_PART {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Exchange {exchange_id: row.key})
MATCH (b:Officer {officer_id: row.target})
WHERE NOT EXISTS { MATCH (a)<-[r:TOOK_PART]-(b) }
CREATE (a)<-[:TOOK_PART {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Exchange {exchange_id: row.key})
MATCH (b:Contact {contact_id: row.target})
CREATE (a)<-[:TOOK_PART {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Exchange {exchange_id: row.key})
MATCH (b:Contact {contact_id: row.target})
WHERE NOT EXISTS { MATCH (a)<-[r:TOOK_PART]-(b) }
CREATE (a)<-[:TOOK_PART {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Exchange {exchange_id: row.key})
MATCH (b:Theme {code: row.target})
CREATE (a)-[:ABOUT {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Exchange {exchange_id: row.key})
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

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Exchange {exchange_id: row.key})
MATCH (b:InfoItem {item_id: row.target})
CREATE (a)-[:CONCERNS {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Exchange {exchange_id: row.key})
MATCH (b:InfoItem {item_id: row.target})
WHERE NOT EXISTS { MATCH (a)-[r:CONCERNS]->(b) }
CREATE (a)-[:CONCERNS {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
CREATE (n:InfoItem {item_id: row.item_id, third_party_rule: row.third_party_rule, created: row.created, derived: row.derived, level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash})
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (n:InfoItem {item_id: row.item_id})
SET n.level = row.level, n.caveats = row.caveats, n.releasable_to = row.releasable_to, n.originator = row.originator,
  n.batch_id = $batch_id, n.recorded_at = recorded_at, n.source_rows = n.source_rows + row.source_row
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:InfoItem {item_id: row.key})
MATCH (b:Organisation {org_id: row.target})
CREATE (a)<-[:ORIGINATES {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:InfoItem {item_id: row.key})
MATCH (b:Organisation {org_id: row.target})
WHERE NOT EXISTS { MATCH (a)<-[r:ORIGINATES]-(b) }
CREATE (a)<-[:ORIGINATES {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:InfoItem {item_id: row.key})
MATCH (b:InfoItem {item_id: row.target})
CREATE (a)-[:DERIVED_FROM {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:InfoItem {item_id: row.key})
MATCH (b:InfoItem {item_id: row.target})
WHERE NOT EXISTS { MATCH (a)-[r:DERIVED_FROM]->(b) }
CREATE (a)-[:DERIVED_FROM {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Exchange {exchange_id: row.key})
MATCH (b:Request {request_id: row.target})
CREATE (a)-[:ANSWERS {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Exchange {exchange_id: row.key})
MATCH (b:Request {request_id: row.target})
WHERE NOT EXISTS { MATCH (a)-[r:ANSWERS]->(b) }
CREATE (a)-[:ANSWERS {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]->(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Exchange {exchange_id: row.key})
MATCH (b:Interaction {interaction_id: row.target})
CREATE (a)<-[:CARRIED {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;

WITH datetime($recorded_at) AS recorded_at
UNWIND $rows AS row
MATCH (a:Exchange {exchange_id: row.key})
MATCH (b:Interaction {interaction_id: row.target})
WHERE NOT EXISTS { MATCH (a)<-[r:CARRIED]-(b) }
CREATE (a)<-[:CARRIED {level: row.level, caveats: row.caveats, releasable_to: row.releasable_to, originator: row.originator, valid_from: row.valid_from, valid_to: row.valid_to, recorded_at: recorded_at, batch_id: $batch_id, source_rows: [row.source_row], row_hash: row.row_hash}]-(b)
RETURN count(*) AS written;
