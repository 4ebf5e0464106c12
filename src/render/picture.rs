//! A picture of a whole period: one lane for each sort of thing, a mark for each day, bars for spans, hollow bars for
//! months and years of which no day is known, and a line at the date of the view. It shows nothing that the list beside
//! it does not say.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::scale::{Extent, Tick, TimeScale, em, extent, percent};
use super::words;
use crate::model::date::Date;

/// The lanes from the top: the shape of their marks, and what one and many of them are called.
const LANES: [(&str, &str, &str); 7] = [
    ("inspection", "Inspection", "Inspections"),
    ("meeting", "Meeting", "Meetings"),
    ("motion", "Motion", "Motions"),
    ("paper", "Paper", "Papers"),
    ("deadline", "Start or due date", "Start and due dates"),
    ("update", "Update", "Updates"),
    ("event", "Event", "Events"),
];

/// Heights, in the size of the drawing's letters: above the lanes, of a lane, of the names of times below.
const HEAD: f64 = 1.6;
const LANE: f64 = 2.8;
const FOOT: f64 = 1.6;
/// Marks nearer than this, in percent of the width, are drawn as one with their number.
const PITCH_WIDE: f64 = 2.8;
const PITCH_NARROW: f64 = 8.0;
/// No bar is narrower, in percent: it would not be seen.
const BAR: f64 = 1.6;

/// Something dated.
pub(crate) struct Dated {
    /// Its shape, one of the lanes'.
    pub(crate) shape: &'static str,
    /// When.
    pub(crate) date: Date,
}

/// The picture, for a template.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Picture {
    /// What it shows, in a few words.
    pub(crate) title: String,
    /// What it shows, in figures.
    pub(crate) description: String,
    /// Its height, with its unit.
    height: String,
    /// Where the names of times stand, from the top.
    foot: String,
    /// Where the lanes end.
    floor: String,
    /// The sorts of things, from the top.
    lanes: Vec<Lane>,
    /// Times, as lines from top to bottom.
    ticks: Vec<Tick>,
    /// The date of the view.
    now: Now,
    /// Which of its signs to explain, for those that it holds: "day", "many", "span", "vague" and "ahead".
    key: Vec<&'static str>,
}

/// One sort of thing.
#[derive(Clone, Debug, Serialize)]
struct Lane {
    /// The shape of its marks, a class name of the theme.
    shape: &'static str,
    /// Its name.
    label: String,
    /// Where its name stands, from the top.
    name_at: String,
    /// Where its marks stand, from the top.
    at: String,
    /// Where its bars begin, from the top.
    bar_at: String,
    /// Times that are longer than a day.
    bars: Vec<Bar>,
    /// Days.
    marks: Vec<Mark>,
}

/// A time that is longer than a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Bar {
    /// Where it begins, as a share of the width.
    at: String,
    /// How wide it is, as a share of the width.
    width: String,
    /// "span", or "vague" for some time in a month or year of which no day is known.
    extent: Extent,
    /// Whether it lies after the date of the view.
    ahead: bool,
}

/// A day, or several days close together.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Mark {
    /// Where it stands, as a share of the width.
    at: String,
    /// How many days it stands for.
    count: usize,
    /// How many digits the count has.
    digits: usize,
    /// Whether it lies after the date of the view.
    ahead: bool,
    /// A class name for what is drawn only on wide screens, or only on narrow ones; nothing for what is drawn on all.
    only: Option<&'static str>,
}

/// The date of the view.
#[derive(Clone, Debug, Serialize)]
struct Now {
    /// Where it stands, as a share of the width.
    at: String,
    /// The date, as read.
    words: String,
    /// Whether its words end at its line, else they begin there.
    before: bool,
    /// Whether anything lies ahead.
    ahead: bool,
    /// Whether there is room to say so.
    ahead_fits: bool,
    /// The share of the width that lies ahead.
    rest: String,
}

