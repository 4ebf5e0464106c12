//! What several tests share: sites written as one text, sites in folders, and the built program.
#![allow(dead_code, reason = "each test file uses a part of this")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use scrutineer::Request;
use scrutineer::files::SiteFiles;
use scrutineer::render::Pages;

/// The repository, which is itself the sample site.
pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A day, from its text.
pub(crate) fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("a day")
}

/// The pages of a site in a folder.
pub(crate) fn pages(site: &Path, as_at: Option<&str>) -> Pages {
    let files = scrutineer::read::read(site).expect("a site");
    let request = Request { as_at: as_at.map(day), today: day("2026-11-22"), drafts: false };
    let built = scrutineer::build(&files, request);
    let faults: Vec<_> = built.diagnostics.iter().map(|d| format!("{:?} {}", d.place, d.message)).collect();
    built.pages.unwrap_or_else(|| panic!("{site:?} has faults: {faults:#?}"))
}

/// Every page of a site, by path.
pub(crate) fn rendered(pages: &Pages) -> BTreeMap<String, Vec<u8>> {
    pages.paths().map(|path| (path.as_str().to_owned(), pages.page(path).expect("a page"))).collect()
}

/// A site written as one text: `-- path --` before each file.
pub(crate) fn parts(text: &str) -> Vec<(String, String)> {
    let mut parts: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        let name = line.trim_end().strip_prefix("-- ").and_then(|l| l.strip_suffix(" --"));
        match (name, parts.last_mut()) {
            (Some(name), _) => parts.push((name.to_owned(), String::new())),
            (None, Some((_, text))) => text.push_str(line),
            (None, None) => {}
        }
    }
    parts
}

/// A `site.toml` that says only what it must.
pub(crate) const SITE_TOML: &str = "title = \"Test\"\ncouncil = \"Test Council\"\ndescription = \"A test.\"\nas_at = 2024-06-30\n\
    allow = [{ code = \"no-accessibility-statement\", reason = \"A test.\" }]\n";

/// Files as values, from a site written as one text.
pub(crate) fn site(text: &str) -> SiteFiles {
    let mut files = SiteFiles::default();
    files.files.insert("site.toml".to_owned(), SITE_TOML.into());
    for (path, text) in parts(text) {
        files.files.insert(path, text.into_bytes());
    }
    files
}

/// Writes a site written as one text into a folder. ` (latin-1)` after a path saves that file so, ` (over 10 MB)` makes
/// it larger than a text may be.
pub(crate) fn write_site(folder: &Path, text: &str) {
    let mut parts = parts(text);
    if !parts.iter().any(|(path, _)| path == "site.toml") {
        parts.push(("site.toml".to_owned(), SITE_TOML.to_owned()));
    }
    for (path, text) in parts {
        let (path, bytes) = if let Some(path) = path.strip_suffix(" (latin-1)") {
            (path.to_owned(), text.chars().map(|c| c as u32 as u8).collect())
        } else if let Some(path) = path.strip_suffix(" (over 10 MB)") {
            (path.to_owned(), format!("{text}{}", "\n".repeat(10_000_000)).into_bytes())
        } else {
            (path, text.into_bytes())
        };
        let target = folder.join(path);
        std::fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        std::fs::write(target, bytes).expect("a file");
    }
}

/// The built program with its arguments.
pub(crate) fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_scrutineer"));
    command.args(arguments).env("NO_COLOR", "1");
    command
}

/// Runs the program.
pub(crate) fn run(arguments: &[&str]) -> Output {
    program(arguments).output().expect("the program runs")
}

/// What the program said on standard error.
pub(crate) fn complaints(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A text that was wrapped, on one line, to look for words in it.
pub(crate) fn unwrapped(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every file under a folder, by path relative to it.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("an entry");
        if entry.file_type().is_file() {
            let path =
                entry.path().strip_prefix(folder).expect("inside").to_string_lossy().replace('\\', "/");
            files.insert(path, std::fs::read(entry.path()).expect("a file"));
        }
    }
    files
}

/// Whether expected files are to be written anew: `BLESS=1 cargo test`.
pub(crate) fn blessing() -> bool {
    std::env::var_os("BLESS").is_some()
}

/// Something in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Folder,
    File(Vec<u8>),
    Link(PathBuf),
    Special,
}

/// Everything under a folder, by path relative to it; links are not followed, pipes not opened.
pub(crate) fn found(folder: &Path) -> BTreeMap<String, Found> {
    let mut all = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.expect("an entry");
        let path = entry.path().strip_prefix(folder).expect("inside").to_string_lossy().replace('\\', "/");
        let kind = entry.file_type();
        let what = if kind.is_dir() {
            Found::Folder
        } else if kind.is_symlink() {
            Found::Link(std::fs::read_link(entry.path()).expect("a link"))
        } else if kind.is_file() {
            Found::File(std::fs::read(entry.path()).expect("a file"))
        } else {
            Found::Special
        };
        all.insert(path, what);
    }
    all
}

/// Runs the program as a user with ordinary rights, also where the tests run as the administrator, whom no rights hold
/// back. A copy of the program is put into `folder` for that.
#[cfg(unix)]
pub(crate) fn as_somebody(folder: &Path, arguments: &[&str]) -> Output {
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::process::CommandExt;
    let copy = folder.join("program");
    std::fs::copy(env!("CARGO_BIN_EXE_scrutineer"), &copy).expect("a copy of the program");
    let mut command = Command::new(&copy);
    command.args(arguments).env("NO_COLOR", "1");
    if copy.metadata().expect("a file").uid() == 0 {
        command.uid(65534).gid(65534);
    }
    loop {
        match command.output() {
            // Another thread of the tests starts a program just now, and holds the copy open until that runs.
            Err(error) if error.kind() == std::io::ErrorKind::ExecutableFileBusy => std::thread::yield_now(),
            result => return result.expect("the program runs"),
        }
    }
}

/// What the program said on standard error, in one line: where it breaks its lines is another matter.
pub(crate) fn flat(output: &Output) -> String {
    unwrapped(&complaints(output))
}
