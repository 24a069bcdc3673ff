//! The text of a part, as its pages show it. Each element is taken for what it is and where it stands; one that is not known
//! here holds no text of the page, and is passed over whole.

use quick_xml::events::BytesStart;

use super::block::{Block, Cell, Heading, Paragraph};
use super::element::{each_part, is_on, number};
use super::field::Fields;
use super::numbering::Numbering;
use super::properties::{self, ParagraphProperties, RunProperties};
use super::styles::Styles;
use super::symbol;
use crate::tables::unreadable::{BROKEN, Unreadable};
use crate::tables::xml::{Xml, attribute, name};

const ELSEWHERE: Unreadable = Unreadable::said(
    "这份 Word 的一部分正文是嵌进来的另一个文件，这里读不到：用 Word 或 WPS 打开，另存一份新的 .docx 再拿来",
);
/// A longer paragraph in bold is no heading.
const LONGEST_HEADING: usize = 40;

/// What may stand somewhere.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Place {
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
    fields: Fields,
    /// The text that paragraphs go to: the part's, that of a box, that of a cell.
    flow: Flow,
    paragraph: Open,
    run: RunProperties,
}

/// Paragraphs that follow each other.
#[derive(Default)]
struct Flow {
    blocks: Vec<Block>,
    /// A paragraph without a mark at its end: it goes on in the next one.
    unended: Option<Paragraph>,
    /// What boxes of that paragraph hold.
    apart: Vec<Block>,
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
        let (fields, run) = (Fields::default(), RunProperties::default());
        Self { styles, numbering, fields, flow: Flow::default(), paragraph: Open::default(), run }
    }

    /// Reads a document, or the notes of one.
    pub(super) fn document(mut self, xml: &str) -> Result<Vec<Block>, Unreadable> {
        each_part(xml, |xml, element, called| match (called, attribute(element, "type").as_deref()) {
            ("body", _) | ("footnote" | "endnote", None | Some("normal")) => self.walk(xml, Place::Blocks),
            _ => xml.pass(element),
        })?;
        if self.fields.is_open() {
            return Err(BROKEN);
        }
        self.flow.end();
        Ok(self.flow.blocks)
    }

    /// Walks through what is in an element.
    fn walk(&mut self, xml: &mut Xml, place: Place) -> Result<(), Unreadable> {
        while let Some(element) = xml.child()? {
            self.element(xml, place, &element)?;
        }
        Ok(())
    }

    /// Walks through an element, or passes it over.
    fn element(&mut self, xml: &mut Xml, place: Place, element: &BytesStart) -> Result<(), Unreadable> {
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
            (Place::Inline, "oMath" | "oMathPara") => self.formula(xml),
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
            (Place::Run | Place::Drawing, "drawing" | "pict" | "object") => self.walk(xml, Place::Drawing),
            (Place::Drawing, "txbxContent") => self.apart(xml),
            // A drawing may be hidden too.
            (Place::Drawing, "docPr" | "cNvPr") if attribute(element, "hidden").is_some_and(|is| is == "1") => {
                self.run.is_hidden = Some(true);
                xml.pass(element)
            }
            (Place::Drawing, _) => self.walk(xml, place),
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
    fn is_hidden(&self) -> bool {
        let style = self.paragraph.properties.style.as_deref();
        !self.fields.is_shown() || self.styles.is_hidden(style, &self.run)
    }

    /// Adds to the paragraph what is shown.
    fn say(&mut self, text: &str) {
        if text.is_empty() || self.is_hidden() {
            return;
        }
        let style = self.paragraph.properties.style.as_deref();
        let is_bold = text.trim().is_empty() || self.styles.is_bold(style, &self.run);
        self.paragraph.is_bold = is_bold && (self.paragraph.is_bold || self.paragraph.text.is_empty());
        self.paragraph.text.push_str(text);
    }

    /// A formula's letters, in their order.
    fn formula(&mut self, xml: &mut Xml) -> Result<(), Unreadable> {
        while let Some(element) = xml.child()? {
            match name(&element).as_str() {
                "t" => {
                    let text = xml.text()?;
                    self.say(&text);
                }
                "del" | "moveFrom" => xml.pass(&element)?,
                _ => self.formula(xml)?,
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, xml: &mut Xml) -> Result<(), Unreadable> {
        let outer = std::mem::take(&mut self.paragraph);
        self.walk(xml, Place::Inline)?;
        let Open { properties, text, is_bold } = std::mem::replace(&mut self.paragraph, outer);
        let mark = &properties.mark;
        // The end of a paragraph can be deleted, moved away or hidden alone.
        let is_unended =
            mark.is_gone || properties.is_drop_cap || self.styles.is_hidden(properties.style.as_deref(), mark);
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

    /// A box: what is in it stands apart, behind the paragraph it is drawn beside.
    fn apart(&mut self, xml: &mut Xml) -> Result<(), Unreadable> {
        let is_hidden = self.is_hidden();
        let blocks = self.inner(xml)?;
        if !is_hidden {
            self.flow.apart.extend(blocks);
        }
        Ok(())
    }

    /// What a box or a cell holds.
    fn inner(&mut self, xml: &mut Xml) -> Result<Vec<Block>, Unreadable> {
        let flow = std::mem::take(&mut self.flow);
        let fields = std::mem::take(&mut self.fields);
        let outer = (std::mem::take(&mut self.paragraph), std::mem::take(&mut self.run));
        self.walk(xml, Place::Blocks)?;
        self.flow.end();
        (self.paragraph, self.run) = outer;
        self.fields = fields;
        Ok(std::mem::replace(&mut self.flow, flow).blocks)
    }

    fn table(&mut self, xml: &mut Xml) -> Result<(), Unreadable> {
        self.flow.end();
        let mut rows = Vec::new();
        self.rows(xml, &mut rows)?;
        // What stands in a field that is not shown is none either.
        if self.fields.is_shown() {
            self.flow.blocks.push(Block::Table(rows));
        }
        Ok(())
    }

    fn rows(&mut self, xml: &mut Xml, rows: &mut Vec<Vec<Cell>>) -> Result<(), Unreadable> {
        while let Some(element) = xml.child()? {
            match name(&element).as_str() {
                "tr" => {
                    let (mut cells, mut is_shown) = (Vec::new(), true);
                    self.cells(xml, &mut cells, &mut is_shown)?;
                    if is_shown {
                        rows.push(cells);
                    }
                }
                "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => self.rows(xml, rows)?,
                _ => xml.pass(&element)?,
            }
        }
        Ok(())
    }

    fn cells(&mut self, xml: &mut Xml, cells: &mut Vec<Cell>, is_shown: &mut bool) -> Result<(), Unreadable> {
        while let Some(element) = xml.child()? {
            match name(&element).as_str() {
                "tc" => cells.extend(self.cell(xml)?),
                "trPr" => {
                    while let Some(element) = xml.child()? {
                        match name(&element).as_str() {
                            "hidden" if is_on(&element) => *is_shown = false,
                            "del" | "moveFrom" => *is_shown = false,
                            "gridBefore" => cells.push(Cell { columns: columns(&element), ..Cell::default() }),
                            _ => {}
                        }
                        xml.pass(&element)?;
                    }
                }
                "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => self.cells(xml, cells, is_shown)?,
                _ => xml.pass(&element)?,
            }
        }
        Ok(())
    }

    /// A cell; nothing where it was deleted.
    fn cell(&mut self, xml: &mut Xml) -> Result<Option<Cell>, Unreadable> {
        let mut cell = Cell { columns: 1, ..Cell::default() };
        let mut is_gone = false;
        let flow = std::mem::take(&mut self.flow);
        while let Some(element) = xml.child()? {
            if name(&element) != "tcPr" {
                self.element(xml, Place::Blocks, &element)?;
                continue;
            }
            while let Some(element) = xml.child()? {
                match name(&element).as_str() {
                    "gridSpan" => cell.columns = columns(&element),
                    "vMerge" => cell.is_below = attribute(&element, "val").is_none_or(|value| value == "continue"),
                    "cellDel" => is_gone = true,
                    _ => {}
                }
                xml.pass(&element)?;
            }
        }
        self.flow.end();
        let blocks = std::mem::replace(&mut self.flow, flow).blocks;
        let text = |block: Block| match block {
            Block::Paragraph(paragraph) => paragraph.text,
            Block::Table(rows) => rows.into_iter().flatten().map(|cell| cell.text).collect::<Vec<_>>().join("\n"),
        };
        cell.text = blocks.into_iter().map(text).collect::<Vec<_>>().join("\n");
        Ok((!is_gone).then_some(cell))
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
    fn end(&mut self) {
        let paragraph = self.unended.take().filter(|paragraph| !paragraph.text.trim().is_empty());
        self.blocks.extend(paragraph.map(Block::Paragraph));
        self.blocks.append(&mut self.apart);
    }
}

fn columns(element: &BytesStart) -> usize {
    number(element).and_then(|columns| usize::try_from(columns).ok()).unwrap_or(1).clamp(1, 64)
}

/// Whether a paragraph in bold looks like a heading.
fn is_heading(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.chars().count() <= LONGEST_HEADING
        && !text.ends_with(['。', '！', '？', '；', '，', '：', '…', '”', ':', ';', ',', '.'])
}
