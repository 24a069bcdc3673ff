//! What is handed on.

use crate::browser::dom::{self, Node};
use crate::browser::history;

/// What an offer is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A card: the only one with a picture.
    Card,
    /// An article.
    Article,
    /// What is kept on this phone, for another phone.
    Kept,
    /// A member, to another phone or browser.
    Transfer,
}

/// Something on its way to somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Of what.
    pub kind: Kind,
    /// The quotation to the character, or a title.
    pub title: String,
    /// The quotation's source (`党的二十大报告 · 第九部分`), or what the article says in short.
    pub note: String,
    /// Where all of it is to be read.
    pub link: String,
    /// The same in parts that fit into a code each.
    pub parts: Vec<String>,
    /// The pieces of the title that stay whole at the end of a line, in order.
    pub whole: Vec<String>,
}

impl Offer {
    /// What a 分享 button stands for: the card it names, else the article on screen. Both are there in words already;
    /// a slow network keeps nobody waiting. `None` where there is nothing, as at the end of a deck.
    pub(super) fn on_screen(button: &Node) -> Option<Self> {
        if button.has_attribute("aria-disabled") {
            return None;
        }
        let slug = dom::data(button, "card");
        let (kind, path, all, title, note) = match slug.as_str() {
            "" => (Kind::Article, history::path(), ".article".to_string(), "h1", ".summary"),
            _ => (Kind::Card, api::paths::card(&slug), format!(".card[data-card=\"{slug}\"]"), ".quote", ".cite cite"),
        };
        let words = dom::find(&all)?;
        let link = history::origin() + &path;
        let (title, note) = (dom::text(&words, title), dom::text(&words, note));
        let whole =
            dom::find_all(&(all + " .whole")).iter().map(|piece| piece.text_content().unwrap_or_default()).collect();
        Some(Self { kind, title, note, parts: vec![link.clone()], link, whole })
    }

    /// What is sent beside the link.
    pub(super) fn words(&self) -> String {
        let Self { title, note, .. } = self;
        match self.kind {
            // Its source is on its way.
            Kind::Card if note.is_empty() => format!("“{title}”"),
            Kind::Card => format!("“{title}” —— {note}"),
            // Nobody sees a list of slugs as words.
            Kind::Kept | Kind::Transfer => title.clone(),
            Kind::Article => format!("{title}\n{note}"),
        }
    }

    /// What is copied: an article without its link is no use.
    pub(super) fn copied(&self) -> String {
        match self.kind {
            Kind::Article => self.words() + "\n" + &self.link,
            _ => self.words(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(kind: Kind, title: &str, note: &str) -> Offer {
        let link = "https://example.org/x/".to_string();
        Offer { kind, title: title.into(), note: note.into(), parts: vec![link.clone()], link, whole: Vec::new() }
    }

    #[test]
    fn a_quotation_names_its_source() {
        let card = offer(Kind::Card, "江山就是人民，人民就是江山。", "党的二十大报告 · 第九部分");
        assert_eq!(card.copied(), "“江山就是人民，人民就是江山。” —— 党的二十大报告 · 第九部分");
    }

    #[test]
    fn an_article_is_copied_with_its_link() {
        let article = offer(Kind::Article, "题目", "一句话");
        assert_eq!(article.words(), "题目\n一句话");
        assert_eq!(article.copied(), "题目\n一句话\nhttps://example.org/x/");
    }
}
