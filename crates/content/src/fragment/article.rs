//! The page of one article.

use super::{Page, Root, card_rows, minutes, title};
use crate::article::Article;
use crate::bundle::escape;
use crate::library::Library;
use crate::render;

/// An article, and the cards it rests on.
pub fn article(article: &Article, library: &Library) -> Page {
    let path = api::paths::article(&article.slug);
    let mut quotes = card_rows(library.cards_of(&article.cards));
    if !quotes.is_empty() {
        quotes =
            format!("<section class=\"rests-on\"><h2>这篇依据的金句</h2><ul class=\"rows\">{quotes}</ul></section>");
    }
    let note = format!("约 {} 分钟", minutes(&article.body));
    let title = title(&article.title, &library.site.name);
    let root = Root { path: &path, title: &title, heading: "学习", note: &note, tab: "articles", more: "" };
    let html = root.wrap(&format!(
        "<article class=\"article\"><header><h1>{}</h1><p class=\"summary\">{}</p><p class=\"meta\">{} · <time datetime=\"{date}\">{date}</time></p><div class=\"article-do\">{listen}{share}</div></header>\
         <div class=\"prose\">{}</div>{quotes}</article>",
        escape(&article.title),
        escape(&article.summary),
        escape(&article.theme),
        render::to_html(&article.body),
        date = article.date,
        listen = super::listen_button(),
        share = super::share_button(""),
    ));
    Page { path, title: article.title.clone(), description: article.summary.clone(), html }
}
