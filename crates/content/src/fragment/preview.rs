//! A draft as its page would be, marked as one.

use api::documents::Folder;

use super::slots::slot;
use super::{Page, Root, title};
use crate::bundle::escape;
use crate::card::Card;
use crate::day::Day;
use crate::library::Library;
use crate::source::Source;

const MARK: &str = "预览，还没发布";

/// The page of a draft at a path such as `articles/a.md`, however unfinished; `until` says how long its link is good.
/// `None` where nothing can be shown: sources have no page, and a text without a head has no fields.
pub fn preview(path: &str, text: &str, library: &Library, until: &str, today: Day) -> Option<Page> {
    let (alone, _) = Library::parse([(path.to_string(), text.to_string())]);
    let (folder, slug) = Folder::of(path)?;
    let (name, inner) = match folder {
        Folder::Cards => {
            let card = alone.cards.get(slug)?;
            (card.quote.clone(), format!("<div class=\"deck\">{}</div>", card_slot(card, library)))
        }
        _ => {
            let page = match folder {
                Folder::Site => super::about(&Library { site: alone.site, ..library.clone() }),
                _ => alone.get(folder, slug)?.page(library, today)?,
            };
            (page.title.clone(), inside(&page.html).to_string())
        }
    };
    let description = format!("{MARK}。只有拿到链接的人看得到，{until} 以前有效。");
    let mark = format!(
        "<p class=\"notice\" role=\"note\"><strong>{MARK}。</strong>只有拿到链接的人看得到，{} 以前有效。</p>",
        escape(until)
    );
    let title = title(&format!("{MARK}：{name}"), &library.site.name);
    let root = Root { path: "", title: &title, heading: "预览", note: "还没发布", tab: "none", more: "" };
    Some(Page { path: String::new(), title: MARK.into(), description, html: root.wrap(&(mark + &inner)) })
}

fn card_slot(card: &Card, library: &Library) -> String {
    let unknown = || Source {
        slug: card.source.clone(),
        title: card.source.clone(),
        short: card.source.clone(),
        author: String::new(),
        date: Day(0),
        published_in: String::new(),
    };
    let source = library.sources.get(&card.source).cloned().unwrap_or_else(unknown);
    let proof = library.locks.get(&card.source).map(|lock| lock.proof(card)).unwrap_or_default();
    let html = super::card(&Card { proof, ..card.clone() }, &source);
    slot(&card.slug, &escape(&card.theme), &html)
}

/// What stands in the root element of a page.
fn inside(html: &str) -> &str {
    html.split_once('>').and_then(|(_, rest)| rest.strip_suffix("</div>")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unfinished_draft_is_shown_as_far_as_it_goes_and_claims_nothing() {
        let library = Library::default();
        let card = "---\nquote: 还没抄完 <b>\nsource: nowhere\n---\n\n一句<script>。\n";
        let page = preview("cards/q1.md", card, &library, "11月28日 09:00", Day(0)).unwrap();
        assert!(page.html.contains(MARK) && page.html.contains("还没抄完 &lt;b&gt;") && page.html.contains("还没核对"));
        assert!(!page.html.contains("已逐字核对") && !page.html.contains("<script"));
        let article = preview("articles/a.md", "---\ntitle: 题\n---\n正文 `>`\n", &library, "", Day(0)).unwrap();
        assert!(article.html.contains("<h1>题</h1>") && article.html.contains("正文 <code>&gt;</code>"));
        assert_eq!(article.html.matches("class=\"page\"").count(), 1);
        assert_eq!(preview("articles/a.md", "没有头", &library, "", Day(0)), None);
        assert_eq!(preview("sources/a.md", "---\ntitle: 一\n---\n", &library, "", Day(0)), None);
    }
}
