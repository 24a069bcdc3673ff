//! The page of one article.

use super::numbers::with_numbers;
use super::{Page, Root, card_rows, length, recording, title};
use crate::article::Article;
use crate::bundle::escape;
use crate::library::Library;

/// An article, and the cards it rests on.
pub fn article(article: &Article, library: &Library) -> Page {
    let path = api::paths::article(&article.slug);
    let mut quotes = card_rows(library.cards_of(&article.cards));
    if !quotes.is_empty() {
        quotes =
            format!("<section class=\"rests-on\"><h2>这篇依据的金句</h2><ul class=\"rows\">{quotes}</ul></section>");
    }
    let note = length::of_text(&article.body);
    let all = library.current_articles();
    let titles: Vec<(String, String)> = all
        .iter()
        .filter(|other| other.slug != article.slug)
        .map(|other| (escape(&other.title), api::paths::article(&other.slug)))
        .collect();
    let (contents, prose) = with_contents(&with_titles(&with_numbers(&article.body, &library.site.numbers), &titles));
    let onward = onward(article, &all);
    let title = title(&article.title, &library.site.name);
    let root = Root { path: &path, title: &title, heading: "学习", note: &note, tab: "articles", more: "" };
    let html = root.wrap(&format!(
        "<article class=\"article\"{told}><header data-way-back=\"《{title}》\"><h1>{title}</h1><p class=\"summary\">{}</p><p class=\"meta\">{} · <time datetime=\"{date}\">{date}</time></p><div class=\"article-do\">{listen}{share}</div></header>\
         {player}{contents}<div class=\"prose\">{prose}</div>{quotes}{onward}</article>",
        escape(&article.summary),
        escape(&article.theme),
        title = escape(&article.title),
        date = article.date,
        told = recording::told(article.recorded.as_ref()),
        player = recording::player(article.recorded.as_ref()),
        listen = super::listen_button(),
        share = super::share_button(""),
    ));
    Page { path, title: article.title.clone(), description: article.summary.clone(), html }
}

/// The next article of the theme; behind its last one an end, as decks have.
fn onward(article: &Article, all: &[&Article]) -> String {
    let behind = all.iter().skip_while(|other| other.slug != article.slug).skip(1);
    let theme = escape(&article.theme);
    let (what, ways) = match behind.into_iter().find(|other| other.theme == article.theme) {
        Some(next) => {
            let path = api::paths::article(&next.slug);
            let row = super::row(&path, &next.title, &next.summary, &super::article_note(next));
            (format!("“{theme}”里的下一篇"), format!("<ul class=\"rows articles\">{row}</ul>"))
        }
        None => (
            format!("“{theme}”就到这一篇"),
            format!(
                "<p class=\"buttons\"><a class=\"button\" href=\"{}\">别的主题</a> <a class=\"button quiet\" href=\"{}\">看今日金句</a></p>",
                api::paths::ARTICLES,
                api::paths::HOME,
            ),
        ),
    };
    format!("<section class=\"onward\"><h2>{what}</h2>{ways}</section>")
}

/// Titles of other articles that a text names are ways to them. The renderer alone writes tags, so `<a ` begins a link.
fn with_titles(html: &str, titles: &[(String, String)]) -> String {
    let mut linked = String::with_capacity(html.len());
    let mut is_in_link = false;
    for (at, part) in html.split('<').enumerate() {
        let (tag, text) = if at == 0 { ("", part) } else { part.split_at(part.find('>').map_or(0, |end| end + 1)) };
        if at > 0 {
            linked.push('<');
            linked += tag;
            is_in_link = tag.starts_with("a ") || is_in_link && !tag.starts_with("/a>");
        }
        let mut text = text.to_string();
        for (title, path) in titles.iter().filter(|_| !is_in_link) {
            let named = format!("《{title}》");
            if text.contains(&named) {
                text = text.replace(&named, &format!("<a href=\"{path}\">{named}</a>"));
            }
        }
        linked += &text;
    }
    linked
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
    use crate::document::Kind;
    use crate::fault::Faults;
    use crate::front_matter::FrontMatter;

    #[test]
    fn headings_become_a_list_that_leads_to_them() {
        let html = "<p>a</p><h2>一 <a href=\"/cards/q1/\">二</a></h2><h2>&lt;三&gt;</h2><h2>四</h2><p>b</p>";
        let (contents, prose) = with_contents(html);
        assert!(contents.contains("<a href=\"#s1\">一 二</a>") && contents.contains("<a href=\"#s2\">&lt;三&gt;</a>"));
        assert!(prose.starts_with("<p>a</p><h2 id=\"s1\">") && prose.ends_with("<h2 id=\"s3\">四</h2><p>b</p>"));
    }

    #[test]
    fn titles_that_are_named_are_links() {
        let titles = [("歇脚 &amp; 热水".to_string(), "/articles/rest/".to_string())];
        let html = "<p>见《歇脚 &amp; 热水》。<a href=\"/articles/rest/\">《歇脚 &amp; 热水》</a>《别的》</p>";
        let link = "<a href=\"/articles/rest/\">《歇脚 &amp; 热水》</a>";
        assert_eq!(with_titles(html, &titles), format!("<p>见{link}。{link}《别的》</p>"));
    }

    #[test]
    fn the_end_offers_the_next_one_of_the_theme_until_there_is_none() {
        let article = |slug: &str, theme: &str| Article {
            slug: slug.into(),
            title: format!("篇{slug}"),
            theme: theme.into(),
            ..Article::read(slug, FrontMatter::parse("", &mut Faults::of("")), &mut Faults::of(""))
        };
        let all = [article("a", "青年"), article("b", "安全"), article("c", "青年")];
        let all: Vec<&Article> = all.iter().collect();
        let leads = |at: usize| onward(all[at], &all);
        assert!(leads(0).contains("/articles/c/") && leads(0).contains("“青年”里的下一篇"));
        for at in [1, 2] {
            assert!(leads(at).contains("就到这一篇") && leads(at).contains("href=\"/articles/\""), "{}", leads(at));
            assert!(["a", "b", "c"].iter().all(|slug| !leads(at).contains(&api::paths::article(slug))));
        }
    }

    #[test]
    fn two_headings_need_no_list() {
        assert_eq!(with_contents("<h2>一</h2><h2>二</h2>").0, "");
    }
}
