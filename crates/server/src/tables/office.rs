//! The packages that Word and Excel write: a zip of XML. Only the parts that are asked for are unpacked, none beyond a limit:
//! a small file can claim to be a huge one.

use std::io::{Cursor, Read};

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::BytesRef;
use zip::ZipArchive;

use super::{BROKEN, TOO_BIG, Unreadable};

/// A part may be so long, unpacked: the text of a thick book with all that Word writes around it.
const LONGEST_PART: u64 = 32 * 1024 * 1024;
/// A package with more parts than this has something else in it.
const MOST_PARTS: usize = 4_000;

/// A package, by what is in it.
pub(super) enum Office<'a> {
    Word(Package<'a>),
    Sheet(Package<'a>),
}

/// Its parts.
pub(super) struct Package<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Office<'a> {
    /// Looks into a package; nothing where it is no zip at all.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Option<Self>, Unreadable> {
        if !bytes.starts_with(b"PK\x03\x04") {
            return Ok(None);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BROKEN)?;
        if archive.len() > MOST_PARTS {
            return Err(BROKEN);
        }
        let has = |name: &str| archive.index_for_name(name).is_some();
        match (has("word/document.xml"), has("xl/workbook.xml")) {
            (true, _) => Ok(Some(Self::Word(Package(archive)))),
            (_, true) => Ok(Some(Self::Sheet(Package(archive)))),
            _ => Err(Unreadable("这个压缩包里没有 Word 或 Excel 的内容")),
        }
    }
}

impl Package<'_> {
    /// A part's XML, if there is such a part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let Some(index) = self.0.index_for_name(name) else { return Ok(None) };
        let part = self.0.by_index(index).map_err(|_| BROKEN)?;
        let mut bytes = Vec::new();
        part.take(LONGEST_PART + 1).read_to_end(&mut bytes).map_err(|_| BROKEN)?;
        if bytes.len() as u64 > LONGEST_PART {
            return Err(TOO_BIG);
        }
        let text = String::from_utf8(bytes).map_err(|_| BROKEN)?;
        // XML has no such character, and PostgreSQL no place for it.
        if text.contains('\0') {
            return Err(BROKEN);
        }
        Ok(Some(text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text)))
    }
}

/// What `&amp;` or `&#x4e00;` stands for. Entities of the file's own are not looked up: they can be made to grow without end.
pub(super) fn entity(reference: &BytesRef) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => resolve_predefined_entity(&reference.clone().into_inner()).unwrap_or_default().to_string(),
    }
}
