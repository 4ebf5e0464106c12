//! Faults as GitHub's workflow commands, which show each fault beside its line in a change that somebody proposes.
//! Escaping as in GitHub's own toolkit: `%` everywhere, `:` and `,` in properties besides. Line ends of the content are
//! shown by their number, so none can begin a command of its own.

use std::io::{self, Write};
use std::path::Path;

use super::Located;
use super::letters::visible;
use crate::diagnostic::Severity;

/// Writes one command for each fault. Files are named as seen from where the program runs: `site` comes before them.
pub(super) fn commands(faults: &[Located<'_>], site: &Path, out: &mut impl Write) -> io::Result<()> {
    let folder = folder(site);
    faults.iter().try_for_each(|located| command(located, &folder, out))
}

fn command(located: &Located<'_>, folder: &str, out: &mut impl Write) -> io::Result<()> {
    let diagnostic = located.diagnostic;
    let kind = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    write!(out, "::{kind} file={}", property(&format!("{folder}{}", located.file())))?;
    if let Some(span) = &located.span {
        let (start, end) = (span.start, span.end);
        write!(out, ",line={},endLine={}", start.line, end.line)?;
        // Columns mean something to GitHub only where both are on one line.
        if start.line == end.line {
            write!(out, ",col={},endColumn={}", start.column, end.column)?;
        }
    }
    write!(out, ",title={}::{}", property(diagnostic.code.word()), data(&diagnostic.message))?;
    match diagnostic.help.as_str() {
        "" => writeln!(out),
        help => writeln!(out, "%0Ahelp: {}", data(help)),
    }
}

/// The site's folder before a file: empty for the folder the program runs in, else with a final `/`.
fn folder(site: &Path) -> String {
    let steps = site.components().filter(|step| !matches!(step, std::path::Component::CurDir));
    let mut folder = String::new();
    for step in steps {
        folder.push_str(&step.as_os_str().to_string_lossy().replace('\\', "/"));
        if !folder.ends_with('/') {
            folder.push('/');
        }
    }
    folder
}

fn data(text: &str) -> String {
    visible(text).replace('%', "%25")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_meaning_for_github_is_escaped() {
        assert_eq!(property("50%: a, b"), "50%25%3A a%2C b");
        assert_eq!(data("50%: a, b\n::error::x"), "50%25: a, b\\u{a}::error::x");
    }

    #[test]
    fn the_folder_is_as_it_was_given() {
        for (given, before) in
            [(".", ""), ("./", ""), ("site", "site/"), ("./a/b/", "a/b/"), ("../c", "../c/")]
        {
            assert_eq!(folder(Path::new(given)), before, "{given}");
        }
        assert_eq!(folder(Path::new("/srv/site")), "/srv/site/");
    }
}
