// id: q02-introduction-path
// title: Path of introductions
// question: What is the best way of introductions from an officer to a contact or service, in so many steps at most?
// engine: analytics
// use_case: introduction_paths
// reads: Officer, Contact, Organisation, Exchange, Interaction, TOOK_PART, HOLDS_ROLE
// since: 0.1.0
// parameter from: key of Officer, required, such as O-001; officer who wants to be introduced
// parameter to: text, required, such as C-00417; contact or organisation to reach: its identifier, or Contact:C-00417
// parameter k: integer 1 to 6, default 4; most steps
// parameter paths: integer 1 to 20, default 3; how many ways to show
// column path: integer, number; number of the way, 1 = best
// column step: integer, number; step on it; 0 = the officer who asks
// column node: text; who, such as Contact:C-00417
// column kind: text; kind of node: Officer, Contact or Organisation
// column name: text; name
// column strength: number, 0 to 100; strength of the tie that leads there; a role at a service counts 50
// column distance: integer, 100 and more; sum of the distances up to there; the smaller, the better
// empty: No way leads there in so many steps on the day.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
