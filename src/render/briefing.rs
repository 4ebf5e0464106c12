//! The chair's briefing: for each plan before a meeting one printed page of factual questions, each with its source.

use std::collections::BTreeMap;

use serde::Serialize;

use super::address::{Link, Linker, Links, at_path};
use super::before::news;
use super::cite::{Cites, cell_cites};
use super::progress::tally::{Tally, tally};
use super::progress::told;
use super::words::{self, DateWords, date_text};
use crate::derive::amended::titled;
use crate::derive::heard::Heard;
use crate::derive::moment::Moment;
use crate::derive::questions::{Ask, Question, questions};
use crate::derive::schedule::Schedule;
use crate::derive::standing::{Said, word_of};
use crate::derive::stood::{self, Stood};
use crate::derive::time::Quiet;
use crate::model::date::Date;
use crate::model::extra::Extra;
use crate::model::meeting::Meeting;
use crate::model::register::Item;
use crate::model::scalar::{Id, ItemId};
use crate::model::update::{Evidence, Status};

/// So many questions of one sort are put one by one; the items of the rest are named together.
const MOST_QUESTIONS: usize = 12;
/// So many plans are told of on one page.
const MOST_PLANS: usize = 50;

/// What the page says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// The meeting.
    meeting: Link,
    /// When.
    date: DateWords,
    /// Whether it lies ahead.
    ahead: bool,
    /// Each plan before it.
    plans: Vec<PlanBriefing>,
    /// Plans that are not told of here.
    more: Vec<Link>,
}

/// The questions about one plan.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PlanBriefing {
    /// The id of its heading.
    anchor: String,
    /// The plan.
    plan: Link,
    /// The plan as it came before the meeting, where the site has such pages.
    stood: Option<Link>,
    /// The paper that sets the plan out, whose paragraphs are cited without its title.
    set_out_in: Option<Link>,
    /// The last day of what is told.
    as_at: DateWords,
    /// The counts in a picture and words.
    tally: Option<Tally>,
    /// The meeting that it came before for the last time before this one.
    earlier: Option<Link>,
    /// What changed since then, in sentences.
    changes: Vec<String>,
    /// The questions by their sort, the most pressing first.
    sections: Vec<Section>,
}

/// Questions of one sort.
#[derive(Clone, Debug, Serialize)]
struct Section {
    /// What sort: "Overdue".
    heading: &'static str,
    /// The questions.
    lines: Vec<Line>,
}

/// A question, or one that is put of several items together.
#[derive(Clone, Debug, Serialize)]
struct Line {
    /// The items that it is about.
    items: Vec<Link>,
    /// The title of the item, where it is one.
    title: Option<String>,
    /// What is known, and what is asked.
    words: String,
    /// Where that is told.
    sources: Cites,
}

/// What the page says; none where no plan came before the meeting.
pub(crate) fn page(linker: &Linker<'_>, id: &Id, meeting: &Meeting) -> Page {
    let plans: Vec<&Id> = linker.views.plans_before(id).collect();
    let one = |plan: &&Id| briefing(linker, plan, id, meeting);
    Page {
        meeting: linker.meeting(id),
        date: words::date(&meeting.date, meeting.note("date")),
        ahead: meeting.date.last() > linker.views.edition.as_at,
        plans: plans.iter().take(MOST_PLANS).filter_map(one).collect(),
        more: plans.iter().skip(MOST_PLANS).map(|p| linker.plan(p)).collect(),
    }
}

fn briefing(linker: &Linker<'_>, id: &Id, meeting_id: &Id, meeting: &Meeting) -> Option<PlanBriefing> {
    let views = linker.views;
    let stood = stood::before(views, id, meeting_id)?;
    let earlier = views.meetings_of(id).take_while(|m| *m != meeting_id).last();
    let from = earlier.and_then(|m| Some(Moment::of(m, views.edition.register.meetings.get(m)?)));
    let heard = Heard::new(views, id)?;
    let all = questions(views, id, &heard, &stood, (from.as_ref(), &Moment::of(meeting_id, meeting)));
    let asker = Asker { linker, id, stood: &stood };
    Some(PlanBriefing {
        anchor: format!("plan-{id}"),
        plan: linker.plan(id),
        stood: linker.extra(
            Extra::PlansBeforeMeetings,
            &at_path(id, meeting_id),
            "As it stood then, in full",
        ),
        set_out_in: stood.plan.set_out_in.as_ref().map(|p| linker.paper(p, None)),
        as_at: words::date(&Date::day(stood.as_at), None),
        tally: tally(&stood.plan, &stood.progress.counts),
        earlier: earlier.map(|m| linker.meeting(m)),
        changes: news(linker, id, meeting_id, &heard, stood.figures())
            .map_or_else(Vec::new, |news| news.sentences),
        sections: asker.sections(&all),
    })
}

