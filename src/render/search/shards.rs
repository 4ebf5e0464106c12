//! The index as files: a list of all, texts to show, and for each term the texts that hold it. Everything is classic script,
//! one call of `scrutineer.search.part` in each, since a page opened from disk may load scripts and nothing else.
//!
//! Texts lie in buckets, chosen by their address and not by their order, so that a new paper changes its own bucket and the
//! terms it holds. A number is written in letters of `DIGITS`, five bits in each, the lowest first, 32 added where more
//! follow. For each bucket that holds a term: the step from the last such bucket, how many texts, and for each text the step
//! from the last one, doubled, with one added where the term stands more than once; then how often, and the steps between
//! its places. Places in a title begin at `TITLE`.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use super::document::Document;
use super::terms;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Where the places of a title begin; a text has fewer words than that.
const TITLE: usize = 4000;

/// How many letters of text a bucket holds on average, at most.
const BUCKET: usize = 24 * 1024;

/// Documents that are kept together.
const TOGETHER: usize = 8;

/// A file of terms ends after so many letters at the latest, and not before so many.
const MOST_TERMS: usize = 48 * 1024;
const FEWEST_TERMS: usize = 16 * 1024;

/// Writes a number.
fn number(mut value: usize, out: &mut String) {
    loop {
        let more = if value >= 32 { 32 } else { 0 };
        out.push(char::from(DIGITS.get(value % 32 + more).copied().unwrap_or(b'A')));
        value /= 32;
        if more == 0 {
            return;
        }
    }
}

/// A hash that is the same everywhere (FNV-1a); it spreads, and keeps no secret.
pub(super) fn spread(bytes: impl Iterator<Item = u8>) -> u64 {
    let mut hash = Spread::default();
    bytes.for_each(|byte| hash.write_u8(byte));
    hash.finish()
}

/// The same for a table of words.
struct Spread(u64);

impl Default for Spread {
    fn default() -> Self {
        Spread(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
}

/// Documents by bucket, each in the order of its address.
pub(super) fn buckets(documents: Vec<Document>) -> Vec<Vec<Document>> {
    let size: usize = documents.iter().map(|d| d.text.len() + d.title.len() + 60).sum();
    let count = (size / BUCKET).max(1).next_power_of_two();
    let mut buckets: Vec<Vec<Document>> = (0..count).map(|_| Vec::new()).collect();
    let (mut path, mut position) = (String::new(), 0_usize);
    for document in documents {
        position = if document.path == path { position + 1 } else { 0 };
        path.clone_from(&document.path);
        let key = path.bytes().chain((position / TOGETHER).to_string().into_bytes());
        let hash = spread(key);
        let at = usize::try_from((hash ^ (hash >> 32)) % count as u64).unwrap_or_default();
        if let Some(bucket) = buckets.get_mut(at) {
            bucket.push(document);
        }
    }
    buckets
}

/// A bucket made ready.
pub(super) struct Bucket {
    /// Its texts as a script.
    pub(super) script: String,
    /// The weight of each text, a letter for each.
    pub(super) weights: String,
    /// What it adds to each term, without the step from the last bucket: a line for each, with a tab between. Every bucket
    /// holds thousands of terms, and a text of its own for each would be most of the memory of a build.
    pub(super) terms: String,
}

/// Makes a bucket ready.
pub(super) fn bucket(documents: Vec<Document>) -> Bucket {
    let weight = |d: &Document| char::from(DIGITS.get(d.weight() as usize).copied().unwrap_or(b'A'));
    let mut found: HashMap<String, Held, BuildHasherDefault<Spread>> = HashMap::default();
    for (at, document) in documents.iter().enumerate() {
        let mut add = |term: &str, place| {
            // Most words stand in the bucket already, and need no text of their own.
            let held = match found.get_mut(term) {
                Some(held) => held,
                None => found.entry(term.to_owned()).or_default(),
            };
            match held.last_mut().filter(|(text, _)| *text == at) {
                Some((_, places)) => places.push(place),
                None => held.push((at, vec![place])),
            }
        };
        for (place, term) in terms::terms(&terms::folded(&document.text)).enumerate() {
            if !terms::is_common(&term) {
                add(&term, place.min(TITLE - 1));
            }
        }
        for (place, term) in terms::terms(&terms::folded(&document.words)).enumerate() {
            if !terms::is_common(&term) {
                add(&term, TITLE + place);
            }
        }
        for term in document.references.iter().filter_map(|r| terms::reference(r)) {
            add(&term, 0);
        }
    }
    let mut terms = String::new();
    let mut lines: Vec<(String, Held)> = found.into_iter().collect();
    lines.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    for (term, texts) in lines {
        terms.push_str(&term);
        terms.push('\t');
        terms.push_str(&written(&texts));
        terms.push('\n');
    }
    terms.shrink_to_fit();
    Bucket {
        script: script("part", &texts(&documents)),
        weights: documents.iter().map(weight).collect(),
        terms,
    }
}

/// The texts of a bucket that hold a term, each with the term's places.
type Held = Vec<(usize, Vec<usize>)>;

/// The texts that hold a term, in letters.
fn written(texts: &Held) -> String {
    let mut out = String::new();
    number(texts.len() - 1, &mut out);
    let mut next = 0;
    for (text, places) in texts {
        let several = places.len() > 1;
        number((text - next) * 2 + usize::from(several), &mut out);
        next = text + 1;
        if several {
            number(places.len() - 2, &mut out);
        }
        let mut last = 0;
        for place in places {
            number(place - last, &mut out);
            last = *place;
        }
    }
    out
}

/// A text of a page: its anchor, what tells it apart, and its words.
type Text<'d> = (&'d str, &'d str, &'d str);

/// Texts of one page that share a kind, a title and a place, after these.
type Group<'d> = ((&'d str, &'d str, &'d str, &'d str), Vec<Text<'d>>);