/// The picture of some dated things at a date; none where there are fewer than two.
pub(crate) fn picture(of: &str, things: &[Dated], as_at: NaiveDate) -> Option<Picture> {
    if things.len() < 2 {
        return None;
    }
    let dates = things.iter().map(|t| t.date).chain([Date::day(as_at)]);
    let scale = TimeScale::over(dates, 1.5, 98.5)?;
    let mut lanes = Vec::new();
    let mut counts = Vec::new();
    let mut top = HEAD;
    for (shape, one, many) in LANES {
        let found: Vec<Date> = things.iter().filter(|t| t.shape == shape).map(|t| t.date).collect();
        if found.is_empty() {
            continue;
        }
        let ahead = found.iter().filter(|d| d.last() > as_at).count();
        let name = if found.len() == 1 { one } else { many };
        counts.push(match ahead {
            0 => format!("{name}: {}.", found.len()),
            ahead => format!("{name}: {}, of which {ahead} ahead.", found.len()),
        });
        lanes.push(Lane {
            shape,
            label: format!("{name} {}", found.len()),
            name_at: em(top + 1.0),
            at: em(top + 1.9),
            bar_at: em(top + 1.5),
            bars: bars(&scale, &found, as_at),
            marks: marks(&scale, &found, as_at),
        });
        top += LANE;
    }
    let first = things.iter().map(|t| t.date).min_by(Date::by_first_day)?;
    let last = things.iter().map(|t| t.date).max_by_key(Date::last)?;
    let (first, last) = (words::date_text(&first), words::date_text(&last));
    Some(Picture {
        title: format!("{of}: from {first} to {last}"),
        description: counts.join(" "),
        height: em(top + FOOT),
        foot: em(top + 1.1),
        floor: em(top),
        ticks: scale.ticks(),
        now: now(&scale, things, as_at),
        key: key(&lanes),
        lanes,
    })
}

fn now(scale: &TimeScale, things: &[Dated], as_at: NaiveDate) -> Now {
    let share = scale.end(as_at);
    Now {
        at: percent(share),
        words: words::day_words(as_at),
        before: share > 45.0,
        ahead: things.iter().any(|t| t.date.last() > as_at),
        ahead_fits: share < 82.0,
        rest: percent(100.0 - share),
    }
}

/// Bars for what is no single day; those that would cover each other are drawn once.
fn bars(scale: &TimeScale, dates: &[Date], as_at: NaiveDate) -> Vec<Bar> {
    let mut seen: BTreeMap<(i64, i64, Extent, bool), (f64, f64)> = BTreeMap::new();
    for date in dates.iter().filter(|d| extent(d) != Extent::Day) {
        let (start, end) = (scale.start(date.first()), scale.end(date.last()));
        let wider = ((BAR - (end - start)) / 2.0).max(0.0);
        let (start, end) = ((start - wider).max(0.0), (end + wider).min(100.0));
        let step = |share: f64| (share * 2.0).round() as i64;
        let key = (step(start), step(end), extent(date), date.last() > as_at);
        seen.entry(key).or_insert((start, end));
    }
    let bar = |((_, _, extent, ahead), (start, end)): (_, (f64, f64))| Bar {
        at: percent(start),
        width: percent(end - start),
        extent,
        ahead,
    };
    seen.into_iter().map(bar).collect()
}

/// Days close together, as a group: first and last place, and how many.
type Cluster = (f64, f64, usize);

fn marks(scale: &TimeScale, dates: &[Date], as_at: NaiveDate) -> Vec<Mark> {
    let mut marks = Vec::new();
    for ahead in [false, true] {
        let days = dates.iter().filter(|d| extent(d) == Extent::Day && (d.last() > as_at) == ahead);
        let mut shares: Vec<f64> = days.map(|d| scale.middle(d)).collect();
        shares.sort_by(f64::total_cmp);
        let (wide, narrow) = (clusters(&shares, PITCH_WIDE), clusters(&shares, PITCH_NARROW));
        let same = wide == narrow;
        let mark = |(first, last, count): Cluster, only| Mark {
            at: percent((first + last) / 2.0),
            count,
            digits: count.to_string().len().min(4),
            ahead,
            only,
        };
        marks.extend(wide.into_iter().map(|c| mark(c, (!same).then_some("wide"))));
        if !same {
            marks.extend(narrow.into_iter().map(|c| mark(c, Some("narrow"))));
        }
    }
    marks
}

/// Groups of places, so that no two groups have their middles nearer than the pitch.
fn clusters(shares: &[f64], pitch: f64) -> Vec<Cluster> {
    let middle = |c: &Cluster| (c.0 + c.1) / 2.0;
    let mut list: Vec<Cluster> = Vec::new();
    for share in shares {
        let mut next: Cluster = (*share, *share, 1);
        while let Some(before) = list.pop_if(|before| middle(&next) - middle(before) < pitch) {
            next = (before.0, next.1, before.2 + next.2);
        }
        list.push(next);
    }
    list
}

