//! `SiteFiles` to `Register`: text becomes typed values, and every structural fault of every file is collected.

mod attachments;
mod encoding;
pub mod locate;
mod mend;
mod naming;
mod narrative;
mod picture;
mod settings;
mod signs;
mod svg;
pub(crate) mod yaml;

use std::collections::{BTreeMap, BTreeSet};

use std::sync::Arc;

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use encoding::text_of;
use naming::{id_of, no_such_kind};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::files::SiteFiles;
use crate::markdown::Style;
use crate::model::meeting::Meeting;
use crate::model::people::{BodiesFile, DisagreementsFile, EventsFile, OwnersFile, ThreadsFile};
use crate::model::register::{Page, Paper, Plan, Register};
use crate::model::scalar::Id;
use crate::model::site::Site;
use crate::model::update::Round;

/// What one file holds, shared with what is kept of it.
#[derive(Clone, Debug)]
enum Loaded {
    Bodies(Arc<BodiesFile>),
    Owners(Arc<OwnersFile>),
    Threads(Arc<ThreadsFile>),
    Disagreements(Arc<DisagreementsFile>),
    Events(Arc<EventsFile>),
    Meeting(Id, Arc<Meeting>),
    Plan(Id, Arc<Plan>),
    Round(Id, Id, Arc<Round>),
    Paper(Id, Arc<Paper>),
    Page(Id, Arc<Page>),
}

/// What a file holds, or its faults.
type Read = Result<Option<Loaded>, Vec<Diagnostic>>;

/// What is kept of the files of one build for the next: what each held.
#[derive(Debug)]
pub struct Kept {
    keeps: bool,
    files: BTreeMap<String, Read>,
    /// Plans that have rounds in files of their own: what they were put together from, and whole.
    plans: BTreeMap<Id, (Arc<Plan>, Rounds, Arc<Plan>)>,
}

/// The rounds of a plan that are kept in files of their own.
type Rounds = Vec<(Id, Arc<Round>)>;

impl Kept {
    /// Nothing yet, and room for what is to come where anything is to be kept at all.
    pub fn new(keeps: bool) -> Self {
        Kept { keeps, files: BTreeMap::new(), plans: BTreeMap::new() }
    }

    /// What files hold: of those that are as they were, what they held.
    fn read<'f>(&mut self, files: &'f SiteFiles, before: &SiteFiles) -> Vec<(&'f str, Read)> {
        let is_read = |path: &&str| !path.starts_with("content/files/");
        let paths: Vec<&str> = files.under("content/").filter(is_read).collect();
        let one = |path: &&'f str| match self.files.get(*path) {
            Some(read) if files.get(path) == before.get(path) => (*path, read.clone()),
            _ => (*path, load_file(files, path)),
        };
        let read: Vec<(&str, Read)> = paths.par_iter().map(one).collect();
        if self.keeps {
            self.files = read.iter().map(|(path, read)| ((*path).to_owned(), read.clone())).collect();
        }
        read
    }
}

/// Loads a site. Without a usable `site.toml` there is no register, but the faults of all other files are still listed.
pub fn load(files: &SiteFiles) -> (Option<Register>, Vec<Diagnostic>) {
    load_again(files, &SiteFiles::default(), &mut Kept::new(false))
}

