//! A file's marked tree: every key and value with the bytes it stands at. Built only when a file has faults, a fault is
//! printed, or a number's own digits are needed. Door: saphyr-parser.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::diagnostic::{Code, Slip, Step};

/// A value of a structured file, with its place.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) value: Value,
    pub(crate) range: Range<usize>,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// Nothing, or `~`, or `null`, not quoted.
    Nothing,
    /// A scalar's own text.
    Scalar(String),
    /// A list.
    List(Vec<Node>),
    /// Keys with values.
    Map(Entries),
}

/// Keys with values in the order written, duplicates included, and found by name in a time that does not grow with
/// their number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entries {
    list: Vec<(Key, Node)>,
    /// Positions in the list, sorted by name, then by position.
    by_name: Vec<usize>,
}

impl Entries {
    /// Entries in the order written.
    pub(crate) fn new(list: Vec<(Key, Node)>) -> Self {
        let mut by_name: Vec<usize> = (0..list.len()).collect();
        by_name.sort_by(|a, b| list[*a].0.text.cmp(&list[*b].0.text));
        Entries { list, by_name }
    }

    /// Where the first entry of this name stands.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        let first = self.by_name.partition_point(|at| self.list[*at].0.text.as_str() < name);
        self.by_name.get(first).copied().filter(|at| self.list[*at].0.text == name)
    }
}

impl std::ops::Deref for Entries {
    type Target = [(Key, Node)];

    fn deref(&self) -> &[(Key, Node)] {
        &self.list
    }
}

/// A key with its place.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) text: String,
    pub(crate) range: Range<usize>,
}

/// A tree, and what was found in it that our files do not allow.
#[derive(Debug)]
pub(crate) struct Tree {
    pub(crate) root: Node,
    pub(crate) features: Vec<(Range<usize>, &'static str)>,
}

impl Node {
    /// The node reached by these steps, or the deepest one on the way.
    pub(crate) fn find(&self, steps: &[Step]) -> &Node {
        steps
            .iter()
            .try_fold(self, |node, step| node.child(step).map(|(_, child)| child).ok_or(node))
            .unwrap_or_else(|n| n)
    }

    /// The key that leads to the node reached by these steps, where the last step is one.
    pub(crate) fn find_key(&self, steps: &[Step]) -> Option<&Key> {
        let (last, parents) = steps.split_last()?;
        self.find(parents).child(last)?.0
    }

    fn child(&self, step: &Step) -> Option<(Option<&Key>, &Node)> {
        match (step, &self.value) {
            (Step::Key(name), Value::Map(entries)) => {
                entries.position(name).map(|at| (Some(&entries[at].0), &entries[at].1))
            }
            (Step::Index(index), Value::List(items)) => items.get(*index).map(|node| (None, node)),
            // Where one value or a list may stand, the first of a list is the one that stands alone.
            (Step::Index(0), _) => Some((None, self)),
            _ => None,
        }
    }

    /// Where to point for this node: a map or list is pointed at by its first key or item.
    pub(crate) fn mark(&self) -> Range<usize> {
        match &self.value {
            Value::Map(entries) => entries.first().map_or(self.range.clone(), |(key, _)| key.range.clone()),
            Value::List(items) => items.first().map_or(self.range.clone(), Node::mark),
            Value::Nothing | Value::Scalar(_) => self.range.clone(),
        }
    }
}

/// Character positions of the parser to byte positions of the text.
struct Bytes(Option<Vec<usize>>, usize);

impl Bytes {
    fn new(text: &str) -> Self {
        let table = (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).collect());
        Bytes(table, text.len())
    }

    fn at(&self, index: usize) -> usize {
        match &self.0 {
            None => index.min(self.1),
            Some(table) => table.get(index).copied().unwrap_or(self.1),
        }
    }

    fn range(&self, span: Span) -> Range<usize> {
        self.at(span.start.index())..self.at(span.end.index())
    }
}

/// How deep lists and keys may lie in one another. No record needs a tenth of it; what is deeper would cost more to read
/// than any file is worth.
const DEEPEST: usize = 64;

/// A list or map that is still open.
enum Open {
    List(Vec<Node>, usize),
    Map(Vec<(Key, Node)>, Option<Key>, usize),
}