/// Puts questions about a plan as it stood.
struct Asker<'a> {
    linker: &'a Linker<'a>,
    id: &'a Id,
    stood: &'a Stood,
}

impl Asker<'_> {
    fn sections(&self, all: &[Question]) -> Vec<Section> {
        let mut sections: BTreeMap<(u8, &'static str), Vec<&Question>> = BTreeMap::new();
        for question in all {
            let kind = match question.ask {
                Ask::Contradicted(_) => (0, "Contradicted"),
                Ask::Overdue(..) => (1, "Overdue"),
                Ask::NotStarted(_) => (2, "Start date passed"),
                Ask::PutBack(..) => (3, "Due date put back"),
                Ask::FallsDue(_) => (4, "Falls due before the meeting"),
                Ask::NotAchieved(_) => (5, "Closed as not achieved"),
                Ask::Unsigned(..) => (6, "Called complete, not approved by a resolution that names it"),
                Ask::Undated => (7, "Without any date"),
                Ask::Silent(_) => (8, "Nothing heard"),
            };
            sections.entry(kind).or_default().push(question);
        }
        let section = |((_, heading), list): ((u8, &'static str), Vec<&Question>)| Section {
            heading,
            lines: self.lines(&list),
        };
        sections.into_iter().map(section).collect()
    }

    /// What is asked of each item; what is asked of many alike is asked once.
    fn lines(&self, list: &[&Question]) -> Vec<Line> {
        match list.first().map(|q| q.ask) {
            Some(Ask::Undated) => {
                let words = match list.len() {
                    1 => "has no date: no start, no end, no frequency. By when will it be done?",
                    _ => "have no date: no start, no end, no frequency. By when will they be done?",
                };
                vec![self.together(list, words.to_owned())]
            }
            Some(Ask::Silent(_)) => {
                let mut by_day: BTreeMap<_, Vec<&Question>> = BTreeMap::new();
                for question in list {
                    if let Ask::Silent(quiet) = question.ask {
                        by_day.entry((quiet.since.last(), quiet.word)).or_default().push(question);
                    }
                }
                by_day.into_values().map(|same| self.silent(&same)).collect()
            }
            _ => {
                let mut lines: Vec<Line> =
                    list.iter().take(MOST_QUESTIONS).filter_map(|q| self.one(q)).collect();
                let rest: Vec<&Question> = list.iter().skip(MOST_QUESTIONS).copied().collect();
                if !rest.is_empty() {
                    let words =
                        if rest.len() == 1 { "too." } else { "too, of which the same is to be asked." };
                    lines.push(self.together(&rest, words.to_owned()));
                }
                lines
            }
        }
    }

    fn together(&self, list: &[&Question], words: String) -> Line {
        let items = list.iter().map(|q| self.linker.item_of(self.id, &q.item)).collect();
        Line { items, title: None, words, sources: Cites::default() }
    }

    fn silent(&self, same: &[&Question]) -> Line {
        let quiet = same.iter().find_map(|q| match q.ask {
            Ask::Silent(quiet) => Some(quiet),
            _ => None,
        });
        let one = same.len() == 1;
        let words = match quiet {
            Some(Quiet { since, word: true, days }) => format!(
                "{} last spoken of here on {}, {} before. What has happened since?",
                if one { "was" } else { "were" },
                date_text(&since),
                words::days(days)
            ),
            Some(Quiet { since, word: false, .. }) if one => {
                format!(
                    "dates from {}, and no word on it is published here. Where does it stand?",
                    date_text(&since)
                )
            }
            Some(Quiet { since, word: false, .. }) => {
                format!(
                    "date from {}, and no word on them is published here. Where do they stand?",
                    date_text(&since)
                )
            }
            None => String::new(),
        };
        self.together(same, words)
    }

    fn one(&self, question: &Question) -> Option<Line> {
        let item = self.stood.plan.item(&question.item)?;
        let status = self.status(&question.item);
        let (words, said) = match question.ask {
            Ask::Contradicted(said) => (
                format!("is {status}, and what is published against it contradicts that. Which is right?"),
                Some(said),
            ),
            Ask::Overdue(due, days) => (
                format!(
                    "was due {}, {} before {}, and is {status}. {}",
                    date_text(&due),
                    words::days(days),
                    words::day_words(self.stood.as_at),
                    match self.is_paused(&question.item) {
                        true => "When is it taken up again?",
                        false => "Is it done, and what shows it?",
                    }
                ),
                None,
            ),
            Ask::PutBack(from, to, said) => (self.put_back(item, from, to, said), Some(said)),
            Ask::FallsDue(due) => {
                (format!("is due {}, and is {status}. Will it be done by then?", date_text(&due)), None)
            }
            Ask::NotAchieved(said) => {
                (format!("is {status}. What follows from that, and who carries it on?"), Some(said))
            }
            Ask::NotStarted(start) => (
                format!("was to begin {}; no later paper here says whether it did. Did it?", in_date(&start)),
                None,
            ),
            Ask::Unsigned(said, evidence) => (self.unsigned(item, said, evidence), Some(said)),
            Ask::Undated | Ask::Silent(_) => return None,
        };
        let sources = match said {
            // A word that names no source has none: where the work was set out says nothing of it.
            Some(said) => told(&self.stood.plan, item, said),
            None => item.work().and_then(|w| self.stood.plan.sources_of(w)),
        };
        Some(Line {
            items: vec![self.linker.item_of(self.id, &question.item)],
            title: Some(titled(&self.stood.plan, item)),
            words,
            sources: sources.map_or_else(Cites::default, |s| cell_cites(self.linker, s, &self.stood.plan)),
        })
    }

    /// "reported complete", or "in progress by the word of 13 October 2021".
    fn status(&self, item: &ItemId) -> String {
        let standing = self.stood.standings.get(item);
        match standing.and_then(|s| s.status) {
            None => "without a stated status".to_owned(),
            Some((status, said)) => {
                format!("{} by the word of {}", words::status(Some(status)).word, date_text(&said.date))
            }
        }
    }

    fn is_paused(&self, item: &ItemId) -> bool {
        let status = self.stood.standings.get(item).and_then(|s| s.status);
        status.is_some_and(|(status, _)| status == Status::Paused)
    }

    /// A date that moved: how late the item was when it did, and whether a reason is given.
    fn put_back(&self, item: Item<'_>, from: Date, to: Date, said: Said) -> String {
        let late = (said.date.last() - from.last()).num_days();
        let when = match late > 0 {
            true => {
                format!("was {} past its date of {} when that was moved", words::days(late), date_text(&from))
            }
            false => format!("was due {} and was moved", date_text(&from)),
        };
        let by = words::days((to.last() - from.last()).num_days());
        let reason = word_of(&self.stood.plan, item, said.origin).and_then(|w| w.reason.as_ref());
        let reason = match reason {
            Some(_) => "Is the reason that was given still true?",
            None => "No reason is given. Why?",
        };
        format!("{when} to {}, {by} later. {reason}", date_text(&to))
    }

    fn unsigned(&self, item: Item<'_>, said: Said, evidence: Evidence) -> String {
        let by = word_of(&self.stood.plan, item, said.origin).and_then(|w| w.by.as_ref());
        let by = by.map_or_else(Links::default, |by| self.linker.owners(by));
        let by: Vec<String> = by.0.into_iter().map(|link| link.text).collect();
        let by = if by.is_empty() { String::new() } else { format!(" by {}", by.join(", ")) };
        let behind = match evidence {
            Evidence::Contradicted => "and it is contradicted",
            some if some.counts() => "with evidence of its own",
            _ => "on that word alone",
        };
        let date = date_text(&said.date);
        let standing = self.stood.standings.get(item.id());
        let late = match standing.map(|s| s.schedule) {
            Some(Schedule::ReportedDoneDateNotStated(_)) => {
                let due = standing.and_then(|s| s.due).map(|due| date_text(&due)).unwrap_or_default();
                format!(", after its due date of {due}, the day it was done not stated")
            }
            Some(Schedule::DoneLate(days)) => format!(", done {} late", words::days(days)),
            _ => String::new(),
        };
        let question = match evidence.counts() {
            true => "Is the board satisfied with it?",
            false => "What shows it, and is the board satisfied?",
        };
        format!("was reported complete on {date}{by}{late}, {behind}. {question}")
    }
}

/// "in October 2021", "on 13 October 2021".
fn in_date(date: &Date) -> String {
    let day = matches!(date.from, crate::model::date::Moment::Day(_)) && date.to.is_none();
    format!("{} {}", if day { "on" } else { "in" }, date_text(date))
}
