//! What the tables of a text are called: markdown has no captions, and a table without a name cannot be announced.

/// Names the tables of one text, each by the heading it stands under.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The words of the last heading, as HTML.
    heading: Option<String>,
    /// Where the words of the heading being written begin.
    begins: usize,
    /// Tables since that heading.
    count: usize,
}

impl Names {
    /// A heading's words begin here.
    pub(super) fn heading(&mut self, at: usize) {
        self.begins = at;
    }

    /// The heading is written to its end.
    pub(super) fn end(&mut self, out: &str) {
        let words = without_tags(out.get(self.begins..).unwrap_or_default());
        self.heading = Some(words).filter(|words| !words.is_empty());
        self.count = 0;
    }

    /// The name of the next table, as HTML without tags.
    pub(super) fn next(&mut self) -> String {
        self.count += 1;
        match (&self.heading, self.count) {
            (Some(heading), 1) => heading.clone(),
            (Some(heading), count) => format!("{heading}, table {count}"),
            (None, count) => format!("Table {count}"),
        }
    }
}

/// HTML of our own making without its tags; entities stay.
fn without_tags(html: &str) -> String {
    let mut words = String::new();
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            letter if !inside => words.push(if letter == '"' { '\'' } else { letter }),
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
