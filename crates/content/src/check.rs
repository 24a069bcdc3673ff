//! Checks that need more than one document. A document that fails one is taken out of the library, so that nothing
//! unverified can be published by whoever forgets to look at the faults.

use std::collections::BTreeSet;

use crate::article::Article;
use crate::card::Card;
use crate::fault::{Fault, Faults};
use crate::front_matter::{Item, did_you_mean};
use crate::library::Library;
use crate::render;

/// Checks every document against the others.
pub(crate) fn across(library: &mut Library) -> Vec<Fault> {
    let mut all = Vec::new();
    let mut bad_cards = Vec::new();
    for card in library.cards.values() {
        let mut faults = Faults::of(format!("cards/{}.md", card.slug));
        check_card(library, card, &mut faults);
        note(&card.slug, faults, &mut bad_cards, &mut all);
    }
    let mut bad_articles = Vec::new();
    for article in library.articles.values() {
        let mut faults = Faults::of(format!("articles/{}.md", article.slug));
        check_article(library, article, &mut faults);
        note(&article.slug, faults, &mut bad_articles, &mut all);
    }
    let mut bad_decks = Vec::new();
    for deck in library.decks.values() {
        let mut faults = Faults::of(format!("decks/{}.md", deck.slug));
        check_cards(library, &deck.cards, &mut faults);
        note(&deck.slug, faults, &mut bad_decks, &mut all);
    }
    library.cards.retain(|slug, _| !bad_cards.contains(slug));
    library.articles.retain(|slug, _| !bad_articles.contains(slug));
    library.decks.retain(|slug, _| !bad_decks.contains(slug));
    all
}

fn note(slug: &str, faults: Faults, bad: &mut Vec<String>, all: &mut Vec<Fault>) {
    if !faults.is_empty() {
        bad.push(slug.to_string());
        all.append(&mut faults.into_vec());
    }
}

fn check_card(library: &Library, card: &Card, faults: &mut Faults) {
    check_theme(library, &card.theme, card.line, faults);
    check_links(library, &card.gloss, card.line, faults);
    if let Some(longer) = &card.part_of {
        match library.cards.get(longer) {
            Some(longer) if longer.quote.contains(card.quote.as_str()) => {}
            Some(_) => {
                faults.add(card.line, "part_of", format!("这句不在 {longer} 的金句里"), "改正金句，或删掉 part_of")
            }
            None if exists(library, "cards", longer) => {}
            None => faults.add(
                card.line,
                "part_of",
                format!("没有卡片 {longer}"),
                did_you_mean(longer, &slugs(&library.cards)),
            ),
        }
    }
    if !library.sources.contains_key(&card.source) && !exists(library, "sources", &card.source) {
        let hint = did_you_mean(&card.source, &slugs(&library.sources));
        return faults.add(card.line, "source", format!("没有出处 {}", card.source), hint);
    }
    if !library.locks.get(&card.source).is_some_and(|lock| lock.covers(card)) {
        let hint = "逐字改正后运行 cargo xtask content verify --source 原文.txt";
        faults.add(card.line, "quote", "金句或原句没有和原文核对过，或核对后改动了", hint);
    }
}

fn check_article(library: &Library, article: &Article, faults: &mut Faults) {
    check_theme(library, &article.theme, article.theme_line, faults);
    check_cards(library, &article.cards, faults);
    check_links(library, &article.body, article.body_line, faults);
}

fn check_theme(library: &Library, theme: &str, line: usize, faults: &mut Faults) {
    let known: Vec<_> = library.site.themes.iter().map(|item| item.text.as_str()).collect();
    if !known.is_empty() && !known.contains(&theme) {
        faults.add(line, "theme", format!("没有主题“{theme}”"), did_you_mean(theme, &known));
    }
}

fn check_cards(library: &Library, cards: &[Item], faults: &mut Faults) {
    let mut seen = BTreeSet::new();
    for Item { line, text } in cards {
        if !seen.insert(text) {
            faults.add(*line, "cards", format!("卡片 {text} 写了两次"), "只留一次");
        } else if !library.cards.contains_key(text) && !exists(library, "cards", text) {
            faults.add(*line, "cards", format!("没有卡片 {text}"), did_you_mean(text, &slugs(&library.cards)));
        }
    }
}

/// Links inside the site must lead somewhere.
fn check_links(library: &Library, markdown: &str, first_line: usize, faults: &mut Faults) {
    for link in render::links(markdown) {
        let line = first_line + link.line;
        if !render::is_allowed_url(&link.url) {
            faults.add(
                line,
                "body",
                format!("不能用这个链接：{}", link.url),
                "只能用 https:// 开头的网址，或站内以 / 开头的路径",
            );
            continue;
        }
        let mut parts = link.url.trim_start_matches('/').split('/');
        let (folder, slug) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let missing = link.url.starts_with('/')
            && !slug.is_empty()
            && match folder {
                "cards" => !library.cards.contains_key(slug) && !exists(library, folder, slug),
                "articles" => !library.articles.contains_key(slug) && !exists(library, folder, slug),
                _ => false,
            };
        if missing {
            faults.add(line, "body", format!("链接 {} 没有对应的文件", link.url), "检查网址里的名字");
        } else if link.url.starts_with('/') && !slug.is_empty() && !link.url.ends_with('/') {
            faults.add(line, "body", format!("链接 {} 少了结尾的 /", link.url), "站内网址以 / 结尾");
        }
    }
}

fn exists(library: &Library, folder: &str, slug: &str) -> bool {
    library.broken.contains(&format!("{folder}/{slug}.md"))
}

fn slugs<T>(shelf: &std::collections::BTreeMap<String, T>) -> Vec<&str> {
    shelf.keys().map(String::as_str).collect()
}
