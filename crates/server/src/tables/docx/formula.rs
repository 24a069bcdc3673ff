//! Formulas, where a line of text can say the same: letters behind each other, brackets, ½ and 10². Any other is refused, because
//! its parts behind each other would be another number.

use quick_xml::events::BytesStart;

use super::body::Body;
use super::properties::{self, Raised};
use super::raised::{all_raised, fraction};
use crate::tables::unreadable::Unreadable;
use crate::tables::xml::{Xml, attribute, name};

const FORMULA: Unreadable = Unreadable::said(
    "文档里有公式（分数、根号、上下标这些），读成文字会变样：在 Word 里把它改成普通文字，另存一份再拿来",
);

impl Body<'_> {
    /// What a formula, or a part of one, says in a line.
    pub(super) fn formula(&mut self, xml: &mut Xml) -> Result<String, Unreadable> {
        let mut text = String::new();
        while let Some(element) = xml.child()? {
            text.push_str(&self.part_of_formula(xml, &element)?);
        }
        Ok(text)
    }

    fn part_of_formula(&mut self, xml: &mut Xml, element: &BytesStart) -> Result<String, Unreadable> {
        match name(element).as_str() {
            "r" => {
                let outer = std::mem::take(&mut self.run);
                let text = self.formula(xml)?;
                let text = if self.is_hidden() { String::new() } else { text };
                self.run = outer;
                Ok(text)
            }
            // One is Word's, the other the formula's own, which has none of what is asked for.
            "rPr" => {
                let said = properties::run(xml)?;
                self.run.is_hidden = said.is_hidden.or(self.run.is_hidden);
                self.run.style = said.style.or(self.run.style.take());
                Ok(String::new())
            }
            "t" => xml.text(),
            "oMath" | "e" | "fName" | "func" | "box" | "ins" | "moveTo" | "sdt" | "sdtContent" | "smartTag" => {
                self.formula(xml)
            }
            "f" => {
                let parts = self.parts_of_formula(xml, "fPr", "type")?;
                let [above, below] = [parts.of("num"), parts.of("den")];
                match parts.kind.as_str() {
                    "lin" => Ok(format!("{above}/{below}")),
                    "noBar" => Err(FORMULA),
                    _ => fraction(&above, &below).map(String::from).ok_or(FORMULA),
                }
            }
            called @ ("sSup" | "sSub" | "sSubSup") => {
                let parts = self.parts_of_formula(xml, "", "")?;
                let below = all_raised(&parts.of("sub"), Raised::Below).ok_or(FORMULA)?;
                let above = all_raised(&parts.of("sup"), Raised::Above).ok_or(FORMULA)?;
                // Of longer bases nobody could say what is raised.
                let is_one = called != "sSup" || !parts.of("e").contains(['+', '-', '−', '/', '½']);
                if is_one { Ok(format!("{}{below}{above}", parts.of("e"))) } else { Err(FORMULA) }
            }
            "d" => {
                let parts = self.parts_of_formula(xml, "dPr", "begChr")?;
                let inner: Vec<&str> = parts.texts.iter().map(|(_, text)| text.as_str()).collect();
                let between = parts.between.as_deref().unwrap_or("|");
                let (open, close) = (parts.open.as_deref().unwrap_or("("), parts.close.as_deref().unwrap_or(")"));
                Ok(format!("{open}{}{close}", inner.join(between)))
            }
            called if is_no_text(called) => {
                xml.pass(element)?;
                Ok(String::new())
            }
            _ => Err(FORMULA),
        }
    }

    /// The parts of a fraction, of what is raised, of what is in brackets; `kind` is what its properties say of it.
    fn parts_of_formula(&mut self, xml: &mut Xml, properties: &str, kind: &str) -> Result<Parts, Unreadable> {
        let mut parts = Parts::default();
        while let Some(element) = xml.child()? {
            let called = name(&element);
            if called == properties {
                while let Some(element) = xml.child()? {
                    let value = attribute(&element, "val");
                    match name(&element).as_str() {
                        "begChr" => parts.open = value,
                        "endChr" => parts.close = value,
                        "sepChr" => parts.between = value,
                        called if called == kind => parts.kind = value.unwrap_or_default(),
                        _ => {}
                    }
                    xml.pass(&element)?;
                }
            } else if matches!(called.as_str(), "num" | "den" | "e" | "sub" | "sup") {
                let text = self.formula(xml)?;
                parts.texts.push((called, text));
            } else {
                xml.pass(&element)?;
            }
        }
        Ok(parts)
    }
}

#[derive(Default)]
struct Parts {
    kind: String,
    open: Option<String>,
    close: Option<String>,
    between: Option<String>,
    texts: Vec<(String, String)>,
}

impl Parts {
    fn of(&self, called: &str) -> String {
        self.texts.iter().filter(|(name, _)| name == called).map(|(_, text)| text.as_str()).collect()
    }
}

/// How it looks, what was deleted, and marks of Word's own.
fn is_no_text(called: &str) -> bool {
    called.ends_with("Pr")
        || called.ends_with("Start")
        || called.ends_with("End")
        || matches!(called, "del" | "moveFrom" | "proofErr" | "lastRenderedPageBreak")
}
