//! A file that comes in pieces: compared with what is published as it comes, and staged only from the first byte that differs.
//! It is never in memory as a whole, and where nothing differs, nothing is written.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

use super::disk::Disk;
use super::made::{Print, Printing};
use super::work::Work;
use super::{WriteError, at};
use crate::files::Pieces;

/// So much of what is published is read at a time.
const ROOM: usize = 64 << 10;

/// A file on its way to the stage.
struct Coming<'c> {
    disk: &'c Disk,
    work: &'c Work<'c>,
    path: &'c str,
    published: Option<Published<'c>>,
    /// There from the first byte that differs.
    staged: Option<File>,
    /// The print of what came so far.
    print: Printing,
    /// What the caller is told; a writer of pieces can only be told that something failed.
    fault: Option<WriteError>,
}

/// A published file, as far as it was found to be the same.
struct Published<'c> {
    place: &'c Path,
    rest: BufReader<File>,
    same: u64,
}

/// Writes a file of the new site piece by piece, if it differs from what is published at a place; whether it does, and its
/// print.
pub(super) fn stage(
    disk: &Disk,
    work: &Work<'_>,
    path: &str,
    published: Option<&Path>,
    pieces: &Pieces<'_>,
) -> Result<(bool, Print), WriteError> {
    let open = |place| {
        let file = disk.open(place).map_err(at(place))?;
        Ok(Published { place, rest: BufReader::with_capacity(ROOM, file), same: 0 })
    };
    let published = published.map(open).transpose()?;
    let mut coming =
        Coming { disk, work, path, published, staged: None, print: Printing::default(), fault: None };
    let written = pieces(&mut coming).and_then(|()| coming.end());
    match (written, coming.fault) {
        (_, Some(fault)) => Err(fault),
        (Err(error), None) => Err(WriteError::Disk(work.new_site().join(path), error)),
        (Ok(()), None) => Ok((coming.staged.is_some(), coming.print.end())),
    }
}

impl Coming<'_> {
    /// Whether what is published goes on with these bytes.
    fn goes_on(&mut self, bytes: &[u8]) -> io::Result<bool> {
        let Some(published) = &mut self.published else { return Ok(false) };
        let before = published.same;
        let mut left = bytes;
        while !left.is_empty() {
            let found = published.rest.fill_buf()?;
            let length = found.len().min(left.len());
            let (piece, behind) = left.split_at(length);
            if length == 0 || found.get(..length) != Some(piece) {
                published.same = before;
                return Ok(false);
            }
            published.rest.consume(length);
            published.same += length as u64;
            left = behind;
        }
        Ok(true)
    }

    /// Begins the staged file with what was the same so far.
    fn differ(&mut self) -> io::Result<&mut File> {
        let begun = self.work.stage_pieces(self.path).map_err(|fault| self.fault = Some(fault));
        let mut staged = begun.map_err(|()| io::Error::other("no file can be staged"))?;
        if let Some(published) = self.published.take().filter(|p| p.same > 0) {
            let mut same = self.disk.open(published.place)?.take(published.same);
            io::copy(&mut same, &mut staged)?;
        }
        Ok(self.staged.insert(staged))
    }

    /// All of it came: what is published must end here too.
    fn end(&mut self) -> io::Result<()> {
        let goes_on = match &mut self.published {
            Some(published) => !published.rest.fill_buf()?.is_empty(),
            None => false,
        };
        // An empty file that is new is staged as well.
        if goes_on || (self.published.is_none() && self.staged.is_none()) {
            self.differ()?;
        }
        self.staged.as_ref().map_or(Ok(()), |staged| self.disk.ended(staged))
    }
}

impl Write for Coming<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.print.add(bytes);
        if self.staged.is_none() && self.goes_on(bytes)? {
            return Ok(bytes.len());
        }
        let staged = match &mut self.staged {
            Some(staged) => staged,
            None => self.differ()?,
        };
        staged.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
