//! The pages that list documents.

use super::{Page, Root, Shelf, article_note, card_rows, length, row, title, ways};
use crate::article::Article;
use crate::bundle::escape;
use crate::library::Library;

/// `/cards/`: every card, by theme; of a theme with very many the first.
pub fn cards(shelves: &[Shelf], library: &Library) -> Page {
    let total: usize = shelves.iter().map(|shelf| shelf.cards.len()).sum();
    let mut chips = String::new();
    let mut sections = String::new();
    for (at, shelf) in shelves.iter().enumerate() {
        let (id, name, count) = (format!("theme-{}", at + 1), escape(shelf.name), shelf.cards.len());
        chips += &format!("<a class=\"chip\" href=\"#{id}\">{name} <small>{count}</small></a>");
        let (rows, mut more) = (card_rows(shelf.first()), String::new());
        if shelf.has_more() {
            let path = api::paths::theme(&shelf.slug, 1);
            more = format!("<p><a class=\"row-link\" href=\"{path}\">{name}，全部 {count} 条</a></p>");
        }
        sections += &format!("<section id=\"{id}\"><h2>{name}</h2><ul class=\"rows\">{rows}</ul>{more}</section>");
    }
    let above = if total == 0 { "<p class=\"empty\">还没有卡片。</p>".to_string() } else { length::of_each() };
    let note = format!("{total} 条");
    let title = title("全部金句", &library.site.name);
    let root =
        Root { path: api::paths::CARDS, title: &title, heading: "全部金句", note: &note, tab: "home", more: "" };
    Page {
        path: api::paths::CARDS.into(),
        title: "全部金句".into(),
        description: format!("{total} 条金句书签，每条都注明出处。"),
        html: root.wrap(&format!(
            "<h1 class=\"visually-hidden\">全部金句</h1>{}{above}<nav class=\"chips\" aria-label=\"主题\">{chips}</nav>{sections}",
            ways(api::paths::CARDS)
        )),
    }
}

/// `/articles/`: every article, newest first.
pub fn articles(library: &Library) -> Page {
    let articles = library.current_articles();
    let row = |article: &&Article| {
        let note = article_note(article);
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
        html: root.wrap(&format!(
            "<h1 class=\"visually-hidden\">学习</h1>{}<p><a class=\"row-link to-reading\" href=\"{}\">领读：输四个数</a></p>{empty}<ul class=\"rows articles\">{rows}</ul>",
            ways(api::paths::ARTICLES),
            api::paths::READING
        )),
    }
}
