//! The page of one article.

use super::{Page, Root, card_rows, length, title};
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
    let note = length::of_text(&article.body);
    let (contents, prose) = with_contents(&render::to_html(&article.body));
    let title = title(&article.title, &library.site.name);
    let root = Root { path: &path, title: &title, heading: "学习", note: &note, tab: "articles", more: "" };
    let html = root.wrap(&format!(
        "<article class=\"article\"><header><h1>{}</h1><p class=\"summary\">{}</p><p class=\"meta\">{} · <time datetime=\"{date}\">{date}</time></p><div class=\"article-do\">{listen}{share}</div></header>\
         {contents}<div class=\"prose\">{prose}</div>{quotes}</article>",
        escape(&article.title),
        escape(&article.summary),
        escape(&article.theme),
        date = article.date,
        listen = super::listen_button(),
        share = super::share_button(""),
    ));
    Page { path, title: article.title.clone(), description: article.summary.clone(), html }
}

/// So many headings are worth a list of them.
const WORTH_A_LIST: usize = 3;

/// A text's second-level headings as a list of links, and the text with a place at each. The renderer alone writes
/// tags, so `<h2>` is always a heading.
fn with_contents(html: &str) -> (String, String) {
    let mut parts = html.split("<h2>");
    let mut prose = parts.next().unwrap_or_default().to_string();
    let mut links = String::new();
    let mut count = 0;
    for part in parts {
        count += 1;
        let heading = text(part.split_once("</h2>").map_or("", |(heading, _)| heading));
        links += &format!("<li><a href=\"#s{count}\">{heading}</a></li>");
        prose += &format!("<h2 id=\"s{count}\">{part}");
    }
    if count < WORTH_A_LIST {
        return (String::new(), prose);
    }
    (format!("<nav class=\"contents\" aria-label=\"本篇各节\"><ol>{links}</ol></nav>"), prose)
}

/// Rendered HTML without its tags; entities stay.
fn text(html: &str) -> String {
    html.split('<')
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_become_a_list_that_leads_to_them() {
        let html = "<p>a</p><h2>一 <a href=\"/cards/q1/\">二</a></h2><h2>&lt;三&gt;</h2><h2>四</h2><p>b</p>";
        let (contents, prose) = with_contents(html);
        assert!(contents.contains("<a href=\"#s1\">一 二</a>") && contents.contains("<a href=\"#s2\">&lt;三&gt;</a>"));
        assert!(prose.starts_with("<p>a</p><h2 id=\"s1\">") && prose.ends_with("<h2 id=\"s3\">四</h2><p>b</p>"));
    }

    #[test]
    fn two_headings_need_no_list() {
        assert_eq!(with_contents("<h2>一</h2><h2>二</h2>").0, "");
    }
}
