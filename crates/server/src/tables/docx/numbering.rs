//! Automatic numbers: what a page shows before a paragraph and no text says. Without them 一、 and （二） are no headings.

use std::collections::{HashMap, HashSet};

use quick_xml::events::BytesStart;

use super::chinese;
use super::element::{each_part, is_on, number};
use super::properties::{self, ParagraphProperties, RunProperties};
use super::styles::{Styles, Within};
use crate::tables::unreadable::Unreadable;
use crate::tables::work::Work;
use crate::tables::xml::{Xml, attribute, name};

/// Word knows so many levels.
const LEVELS: usize = 9;
/// What stands before a paragraph is no text, and at most so long, in characters.
const LONGEST: usize = 40;
/// Nobody counts further.
const MOST: i64 = 1_000_000;

/// A document's lists, and how far each has come.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<i64, List>,
    /// What lists look like; several may count on in the same one.
    looks: HashMap<i64, Look>,
    counted: HashMap<i64, [Option<i64>; LEVELS]>,
    /// Lists that have begun anew at a level, which each does once.
    begun: HashSet<(i64, usize)>,
}

#[derive(Debug, Default)]
struct List {
    look: i64,
    /// Where it begins anew.
    starts: HashMap<usize, i64>,
    own: HashMap<usize, Level>,
}

#[derive(Debug, Default)]
struct Look {
    levels: HashMap<usize, Level>,
    /// The style for lists that it is kept in.
    style: Option<String>,
}

#[derive(Clone, Debug)]
struct Level {
    start: i64,
    format: String,
    /// `第%1章`.
    text: String,
    has_gap: bool,
    is_decimal: bool,
    /// Counts on below the next number of a level above.
    goes_on: bool,
    style: Option<String>,
    run: RunProperties,
}

impl Numbering {
    /// Reads the part.
    pub(super) fn read(xml: &str, work: &Work, styles: &Styles) -> Result<Self, Unreadable> {
        let mut numbering = Self::default();
        each_part(xml, work, |xml, element, called| match called {
            "abstractNum" => {
                let (id, mut look) = (id(element, "abstractNumId"), Look::default());
                while let Some(element) = xml.child()? {
                    match name(&element).as_str() {
                        "lvl" => {
                            look.levels.insert(place(&element), level(xml)?);
                            continue;
                        }
                        "numStyleLink" => look.style = attribute(&element, "val"),
                        _ => {}
                    }
                    xml.pass(&element)?;
                }
                numbering.looks.insert(id, look);
                Ok(())
            }
            "num" => {
                let (id, mut list) = (id(element, "numId"), List::default());
                while let Some(element) = xml.child()? {
                    match name(&element).as_str() {
                        "abstractNumId" => list.look = number(&element).unwrap_or_default(),
                        "lvlOverride" => {
                            list.changed(place(&element), xml)?;
                            continue;
                        }
                        _ => {}
                    }
                    xml.pass(&element)?;
                }
                numbering.lists.insert(id, list);
                Ok(())
            }
            _ => xml.pass(element),
        })?;
        // A look may be kept in a style, which names the list that has it.
        let kept = |list: &List| {
            let style = numbering.looks.get(&list.look)?.style.as_deref()?;
            Some(numbering.lists.get(&styles.list_of(style)?)?.look)
        };
        let looks: Vec<(i64, i64)> = numbering.lists.iter().filter_map(|(id, list)| Some((*id, kept(list)?))).collect();
        for (id, look) in looks {
            numbering.lists.entry(id).or_default().look = look;
        }
        Ok(numbering)
    }

