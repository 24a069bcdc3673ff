//! A place as it stands in a page, read once.

use content::day::Day;
use content::opening::{
    Answer, Calendar, Hours, Minute, OFF_AFTER, Place, Standing as InUse, answer, day_of, minute_at_unix_ms,
    open_at_night,
};

use super::standing::{Age, Standing};
use crate::browser::clock;
use crate::browser::dom::{self, Node};
use crate::browser::position::Position;

/// Hours are compared anew so often, in milliseconds.
pub(super) const TICK: u32 = 20_000;

/// A place, and its element.
pub(super) struct Row {
    pub(super) node: Node,
    hours: Option<Hours>,
    orders: Vec<u16>,
    closed_until: Option<Day>,
    in_use: InUse,
    /// When somebody confirmed its hours last.
    seen: Option<Day>,
    /// Of a shop that was claimed: the last day of being listed.
    listed: Option<Day>,
    /// The last day of being on the list at all, of one that asked to go on.
    stays: Option<Day>,
    /// The numbers of its services, each between spaces.
    has: String,
    /// Where it is, if that is known.
    pub(super) at: Option<Position>,
}

impl Row {
    /// Reads an element with `data-place`.
    pub(super) fn read(node: Node) -> Self {
        let data = |name| dom::data(&node, name);
        let orders = data("orders");
        Self {
            hours: Hours::parse(&data("hours")).filter(|_| node.has_attribute("data-hours")),
            orders: orders.split(',').filter_map(|order| order.parse().ok()).collect(),
            closed_until: Day::parse(&data("rest")),
            in_use: match data("standing").as_str() {
                "gone" => InUse::Gone,
                "paused" => InUse::Paused,
                _ => InUse::Open,
            },
            seen: Day::parse(&data("seen")),
            listed: Day::parse(&data("listed")),
            stays: Day::parse(&data("stays")),
            has: [" ", &data("has"), " "].concat(),
            at: position(&data("at")),
            node,
        }
    }

    /// All in a page.
    pub(super) fn all(page: &Node) -> Vec<Self> {
        dom::find_all_in(page, "[data-place]").into_iter().map(Self::read).collect()
    }

    fn place(&self) -> Place<'_> {
        Place {
            hours: self.hours.as_ref(),
            last_orders: &self.orders,
            closed_until: self.closed_until,
            standing: self.in_use,
        }
    }

    /// Whether it is open, until when or from when.
    pub(super) fn answer(&self, calendar: &Calendar, now: Minute) -> Answer {
        answer(&self.place(), calendar, now)
    }

    /// How much its hours may be relied on; `None` where nobody confirmed them, ever. Of a shop whose claim has ended not much.
    pub(super) fn age(&self, now: Minute) -> Option<Age> {
        let has_ended = self.listed.is_some_and(|last| last < day_of(now));
        self.seen.map(|seen| if has_ended { Age::Doubtful } else { Age::of(seen, now) })
    }

    /// Whether its claim ended so long ago that it is on no list any more.
    pub(super) fn is_off(&self, now: Minute) -> bool {
        let last = self.stays.or_else(|| Some(self.listed?.plus(OFF_AFTER)));
        last.is_some_and(|last| last < day_of(now))
    }

    /// The same in words; none of a place that is gone.
    pub(super) fn age_words(&self, now: Minute) -> String {
        match (self.in_use, self.seen.zip(self.age(now))) {
            (InUse::Gone, _) => String::new(),
            (_, None) => "没人确认过".into(),
            (_, Some((seen, age))) => age.words(seen, false),
        }
    }

    /// What stands beside its name.
    pub(super) fn standing(&self, calendar: &Calendar, now: Minute) -> Standing {
        Standing::of(&self.answer(calendar, now), self.age(now), now)
    }

    /// Whether one can go in during this night. What nobody confirmed is not open.
    pub(super) fn is_open_at_night(&self, calendar: &Calendar, now: Minute) -> bool {
        self.age(now).is_some_and(|age| age != Age::Doubtful) && open_at_night(&self.place(), calendar, now)
    }

    /// Whether it has a service.
    pub(super) fn has(&self, service: &str) -> bool {
        self.has.contains(&[" ", service, " "].concat())
    }

    /// Writes into its element how it stands.
    pub(super) fn show(&self, standing: &Standing, far: &str, now: Minute) {
        let _ = self.node.set_attribute("data-said", "");
        dom::set_attribute(&self.node, ".state", "data-state", Some(standing.look));
        dom::set_text(&self.node, ".state", standing.state);
        dom::set_text(&self.node, ".till", &standing.till);
        let age = self.age(now);
        let words = self.age_words(now);
        dom::set_attribute(&self.node, ".age", "data-age", age.is_none_or(|age| age == Age::Doubtful).then_some("old"));
        dom::set_text(
            &self.node,
            ".age",
            &[far, if far.is_empty() || words.is_empty() { "" } else { " · " }, &words].concat(),
        );
    }
}

/// How old each confirmation in a page is, before or in place of its day.
pub(super) fn say_ages(page: &Node, now: Minute) {
    for said in dom::find_all_in(page, ".age[data-seen]") {
        let Some(seen) = Day::parse(&dom::data(&said, "seen")) else { continue };
        let age = Age::of(seen, now);
        said.set_text_content(Some(&age.words(seen, true)));
        let _ = said.set_attribute("data-age", if age == Age::Doubtful { "old" } else { "" });
    }
}

/// Of `32041700,118784000`: millionths of a degree.
fn position(text: &str) -> Option<Position> {
    let (lat, lon) = text.split_once(',')?;
    let degrees = |text: &str| Some(f64::from(text.parse::<i32>().ok()?) / 1e6);
    Some(Position { lat: degrees(lat)?, lon: degrees(lon)? })
}

/// The minute it is in Beijing, whatever zone this phone is set to.
pub(super) fn now() -> Minute {
    minute_at_unix_ms(clock::unix_ms())
}

/// The calendar that came with a page.
pub(super) fn calendar(page: &Node) -> Calendar {
    Calendar::parse(&dom::data(page, "calendar")).unwrap_or_default()
}
