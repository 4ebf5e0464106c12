//! Whether an SVG picture is a drawing and nothing else. Opened by itself an SVG is a page: it may hold programs, other
//! pages and addresses of other sites. Only what is known to draw may be in it, and only in plain UTF-8.

/// Elements that draw, or describe what is drawn.
const ELEMENTS: [&str; 58] = [
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "metadata",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "solidColor",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tref",
    "tspan",
    "use",
    "view",
    "mesh",
    "hatch",
];

/// Prefixes of drawing programs' own notes, which browsers pass over.
const NOTES: [&str; 5] = ["sodipodi", "inkscape", "rdf", "cc", "dc"];

const SVG: &str = "http://www.w3.org/2000/svg";

/// What is in a picture beside a drawing; none where it is safe to publish.
pub(super) fn trouble(bytes: &[u8]) -> Option<String> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Some("this picture is not saved as UTF-8, so nobody can tell what is in it".to_owned());
    };
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut root = true;
    // The words of a style sheet so far, while one is open: comments and the like may cut it to pieces.
    let mut style: Option<String> = None;
    while let Some(at) = rest.find('<') {
        let (words, markup) = rest.split_at(at);
        if let Some(style) = &mut style {
            style.push_str(words);
        }
        let end = if let Some(comment) = markup.strip_prefix("<!--") {
            let Some(close) = comment.find("-->") else { return Some(BROKEN.to_owned()) };
            4 + close + 3
        } else if let Some(data) = markup.strip_prefix("<![CDATA[") {
            let Some(close) = data.find("]]>") else { return Some(BROKEN.to_owned()) };
            if let Some(style) = &mut style {
                style.push_str(data.get(..close).unwrap_or_default());
            }
            9 + close + 3
        } else if markup.starts_with("</") {
            if style.take().is_some_and(|style| !is_plain_style(&style)) {
                return Some("a style of this picture loads something from elsewhere".to_owned());
            }
            let Some(close) = markup.find('>') else { return Some(BROKEN.to_owned()) };
            close + 1
        } else if style.is_some() {
            return Some("a style of this picture holds more than words".to_owned());
        } else {
            let read = match markup.starts_with("<!") || markup.starts_with("<?") {
                true => declaration(markup).map(|end| Element { end, style: false }),
                false => element(markup, std::mem::take(&mut root)),
            };
            match read {
                Ok(found) => {
                    style = found.style.then(String::new);
                    found.end
                }
                Err(trouble) => return Some(trouble),
            }
        };
        rest = markup.get(end..).unwrap_or_default();
    }
    root.then(|| "this file holds no picture".to_owned())
}

const BROKEN: &str = "this picture cannot be read as an SVG";

/// `<?xml … ?>` and a plain `<!DOCTYPE …>`: nothing that defines words of its own or names a style sheet.
fn declaration(markup: &str) -> Result<usize, String> {
    let close = markup.find('>').ok_or(BROKEN)?;
    let inside = markup.get(..close).unwrap_or_default();
    let lower = inside.to_lowercase();
    let xml = lower.starts_with("<?xml ") && inside.ends_with('?');
    if xml && (!lower.contains("encoding") || lower.contains("utf-8")) {
        return Ok(close + 1);
    }
    if inside.strip_prefix("<!DOCTYPE svg").is_some_and(is_plain_doctype) {
        return Ok(close + 1);
    }
    let name: String = inside.chars().take(20).collect();
    Err(format!("this picture holds `{name}…`, which is more than a drawing"))
}

/// Whether a document type names nothing, or the standard's own definition in whole quotes: a quote left open would let
/// what follows `>` pass for a part of it.
fn is_plain_doctype(rest: &str) -> bool {
    let rest = rest.trim();
    rest.is_empty()
        || rest.starts_with("PUBLIC \"-//W3C//DTD SVG ")
            && rest.ends_with('"')
            && rest.matches('"').count() == 4
            && !rest.contains(['[', '<', '&', '%', '\''])
}

/// Whether a value is written with letters in code, which would hide what it says.
fn holds_code(value: &str) -> bool {
    let named = ["amp;", "lt;", "gt;", "quot;", "apos;"];
    value.split('&').skip(1).any(|rest| !named.iter().any(|name| rest.starts_with(name)))
}

/// A start tag that was read.
struct Element {
    end: usize,
    /// Whether what follows is a style sheet.
    style: bool,
}

fn element(markup: &str, root: bool) -> Result<Element, String> {
    let name = word(markup.get(1..).unwrap_or_default());
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    let drawn = matches!(prefix, "" | "svg") && ELEMENTS.contains(&local);
    if root && local != "svg" {
        return Err("this file does not begin with <svg>".to_owned());
    }
    if !drawn && (local.is_empty() || !NOTES.contains(&prefix)) {
        return Err(format!("this picture holds <{}>, which is more than a drawing", short(name)));
    }
    let mut at = 1 + name.len();
    loop {
        let rest = markup.get(at..).unwrap_or_default();
        let skipped = rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        at += skipped;
        if rest.starts_with('>') {
            return Ok(Element { end: at + 1, style: drawn && local == "style" });
        }
        if rest.starts_with("/>") {
            return Ok(Element { end: at + 2, style: false });
        }
        let key = word(rest);
        let after = rest.get(key.len()..).unwrap_or_default().trim_start();
        let value = after.strip_prefix('=').map(str::trim_start).ok_or(BROKEN)?;
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\'')).ok_or(BROKEN)?;
        let inner = value.get(1..).unwrap_or_default();
        let close = inner.find(quote).ok_or(BROKEN)?;
        if key.is_empty() || skipped == 0 {
            return Err(BROKEN.to_owned());
        }
        attribute(local, key, inner.get(..close).unwrap_or_default())?;
        at = markup.len() - inner.len() + close + 1;
    }
}

