//! 领读: whole pages of their own, which no app takes over. All cards of the deck are in the page, so that following needs
//! nothing more than where the reading stands (`public/reading/`); without a script the page asks again by itself.

use super::card::clauses;
use super::deck::near;
use super::length;
use crate::bundle::escape;
use crate::card::Card;
use crate::day::Day;
use crate::deck::Deck;
use crate::library::Library;
use crate::lock::Proof;
use crate::render;
use crate::source::Source;

/// Where the build has put their style and their script; empty in a build without them.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadingFiles<'a> {
    /// URL.
    pub style: &'a str,
    /// URL.
    pub script: &'a str,
}

/// One reading, as its page needs it.
#[derive(Clone, Copy, Debug)]
pub struct ReadingPage<'a> {
    /// Its name in addresses.
    pub room: &'a str,
    /// Four digits.
    pub code: &'a str,
    /// Slug of its deck.
    pub deck: &'a str,
    /// Slugs of its cards.
    pub cards: &'a [&'a str],
    /// Where it stands, as the API says it.
    pub snapshot: &'a str,
    /// The card on screen, from 0; one behind the last is the end.
    pub at: usize,
    /// An SVG that leads here.
    pub qr: &'a str,
    /// For a wall: nothing to be tapped.
    pub is_wall: bool,
    /// For a secretary, who may always go on with it.
    pub is_secretary: bool,
    /// For a member, who may say that they can.
    pub is_member: bool,
}

/// The reading that this phone leads, and has left: its script fills that in.
const LEADING: &str = "<aside class=\"ask\" id=\"leading\" hidden><b></b><a class=\"button\">接着领</a></aside>";

/// `/reading/`: four digits. `said`: why the ones before led nowhere.
pub fn reading_entry(library: &Library, files: ReadingFiles, today: Day, said: &str) -> String {
    let said = if said.is_empty() { String::new() } else { format!("<p class=\"said\" role=\"alert\">{said}</p>") };
    let rows = deck_rows(library, today);
    let inner = format!(
        "<header class=\"head\"><a class=\"quiet\" href=\"{home}\">返回</a><p class=\"heading\">领读</p></header>\
         {LEADING}<main class=\"entry\"><h1>输四个数</h1><form method=\"get\" action=\"{here}\" id=\"digits\">\
         <input name=\"code\" inputmode=\"numeric\" pattern=\"[0-9]{{4}}\" maxlength=\"4\" autocomplete=\"off\" required autofocus aria-label=\"四个数\">\
         <button class=\"button\">进去</button></form>{said}<p class=\"hint\">数在墙上，或者在领读的人手机上。旁边的码一扫，直接进来。</p>\
         <p class=\"hint\">谁来过、谁没来，这里都不记。</p><h2>没有在领读？自己起一场</h2><ul class=\"rows\">{rows}</ul></main>",
        home = api::paths::DECKS,
        here = api::paths::READING,
    );
    document(library, files, "领读", "", "", &inner)
}

/// `/reading/new/`: starting to read a deck with others; without a deck, which one.
pub fn reading_new(library: &Library, files: ReadingFiles, today: Day, deck: Option<&Deck>) -> String {
    let Some(deck) = deck else {
        return reading_entry(library, files, today, "挑一组，就能带大家一起读。");
    };
    let (slug, title) = (&deck.slug, escape(&deck.title));
    let length = length::of_cards(library.cards_of(&deck.cards));
    let inner = format!(
        "<header class=\"head\"><a class=\"quiet\" href=\"{back}\">返回</a><p class=\"heading\">带大家一起读</p></header>\
         {LEADING}<main class=\"entry\"><h1>{title}</h1><p class=\"hint\">{length}</p><ol class=\"steps\"><li>点“开始”，出来四个数和一个码。</li>\
         <li>大家扫码，或者输这四个数，不用登录。</li><li>你翻到哪条，大家手机上就是哪条。</li></ol>\
         <p class=\"said\" role=\"alert\" id=\"said\" hidden>上面那一场还没结束。再点一次，它就结束，另起一场。</p>\
         <p class=\"pair\"><button class=\"button quiet\" type=\"button\" data-start=\"try\" data-deck=\"{slug}\">先试一试</button>\
         <button class=\"button\" type=\"button\" data-start data-deck=\"{slug}\">开始</button></p>\
         <p class=\"hint\">没有网络的时候，先<a href=\"{back}#show\">用大字自己读</a>。谁来过、谁没来，这里都不记。</p></main>",
        back = api::paths::deck(slug),
    );
    document(library, files, "带大家一起读", "", "", &inner)
}

