// id: q04-theme-in-region
// title: Who can reach a theme in a region
// question: Which officers can reach a theme in a region, cleared for at least a level?
// engine: cypher
// since: 0.1.0
// parameter theme: key of Theme, required, such as terrorism; code of the theme
// parameter region: region, optional; region or sub-region in which the contact works
// parameter level: integer 0 to 4, default 0; lowest clearance that the officer must hold on the day
// column officer_id: text; officer who exchanged on the theme there
// column officer: text; name of the officer
// column service: text; own service of the officer
// column clearance_level: integer, 0 to 4; level the officer is cleared for
// column clearance_until: date; last day of the clearance; empty = open
// column exchanges: integer, exchanges; exchanges on the theme with contacts of the region up to the day
// column contacts: integer, contacts; contacts in these exchanges
// column countries: texts; countries in which these contacts work
// column last_exchange: date; day of the latest of them
// empty: Nobody exchanged on this theme with a contact of the region up to the day, or nobody who did is cleared high
//    enough.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (h:Theme)<-[a:ABOUT]-(e:Exchange)<-[u:TOOK_PART]-(c:Contact)-[i:IN_COUNTRY]->(k:Country)
WHERE h.code = $theme AND e.date <= $as_of AND ($region IS NULL OR k.region = $region OR k.sub_region = $region)
  AND visible(h, a, e, u, c, i, k) AND valid(c, i)
MATCH (o:Officer)-[t:TOOK_PART]->(e)
WHERE coalesce(o.clearance_level, 0) >= $level
  AND ($level = 0 OR coalesce(o.clearance_until, $as_of) >= $as_of)
  AND visible(o, t) AND valid(o)
WITH o.officer_id AS officer_id, o.name AS officer, o.service AS service, o.clearance_level AS clearance_level,
  o.clearance_until AS clearance_until, k.iso2 AS country, c.contact_id AS contact_id, e.exchange_id AS exchange_id,
  e.date AS date
ORDER BY country
RETURN officer_id AS officer_id, officer AS officer, service AS service, clearance_level AS clearance_level,
  clearance_until AS clearance_until, count(DISTINCT exchange_id) AS exchanges, count(DISTINCT contact_id) AS contacts,
  collect(DISTINCT country) AS countries, max(date) AS last_exchange
ORDER BY exchanges DESC, officer_id
