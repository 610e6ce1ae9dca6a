// id: q30-changes
// title: What changed between two days
// question: What changed between two days: ties, contacts who moved, communities, possible duplicates?
// engine: analytics
// use_case: changes
// reads: Officer, Contact, Organisation, Exchange, Interaction, TOOK_PART, HOLDS_ROLE, SAME_AS,
//    NOT_SAME_AS, Judgement
// since: 0.1.0
// parameter date1: date, default as_of - 12 months; the earlier day
// parameter date2: date, default as_of; the later day
// column change: text; new, lost or faded tie; moved contact; community; possible_duplicate
// column officer_id: text; officer of the tie
// column contact_id: text; contact of the tie, or who moved, or first of two that may be one
// column contact: text; name of the contact
// column before: number, 0 to 100; strength of the tie on the earlier day
// column after: number, 0 to 100; strength of the tie on the later day
// column was: text; organisations before the move
// column is_now: text; organisations after it; the other contact of a possible duplicate; main country of a community
// column members: integer, contacts; contacts of the community with a country
// column share: number, 0 to 1; share of them who work in its main country
// column note: text; evidence for a possible duplicate
// empty: Nothing changed between the two days, no community has two contacts, and no two contacts look alike.
// marking: The combined marking of all records of these kinds that the viewer may see; nothing else is read.