/// Reads a text into its marked tree.
///
/// # Errors
/// The first syntax fault, with its bytes.
pub(crate) fn parse(text: &str) -> Result<Tree, (Slip, Range<usize>)> {
    let bytes = Bytes::new(text);
    let mut features = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut root = None;
    let mut documents = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) =
            event.map_err(|e| super::words::syntax(e.info(), text, bytes.at(e.marker().index())))?;
        let range = bytes.range(span);
        if open.len() > DEEPEST {
            return Err((super::words::too_deep(DEEPEST), range));
        }
        let node = match event {
            Event::DocumentStart(_) => {
                documents += 1;
                if documents > 1 {
                    return Err((super::words::second_document(), range));
                }
                continue;
            }
            Event::SequenceStart(anchor, tag) => {
                note_features(&mut features, &range, anchor, tag.is_some());
                open.push(Open::List(Vec::new(), range.start));
                continue;
            }
            Event::MappingStart(anchor, tag) => {
                note_features(&mut features, &range, anchor, tag.is_some());
                open.push(Open::Map(Vec::new(), None, range.start));
                continue;
            }
            Event::Scalar(value, style, anchor, tag) => {
                note_features(&mut features, &range, anchor, tag.is_some());
                scalar(value.into_owned(), style, range, text)
            }
            Event::Alias(_) => {
                features.push((range.clone(), "an alias (`*`)"));
                Node { value: Value::Scalar(String::new()), range }
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(items, start)) => Node { value: Value::List(items), range: start..range.end },
                Some(Open::Map(entries, _, start)) => {
                    Node { value: Value::Map(Entries::new(entries)), range: start..range.end }
                }
                None => continue,
            },
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => continue,
        };
        place(node, &mut open, &mut root, &mut features);
    }
    let root = root.unwrap_or(Node { value: Value::Nothing, range: 0..0 });
    Ok(Tree { root, features })
}

/// The byte at which a text stops being YAML, if it does.
pub(crate) fn breaks_at(text: &str) -> Option<usize> {
    let fault = Parser::new_from_str(text).find_map(Result::err)?;
    Some(Bytes::new(text).at(fault.marker().index()))
}

/// Puts a finished node where it belongs: as a key, as a value, in a list, or as the root.
fn place(
    node: Node,
    open: &mut [Open],
    root: &mut Option<Node>,
    features: &mut Vec<(Range<usize>, &'static str)>,
) {
    match open.last_mut() {
        None => *root = Some(node),
        Some(Open::List(items, _)) => items.push(node),
        Some(Open::Map(entries, waiting, _)) => match waiting.take() {
            Some(key) => entries.push((key, node)),
            None => {
                let text = match node.value {
                    Value::Scalar(text) => text,
                    Value::Nothing => String::new(),
                    Value::List(_) | Value::Map(_) => {
                        features.push((node.range.clone(), "a list or map as a key"));
                        String::new()
                    }
                };
                if text == "<<" {
                    features.push((node.range.clone(), "a merge key (`<<`)"));
                }
                *waiting = Some(Key { text, range: node.range });
            }
        },
    }
}

fn note_features(
    features: &mut Vec<(Range<usize>, &'static str)>,
    range: &Range<usize>,
    anchor: usize,
    tagged: bool,
) {
    if anchor != 0 {
        features.push((range.clone(), "an anchor (`&`)"));
    }
    if tagged {
        features.push((range.clone(), "a tag (`!`)"));
    }
}

fn scalar(value: String, style: ScalarStyle, mut range: Range<usize>, text: &str) -> Node {
    if style == ScalarStyle::Plain && matches!(value.as_str(), "" | "~" | "null") {
        return Node { value: Value::Nothing, range };
    }
    // The parser's span of a block scalar runs on into the blank lines below it.
    if let Some(written) = text.get(range.clone()) {
        range.end = range.start + written.trim_end_matches([' ', '\t', '\n', '\r']).len();
    }
    Node { value: Value::Scalar(value), range }
}

/// A slip about something YAML allows and our files do not.
pub(crate) fn feature_slip(what: &str) -> Slip {
    Slip::new(
        Code::YamlFeature,
        format!("{what} is not used in these files"),
        "write the value out where it is needed; a text that begins with & * or ! goes in straight quotes",
    )
}
