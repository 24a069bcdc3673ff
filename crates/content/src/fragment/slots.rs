//! The parts of a deck on screen: a slot for each card, an end, and the row of actions below.

use super::card::quote;
use super::icon;
use crate::bundle::escape;
use crate::card::Card;
use crate::source::Source;

/// What stands behind the last card.
pub(super) struct End<'a> {
    /// HTML.
    pub(super) heading: &'a str,
    /// Path and words of the way on.
    pub(super) link: (&'a str, &'a str),
    /// Of another way.
    pub(super) quiet: (&'a str, &'a str),
}

/// A place in a deck. `note` stands beside the heading while it is on screen.
pub(super) fn slot(slug: &str, note: &str, inner: &str) -> String {
    format!("<section class=\"slot\" data-card=\"{slug}\" data-note=\"{note}\">{inner}</section>")
}

/// A card that is its quotation and where that is from, in as few elements as can be: what a deck of hundreds can afford.
pub(super) fn brief(card: &Card, source: &Source) -> String {
    format!(
        "<article class=\"card brief\" data-card=\"{slug}\"{told}>{quote}<p class=\"cite\"><cite>{short} · {section}</cite></p></article>",
        slug = card.slug,
        told = super::recording::told(card.recorded.as_ref()),
        quote = quote(&card.quote),
        short = escape(&source.short),
        section = escape(&card.short_section()),
    )
}

/// The clean end.
pub(super) fn end(end: &End) -> String {
    let End { heading, link, quiet } = end;
    format!(
        "<section class=\"slot end\"><div class=\"deck-end\"><h2>{heading}</h2><p><a class=\"button\" href=\"{}\">{}</a> \
         <a class=\"button quiet\" href=\"{}\">{}</a></p></div></section>",
        link.0, link.1, quiet.0, quiet.1,
    )
}

/// The row of actions, the same on each card of a deck; `slug` is the card they speak of.
pub(super) fn actions(first: &str, slug: &str, last: &str) -> String {
    let (keep, listen) = (icon("keep"), super::listen_button());
    let share = super::share_button(&format!(" data-card=\"{slug}\""));
    format!(
        "<div class=\"actions\" role=\"group\" aria-label=\"这张卡片\">{first}{listen}\
         <button class=\"action\" type=\"button\" data-action=\"keep\" data-card=\"{slug}\" aria-pressed=\"false\">{keep}<span>收藏</span></button>{share}{last}</div>"
    )
}

/// An action that leads somewhere, with or without the app.
pub(super) fn link(action: &str, href: &str, label: &str, icon_name: &str) -> String {
    format!("<a class=\"action\" data-action=\"{action}\" href=\"{href}\">{}<span>{label}</span></a>", icon(icon_name))
}

/// An action that only the app can carry out.
pub(super) fn button(action: &str, label: &str, icon_name: &str) -> String {
    format!(
        "<button class=\"action\" type=\"button\" data-action=\"{action}\">{}<span>{label}</span></button>",
        icon(icon_name)
    )
}

/// The way back within a deck. On its first card there is none yet, and its place is kept: nothing moves under a thumb.
pub(super) fn back() -> String {
    format!(
        "<button class=\"action\" type=\"button\" data-action=\"prev\" aria-disabled=\"true\">{}<span>上一条</span></button>",
        icon("up")
    )
}

/// What is to be seen of 大字 beside the card: see the app's `show.rs`. `more`: links.
pub(super) fn show(more: &str) -> String {
    format!(
        "<p class=\"show\"><button type=\"button\" data-action=\"gloss\">读懂</button><span class=\"show-at\"></span>\
         {more}<button type=\"button\" data-action=\"leave\">退出大字</button></p>"
    )
}
