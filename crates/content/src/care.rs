//! Care: what the district can do for somebody on the road, and how one comes by it.

use api::documents::Folder;

use crate::card::withdrawn;
use crate::check;
use crate::day::Day;
use crate::document::{Document, Found, Kind};
use crate::fault::Faults;
use crate::fields::{Fields, Input, Items, List, field};
use crate::fragment::{self, Page};
use crate::front_matter::{FrontMatter, Item, Lines, did_you_mean};
use crate::library::Library;
use crate::opening::Hours;
use crate::place::Place;
use crate::read_field::{day, is_yes, known_words, one_of, opening_hours, phone};
use crate::render;

/// The eight areas of 关爱有“秦”, in their order.
pub const AREAS: [&str; 8] =
    ["阵地打造", "互联兴企", "食药安全", "医疗健康", "职业技能", "益童成长", "关爱直通", "温情传递"];
/// In which situation somebody would look for it, as they would say it.
pub const SUITS: [&str; 8] = ["有孩子", "要体检", "想学一门", "租房", "受了伤", "心里烦", "刚来不久", "夜里跑单"];
/// How it is done fits into so many steps.
const MOST_STEPS: usize = 3;

/// What somebody may have, as its file says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Care {
    /// The file's name.
    pub slug: String,
    /// What people call it.
    pub title: String,
    /// One of [`AREAS`].
    pub area: String,
    /// What it is, in one sentence.
    pub summary: String,
    /// Words of [`SUITS`].
    pub suits: Vec<String>,
    /// Who may have it; may be empty.
    pub who: String,
    /// The slug of the place where it is; may be empty.
    pub place: String,
    /// Where it is, in words; may be empty.
    pub whereabouts: String,
    /// When somebody is there; `None` where nobody said.
    pub hours: Option<Hours>,
    /// Whether people meet then: it begins, and no door opens.
    pub is_meeting: bool,
    /// What it costs; may be empty.
    pub cost: String,
    /// What to bring; may be empty.
    pub papers: String,
    /// The last day on which one may ask for it.
    pub deadline: Option<Day>,
    /// Whether nobody else can be taken.
    pub is_full: bool,
    /// What is different just now; may be empty.
    pub alert: String,
    /// Whom to ask: an office; may be empty.
    pub contact: String,
    /// Its public number; may be empty.
    pub phone: String,
    /// In whose need one calls that number at once, as it is said among the numbers; may be empty.
    pub urgent: String,
    /// The day on which somebody asked whether all this is so.
    pub assured: Option<Day>,
    /// Whether it is made up.
    pub is_sample: bool,
    /// How it is done: one to three steps.
    pub steps: Vec<Item>,
    /// Where its fields stand.
    pub lines: Lines,
    /// Since when it must no longer be shown.
    pub withdrawn: Option<Day>,
    /// Markdown: whatever else is to be said.
    pub body: String,
    /// Line on which the body begins.
    pub body_line: usize,
}

impl Kind for Care {
    const FOLDER: Folder = Folder::Care;
    const FIELDS: Fields = Fields {
        head: &[
            field("title", "名称", "骑手会怎么叫它，如：健康体检", Input::Line),
            field("area", "哪一方面", "", Input::Choice(&AREAS)),
            field("summary", "一句话", "是什么，能帮上什么", Input::Words),
            field(
                "suits",
                "适合谁",
                "用“、”隔开，用这些词：有孩子、要体检、想学一门、租房、受了伤、心里烦、刚来不久、夜里跑单",
                Input::Line,
            ),
            field("who", "谁能办", "如：外卖、快递、网约车，都算", Input::Line),
            field("place", "在哪个地方", "“地方”里有的就选；没有的写在下一格", Input::Place),
            field("where", "在哪儿", "写到能找着，如：示例社区医院一楼", Input::Line),
            field("hours", "什么时候", "如：周二、周四 8:00-10:00，节假日休息", Input::Words),
            field("meets", "是到点一起开始吗", "碰头会、上课写“是”", Input::Choice(&["", "是"])).rare(),
            field("cost", "收不收钱", "如：不收", Input::Line),
            field("papers", "带什么", "如：身份证，看过就还", Input::Line),
            field("deadline", "报名到哪天", "这一天还能报；没有就空着", Input::Day),
            field("full", "名额满了吗", "满了照实写“是”", Input::Choice(&["", "是"])),
            field("alert", "这阵子有什么不一样", "如：这周四停一次；没有就空着", Input::Words),
            field("contact", "找谁", "单位，不写人名", Input::Line),
            field("phone", "公开的电话", "座机或热线，不写个人手机号", Input::Line),
            field("urgent", "急用电话里怎么写", "只给急的时候要打的，如：心里闷，想找人说说；不急就空着", Input::Line)
                .rare(),
            field("assured", "哪天确认的", "打电话问过才写", Input::Day),
            field("sample", "是示例数据吗", "编出来给人看样子的，写“是”", Input::Choice(&["", "是"])).rare(),
        ],
        list: Some(List { key: "steps", label: "怎么办，一到三步", items: Items::Lines }),
        body: Some("还有什么要说的"),
        is_withdrawn: true,
    };

