//! Rich text: the words of a cell, whatever they look like.

use super::escapes;
use crate::tables::unreadable::Unreadable;
use crate::tables::xml::{Xml, name};

/// What stands in `<t>`, alone or in parts that look different. How it is pronounced (`<rPh>`) is no text.
pub(super) fn rich_text(xml: &mut Xml) -> Result<String, Unreadable> {
    let mut text = String::new();
    while let Some(element) = xml.child()? {
        match name(&element).as_str() {
            "t" => text.push_str(&escapes::unescaped(&xml.text()?)),
            "r" => text.push_str(&rich_text(xml)?),
            _ => xml.pass(&element)?,
        }
    }
    Ok(text)
}
