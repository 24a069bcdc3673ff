//! 逐字核对: finds every quotation of a source in the source's text and writes the lock.

use std::fs;
use std::io;
use std::path::Path;

use crate::card::Card;
use crate::collate::{self, SourceText};
use crate::fault::{Fault, Faults};
use crate::folder;
use crate::front_matter::without_field;
use crate::library::{Library, sorted};
use crate::lock::{Line, Lock};
use crate::write;

/// What a verification found.
#[derive(Debug)]
pub struct Verified {
    /// Slug of the source.
    pub source: String,
    /// Cards found in the text to the character, now in the lock.
    pub cards: usize,
    /// Cards that are not, and files that could not be read.
    pub faults: Vec<Fault>,
}

/// Writes into every card of a source whose sentence stands in the text the sentence before it and the one after, and takes
/// away those that are not there. How many cards it changed.
pub fn surround(content: &Path, text: &str, source: Option<&str>) -> io::Result<usize> {
    let (files, _) = folder::texts(content)?;
    let (library, _) = Library::parse(files);
    let (source, text) = (named_or_only(&library, source)?, SourceText::new(text));
    let mut changed = 0;
    for card in library.cards.values().filter(|card| card.source == source) {
        let path = content.join("cards").join(format!("{}.md", card.slug));
        let Some((before, after)) = text.beside_in(&card.sentence, &card.section) else { continue };
        let file = fs::read_to_string(&path)?;
        let written = with_beside(&file, &before, &after);
        if written != file {
            fs::write(path, written)?;
            changed += 1;
        }
    }
    Ok(changed)
}

/// A card's file with these sentences below its own, and nothing else changed.
fn with_beside(file: &str, before: &str, after: &str) -> String {
    let file = without_field(&without_field(file, "before"), "after");
    let lines = |key: &str, value: &str| match value {
        "" => String::new(),
        value => format!("{key}: {}\n", write::scalar(value)),
    };
    let mut written = String::new();
    let mut is_written = false;
    for line in file.split_inclusive('\n') {
        written += line;
        if line.starts_with("sentence:") && !is_written {
            is_written = true;
            written += &(lines("before", before) + &lines("after", after));
        }
    }
    written
}

/// Verifies the cards of one source against its text and writes `sources/<source>.lock` with those that stand there to
/// the character. `source` may be omitted where the folder has just one.
pub fn verify(content: &Path, text: &str, source: Option<&str>) -> io::Result<Verified> {
    let (files, mut faults) = folder::texts(content)?;
    let (library, found) = Library::parse(files);
    faults.append(&mut sorted(found));
    let source = named_or_only(&library, source)?;
    let paragraphs: Vec<String> = collate::paragraphs(text).into_iter().map(|one| one.text).collect();
    let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    let ready = SourceText::new(text);
    let mut good: Vec<&Card> = Vec::new();
    for card in library.cards.values().filter(|card| card.source == source) {
        let mut fault = Faults::of(format!("cards/{}.md", card.slug));
        compare(card, &paragraphs, &mut fault);
        compare_beside(card, &ready, &mut fault);
        match fault.is_empty() {
            true => good.push(card),
            false => faults.append(&mut fault.into_vec()),
        }
    }
    let verified = good.len();
    // A card that was verified before and has not changed stays so, whatever text was given this time by mistake.
    let before = library.locks.get(&source);
    let line = |card: &Card| match good.iter().any(|one| one.slug == card.slug) {
        true => Some(Line::verbatim(card)),
        false => before?.line(card),
    };
    let lines = library.cards.values().filter(|card| card.source == source).filter_map(line);
    fs::write(content.join("sources").join(format!("{source}.lock")), Lock::write(lines))?;
    faults.sort();
    Ok(Verified { source, cards: verified, faults })
}

