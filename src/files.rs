//! The site's files as values: what `read` found, and nothing of the disk they came from.

use std::collections::BTreeMap;
use std::io;

/// One file's bytes.
pub type Bytes = Vec<u8>;

/// Writes a file's bytes, a piece at a time.
pub type Pieces<'p> = dyn Fn(&mut dyn io::Write) -> io::Result<()> + 'p;

/// What a file holds.
pub enum Content<'p> {
    /// All of its bytes.
    Whole(Bytes),
    /// What writes them: of a file that grows with the site, and need never be in memory as a whole.
    Pieces(Box<Pieces<'p>>),
}

impl From<Bytes> for Content<'_> {
    fn from(bytes: Bytes) -> Self {
        Content::Whole(bytes)
    }
}

impl Content<'_> {
    /// All of its bytes.
    pub fn whole(self) -> Bytes {
        match self {
            Content::Whole(bytes) => bytes,
            Content::Pieces(pieces) => {
                let mut bytes = Bytes::new();
                // Writing into memory cannot fail.
                let _ = pieces(&mut bytes);
                bytes
            }
        }
    }
}

/// Everything `read` found in a site folder.
#[derive(Clone, Debug, Default)]
pub struct SiteFiles {
    /// Files by path relative to the site folder, written with `/`.
    pub files: BTreeMap<String, Bytes>,
    /// What was seen and is not used, with the reason.
    pub left_out: Vec<(String, &'static str)>,
    /// Files that are larger than a file of their kind may be, and were not read, with the most bytes allowed.
    pub too_large: Vec<(String, u64)>,
}

impl SiteFiles {
    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// The text of the file at a path, without a byte order mark; none where it is not UTF-8.
    pub fn text(&self, path: &str) -> Option<&str> {
        let text = std::str::from_utf8(self.get(path)?).ok()?;
        Some(text.strip_prefix('\u{feff}').unwrap_or(text))
    }

    /// Paths under a folder (written with a final `/`), sorted.
    pub fn under<'f>(&'f self, folder: &'f str) -> impl Iterator<Item = &'f str> {
        self.files
            .range(folder.to_owned()..)
            .map(|(path, _)| path.as_str())
            .take_while(move |p| p.starts_with(folder))
    }
}