fn key(lanes: &[Lane]) -> Vec<&'static str> {
    let bar = |extent| lanes.iter().any(|l| l.bars.iter().any(|b| b.extent == extent));
    let many = lanes.iter().any(|l| l.marks.iter().any(|m| m.count > 1));
    let signs = [
        (true, "day"),
        (many, "many"),
        (bar(Extent::Span), "span"),
        (bar(Extent::Vague), "vague"),
        (lanes.iter().any(|l| l.marks.iter().any(|m| m.ahead) || l.bars.iter().any(|b| b.ahead)), "ahead"),
    ];
    signs.into_iter().filter(|(there, _)| *there).map(|(_, sign)| sign).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or(NaiveDate::MIN)
    }

    fn dated(shape: &'static str, text: &str) -> Dated {
        use crate::model::scalar::Written;
        Dated { shape, date: Date::read(text).unwrap_or(Date::day(NaiveDate::MIN)) }
    }

    #[test]
    fn one_thing_alone_has_no_picture_and_two_on_one_day_have() {
        let as_at = day("2022-07-31");
        assert!(picture("All", &[], as_at).is_none());
        assert!(picture("All", &[dated("paper", "2021-10-13")], as_at).is_none());
        let two = [dated("paper", "2021-10-13"), dated("paper", "2021-10-13")];
        let Some(picture) = picture("All", &two, as_at) else { unreachable!() };
        assert_eq!(picture.title, "All: from 13 October 2021 to 13 October 2021");
        assert_eq!(picture.description, "Papers: 2.");
        assert_eq!(picture.lanes.iter().flat_map(|l| &l.marks).map(|m| m.count).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn what_is_no_day_is_never_a_mark() {
        let things =
            [dated("deadline", "2021"), dated("deadline", "2021-10"), dated("event", "2020-03/2021-09")];
        let Some(picture) = picture("All", &things, day("2021-10-15")) else { unreachable!() };
        assert!(picture.lanes.iter().all(|l| l.marks.is_empty()));
        let bars: Vec<_> = picture.lanes.iter().flat_map(|l| &l.bars).map(|b| (b.extent, b.ahead)).collect();
        assert_eq!(bars, [(Extent::Vague, true), (Extent::Vague, true), (Extent::Span, false)]);
        assert_eq!(picture.key, ["day", "span", "vague", "ahead"]);
    }

    #[test]
    fn groups_never_crowd_each_other_and_lose_nobody() {
        let shares: Vec<f64> = (0..200).map(|n| f64::from(n) * 0.5).collect();
        for pitch in [PITCH_WIDE, PITCH_NARROW] {
            let found = clusters(&shares, pitch);
            assert_eq!(found.iter().map(|c| c.2).sum::<usize>(), 200);
            let middles: Vec<f64> = found.iter().map(|c| (c.0 + c.1) / 2.0).collect();
            assert!(middles.windows(2).all(|w| matches!(w, [a, b] if b - a >= pitch)), "{middles:?}");
        }
    }

    fn share(text: &str) -> f64 {
        text.strip_suffix('%').and_then(|t| t.parse().ok()).unwrap_or(f64::NAN)
    }

    proptest! {
        #[test]
        fn everything_is_drawn_inside(
            days in proptest::collection::vec((0usize..7, 1i32..=9999, 1u32..=365, 0i64..4000), 2..40),
            as_at in (1i32..=9999, 1u32..=365),
        ) {
            let on = |y, d| NaiveDate::from_yo_opt(y, d).unwrap_or(NaiveDate::MIN);
            let things: Vec<Dated> = days.iter().map(|(lane, y, d, long)| {
                use crate::model::date::Moment;
                let first = on(*y, *d);
                let to = (long % 3 == 0).then(|| Moment::Day(first + chrono::Duration::days(*long)));
                let from = if long % 3 == 1 { Moment::Year(*y) } else { Moment::Day(first) };
                Dated { shape: LANES[*lane].0, date: Date { from, to } }
            }).collect();
            let Some(picture) = picture("All", &things, on(as_at.0, as_at.1)) else { unreachable!() };
            let inside = |text: &str| (0.0..=100.0).contains(&share(text));
            prop_assert!(inside(&picture.now.at) && inside(&picture.now.rest));
            let mut drawn = 0;
            for lane in &picture.lanes {
                prop_assert!(lane.marks.iter().all(|m| inside(&m.at)));
                prop_assert!(lane.bars.iter().all(|b| inside(&b.at) && inside(&b.width)
                    && share(&b.at) + share(&b.width) <= 100.11));
                for only in ["narrow", "wide"] {
                    prop_assert!(lane.marks.iter().filter(|m| m.only == Some(only)).count() <= 80);
                }
                drawn += lane.marks.iter().filter(|m| m.only != Some("wide")).map(|m| m.count).sum::<usize>();
            }
            let day_marks = things.iter().filter(|t| extent(&t.date) == Extent::Day).count();
            prop_assert_eq!(drawn, day_marks);
        }
    }
}
