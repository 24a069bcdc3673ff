//! What a package is: Word's, Excel's, or something else that is refused by its name. The package itself says which part is
//! its document, whatever that is called.

use super::kind::{self, SLIDES};
use super::package::Package;
use super::unreadable::{BROKEN, Unreadable};
use super::work::Work;
use super::xml::{Xml, name};

/// A package, and its main part.
pub(super) enum Office<'a> {
    Word(Package<'a>, String),
    Sheet(Package<'a>, String),
}

impl<'a> Office<'a> {
    /// Looks into a package; nothing where it is no zip at all.
    pub(super) fn open(bytes: &'a [u8], work: &'a Work<'a>) -> Result<Option<Self>, Unreadable> {
        if !bytes.starts_with(b"PK\x03\x04") && !bytes.starts_with(b"PK\x05\x06") {
            return Ok(None);
        }
        let mut package = Package::open(bytes, work)?;
        let usual = ["word/document.xml", "xl/workbook.xml"].into_iter().find(|path| package.has(path));
        let Some(main) = package.related("", "officeDocument")?.or(usual.map(str::to_string)) else {
            let mimetype = package.part("mimetype").ok().flatten();
            return Err(kind::refuse_zip(package.names(), mimetype.as_deref()));
        };
        if main.ends_with(".bin") {
            return Err(Unreadable::said("这是二进制的 Excel 表格（.xlsb）：打开后另存为 .xlsx 再拿来"));
        }
        let xml = package.part(&main)?.ok_or(BROKEN)?;
        let root = Xml::new(&xml, work).child()?.map(|root| name(&root)).unwrap_or_default();
        match root.as_str() {
            "document" => Ok(Some(Self::Word(package, main))),
            "workbook" => Ok(Some(Self::Sheet(package, main))),
            "presentation" => Err(SLIDES),
            _ => Err(BROKEN),
        }
    }
}
