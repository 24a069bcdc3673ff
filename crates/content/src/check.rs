//! Checks that need more than one document. A document that fails one is left out of the library, so that nothing
//! unverified can be published by whoever forgets to look at the faults.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::Article;
use crate::card::Card;
use crate::fault::{Fault, Faults};
use crate::front_matter::{Item, Lines, did_you_mean};
use crate::habits;
use crate::library::Library;
use crate::lock::Proof;
use crate::picture::Picture;
use crate::render;

/// What keeps one text from being published beside a library, its quotation's proof left aside: whoever publishes looks
/// that up in the source's text.
pub fn document(library: &Library, path: &str, text: &str) -> Vec<Fault> {
    let (alone, mut by_path) = Library::parse([(path.to_string(), text.to_string())]);
    let Some(mut faults) = by_path.remove(path) else { return Vec::new() };
    for card in alone.cards.values() {
        check_card(library, card, &mut faults);
        if !faults.has(&["source"]) && !library.sources.contains_key(&card.source) {
            no_source(library, card, &mut faults);
        }
    }
    alone.articles.values().for_each(|article| check_article(library, article, &mut faults));
    alone.decks.values().for_each(|deck| check_cards(library, &deck.cards, &mut faults));
    if path == "site.md" {
        check_links(library, &alone.site.privacy, alone.site.body_line, &mut faults);
        habits::note(&alone.site.privacy, alone.site.body_line, &mut faults);
        check_pictures(&alone.site.privacy, alone.site.body_line, &mut faults);
    }
    faults.into_vec()
}

/// Checks every document against the others. A reference to a document that has faults of its own is no fault.
pub(crate) fn across(library: &Library, by_path: &mut BTreeMap<String, Faults>) {
    if let Some(faults) = by_path.get_mut("site.md") {
        check_links(library, &library.site.privacy, library.site.body_line, faults);
        habits::note(&library.site.privacy, library.site.body_line, faults);
        check_pictures(&library.site.privacy, library.site.body_line, faults);
    }
    for slug in library.locks.keys().filter(|slug| !library.sources.contains_key(*slug)) {
        let Some(faults) = by_path.get_mut(&format!("sources/{slug}.lock")) else { continue };
        faults.add(1, "source", format!("没有出处 {slug}.md，这个文件没有用"), "删掉它，或改回出处的名字");
    }
    for card in library.cards.values() {
        let Some(faults) = by_path.get_mut(&format!("cards/{}.md", card.slug)) else { continue };
        check_card(library, card, faults);
        check_source(library, card, faults);
    }
    for article in library.articles.values() {
        let Some(faults) = by_path.get_mut(&format!("articles/{}.md", article.slug)) else { continue };
        check_article(library, article, faults);
    }
    for deck in library.decks.values() {
        let Some(faults) = by_path.get_mut(&format!("decks/{}.md", deck.slug)) else { continue };
        check_cards(library, &deck.cards, faults);
    }
}

fn check_card(library: &Library, card: &Card, faults: &mut Faults) {
    check_theme(library, &card.theme, &card.lines, faults);
    check_links(library, &card.gloss, card.body_line, faults);
    habits::note(&card.gloss, card.body_line, faults);
    for link in render::links(&card.gloss).into_iter().filter(|link| link.is_picture) {
        faults.add(card.body_line + link.line, "body", "金句卡片里不放图片", "图片放在文章里");
    }
    check_part_of(library, card, faults);
}

fn check_article(library: &Library, article: &Article, faults: &mut Faults) {
    check_theme(library, &article.theme, &article.lines, faults);
    check_cards(library, &article.cards, faults);
    check_links(library, &article.body, article.body_line, faults);
    habits::note(&article.body, article.body_line, faults);
    check_pictures(&article.body, article.body_line, faults);
    for card in library.cards.values().filter(|card| card.withdrawn.is_some() && article.withdrawn.is_none()) {
        if let Some(line) = article.quotes(card) {
            let message = format!("正文里还留着撤下的卡片 {} 的话", card.slug);
            faults.advise(line, "body", message, "换掉这几句，或者把那张卡片恢复");
        }
    }
}

fn check_part_of(library: &Library, card: &Card, faults: &mut Faults) {
    let Some(longer) = &card.part_of else { return };
    let line = card.lines.of("part_of");
    match library.cards.get(longer) {
        Some(longer) if longer.slug != card.slug && longer.quote.contains(card.quote.as_str()) => {}
        Some(_) => faults.add(line, "part_of", format!("这句不在 {longer} 的金句里"), "改正金句，或删掉 part_of"),
        None => faults.add(line, "part_of", format!("没有卡片 {longer}"), did_you_mean(longer, &slugs(&library.cards))),
    }
}

