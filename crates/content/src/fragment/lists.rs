//! The pages that list documents.

use super::{Page, Root, card_rows, minutes, row, title};
use crate::article::Article;
use crate::bundle::escape;
use crate::library::Library;

/// `/cards/`: every card, by theme.
pub fn cards(library: &Library) -> Page {
    let themes: Vec<_> = library
        .site
        .themes
        .iter()
        .map(|theme| {
            let cards: Vec<_> = library.current_cards().filter(|card| card.theme == theme.text).collect();
            (escape(&theme.text), cards)
        })
        .filter(|(_, cards)| !cards.is_empty())
        .collect();
    let total: usize = themes.iter().map(|(_, cards)| cards.len()).sum();
    let mut chips = String::new();
    let mut sections = String::new();
    for (at, (theme, cards)) in themes.iter().enumerate() {
        let id = format!("theme-{}", at + 1);
        chips += &format!("<a class=\"chip\" href=\"#{id}\">{theme} <small>{}</small></a>", cards.len());
        let rows = card_rows(cards.iter().copied());
        sections += &format!("<section id=\"{id}\"><h2>{theme}</h2><ul class=\"rows\">{rows}</ul></section>");
    }
    let empty = if total == 0 { "<p class=\"empty\">还没有卡片。</p>" } else { "" };
    let note = format!("{total} 条");
    let title = title("全部金句", &library.site.name);
    let root =
        Root { path: api::paths::CARDS, title: &title, heading: "全部金句", note: &note, tab: "home", more: "" };
    Page {
        path: api::paths::CARDS.into(),
        title: "全部金句".into(),
        description: format!("{total} 条金句书签，每条都逐字核对过出处。"),
        html: root.wrap(&format!(
            "<h1 class=\"visually-hidden\">全部金句</h1>{empty}<p><a class=\"row-link\" href=\"{}\">成组看：等餐三分钟、早会……</a></p><nav class=\"chips\" aria-label=\"主题\">{chips}</nav>{sections}",
            api::paths::DECKS
        )),
    }
}

/// `/articles/`: every article, newest first.
pub fn articles(library: &Library) -> Page {
    let articles = library.current_articles();
    let row = |article: &&Article| {
        let note = format!("{} · 约 {} 分钟", article.theme, minutes(&article.body));
        row(&api::paths::article(&article.slug), &article.title, &article.summary, &note)
    };
    let rows: String = articles.iter().map(row).collect();
    let empty = if articles.is_empty() { "<p class=\"empty\">还没有文章。</p>" } else { "" };
    let note = format!("{} 篇", articles.len());
    let title = title("学习", &library.site.name);
    let root =
        Root { path: api::paths::ARTICLES, title: &title, heading: "学习", note: &note, tab: "articles", more: "" };
    Page {
        path: api::paths::ARTICLES.into(),
        title: "学习".into(),
        description: "一到三分钟能读完的短文。".into(),
        html: root
            .wrap(&format!("<h1 class=\"visually-hidden\">学习</h1>{empty}<ul class=\"rows articles\">{rows}</ul>")),
    }
}
