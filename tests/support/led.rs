//! Whether every link of a site leads to a page that is there, every `#anchor` to an id that is there, and every page is
//! led to.

use std::collections::{BTreeMap, BTreeSet};

use scrutineer::render::Pages;

/// The values of an attribute in a page.
fn attributes<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let opening = format!(" {name}=\"");
    page.split(opening.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The path a relative link leads to.
fn resolve(from: &str, link: &str) -> Option<String> {
    let mut steps: Vec<&str> = from.split('/').collect();
    steps.pop();
    for step in link.split('/') {
        match step {
            ".." => drop(steps.pop()?),
            "." => {}
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

/// Looks at every link of a site; how many there are.
pub(crate) fn check(built: &Pages, files: &BTreeMap<String, Vec<u8>>) -> usize {
    let address = built.views().edition.register.site.base_url.as_ref();
    let root = address.map(scrutineer::model::site_address::SiteAddress::folder).unwrap_or_default();
    let pages: BTreeMap<&str, String> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), String::from_utf8(bytes.clone()).unwrap()))
        .collect();
    let ids: BTreeMap<&str, Vec<&str>> =
        pages.iter().map(|(path, page)| (*path, attributes(page, "id"))).collect();
    let mut count = 0;
    let mut reached = BTreeSet::from(["index.html".to_owned(), "404.html".to_owned()]);
    for (path, page) in &pages {
        let unique: BTreeSet<_> = ids[path].iter().collect();
        assert_eq!(unique.len(), ids[path].len(), "{path} has an id twice: {:?}", ids[path]);
        let named =
            ["href", "src", "action", "data-search"].into_iter().flat_map(|name| attributes(page, name));
        for link in named {
            if link.starts_with("https://") || link.starts_with("http://") || link.starts_with("mailto:") {
                continue;
            }
            count += 1;
            // A server shows this page at any address: its links begin with the site's own path there.
            let link =
                if *path == "404.html" { link.strip_prefix(root.as_str()).unwrap_or(link) } else { link };
            let (target, anchor) = link.split_once('#').map_or((link, None), |(t, a)| (t, Some(a)));
            let to = if target.is_empty() { Some((*path).to_owned()) } else { resolve(path, target) };
            let to = to.unwrap_or_else(|| panic!("{path}: `{link}` leaves the site"));
            assert!(files.contains_key(&to), "{path}: `{link}` leads to {to}, which is not there");
            assert!(
                !target.ends_with('/') && !target.starts_with('/'),
                "{path}: `{link}` does not end in a file name"
            );
            if let Some(anchor) = anchor {
                let known = ids.get(to.as_str()).is_some_and(|ids| ids.contains(&anchor));
                assert!(known, "{path}: {to} has no place `{anchor}`");
            }
            reached.insert(to);
        }
    }
    let index = files.iter().find(|(path, _)| path.starts_with("data/search/index."));
    assert_eq!(index.is_some(), files.contains_key("search.html"), "the search and its index go together");
    let index = index.map(|(_, bytes)| String::from_utf8_lossy(bytes)).unwrap_or_default();
    for path in files.keys() {
        // The script of the search asks for what its index names.
        let name = path.strip_prefix("data/search/").unwrap_or("?");
        if index.contains(&format!("\"{name}\"")) {
            continue;
        }
        // A sheet or script is published also where no page of this site has anything for it to do.
        // Search engines ask for robots.txt by themselves.
        let is_asked_for = path.starts_with("assets/") || path == "robots.txt";
        assert!(reached.contains(path) || is_asked_for, "no page links to {path}");
    }
    count
}
