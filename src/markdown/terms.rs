//! Words that a glossary explains: the first use of each in a text becomes a link to its explanation. Whole words only,
//! with or without capitals, one or several of the thing; never inside a link, a heading, code or a quotation.

use std::collections::{BTreeMap, BTreeSet};

/// So many terms are looked for; the rest of a longer glossary is read on its own page only.
const MOST: usize = 500;

/// Nobody writes a longer one again word for word.
const LONGEST: usize = 100;

/// One way to write a term.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Form {
    /// In small letters, unless it is an acronym; single blanks between its words.
    words: String,
    /// Whether it is written in capitals alone: "SEND" is another word than "send".
    acronym: bool,
    /// Which explanation it leads to.
    entry: usize,
}

/// A glossary as one page links to it.
#[derive(Clone, Copy, Debug)]
pub struct Glossary<'g> {
    /// Its terms.
    pub terms: &'g Terms,
    /// The address of its page.
    pub page: &'g str,
}

/// The terms of a glossary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Forms by their first word, the longest first.
    forms: BTreeMap<String, Vec<Form>>,
    /// The anchor of each explanation.
    anchors: Vec<String>,
    /// By the first byte of a form's first word, a bit for each length that such a word has: most words of a text are of no
    /// such length, and need not be looked up.
    lengths: Vec<u64>,
}

impl Terms {
    /// Terms from the headings of a glossary, each with its anchor. What stands in brackets behind a term is another
    /// word for it: `Front door (duty and advice)`.
    pub fn new(headings: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut terms = Terms::default();
        for (entry, (heading, anchor)) in headings.into_iter().take(MOST).enumerate() {
            terms.anchors.push(anchor);
            let (term, others) = heading.split_once('(').unwrap_or((&heading, ""));
            let others = others.split_once(')').map_or("", |(inside, _)| inside);
            for form in std::iter::once(term).chain(others.split(',')) {
                terms.add(form, entry);
            }
        }
        for forms in terms.forms.values_mut() {
            forms.sort_by_key(|form| std::cmp::Reverse(form.words.len()));
        }
        terms
    }

    fn add(&mut self, form: &str, entry: usize) {
        let written = form.split_whitespace().collect::<Vec<_>>().join(" ");
        let letters = written.chars().filter(|c| c.is_alphabetic());
        let acronym = letters.clone().count() > 1 && letters.clone().all(char::is_uppercase);
        let small = written.to_lowercase();
        let words = if acronym { written } else { small.clone() };
        if let Some(first) = word_at(&small, 0).filter(|_| words.len() <= LONGEST).map(str::to_owned) {
            self.lengths.resize(256, 0);
            if let Some(lengths) = first.bytes().next().and_then(|b| self.lengths.get_mut(usize::from(b))) {
                *lengths |= Self::bit(first.len());
            }
            self.forms.entry(first).or_default().push(Form { words, acronym, entry });
        }
    }

    fn bit(length: usize) -> u64 {
        1 << length.min(63)
    }

    /// Whether forms may begin with this word in small letters, or with it less an ending of several.
    fn may_begin(&self, small: &str) -> bool {
        let lengths = small.bytes().next().and_then(|b| self.lengths.get(usize::from(b))).unwrap_or(&0);
        lengths & (Self::bit(small.len()) | Self::bit(singular(small).len())) != 0
    }

    /// The first uses in a text of terms not used before: where each stands, and the anchor of its explanation. Each
    /// word of the text is looked up once.
    pub(super) fn uses(&self, text: &str, used: &mut BTreeSet<usize>) -> Vec<(std::ops::Range<usize>, &str)> {
        let mut found = Vec::new();
        let mut at = 0;
        let mut before = None;
        let mut small = String::new();
        while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
            if !letter.is_alphanumeric() {
                before = Some(letter);
                at += letter.len_utf8();
                continue;
            }
            let word = word_at(text, at).unwrap_or_default();
            // "self-assessment" is another word than "assessment".
            let begins = !before.is_some_and(joins) && !contracted(text.get(..at).unwrap_or_default());
            lower(word, &mut small);
            let words = [singular(&small), &small].into_iter().filter(|_| begins && self.may_begin(&small));
            let forms = words.filter_map(|word| self.forms.get(word)).flatten();
            let mut open = forms.filter(|form| !used.contains(&form.entry));
            let form = open.find_map(|form| Some((form.entry, self.end(form, text, at)?)));
            let end = match form.and_then(|(entry, end)| Some((entry, end, self.anchors.get(entry)?))) {
                Some((entry, end, anchor)) => {
                    used.insert(entry);
                    found.push((at..end, anchor.as_str()));
                    end
                }
                None => at + word.len(),
            };
            before = text.get(at..end).and_then(|read| read.chars().next_back());
            at = end;
        }
        found
    }

    /// Where a form ends that begins here, an `s` of several included; none where it does not stand here.
    fn end(&self, form: &Form, text: &str, at: usize) -> Option<usize> {
        let rest = text.get(at..)?;
        let mut read = rest.char_indices().peekable();
        for wanted in form.words.chars() {
            let (_, letter) = read.next()?;
            let same = letter == wanted
                || !form.acronym && letter.to_lowercase().eq(wanted.to_lowercase())
                || wanted == ' ' && letter.is_whitespace();
            if !same {
                return None;
            }
        }
        let free = |rest: &str| !rest.chars().next().is_some_and(|c| c.is_alphanumeric() || joins(c));
        let length = read.peek().map_or(rest.len(), |(at, _)| *at);
        let behind = rest.get(length..)?;
        let without = |ending: &str| {
            let begins = behind.get(..ending.len()).is_some_and(|b| b.eq_ignore_ascii_case(ending));
            behind.get(ending.len()..).filter(|rest| begins && free(rest))
        };
        let several = without("s").or_else(|| without("es"));
        if free(behind) {
            return Some(at + length);
        }
        several.map(|rest| text.len() - rest.len())
    }
}