/// `/reading/:room/`, and the same for a wall.
pub fn reading(library: &Library, files: ReadingFiles, page: &ReadingPage) -> String {
    let deck = library.decks.get(page.deck);
    let title = escape(deck.map_or("领读", |deck| &deck.title));
    let count = page.cards.len();
    let cards: String = page.cards.iter().enumerate().map(|(at, slug)| slot(library, slug, at == page.at)).collect();
    let (hidden, code, qr) = (if page.at < count { " hidden" } else { "" }, page.code, page.qr);
    let deck_path = api::paths::deck(page.deck);
    let length = length::of_cards(page.cards.iter().filter_map(|slug| library.cards.get(*slug)));
    let join = format!(
        "<aside class=\"join\" id=\"join\"><div><b>{title} · 领读</b><small>{length}</small><strong>{code}</strong>\
         <small>扫码，或打开“学习 · 领读”输这四个数。<span>不用登录。手机没电，看墙上也一样。</span></small></div>{qr}</aside>"
    );
    let end = format!(
        "<section class=\"card end\" data-end{hidden}><h2>读完了<br>路上慢点</h2><p><a class=\"button\" href=\"{deck_path}\">这一组留给你</a></p></section>"
    );
    let head = format!(
        "<header><h1 class=\"visually-hidden\">{title} · 领读</h1><div class=\"head\"><p class=\"heading\">领读</p><p class=\"chip\" id=\"at\" data-deck=\"{title}\">{title} · {}</p>\
         <a class=\"quiet follower\" href=\"{deck_path}\">退出</a><button class=\"quiet leader\" type=\"button\" data-do=\"end\">结束</button></div>\
         <p class=\"banner\" id=\"banner\" role=\"status\"></p></header>",
        place(page.at, count),
    );
    let inner = format!(
        "{head}{join}<main id=\"cards\">{cards}{end}\
         <section class=\"card rest\" id=\"rest\" hidden><h2>歇一会儿</h2><p>马上接着读。</p></section></main>{}",
        bars(page.room)
    );
    let flag = |is_on: bool, name: &str| if is_on { [" data-", name].concat() } else { String::new() };
    let attributes = format!(
        " data-room=\"{}\" data-snapshot=\"{}\"{}{}{}",
        page.room,
        escape(page.snapshot),
        flag(page.is_wall, "wall"),
        flag(page.is_secretary, "secretary"),
        flag(page.is_member, "member"),
    );
    document(library, files, &format!("{title} · 领读"), REFRESH, &attributes, &inner)
}

/// Without a script the page comes again, and has then the card that is read.
const REFRESH: &str = "<noscript><meta http-equiv=\"refresh\" content=\"4\"></noscript>";

/// What can be tapped: what a phone needs of it, its script shows.
fn bars(room: &str) -> String {
    let button = |class: &str, deed: &str, words: &str| {
        format!("<button class=\"{class}\" type=\"button\" data-do=\"{deed}\">{words}</button>")
    };
    let ask = |id: &str, words: &str, button: String| {
        format!("<p class=\"ask\" id=\"{id}\" hidden><b>{words}</b>{button}</p>")
    };
    let turn = |who: &str, class: &str, prev: &str, next: &str| {
        let (prev, next) = (button("button quiet", "prev", prev), button(class, "next", next));
        format!("<p class=\"pair {who}\">{prev}{next}</p>")
    };
    [
        "<footer><p class=\"tried leader\" id=\"tried\" role=\"status\" hidden></p><p class=\"following leader\" id=\"following\" role=\"status\"></p>",
        &ask("ask", "下一条谁来领", button("button", "take", "我来领")),
        &ask("back", "", button("button", "back", "回到领读")),
        &ask("offered", "等一位点“我来领”", button("button quiet", "keep", "还是我领")),
        &turn("leader", "button", "上一条", "下一条"),
        "<p class=\"more leader\">",
        &button("", "offer", "交给别人"),
        &format!("<a href=\"{}\" target=\"_blank\" rel=\"noopener\">投到墙上</a>", api::paths::reading_wall(room)),
        "<button type=\"button\" data-do=\"pick\" aria-expanded=\"false\" aria-controls=\"pick\">挑一条</button>",
        &button("", "sentences", "逐句"),
        &button("", "rest", "歇一会儿"),
        "</p><div class=\"picks\" id=\"pick\" role=\"group\" aria-label=\"挑一条\" hidden></div>",
        &turn("follower", "button quiet", "往前翻", "往后翻"),
        "<p class=\"more follower\" id=\"can\" hidden><span role=\"status\"></span>",
        &button("", "volunteer", "我可以接"),
        "</p></footer>",
    ]
    .concat()
}

