//! Drawings, of which only the words in them are asked for: boxes, shapes, SmartArt, WordArt. They stand apart, behind the
//! paragraph that they are drawn beside.

use quick_xml::events::BytesStart;

use super::block::{Block, Heading, Paragraph};
use super::body::{Body, Note, Place};
use crate::tables::unreadable::{BROKEN, Unreadable};
use crate::tables::work::Work;
use crate::tables::xml::{Xml, attribute, name};

impl Body<'_> {
    /// A drawing. It may be hidden, and the text beside it is not for that.
    pub(super) fn drawing(&mut self, xml: &mut Xml) -> Result<(), Unreadable> {
        let outer = self.run.is_hidden;
        self.walk(xml, Place::Drawing)?;
        self.run.is_hidden = outer;
        Ok(())
    }

    /// What is in one.
    pub(super) fn drawn(&mut self, xml: &mut Xml, called: &str, element: &BytesStart) -> Result<(), Unreadable> {
        let is_on = |value: String| matches!(value.as_str(), "1" | "true" | "on");
        match called {
            _ if is_invisible(element) => xml.pass(element),
            "txbxContent" => self.apart(xml),
            "docPr" | "cNvPr" if attribute(element, "hidden").is_some_and(is_on) => {
                self.run.is_hidden = Some(true);
                xml.pass(element)
            }
            // Words along a line: WordArt.
            "textpath" => {
                let words = attribute(element, "string").unwrap_or_default();
                self.beside(words.lines().map(str::to_string).collect());
                xml.pass(element)
            }
            "txBody" => {
                let words = paragraphs(xml)?;
                self.beside(words);
                Ok(())
            }
            "relIds" => {
                if !self.is_hidden() {
                    self.notes.extend(attribute(element, "dm").map(Note::Diagram));
                }
                xml.pass(element)
            }
            _ => self.drawing(xml),
        }
    }

    /// A box: what is in it stands apart.
    fn apart(&mut self, xml: &mut Xml) -> Result<(), Unreadable> {
        let (is_hidden, notes) = (self.is_hidden(), self.notes.len());
        let table_style = self.table_style.take();
        let blocks = self.inner(xml)?;
        self.table_style = table_style;
        match is_hidden {
            true => self.notes.truncate(notes),
            false => self.flow.apart.extend(blocks),
        }
        Ok(())
    }

    fn beside(&mut self, words: Vec<String>) {
        if !self.is_hidden() {
            self.flow.apart.extend(words.into_iter().filter_map(block));
        }
    }
}

/// What VML says of a shape that is not seen.
fn is_invisible(element: &BytesStart) -> bool {
    let style = attribute(element, "style").unwrap_or_default().to_ascii_lowercase();
    style
        .split(';')
        .filter_map(|one| one.split_once(':'))
        .any(|(name, value)| matches!((name.trim(), value.trim()), ("visibility", "hidden") | ("display", "none")))
}

/// The words of a SmartArt drawing, from the part that keeps them.
pub(super) fn diagram(xml: &str, work: &Work) -> Result<Vec<Block>, Unreadable> {
    let (mut xml, mut words) = (Xml::new(xml, work), Vec::new());
    xml.child()?.ok_or(BROKEN)?;
    points(&mut xml, &mut words)?;
    Ok(words.into_iter().filter_map(block).collect())
}

fn points(xml: &mut Xml, words: &mut Vec<String>) -> Result<(), Unreadable> {
    while let Some(element) = xml.child()? {
        match name(&element).as_str() {
            // How it is laid out says again what there is.
            "pt" if attribute(&element, "type").is_some_and(|kind| kind == "pres") => xml.pass(&element)?,
            "t" => words.extend(paragraphs(xml)?),
            _ => points(xml, words)?,
        }
    }
    Ok(())
}

/// Paragraphs of a drawing's own kind, which we are in.
fn paragraphs(xml: &mut Xml) -> Result<Vec<String>, Unreadable> {
    let mut words = Vec::new();
    while let Some(element) = xml.child()? {
        match name(&element).as_str() {
            "p" => {
                let mut text = String::new();
                runs(xml, &mut text)?;
                words.push(text);
            }
            _ => xml.pass(&element)?,
        }
    }
    Ok(words)
}

fn runs(xml: &mut Xml, text: &mut String) -> Result<(), Unreadable> {
    while let Some(element) = xml.child()? {
        match name(&element).as_str() {
            "r" | "fld" => runs(xml, text)?,
            "t" => text.push_str(&xml.text()?),
            "br" => {
                text.push('\n');
                xml.pass(&element)?;
            }
            _ => xml.pass(&element)?,
        }
    }
    Ok(())
}

fn block(text: String) -> Option<Block> {
    (!text.trim().is_empty()).then_some(Block::Paragraph(Paragraph { text, heading: Heading::None }))
}
