//! Activities: what people do together, each with one or more slots. What is said stands here; who comes is the database's.

mod line;
mod slot;

use api::documents::Folder;

pub use line::SlotLine;
pub use slot::Slot;

use crate::card::withdrawn;
use crate::check;
use crate::day::Day;
use crate::document::{Document, Found, Kind};
use crate::fault::Faults;
use crate::fields::{Fields, Input, Items, List, field};
use crate::fragment::{self, Page};
use crate::front_matter::{FrontMatter, Lines, did_you_mean};
use crate::library::Library;
use crate::opening::Minute;
use crate::read_field::{is_yes, one_of};
use crate::render;
use crate::slug::is_slug;

/// What it is.
pub const KINDS: [&str; 4] = ["主题党日", "研学游", LECTURE, CALL_UP];
/// The kind before which people ask.
const LECTURE: &str = "讲座";
/// The kind that asks for hands: safety and insurance come first.
pub const CALL_UP: &str = "志愿招募";
/// What volunteers are called up for.
pub const CAUSES: [&str; 4] = ["安全生产", "平安建设", "交通引导", "文明创建"];
/// Sign-ups may end so many hours before a slot at most.
const MOST_HOURS: i32 = 168;

/// An activity, as its file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// The file's name.
    pub slug: String,
    /// What people call it.
    pub title: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// One of [`CAUSES`]; empty where nobody is called up.
    pub cause: String,
    /// What it is, in one sentence.
    pub summary: String,
    /// For whom; may be empty.
    pub who: String,
    /// What to bring; may be empty.
    pub bring: String,
    /// How one stays safe; a call-up says it.
    pub safety: String,
    /// Who pays when something happens; a call-up says it.
    pub insurance: String,
    /// The slug of a deck that goes with it; may be empty.
    pub deck: String,
    /// Sign-ups end so many minutes before a slot begins.
    pub closes: Minute,
    /// A line of thanks to those who came; empty before.
    pub thanks: String,
    /// Whether it is made up.
    pub is_sample: bool,
    /// When and where, in the order of its file.
    pub slots: Vec<Slot>,
    /// Where its fields stand.
    pub lines: Lines,
    /// Since when it must no longer be shown.
    pub withdrawn: Option<Day>,
    /// Markdown: whatever else is to be said.
    pub body: String,
    /// Line on which the body begins.
    pub body_line: usize,
}

impl Kind for Activity {
    const FOLDER: Folder = Folder::Activities;
    const FIELDS: Fields = Fields {
        head: &[
            field("title", "名称", "如：雕版印刷和剪纸", Input::Line),
            field("kind", "是什么", "", Input::Choice(&KINDS)),
            field(
                "cause",
                "哪一类志愿",
                "招志愿者才选",
                Input::Choice(&["", CAUSES[0], CAUSES[1], CAUSES[2], CAUSES[3]]),
            ),
            field("summary", "一句话", "去了做什么，能带回什么", Input::Words),
            field("who", "谁能来", "如：外卖、快递、网约车，都算；可以带孩子", Input::Line),
            field("bring", "带什么", "如：人来就行", Input::Line),
            field("safety", "怎么保证安全", "招志愿者要写，如：站在人行道上，不上车道", Input::Words),
            field("insurance", "保险怎么办", "招志愿者要写，如：支部统一买意外险", Input::Words),
            field("deck", "配哪一组金句", "没有就空着", Input::Deck),
            field("closes", "开始前几小时截止报名", "空着就是到开始为止", Input::Line),
            field("thanks", "谢谢来的人", "办完了写一句，如：谢谢来的 12 位，雕的版留在驿站了", Input::Words),
            field("sample", "是示例数据吗", "编出来给人看样子的，写“是”", Input::Choice(&["", "是"])).rare(),
        ],
        list: Some(List { key: "slots", label: "哪几场", items: Items::Slots }),
        body: Some("还有什么要说的；办完了写写怎么样"),
        is_withdrawn: true,
    };

