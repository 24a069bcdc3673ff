//! What a paragraph or run says of itself before its text.

use super::element::{is_on, number};
use crate::tables::unreadable::Unreadable;
use crate::tables::xml::{Xml, attribute, name};

/// Of a run, or of the mark at a paragraph's end.
#[derive(Clone, Debug, Default)]
pub(super) struct RunProperties {
    /// Hidden, or shown whatever its styles say.
    pub(super) is_hidden: Option<bool>,
    pub(super) is_bold: Option<bool>,
    /// Deleted or moved away: only a mark says so here.
    pub(super) is_gone: bool,
    pub(super) raised: Option<Raised>,
    pub(super) style: Option<String>,
}

/// Where a run stands: what is raised behind a number is no part of it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Raised {
    #[default]
    No,
    Above,
    Below,
}

/// Of a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct ParagraphProperties {
    pub(super) style: Option<String>,
    /// From 0; 9 is none.
    pub(super) outline: Option<i64>,
    pub(super) list: Option<i64>,
    pub(super) list_level: Option<i64>,
    /// A big first letter: the paragraph goes on in the next one.
    pub(super) is_drop_cap: bool,
    pub(super) mark: RunProperties,
}

/// Reads `rPr`, which we are in.
pub(super) fn run(xml: &mut Xml) -> Result<RunProperties, Unreadable> {
    let mut run = RunProperties::default();
    while let Some(element) = xml.child()? {
        match name(&element).as_str() {
            // `webHidden` hides from the web alone.
            "vanish" => run.is_hidden = Some(is_on(&element)),
            "specVanish" if is_on(&element) => run.is_hidden = Some(true),
            "b" => run.is_bold = Some(is_on(&element)),
            "rStyle" => run.style = attribute(&element, "val"),
            "del" | "moveFrom" => run.is_gone = true,
            "vertAlign" => {
                run.raised = Some(match attribute(&element, "val").as_deref() {
                    Some("superscript") => Raised::Above,
                    Some("subscript") => Raised::Below,
                    _ => Raised::No,
                });
            }
            _ => {}
        }
        xml.pass(&element)?;
    }
    Ok(run)
}

/// Reads `pPr`, which we are in.
pub(super) fn paragraph(xml: &mut Xml) -> Result<ParagraphProperties, Unreadable> {
    let mut paragraph = ParagraphProperties::default();
    while let Some(element) = xml.child()? {
        match name(&element).as_str() {
            "pStyle" => paragraph.style = attribute(&element, "val"),
            "outlineLvl" => paragraph.outline = number(&element),
            "framePr" => paragraph.is_drop_cap = attribute(&element, "dropCap").is_some_and(|kind| kind != "none"),
            "numPr" => {
                while let Some(element) = xml.child()? {
                    match name(&element).as_str() {
                        "numId" => paragraph.list = number(&element),
                        "ilvl" => paragraph.list_level = number(&element),
                        _ => {}
                    }
                    xml.pass(&element)?;
                }
                continue;
            }
            "rPr" => {
                paragraph.mark = run(xml)?;
                continue;
            }
            _ => {}
        }
        xml.pass(&element)?;
    }
    Ok(paragraph)
}