/// As [`load`], with what was kept of the files before: only those that differ are read anew.
pub fn load_again(
    files: &SiteFiles,
    before: &SiteFiles,
    kept: &mut Kept,
) -> (Option<Register>, Vec<Diagnostic>) {
    let mut faults = attachments::check(files);
    let site = load_site(files).map_err(|mut f| faults.append(&mut f)).ok();
    let results = kept.read(files, before);
    // What is in a file that was not read is not known: nobody is told that it does not exist.
    let mut broken: BTreeSet<String> = files.too_large.iter().map(|(path, _)| path.clone()).collect();
    faults.extend(files.too_large.iter().map(|(path, most)| too_large(path, *most)));
    let mut loaded = Vec::new();
    for (path, result) in results {
        match result {
            Ok(value) => loaded.extend(value),
            Err(mut f) => {
                broken.insert(path.to_owned());
                // Who refers to the record under its right name is not told that there is none.
                if f.iter().any(|fault| fault.code == Code::BadFileName) {
                    broken.extend(naming::meant(path));
                }
                faults.append(&mut f);
            }
        }
    }
    let register = site.map(|site| {
        let mut register = Register::empty(site);
        *register.broken = broken;
        let unread = files.too_large.iter().map(|(path, _)| path.as_str());
        let attachments = files.under("content/files/").chain(unread);
        *register.attachments =
            attachments.filter_map(|p| p.strip_prefix("content/files/")).map(str::to_owned).collect();
        *register.logo_size = logo(files, &register).unwrap_or_else(|fault| {
            faults.extend(fault);
            None
        });
        let mut rounds: BTreeMap<Id, Rounds> = BTreeMap::new();
        for (plan, id, round) in loaded.into_iter().filter_map(|value| register.take(value)) {
            rounds.entry(plan).or_default().push((id, round));
        }
        kept.plans.retain(|plan, _| rounds.contains_key(plan));
        faults.extend(rounds.into_iter().flat_map(|(plan, rounds)| register.take_rounds(plan, rounds, kept)));
        register
    });
    (register, faults)
}

/// The size of the logo. That it is missing, too large or unsafe is told elsewhere.
fn logo(files: &SiteFiles, register: &Register) -> Result<Option<(f64, f64)>, Option<Diagnostic>> {
    let path = register.site.logo.as_ref().map(|logo| format!("content/files/{logo}"));
    let Some(bytes) = path.as_deref().and_then(|path| files.get(path)) else { return Ok(None) };
    if let Some(size) = picture::size(bytes) {
        return Ok(Some(size));
    }
    let told = path.is_some_and(|path| attachments::fault(&path, bytes).is_some());
    let message = "the logo is no picture that browsers show, or does not say how large it is";
    let help = "save it as PNG or JPEG, or as SVG with a viewBox";
    let place = Place::top("site.toml").at("logo");
    Err((!told).then(|| Diagnostic::new(Code::LogoNotAPicture, place, message, help)))
}

impl Register {
    /// Puts a file's value where it belongs; a round waits until all plans are there.
    fn take(&mut self, value: Loaded) -> Option<(Id, Id, Arc<Round>)> {
        match value {
            Loaded::Bodies(file) => *self.bodies = Arc::unwrap_or_clone(file).bodies.0,
            Loaded::Owners(file) => *self.owners = Arc::unwrap_or_clone(file).owners.0,
            Loaded::Threads(file) => *self.threads = Arc::unwrap_or_clone(file).threads.0,
            Loaded::Disagreements(file) => *self.disagreements = Arc::unwrap_or_clone(file).disagreements.0,
            Loaded::Events(file) => *self.events = Arc::unwrap_or_clone(file).events.0,
            Loaded::Meeting(id, meeting) => drop(self.meetings.insert(id, meeting)),
            Loaded::Plan(id, plan) => drop(self.plans.insert(id, plan)),
            Loaded::Paper(id, paper) => drop(self.papers.insert(id, paper)),
            Loaded::Page(id, page) => drop(self.pages.insert(id, Arc::unwrap_or_clone(page))),
            Loaded::Round(plan, id, round) => return Some((plan, id, round)),
        }
        None
    }

    /// Puts rounds into their plan; one that is as it was, with rounds as they were, is the one that was put together then.
    fn take_rounds(&mut self, id: Id, rounds: Rounds, kept: &mut Kept) -> Vec<Diagnostic> {
        let Some(plan) = self.plans.get_mut(&id) else {
            let stem = format!("content/plans/{id}.");
            if self.broken.iter().any(|file| file.starts_with(&stem)) {
                return Vec::new();
            }
            return rounds.iter().map(|(round, _)| of_no_plan(&id, round)).collect();
        };
        let same = |was: &Rounds| {
            let mut pairs = was.iter().zip(&rounds);
            was.len() == rounds.len() && pairs.all(|(a, b)| a.0 == b.0 && Arc::ptr_eq(&a.1, &b.1))
        };
        match kept.plans.get(&id).filter(|(file, of, _)| Arc::ptr_eq(file, plan) && same(of)) {
            Some((.., whole)) => *plan = whole.clone(),
            None => {
                let parts = kept.keeps.then(|| (plan.clone(), rounds.clone()));
                let taken = rounds.into_iter().map(|(id, round)| (id, Arc::unwrap_or_clone(round)));
                Arc::make_mut(plan).round_files = taken.collect();
                kept.plans.extend(parts.map(|(file, rounds)| (id, (file, rounds, plan.clone()))));
            }
        }
        Vec::new()
    }
}

