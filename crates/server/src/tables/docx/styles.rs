//! Styles: what a paragraph or run need not say itself, because its style, or the one that this is based on, does.

use std::collections::HashMap;

use super::element::each_part;
use super::properties::{self, ParagraphProperties, Raised, RunProperties};
use crate::tables::unreadable::{TOO_BIG, Unreadable};
use crate::tables::work::Work;
use crate::tables::xml::{Xml, attribute, name};

/// No style is based on so many others; some are based on themselves.
const LONGEST_CHAIN: usize = 20;
/// Documents that were put together of many others have some thousands.
const MOST: usize = 20_000;

/// A document's styles, by what they are called inside it.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// What a paragraph has that names no style.
    usual: Option<String>,
    /// What is said of all runs.
    of_all: RunProperties,
}

/// The styles around a run.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Within<'a> {
    pub(super) table: Option<&'a str>,
    pub(super) paragraph: Option<&'a str>,
}

#[derive(Debug, Default)]
struct Style {
    base: Option<String>,
    /// Its level, where it is one of Word's own for headings, from 0.
    heading: Option<i64>,
    run: RunProperties,
    paragraph: ParagraphProperties,
}

impl Styles {
    /// Reads the part.
    pub(super) fn read(xml: &str, work: &Work) -> Result<Self, Unreadable> {
        let mut styles = Self::default();
        each_part(xml, work, |xml, element, called| {
            if called == "docDefaults" {
                return styles.defaults(xml);
            }
            if called != "style" {
                return xml.pass(element);
            }
            let id = attribute(element, "styleId").unwrap_or_default();
            let is_of_paragraphs = attribute(element, "type").as_deref() == Some("paragraph");
            if is_of_paragraphs && attribute(element, "default").is_some_and(|value| value == "1" || value == "true") {
                styles.usual = Some(id.clone());
            }
            let mut style = Style::default();
            while let Some(element) = xml.child()? {
                match name(&element).as_str() {
                    "name" => {
                        let called = attribute(&element, "val").unwrap_or_default().to_lowercase();
                        let level = called.strip_prefix("heading ").and_then(|level| level.trim().parse::<i64>().ok());
                        style.heading = level.map(|level| level - 1);
                    }
                    "basedOn" => style.base = attribute(&element, "val"),
                    "rPr" => {
                        style.run = properties::run(xml)?;
                        continue;
                    }
                    "pPr" => {
                        style.paragraph = properties::paragraph(xml)?;
                        continue;
                    }
                    _ => {}
                }
                xml.pass(&element)?;
            }
            styles.styles.insert(id, style);
            if styles.styles.len() > MOST { Err(TOO_BIG) } else { Ok(()) }
        })?;
        Ok(styles)
    }

    /// Whether a run is hidden. What it says itself counts; else what is said of all runs, or the styles of table, paragraph and
    /// run, each of which turns over what the others say, as ISO 29500 has it.
    pub(super) fn is_hidden(&self, within: Within, run: &RunProperties) -> bool {
        run.is_hidden.unwrap_or_else(|| self.switched(within, run, |run| run.is_hidden))
    }

    /// Whether a run is bold.
    pub(super) fn is_bold(&self, within: Within, run: &RunProperties) -> bool {
        run.is_bold.unwrap_or_else(|| self.switched(within, run, |run| run.is_bold))
    }

    /// Whether a run stands above the line, or below it.
    pub(super) fn raised(&self, within: Within, run: &RunProperties) -> Raised {
        let by = |style: Option<&str>| self.first(style, |style| style.run.raised);
        let by_style = || by(run.style.as_deref()).or_else(|| by(within.paragraph.or(self.usual.as_deref())));
        run.raised.or_else(by_style).unwrap_or_default()
    }

    fn switched(&self, within: Within, run: &RunProperties, of: impl Fn(&RunProperties) -> Option<bool>) -> bool {
        let by = |style: Option<&str>| self.first(style, |style| of(&style.run)).unwrap_or_default();
        let paragraph = within.paragraph.or(self.usual.as_deref());
        of(&self.of_all).unwrap_or_default() || by(within.table) ^ by(paragraph) ^ by(run.style.as_deref())
    }

    fn defaults(&mut self, xml: &mut Xml) -> Result<(), Unreadable> {
        while let Some(element) = xml.child()? {
            match name(&element).as_str() {
                "rPrDefault" => self.defaults(xml)?,
                "rPr" => self.of_all = properties::run(xml)?,
                _ => xml.pass(&element)?,
            }
        }
        Ok(())
    }

    /// How deep a heading a paragraph is, from 1; the body of a text has no level.
    pub(super) fn level(&self, paragraph: &ParagraphProperties) -> Option<u8> {
        let by_style = || self.of(paragraph, |style| style.paragraph.outline.or(style.heading));
        let level = paragraph.outline.or_else(by_style)?;
        u8::try_from(level).ok().filter(|level| *level < 6).map(|level| level + 1)
    }

    /// The list a paragraph is in, and its level there, as far as its styles say.
    pub(super) fn list(&self, paragraph: &ParagraphProperties) -> (Option<i64>, Option<i64>) {
        let list = paragraph.list.or_else(|| self.of(paragraph, |style| style.paragraph.list));
        (list, paragraph.list_level.or_else(|| self.of(paragraph, |style| style.paragraph.list_level)))
    }

    /// Whether a paragraph has a style, or one that is based on it.
    pub(super) fn is_of(&self, paragraph: &ParagraphProperties, style: &str) -> bool {
        self.chain(paragraph.style.as_deref().or(self.usual.as_deref())).any(|(id, _)| id == style)
    }

    /// The list that a style for lists names.
    pub(super) fn list_of(&self, style: &str) -> Option<i64> {
        self.first(Some(style), |style| style.paragraph.list)
    }

    fn of<T>(&self, paragraph: &ParagraphProperties, what: impl Fn(&Style) -> Option<T>) -> Option<T> {
        self.first(paragraph.style.as_deref().or(self.usual.as_deref()), what)
    }

    /// The first of a style and those it is based on that says something.
    fn first<T>(&self, style: Option<&str>, what: impl Fn(&Style) -> Option<T>) -> Option<T> {
        self.chain(style).find_map(|(_, style)| what(style))
    }

    fn chain<'a>(&'a self, style: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let named = |id: &'a str| self.styles.get(id).map(|style| (id, style));
        let based = move |(_, style): &(&'a str, &'a Style)| style.base.as_deref().and_then(named);
        std::iter::successors(style.and_then(named), based).take(LONGEST_CHAIN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_that_is_based_on_itself_ends() {
        let xml = r#"<w:styles xmlns:w="w"><w:style w:type="character" w:styleId="a"><w:basedOn w:val="b"/></w:style>
            <w:style w:type="character" w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>"#;
        let styles = Styles::read(xml, &Work::new(None)).unwrap();
        let run = RunProperties { style: Some("a".into()), ..RunProperties::default() };
        assert!(!styles.is_hidden(Within::default(), &run));
    }
}
