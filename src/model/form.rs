//! Values that have a form of their own: web and e-mail addresses, colours, a language, whole numbers. Each is checked
//! where it is written, so that nothing that only looks like one reaches a page.

use std::fmt;

use super::scalar::{Text, Written, written_scalars};
use crate::diagnostic::{Code, Slip};

/// The address of a page outside the site, with `https://` or `http://`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebAddress(pub String);

/// An e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailAddress(pub String);

/// A colour, `#` and six hexadecimal digits, as CSS has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colour(pub String);

/// A language tag, such as `en-GB` (BCP 47, language and region only).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language(pub String);

/// A whole number that is not negative, up to 100,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count(pub u32);

written_scalars!(WebAddress, EmailAddress, Colour, Language, Count);

impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn wrong(text: &str, what: &str, help: &str) -> Slip {
    Slip::new(Code::BadValue, format!("`{text}` is not {what}"), help)
}

impl Written for WebAddress {
    const FORM: &'static str = "web-address";

    fn read(text: &str) -> Result<Self, Slip> {
        let text = Text::read(text)?.0;
        let lower = text.to_ascii_lowercase();
        let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
        let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or(""));
        let is_host = |host: &str| {
            // What stands before an `@` is no part of the host: `https://www.gov.uk@a.example` leads to a.example.
            let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
            !name.is_empty()
                && !name.starts_with('.')
                && name.chars().all(|c| c.is_alphanumeric() || "-.".contains(c))
                && port.is_none_or(|port| port.parse::<u16>().is_ok())
        };
        let is_escape = |behind: &str| behind.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2;
        let is_plain = !text
            .contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"`{}|\\^".contains(c))
            && text.matches('#').count() < 2
            && text.split('%').skip(1).all(is_escape);
        if is_plain && host.is_some_and(is_host) {
            return Ok(WebAddress(text));
        }
        let what = "a whole web address";
        match format!("https://{text}") {
            better if is_plain && text.starts_with("www.") => {
                Err(wrong(&text, what, &format!("write it with its beginning: {better}")).replaced_by(better))
            }
            _ => Err(wrong(
                &text,
                what,
                "write it as a browser shows it, such as https://www.example.org/papers/1",
            )),
        }
    }
}

impl Written for EmailAddress {
    const FORM: &'static str = "email-address";

    fn read(text: &str) -> Result<Self, Slip> {
        let text = Text::read(text)?.0;
        let is_plain = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || ".-_+'&/=!#%*".contains(c))
        };
        match text.split_once('@') {
            Some((name, host)) if is_plain(name) && is_plain(host) && host.contains('.') => {
                Ok(EmailAddress(text))
            }
            _ => Err(wrong(&text, "an e-mail address", "write one address, such as scrutiny@example.gov.uk")),
        }
    }
}

impl Written for Colour {
    const FORM: &'static str = "colour";

    fn read(text: &str) -> Result<Self, Slip> {
        let text = Text::read(text)?.0;
        let digits = text.strip_prefix('#').unwrap_or(&text);
        let is_hex = digits.chars().all(|c| c.is_ascii_hexdigit());
        match (is_hex, digits.len()) {
            (true, 6) if text.starts_with('#') => Ok(Colour(text)),
            (true, 6) => {
                let better = format!("#{digits}");
                Err(wrong(&text, "a colour", &format!("write it with its sign: {better}"))
                    .replaced_by(better))
            }
            (true, 3) => {
                let doubled: String = digits.chars().flat_map(|c| [c, c]).collect();
                let better = format!("#{doubled}");
                Err(wrong(&text, "a colour in six digits", &format!("write {better}")).replaced_by(better))
            }
            _ => Err(wrong(
                &text,
                "a colour",
                "write # and six digits, two each for red, green and blue, such as #1d4f76",
            )),
        }
    }
}

impl Written for Language {
    const FORM: &'static str = "language";

    fn read(text: &str) -> Result<Self, Slip> {
        let text = Text::read(text)?.0;
        let mut parts = text.split('-');
        let language = parts.next().unwrap_or("");
        let is_language =
            (2..=3).contains(&language.len()) && language.chars().all(|c| c.is_ascii_lowercase());
        let is_part =
            |part: &str| (2..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
        if is_language && parts.all(is_part) {
            Ok(Language(text))
        } else {
            Err(wrong(&text, "the short name of a language", "write en-GB for British English, cy for Welsh"))
        }
    }
}

impl Written for Count {
    const FORM: &'static str = "count";

    fn read(text: &str) -> Result<Self, Slip> {
        let text = Text::read(text)?.0;
        match text.parse::<u32>() {
            Ok(number) if number <= 100_000 => Ok(Count(number)),
            _ => {
                let message = format!("`{text}` is not a whole number from 0 to 100000");
                Err(Slip::new(Code::BadNumber, message, "write digits only, such as 30"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_looks_like_an_address_is_refused() {
        for good in [
            "https://example.org",
            "http://example.org:8080/a?b=c#d",
            "HTTPS://EXAMPLE.ORG/é",
            "https://a.example/%20b%C3%A9",
        ] {
            assert!(WebAddress::read(good).is_ok(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "www.example.org",
            "https://",
            "https:///x",
            "https://a b",
            "ftp://example.org",
            "https://exa\"mple.org",
            "data:text/html,x",
            "//example.org",
            "https://x<y",
            "https://www.gov.uk@a.example/",
            "https://[::1",
            "https://a:b:c/",
            "https://a.example:99999/",
            "https://a.example/%zz",
            "https://a.example/50%",
            "https://a.example/#a#b",
        ] {
            assert!(WebAddress::read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn colours_languages_and_counts_have_one_form() {
        assert!(
            Colour::read("#1d4f76").is_ok()
                && Colour::read("#12345").is_err()
                && Colour::read("blue").is_err()
        );
        assert_eq!(Colour::read("abc").err().and_then(|s| s.replacement).as_deref(), Some("#aabbcc"));
        assert!(Language::read("en-GB").is_ok() && Language::read("English").is_err());
        assert!(Count::read("30").is_ok() && Count::read("-3").is_err() && Count::read("3.5").is_err());
        assert!(EmailAddress::read("a@b.org").is_ok() && EmailAddress::read("a at b").is_err());
    }
}
