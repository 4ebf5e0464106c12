//! What a code means, in the words of docs/faults.md: the page that officers read is the one place that says it.

use crate::diagnostic::Code;

const LIST: &str = include_str!("../../../docs/faults.md");

/// A code's heading in the list of faults.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Rule {
    /// One sentence.
    pub(super) short: String,
    /// The paragraph it begins.
    pub(super) full: String,
    /// Everything under the heading, as markdown.
    pub(super) help: String,
}

/// What the list of faults says of a code.
pub(super) fn rule(code: Code) -> Rule {
    let mut lines = LIST.lines().skip_while(|line| line.strip_prefix("## ") != Some(code.word())).skip(1);
    let section: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("## ")).collect();
    let help = section.join("\n").trim().to_owned();
    let paragraph = help.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    // "Error." and its like: the severity has a place of its own.
    let full = paragraph.split_once(". ").map_or(paragraph.as_str(), |(_, words)| words).to_owned();
    let short = full.split_once(". ").map_or_else(|| full.clone(), |(first, _)| format!("{first}."));
    Rule { short, full, help }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_sentence_in_the_list_of_faults() {
        for code in Code::all() {
            let Rule { short, full, help } = rule(code);
            let severity = code.severity().word();
            assert!(help.to_lowercase().starts_with(&format!("{severity}. ")), "{}: {help}", code.word());
            assert!(
                short.len() > 15 && short.ends_with('.') && full.starts_with(&short),
                "{}: {short}",
                code.word()
            );
            assert_eq!(short.matches('`').count() % 2, 0, "{}: {short}", code.word());
        }
    }
}
