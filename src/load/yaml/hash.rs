//! A `#` after a space begins a comment in YAML and cuts a value short without a word: `title: Grant #4` is `Grant`.
//! A remark behind a date or a word is written with a space after its `#`; behind a text of several words there is none, since
//! nobody could tell it from the text.

use std::ops::Range;

use super::super::mend::{self, Line};
use super::tree::{self, Node, Value};
use crate::diagnostic::{Code, Slip};
use crate::model::date::Date;
use crate::model::scalar::{Id, Written, YesNo};
use crate::model::source::ShortSource;

/// Every value that a `#` cuts short, with its bytes as they were meant.
pub(super) fn cut_values(text: &str) -> Vec<(Slip, Range<usize>)> {
    if !super::any_byte(text, |byte| byte == b'#')
        || !text.as_bytes().windows(2).any(|signs| matches!(signs, [b' ' | b'\t', b'#']))
    {
        return Vec::new();
    }
    let Ok(tree) = tree::parse(text) else { return Vec::new() };
    let mut cut = Vec::new();
    walk(&tree.root, text, &mut cut);
    cut
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
    let remark = behind.trim_start();
    // `Routes # 4` is a text that begins with its first word; ids, dates and the words of these files are not written so.
    let is_prose = written.starts_with(char::is_uppercase) && written.chars().all(char::is_alphabetic);
    let is_word = !written.contains(char::is_whitespace) && !is_prose;
    let is_remark = remark.starts_with("# ") || remark == "#" || remark.starts_with("##");
    if gap == 0 || !remark.starts_with('#') || (is_word && is_remark) {
        return None;
    }
    let whole = node.range.start..node.range.end + behind.len();
    Some((slip(written, remark, text.get(whole.clone())?), whole))
}

/// What is said of a value that ends before its remark.
fn slip(written: &str, remark: &str, whole: &str) -> Slip {
    let joined = format!("{written}{remark}");
    if ShortSource::read(&joined).is_ok() && remark.starts_with("#p") {
        let message = "a space parts the paper from its paragraph";
        return Slip::new(Code::CutByHash, message, format!("take it out: {joined}")).replaced_by(joined);
    }
    let quoted = mend::quoted(whole);
    let message = format!("only `{written}` is read here: from ` #` on, the line is a comment");
    let spaced = format!("{written} # {}", remark.trim_start_matches('#'));
    if Date::read(written).is_ok() || YesNo::read(written).is_ok() {
        let help = format!("a remark has a space after its #: {spaced}");
        return Slip::new(Code::CutByHash, message, help).replaced_by(spaced);
    }
    if Id::read(written).is_ok() {
        // An id or a word takes no quotes with a number in them; a text does.
        let help = format!(
            "if it is a remark, write a space after its #: {spaced}; if it belongs to the value: {quoted}"
        );
        return Slip::new(Code::CutByHash, message, help);
    }
    let help =
        format!("put the whole value in straight quotes: {quoted}; a remark stands on a line of its own");
    Slip::new(Code::CutByHash, message, help).replaced_by(quoted)
}
