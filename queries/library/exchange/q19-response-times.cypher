// id: q19-response-times
// title: Response time of each service
// question: What is the median response time of each service, and its trend?
// engine: cypher
// since: 0.1.0
// parameter org: key of Organisation, optional; one service
// parameter from: date, default as_of - 24 months; first day on which requests were asked
// parameter to: date, default as_of; last day on which they were asked
// column org_id: text; service that was asked
// column organisation: text; name of the service
// column country: text; its country, ISO 3166-1 alpha-2
// column answered: integer, requests; requests asked in that time and answered by the day
// column median_days: number, days; median of the days from question to answer
// column first_half_days: number, days; the same for requests asked in the first half of the time; empty = none
// column second_half_days: number, days; the same for the second half; empty = none
// column trend_days: number, days; second half less first half: above 0 = slower; empty = one of them is empty
// empty: No request asked in that time was answered by the day.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (q:Request)-[w:ASKED_OF]->(r:Organisation)
WHERE q.opened >= $from AND q.opened <= $to AND q.closed <= $as_of AND coalesce(q.state, '') <> 'withdrawn'
  AND ($org IS NULL OR r.org_id = $org) AND visible(q, w, r)
WITH r.org_id AS org_id, r.name AS organisation, r.country AS country,
  1.0 * duration.inDays(q.opened, q.closed).days AS days,
  2 * duration.inDays($from, q.opened).days < duration.inDays($from, $to).days AS early
WITH org_id, organisation, country, count(days) AS answered, percentileCont(days, 0.5) AS median_days,
  percentileCont(CASE WHEN early THEN days END, 0.5) AS first_half_days,
  percentileCont(CASE WHEN NOT early THEN days END, 0.5) AS second_half_days
RETURN org_id AS org_id, organisation AS organisation, country AS country, answered AS answered,
  median_days AS median_days, first_half_days AS first_half_days, second_half_days AS second_half_days,
  second_half_days - first_half_days AS trend_days
ORDER BY median_days DESC, org_id
