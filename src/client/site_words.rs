//! What this site calls its people and its office: attributes that its server or publisher writes into the page.

use content::feed;

use crate::browser::dom;

/// What whoever speaks is called: 骑手, unless `site.md` says otherwise. A page that was stored by an earlier version says
/// nothing.
pub fn speaker() -> String {
    said("speaker", feed::SPEAKER)
}

/// A sentence of the desk about 骑手, with this site's word for them.
pub fn with_speaker(sentence: &str) -> String {
    sentence.replace(feed::SPEAKER, &speaker())
}

/// The committee's own name, at the desk.
pub fn committee() -> String {
    said("committee", "委员会")
}

fn said(what: &str, otherwise: &str) -> String {
    let place = dom::find(&["[data-", what, "]"].concat());
    let said = place.map(|place| dom::data(&place, what)).filter(|said| !said.is_empty());
    said.unwrap_or_else(|| otherwise.to_string())
}
