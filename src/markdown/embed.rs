//! Embedded live views: a line of its own such as `{{ progress(plan="focused-visit-2021", recommendation="A") }}`.

/// A call of an embedded view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embed {
    /// The view's name.
    pub name: String,
    /// Its arguments, in the order written.
    pub arguments: Vec<(String, String)>,
}

impl Embed {
    /// The value of an argument.
    pub fn argument(&self, name: &str) -> Option<&str> {
        self.arguments.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// The inside of `{{ … }}` where a block consists of nothing else.
pub(super) fn inside(block: &str) -> Option<&str> {
    let inner = block.trim().strip_prefix("{{")?.strip_suffix("}}")?;
    (!inner.contains("{{") && !inner.contains("}}")).then(|| inner.trim())
}

/// Reads a call.
pub(super) fn parse(inner: &str) -> Result<Embed, String> {
    let shape = || format!("`{inner}` is not of the form view(name=\"value\")");
    let (name, rest) = inner.split_once('(').ok_or_else(shape)?;
    let mut rest = rest.strip_suffix(')').ok_or_else(shape)?.trim();
    let mut arguments = Vec::new();
    while !rest.is_empty() {
        let (argument, after) = rest.split_once('=').ok_or_else(shape)?;
        let after = after.trim_start().strip_prefix('"').ok_or_else(shape)?;
        let (value, after) = after.split_once('"').ok_or_else(shape)?;
        arguments.push((argument.trim().to_owned(), value.to_owned()));
        let after = after.trim_start();
        rest = match after.strip_prefix(',') {
            Some(more) => more.trim_start(),
            None if after.is_empty() => after,
            None => return Err(shape()),
        };
    }
    Ok(Embed { name: name.trim().to_owned(), arguments })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_has_a_name_and_quoted_arguments() {
        let arguments =
            vec![("plan".to_owned(), "p".to_owned()), ("recommendation".to_owned(), "A".to_owned())];
        let call = Embed { name: "progress".to_owned(), arguments };
        assert_eq!(parse(r#"progress(plan="p", recommendation="A")"#), Ok(call.clone()));
        assert_eq!((call.argument("plan"), call.argument("id")), (Some("p"), None));
        assert_eq!(parse("timeline()").map(|c| c.arguments), Ok(Vec::new()));
        for wrong in ["progress", "progress(plan=p)", "progress(plan=\"p\" x)", "progress(plan=\"p\""] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
