//! The deployer's own data, in `site.md`: what the frame, link previews and the about page say about who runs this.

use crate::fault::Faults;
use crate::front_matter::{FrontMatter, Item};

const FIELDS: [&str; 8] = ["name", "tagline", "district", "committee", "contact", "icp", "police_record", "themes"];

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

    /// What the privacy text says below one of its `##` headings.
    pub fn section(&self, heading: &str) -> Option<&str> {
        let parts = self.privacy.split("\n## ").map(|part| part.trim_start_matches("## "));
        parts
            .filter_map(|part| part.split_once('\n'))
            .find(|(title, _)| title.trim() == heading)
            .map(|(_, text)| text.trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_what_stands_below_its_heading() {
        let privacy = "## 不做的\n\n- 不记。\n- 不问。\n\n## 存的\n\n卡片。\n".to_string();
        let site = Site { privacy, ..Site::default() };
        assert_eq!(site.section("不做的"), Some("- 不记。\n- 不问。"));
        assert_eq!(site.section("存的"), Some("卡片。"));
        assert_eq!(site.section("没有的"), None);
    }
}