/// Whether a text ends in the apostrophe of a contraction: what follows in "we're" is no word of its own.
fn contracted(before: &str) -> bool {
    let word = before.strip_suffix(['\'', '\u{2019}']);
    word.is_some_and(|word| word.ends_with(char::is_alphanumeric))
}

/// A sign that makes two words one.
fn joins(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}' | '_' | '@' | '/')
}

/// The letters and digits that stand together here.
fn word_at(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?;
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    rest.get(..end).filter(|word| !word.is_empty())
}

/// A word in small letters, in place of what `small` held.
fn lower(word: &str, small: &mut String) {
    small.clear();
    match word.is_ascii() {
        true => small.extend(word.bytes().map(|b| char::from(b.to_ascii_lowercase()))),
        false => small.push_str(&word.to_lowercase()),
    }
}

/// A word in small letters without the `s` of several.
fn singular(word: &str) -> &str {
    let less = match word.as_bytes() {
        [.., b's' | b'x', b'e', b's'] => 2,
        [.., b's'] => 1,
        _ => return "",
    };
    word.get(..word.len() - less).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(text: &str) -> String {
        let headings = [
            "Strategy discussion (strategy meeting)",
            "Action",
            "Call-in",
            "As at",
            "ILACS (inspection of services)",
            "SEND (special educational needs)",
            "Re",
        ];
        let terms =
            Terms::new(headings.map(|h| (h.to_owned(), h.split(' ').next().unwrap_or_default().to_owned())));
        let mut shown = String::new();
        let mut last = 0;
        for (range, address) in terms.uses(text, &mut BTreeSet::new()) {
            shown.push_str(text.get(last..range.start).unwrap_or_default());
            shown.push_str(&format!("[{}|{address}]", text.get(range.clone()).unwrap_or_default()));
            last = range.end;
        }
        shown + text.get(last..).unwrap_or_default()
    }

    #[test]
    fn the_first_use_of_a_whole_word_is_found() {
        for (text, shown) in [
            ("An action, and an action.", "An [action|Action], and an action."),
            ("ACTIONS speak", "[ACTIONS|Action] speak"),
            ("the action\u{2019}s owner", "the [action|Action]\u{2019}s owner"),
            ("reaction inaction actionable", "reaction inaction actionable"),
            ("an action-plan, re-action", "an action-plan, re-action"),
            ("Strategy  discussions", "Strategy  discussions"),
            ("at strategy\ndiscussions", "at [strategy\ndiscussions|Strategy]"),
            (
                "a strategy meeting or strategy discussion",
                "a [strategy meeting|Strategy] or strategy discussion",
            ),
            ("the call-in of a call", "the [call-in|Call-in] of a call"),
            ("as at 3 May, as athletes", "[as at|As] 3 May, as athletes"),
            ("the ILACS, \u{e9}action", "the [ILACS|ILACS], \u{e9}action"),
            ("inspections of services", "inspections of services"),
            ("we send it; SEND is", "we send it; [SEND|SEND] is"),
            ("we're re: this", "we're [re|Re]: this"),
            ("", ""),
        ] {
            assert_eq!(linked(text), shown, "{text}");
        }
    }

    #[test]
    fn a_long_text_of_beginnings_is_read_once() {
        let headings = (0..MOST + 9).map(|n| (format!("word{n} and {}", "more ".repeat(40)), String::new()));
        let terms = Terms::new(headings);
        let text = "word1 and more more more ".repeat(40_000);
        // In a moment; a search that began anew at every word would not end here.
        assert_eq!(terms.uses(&text, &mut BTreeSet::new()).len(), 0);
        assert_eq!(terms.anchors.len(), MOST);
    }
}