    fn read(slug: &str, mut file: FrontMatter, faults: &mut Faults) -> Self {
        let care = Self {
            slug: slug.to_string(),
            title: file.required("title", faults),
            area: one_of(&mut file, "area", &AREAS, faults).unwrap_or_default(),
            summary: file.required("summary", faults),
            suits: suits(&mut file, faults),
            who: file.optional("who", faults).unwrap_or_default(),
            place: file.optional("place", faults).unwrap_or_default(),
            whereabouts: file.optional("where", faults).unwrap_or_default(),
            hours: opening_hours(&mut file, faults),
            is_meeting: is_yes(&mut file, "meets", faults),
            cost: file.optional("cost", faults).unwrap_or_default(),
            papers: file.optional("papers", faults).unwrap_or_default(),
            deadline: day(&mut file, "deadline", faults),
            is_full: is_yes(&mut file, "full", faults),
            alert: file.optional("alert", faults).unwrap_or_default(),
            contact: file.optional("contact", faults).unwrap_or_default(),
            phone: phone(&mut file, faults),
            urgent: file.optional("urgent", faults).unwrap_or_default(),
            assured: day(&mut file, "assured", faults),
            is_sample: is_yes(&mut file, "sample", faults),
            steps: file.list("steps", faults),
            withdrawn: withdrawn(&mut file, faults),
            lines: file.lines(),
            body_line: file.body_line,
            body: std::mem::take(&mut file.body),
        };
        Self::FIELDS.refuse_others(&mut file, faults);
        if !faults.has(&["steps"]) && !(1..=MOST_STEPS).contains(&care.steps.len()) {
            let message = format!("怎么办写了 {} 步，要一到三步", care.steps.len());
            faults.add(file.line("steps"), "steps", message, "如：打电话，说“我是骑手，想体检”");
        }
        if !care.urgent.is_empty() && care.phone.is_empty() && !faults.has(&["phone"]) {
            faults.add(file.line("urgent"), "urgent", "急用电话要有号码", "在“公开的电话”里写上");
        }
        care
    }
}

impl Document for Care {
    fn withdrawn(&self) -> Option<Day> {
        self.withdrawn
    }

    fn check(&self, library: &Library, faults: &mut Faults) {
        check::markdown(library, &self.body, self.body_line, faults);
        check::pictures(&self.body, self.body_line, faults);
        if !self.place.is_empty() && !library.places.contains_key(&self.place) {
            let known: Vec<&str> = library.places.keys().map(String::as_str).collect();
            let hint = did_you_mean(&self.place, &known);
            faults.add(self.lines.of("place"), "place", format!("没有地方 {}", self.place), hint);
        }
    }

    fn page(&self, library: &Library, _today: Day) -> Option<Page> {
        Some(fragment::care(self, library))
    }

    fn search(&self, _library: &Library) -> Option<Found> {
        let steps: Vec<&str> = self.steps.iter().map(|step| step.text.as_str()).collect();
        let text = [
            self.summary.as_str(),
            &self.suits.join(" "),
            &steps.join(" "),
            &self.who,
            &self.whereabouts,
            &self.papers,
            &render::to_text(&self.body),
        ];
        let note = format!("关爱 · {}", self.area);
        Some(Found { title: self.title.clone(), note, text: text.join(" ") })
    }
}

impl Care {
    /// The place where it is, if that may be shown.
    pub fn place<'a>(&self, library: &'a Library) -> Option<&'a Place> {
        library.places.get(&self.place).filter(|place| place.withdrawn.is_none())
    }
}

fn suits(file: &mut FrontMatter, faults: &mut Faults) -> Vec<String> {
    let suits = known_words(file, "suits", |word| SUITS.contains(&word), faults);
    for word in suits.iter().filter(|word| !SUITS.contains(&word.as_str())) {
        let hint = format!("可用：{}", SUITS.join("、"));
        faults.add(file.line("suits"), "suits", format!("没有“{word}”这个词"), hint);
    }
    suits
}
