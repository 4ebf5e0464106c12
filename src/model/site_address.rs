//! The address that a site is published at: a folder of a server, on which every absolute address is built.

use std::fmt;

use super::form::WebAddress;
use super::scalar::{Written, written_scalars};
use crate::diagnostic::{Code, Slip};

/// The address that a site is published at, such as `https://www.example.org/scrutiny/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteAddress(pub String);

written_scalars!(SiteAddress);

impl SiteAddress {
    /// The folder of its server that it names, with `/` at both ends: `/scrutiny/` of `https://example.org/scrutiny`.
    pub fn folder(&self) -> String {
        let path = self.rest().split_once('/').map_or("", |(_, path)| path).trim_matches('/');
        if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
    }

    /// The name of its server, with a port where it has one.
    pub fn host(&self) -> &str {
        self.rest().split('/').next().unwrap_or_default()
    }

    /// The address ending in `/`, to which the path of a page is added.
    pub fn base(&self) -> String {
        let scheme = self.0.split_once("://").map_or("https", |(scheme, _)| scheme);
        format!("{scheme}://{}{}", self.host(), self.folder())
    }

    fn rest(&self) -> &str {
        self.0.split_once("://").map_or(self.0.as_str(), |(_, rest)| rest)
    }
}

impl fmt::Display for SiteAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn wrong(text: &str, why: &str, help: &str) -> Slip {
    Slip::new(Code::BadValue, format!("`{text}` {why}"), help)
}

impl Written for SiteAddress {
    const FORM: &'static str = "site-address";

    fn read(text: &str) -> Result<Self, Slip> {
        let text = WebAddress::read(text)?.0;
        let bare = text.split(['?', '#']).next().unwrap_or_default();
        if bare != text {
            let help = format!("write it without what follows the `?` or `#`: {bare}");
            return Err(wrong(&text, "is no address of a folder", &help).replaced_by(bare.to_owned()));
        }
        let address = SiteAddress(text.clone());
        let steps: Vec<&str> = address.rest().split('/').skip(1).collect();
        if let Some(folder) =
            steps.last().filter(|s| s.ends_with(".html")).and_then(|s| text.strip_suffix(*s))
        {
            let help = format!("leave the page out: {folder}");
            return Err(wrong(&text, "is the address of a page, not of a folder", &help)
                .replaced_by(folder.to_owned()));
        }
        let is_step = |step: &&str| {
            !matches!(step.to_ascii_lowercase().as_str(), "." | ".." | "%2e" | "%2e%2e" | ".%2e" | "%2e.")
        };
        if !steps.iter().all(is_step) {
            let help = "write where the site is published, without `.` or `..`, such as https://www.example.org/scrutiny/";
            return Err(wrong(&text, "goes up from a folder", help));
        }
        if !text.is_ascii() {
            let help = "write it in plain letters, as a browser copies it: %C3%A9 for é in a folder’s name, xn--… for such a server";
            return Err(wrong(&text, "has letters that an address cannot hold", help));
        }
        Ok(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_folder_of_its_server() {
        for (address, folder, host, base) in [
            ("https://example.org", "/", "example.org", "https://example.org/"),
            ("https://example.org/", "/", "example.org", "https://example.org/"),
            (
                "https://example.org:8080/leeds-children/",
                "/leeds-children/",
                "example.org:8080",
                "https://example.org:8080/leeds-children/",
            ),
            ("https://example.org/a/b", "/a/b/", "example.org", "https://example.org/a/b/"),
            ("https://example.org//a//", "/a/", "example.org", "https://example.org/a/"),
        ] {
            let read = SiteAddress::read(address);
            assert_eq!(
                read.map(|a| (a.folder(), a.host().to_owned(), a.base())),
                Ok((folder.to_owned(), host.to_owned(), base.to_owned())),
                "{address}"
            );
        }
    }

    #[test]
    fn what_is_no_folder_is_refused() {
        for (bad, better) in [
            ("https://example.org/a?b=/c", Some("https://example.org/a")),
            ("https://example.org#x", Some("https://example.org")),
            ("https://example.org/a/index.html", Some("https://example.org/a/")),
            ("https://example.org/a/../b", None),
            ("https://example.org/%2e%2E/b", None),
            ("https://example.org/./b", None),
            ("https://example.org/caf\u{e9}", None),
            ("www.example.org", Some("https://www.example.org")),
        ] {
            let slip = SiteAddress::read(bad).err();
            assert!(slip.is_some(), "{bad}");
            assert_eq!(slip.and_then(|s| s.replacement).as_deref(), better, "{bad}");
        }
    }
}