fn texts(documents: &[Document]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for d in documents {
        let head = (d.path.as_str(), d.kind.as_str(), d.title.as_str(), d.place.as_str());
        let text = (d.anchor.as_str(), d.label.as_str(), d.text.as_str());
        match groups.last_mut() {
            Some((last, texts)) if *last == head => texts.push(text),
            _ => groups.push((head, vec![text])),
        }
    }
    groups
}

/// All terms, cut into files: each begins where the name of a term says so, so that a new term moves no more than one cut.
pub(super) fn term_files(buckets: &[Bucket]) -> Vec<(String, String)> {
    let mut all: BTreeMap<&str, (usize, String)> = BTreeMap::new();
    for (at, bucket) in buckets.iter().enumerate() {
        for (term, texts) in bucket.terms.lines().filter_map(|line| line.split_once('\t')) {
            let (next, out) = all.entry(term).or_default();
            number(at - *next, out);
            out.push_str(texts);
            *next = at + 1;
        }
    }
    let mut list: Vec<(&str, String)> = all.into_iter().map(|(term, (_, texts))| (term, texts)).collect();
    // As the script of the page compares words.
    list.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    let (mut files, mut size) = (Vec::<Vec<(&str, String)>>::new(), usize::MAX);
    for (term, texts) in list {
        let adds = term.len() + texts.len() + 6;
        let cut = size >= FEWEST_TERMS && spread(term.bytes()).is_multiple_of(32);
        match files.last_mut().filter(|_| !cut && size.saturating_add(adds) <= MOST_TERMS) {
            Some(file) => {
                file.push((term, texts));
                size += adds;
            }
            None => {
                files.push(vec![(term, texts)]);
                size = adds;
            }
        }
    }
    let file = |terms: Vec<(&str, String)>| {
        let first = terms.first().map(|(term, _)| (*term).to_owned()).unwrap_or_default();
        let flat: Vec<&str> = terms.iter().flat_map(|(term, texts)| [*term, texts.as_str()]).collect();
        (first, script("part", &flat))
    };
    files.into_iter().map(file).collect()
}

/// A value as a script that hands it over.
pub(super) fn script<T: serde::Serialize>(call: &str, value: &T) -> String {
    let json = serde_json::to_string(value).unwrap_or_default();
    // Two signs end a line in older scripts and not in JSON.
    let json = json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("scrutineer.search.{call}({json});\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written_number(value: usize) -> String {
        let mut out = String::new();
        number(value, &mut out);
        out
    }

    #[test]
    fn numbers_are_written_in_five_bits() {
        for (value, expected) in [(0, "A"), (31, "f"), (32, "gB"), (1023, "_f"), (1024, "ggB")] {
            assert_eq!(written_number(value), expected);
        }
    }

    #[test]
    fn places_are_written_as_steps() {
        let texts = vec![(1, vec![3]), (2, vec![0, 5, 4000])];
        // Two texts; the step 1, once, at 3; the step 0, three times, at 0, 5 and 5 + 3995.
        assert_eq!(written(&texts), format!("BCDBBAF{}", written_number(3995)));
    }

    #[test]
    fn a_script_has_no_line_ends_in_its_words() {
        let script = script("part", &["</script>\u{2028}\n\"__proto__\""]);
        assert_eq!(script, "scrutineer.search.part([\"</script>\\u2028\\n\\\"__proto__\\\"\"]);\n");
    }
}
