//! Checks that need more than one document. A document that fails one is left out of the library, so that nothing
//! unverified can be published by whoever forgets to look at the faults.

use std::collections::{BTreeMap, BTreeSet};

use api::documents::Folder;

use crate::card::Card;
use crate::fault::{Fault, Faults};
use crate::front_matter::{Item, Lines, did_you_mean};
use crate::habits;
use crate::library::Library;
use crate::lock::Proof;
use crate::picture::Picture;
use crate::render;
use crate::site::Site;

/// What keeps one text from being published beside a library, its quotation's proof left aside: whoever publishes looks
/// that up in the source's text.
pub fn document(library: &Library, path: &str, text: &str) -> Vec<Fault> {
    let (alone, mut by_path) = Library::parse([(path.to_string(), text.to_string())]);
    let Some(mut faults) = by_path.remove(path) else { return Vec::new() };
    alone.all().for_each(|(_, _, document)| document.check(library, &mut faults));
    if path == SITE {
        site(library, &alone.site, &mut faults);
    }
    match Folder::of(path) {
        // Hours that say nothing of holidays are read all the same, and whoever writes them is shown how.
        Some((Folder::Places | Folder::Care, _)) => faults.into_faults(),
        _ => faults.into_vec(),
    }
}

/// Checks every document against the others. A reference to a document that has faults of its own is no fault.
pub(crate) fn across(library: &Library, by_path: &mut BTreeMap<String, Faults>) {
    if let Some(faults) = by_path.get_mut(SITE) {
        site(library, &library.site, faults);
    }
    for slug in library.locks.keys().filter(|slug| !library.sources.contains_key(*slug)) {
        let Some(faults) = by_path.get_mut(&format!("sources/{slug}.lock")) else { continue };
        faults.add(1, "source", format!("没有出处 {slug}.md，这个文件没有用"), "删掉它，或改回出处的名字");
    }
    for (folder, slug, document) in library.all() {
        let Some(faults) = by_path.get_mut(&folder.path(slug)) else { continue };
        document.check(library, faults);
        if let Some(card) = library.cards.get(slug).filter(|_| folder == Folder::Cards) {
            proof(card, faults);
        }
    }
}

const SITE: &str = "site.md";

fn site(library: &Library, site: &Site, faults: &mut Faults) {
    markdown(library, &site.privacy, site.body_line, faults);
    pictures(&site.privacy, site.body_line, faults);
}

/// A text in markdown: its links, and what other programs left in it.
pub(crate) fn markdown(library: &Library, markdown: &str, first_line: usize, faults: &mut Faults) {
    links(library, markdown, first_line, faults);
    habits::note(markdown, first_line, faults);
}

/// A card, its quotation's proof left aside.
pub(crate) fn card(library: &Library, card: &Card, faults: &mut Faults) {
    theme(library, &card.theme, &card.lines, faults);
    markdown(library, &card.gloss, card.body_line, faults);
    for link in render::links(&card.gloss).into_iter().filter(|link| link.is_picture) {
        faults.add(card.body_line + link.line, "body", "金句卡片里不放图片", "图片放在文章里");
    }
    part_of(library, card, faults);
    if !faults.has(&["source"]) && !library.sources.contains_key(&card.source) {
        let hint = did_you_mean(&card.source, &slugs(&library.sources));
        faults.add(card.lines.of("source"), "source", format!("没有出处 {}", card.source), hint);
    }
}

fn part_of(library: &Library, card: &Card, faults: &mut Faults) {
    let Some(longer) = &card.part_of else { return };
    let line = card.lines.of("part_of");
    match library.cards.get(longer) {
        Some(longer) if longer.slug != card.slug && longer.quote.contains(card.quote.as_str()) => {}
        Some(_) => faults.add(line, "part_of", format!("这句不在 {longer} 的金句里"), "改正金句，或删掉 part_of"),
        None => faults.add(line, "part_of", format!("没有卡片 {longer}"), did_you_mean(longer, &slugs(&library.cards))),
    }
}

fn proof(card: &Card, faults: &mut Faults) {
    if card.proof == Proof::Missing && !faults.has(&["source", "quote", "sentence"]) {
        let hint = "逐字改正后运行 cargo xtask content verify --source 原文.txt";
        faults.add(card.lines.of("quote"), "quote", "金句或原句没有和原文核对过，或核对后改动了", hint);
    }
}

/// One of the site's themes.
pub(crate) fn theme(library: &Library, theme: &str, lines: &Lines, faults: &mut Faults) {
    let known: Vec<_> = library.site.themes.iter().map(|item| item.text.as_str()).collect();
    if !known.is_empty() && !theme.is_empty() && !known.contains(&theme) {
        faults.add(lines.of("theme"), "theme", format!("没有主题“{theme}”"), did_you_mean(theme, &known));
    }
}

/// A list of cards.
pub(crate) fn cards(library: &Library, cards: &[Item], faults: &mut Faults) {
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
pub(crate) fn pictures(markdown: &str, first_line: usize, faults: &mut Faults) {
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
fn links(library: &Library, markdown: &str, first_line: usize, faults: &mut Faults) {
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
    api::pages::is_there(path)
        || Folder::of_page(path).is_some_and(|(folder, slug)| library.get(folder, slug).is_some())
}

fn slugs<T>(shelf: &BTreeMap<String, T>) -> Vec<&str> {
    shelf.keys().map(String::as_str).collect()
}
