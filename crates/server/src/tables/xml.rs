//! A part's XML, walked through by what its elements are: whoever reads one says which children it knows, everything else is
//! passed over whole. Names are told without their prefix, which every writer chooses for itself.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::unreadable::{BROKEN, Unreadable};
use super::work::Work;

/// Elements in elements: nobody draws so deep, and each takes some of the stack.
const DEEPEST: usize = 160;

/// A place in a part.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    work: &'a Work<'a>,
}

impl<'a> Xml<'a> {
    /// Begins above the outermost element.
    pub(super) fn new(xml: &'a str, work: &'a Work<'a>) -> Self {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0, work }
    }

    /// The next element in the one we are in, which we are in from now on: it is to be walked through or passed over. Nothing at
    /// the end of the one we are in, which we leave.
    pub(super) fn child(&mut self) -> Result<Option<BytesStart<'a>>, Unreadable> {
        loop {
            match self.reader.read_event().map_err(|_| BROKEN)? {
                Event::Start(start) => {
                    self.work.step()?;
                    self.depth += 1;
                    return if self.depth > DEEPEST { Err(BROKEN) } else { Ok(Some(start)) };
                }
                Event::End(_) => {
                    self.depth = self.depth.checked_sub(1).ok_or(BROKEN)?;
                    return Ok(None);
                }
                Event::Eof if self.depth == 0 => return Ok(None),
                Event::Eof => return Err(BROKEN),
                _ => {}
            }
        }
    }

    /// Passes over all that is in an element, and leaves it.
    pub(super) fn pass(&mut self, element: &BytesStart) -> Result<(), Unreadable> {
        self.reader.read_to_end(element.name()).map_err(|_| BROKEN)?;
        self.depth = self.depth.saturating_sub(1);
        Ok(())
    }

    /// The text of the element we are in, and of all that is in it; leaves it.
    pub(super) fn text(&mut self) -> Result<String, Unreadable> {
        let (mut text, mut inner) = (String::new(), 0_usize);
        loop {
            match self.reader.read_event().map_err(|_| BROKEN)? {
                Event::Text(part) => text.push_str(&part.into_inner()),
                Event::CData(part) => text.push_str(&part.into_inner()),
                Event::GeneralRef(reference) => text.push_str(&entity(&reference)),
                Event::Start(_) => inner += 1,
                Event::End(_) if inner > 0 => inner -= 1,
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(text);
                }
                Event::Eof => return Err(BROKEN),
                _ => {}
            }
        }
    }
}

/// What an element is called, without its prefix.
pub(super) fn name(element: &BytesStart) -> String {
    element.local_name().as_ref().to_string()
}

/// An attribute by its name without a prefix: `r:id` is `id`.
pub(super) fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = found.value.to_string();
    Some(if value.contains('&') { unescaped(&value) } else { value })
}

/// Only what XML itself knows.
fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_string(), Into::into)
}

/// What `&amp;` or `&#x4e00;` stands for. Entities of the file's own are not looked up: they can be made to grow without end.
fn entity(reference: &BytesRef) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => resolve_predefined_entity(&reference.clone().into_inner()).unwrap_or_default().to_string(),
    }
}
