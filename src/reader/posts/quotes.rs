//! What posts are about.

use api::posts::about;

use crate::browser::dom;
use crate::reader::library::Library;

/// What stands in a title where something is made up.
const SAMPLE: &str = "示例数据";

/// The quotations of cards, and titles of other documents, as far as they can be read on this phone now.
pub(super) async fn quotes(library: Library, slugs: Vec<String>) -> Vec<(String, String)> {
    let mut quotes: Vec<(String, String)> = Vec::new();
    for slug in slugs {
        if slug.is_empty() || quote_of(&quotes, &slug).is_some() {
            continue;
        }
        if api::paths::asked_about(&slug).is_some() {
            let asked = asked(library, &slug).await;
            quotes.push((slug, asked));
        } else if slug.contains('/') {
            if let Some(title) = title_of(library, &slug).await {
                quotes.push((slug, title));
            }
        } else if let Ok(card) = library.card(&slug).await {
            quotes.push((slug, card.quote));
        }
    }
    quotes
}

/// The title of a document below which a post stands, as far as this phone has it.
pub(super) async fn title_of(library: Library, about: &str) -> Option<String> {
    let html = library.fragment(&about::page(about)).await.ok()?;
    let title = dom::text_in_html(&html, "h1");
    let title = title.strip_suffix(SAMPLE).unwrap_or(&title).trim_end();
    (!title.is_empty()).then(|| title.to_string())
}

/// What stands in place of a quotation above a question: which lecture it is about, as far as this phone knows.
pub(super) async fn asked(library: Library, about: &str) -> String {
    let title = title_of(library, about).await;
    let which = title.map_or_else(|| "这一场".to_string(), |title| ["“", &title, "”"].concat());
    ["讲之前问一句，问的是", &which].concat()
}

/// One of them.
pub(super) fn quote_of(quotes: &[(String, String)], slug: &str) -> Option<String> {
    quotes.iter().find(|(known, _)| known == slug).map(|(_, quote)| quote.clone())
}
