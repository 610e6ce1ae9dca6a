// id: q23-missing-feedback
// title: Missing feedback
// question: For which postings is the feedback after six months or at the end of the tour missing?
// engine: cypher
// since: 0.1.0
// column posting_id: text; posting
// column officer_id: text; officer on it
// column officer: text; name of the officer
// column post_city: text; city of the posting
// column stage: text; plus_6m or end_of_tour
// column due_on: date; six months after the first day, or the last day
// column days_late: integer, days; days since then
// empty: All feedback that was due by the day is recorded.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
MATCH (o:Officer)-[h:HELD_POSTING]->(p:Posting)
WHERE p.start_date <= $as_of AND visible(o, h, p)
UNWIND [{stage: 'plus_6m', due_on: p.start_date + duration({months: 6})},
  {stage: 'end_of_tour', due_on: p.end_date}] AS feedback
WITH o, p, feedback.stage AS stage, feedback.due_on AS due_on
WHERE due_on <= $as_of AND due_on <= coalesce(p.end_date, $as_of)
  AND NOT EXISTS {
    MATCH (b:Briefing)-[f:BRIEFED_FOR]->(p)
    WHERE b.stage = stage AND b.date <= $as_of AND visible(b, f)
  }
RETURN p.posting_id AS posting_id, o.officer_id AS officer_id, o.name AS officer, p.post_city AS post_city,
  stage AS stage, due_on AS due_on, duration.inDays(due_on, $as_of).days AS days_late
ORDER BY due_on DESC, posting_id, officer_id, stage
