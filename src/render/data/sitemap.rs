//! `sitemap.xml`, which lists every page for search engines (sitemaps.org), and `robots.txt`, which tells them of it.

use super::xml::escaped;
use crate::files::Bytes;
use crate::output::OutPath;

/// So many addresses one file may list.
const MOST: usize = 50_000;

/// How many files list so many pages, beside the one that lists those files; none where one file is enough.
pub(super) fn parts(pages: usize) -> usize {
    if pages <= MOST { 0 } else { pages.div_ceil(MOST) }
}

/// Where a part is, counted from 1.
pub(super) fn part_path(part: usize) -> OutPath {
    OutPath::new(format!("sitemap-{part}.xml"))
}

/// The list of all pages, or, where they are too many for one file, of the files that list them. Paths stand as links have
/// them.
pub(super) fn sitemap(base: &str, pages: &[String]) -> Bytes {
    match parts(pages.len()) {
        0 => addresses("urlset", "url", base, pages),
        parts => {
            let files: Vec<String> = (1..=parts).map(|p| part_path(p).as_str().to_owned()).collect();
            addresses("sitemapindex", "sitemap", base, &files)
        }
    }
}

/// A part of the list, counted from 1.
pub(super) fn part(base: &str, pages: &[String], part: usize) -> Bytes {
    let pages = pages.chunks(MOST).nth(part.saturating_sub(1)).unwrap_or_default();
    addresses("urlset", "url", base, pages)
}

fn addresses(all: &str, one: &str, base: &str, paths: &[String]) -> Bytes {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<{all} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    );
    for path in paths {
        let address = escaped(&format!("{base}{path}"));
        xml.push_str(&format!("<{one}><loc>{address}</loc></{one}>\n"));
    }
    xml.push_str(&format!("</{all}>\n"));
    xml.into_bytes()
}

/// What search engines may look at: all of a site, nothing of a preview. The list of all pages is named where the site's
/// address is given.
pub(super) fn robots(base: Option<&str>, preview: bool) -> Bytes {
    if preview {
        return b"User-agent: *\nDisallow: /\n".to_vec();
    }
    let sitemap = base.map(|base| format!("\nSitemap: {base}sitemap.xml\n")).unwrap_or_default();
    format!("User-agent: *\nDisallow:\n{sitemap}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_50_000_addresses_are_split() {
        let pages: Vec<String> = (0..MOST + 1).map(|n| format!("papers/{n}.html")).collect();
        let count = |bytes: Bytes, word: &str| String::from_utf8_lossy(&bytes).matches(word).count();
        let base = "https://example.org/";
        assert_eq!((parts(MOST), parts(MOST + 1)), (0, 2));
        assert_eq!(count(sitemap(base, &pages), "<sitemap><loc>https://example.org/sitemap-"), 2);
        assert_eq!(count(part(base, &pages, 1), "<url>"), MOST);
        assert_eq!(
            count(part(base, &pages, 2), "<url><loc>https://example.org/papers/50000.html</loc></url>"),
            1
        );
        assert_eq!(count(sitemap(base, &pages[..MOST]), "<url>"), MOST);
    }
}
