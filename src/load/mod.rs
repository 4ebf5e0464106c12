//! `SiteFiles` to `Register`: text becomes typed values, and every structural fault of every file is collected.

mod attachments;
mod encoding;
pub mod locate;
mod mend;
mod naming;
mod narrative;
mod picture;
mod settings;
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
use crate::model::plan::PlanFile;
use crate::model::register::{Indexes, Page, Paper, Plan, Register};
use crate::model::scalar::Id;
use crate::model::site::Site;
use crate::model::update::Round;

/// What one file holds.
enum Loaded {
    Bodies(BodiesFile),
    Owners(OwnersFile),
    Threads(ThreadsFile),
    Disagreements(DisagreementsFile),
    Events(EventsFile),
    Meeting(Id, Box<Meeting>),
    Plan(Id, Box<PlanFile>),
    Round(Id, Id, Box<Round>),
    Paper(Id, Box<Paper>),
    Page(Id, Box<Page>),
}

/// Loads a site. Without a usable `site.toml` there is no register, but the faults of all other files are still listed.
pub fn load(files: &SiteFiles) -> (Option<Register>, Vec<Diagnostic>) {
    let mut faults = attachments::check(files);
    let site = load_site(files).map_err(|mut f| faults.append(&mut f)).ok();
    let paths: Vec<&str> = files.under("content/").filter(|p| !p.starts_with("content/files/")).collect();
    let results: Vec<_> = paths.par_iter().map(|path| (*path, load_file(files, path))).collect();
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
        let mut register = empty(site, broken);
        let unread = files.too_large.iter().map(|(path, _)| path.as_str());
        let attachments = files.under("content/files/").chain(unread);
        register.attachments =
            attachments.filter_map(|p| p.strip_prefix("content/files/")).map(str::to_owned).collect();
        register.logo_size = logo(files, &register).unwrap_or_else(|fault| {
            faults.extend(fault);
            None
        });
        let rounds: Vec<_> = loaded.into_iter().filter_map(|value| register.take(value)).collect();
        faults
            .extend(rounds.into_iter().filter_map(|(plan, id, round)| register.take_round(plan, id, round)));
        register
    });
    (register, faults)
}

fn empty(site: Site, broken: BTreeSet<String>) -> Register {
    Register {
        site,
        bodies: Vec::new(),
        owners: Vec::new(),
        threads: Vec::new(),
        disagreements: Vec::new(),
        events: Vec::new(),
        meetings: BTreeMap::new(),
        plans: BTreeMap::new(),
        papers: BTreeMap::new(),
        pages: BTreeMap::new(),
        attachments: BTreeSet::new(),
        logo_size: None,
        indexes: Indexes::default(),
        broken,
    }
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
    fn take(&mut self, value: Loaded) -> Option<(Id, Id, Round)> {
        match value {
            Loaded::Bodies(file) => self.bodies = file.bodies.0,
            Loaded::Owners(file) => self.owners = file.owners.0,
            Loaded::Threads(file) => self.threads = file.threads.0,
            Loaded::Disagreements(file) => self.disagreements = file.disagreements.0,
            Loaded::Events(file) => self.events = file.events.0,
            Loaded::Meeting(id, meeting) => drop(self.meetings.insert(id, *meeting)),
            Loaded::Plan(id, file) => {
                drop(self.plans.insert(id, Arc::new(Plan::new(*file))));
            }
            Loaded::Paper(id, paper) => drop(self.papers.insert(id, *paper)),
            Loaded::Page(id, page) => drop(self.pages.insert(id, *page)),
            Loaded::Round(plan, id, round) => return Some((plan, id, *round)),
        }
        None
    }

    fn take_round(&mut self, plan: Id, id: Id, round: Round) -> Option<Diagnostic> {
        if let Some(plan) = self.plans.get_mut(&plan).and_then(Arc::get_mut) {
            plan.round_files.push((id, round));
            return None;
        }
        let stem = format!("content/plans/{plan}.");
        if self.broken.iter().any(|file| file.starts_with(&stem)) {
            return None;
        }
        let message = format!("this round belongs to a plan `{plan}`, which does not exist");
        let help = format!("name the folder after its plan, or write content/plans/{plan}.yaml");
        Some(Diagnostic::new(
            Code::UnknownPlan,
            Place::file(format!("content/plans/{plan}/{id}.yaml")),
            message,
            help,
        ))
    }
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

fn load_file(files: &SiteFiles, path: &str) -> Result<Option<Loaded>, Vec<Diagnostic>> {
    let steps: Vec<&str> = path.split('/').skip(1).collect();
    let loaded = match steps.as_slice() {
        ["bodies.yaml"] => Loaded::Bodies(whole(files, path)?),
        ["owners.yaml"] => Loaded::Owners(whole(files, path)?),
        ["threads.yaml"] => Loaded::Threads(whole(files, path)?),
        ["disagreements.yaml"] => Loaded::Disagreements(whole(files, path)?),
        ["events.yaml"] => Loaded::Events(whole(files, path)?),
        ["meetings", name] => Loaded::Meeting(id_of(path, name, ".yaml")?, Box::new(whole(files, path)?)),
        ["plans", name] => Loaded::Plan(id_of(path, name, ".yaml")?, Box::new(whole(files, path)?)),
        ["plans", plan, name] => {
            let plan = id_of(path, plan, "")?;
            Loaded::Round(plan, id_of(path, name, ".yaml")?, Box::new(whole(files, path)?))
        }
        ["papers", name] => {
            let id = id_of(path, name, ".md")?;
            let (header, n) = narrative::load(path, text_of(files, path)?, Style::Paper)?;
            let (text, outline) = (n.text.into(), Arc::new(n.outline));
            Loaded::Paper(id, Box::new(Paper { header, text, outline, offset: n.offset }))
        }
        ["pages", name] => {
            let id = id_of(path, name, ".md")?;
            let (header, n) = narrative::load(path, text_of(files, path)?, Style::Page)?;
            Loaded::Page(id, Box::new(Page { header, text: n.text, outline: n.outline, offset: n.offset }))
        }
        _ => return Err(vec![no_such_kind(path)]),
    };
    Ok(Some(loaded))
}

fn whole<T: DeserializeOwned + JsonSchema>(files: &SiteFiles, path: &str) -> Result<T, Vec<Diagnostic>> {
    let text = text_of(files, path)?;
    yaml::load(yaml::Piece { file: path, text, offset: 0 })
}
