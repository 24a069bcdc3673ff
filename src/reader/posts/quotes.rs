//! What posts are about.

use api::posts::about;

use crate::browser::dom;
use crate::reader::library::Library;

/// What stands there in place of a quotation: a lecture's page says the rest.
pub(super) const ASKED: &str = "讲之前问一句，问的是这一场";

/// The quotations of cards, and titles of other documents, as far as they can be read on this phone now.
pub(super) async fn quotes(library: Library, slugs: Vec<String>) -> Vec<(String, String)> {
    let mut quotes: Vec<(String, String)> = Vec::new();
    for slug in slugs {
        if slug.is_empty() || quote_of(&quotes, &slug).is_some() {
            continue;
        }
        if api::paths::asked_about(&slug).is_some() {
            quotes.push((slug, ASKED.into()));
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
    Some(dom::text_in_html(&html, "h1")).filter(|title| !title.is_empty())
}

/// One of them.
pub(super) fn quote_of(quotes: &[(String, String)], slug: &str) -> Option<String> {
    quotes.iter().find(|(known, _)| known == slug).map(|(_, quote)| quote.clone())
}
