//! Organisation: who looks after what, from the four sides of the working system to the point where a member of the committee
//! comes by.

use api::documents::Folder;

use crate::card::withdrawn;
use crate::check;
use crate::day::Day;
use crate::document::{Document, Found, Kind};
use crate::fault::Faults;
use crate::fields::{Fields, Input, field};
use crate::fragment::{self, Page};
use crate::front_matter::FrontMatter;
use crate::library::Library;
use crate::read_field::{day, one_of, phone};
use crate::render;

/// From those who are nearest to a rider to those who are furthest.
pub const LAYERS: [&str; 5] = ["联系点", "支部", "行业党委", "协会党支部", "工作体系"];
/// A point where a member of the committee comes by: the one layer that has a next visit, and that somebody may choose.
pub const POINT: &str = LAYERS[0];

/// How much of it is made up.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum MadeUp {
    /// Nothing.
    #[default]
    Nothing,
    /// How to reach it, and when.
    Contact,
    /// All of it.
    All,
}

/// One of them, as its file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// The file's name.
    pub slug: String,
    /// Its name.
    pub title: String,
    /// One of [`LAYERS`].
    pub layer: String,
    /// What it looks after, in plain words.
    pub summary: String,
    /// For which streets; may be empty.
    pub street: String,
    /// The day of the next visit.
    pub visit: Option<Day>,
    /// At what time and where that is; may be empty.
    pub visit_at: String,
    /// Whom to ask: an office; may be empty.
    pub contact: String,
    /// Its public number; may be empty.
    pub phone: String,
    /// What of it is made up.
    pub made_up: MadeUp,
    /// Since when it must no longer be shown.
    pub withdrawn: Option<Day>,
    /// Markdown: whatever else is to be said.
    pub body: String,
    /// Line on which the body begins.
    pub body_line: usize,
}

impl Kind for Organisation {
    const FOLDER: Folder = Folder::Organisation;
    const FIELDS: Fields = Fields {
        head: &[
            field("title", "名称", "", Input::Line),
            field("layer", "哪一层", "", Input::Choice(&LAYERS)),
            field("summary", "管什么", "用大白话，一句", Input::Words),
            field("street", "管哪一带", "如：科巷；管全区就空着", Input::Line),
            field("visit", "下次哪天来", "联系点才写；过了自己不再显示", Input::Day),
            field("visit_at", "几点、在哪儿", "如：14:00，科巷东口驿站", Input::Line),
            field("contact", "找谁", "单位，不写人名", Input::Line),
            field("phone", "公开的电话", "座机或热线，不写个人手机号", Input::Line),
            field(
                "sample",
                "是示例数据吗",
                "全是编的写“是”，只有电话和日子是编的写“电话”",
                Input::Choice(&["", "电话", "是"]),
            )
            .rare(),
        ],
        list: None,
        body: Some("还有什么要说的"),
        is_withdrawn: true,
    };

    fn read(slug: &str, mut file: FrontMatter, faults: &mut Faults) -> Self {
        let organisation = Self {
            slug: slug.to_string(),
            title: file.required("title", faults),
            layer: one_of(&mut file, "layer", &LAYERS, faults).unwrap_or_default(),
            summary: file.required("summary", faults),
            street: file.optional("street", faults).unwrap_or_default(),
            visit: day(&mut file, "visit", faults),
            visit_at: file.optional("visit_at", faults).unwrap_or_default(),
            contact: file.optional("contact", faults).unwrap_or_default(),
            phone: phone(&mut file, faults),
            made_up: match file.optional("sample", faults).as_deref() {
                None | Some("否") => MadeUp::Nothing,
                Some("电话") => MadeUp::Contact,
                Some("是") => MadeUp::All,
                Some(_) => {
                    faults.add(file.line("sample"), "sample", "只写“是”或“电话”", "不是示例数据就删掉这一行");
                    MadeUp::All
                }
            },
            withdrawn: withdrawn(&mut file, faults),
            body_line: file.body_line,
            body: std::mem::take(&mut file.body),
        };
        Self::FIELDS.refuse_others(&mut file, faults);
        if organisation.visit.is_some() && organisation.layer != POINT && !faults.has(&["layer"]) {
            faults.add(file.line("visit"), "visit", "只有联系点写下次哪天来", "删掉这一行，或把“哪一层”改成联系点");
        }
        organisation
    }
}

impl Document for Organisation {
    fn withdrawn(&self) -> Option<Day> {
        self.withdrawn
    }

    fn check(&self, library: &Library, faults: &mut Faults) {
        check::markdown(library, &self.body, self.body_line, faults);
        check::pictures(&self.body, self.body_line, faults);
    }

    fn page(&self, library: &Library, today: Day) -> Option<Page> {
        Some(fragment::contact(self, library, today))
    }

    fn search(&self, _library: &Library) -> Option<Found> {
        let text = [self.summary.as_str(), &self.street, &self.contact, &render::to_text(&self.body)];
        Some(Found { title: self.title.clone(), note: format!("谁管什么 · {}", self.layer), text: text.join(" ") })
    }
}