fn of_no_plan(plan: &Id, round: &Id) -> Diagnostic {
    let message = format!("this round belongs to a plan `{plan}`, which does not exist");
    let help = format!("name the folder after its plan, or write content/plans/{plan}.yaml");
    Diagnostic::new(
        Code::UnknownPlan,
        Place::file(format!("content/plans/{plan}/{round}.yaml")),
        message,
        help,
    )
}

fn too_large(path: &str, most: u64) -> Diagnostic {
    let message =
        format!("the file has more than {} MB, the most that is read of its kind", most / 1_000_000);
    let help = "divide it, or leave it out of the site folder and link to where it is published";
    Diagnostic::new(Code::FileTooLarge, Place::file(path), message, help)
}

fn load_site(files: &SiteFiles) -> Result<Site, Vec<Diagnostic>> {
    if files.too_large.iter().any(|(path, _)| path == "site.toml") {
        // That it was not read is told for every such file.
        return Err(Vec::new());
    }
    let text = text_of(files, "site.toml")?;
    let tree = settings::parse("site.toml", text)?;
    yaml::from_tree(&tree, yaml::Piece { file: "site.toml", text, offset: 0 })
}

fn load_file(files: &SiteFiles, path: &str) -> Read {
    let steps: Vec<&str> = path.split('/').skip(1).collect();
    let loaded = match steps.as_slice() {
        ["bodies.yaml"] => Loaded::Bodies(Arc::new(whole(files, path)?)),
        ["owners.yaml"] => Loaded::Owners(Arc::new(whole(files, path)?)),
        ["threads.yaml"] => Loaded::Threads(Arc::new(whole(files, path)?)),
        ["disagreements.yaml"] => Loaded::Disagreements(Arc::new(whole(files, path)?)),
        ["events.yaml"] => Loaded::Events(Arc::new(whole(files, path)?)),
        ["meetings", name] => Loaded::Meeting(id_of(path, name, ".yaml")?, Arc::new(whole(files, path)?)),
        ["plans", name] => {
            let id = id_of(path, name, ".yaml")?;
            let plan = Plan::named(&id, whole(files, path)?);
            Loaded::Plan(id, Arc::new(plan))
        }
        ["plans", plan, name] => {
            let plan = id_of(path, plan, "")?;
            Loaded::Round(plan, id_of(path, name, ".yaml")?, Arc::new(whole(files, path)?))
        }
        ["papers", name] => {
            let id = id_of(path, name, ".md")?;
            let (header, n) = narrative::load(path, text_of(files, path)?, Style::Paper)?;
            let paper = Paper::named(&id, header, n.text.into(), n.outline, n.offset);
            Loaded::Paper(id, Arc::new(paper))
        }
        ["pages", name] => {
            let id = id_of(path, name, ".md")?;
            let (header, n) = narrative::load(path, text_of(files, path)?, Style::Page)?;
            Loaded::Page(id, Arc::new(Page { header, text: n.text, outline: n.outline, offset: n.offset }))
        }
        _ => return Err(vec![no_such_kind(path)]),
    };
    Ok(Some(loaded))
}

fn whole<T: DeserializeOwned + JsonSchema>(files: &SiteFiles, path: &str) -> Result<T, Vec<Diagnostic>> {
    let text = text_of(files, path)?;
    yaml::load(yaml::Piece { file: path, text, offset: 0 })
}
