// id: q28-brokers
// title: Brokers and single points of failure
// question: Who are the brokers and the single points of failure of the network?
// engine: analytics
// use_case: brokers
// reads: Officer, Contact, Organisation, Exchange, Interaction, TOOK_PART, HOLDS_ROLE
// since: 0.1.0
// parameter projection: enum of projection, default officer-contact; which network
// parameter top: integer 1 to 1000, default 50; how many to show, highest betweenness first; cut points come in any case
// column rank: integer, number; place by betweenness, 1 = highest
// column node: text; who, such as Officer:O-001
// column kind: text; kind of node: Officer, Contact or Organisation
// column name: text; name
// column ties: integer, ties; ties of the node
// column betweenness: number, 0 to 1; share of the shortest paths between others that run through the node
// column best_rank: integer, number; best place in nine of ten networks from which ties were left out at random
// column worst_rank: integer, number; worst place in these
// column constraint: number, 0 to about 1; Burt's constraint: low = broker; empty without ties
// column cut_point: boolean; true where the network falls into more parts without the node
// column bridges: integer, ties; ties of the node without which the network falls into more parts
// column sole_contacts: integer, contacts; contacts whom this officer alone knows
// empty: Nobody is visible in this network on the day.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
