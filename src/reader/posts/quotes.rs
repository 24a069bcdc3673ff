//! What posts are about.

use crate::reader::library::Library;

/// What stands there in place of a quotation: a lecture's page says the rest.
pub(super) const ASKED: &str = "讲之前问一句，问的是这一场";

/// The quotations of cards, as far as they can be read on this phone now.
pub(super) async fn quotes(library: Library, slugs: Vec<String>) -> Vec<(String, String)> {
    let mut quotes: Vec<(String, String)> = Vec::new();
    for slug in slugs {
        if api::paths::asked_about(&slug).is_some() {
            quotes.push((slug, ASKED.into()));
        } else if quote_of(&quotes, &slug).is_none()
            && !slug.is_empty()
            && let Ok(card) = library.card(&slug).await
        {
            quotes.push((slug, card.quote));
        }
    }
    quotes
}

/// One of them.
pub(super) fn quote_of(quotes: &[(String, String)], slug: &str) -> Option<String> {
    quotes.iter().find(|(known, _)| known == slug).map(|(_, quote)| quote.clone())
}
