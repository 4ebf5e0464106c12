//! What a page says, read from its HTML without knowing how it was made.

/// The words of a piece of HTML, one space between two.
pub(crate) fn words(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
        if !["a", "em", "strong", "code", "time", "b", "del"].contains(&name) {
            text.push(' ');
        }
        rest = after;
    }
    text.push_str(rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The pieces that begin with one text and end before another.
pub(crate) fn pieces<'h>(html: &'h str, begin: &str, end: &str) -> Vec<&'h str> {
    html.split(begin).skip(1).map(|rest| rest.split(end).next().unwrap_or_default()).collect()
}

/// The first such piece.
pub(crate) fn piece<'h>(html: &'h str, begin: &str, end: &str) -> Option<&'h str> {
    pieces(html, begin, end).into_iter().next()
}

/// The value of the first such attribute.
pub(crate) fn attribute<'h>(html: &'h str, name: &str) -> Option<&'h str> {
    html.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

/// The path that a link leads to, without its anchor.
pub(crate) fn resolve(from: &str, link: &str) -> String {
    let link = link.split('#').next().unwrap_or_default();
    let mut steps: Vec<&str> = from.split('/').collect();
    steps.pop();
    for step in link.split('/') {
        if step == ".." {
            steps.pop().expect("inside the site");
        } else {
            steps.push(step);
        }
    }
    steps.join("/")
}

/// A date of a CSV as pages read it: `2021-10` is October 2021.
pub(crate) fn date_words(written: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let moment = |text: &str| {
        let parts: Vec<u32> = text.split('-').map(|p| p.parse().expect("digits")).collect();
        match parts.as_slice() {
            [year, month, day] => format!("{day} {} {year}", MONTHS[*month as usize - 1]),
            [year, month] => format!("{} {year}", MONTHS[*month as usize - 1]),
            [year] => year.to_string(),
            _ => panic!("{text}"),
        }
    };
    match written.split_once('/') {
        None => moment(written),
        Some((from, to)) if from.len() == 10 && to.len() == 10 && from[..7] == to[..7] => {
            format!("{} to {}", from[8..].trim_start_matches('0'), moment(to))
        }
        Some((from, to)) => format!("{} to {}", moment(from), moment(to)),
    }
}
