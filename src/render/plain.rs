//! HTML of ours as plain words: for cells of data, the search, excerpts, descriptions. What is read from the very HTML that a
//! page shows cannot hold a word that is not on it.

/// A piece of some HTML.
pub(crate) enum Piece<'h> {
    /// What stands between `<` and `>`.
    Tag(&'h str),
    /// Words, with their entities read.
    Text(String),
}

/// The words of some HTML on one line, without its tags.
pub(crate) fn plain(html: &str) -> String {
    // Nearly every text, and nothing in it to take apart.
    if !html.contains(['<', '&']) {
        return squeezed(html);
    }
    let mut text = String::new();
    pieces(html, |piece| match piece {
        Piece::Text(words) => text.push_str(&words),
        Piece::Tag(tag) => spaced(name(tag), &mut text),
    });
    squeezed(&text)
}

/// Cuts HTML into tags and texts. It is our own: every `<` opens a tag, and no attribute holds a `>`.
pub(crate) fn pieces<'h>(html: &'h str, mut take: impl FnMut(Piece<'h>)) {
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        take(Piece::Text(unescaped(text)));
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        take(Piece::Tag(tag));
        rest = after;
    }
    take(Piece::Text(unescaped(rest)));
}

fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&")
}

/// A tag's name; a closing one begins with `/`.
pub(crate) fn name(tag: &str) -> &str {
    tag.split([' ', '\n']).next().unwrap_or_default()
}

/// Blocks stand apart; marks inside a line do not.
pub(crate) fn spaced(name: &str, text: &mut String) {
    if !matches!(name.trim_start_matches('/'), "a" | "em" | "strong" | "code" | "del" | "span") {
        text.push(' ');
    }
}

/// Words with one space between two.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_apart_and_entities_are_read_once() {
        assert_eq!(plain("a<br />\nb &amp;lt; <a href=\"x\">c</a>d"), "a b &lt; cd");
        assert_eq!(plain("<table><tr><td>a</td><td>b</td></tr></table>"), "a b");
        assert_eq!(plain("  two\nwords "), "two words");
    }
}
