//! A card's `<article>`, and the templates of the two pages that show one.

use super::{Root, icon, title};
use crate::bundle::escape;
use crate::card::Card;
use crate::render;
use crate::source::Source;

/// The `<article>` of a card. `verified` is known to hold: unverified cards never get this far.
pub fn card(card: &Card, source: &Source) -> String {
    let gloss = render::to_html(&card.gloss);
    let gloss = match gloss.trim() {
        "" => String::new(),
        html => format!("<section class=\"gloss\"><h2>一分钟读懂</h2>{html}</section>"),
    };
    format!(
        "<article class=\"card\" data-card=\"{slug}\"><blockquote class=\"quote\" data-size=\"{size}\"><p>{quote}</p></blockquote>\
         <div class=\"cite\"><p>{short} · {section}</p><details class=\"origin\"><summary><span class=\"verified\">已逐字核对</span><span class=\"origin-open\">看原文</span></summary>\
         <p class=\"sentence\">{sentence}</p><p class=\"origin-source\">{author}《{source_title}》，{date}。{full_section}。见{published_in}。</p>\
         </details></div>{gloss}</article>",
        slug = card.slug,
        size = size(&card.quote),
        quote = clauses(&card.quote),
        short = escape(&source.short),
        section = escape(&card.short_section()),
        sentence = marked(&card.sentence, &card.quote),
        author = escape(&source.author),
        source_title = escape(&source.title),
        date = source.date,
        full_section = escape(card.section.trim_end_matches('。')),
        published_in = escape(&source.published_in),
    )
}

/// Slots: `card id quote theme prev next`.
pub fn card_template(site: &str) -> String {
    let title = title("{quote}", site);
    let root =
        Root {
            path: "/cards/{id}/", title: &title, heading: "金句", note: "{theme}", tab: "home", more: " data-deck"
        };
    root.wrap(&deck("<h1 class=\"visually-hidden\">{quote}</h1>", &link("prev", "{prev}", "上一条", "up")))
}

/// Slots: those of a card, and `date note`.
pub fn today_template(site: &str) -> String {
    let title = title("今日金句", site);
    let root = Root {
        path: api::paths::HOME,
        title: &title,
        heading: "今日金句",
        note: "{note}",
        tab: "home",
        more: " data-deck data-date=\"{date}\"",
    };
    let all = link("prev", api::paths::CARDS, "全部", "list");
    root.wrap(&deck("<h1 class=\"visually-hidden\">今日金句 {note}</h1>", &all))
}

fn deck(heading: &str, first_action: &str) -> String {
    let next = link("next", "{next}", "下一条", "down");
    let (keep, listen) = (icon("keep"), super::listen_button());
    let share = super::share_button(" data-card=\"{id}\"");
    format!(
        "{heading}<div class=\"deck\"><section class=\"slot\" data-card=\"{{id}}\">{{card}}</section></div>\
         <div class=\"actions\" role=\"group\" aria-label=\"这张卡片\">{first_action}\
         {listen}\
         <button class=\"action\" type=\"button\" data-action=\"keep\" data-card=\"{{id}}\" aria-pressed=\"false\">{keep}<span>收藏</span></button>\
         {share}{next}</div>"
    )
}

fn link(action: &str, href: &str, label: &str, icon_name: &str) -> String {
    format!("<a class=\"action\" data-action=\"{action}\" href=\"{href}\">{}<span>{label}</span></a>", icon(icon_name))
}

/// Short clauses are kept whole at a line's end, as they would be set on a printed bookmark. The text stays the
/// quotation to the character.
fn clauses(quote: &str) -> String {
    /// So many characters fit beside each other in the largest size at 360 px.
    const LINE: usize = 10;
    let clauses: Vec<_> = quote.split_inclusive(['，', '；', '、', '。']).collect();
    if clauses.len() < 2 || clauses.iter().any(|clause| clause.chars().count() > LINE) {
        return escape(quote);
    }
    clauses.iter().map(|clause| format!("<span class=\"clause\">{}</span>", escape(clause))).collect()
}

fn size(quote: &str) -> &'static str {
    match quote.chars().count() {
        0..=28 => "l",
        29..=60 => "m",
        _ => "s",
    }
}

fn marked(sentence: &str, quote: &str) -> String {
    match sentence.split_once(quote) {
        Some((before, after)) => format!("{}<mark>{}</mark>{}", escape(before), escape(quote), escape(after)),
        None => escape(sentence),
    }
}
