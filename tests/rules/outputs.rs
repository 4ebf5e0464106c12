//! Where records are written: names that clash, and names that Windows cannot hold.

use crate::{action, found};

const NONE: [&str; 0] = [];

fn files(names: &[&str]) -> Vec<&'static str> {
    found(&names.iter().map(|name| format!("-- content/files/{name} --\nx\n")).collect::<String>())
}

#[test]
fn attachments_that_are_one_file_somewhere_clash() {
    let clash = ["same-output-path"];
    for (names, codes) in [
        (&["a.pdf", "b.pdf"][..], &[][..]),
        (&["a.pdf", "A.pdf"], &clash),
        (&["x/a.pdf", "X/a.pdf"], &clash),
        (&["x/a.pdf", "X/b.pdf"], &[]),
        // The same letter, as one sign and as two.
        (&["caf\u{e9}.pdf", "cafe\u{301}.pdf"], &clash),
        (&["caf\u{e9}.pdf", "cafe.pdf"], &[]),
        (&["a b.pdf", "a%20b.pdf"], &clash),
        (&["100%.pdf", "100%25.pdf"], &clash),
        (&["50%.pdf", "%zz.pdf", "%"], &[]),
        (&["x", "X/a.pdf"], &clash),
    ] {
        assert_eq!(files(names), codes, "{names:?}");
    }
}

#[test]
fn names_that_windows_cannot_hold_are_told() {
    let long = format!("{}.pdf", "a".repeat(191));
    for name in [
        "con",
        "CON.txt",
        "x/Nul/a.pdf",
        "lpt9.tar.gz",
        "com\u{b9}.txt",
        "aux .txt",
        "a.",
        "x /a.pdf",
        "a:b.pdf",
        "who?.pdf",
        "a\u{1}b",
        "a\\b",
        "conin$",
        &long,
    ] {
        assert_eq!(files(&[name]), ["windows-name"], "{name}");
    }
    for name in ["console.txt", "com10.txt", "com0", "com", "a.con", "a b.pdf", ".a b", "a;b", &long[1..]] {
        assert_eq!(files(&[name]), NONE, "{name}");
    }
}

#[test]
fn a_record_of_such_a_name_is_told_once() {
    let items = |id: &str| found(&action("").replace("A1", id));
    assert_eq!(items("NUL"), ["windows-name"]);
    assert_eq!(items("con.1"), ["windows-name"]);
    assert_eq!(items("1.con"), NONE);
    assert_eq!(found(&action("").replace("plans/plan", "plans/prn")), ["windows-name"]);
    // plans/, /actions/ and .html around two ids: 200 signs are held, 201 are not.
    let long = |letters: usize| {
        let plan = action("").replace("plans/plan", &format!("plans/{}", "p".repeat(letters)));
        found(&plan.replace("A1", &"A".repeat(100)))
    };
    assert_eq!(long(80), NONE);
    assert_eq!(long(81), ["windows-name"]);
    let thread = "-- content/threads.yaml --\nthreads: [{id: com1, title: T, summary: T.}]\n";
    assert_eq!(found(thread), ["windows-name"]);
}
