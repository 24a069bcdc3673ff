//! The deployer's own data, in `site.md`: what the frame, link previews and the about page say about who runs this.

use crate::fault::Faults;
use crate::feed;
use crate::fields::{Fields, Input, Items, List, field};
use crate::front_matter::{FrontMatter, Item};
use crate::numbers::{self, Number};
use crate::parted::parted;

/// What the site's file consists of.
pub(crate) const FIELDS: Fields = Fields {
    head: &[
        field("name", "站名", "", Input::Line),
        field("tagline", "一句话介绍", "", Input::Words),
        field("district", "地区", "", Input::Line),
        field("committee", "谁在办", "", Input::Line),
        field("contact", "怎么联系", "", Input::Words),
        field("icp", "ICP 备案号", "没有就空着", Input::Line),
        field("police_record", "公安备案号", "没有就空着", Input::Line),
        field("reserved_names", "不让当昵称的名字", "站名和职务不用写；别的用“、”隔开", Input::Line),
        field("speaker", "说话的人叫什么", "署名里的“某支部的一位……”；空着就是骑手", Input::Line),
        field("compose_hint", "说一句的框里写什么", "空着就是：等餐、等灯、收工，想到什么写什么", Input::Line),
        field("numbers", "本地电话", "名称：号码，用“、”隔开；只放座机和热线，空着就哪儿也不显示", Input::Words),
    ],
    list: Some(List { key: "themes", label: "主题，按顺序", items: Items::Lines }),
    body: Some("隐私说明"),
    is_withdrawn: false,
};
/// Longest word for whoever speaks, in characters: it stands in a signature.
const SPEAKER: usize = 8;
/// Longest hint in an empty field, in characters.
const HINT: usize = 40;
/// What the empty field says where the deployer says nothing.
const COMPOSE_HINT: &str = "等餐、等灯、收工，想到什么写什么";

/// The site as its file says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// What people call it.
    pub name: String,
    /// What it is, in half a sentence.
    pub tagline: String,
    /// Whose district.
    pub district: String,
    /// Which committee runs it.
    pub committee: String,
    /// How to reach those who run it.
    pub contact: String,
    /// ICP record, where there is one.
    pub icp: Option<String>,
    /// Police record, where there is one.
    pub police_record: Option<String>,
    /// Every theme that cards and articles may have, in order.
    pub themes: Vec<Item>,
    /// What nobody may call themselves, besides offices and the site's own name.
    pub reserved_names: Vec<String>,
    /// What whoever speaks is called, where it is not 骑手; see [`Site::speaker`].
    pub speaker: Option<String>,
    /// What the field for one's own words says while it is empty; see [`Site::compose_hint`].
    pub compose_hint: Option<String>,
    /// Local phone numbers.
    pub numbers: Vec<Number>,
    /// Privacy text, markdown.
    pub privacy: String,
    /// Line on which it begins.
    pub body_line: usize,
}

impl Site {
    /// Reads the site's file; what cannot be read is noted.
    pub fn read(mut file: FrontMatter, faults: &mut Faults) -> Self {
        let site = Self {
            name: file.required("name", faults),
            tagline: file.required("tagline", faults),
            district: file.required("district", faults),
            committee: file.required("committee", faults),
            contact: file.required("contact", faults),
            icp: file.optional("icp", faults),
            police_record: file.optional("police_record", faults),
            themes: file.list("themes", faults),
            reserved_names: file.optional("reserved_names", faults).map(|names| parted(&names)).unwrap_or_default(),
            speaker: short(&mut file, "speaker", SPEAKER, faults),
            compose_hint: short(&mut file, "compose_hint", HINT, faults),
            numbers: match file.optional("numbers", faults) {
                Some(text) => numbers::read(&text, file.line("numbers"), faults),
                None => Vec::new(),
            },
            body_line: file.body_line,
            privacy: std::mem::take(&mut file.body),
        };
        FIELDS.refuse_others(&mut file, faults);
        if site.themes.is_empty() && !faults.has(&["themes"]) {
            faults.add(file.line("themes"), "themes", "一个主题也没有", "每行一个，如 - 青年");
        }
        for (at, theme) in site.themes.iter().enumerate() {
            if site.themes[..at].iter().any(|other| other.text == theme.text) {
                faults.add(theme.line, "themes", format!("主题“{}”写了两次", theme.text), "只留一次");
            }
        }
        site
    }

    /// What nobody may call themselves here: the site's own names, and those that its deployer has listed.
    pub fn reserved(&self) -> impl Iterator<Item = &str> {
        [&self.name, &self.committee].into_iter().chain(&self.reserved_names).map(String::as_str)
    }

    /// What whoever speaks here is called: 科巷支部的一位骑手.
    pub fn speaker(&self) -> &str {
        self.speaker.as_deref().unwrap_or(feed::SPEAKER)
    }

    /// What the field for one's own words says while it is empty.
    pub fn compose_hint(&self) -> &str {
        self.compose_hint.as_deref().unwrap_or(COMPOSE_HINT)
    }

    /// What the privacy text says below one of its `##` headings.
    pub fn section(&self, heading: &str) -> Option<&str> {
        let parts = self.privacy.split("\n## ").map(|part| part.trim_start_matches("## "));
        parts
            .filter_map(|part| part.split_once('\n'))
            .find(|(title, _)| title.trim() == heading)
            .map(|(_, text)| text.trim())
    }
}

/// A word or two that have little room.
fn short(file: &mut FrontMatter, field: &str, most: usize, faults: &mut Faults) -> Option<String> {
    let text = file.optional(field, faults)?;
    if text.chars().count() > most {
        faults.add(file.line(field), field, format!("最多 {most} 个字"), "写短一点");
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_names_stand_on_one_line() {
        let text = "---\nname: 站\ncommittee: 委\nreserved_names: 风火轮、 Sunrise，甲\n---\n";
        let site = Site::read(FrontMatter::parse(text, &mut Faults::of("")), &mut Faults::of(""));
        assert_eq!(site.reserved().collect::<Vec<_>>(), ["站", "委", "风火轮", "Sunrise", "甲"]);
    }

    #[test]
    fn whoever_speaks_is_a_rider_unless_the_deployer_says_otherwise() {
        let read = |more: &str| {
            let mut faults = Faults::of("site.md");
            let site = Site::read(FrontMatter::parse(&format!("---\n{more}\n---\n"), &mut faults), &mut faults);
            let wrong = ["speaker", "compose_hint", "numbers"].map(|field| faults.has(&[field]));
            (site.speaker().to_string(), site.compose_hint().to_string(), wrong)
        };
        assert_eq!(read("name: 站"), ("骑手".into(), COMPOSE_HINT.into(), [false; 3]));
        let other = read("speaker: 居民\ncompose_hint: 想到什么写什么");
        assert_eq!(other, ("居民".into(), "想到什么写什么".into(), [false; 3]));
        assert_eq!(read("speaker: 一二三四五六七八九\nnumbers: 12").2, [true, false, true]);
    }

    #[test]
    fn a_section_is_what_stands_below_its_heading() {
        let privacy = "## 不做的\n\n- 不记。\n- 不问。\n\n## 存的\n\n卡片。\n".to_string();
        let site = Site { privacy, ..Site::default() };
        assert_eq!(site.section("不做的"), Some("- 不记。\n- 不问。"));
        assert_eq!(site.section("存的"), Some("卡片。"));
        assert_eq!(site.section("没有的"), None);
    }
}
