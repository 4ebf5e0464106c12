//! What docs/themes.md says of templates: the reference part is written from the structs of src/render, so that it lists
//! every value with its type and meaning. `BLESS=1 cargo test --test themes` writes it anew.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use scrutineer::Request;
use scrutineer::files::SiteFiles;
use support::{blessing, day, pages, rendered, repository, tree};
use syn::{Attribute, Fields, GenericArgument, ItemStruct, PathArguments, Type};

/// Every template, what `page` (in `view/`: `view`) is there, and what the template is for. A type in the code is named
/// by its module, with the function where it is defined inside one.
const TEMPLATES: &[(&str, &str, &str)] = &[
    (
        "404-plain.html",
        "",
        "The page for an address that is not there, of a site that does not know its own address (`base_url`): no link on \
         it would be right, so it has none and no style. It is given `frame` alone.",
    ),
    (
        "404.html",
        "",
        "The page that a server shows for an address that is not there. It is given `frame` alone, its addresses \
         beginning with the site’s own, since it is shown at any depth.",
    ),
    ("a-to-z.html", "az::LetterPage", "The records of one letter, where there are too many for one page."),
    ("accessibility.html", "accessibility::Page", "The accessibility statement."),
    ("action.html", "action::Page", "The page of a recommendation or action, one for each."),
    (
        "base.html",
        "",
        "The frame of every page: head, header, footer. It is given `frame` and the page’s own `page`.",
    ),
    ("briefing.html", "briefing::Page", "The chair’s briefing before a meeting: questions on each plan."),
    ("changes.html", "news::Page", "What changed in every plan since the last meeting."),
    ("disagreements.html", "disputes::Page", "Where papers do not fit together, and what the press claims."),
    ("data.html", "data::Page", "The page that lists the files of data and says what each column means."),
    (
        "footer.html",
        "",
        "The footer of every page, made once for all pages of a folder: it is given `frame` without what is a page’s own.",
    ),
    (
        "header.html",
        "",
        "The header of every page, made once for all pages of a folder: it is given `frame` without what is a page’s own.",
    ),
    ("home.html", "home::Page", "The home page."),
    (
        "measures.html",
        "Vec<(Link, Vec<MeasureWords>, usize)>",
        "All measures: a list of plans, each with its measures and how many they are; where they are too many for one \
         page, none stand there, and the link leads to the plan’s own page of them.",
    ),
    ("meeting.html", "meeting::Page", "The page of a meeting."),
    ("meetings.html", "Listing<home::MeetingLine>", "The list of meetings, latest first, or a part of it."),
    ("owner.html", "people::Page", "The page of an owner or body."),
    ("no-owner.html", "people::NoOwner", "The commitments that have no owner."),
    ("owners.html", "lists::Owners", "The list of owners and bodies, or a part of it."),
    ("page.html", "page::standing::Page", "A page of `content/pages`."),
    ("paper.html", "paper::Page", "The page of a paper."),
    ("papers.html", "Listing<PaperLine>", "The list of papers, latest first, or a part of it."),
    ("parts.html", "", "Components that every page uses: dates, links, tags, citations."),
    ("parts/actions.html", "", "Components: a recommendation or action in full."),
    ("parts/az.html", "", "Components: the letters of the A to Z, and the records of one."),
    ("parts/changes.html", "", "Components: what changed, and the meetings a plan came before."),
    ("parts/charts.html", "", "Components: drawings."),
    ("parts/clocks.html", "", "Components: clocks of the law."),
    ("parts/measures.html", "", "Components: measures and their figures."),
    ("parts/motion.html", "", "Components: what is particular to a motion."),
    ("parts/plan.html", "", "Components: what the page of a plan and the page of the whole plan both say."),
    ("parts/plans.html", "", "Components: plans in a few lines each."),
    ("parts/progress.html", "", "Components: progress tables, and the words and figures beside them."),
    ("parts/time.html", "", "Components: the dates of a commitment, and what dates add up to."),
    ("parts/resolved.html", "", "Components: resolutions, and what rests on them."),
    ("parts/responses.html", "", "Components: answers to recommendations."),
    ("parts/recurrence.html", "", "Components: findings of inspections, and what answers them."),
    ("parts/timeline.html", "", "Components: timelines and histories."),
    ("plan-before.html", "before::Page", "A plan as it came before a meeting, one page for each meeting."),
    (
        "plan-over-time.html",
        "course::Page",
        "How a plan went over time: the official word, its dates, rounds of updates and amendments.",
    ),
    ("plan-print.html", "print::Page", "The whole of a plan on one page, for print."),
    ("plan.html", "plan::Page", "The page of a plan."),
    ("plans.html", "Listing<home::PlanLine>", "The list of plans, or a part of it."),
    (
        "ratings.html",
        "ratings::Page",
        "What the steps of each rating scheme mean, in the words that define them.",
    ),
    ("responses.html", "responses::Page", "All recommendations by their answer."),
    ("search.html", "az::Page", "The page to search from, and every record from A to Z."),
    ("thread.html", "thread::Page", "The page of a thread: one concern, followed across inspections."),
    (
        "threads.html",
        "page::threads::Page",
        "The list of threads, with findings that nothing answers and judgements.",
    ),
    ("timeline.html", "timeline::Page", "Everything dated, year by year, or a year or month of it."),
    (
        "view/beside.html",
        "Vec<Cited>",
        "What stands beside a paragraph of a paper: the records set out there.",
    ),
    ("view/progress.html", "Vec<Table>", "What `{{ progress(…) }}` in a text shows."),
    ("view/timeline.html", "Vec<Year>", "What `{{ timeline(…) }}` in a text shows."),
    (
        "without-evidence.html",
        "unsupported::Page",
        "What is called complete, or was approved as complete, without evidence of its own.",
    ),
    ("withdrawn.html", "page::withdrawn::Page", "What stands at the address of a record that was withdrawn."),
];
/// Templates of views whose value is no list or struct of a module.
const VIEWS: [(&str, &str, &str); 3] = [
    ("view/changes.html", "Vec<ChangeGroup>", "What `{{ changes(…) }}` in a text shows."),
    ("view/measure.html", "MeasureWords", "What `{{ measure(…) }}` in a text shows."),
    ("view/resolutions.html", "Vec<ResolutionWords>", "What `{{ resolutions(…) }}` in a text shows."),
];

