//! What an invented council writes: titles that never repeat, and sentences that sound like papers.

use crate::random::Random;

const VERBS: [&str; 20] = [
    "Publish", "Review", "Repair", "Agree", "Rewrite", "Inspect", "Open", "Fund", "Staff", "Map", "Audit",
    "Renew", "Widen", "Test", "Cost", "Explain", "Measure", "Secure", "Clear", "Extend",
];
const THINGS: [&str; 25] = [
    "the rota for visits",
    "the list of crossings",
    "the register of tenancies",
    "the school transport policy",
    "the flood defences",
    "the duty desk",
    "the complaints procedure",
    "the library hours",
    "the care reviews",
    "the street lighting",
    "the bus shelters",
    "the training for managers",
    "the waiting list",
    "the grants for carers",
    "the repairs contract",
    "the play areas",
    "the recycling rounds",
    "the audit of cases",
    "the footpath signs",
    "the youth service offer",
    "the respite places",
    "the damp and mould checks",
    "the licensing records",
    "the winter plan",
    "the contact form",
];
pub(crate) const PLACES: [&str; 20] = [
    "Abbot's Ford",
    "Birchley",
    "Cold Norton",
    "Dunmere",
    "East Quay",
    "Fallow Hill",
    "Great Marling",
    "Harrow Bridge",
    "Inglewood",
    "Juniper Street",
    "Kettle Green",
    "Lower Sedge",
    "Mill Ward",
    "North Fen",
    "Old Town",
    "Priory Road",
    "Quarry Bank",
    "Rushmoor",
    "Stone Cross",
    "Tanner's Row",
];
const SUBJECTS: [&str; 12] = [
    "The service",
    "The board",
    "The working group",
    "A team of officers",
    "The contractor",
    "The partnership",
    "The area office",
    "The head of service",
    "The project team",
    "The panel",
    "The lead officer",
    "The neighbourhood team",
];
const DEEDS: [&str; 16] = [
    "looked at every case since the spring and found that most of them had been decided in good time",
    "asked residents what they had seen, and wrote down what they said before anything was changed",
    "agreed that one manager should answer for the work from the first call to the last letter",
    "set aside money for the year, which has to be spent before the end of March",
    "found that records were kept in two places, and that neither of them was complete",
    "compared the figures with those of three neighbouring councils, whose areas are much the same",
    "met families at home rather than in the office, which took longer and told more",
    "promised a written answer within ten working days, and gave one in eight cases of ten",
    "tried the new form with thirty people, of whom four could not finish it without help",
    "put off the second part, since the supplier could not say when the parts would come",
    "heard from schools and surgeries that they often learn of a change after it has happened",
    "counted the visits again, because the first count had left out those made at weekends",
    "keeps a list of what is still open, and reads it aloud at the start of each meeting",
    "trained forty members of staff in the autumn and will train the rest before the summer",
    "will come back with costs, since the first estimate did not include the work underground",
    "checks a sample of ten cases every month and tells the managers what it found in them",
];
const TAILS: [&str; 8] = [
    "Members asked for the figures by ward.",
    "Nothing further is planned this year.",
    "The risk is recorded in the service's register.",
    "A report follows in the next quarter.",
    "Partners have been told.",
    "The cost is met from the existing budget.",
    "Staff were thanked for their work.",
    "No objection was received.",
];

fn nth(list: &[&'static str], at: u32) -> &'static str {
    list.get(at as usize % list.len()).copied().unwrap_or("")
}

/// The title of action `number` of the whole site: no two are alike.
pub(crate) fn action_title(number: u32) -> String {
    let phase = number / 10_000;
    let later = if phase > 0 { format!(", part {}", phase + 1) } else { String::new() };
    // Neighbours differ in every word.
    let (verb, thing, place) = (number % 20, number / 20 % 25 + number % 5, number / 500 % 20 + number % 20);
    format!("{} {} in {}{later}", nth(&VERBS, verb), nth(&THINGS, thing), nth(&PLACES, place))
}

/// A heading of a recommendation, a plan or a paper: the `number` keeps it unlike all others.
pub(crate) fn subject(number: u32) -> String {
    let thing = nth(&THINGS, number * 7 + number / 25).trim_start_matches("the ");
    let thing = thing.chars().next().map_or_else(String::new, |c| c.to_uppercase().to_string())
        + thing.get(1..).unwrap_or("");
    format!("{thing}, {}", nth(&PLACES, number * 3 + number / 20))
}

/// A sentence of some 20 words.
pub(crate) fn sentence(random: &mut Random) -> String {
    let place = if random.chance(40) { format!(" in {}", random.pick(&PLACES)) } else { String::new() };
    format!("{}{place} {}.", random.pick(&SUBJECTS), random.pick(&DEEDS))
}

/// A sentence or two: what an update says.
pub(crate) fn note(random: &mut Random) -> String {
    let first = sentence(random);
    if random.chance(50) { format!("{first} {}", random.pick(&TAILS)) } else { first }
}

/// A paragraph of so many sentences.
pub(crate) fn paragraph(random: &mut Random, sentences: u32) -> String {
    let mut text: Vec<String> = (0..sentences).map(|_| sentence(random)).collect();
    if random.chance(30) {
        text.push(format!("In {} of {} cases this was so.", random.within(3, 40), random.within(41, 90)));
    }
    text.join(" ")
}
