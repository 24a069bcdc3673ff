//! The text of a part, as its pages show it. Each element is taken for what it is and where it stands; one that is not known
//! here holds no text of the page, and is passed over whole.

use quick_xml::events::BytesStart;

use super::block::{Block, Heading, Paragraph};
use super::element::each_part;
use super::field::Fields;
use super::numbering::Numbering;
use super::properties::{self, ParagraphProperties, Raised, RunProperties};
use super::raised::raised;
use super::styles::{Styles, Within};
use super::symbol;
use crate::tables::unreadable::{BROKEN, Unreadable};
use crate::tables::work::Work;
use crate::tables::xml::{Xml, attribute, name};

const ELSEWHERE: Unreadable = Unreadable::said(
    "这份 Word 的一部分正文是嵌进来的另一个文件，这里读不到：用 Word 或 WPS 打开，另存一份新的 .docx 再拿来",
);
/// A longer paragraph in bold is no heading.
const LONGEST_HEADING: usize = 40;

/// What may stand somewhere.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Place {
    /// Paragraphs and tables.
    Blocks,
    /// Runs.
    Inline,
    /// Text, and what stands for some.
    Run,
    /// Shapes, of which only boxes with text are asked for.
    Drawing,
}

/// Walks through a part.
pub(super) struct Body<'s> {
    styles: &'s Styles,
    numbering: Numbering,
    pub(super) fields: Fields,
    /// The text that paragraphs go to: the part's, that of a box, that of a cell.
    pub(super) flow: Flow,
    paragraph: Open,
    pub(super) run: RunProperties,
    pub(super) table_style: Option<String>,
    /// What a page has beside its text, in the order in which that names it.
    pub(super) notes: Vec<Note>,
}

/// What stands in another part.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Note {
    /// By its number.
    Footnote(String),
    Endnote(String),
    /// A drawing with text (SmartArt), by its relation.
    Diagram(String),
}

/// Paragraphs that follow each other.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) blocks: Vec<Block>,
    /// A paragraph without a mark at its end: it goes on in the next one.
    unended: Option<Paragraph>,
    /// What boxes of that paragraph hold.
    pub(super) apart: Vec<Block>,
}

/// The paragraph we are in.
#[derive(Default)]
struct Open {
    properties: ParagraphProperties,
    text: String,
    is_bold: bool,
}

impl<'s> Body<'s> {
    pub(super) fn new(styles: &'s Styles, numbering: Numbering) -> Self {
        Self {
            styles,
            numbering,
            fields: Fields::default(),
            flow: Flow::default(),
            paragraph: Open::default(),
            run: RunProperties::default(),
            table_style: None,
            notes: Vec::new(),
        }
    }

    /// Reads a document, and which notes it shows.
    pub(super) fn document(self, xml: &str, work: &Work) -> Result<(Vec<Block>, Vec<Note>), Unreadable> {
        self.parts(xml, work, |called, _| called == "body")
    }

    /// Reads notes: those that are shown.
    pub(super) fn shown_notes(
        self,
        xml: &str,
        work: &Work,
        is_shown: impl Fn(String) -> bool,
    ) -> Result<Vec<Block>, Unreadable> {
        let is_note = |called: &str, element: &BytesStart| {
            matches!(called, "footnote" | "endnote")
                && attribute(element, "type").is_none_or(|kind| kind == "normal")
                && is_shown(attribute(element, "id").unwrap_or_default())
        };
        Ok(self.parts(xml, work, is_note)?.0)
    }

    fn parts(
        mut self,
        xml: &str,
        work: &Work,
        is_read: impl Fn(&str, &BytesStart) -> bool,
    ) -> Result<(Vec<Block>, Vec<Note>), Unreadable> {
        each_part(xml, work, |xml, element, called| match is_read(called, element) {
            true => self.walk(xml, Place::Blocks),
            false => xml.pass(element),
        })?;
        if self.fields.is_open() {
            return Err(BROKEN);
        }
        self.flow.end();
        Ok((self.flow.blocks, self.notes))
    }