const BEGIN: &str = "<!-- From here on written by `BLESS=1 cargo test --test themes`. -->\n";

/// A struct that a template is given.
#[derive(Clone)]
struct Given {
    module: String,
    /// The name of the type that it is made for, where it is made for any: `T`.
    parameter: Option<String>,
    meaning: String,
    fields: Vec<Field>,
}

#[derive(Clone)]
struct Field {
    name: String,
    ty: Type,
    meaning: String,
    flat: bool,
}

/// Every struct of src/render that is serialised, by module, function and name.
#[derive(Default)]
struct Structs {
    module: String,
    found: BTreeMap<String, Given>,
    /// Serialised enums without values: words, each.
    words: BTreeSet<String>,
}

fn meaning(attributes: &[Attribute]) -> String {
    let doc = |a: &Attribute| match &a.meta {
        syn::Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => {
                Some(text.value().trim().to_owned())
            }
            _ => None,
        },
        _ => None,
    };
    attributes.iter().filter_map(doc).collect::<Vec<_>>().join(" ")
}

/// Whether an attribute such as `derive` or `serde` holds a word.
fn has(attributes: &[Attribute], name: &str, word: &str) -> bool {
    attributes.iter().any(|a| match &a.meta {
        syn::Meta::List(list) => list.path.is_ident(name) && list.tokens.to_string().contains(word),
        _ => false,
    })
}

