// id: q29-key-players
// title: Key players and what if
// question: Whose loss would break the network most, who reaches most of it, and what if some people left?
// engine: analytics
// use_case: key_players
// reads: Officer, Contact, Organisation, Exchange, Interaction, TOOK_PART, HOLDS_ROLE
// since: 0.1.0
// parameter projection: enum of projection, default officer-contact; which network
// parameter k: integer 1 to 10, default 3; how many people
// parameter remove: texts, optional; people to take away for the what-if, such as Officer:O-001; Contact:C-00417
// column problem: text; loss (KPP-Neg), reach (KPP-Pos) or what_if
// column rank: integer, number; place in the set, 1 = first
// column node: text; who, such as Officer:O-001
// column kind: text; kind of node: Officer, Contact or Organisation
// column name: text; name
// column before: number, 0 to 1; fragmentation with everybody there; for reach 0
// column after: number, 0 to 1; fragmentation without the whole set; for reach the nearness of all to the set
// column exact: boolean; true where no other set of that size among those tried is better
// column note: text; what is known about the set; for what_if parts and largest part before and after
// empty: Nobody is visible in this network on the day.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
