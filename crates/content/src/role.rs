//! Roles: what somebody with a letter of appointment (聘书) looks at, and what they leave alone; guides to the ways of reporting,
//! and the 倡议书, which are read in the same way.

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
use crate::read_field::one_of;
use crate::render;

/// What it is.
pub const KINDS: [&str; 3] = ["聘书", "指南", "倡议书"];

/// A role, a guide or the 倡议书, as its file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The file's name.
    pub slug: String,
    /// Its name, as on the letter.
    pub title: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// What it is, in one sentence.
    pub summary: String,
    /// What for.
    pub purpose: String,
    /// What to look at, or to do.
    pub look: Vec<String>,
    /// What not to do.
    pub avoid: Vec<String>,
    /// Whom to call, or where to report.
    pub call: String,
    /// What the letter asks for, behind 请你; empty where there is none to be made.
    pub deed: String,
    /// Related cards.
    pub cards: Vec<Item>,
    /// Since when it must no longer be shown.
    pub withdrawn: Option<Day>,
    /// Markdown: whatever else is to be said.
    pub body: String,
    /// Line on which the body begins.
    pub body_line: usize,
}

impl Kind for Role {
    const FOLDER: Folder = Folder::Roles;
    const FIELDS: Fields = Fields {
        head: &[
            field("title", "名称", "聘书上怎么写就怎么写", Input::Line),
            field("kind", "是什么", "", Input::Choice(&KINDS)),
            field("summary", "一句话", "", Input::Words),
            field("purpose", "为什么", "说给骑手听，一两句", Input::Words),
            field("look", "看什么，或怎么做", "几件事，用“；”隔开", Input::Words),
            field("avoid", "不做什么", "几件事，用“；”隔开", Input::Words),
            field("call", "看见了找谁", "写在哪儿报、打什么电话", Input::Words),
            field("deed", "聘书上请人做什么", "接在“请你”后面；不做聘书就空着", Input::Words),
        ],
        list: Some(List { key: "cards", label: "相关的金句", items: Items::Cards }),
        body: Some("还有什么要说的"),
        is_withdrawn: true,
    };

    fn read(slug: &str, mut file: FrontMatter, faults: &mut Faults) -> Self {
        let role = Self {
            slug: slug.to_string(),
            title: file.required("title", faults),
            kind: one_of(&mut file, "kind", &KINDS, faults).unwrap_or_default(),
            summary: file.required("summary", faults),
            purpose: file.required("purpose", faults),
            look: things(&file.required("look", faults)),
            avoid: things(&file.required("avoid", faults)),
            call: file.required("call", faults),
            deed: file.optional("deed", faults).unwrap_or_default(),
            cards: file.list("cards", faults),
            withdrawn: withdrawn(&mut file, faults),
            body_line: file.body_line,
            body: std::mem::take(&mut file.body),
        };
        Self::FIELDS.refuse_others(&mut file, faults);
        role
    }
}

impl Document for Role {
    fn withdrawn(&self) -> Option<Day> {
        self.withdrawn
    }

    fn check(&self, library: &Library, faults: &mut Faults) {
        check::markdown(library, &self.body, self.body_line, faults);
        check::pictures(&self.body, self.body_line, faults);
        check::cards(library, &self.cards, faults);
    }

    fn page(&self, library: &Library, _today: Day) -> Option<Page> {
        Some(fragment::role(self, library))
    }

    fn search(&self, _library: &Library) -> Option<Found> {
        let text = [
            self.summary.as_str(),
            &self.purpose,
            &self.look.join(" "),
            &self.avoid.join(" "),
            &self.call,
            &render::to_text(&self.body),
        ];
        Some(Found { title: self.title.clone(), note: self.kind.clone(), text: text.join(" ") })
    }
}

/// Things with “；” between them.
fn things(text: &str) -> Vec<String> {
    text.split(['；', ';']).map(str::trim).filter(|thing| !thing.is_empty()).map(str::to_string).collect()
}
