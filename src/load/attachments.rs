//! Attachments that a browser would run. A published file opens with the rights of the site itself, so a page or a
//! program under content/files could act in its name; a council publishes tables, papers and pictures.

use super::svg;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::files::SiteFiles;

/// Endings of files that browsers, servers or Windows run or obey, and of discs that Windows opens like a folder.
const ACTIVE: [&str; 85] = [
    "appinstaller",
    "application",
    "appref-ms",
    "appx",
    "asp",
    "aspx",
    "atom",
    "bat",
    "cgi",
    "chm",
    "cjs",
    "cmd",
    "com",
    "command",
    "config",
    "cpl",
    "desktop",
    "diagcab",
    "dll",
    "dmg",
    "exe",
    "gadget",
    "hlp",
    "hta",
    "htc",
    "htm",
    "html",
    "img",
    "inf",
    "iqy",
    "iso",
    "jar",
    "jnlp",
    "js",
    "jse",
    "jsp",
    "library-ms",
    "lnk",
    "mht",
    "mhtml",
    "mjs",
    "msc",
    "msi",
    "msix",
    "msp",
    "mst",
    "one",
    "onepkg",
    "php",
    "pif",
    "pl",
    "ps1",
    "psm1",
    "py",
    "pyw",
    "rdf",
    "rdp",
    "reg",
    "rss",
    "scf",
    "scr",
    "sct",
    "search-ms",
    "settingcontent-ms",
    "sh",
    "shtm",
    "shtml",
    "slk",
    "stm",
    "svgz",
    "swf",
    "theme",
    "url",
    "vb",
    "vbe",
    "vbs",
    "vhd",
    "vhdx",
    "wasm",
    "website",
    "ws",
    "wsf",
    "wsh",
    "xll",
    "xht",
];

/// Endings of pages and data that browsers show as pages.
const PAGES: [&str; 4] = ["xhtml", "xml", "xsl", "xslt"];

/// Endings of office documents that hold programs (macros), and the same without.
const MACROS: [(&str, &str); 10] = [
    ("docm", "docx"),
    ("dotm", "docx"),
    ("xlsm", "xlsx"),
    ("xlsb", "xlsx"),
    ("xltm", "xlsx"),
    ("xlam", "xlsx"),
    ("pptm", "pptx"),
    ("potm", "pptx"),
    ("ppsm", "pptx"),
    ("ppam", "pptx"),
];

/// Every attachment that must not be published as it is.
pub(super) fn check(files: &SiteFiles) -> Vec<Diagnostic> {
    files
        .under("content/files/")
        .filter_map(|path| fault(path, files.get(path).unwrap_or_default()))
        .collect()
}

/// Why an attachment must not be published.
pub(super) fn fault(path: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(['.', ' ']);
    let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase());
    if ending == "svg" {
        let trouble = svg::trouble(bytes)?;
        let help = "save the drawing again as a plain SVG (in Inkscape: Save as, Plain SVG), or as PNG";
        return Some(Diagnostic::new(Code::UnsafeSvg, Place::file(path), trouble, help));
    }
    if let Some((_, plain)) = MACROS.iter().find(|(of, _)| *of == ending) {
        let message = format!(
            "a file that ends in .{ending} may hold macros, which are programs, so it is not published"
        );
        let help = format!("save it as .{plain}, which holds no macros, or publish it as PDF or CSV");
        return Some(Diagnostic::new(Code::UnsafeAttachment, Place::file(path), message, help));
    }
    let message = if ACTIVE.contains(&ending.as_str()) || PAGES.contains(&ending.as_str()) {
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