    fn read(slug: &str, mut file: FrontMatter, faults: &mut Faults) -> Self {
        let items = file.list("slots", faults);
        let activity = Self {
            slug: slug.to_string(),
            title: file.required("title", faults),
            kind: one_of(&mut file, "kind", &KINDS, faults).unwrap_or_default(),
            cause: file.optional("cause", faults).unwrap_or_default(),
            summary: file.required("summary", faults),
            who: file.optional("who", faults).unwrap_or_default(),
            bring: file.optional("bring", faults).unwrap_or_default(),
            safety: file.optional("safety", faults).unwrap_or_default(),
            insurance: file.optional("insurance", faults).unwrap_or_default(),
            deck: file.optional("deck", faults).unwrap_or_default(),
            closes: closes(&mut file, faults),
            thanks: file.optional("thanks", faults).unwrap_or_default(),
            is_sample: is_yes(&mut file, "sample", faults),
            slots: Slot::all(&items, faults),
            withdrawn: withdrawn(&mut file, faults),
            lines: file.lines(),
            body_line: file.body_line,
            body: std::mem::take(&mut file.body),
        };
        Self::FIELDS.refuse_others(&mut file, faults);
        if items.is_empty() && !faults.has(&["slots"]) {
            faults.add(file.line("slots"), "slots", "至少要有一场", slot::HINT);
        }
        activity.check_call_up(&file, faults);
        activity
    }
}

impl Document for Activity {
    fn withdrawn(&self) -> Option<Day> {
        self.withdrawn
    }

    fn check(&self, library: &Library, faults: &mut Faults) {
        check::markdown(library, &self.body, self.body_line, faults);
        check::pictures(&self.body, self.body_line, faults);
        if !self.deck.is_empty() && !library.decks.contains_key(&self.deck) {
            let known: Vec<&str> = library.decks.keys().map(String::as_str).collect();
            let hint = did_you_mean(&self.deck, &known);
            faults.add(self.lines.of("deck"), "deck", format!("没有卡组 {}", self.deck), hint);
        }
        let is_lost = |slot: &&Slot| is_slug(&slot.whereabouts) && !library.places.contains_key(&slot.whereabouts);
        for slot in self.slots.iter().filter(is_lost) {
            let known: Vec<&str> = library.places.keys().map(String::as_str).collect();
            let hint = did_you_mean(&slot.whereabouts, &known);
            faults.add(slot.line, "slots", format!("没有地方 {}", slot.whereabouts), hint);
        }
    }

    fn page(&self, library: &Library, _today: Day) -> Option<Page> {
        Some(fragment::activity(self, library))
    }

    fn search(&self, library: &Library) -> Option<Found> {
        let mut slots: Vec<&str> = self.slots.iter().map(|slot| fragment::whereabouts(slot, library)).collect();
        slots.dedup();
        let text = [
            self.summary.as_str(),
            &self.cause,
            &self.who,
            &self.bring,
            &slots.join(" "),
            &render::to_text(&self.body),
        ];
        Some(Found { title: self.title.clone(), note: format!("活动 · {}", self.kind), text: text.join(" ") })
    }
}

impl Activity {
    /// Whether people ask something before it.
    pub fn is_lecture(&self) -> bool {
        self.kind == LECTURE
    }

    /// Whether it asks for hands.
    pub fn is_call_up(&self) -> bool {
        self.kind == CALL_UP
    }

    /// The moment after which nobody signs up for a slot, or moves up.
    pub fn closes_at(&self, slot: &Slot) -> Minute {
        slot.start - self.closes
    }

    /// Nobody is called up without being told how they are safe, and insured.
    fn check_call_up(&self, file: &FrontMatter, faults: &mut Faults) {
        for (key, value) in [("cause", &self.cause), ("safety", &self.safety), ("insurance", &self.insurance)] {
            if self.is_call_up() && value.is_empty() && !faults.has(&[key]) {
                faults.add(file.line(key), key, "招志愿者要写这一项", "先说怎么保证安全、保险怎么办，再说要几个人");
            }
        }
        if !self.cause.is_empty() && !CAUSES.contains(&self.cause.as_str()) {
            let hint = format!("可用：{}", CAUSES.join("、"));
            faults.add(file.line("cause"), "cause", format!("没有“{}”这一类", self.cause), hint);
        }
    }
}

fn closes(file: &mut FrontMatter, faults: &mut Faults) -> Minute {
    let Some(text) = file.optional("closes", faults) else { return 0 };
    let hours = text.trim_end_matches("小时").trim().parse().ok().filter(|hours| (0..=MOST_HOURS).contains(hours));
    if hours.is_none() {
        faults.add(file.line("closes"), "closes", format!("“{text}”不是几小时"), "写一个数，如：12");
    }
    hours.unwrap_or_default() * 60
}