    /// The number that the next paragraph is shown with; empty for most.
    pub(super) fn next(&mut self, paragraph: &ParagraphProperties, styles: &Styles) -> String {
        let (list, level) = styles.list(paragraph);
        let Some((id, list)) = list.and_then(|id| self.lists.get_key_value(&id)) else { return String::new() };
        let Some(look) = self.looks.get(&list.look) else { return String::new() };
        let of = |at: usize| list.own.get(&at).or_else(|| look.levels.get(&at));
        // A level may be that of a style: then the paragraph need not say which.
        let is_of = |at: &usize| {
            of(*at).and_then(|level| level.style.as_ref()).is_some_and(|style| styles.is_of(paragraph, style))
        };
        let by_style = || (0..LEVELS).find(is_of);
        let at = paragraph.list_level.or(level).and_then(|level| usize::try_from(level).ok());
        let at = at.or_else(by_style).unwrap_or_default().min(LEVELS - 1);
        let Some(level) = of(at) else { return String::new() };
        let counted = self.counted.entry(list.look).or_default();
        let anew = list.starts.get(&at).filter(|_| self.begun.insert((*id, at)));
        let next = anew.copied().or_else(|| counted[at].map(|last| last + 1)).unwrap_or(level.start);
        counted[at] = Some(next.clamp(0, MOST));
        for (deeper, count) in counted.iter_mut().enumerate().skip(at + 1) {
            if !of(deeper).is_some_and(|level| level.goes_on) {
                *count = None;
            }
        }
        if styles.is_hidden(Within::default(), &level.run) || level.format == "bullet" {
            return String::new();
        }
        let mut text = String::new();
        let mut rest = level.text.chars().peekable();
        while let Some(c) = rest.next() {
            let place = rest.peek().and_then(|c| c.to_digit(10)).filter(|place| c == '%' && *place > 0);
            let Some(place) = place else {
                text.push(c);
                continue;
            };
            rest.next();
            let (at, shown) = (place as usize - 1, of(place as usize - 1));
            let number = counted.get(at).copied().flatten().or(shown.map(|level| level.start)).unwrap_or(1);
            let format = shown.map_or("decimal", |level| level.format.as_str());
            text.push_str(&chinese::written(number, if level.is_decimal { "decimal" } else { format }));
        }
        // 一、 stands close to its words, 第一章 does not.
        if level.has_gap && text.ends_with(|c: char| c.is_alphanumeric()) {
            text.push(' ');
        }
        text
    }
}

impl List {
    /// What it does otherwise than its look.
    fn changed(&mut self, at: usize, xml: &mut Xml) -> Result<(), Unreadable> {
        while let Some(element) = xml.child()? {
            match name(&element).as_str() {
                "startOverride" => drop(self.starts.insert(at, number(&element).unwrap_or(1).clamp(0, MOST))),
                "lvl" => {
                    self.own.insert(at, level(xml)?);
                    continue;
                }
                _ => {}
            }
            xml.pass(&element)?;
        }
        Ok(())
    }
}

fn level(xml: &mut Xml) -> Result<Level, Unreadable> {
    let mut level = Level {
        start: 0,
        format: "decimal".into(),
        text: String::new(),
        has_gap: true,
        is_decimal: false,
        goes_on: false,
        style: None,
        run: RunProperties::default(),
    };
    while let Some(element) = xml.child()? {
        let value = || attribute(&element, "val").unwrap_or_default();
        match name(&element).as_str() {
            "start" => level.start = number(&element).unwrap_or_default().clamp(0, MOST),
            "numFmt" => level.format = value(),
            "lvlText" => level.text = value().chars().take(LONGEST).collect(),
            "suff" => level.has_gap = value() != "nothing",
            "isLgl" => level.is_decimal = is_on(&element),
            "lvlRestart" => level.goes_on = value() == "0",
            "pStyle" => level.style = Some(value()),
            "rPr" => {
                level.run = properties::run(xml)?;
                continue;
            }
            _ => {}
        }
        xml.pass(&element)?;
    }
    Ok(level)
}

fn id(element: &BytesStart, called: &str) -> i64 {
    attribute(element, called).and_then(|id| id.parse().ok()).unwrap_or(-1)
}

fn place(element: &BytesStart) -> usize {
    attribute(element, "ilvl").and_then(|level| level.parse().ok()).unwrap_or_default()
}
