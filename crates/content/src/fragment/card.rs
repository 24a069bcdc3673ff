//! A card's `<article>`, and the templates of the two pages that show one.

use super::slots::{End, actions, back, end, link, slot};
use super::{Root, recording, title, what};
use crate::breaks;
use crate::bundle::escape;
use crate::card::Card;
use crate::lock::Proof;
use crate::render;
use crate::site::Site;
use crate::source::Source;

/// The `<article>` of a card. It claims no more than is known of its quotation.
pub fn card(card: &Card, source: &Source) -> String {
    let gloss = render::to_html(&card.gloss);
    let gloss = match gloss.trim() {
        "" => String::new(),
        html => format!("<section class=\"gloss\"><h2>读懂</h2>{html}</section>"),
    };
    let (proof, known) = match card.proof {
        Proof::Verbatim => ("verbatim", "已逐字核对"),
        Proof::Reason => ("reason", "原文待核对"),
        Proof::Missing => ("missing", "还没核对"),
    };
    format!(
        "<article class=\"card\" data-card=\"{slug}\"{told}>{quote}\
         <div class=\"cite\"><p><cite>{short} · {section}</cite></p><details class=\"origin\"><summary><span class=\"proof\" data-proof=\"{proof}\">{known}</span><span class=\"origin-open\">看原文</span></summary>\
         {passage}<p class=\"origin-source\">{author}《{source_title}》，{date}。{full_section}。见{published_in}。</p>\
         </details></div>{player}{gloss}<p class=\"card-say\"><a href=\"{say}#{slug}\">{write}说一句</a></p></article>",
        slug = card.slug,
        told = recording::told(card.recorded.as_ref()),
        player = recording::player(card.recorded.as_ref()),
        say = api::paths::NEW_POST,
        write = super::icon("write"),
        quote = quote(&card.quote),
        short = escape(&source.short),
        section = escape(&card.short_section()),
        passage = passage(card),
        author = escape(&source.author),
        source_title = escape(&source.title),
        date = source.date,
        full_section = escape(card.section.trim_end_matches('。')),
        published_in = escape(&source.published_in),
    )
}

/// The quotation, as large as its length allows.
pub(super) fn quote(quote: &str) -> String {
    // What opens it hangs before the line: its glyph fills the right half of its square.
    let open = if quote.starts_with(['“', '‘', '「', '『', '《', '（']) { " data-open" } else { "" };
    format!("<blockquote class=\"quote\" data-size=\"{}\"{open}><p>{}</p></blockquote>", size(quote), clauses(quote))
}

/// Slots: `card id quote theme prev next similar`.
pub fn card_template(site: &Site) -> String {
    let title = title("{quote}", &site.name);
    let root = Root {
        path: "/cards/{id}/",
        title: &title,
        heading: "金句",
        note: "{theme}",
        tab: "home",
        more: " data-deck=\"card\"",
    };
    let (prev, next) = (link("prev", "{prev}", "上一条", "up"), link("next", "{next}", "下一条", "down"));
    root.wrap(&format!(
        "<h1 class=\"visually-hidden\">{{quote}}</h1>{}<div class=\"deck\">{}{{similar}}</div>{}",
        what(site),
        slot("{id}", "{theme}", "{card}"),
        actions(&prev, "{id}", &next),
    ))
}

/// Slots: those of a card, and `date note`. The app adds the cards of the days before.
pub fn today_template(site: &Site) -> String {
    let title = title("今日金句", &site.name);
    let root = Root {
        path: api::paths::HOME,
        title: &title,
        heading: "今日金句",
        note: "{note}",
        tab: "home",
        more: " data-deck=\"days\" data-date=\"{date}\"",
    };
    let (minute, next) =
        (link("minute", api::paths::MINUTE, "一分钟", "minute"), back() + &link("next", "{next}", "下一条", "down"));
    let end = end(&End {
        heading: "这几天的都在这儿了<br>路上慢点",
        link: (api::paths::ARTICLES, "读一篇短文"),
        quiet: (api::paths::CARDS, "全部金句"),
    });
    root.wrap(&format!(
        "<h1 class=\"visually-hidden\">今日金句 {{note}}</h1>{}<div class=\"deck\">{}{end}</div>{}",
        what(site),
        slot("{id}", "{note}", "{card}"),
        actions(&minute, "{id}", &next),
    ))
}

/// Short clauses are kept whole at a line's end, as they would be set on a printed bookmark; and so is what no line may end
/// within. The text stays the quotation to the character.
pub(super) fn clauses(quote: &str) -> String {
    /// So many characters fit beside each other in the largest size at 360 px.
    const LINE: usize = 10;
    let clauses: Vec<_> = quote.split_inclusive(['，', '；', '、', '。']).collect();
    if clauses.len() < 2 || clauses.iter().any(|clause| clause.chars().count() > LINE) {
        return breaks::html(quote);
    }
    clauses.iter().map(|clause| format!("<span class=\"clause\">{}</span>", breaks::html(clause))).collect()
}

fn size(quote: &str) -> &'static str {
    match quote.chars().count() {
        0..=28 => "l",
        29..=60 => "m",
        _ => "s",
    }
}

/// Where the quotation stands: its sentence between its neighbours. Of one that stands alone there is nothing to show but
/// the same words again.
fn passage(card: &Card) -> String {
    let beside = |text: &str| match text {
        "" => String::new(),
        text => format!("<span class=\"beside\">{}</span>", escape(text)),
    };
    let (before, after) = (beside(&card.before), beside(&card.after));
    if before.is_empty() && after.is_empty() && card.sentence == card.quote {
        return String::new();
    }
    let sentence = marked(&card.sentence, &card.quote);
    format!("<p class=\"origin-words\">{before}<span class=\"sentence\">{sentence}</span>{after}</p>")
}

fn marked(sentence: &str, quote: &str) -> String {
    match sentence.split_once(quote) {
        Some((before, after)) => format!("{}<mark>{}</mark>{}", escape(before), escape(quote), escape(after)),
        None => escape(sentence),
    }
}
