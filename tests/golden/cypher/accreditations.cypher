UNWIND $rows AS row MATCH (a:Posting {posting_id: row.start})-[r:ACCREDITED_TO]->(b:Country {iso2: row.end}) WHERE (r.mode = row.properties.mode OR (r.mode IS NULL AND row.properties.mode IS NULL)) AND (r.valid_from = row.properties.valid_from OR (r.valid_from IS NULL AND row.properties.valid_from IS NULL)) RETURN row.key AS key, r.row_hash AS row_hash, r.batch_id AS batch_id, r.source_rows AS source_rows, r.level AS level, (r.row_hash = a.row_hash OR r.row_hash = b.row_hash) AS lent;

UNWIND $rows AS row MATCH (a:Posting {posting_id: row.start})
MATCH (b:Country {iso2: row.end})
CREATE (a)-[r:ACCREDITED_TO]->(b) SET r += row.properties;

UNWIND $rows AS row MATCH (a:Posting {posting_id: row.start})-[r:ACCREDITED_TO]->(b:Country {iso2: row.end}) WHERE (r.mode = row.properties.mode OR (r.mode IS NULL AND row.properties.mode IS NULL)) AND (r.valid_from = row.properties.valid_from OR (r.valid_from IS NULL AND row.properties.valid_from IS NULL)) SET r += row.properties;
