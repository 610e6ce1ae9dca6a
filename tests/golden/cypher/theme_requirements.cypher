UNWIND $rows AS row MATCH (a:Country {iso2: row.start})-[r:REQUIRES]->(b:Theme {code: row.end}) WHERE true RETURN row.key AS key, r.row_hash AS row_hash, r.batch_id AS batch_id, r.source_rows AS source_rows, r.level AS level, (r.row_hash = a.row_hash OR r.row_hash = b.row_hash) AS lent;

UNWIND $rows AS row MATCH (a:Country {iso2: row.start})
MERGE (b:Theme {code: row.end})
ON CREATE SET b += row.end_new
CREATE (a)-[r:REQUIRES]->(b) SET r += row.properties;

UNWIND $rows AS row MATCH (a:Country {iso2: row.start})-[r:REQUIRES]->(b:Theme {code: row.end}) WHERE true SET r += row.properties;