    /// Walks through what is in an element.
    pub(super) fn walk(&mut self, xml: &mut Xml, place: Place) -> Result<(), Unreadable> {
        while let Some(element) = xml.child()? {
            self.element(xml, place, &element)?;
        }
        Ok(())
    }

    /// Walks through an element, or passes it over.
    pub(super) fn element(&mut self, xml: &mut Xml, place: Place, element: &BytesStart) -> Result<(), Unreadable> {
        let called = name(element);
        match (place, called.as_str()) {
            // What is only put around others: additions and what was moved here, fields, links, controls.
            (_, "ins" | "moveTo" | "sdt" | "sdtContent" | "customXml" | "smartTag") => self.walk(xml, place),
            (Place::Inline, "hyperlink" | "fldSimple" | "bdo" | "dir") => self.walk(xml, place),
            (_, "AlternateContent") => self.alternative(xml, place),
            (_, "altChunk" | "subDoc") => Err(ELSEWHERE),
            (Place::Blocks, "p") => self.paragraph(xml),
            (Place::Blocks, "tbl") => self.table(xml),
            (Place::Inline, "pPr") => {
                self.paragraph.properties = properties::paragraph(xml)?;
                Ok(())
            }
            (Place::Inline, "r") => {
                let outer = std::mem::take(&mut self.run);
                self.walk(xml, Place::Run)?;
                self.run = outer;
                Ok(())
            }
            (Place::Inline, "oMath" | "oMathPara") => {
                let formula = self.formula(xml)?;
                self.say(&formula);
                Ok(())
            }
            (Place::Run, "rPr") => {
                self.run = properties::run(xml)?;
                Ok(())
            }
            (Place::Run | Place::Inline, "t") => {
                let text = xml.text()?.replace(['\n', '\r', '\t'], " ");
                self.say(&text);
                Ok(())
            }
            (Place::Run, "instrText") => {
                let code = xml.text()?;
                self.fields.code(&code);
                Ok(())
            }
            // A guide to the pronunciation stands above its base, not in the sentence.
            (Place::Run, "ruby") => self.walk(xml, place),
            (Place::Run, "rubyBase") if !self.is_hidden() => self.walk(xml, Place::Inline),
            (Place::Run | Place::Drawing, "drawing" | "pict" | "object") => self.drawing(xml),
            (Place::Drawing, called) => self.drawn(xml, called, element),
            (Place::Run, called) => {
                self.mark(called, element)?;
                xml.pass(element)
            }
            _ => xml.pass(element),
        }
    }

    /// The first of several ways to show the same.
    fn alternative(&mut self, xml: &mut Xml, place: Place) -> Result<(), Unreadable> {
        let mut is_shown = false;
        while let Some(element) = xml.child()? {
            match name(&element).as_str() {
                "Choice" | "Fallback" if !is_shown => {
                    is_shown = true;
                    self.walk(xml, place)?;
                }
                _ => xml.pass(&element)?,
            }
        }
        Ok(())
    }

