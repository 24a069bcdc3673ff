//! Elements: what those of all parts of a document have in common.

use quick_xml::events::BytesStart;

use crate::tables::unreadable::{BROKEN, Unreadable};
use crate::tables::work::Work;
use crate::tables::xml::{Xml, attribute, name};

/// Whether an element that switches something does: it says so, or says nothing.
pub(super) fn is_on(element: &BytesStart) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

/// The `val` of an element as a number.
pub(super) fn number(element: &BytesStart) -> Option<i64> {
    attribute(element, "val").and_then(|value| value.trim().parse().ok())
}

/// Calls back with each child of the outermost element of a part, which it has to walk through or pass over.
pub(super) fn each_part<'a>(
    xml: &'a str,
    work: &'a Work<'a>,
    mut child: impl FnMut(&mut Xml<'a>, &BytesStart<'a>, &str) -> Result<(), Unreadable>,
) -> Result<(), Unreadable> {
    let mut xml = Xml::new(xml, work);
    xml.child()?.ok_or(BROKEN)?;
    while let Some(element) = xml.child()? {
        child(&mut xml, &element, &name(&element))?;
    }
    Ok(())
}