fn check_source(library: &Library, card: &Card, faults: &mut Faults) {
    if faults.has(&["source", "quote", "sentence"]) {
        return;
    }
    if !library.sources.contains_key(&card.source) {
        return no_source(library, card, faults);
    }
    if card.proof == Proof::Missing {
        let hint = "逐字改正后运行 cargo xtask content verify --source 原文.txt";
        faults.add(card.lines.of("quote"), "quote", "金句或原句没有和原文核对过，或核对后改动了", hint);
    }
}

fn no_source(library: &Library, card: &Card, faults: &mut Faults) {
    let hint = did_you_mean(&card.source, &slugs(&library.sources));
    faults.add(card.lines.of("source"), "source", format!("没有出处 {}", card.source), hint);
}

fn check_theme(library: &Library, theme: &str, lines: &Lines, faults: &mut Faults) {
    let known: Vec<_> = library.site.themes.iter().map(|item| item.text.as_str()).collect();
    if !known.is_empty() && !theme.is_empty() && !known.contains(&theme) {
        faults.add(lines.of("theme"), "theme", format!("没有主题“{theme}”"), did_you_mean(theme, &known));
    }
}

fn check_cards(library: &Library, cards: &[Item], faults: &mut Faults) {
    let mut seen = BTreeSet::new();
    for Item { line, text } in cards {
        if !seen.insert(text) {
            faults.add(*line, "cards", format!("卡片 {text} 写了两次"), "只留一次");
        } else if !library.cards.contains_key(text) {
            faults.add(*line, "cards", format!("没有卡片 {text}"), did_you_mean(text, &slugs(&library.cards)));
        }
    }
}

/// Pictures are this site's own, and say in words what they show.
fn check_pictures(markdown: &str, first_line: usize, faults: &mut Faults) {
    for link in render::links(markdown).into_iter().filter(|link| link.is_picture) {
        let (url, line) = (link.url.as_str(), first_line + link.line);
        if Picture::at(url).is_none() {
            let hint = "在书记台的文章里点“加图片”，得到 /pictures/ 开头的一行";
            faults.add(line, "body", format!("不能用这张图片：{url}"), hint);
        } else if link.alt.trim().is_empty() {
            let hint = "在 ![ ] 的方括号里写一句图上有什么，看不见图的人靠它";
            faults.add(line, "body", "图片少了说明", hint);
        }
    }
}

/// Links inside the site must lead somewhere.
fn check_links(library: &Library, markdown: &str, first_line: usize, faults: &mut Faults) {
    for link in render::links(markdown).into_iter().filter(|link| !link.is_picture) {
        let (url, line) = (link.url.as_str(), first_line + link.line);
        if !render::is_allowed_url(url) {
            let hint = "只能用 https:// 开头的网址，或站内以 / 开头的路径";
            faults.add(line, "body", format!("不能用这个链接：{url}"), hint);
            continue;
        }
        if !url.starts_with('/') {
            continue;
        }
        let path = url.split('#').next().unwrap_or_default();
        if !path.ends_with('/') {
            faults.add(line, "body", format!("链接 {url} 少了结尾的 /"), "站内网址以 / 结尾");
        } else if !leads_somewhere(library, path) {
            faults.add(line, "body", format!("链接 {url} 没有对应的页面"), "检查网址里的名字");
        }
    }
}

/// A withdrawn document still has a page, which says so: a withdrawal must not break what others wrote.
fn leads_somewhere(library: &Library, path: &str) -> bool {
    use api::paths;
    let fixed = [
        paths::HOME,
        paths::CARDS,
        paths::DECKS,
        paths::MINUTE,
        paths::SEARCH,
        paths::ARTICLES,
        paths::ABOUT,
        paths::KEPT,
        paths::KEPT_DECK,
        paths::ME,
        paths::POSTS,
        paths::NEW_POST,
    ];
    fixed.contains(&path)
        || paths::card_slug(path).is_some_and(|slug| library.cards.contains_key(slug))
        || paths::slug_below(paths::DECKS, path).is_some_and(|slug| library.decks.contains_key(slug))
        || paths::slug_below(paths::ARTICLES, path).is_some_and(|slug| library.articles.contains_key(slug))
}

fn slugs<T>(shelf: &BTreeMap<String, T>) -> Vec<&str> {
    shelf.keys().map(String::as_str).collect()
}