/// The sentence must stand in the text from its beginning to its end, below the headings that the card names.
fn compare(card: &Card, paragraphs: &[&str], faults: &mut Faults) {
    let (sentence, line) = (card.sentence.as_str(), card.lines.of("sentence"));
    if !paragraphs.iter().any(|paragraph| paragraph.contains(sentence)) {
        return faults.add(line, "sentence", "原文里没有这句话", nearest(sentence, paragraphs));
    }
    let Some(at) = paragraphs.iter().position(|paragraph| stands_whole_in(sentence, paragraph)) else {
        return faults.add(line, "sentence", "这不是完整的一句", "从上一个句号之后抄起，抄到这一句的句号");
    };
    for heading in card.section.split_whitespace().filter(|heading| is_heading(heading)) {
        // A paragraph may begin with its heading.
        if !paragraphs[..=at].iter().any(|paragraph| paragraph.starts_with(heading)) {
            let message = format!("原文在这句话之前没有标题“{heading}”");
            faults.add(card.lines.of("section"), "section", message, "照原文的标题抄");
        }
    }
}

/// What the card names as the sentences around must stand right beside its own.
fn compare_beside(card: &Card, text: &SourceText, faults: &mut Faults) {
    let (before, after) = text.beside_in(&card.sentence, &card.section).unwrap_or_default();
    for (field, said, there, which) in
        [("before", &card.before, before, "前一句"), ("after", &card.after, after, "后一句")]
    {
        if !said.is_empty() && *said != there && !text.proves(card) {
            let hint = match there.is_empty() {
                true => format!("这一段里没有{which}，去掉这一行"),
                false => format!("原文的{which}是“{there}”"),
            };
            faults.add(card.lines.of(field), field, format!("这不是原文里的{which}"), hint);
        }
    }
}

fn stands_whole_in(sentence: &str, paragraph: &str) -> bool {
    // A closing quotation mark ends a sentence only behind a stop.
    let stops = |text: &str| text.trim_end_matches('”').ends_with(['。', '！', '？', '…']);
    paragraph.match_indices(sentence).any(|(at, _)| {
        let (before, after) = (&paragraph[..at], &paragraph[at + sentence.len()..]);
        let begins = before.is_empty() || stops(before) || before.ends_with(['；', '：']);
        begins && (after.is_empty() || stops(sentence))
    })
}

/// `九、…` or `（二）…`; a section without a number, such as 结束语, has no heading in the text.
fn is_heading(section: &str) -> bool {
    let number = section.trim_start_matches('（');
    number.starts_with(|c| "一二三四五六七八九十".contains(c)) && number.contains(['、', '）'])
}

fn named_or_only(library: &Library, named: Option<&str>) -> io::Result<String> {
    if let Some(slug) = named {
        return Ok(slug.to_string());
    }
    let mut slugs = library.sources.keys();
    match (slugs.next(), slugs.next()) {
        (Some(only), None) => Ok(only.clone()),
        _ => Err(io::Error::other("有几个出处，请用 --id 说明核对哪一个")),
    }
}

/// Where the sentence leaves the text: its longest beginning that stands there, and how the text goes on.
fn nearest(sentence: &str, paragraphs: &[&str]) -> String {
    let mut ends: Vec<usize> = sentence.char_indices().map(|(at, _)| at).skip(1).collect();
    ends.push(sentence.len());
    let longest = ends.partition_point(|end| paragraphs.iter().any(|p| p.contains(&sentence[..*end])));
    let Some(begin) = longest.checked_sub(1).map(|at| &sentence[..ends[at]]) else {
        return "从第一个字起就对不上".into();
    };
    let theirs: String = paragraphs
        .iter()
        .find_map(|p| p.split_once(begin))
        .map(|(_, rest)| rest.chars().take(8).collect())
        .unwrap_or_default();
    let tail: String = begin.chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect();
    let ours: String = sentence[begin.len()..].chars().take(8).collect();
    format!("“…{tail}”之后，卡片写“{ours}”，原文是“{theirs}”")
}
