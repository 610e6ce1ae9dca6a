MERGE (s:Store {store_id: 'lock'}) SET s.schema_version = 0;
CREATE (s:Store {store_id: $store_id, schema_version: $version});
MATCH (s:Store) WHERE s.schema_version > 0 RETURN s.store_id AS store_id, s.schema_version AS version;
SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties WHERE type CONTAINS 'PROPERTY_TYPE' RETURN name, labelsOrTypes[0] AS label, properties[0] AS property;
