//! Agreements: what a street and a station have promised each other, and what has become of it.

use api::documents::Folder;

use crate::card::withdrawn;
use crate::check;
use crate::day::Day;
use crate::document::{Document, Found, Kind};
use crate::fault::Faults;
use crate::fields::{Fields, Input, Items, List, field};
use crate::fragment::{self, Page};
use crate::front_matter::{FrontMatter, Item};
use crate::library::Library;
use crate::read_field::{day, is_yes, words};
use crate::render;

/// What has become of a promise, in the words in which it is written and shown, and how it looks.
pub const STATES: [(&str, &str); 3] = [("做到了", "open"), ("在做", "soon"), ("还没做", "shut")];

/// What one side promised.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Promise {
    /// Who: one of the parties.
    pub party: String,
    /// What.
    pub what: String,
    /// Which of [`STATES`].
    pub state: usize,
}

/// An agreement as its file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// The file's name.
    pub slug: String,
    /// What people call it.
    pub title: String,
    /// Who signed it.
    pub parties: Vec<String>,
    /// The day on which it was signed.
    pub signed: Option<Day>,
    /// The last day for which it holds.
    pub until: Option<Day>,
    /// What each promised.
    pub promises: Vec<Promise>,
    /// Whether it is made up.
    pub is_sample: bool,
    /// Since when it must no longer be shown.
    pub withdrawn: Option<Day>,
    /// Markdown: whatever else is to be said.
    pub body: String,
    /// Line on which the body begins.
    pub body_line: usize,
}

impl Kind for Agreement {
    const FOLDER: Folder = Folder::Agreements;
    const FIELDS: Fields = Fields {
        head: &[
            field("title", "名称", "如：科巷街区共建协议", Input::Line),
            field("parties", "谁和谁签的", "用“、”隔开，如：示例街道、示例站点", Input::Words),
            field("signed", "哪天签的", "", Input::Day),
            field("until", "管到哪天", "没写就空着", Input::Day),
            field("sample", "是示例数据吗", "编出来给人看样子的，写“是”", Input::Choice(&["", "是"])).rare(),
        ],
        list: Some(List {
            key: "promises",
            label: "各自答应了什么，一行一条，如：示例街道：门口划 6 个车位；做到了（或 在做、还没做）",
            items: Items::Lines,
        }),
        body: Some("还有什么要说的"),
        is_withdrawn: true,
    };

    fn read(slug: &str, mut file: FrontMatter, faults: &mut Faults) -> Self {
        let parties = words(&mut file, "parties", faults);
        let items = file.list("promises", faults);
        let agreement = Self {
            slug: slug.to_string(),
            title: file.required("title", faults),
            signed: day(&mut file, "signed", faults),
            until: day(&mut file, "until", faults),
            promises: items.iter().filter_map(|item| promise(item, &parties, faults)).collect(),
            is_sample: is_yes(&mut file, "sample", faults),
            withdrawn: withdrawn(&mut file, faults),
            body_line: file.body_line,
            body: std::mem::take(&mut file.body),
            parties,
        };
        Self::FIELDS.refuse_others(&mut file, faults);
        if agreement.parties.len() < 2 && !faults.has(&["parties"]) {
            faults.add(file.line("parties"), "parties", "至少写两家", "用“、”隔开，如：示例街道、示例站点");
        }
        if agreement.signed.is_none() && !faults.has(&["signed"]) {
            faults.add(file.line("signed"), "signed", "没写哪天签的", "写成 2026-11-23");
        }
        if agreement.promises.is_empty() && !faults.has(&["promises"]) {
            faults.add(file.line("promises"), "promises", "一条也没写", FORM);
        }
        agreement
    }
}

impl Document for Agreement {
    fn withdrawn(&self) -> Option<Day> {
        self.withdrawn
    }

    fn written(&self) -> Option<Day> {
        self.signed
    }

    fn check(&self, library: &Library, faults: &mut Faults) {
        check::markdown(library, &self.body, self.body_line, faults);
        check::pictures(&self.body, self.body_line, faults);
    }

    fn page(&self, library: &Library, _today: Day) -> Option<Page> {
        Some(fragment::agreement(self, library))
    }

    fn search(&self, _library: &Library) -> Option<Found> {
        let promises: Vec<&str> = self.promises.iter().map(|promise| promise.what.as_str()).collect();
        let text = [self.parties.join(" "), promises.join(" "), render::to_text(&self.body)];
        Some(Found { title: self.title.clone(), note: "共建协议".into(), text: text.join(" ") })
    }
}

const FORM: &str = "写成 示例街道：门口划 6 个车位；做到了";

/// 示例街道：门口划 6 个车位；做到了.
fn promise(Item { line, text }: &Item, parties: &[String], faults: &mut Faults) -> Option<Promise> {
    let mut wrong = |message: String, hint: &str| {
        faults.add(*line, "promises", message, hint);
        None
    };
    let parts = text.rsplit_once(['；', ';']).and_then(|(said, state)| {
        let (party, what) = said.split_once(['：', ':'])?;
        Some((party.trim(), what.trim(), state.trim()))
    });
    let Some((party, what, state)) = parts else { return wrong(format!("看不懂“{text}”"), FORM) };
    if !parties.iter().any(|known| known == party) {
        let hint = format!("写 {} 里的一家", parties.join("、"));
        return wrong(format!("“{party}”不在签的几家里"), &hint);
    }
    match STATES.iter().position(|(name, _)| *name == state) {
        Some(state) => Some(Promise { party: party.into(), what: what.into(), state }),
        None => wrong(format!("没有“{state}”这一种"), "可用：做到了、在做、还没做"),
    }
}
