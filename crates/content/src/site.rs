//! The deployer's own data, in `site.md`: what the frame, link previews and the about page say about who runs this.

use crate::fault::Faults;
use crate::front_matter::{FrontMatter, Item};

const FIELDS: [&str; 9] =
    ["name", "tagline", "district", "committee", "contact", "icp", "police_record", "themes", "reserved_names"];

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
            body_line: file.body_line,
            privacy: std::mem::take(&mut file.body),
        };
        file.refuse_unknown(&FIELDS, faults);
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

    /// What the privacy text says below one of its `##` headings.
    pub fn section(&self, heading: &str) -> Option<&str> {
        let parts = self.privacy.split("\n## ").map(|part| part.trim_start_matches("## "));
        parts
            .filter_map(|part| part.split_once('\n'))
            .find(|(title, _)| title.trim() == heading)
            .map(|(_, text)| text.trim())
    }
}

/// Names on one line, as people part them.
fn parted(names: &str) -> Vec<String> {
    names.split(['、', '，', ',']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_string).collect()
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
    fn a_section_is_what_stands_below_its_heading() {
        let privacy = "## 不做的\n\n- 不记。\n- 不问。\n\n## 存的\n\n卡片。\n".to_string();
        let site = Site { privacy, ..Site::default() };
        assert_eq!(site.section("不做的"), Some("- 不记。\n- 不问。"));
        assert_eq!(site.section("存的"), Some("卡片。"));
        assert_eq!(site.section("没有的"), None);
    }
}
