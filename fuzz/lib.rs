//! What the fuzz targets share: a small site in which one file's bytes are the fuzzer's. The whole way is run, from
//! reading the text to rendering every page and finding the place of every fault.

use std::sync::OnceLock;

use chrono::NaiveDate;
use scrutineer::Request;
use scrutineer::files::SiteFiles;
use scrutineer::load::locate::Locator;

const SITE: [(&str, &str); 5] = [
    (
        "site.toml",
        "title = \"T\"\ncouncil = \"C\"\ndescription = \"D\"\nas_at = 2024-06-30\n[ratings.rag]\nlabel = \"RAG\"\nsteps = \
         [{id = \"green\", label = \"Green\", definition = \"On time\", means = \"good\"}]\n",
    ),
    ("content/bodies.yaml", "bodies:\n  - {id: board, name: Board, kind: scrutiny_board}\n"),
    (
        "content/meetings/2024-02.yaml",
        "body: board\ndate: 2024-02-01\nstatus: held\npapers: [report]\nresolutions:\n  - ref: a\n    verbs: [approved]\n    \
         affects: [{of: plan/A1, effect: completion_approved}]\n",
    ),
    (
        "content/papers/report.md",
        "---\ntitle: Report\nkind: report\ndate: 2024-01-10\nform: full\n---\n1. First [plan](plan:plan).\n\n2. Second.\n\n\
         {{ progress(plan=\"plan\") }}\n",
    ),
    (
        "content/plans/plan.yaml",
        "title: Plan\nsummary: S\nset_out_in: report\nrecommendations:\n  - ref: R\n    title: R\n    source: p1\n    actions:\n      \
         - {id: A1, title: A, owner: board, due: 2024-05, updates: [{date: 2024-03-01, status: in_progress}]}\n",
    ),
];

fn files() -> &'static SiteFiles {
    static FILES: OnceLock<SiteFiles> = OnceLock::new();
    FILES.get_or_init(|| {
        let mut files = SiteFiles::default();
        for (path, text) in SITE {
            files.files.insert(path.to_owned(), text.into());
        }
        files
    })
}

/// Builds the site with these bytes as one of its files.
pub fn build(path: &str, bytes: &[u8]) {
    let mut files = files().clone();
    files.files.insert(path.to_owned(), bytes.to_vec());
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default();
    let built = scrutineer::build(&files, Request { as_at: None, today, drafts: false });
    let mut locator = Locator::new(&files);
    for fault in &built.diagnostics {
        let _ = locator.locate(&fault.place);
        assert!(!fault.message.is_empty());
    }
    if let Some(pages) = &built.pages {
        for path in pages.paths() {
            // A page that cannot be rendered is a fault as any other.
            let _ = pages.page(path);
        }
    }
}
