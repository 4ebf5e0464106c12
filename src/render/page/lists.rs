//! Pages that list all records of a kind, and the pages a long list is split into.

use serde::Serialize;

use super::Maker;
use crate::diagnostic::Diagnostic;
use crate::files::Bytes;
use crate::model::scalar::Id;
use crate::output::OutPath;
use crate::render::address::{Link, measures_path};
use crate::render::frame::About;
use crate::render::split::{List, Part, listing, part};
use crate::render::{
    What, accessibility, az, data, disputes, home, lists, measure, ratings, recurrence, responses, thread,
    timeline, unsupported,
};

impl<'p> Maker<'p> {
    pub(super) fn list(&self, what: &What) -> Result<Bytes, Diagnostic> {
        let linker = &self.linker;
        let about = |title: &str, words: &str| self.of_council(title, words);
        match what {
            What::Plans => self.first(List::Plans),
            What::Papers => self.first(List::Papers),
            What::Meetings => self.first(List::Meetings),
            What::Owners => self.first(List::Owners),
            What::Accessibility => match &self.pages.views.edition.register.site.accessibility {
                Some(statement) => {
                    let about = about("Accessibility statement", "how far everybody can use this site");
                    self.show("accessibility.html", about, accessibility::page(linker, statement))
                }
                None => Ok(Bytes::new()),
            },
            What::Ratings => {
                let about =
                    about("Rating schemes", "what each rating means, in the council’s own definitions");
                self.show("ratings.html", about, ratings::page(linker))
            }
            What::Disputes => {
                let about = about(
                    "Where the papers do not fit together",
                    "what papers say differently, side by side",
                );
                self.show("disagreements.html", about, disputes::page(linker, &self.pages.excerpts))
            }
            What::Unsupported => {
                let words = "what is called complete or was approved, and has no evidence of its own";
                let about = about("Called complete without evidence", words);
                self.show("without-evidence.html", about, unsupported::page(linker))
            }
            What::Timeline(part) => self.timeline(*part),
            What::DataList => {
                let about = about("Data", "the same data as the pages, for spreadsheets and programs");
                self.show("data.html", about, data::list::page(linker, self.pages.preview))
            }
            What::Threads => self.threads(about("Threads", "concerns followed across inspections")),
            What::Responses => {
                let about = about("Answers to recommendations", "what was answered, and what was not");
                self.show("responses.html", about, responses::page(linker))
            }
            What::Measures(Some(plan)) => self.measures_of(plan),
            _ => self.measures(about("Measures", "what is measured, and each published figure")),
        }
    }