fn attribute(element: &str, key: &str, value: &str) -> Result<(), String> {
    let refused = || {
        Err(format!("this picture holds {}=\"{}\", which is more than a drawing", short(key), short(value)))
    };
    let (prefix, local) = key.split_once(':').unwrap_or(("", key));
    let lower = local.to_lowercase();
    if value.contains('<') || holds_code(value) || lower.starts_with("on") || key == "xml:base" {
        return refused();
    }
    if key == "xmlns" || prefix == "xmlns" {
        // A prefix of one's own for SVG or XHTML would hide an element behind another name.
        let plain = matches!(local, "xmlns" | "svg") && value == SVG;
        let known = local == "xlink"
            || local == "xml"
            || NOTES.contains(&local)
            || local != "xmlns" && local != "svg";
        let foreign =
            value.contains('&') || value == SVG || value.contains("xhtml") || value.contains("MathML");
        return if plain || known && !foreign { Ok(()) } else { refused() };
    }
    if matches!(lower.as_str(), "href" | "src") {
        let pictures = [
            "data:image/png;base64,",
            "data:image/jpeg;base64,",
            "data:image/gif;base64,",
            "data:image/webp;base64,",
        ];
        let inside = element == "image" && pictures.iter().any(|start| value.starts_with(start));
        return if value.starts_with('#') || inside { Ok(()) } else { refused() };
    }
    let folded: String =
        value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>().to_lowercase();
    let styled = lower == "style" || folded.contains("url(") || value.contains('\\') && value.contains('(');
    let script = folded.contains("javascript:") || folded.contains("vbscript:");
    if script || styled && !is_plain_style(value) { refused() } else { Ok(()) }
}

/// Whether a style loads nothing: every `url(` leads to a part of the picture, and nothing is written in code.
fn is_plain_style(style: &str) -> bool {
    let lower = style.to_lowercase().replace("&quot;", "\"").replace("&apos;", "'");
    let inside = |rest: &str| rest.trim_start().trim_start_matches(['"', '\'']).starts_with('#');
    !lower.contains(['\\', '&', '@'])
        && !lower.contains("image-set")
        && !lower.contains("expression")
        && lower.split("url(").skip(1).all(inside)
}

/// The word at the beginning of a piece of markup.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '=' | '"' | '\'' | '<'));
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(inside: &str) -> bool {
        trouble(format!("<svg xmlns=\"{SVG}\">{inside}</svg>").as_bytes()).is_none()
    }

    #[test]
    fn drawings_may_be_published() {
        for inside in [
            "<g fill='url(#a)'><path d=\"M0 0\" style=\"fill:#fff\"/></g>",
            "<title>A &amp; B</title><text x=\"1\">once</text>",
            "<style>.a{fill:url(#b)}</style><style><![CDATA[.a{fill:red}]]></style>",
            "<use href=\"#a\"/><image href=\"data:image/png;base64,AAAA\"/>",
            "<sodipodi:namedview id=\"x\" inkscape:zoom=\"1\"/><!-- a > b -->",
        ] {
            assert!(drawn(inside), "{inside}");
        }
        let whole = format!(
            "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\">\n<svg xmlns=\"{SVG}\"/>"
        );
        assert_eq!(trouble(whole.as_bytes()), None);
    }

    #[test]
    fn anything_that_acts_is_refused() {
        for inside in [
            "<script>alert(1)</script>",
            "<svg:script/>",
            "<x:script xmlns:x=\"http://www.w3.org/2000/svg\"/>",
            "<g onload='alert(1)'/>",
            "<g ONLOAD='alert(1)'/>",
            "<foreignObject/>",
            "<a href=\"javascript:alert(1)\"/>",
            "<use href=\"https://a.example/x.svg#a\"/>",
            "<use xlink:href=\"&#106;avascript:alert(1)\"/>",
            "<image href=\"data:image/svg+xml;base64,AAAA\"/>",
            "<animate attributeName=\"href\" to=\"x\"/>",
            "<set/>",
            "<rect mask=\"&#117;rl(https://a.example/x.svg#m)\"/>",
            "<rect fill=\"&#x75;rl(https://a.example/x.svg#m)\"/>",
            "<style>@import url(https://a.example)</style>",
            "<style>a{b:url( https://a.example)}</style>",
            "<style>a{b:u\\72l(https://a.example)}</style>",
            "<style>a{b:ur<!-- -->l(https://a.example)}</style>",
            "<style>a{b:ur<![CDATA[l(https://a.example)]]>}</style>",
            "<style><g/>a{b:url(https://a.example)}</style>",
            "<g style=\"fill:url(//a.example)\"/>",
            "<rdf:x xmlns:rdf=\"http://www.w3.org/1999/xhtml\"/>",
            "<g xmlns=\"http://www.w3.org/1999/xhtml\"/>",
            "<?xml-stylesheet href=\"a.css\"?>",
            "<g a=b/>",
            "<!-- open",
        ] {
            assert!(!drawn(inside), "{inside}");
        }
        let entity =
            "<!DOCTYPE svg [<!ENTITY x \"<script/>\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&x;</svg>";
        let open_quote = "<!DOCTYPE svg SYSTEM \"x><svg xmlns='http://www.w3.org/2000/svg'/><!--\"><svg \
                          xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg><!-- -->";
        for whole in [
            entity,
            open_quote,
            "<html><svg/></html>",
            "",
            "<?xml version=\"1.0\" encoding=\"UTF-7\"?><svg/>",
        ] {
            assert!(trouble(whole.as_bytes()).is_some(), "{whole}");
        }
        let wide: Vec<u8> = "\u{feff}<svg/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(trouble(&wide).is_some());
    }
}
