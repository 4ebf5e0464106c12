//! Attachments that a browser would run. A published file opens with the rights of the site itself, so a page or a
//! program under content/files could act in its name; a council publishes tables, papers and pictures.

use super::svg;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::files::SiteFiles;

/// Endings of files that browsers, servers or Windows run or obey.
const ACTIVE: [&str; 43] = [
    "asp", "aspx", "bat", "cgi", "cjs", "cmd", "com", "config", "exe", "hta", "htc", "htm", "html", "jar",
    "js", "jse", "jsp", "mht", "mhtml", "mjs", "msi", "php", "pl", "ps1", "py", "rdf", "rss", "atom", "scr",
    "shtm", "shtml", "stm", "svgz", "swf", "vbe", "vbs", "wasm", "wsf", "xht", "xhtml", "xml", "xsl", "xslt",
];

/// Every attachment that must not be published as it is.
pub(super) fn check(files: &SiteFiles) -> Vec<Diagnostic> {
    files
        .under("content/files/")
        .filter_map(|path| fault(path, files.get(path).unwrap_or_default()))
        .collect()
}

fn fault(path: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(['.', ' ']);
    let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase());
    if ending == "svg" {
        let trouble = svg::trouble(bytes)?;
        let help = "save the drawing again as a plain SVG (in Inkscape: Save as, Plain SVG), or as PNG";
        return Some(Diagnostic::new(Code::UnsafeSvg, Place::file(path), trouble, help));
    }
    let message = if ACTIVE.contains(&ending.as_str()) {
        format!("a file that ends in .{ending} is run when it is opened, so it is not published")
    } else if is_markup(bytes) {
        "this file holds a web page whatever its name says, and is not published".to_owned()
    } else {
        return None;
    };
    let help = "publish a table as CSV, a document as PDF, a picture as PNG; write a page of your own as \
                content/pages/NAME.md; or move the file out of content/files";
    Some(Diagnostic::new(Code::UnsafeAttachment, Place::file(path), message, help))
}

/// Whether a browser that looks at the content alone takes it for a page.
fn is_markup(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start: Vec<u8> =
        bytes.iter().skip_while(|b| b.is_ascii_whitespace()).take(15).map(u8::to_ascii_lowercase).collect();
    let signs: [&[u8]; 12] = [
        b"<!doctype html",
        b"<html",
        b"<head",
        b"<script",
        b"<iframe",
        b"<body",
        b"<svg",
        b"<?xml",
        b"<!--",
        b"<style",
        b"<title",
        b"<table",
    ];
    signs.iter().any(|sign| start.starts_with(sign))
}
