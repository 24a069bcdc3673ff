//! A story: what a place or a person can tell. Nobody is in one who was not asked: of a person it says on which day they said yes,
//! and until when it stands. Then it goes by itself.

use api::documents::Folder;

use crate::card::withdrawn;
use crate::check;
use crate::day::Day;
use crate::document::{Document, Found, Kind};
use crate::fault::Faults;
use crate::fields::{Fields, Input, field};
use crate::fragment::{self, Page};
use crate::front_matter::{FrontMatter, Lines, did_you_mean};
use crate::library::Library;
use crate::read_field::{day, is_yes, one_of};
use crate::recording::{RECORDING, Recorded, VOICE};
use crate::render;

/// Whose story it is.
pub const ABOUT: [&str; 2] = ["地方", "人"];
/// A person is asked again after so many days at the latest.
const LONGEST: i32 = 366;

/// A story as its file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// The file's name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// What it tells, in one sentence.
    pub summary: String,
    /// One of [`ABOUT`].
    pub about: String,
    /// The slug of the place it happens at; empty where it is none of the list.
    pub place: String,
    /// On which day the person said yes to this very text.
    pub agreed: Option<Day>,
    /// The last day on which it is shown.
    pub until: Option<Day>,
    /// Whether it is made up.
    pub is_sample: bool,
    /// Somebody reads it aloud.
    pub recorded: Option<Recorded>,
    /// Since when it must no longer be shown.
    pub withdrawn: Option<Day>,
    /// Where its fields stand.
    pub lines: Lines,
    /// Markdown.
    pub body: String,
    /// Line on which the body begins.
    pub body_line: usize,
}

impl Kind for Story {
    const FOLDER: Folder = Folder::Stories;
    const FIELDS: Fields = Fields {
        head: &[
            field("title", "标题", "", Input::Line),
            field("summary", "一句话说清讲什么", "", Input::Words),
            field("about", "讲的是", "", Input::Choice(&ABOUT)),
            field("place", "在哪个地方", "“地方”里有的就选", Input::Place),
            field("agreed", "本人哪天答应的", "讲人的必填：把这一稿给本人看过，本人点了头，写那一天", Input::Day),
            field("until", "放到哪天", "讲人的必填：到了这天自己撤下，最长一年；想接着放，再问一次本人", Input::Day),
            field("sample", "是示例数据吗", "编出来给人看样子的，写“是”", Input::Choice(&["", "是"])).rare(),
            RECORDING,
            VOICE,
        ],
        list: None,
        body: Some("正文"),
        is_withdrawn: true,
    };

    fn read(slug: &str, mut file: FrontMatter, faults: &mut Faults) -> Self {
        let story = Self {
            slug: slug.to_string(),
            title: file.required("title", faults),
            summary: file.required("summary", faults),
            about: one_of(&mut file, "about", &ABOUT, faults).unwrap_or_default(),
            place: file.optional("place", faults).unwrap_or_default(),
            agreed: day(&mut file, "agreed", faults),
            until: day(&mut file, "until", faults),
            is_sample: is_yes(&mut file, "sample", faults),
            recorded: Recorded::read(&mut file, faults),
            withdrawn: withdrawn(&mut file, faults),
            lines: file.lines(),
            body_line: file.body_line,
            body: std::mem::take(&mut file.body),
        };
        Self::FIELDS.refuse_others(&mut file, faults);
        if story.body.trim().is_empty() {
            faults.add(story.body_line.max(1), "body", "正文是空的", "在第二行 --- 后面写正文");
        }
        if story.about == ABOUT[1] {
            story.check_consent(faults);
        }
        story
    }
}

impl Document for Story {
    fn withdrawn(&self) -> Option<Day> {
        self.withdrawn
    }

    fn check(&self, library: &Library, faults: &mut Faults) {
        check::markdown(library, &self.body, self.body_line, faults);
        check::pictures(&self.body, self.body_line, faults);
        if api::posts::about::NOMINATION == format!("stories/{}", self.slug) {
            faults.add(1, "file", "这个名字留给提名用", "换一个文件名");
        }
        if !self.place.is_empty() && !library.places.contains_key(&self.place) {
            let known: Vec<&str> = library.places.keys().map(String::as_str).collect();
            let hint = did_you_mean(&self.place, &known);
            faults.add(self.lines.of("place"), "place", format!("没有地方 {}", self.place), hint);
        }
    }

    fn page(&self, library: &Library, _today: Day) -> Option<Page> {
        Some(fragment::story(self, library))
    }

    fn search(&self, _library: &Library) -> Option<Found> {
        let text = format!("{} {}", self.summary, render::to_text(&self.body));
        Some(Found { title: self.title.clone(), note: "故事".into(), text })
    }
}

impl Story {
    /// Of a person it is known that they said yes, and for how long.
    fn check_consent(&self, faults: &mut Faults) {
        let line = |key| self.lines.of(key).max(1);
        let (agreed, until) = match (self.agreed, self.until) {
            (Some(agreed), Some(until)) => (agreed, until),
            (agreed, _) => {
                if agreed.is_none() && !faults.has(&["agreed"]) {
                    faults.add(
                        line("agreed"),
                        "agreed",
                        "讲人的故事要先问过本人",
                        "把这一稿给本人看，点了头，写上那一天",
                    );
                } else if !faults.has(&["until"]) {
                    faults.add(line("until"), "until", "讲人的故事要写放到哪天", "最长一年；到了那天自己撤下");
                }
                return;
            }
        };
        if until < agreed || until > agreed.plus(LONGEST) {
            faults.add(line("until"), "until", "放到哪天，要在本人答应以后的一年里", "想放得更久，再问一次本人");
        }
    }
}

impl Library {
    /// Stories whose last day is over are as withdrawn since the day after.
    pub fn end_stories(&mut self, today: Day) {
        for story in self.stories.values_mut() {
            let over = story.until.map(|until| until.plus(1)).filter(|over| *over <= today);
            story.withdrawn = story.withdrawn.or(over);
        }
    }
}
