//! Comma-separated values (RFC 4180) that a spreadsheet cannot take for formulas.

/// A line of cells, ended as RFC 4180 has it.
pub(super) fn line<'c>(cells: impl IntoIterator<Item = &'c str>) -> String {
    cells.into_iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n"
}

/// A cell. Spreadsheets calculate what begins with one of these signs, so an apostrophe stands before it.
fn cell(text: &str) -> String {
    let calculates = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let safe = if calculates { format!("'{text}") } else { text.to_owned() };
    match safe.contains([',', '"', '\r', '\n']) {
        true => format!("\"{}\"", safe.replace('"', "\"\"")),
        false => safe,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_calculated() {
        assert_eq!(line(["a", "b,c", "d \"e\"", "f\ng", ""]), "a,\"b,c\",\"d \"\"e\"\"\",\"f\ng\",\r\n");
        assert_eq!(line(["=1+1", "-2", "@a", "+b", "a=b"]), "'=1+1,'-2,'@a,'+b,a=b\r\n");
        assert_eq!(line(["=A1,\"B\""]), "\"'=A1,\"\"B\"\"\"\r\n");
    }
}