    pub(super) fn of_council(&self, title: &str, words: &str) -> About<'p> {
        let council = self.pages.views.edition.register.site.council.0.as_str();
        self.about(title, format!("{council}: {words}"), Vec::new())
    }

    /// The first page of a list: all of it, or its parts.
    fn first(&self, list: List) -> Result<Bytes, Diagnostic> {
        let linker = &self.linker;
        let about = self.of_council(list.title(), list.about());
        match list {
            List::Plans => {
                self.show(list.template(), about, listing(linker, list, |id| home::plan(linker, id)))
            }
            List::Papers => {
                self.show(list.template(), about, listing(linker, list, |id| lists::paper(linker, id)))
            }
            List::Meetings => {
                self.show(list.template(), about, listing(linker, list, |id| home::meeting(linker, id)))
            }
            List::Owners => {
                let listing = listing(linker, list, |id| lists::owner(linker, id));
                self.show(list.template(), about, lists::owners(linker, listing))
            }
        }
    }

    /// A part of a list.
    pub(super) fn part(&self, found: &Part) -> Result<Bytes, Diagnostic> {
        let linker = &self.linker;
        let list = found.list;
        let mut about = self.of_council(
            &format!("{}: {}", list.title(), found.label),
            &format!("{}, {}", list.about(), found.label),
        );
        about.trail = vec![self.linker.to(&list.first(), None, list.title())];
        match list {
            List::Plans => self.show(list.template(), about, part(found, |id| home::plan(linker, id))),
            List::Papers => self.show(list.template(), about, part(found, |id| lists::paper(linker, id))),
            List::Meetings => self.show(list.template(), about, part(found, |id| home::meeting(linker, id))),
            List::Owners => {
                let part = part(found, |id| lists::owner(linker, id));
                self.show(list.template(), about, lists::owners(linker, part))
            }
        }
    }

    fn timeline(&self, part: Option<timeline::Part>) -> Result<Bytes, Diagnostic> {
        let council = self.pages.views.edition.register.site.council.0.as_str();
        let linker = &self.linker;
        let name = |part: Option<timeline::Part>| part.map_or("Timeline".to_owned(), timeline::part_words);
        let above = |part| linker.to(&timeline::path(part), None, name(part));
        let of = part.map_or(String::new(), |p| format!(" in {}", timeline::part_words(p)));
        let trail = timeline::above(part).into_iter().map(above).collect();
        let description = format!("{council}: everything dated{of}, in order");
        let about = self.about(timeline::title(part), description, trail);
        self.show("timeline.html", about, timeline::page(linker, part))
    }

    pub(super) fn search(&self) -> Result<Bytes, Diagnostic> {
        let council = self.pages.views.edition.register.site.council.0.as_str();
        let words = format!(
            "{council}: search every paper, plan, action, meeting and event, or look it up from A to Z"
        );
        let about = self.about("Search and A to Z", words, Vec::new());
        let index = OutPath::new(self.pages.search.index.as_str());
        self.show("search.html", about, az::page(&self.linker, &self.pages.az, &index))
    }

    /// The records of one letter, where there are too many for one page.
    pub(super) fn letter(&self, position: usize) -> Result<Bytes, Diagnostic> {
        let Some(part) = self.pages.az.parts.get(position) else { return Ok(Bytes::new()) };
        let council = self.pages.views.edition.register.site.council.0.as_str();
        let title = format!("A to Z: {}", part.words);
        let trail = vec![self.list_link("search.html", "Search and A to Z")];
        let about = self.about(title.as_str(), format!("{council}: every record, {title}"), trail);
        self.show("a-to-z.html", about, az::letter(&self.linker, &self.pages.az, part))
    }

    fn threads(&self, about: About<'_>) -> Result<Bytes, Diagnostic> {
        #[derive(Serialize)]
        struct Page {
            /// Every thread.
            threads: Vec<lists::ThreadLine>,
            /// Findings that nothing answers.
            unanswered: recurrence::UnansweredList,
            /// The grades that inspections gave, where any did.
            judgements: Option<thread::Judgements>,
            /// How often papers do not fit together, as a link to where that is told; nothing where it is not.
            disputes: Option<Link>,
        }
        let linker = &self.linker;
        let page = Page {
            threads: lists::threads(linker),
            unanswered: recurrence::unanswered(linker),
            judgements: thread::judgements(linker),
            disputes: disputes::line(linker),
        };
        self.show("threads.html", about, page)
    }

    fn measures(&self, about: About<'_>) -> Result<Bytes, Diagnostic> {
        let plans = self.pages.views.edition.register.plans.iter();
        let apart = *self.pages.views.measures_apart;
        let groups = plans.filter(|(_, p)| !p.measures.is_empty()).map(|(id, p)| match apart {
            true => {
                let page = measures_path(&self.pages.views, id);
                (self.linker.to(&page, None, p.title.0.as_str()), Vec::new(), p.measures.len())
            }
            false => measure::of_plan(&self.linker, id, p),
        });
        self.show("measures.html", about, groups.collect::<Vec<_>>())
    }

    /// The measures of one plan, where there are too many for one page.
    fn measures_of(&self, id: &Id) -> Result<Bytes, Diagnostic> {
        let Some(plan) = self.pages.views.edition.register.plans.get(id) else { return Ok(Bytes::new()) };
        let trail = vec![self.list_link("measures.html", "Measures"), self.linker.plan(id)];
        let description = format!("What is measured for {}, and each published figure", plan.title);
        let about = self.about(format!("Measures: {}", plan.title), description, trail);
        self.show("measures.html", about, vec![measure::of_plan(&self.linker, id, plan)])
    }
}
