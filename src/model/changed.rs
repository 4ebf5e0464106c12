//! Which questions about a site's records have another answer than before.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::sync::Arc;

use super::asked::{Asked, NEVER_THE_SAME, Of, Question, question};
use super::tracked::{Tracked, Watched};

/// A question is a hash already.
#[derive(Clone, Copy, Debug, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0 << 8 | u64::from(*byte));
    }

    fn write_u64(&mut self, question: u64) {
        self.0 = question;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The questions that have another answer than before.
#[derive(Clone, Debug, Default)]
pub struct Changed(HashSet<Question, BuildHasherDefault<AsItIs>>);

/// Whether two shared records are one, or hold the same.
pub fn same<T: PartialEq>(one: &Arc<T>, other: &Arc<T>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

impl Changed {
    /// Whether what asked these questions would be told what it was told before.
    pub fn spares(&self, asked: &Asked) -> bool {
        let is_other = |question: &Question| *question == NEVER_THE_SAME || self.0.contains(question);
        !asked.questions().iter().any(is_other)
    }

    /// Adds what had another answer some time before.
    pub fn extend(&mut self, other: Changed) {
        self.0.extend(other.0);
    }

    /// Adds what differs between a list as it was and as it is; `same` says whether a record answers every question alike.
    pub fn list<K: Ord + Hash, V>(
        &mut self,
        before: &Tracked<K, V>,
        now: &Tracked<K, V>,
        same: impl Fn(&V, &V) -> bool,
    ) {
        let name = now.name;
        let mut add = |of: Of<'_, K>| _ = self.0.insert(question(name, &of));
        for (key, order) in differing(before, now, same) {
            add(Of::Record(key));
            add(Of::All);
            if order.is_ne() {
                add(Of::Is(key));
                add(Of::Names);
            }
        }
        if before.map.is_empty() != now.map.is_empty() {
            add(Of::Any);
        }
    }

    /// Adds a value that differs.
    pub fn value<T: PartialEq>(&mut self, before: &Watched<T>, now: &Watched<T>) {
        self.value_by(before, now, PartialEq::eq);
    }

    /// Adds a value that differs, as the caller says.
    pub fn value_by<T>(&mut self, before: &Watched<T>, now: &Watched<T>, same: impl Fn(&T, &T) -> bool) {
        if !same(&before.value, &now.value) {
            self.all(now);
        }
    }

    /// Adds that a value has changed.
    pub fn all<T>(&mut self, now: &Watched<T>) {
        self.0.insert(question::<()>(now.name, &Of::All));
    }

    /// Adds that a part of a value has changed.
    pub fn part<T>(&mut self, now: &Watched<T>, part: &(impl Hash + ?Sized)) {
        self.0.insert(question(now.name, &Of::Record(part)));
    }

    /// Adds that a record of a list has changed, which differs in a part that is asked for apart.
    pub fn any_of<K: Ord + Hash, V>(&mut self, now: &Tracked<K, V>) {
        self.0.insert(question::<K>(now.name, &Of::All));
    }
}

/// The keys of what differs between two lists: `Less` where the record is gone, `Greater` where it is new.
fn differing<'l, K: Ord, V>(
    before: &'l Tracked<K, V>,
    now: &'l Tracked<K, V>,
    same: impl Fn(&V, &V) -> bool,
) -> impl Iterator<Item = (&'l K, Ordering)> {
    let (mut old, mut new) = (before.map.iter().peekable(), now.map.iter().peekable());
    let next = move || {
        loop {
            let order = match (old.peek(), new.peek()) {
                (None, None) => return None,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some((a, _)), Some((b, _))) => a.cmp(b),
            };
            let was = if order.is_le() { old.next() } else { None };
            let is = if order.is_ge() { new.next() } else { None };
            match (was, is) {
                (Some((_, was)), Some((_, is))) if same(was, is) => {}
                (was, is) => return was.or(is).map(|(key, _)| (key, order)),
            }
        }
    };
    std::iter::from_fn(next)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::asked::{Name, noting};
    use super::*;

    fn list(records: &[(&'static str, u8)]) -> Tracked<&'static str, u8> {
        Tracked::new(Name::loaded("records"), records.iter().copied().collect::<BTreeMap<_, _>>())
    }

    #[test]
    fn each_question_has_another_answer_only_where_it_is_another() {
        let before = list(&[("a", 1), ("b", 2)]);
        type Ask = fn(&Tracked<&'static str, u8>);
        let asks: [(&str, Ask); 6] = [
            ("a", |list| _ = list.get(&"a")),
            ("b", |list| _ = list.get(&"b")),
            ("c", |list| _ = list.contains_key(&"c")),
            ("names", |list| _ = list.keys()),
            ("any", |list| _ = list.is_empty()),
            ("all", |list| _ = list.iter()),
        ];
        for (now, others) in [
            (list(&[("a", 1), ("b", 2)]), &[][..]),
            (list(&[("a", 3), ("b", 2)]), &["a", "all"]),
            (list(&[("a", 1)]), &["b", "names", "all"]),
            (list(&[("a", 1), ("b", 2), ("c", 3)]), &["c", "names", "all"]),
            (list(&[]), &["a", "b", "names", "any", "all"]),
        ] {
            let mut changed = Changed::default();
            changed.list(&before, &now, PartialEq::eq);
            let told = asks.iter().filter(|(_, ask)| !changed.spares(&noting(|| ask(&before)).1));
            assert_eq!(told.map(|(name, _)| *name).collect::<Vec<_>>(), others, "{now:?}");
        }
    }
}