    /// What stands for a character, or turns a field.
    fn mark(&mut self, called: &str, element: &BytesStart) -> Result<(), Unreadable> {
        match called {
            "tab" | "ptab" => self.say(" "),
            "br" | "cr" => self.say("\n"),
            // A soft one is seen only where a line breaks there.
            "noBreakHyphen" => self.say("-"),
            "sym" => self.say(symbol::character(element).encode_utf8(&mut [0; 4])),
            "footnoteReference" | "endnoteReference" if !self.is_hidden() => {
                let id = attribute(element, "id").unwrap_or_default();
                self.notes.push(if called == "footnoteReference" { Note::Footnote(id) } else { Note::Endnote(id) });
            }
            "fldChar" => {
                let how = attribute(element, "fldCharType").unwrap_or_default();
                if let Some(text) = self.fields.turn(&how)? {
                    self.say(&text);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether what stands here is not shown.
    pub(super) fn is_hidden(&self) -> bool {
        !self.fields.is_shown() || self.styles.is_hidden(self.within(), &self.run)
    }

    fn within(&self) -> Within<'_> {
        let paragraph = self.paragraph.properties.style.as_deref();
        Within { table: self.table_style.as_deref(), paragraph }
    }

    /// Adds to the paragraph what is shown.
    fn say(&mut self, text: &str) {
        if text.is_empty() || self.is_hidden() {
            return;
        }
        let is_bold = text.trim().is_empty() || self.styles.is_bold(self.within(), &self.run);
        self.paragraph.is_bold = is_bold && (self.paragraph.is_bold || self.paragraph.text.is_empty());
        match self.styles.raised(self.within(), &self.run) {
            Raised::No => self.paragraph.text.push_str(text),
            how => self.paragraph.text.extend(text.chars().map(|c| raised(c, how).unwrap_or(c))),
        }
    }

    fn paragraph(&mut self, xml: &mut Xml) -> Result<(), Unreadable> {
        let outer = std::mem::take(&mut self.paragraph);
        self.walk(xml, Place::Inline)?;
        let Open { properties, text, is_bold } = std::mem::replace(&mut self.paragraph, outer);
        let mark = &properties.mark;
        let within = Within { table: self.table_style.as_deref(), paragraph: properties.style.as_deref() };
        // The end of a paragraph can be deleted, moved away or hidden alone.
        let is_unended = mark.is_gone || properties.is_drop_cap || self.styles.is_hidden(within, mark);
        let is_shown = !text.trim().is_empty();
        let number = match is_shown || !is_unended {
            true => self.numbering.next(&properties, self.styles),
            false => String::new(),
        };
        let heading = match self.styles.level(&properties) {
            Some(level) => Heading::Level(level),
            None if is_bold && is_heading(&text) => Heading::Bold,
            None => Heading::None,
        };
        self.flow.add(Paragraph { text: if is_shown { number + &text } else { text }, heading });
        if !is_unended {
            self.flow.end();
        }
        Ok(())
    }

    /// What a box or a cell holds.
    pub(super) fn inner(&mut self, xml: &mut Xml) -> Result<Vec<Block>, Unreadable> {
        let flow = std::mem::take(&mut self.flow);
        let fields = std::mem::take(&mut self.fields);
        let outer = (std::mem::take(&mut self.paragraph), std::mem::take(&mut self.run));
        self.walk(xml, Place::Blocks)?;
        self.flow.end();
        (self.paragraph, self.run) = outer;
        self.fields = fields;
        Ok(std::mem::replace(&mut self.flow, flow).blocks)
    }
}

impl Flow {
    /// More of a paragraph.
    fn add(&mut self, more: Paragraph) {
        match &mut self.unended {
            Some(paragraph) => {
                match (paragraph.text.trim().is_empty(), more.text.trim().is_empty()) {
                    (_, true) => {}
                    (true, _) => paragraph.heading = more.heading,
                    // A heading that goes on as something else is the beginning of that.
                    _ if paragraph.heading != more.heading => paragraph.heading = Heading::None,
                    _ => {}
                }
                paragraph.text.push_str(&more.text);
            }
            none => *none = Some(more),
        }
    }

    /// It ends, and what stands apart follows. An empty paragraph separates nothing that anybody asks for.
    pub(super) fn end(&mut self) {
        let paragraph = self.unended.take().filter(|paragraph| !paragraph.text.trim().is_empty());
        self.blocks.extend(paragraph.map(Block::Paragraph));
        self.blocks.append(&mut self.apart);
    }
}

/// Whether a paragraph in bold looks like a heading.
fn is_heading(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.chars().count() <= LONGEST_HEADING
        && !text.ends_with(['。', '！', '？', '；', '，', '：', '…', '”', ':', ';', ',', '.'])
}
