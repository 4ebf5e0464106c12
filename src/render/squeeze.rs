//! Style sheets and scripts without what only their authors need: comments, and white space where it means nothing. Each
//! change is one that cannot alter what a browser does; what is in doubt stays as it is.

/// A style sheet without comments, its white space no longer than needed. Around `+`, `:` and brackets it may mean
/// something and stays; beside braces, semicolons and commas it never does, nor behind a colon, and the last semicolon of
/// a block means nothing either (CSS Syntax Module Level 3).
pub(crate) fn style(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' => {
                let end = quoted(rest, first);
                out.push_str(rest.get(..end).unwrap_or(rest));
                end
            }
            '/' if rest.starts_with("/*") => {
                let end = rest.find("*/").map_or(rest.len(), |end| end + 2);
                // Between two words it keeps them apart without being a space.
                let beside = |letter: Option<char>| letter.is_none_or(|l| " {};,\n\r\t".contains(l));
                if !beside(out.chars().next_back()) && !beside(rest.get(end..).and_then(|r| r.chars().next()))
                {
                    out.push_str("/**/");
                }
                end
            }
            '\\' => {
                let end = 1 + rest.chars().nth(1).map_or(0, char::len_utf8);
                out.push_str(rest.get(..end).unwrap_or(rest));
                end
            }
            first if first.is_ascii_whitespace() => {
                space(&mut out);
                first.len_utf8()
            }
            first => {
                if matches!(first, '{' | '}' | ';' | ',') && out.ends_with(' ') && !out.ends_with("\\ ") {
                    out.pop();
                }
                if first == '}' && out.ends_with(';') && !out.ends_with("\\;") {
                    out.pop();
                }
                out.push(first);
                first.len_utf8()
            }
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// A space, unless what stands before it needs none.
fn space(out: &mut String) {
    let escaped = out.ends_with("\\:");
    if escaped || !out.is_empty() && !out.ends_with([' ', '{', '}', ';', ',', ':']) {
        out.push(' ');
    }
}

/// How long a quoted text is, its quotation marks included; one without an end goes on to the end.
fn quoted(text: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            letter if letter == mark => return at + letter.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// A script without the lines that are nothing but a `//` comment, and without indents. A script with a text or comment
/// over several lines is left as it is: in there such a line may be words.
pub(crate) fn script(bytes: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
    let several_lines = |line: &str| {
        line.matches('`').count() % 2 == 1
            || line.contains("/*") != line.contains("*/")
            || line.ends_with('\\')
    };
    // An escaped quotation mark of a template would be counted as its end.
    if text.contains("\\`") || text.lines().any(several_lines) {
        return bytes.to_vec();
    }
    let lines = text.lines().map(str::trim_start).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| line.bytes().chain([b'\n'])).collect()
}

#[cfg(test)]
mod tests {
    use super::{script, style};

    #[test]
    fn a_style_sheet_keeps_every_space_that_means_something() {
        let sheet = "/* a */\n.a  .b > c ,\n d {\n  width: calc(1rem + 2px) ; content: \"a  /* b */ { \";\n}\n@media screen and (x) { e { f: g } }\n";
        let squeezed =
            ".a .b > c,d{width:calc(1rem + 2px);content:\"a  /* b */ { \"}@media screen and (x){e{f:g}}";
        assert_eq!(style(sheet), squeezed);
        assert_eq!(style(".a/* x */.b /* y */ c{c:'\\'}'}"), ".a/**/.b c{c:'\\'}'}");
        assert_eq!(style("a { content: \"open"), "a{content:\"open");
        assert_eq!(style("\\31 a\\"), "\\31 a\\");
        assert_eq!(style("/* no end"), "");
        assert_eq!(style(".sm\\ {color:red}"), ".sm\\ {color:red}");
        assert_eq!(style(".sm\\: a :hover { color: red; }"), ".sm\\: a :hover{color:red}");
    }

    #[test]
    fn a_script_loses_only_lines_that_are_comments() {
        let text = "// why\n(() => {\n  // more\n  const a = 'x // y'; // z\n})();\n";
        assert_eq!(script(text.as_bytes()), b"(() => {\nconst a = 'x // y'; // z\n})();\n");
        for kept in ["const a = `\\`\n// b\n  c\\``;\n", "const a = `\n// b\n`;\n", "/*\n// b\n*/\n"] {
            assert_eq!(script(kept.as_bytes()), kept.as_bytes());
        }
        assert_eq!(script(b"\xff // x"), b"\xff // x");
        assert_eq!(script(b"a = `\\u201c${b}`;\n  // c\n"), b"a = `\\u201c${b}`;\n");
    }
}
