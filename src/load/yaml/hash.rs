//! A `#` after a space begins a comment in YAML and cuts a value short without a word: `title: Grant #4` is `Grant`.
//! A comment is written with a space after its `#`, so that one without is taken for a part of the value.

use std::ops::Range;

use super::super::mend::{self, Line};
use super::tree::{self, Node, Value};
use crate::diagnostic::{Code, Slip};
use crate::model::scalar::Written;
use crate::model::source::ShortSource;

/// Every value that a `#` cuts short, with its bytes as they were meant.
pub(super) fn cut_values(text: &str) -> Vec<(Slip, Range<usize>)> {
    if !text.as_bytes().windows(3).any(may_cut) {
        return Vec::new();
    }
    let Ok(tree) = tree::parse(text) else { return Vec::new() };
    let mut cut = Vec::new();
    walk(&tree.root, text, &mut cut);
    cut
}

fn may_cut(signs: &[u8]) -> bool {
    matches!(signs, [b' ' | b'\t', b'#', next] if !matches!(next, b' ' | b'\t' | b'#' | b'\n' | b'\r'))
}

fn walk(node: &Node, text: &str, cut: &mut Vec<(Slip, Range<usize>)>) {
    match &node.value {
        Value::Nothing => {}
        Value::Scalar(_) => cut.extend(value(node, text)),
        Value::List(items) => items.iter().for_each(|item| walk(item, text, cut)),
        Value::Map(entries) => entries.iter().for_each(|(_, node)| walk(node, text, cut)),
    }
}

/// The fault of an unquoted value of one line with a `#` behind it.
fn value(node: &Node, text: &str) -> Option<(Slip, Range<usize>)> {
    let written = text.get(node.range.clone())?;
    if written.starts_with(['"', '\'', '|', '>']) {
        return None;
    }
    let line = Line::holding(text, node.range.end);
    let behind = text.get(node.range.end..line.range().end)?.trim_end();
    let gap = behind.len() - behind.trim_start().len();
    let is_cut =
        gap > 0 && behind.as_bytes().get(gap - 1..).is_some_and(|b| b.windows(3).next().is_some_and(may_cut));
    is_cut.then(|| {
        let whole = node.range.start..node.range.end + behind.len();
        let joined = format!("{written}{}", behind.trim_start());
        if ShortSource::read(&joined).is_ok() && behind.trim_start().starts_with("#p") {
            let message = "a space parts the paper from its paragraph";
            let slip = Slip::new(Code::CutByHash, message, format!("take it out: {joined}"));
            return (slip.replaced_by(joined), whole);
        }
        let quoted = mend::quoted(text.get(whole.clone()).unwrap_or(written));
        let message = format!("only `{written}` is read here: from ` #` on, the line is a comment");
        let help =
            format!("put the whole value in straight quotes: {quoted}; a comment has a space after its #");
        (Slip::new(Code::CutByHash, message, help).replaced_by(quoted), whole)
    })
}