fn place(at: usize, count: usize) -> String {
    if at < count { format!("第 {} 条，共 {count} 条", at + 1) } else { format!("共 {count} 条") }
}

/// A card with its sentences apart, so that the one that is read can be marked. One that was taken back since the reading
/// began keeps its place.
fn slot(library: &Library, slug: &str, is_on: bool) -> String {
    let hidden = if is_on { "" } else { " hidden" };
    let card = library.cards.get(slug).filter(|card| card.withdrawn.is_none());
    let Some((card, source)) = card.and_then(|card| Some((card, library.sources.get(&card.source)?))) else {
        return format!(
            "<section class=\"card\" data-card=\"{slug}\"{hidden}><p class=\"quote\">这一条已经撤下，接着看下一条。</p></section>"
        );
    };
    format!("<section class=\"card\" data-card=\"{slug}\"{hidden}>{}</section>", words(card, source))
}

fn words(card: &Card, source: &Source) -> String {
    let sentences: String = sentences(&card.quote)
        .iter()
        .map(|sentence| format!("<span class=\"line\">{}</span>", clauses(sentence)))
        .collect();
    let gloss = match render::to_html(&card.gloss) {
        html if html.trim().is_empty() => String::new(),
        html => format!("<details class=\"gloss\"><summary>读懂</summary>{html}</details>"),
    };
    let proof = if card.proof == Proof::Verbatim { "<span class=\"proof\">✓ 已逐字核对</span>" } else { "" };
    let size = match card.quote.chars().count() {
        0..=28 => "l",
        29..=60 => "m",
        _ => "s",
    };
    format!(
        "<blockquote class=\"quote\" data-size=\"{size}\"><p>{sentences}</p></blockquote><p class=\"cite\"><cite>{} · {}</cite> {proof}</p>{gloss}",
        escape(&source.short),
        escape(&card.short_section()),
    )
}

/// What is read in one breath: each ends where a sentence ends, and keeps what closes it.
fn sentences(quote: &str) -> Vec<&str> {
    const ENDS: [char; 4] = ['。', '！', '？', '；'];
    const CLOSES: [char; 5] = ['”', '’', '」', '』', '）'];
    let (mut all, mut rest) = (Vec::new(), quote);
    while let Some(end) = rest.find(ENDS) {
        let behind = rest[end..].find(|c| !ENDS.contains(&c) && !CLOSES.contains(&c));
        let Some(behind) = behind else { break };
        let (sentence, more) = rest.split_at(end + behind);
        all.push(sentence);
        rest = more;
    }
    if !rest.is_empty() {
        all.push(rest);
    }
    all
}

fn deck_rows(library: &Library, today: Day) -> String {
    let row = |deck: &Deck| {
        let length = length::of_cards(library.cards_of(&deck.cards));
        let (slug, title) = (&deck.slug, escape(&deck.title));
        format!(
            "<li><a href=\"{}?deck={slug}\"><b>{title}{}</b><small>{length}</small></a></li>",
            api::paths::NEW_READING,
            near(deck, today),
        )
    };
    library.decks_for(today).into_iter().map(row).collect()
}

fn document(library: &Library, files: ReadingFiles, title: &str, head: &str, attributes: &str, inner: &str) -> String {
    let site = escape(&library.site.name);
    let style = if files.style.is_empty() {
        String::new()
    } else {
        format!("<link rel=\"stylesheet\" href=\"{}\">", files.style)
    };
    let script =
        if files.script.is_empty() { String::new() } else { format!("<script src=\"{}\"></script>", files.script) };
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\"{attributes}>\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1,viewport-fit=cover\">\
         <title>{title} · {site}</title><meta name=\"robots\" content=\"noindex\">{head}{style}{script}\
         <link rel=\"icon\" href=\"/icon.svg\" type=\"image/svg+xml\"></head>\n<body>{inner}</body></html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_keeps_what_closes_it() {
        assert_eq!(sentences("青年强，则国家强。"), ["青年强，则国家强。"]);
        assert_eq!(sentences("一。“二？”三"), ["一。", "“二？”", "三"]);
        assert_eq!(sentences("没有句号"), ["没有句号"]);
    }
}