impl Structs {
    fn add_items<'i>(&mut self, items: impl Iterator<Item = &'i syn::Item>, function: &str) {
        for item in items {
            match item {
                syn::Item::Struct(item) => self.add(item, function),
                syn::Item::Enum(item) if has(&item.attrs, "derive", "Serialize") => {
                    assert!(item.variants.iter().all(|v| v.fields.is_empty()), "{}: no word", item.ident);
                    self.words.insert(item.ident.to_string());
                }
                syn::Item::Fn(item) => self.add_inside(&item.block, &item.sig),
                syn::Item::Impl(item) => {
                    for item in &item.items {
                        if let syn::ImplItem::Fn(item) = item {
                            self.add_inside(&item.block, &item.sig);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Structs that are defined inside a function.
    fn add_inside(&mut self, block: &syn::Block, signature: &syn::Signature) {
        let items = block.stmts.iter().filter_map(|statement| match statement {
            syn::Stmt::Item(item) => Some(item),
            _ => None,
        });
        self.add_items(items, &format!("{}::", signature.ident));
    }

    fn add(&mut self, item: &ItemStruct, function: &str) {
        let Fields::Named(named) = &item.fields else { return };
        // What borrows is written into a file for a script, not given to a template; but for the link.
        let borrows = item.generics.lifetimes().next().is_some() && self.module != "atoms";
        if !has(&item.attrs, "derive", "Serialize") || borrows {
            return;
        }
        let parameter = item.generics.type_params().next().map(|p| p.ident.to_string());
        let fields = named.named.iter().map(|f| Field {
            name: f.ident.as_ref().unwrap().to_string(),
            ty: f.ty.clone(),
            meaning: meaning(&f.attrs),
            flat: has(&f.attrs, "serde", "flatten"),
        });
        let key = format!("{}::{function}{}", self.module, item.ident);
        let (module, meaning) = (self.module.clone(), meaning(&item.attrs));
        let given = Given { module, parameter, meaning, fields: fields.collect() };
        self.found.insert(key, given);
    }
}

fn structs() -> Structs {
    let mut structs = Structs::default();
    // The shapes of plans.json are no template's: its schema tells of them.
    let is_given = |path: &str| path.ends_with(".rs") && !path.starts_with("data/json/");
    let sources = tree(&repository().join("src/render")).into_iter().filter(|(path, _)| is_given(path));
    for (path, bytes) in sources {
        let module = path.split(['/', '.']).next().unwrap().to_owned();
        structs.module = module;
        let file = syn::parse_file(&String::from_utf8(bytes).unwrap()).unwrap();
        structs.add_items(file.items.iter(), "");
    }
    structs
}

/// A type with another one in the place of a parameter.
fn put_in(ty: &mut Type, parameter: &str, with: &Type) {
    match ty {
        Type::Reference(reference) => put_in(&mut reference.elem, parameter, with),
        Type::Tuple(tuple) => tuple.elems.iter_mut().for_each(|ty| put_in(ty, parameter, with)),
        Type::Path(path) if path.path.is_ident(parameter) => *ty = with.clone(),
        Type::Path(path) => {
            for segment in &mut path.path.segments {
                let PathArguments::AngleBracketed(list) = &mut segment.arguments else { continue };
                for argument in &mut list.args {
                    if let GenericArgument::Type(ty) = argument {
                        put_in(ty, parameter, with);
                    }
                }
            }
        }
        _ => {}
    }
}

/// The type that another one is made of: `Year` of `Vec<Year>`.
fn inner(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let PathArguments::AngleBracketed(list) = &path.path.segments.last()?.arguments else { return None };
    list.args.iter().find_map(|a| match a {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

impl Structs {
    /// What a template is given as a whole; none for a list. In `Listing<Paper>` stands `Paper` wherever the struct
    /// leaves the type open.
    fn whole(&self, ty: &Type) -> Option<Given> {
        let Type::Path(path) = ty else { return None };
        let mut given = self.found[self.resolve("", &path.path)?].clone();
        if let (Some(parameter), Some(with)) = (given.parameter.take(), inner(ty)) {
            given.fields.iter_mut().for_each(|field| put_in(&mut field.ty, &parameter, with));
        }
        Some(given)
    }

    /// The key of a struct as a type names it, from inside a module.
    fn resolve(&self, module: &str, path: &syn::Path) -> Option<&str> {
        let name = path
            .segments
            .iter()
            .map(|s| s.ident.to_string())
            .filter(|s| s != "super")
            .collect::<Vec<_>>()
            .join("::");
        let own = format!("{module}::{name}");
        let found = |key: &&String| **key == own || **key == name || key.ends_with(&format!("::{name}"));
        let mut keys: Vec<&String> = self.found.keys().filter(found).collect();
        // A file of the module's folder, named with it: `order::Order`.
        let folded = format!("{module}::{}", path.segments.last()?.ident);
        if keys.is_empty() {
            keys.extend(self.found.keys().filter(|key| **key == folded));
        }
        keys.sort_by_key(|key| (**key != own, **key != name));
        let sure = keys.len() < 2 || *keys[0] == own || *keys[0] == name;
        assert!(sure, "{module}: `{name}` may be any of {keys:?}");
        keys.first().map(|key| key.as_str())
    }

    /// What a struct is called: its name, with its module where there are several of that name.
    fn called(&self, key: &str) -> String {
        let name = key.rsplit("::").next().unwrap();
        match self.found.keys().filter(|other| other.rsplit("::").next() == Some(name)).count() {
            1 => name.to_owned(),
            _ => format!("{name} ({})", self.found[key].module),
        }
    }

    /// A link to where a struct is told of: what a template is given as a whole, with that template.
    fn link(&self, key: &str) -> String {
        let of = TEMPLATES.iter().find(|(_, ty, _)| *ty == key);
        let called =
            of.map_or_else(|| self.called(key), |(template, ..)| format!("what {template} is given"));
        let heading = of.map_or(called.as_str(), |(template, ..)| template);
        let signs = |c: &char| c.is_alphanumeric() || *c == '-';
        let anchor: String = heading.to_lowercase().replace(' ', "-").chars().filter(signs).collect();
        format!("[{called}](#{anchor})")
    }

    /// A type in plain words, and the structs it is made of.
    fn words(&self, module: &str, ty: &Type, used: &mut Vec<String>) -> String {
        match ty {
            Type::Reference(reference) => self.words(module, &reference.elem, used),
            Type::Tuple(tuple) => {
                let parts = tuple.elems.iter().enumerate();
                let parts: Vec<_> =
                    parts.map(|(n, t)| format!("`[{n}]` {}", self.words(module, t, used))).collect();
                format!("({})", parts.join(", "))
            }
            Type::Path(path) => {
                let last = path.path.segments.last().unwrap();
                match (last.ident.to_string().as_str(), inner(ty)) {
                    ("Option", Some(ty)) => format!("{}, or nothing", self.words(module, ty, used)),
                    // Made once for many pages, and a text that may be made or not.
                    ("Ready" | "Cow", Some(ty)) => self.words(module, ty, used),
                    ("Vec", Some(ty)) => format!("list of {}", self.words(module, ty, used)),
                    ("Html", _) => "HTML, made safe already".to_owned(),
                    ("String" | "str" | "char", _) => "text".to_owned(),
                    // Style sheets and scripts, by their names.
                    ("BTreeMap", _) => "table of texts by name".to_owned(),
                    ("bool", _) => "true or false".to_owned(),
                    ("usize" | "u8" | "u16" | "u32" | "i32" | "i64", _) => "number".to_owned(),
                    // Made by src/render/atoms.rs.
                    ("DateWords" | "Tag" | "Cite" | "Cites" | "Links", _) => {
                        "HTML, made safe already".to_owned()
                    }
                    (name, _) if self.words.contains(name) => "text".to_owned(),
                    (name, _) => {
                        let Some(key) = self.resolve(module, &path.path) else {
                            panic!("{module}: `{name}` is no struct that a template may be given")
                        };
                        assert!(
                            self.found[key].parameter.is_none(),
                            "{module}: `{name}` may be given as a whole only"
                        );
                        used.push(key.to_owned());
                        self.link(key)
                    }
                }
            }
            _ => panic!("{module}: a type that this test cannot put into words"),
        }
    }

    /// The rows of a struct's table; those of a flattened one stand among them.
    fn rows(&self, given: &Given, variable: &str, used: &mut Vec<String>, out: &mut String) {
        for field in &given.fields {
            let mut inner = Vec::new();
            let words = self.words(&given.module, &field.ty, &mut inner);
            if field.flat {
                self.rows(&self.found[&inner[0]], variable, used, out);
                continue;
            }
            used.extend(inner);
            writeln!(out, "| `{variable}{}` | {words} | {} |", field.name, field.meaning).unwrap();
        }
    }

    /// The names of a struct's fields, those of flattened ones among them.
    fn names(&self, given: &Given) -> BTreeSet<String> {
        let mut rows = String::new();
        self.rows(given, "", &mut Vec::new(), &mut rows);
        rows.lines().filter_map(|row| row.split('`').nth(1)).map(str::to_owned).collect()
    }
}

const HEAD: &str = "| value | what it is | meaning |\n| --- | --- | --- |\n";

fn templates() -> Vec<(&'static str, &'static str, &'static str)> {
    let mut all: Vec<_> = TEMPLATES.iter().copied().chain(VIEWS).collect();
    all.sort_unstable();
    all
}

/// The components of a template file: each with its arguments.
fn components(text: &str) -> Vec<String> {
    let tags = text.split("{% component ").skip(1).filter_map(|rest| rest.split("%}").next());
    tags.map(|tag| tag.trim_end_matches(['-', ' ']).to_owned()).collect()
}

fn reference() -> String {
    let structs = structs();
    let mut used = vec!["frame::Frame".to_owned()];
    let mut out = String::from("\n## Every page: `frame`\n\n");
    out.push_str(HEAD);
    structs.rows(&structs.found["frame::Frame"], "frame.", &mut used, &mut out);
    out.push_str("\n## Every template\n");
    for (name, ty, purpose) in templates() {
        write!(out, "\n### {name}\n\n{purpose}\n").unwrap();
        let variable = if name.starts_with("view/") { "view" } else { "page" };
        let text = std::fs::read_to_string(repository().join("themes/default/templates").join(name)).unwrap();
        let blocks: Vec<_> =
            text.split("{% block ").skip(1).filter_map(|rest| rest.split(' ').next()).collect();
        if name == "base.html" {
            write!(
                out,
                "\nIts blocks: {}.\n",
                blocks.iter().map(|b| format!("`{b}`")).collect::<Vec<_>>().join(", ")
            )
            .unwrap();
        }
        let list = components(&text);
        if !list.is_empty() {
            let list: Vec<_> = list.iter().map(|c| format!("`{c}`")).collect();
            write!(out, "\nComponents, with the values that each takes: {}.\n", list.join(", ")).unwrap();
        }
        if ty.is_empty() {
            continue;
        }
        let ty: Type = syn::parse_str(ty).unwrap();
        match structs.whole(&ty).filter(|_| !is_list(&ty)) {
            Some(given) => {
                write!(out, "\n{HEAD}").unwrap();
                structs.rows(&given, &format!("{variable}."), &mut used, &mut out);
            }
            None => {
                let words = structs.words("", &ty, &mut used);
                write!(out, "\n`{variable}`: {words}.\n").unwrap();
            }
        }
    }
    out.push_str("\n## Kinds of values\n");
    let (mut shown, mut at) = (BTreeMap::new(), 0);
    while let Some(key) = used.get(at).cloned() {
        at += 1;
        let name = structs.called(&key);
        let told = key == "frame::Frame" || TEMPLATES.iter().any(|(_, ty, _)| *ty == key);
        if told || shown.contains_key(&name) {
            continue;
        }
        let given = &structs.found[&key];
        let mut text = format!("\n### {name}\n\n{}\n\n{HEAD}", given.meaning);
        structs.rows(given, "", &mut used, &mut text);
        shown.insert(name, text);
    }
    out.extend(shown.into_values());
    out
}

fn is_list(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|s| s.ident == "Vec"))
}

#[test]
fn docs_themes_lists_every_value_as_the_code_has_it() {
    let path = repository().join("docs/themes.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, after) = text.split_once(BEGIN).expect("docs/themes.md says where the reference begins");
    let reference = reference();
    if blessing() {
        std::fs::write(&path, format!("{before}{BEGIN}{reference}")).unwrap();
        return;
    }
    let stale = after.lines().zip(reference.lines()).find(|(a, b)| a != b);
    assert!(
        after == reference,
        "docs/themes.md is stale, BLESS=1 cargo test --test themes writes it: {stale:?}"
    );
}

#[test]
fn every_value_of_a_template_is_explained() {
    let structs = structs();
    let mut missing = Vec::new();
    for (key, given) in &structs.found {
        let fields = given.fields.iter().filter(|f| f.meaning.is_empty());
        missing.extend(fields.map(|f| format!("src/render/{}.rs: {key}, field `{}`", given.module, f.name)));
        if !key.ends_with("::Page") && given.meaning.is_empty() {
            missing.push(format!("src/render/{}.rs: {key} itself", given.module));
        }
    }
    assert!(missing.is_empty(), "say in a `///` comment what a template is given in: {missing:#?}");
}

#[test]
fn every_template_is_listed() {
    let found: BTreeSet<String> = tree(&repository().join("themes/default/templates")).into_keys().collect();
    let listed: BTreeSet<String> = templates().iter().map(|(name, ..)| (*name).to_owned()).collect();
    assert_eq!(found, listed, "TEMPLATES in tests/themes.rs says what each template is given and is for");
}

/// The site in a folder with one template that asks for a field that nothing has: the engine then lists those that there
/// are.
fn fields_given(site: &str, template: &str, text: &str) -> Option<BTreeSet<String>> {
    let mut files: SiteFiles = scrutineer::read::read(&repository().join(site)).unwrap();
    files.files.retain(|path, _| !path.starts_with("themes/"));
    files.files.insert(format!("themes/default/templates/{template}"), text.into());
    if template == "a-to-z.html" {
        // A letter has a page of its own only where there are many records.
        let owners = files.files.get_mut("content/owners.yaml")?;
        let more = (0..501).map(|n| format!("\n  - {{id: clerk-{n}, name: Clerk {n}, kind: role}}"));
        owners.extend(more.collect::<String>().bytes());
    }
    let request = Request { as_at: None, today: day("2026-11-22"), drafts: false };
    let pages = scrutineer::build(&files, request).pages?;
    let mut faults = pages.paths().filter_map(|path| pages.page(path).err());
    let fault = faults.find(|fault| fault.message.contains("zzz"))?;
    let list = fault.help.split("there are: ").nth(1)?;
    Some(list.split(", ").map(str::to_owned).collect())
}

#[test]
fn the_engine_gives_each_template_the_values_that_are_listed() {
    let structs = structs();
    for (template, ty, _) in templates().into_iter().filter(|(_, ty, _)| !ty.is_empty() && !ty.contains('('))
    {
        let parsed: Type = syn::parse_str(ty).unwrap();
        let variable = if template.starts_with("view/") { "view" } else { "page" };
        let text = match is_list(&parsed) {
            true => format!("{{% for x in {variable} %}}{{{{ x.zzz }}}}{{% endfor %}}"),
            false => format!("{{{{ {variable}.zzz }}}}"),
        };
        let sites = [".", "tests/sites/quarterly", "tests/sites/recommendations"];
        let given = sites.iter().find_map(|site| fields_given(site, template, &text));
        let Some(given) = given else { panic!("no page of {sites:?} is made with {template}") };
        let listed = structs.whole(if is_list(&parsed) { inner(&parsed).unwrap() } else { &parsed });
        assert_eq!(
            given,
            structs.names(&listed.unwrap()),
            "{template}: its type in TEMPLATES is not what it is given"
        );
    }
}

/// tests/sites/plain has a theme that overrides one template and one token.
#[test]
fn a_theme_overrides_one_template_and_one_token_and_leaves_the_rest() {
    let folder = repository().join("tests/sites/plain");
    let own = rendered(&pages(&folder, None));
    let mut files = scrutineer::read::read(&folder).unwrap();
    files.files.retain(|path, _| !path.starts_with("themes/"));
    let site =
        String::from_utf8(files.files["site.toml"].clone()).unwrap().replace("theme = \"plain\"\n", "");
    files.files.insert("site.toml".to_owned(), site.into());
    let request = Request { as_at: None, today: day("2026-11-22"), drafts: false };
    let default = rendered(&scrutineer::build(&files, request).pages.unwrap());

    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let style = |site: &BTreeMap<String, Vec<u8>>| {
        site.iter()
            .find(|(path, _)| path.starts_with("assets/site.") && path.ends_with(".css"))
            .map(|(path, css)| (path.clone(), text(css)))
            .unwrap()
    };
    let ((own_path, own_css), (default_path, default_css)) = (style(&own), style(&default));
    assert_eq!(own_css, format!("{default_css}:root{{--measure:60rem}}\n"));
    assert_ne!(own_path, default_path, "browsers must not keep the other style sheet");
    let plans = text(&own["plans.html"]);
    assert!(
        plans.contains("1 on the books of Test Council")
            && plans.contains("<li><a href=\"plans/gritting.html\">"),
        "{plans}"
    );
    for (path, page) in own.iter().filter(|(path, _)| path.ends_with(".html") && *path != "plans.html") {
        let name = |path: &str| path.rsplit('/').next().unwrap().to_owned();
        assert_eq!(
            text(page).replace(&name(&own_path), &name(&default_path)),
            text(&default[path]),
            "{path}"
        );
    }
    assert_eq!(own.len(), default.len());
}
