//! The packages that Word and Excel write: a zip of XML whose parts tell each other by relations where they lie, whatever they
//! are called. Only the parts that are asked for are unpacked, none beyond a limit: a small file can claim to be a huge one.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use encoding_rs::Encoding;
use zip::ZipArchive;
use zip::result::ZipError;

use super::kind::LOCKED;
use super::unreadable::{BROKEN, TOO_BIG, Unreadable};
use super::work::Work;
use super::xml::{Xml, attribute, name};

/// A part may be so long, unpacked: the text of a thick book with all that Word writes around it.
const LONGEST_PART: u64 = 32 * 1024 * 1024;
/// A package with more parts than this has something else in it.
const MOST_PARTS: usize = 4_000;

/// Its parts, by [`key`].
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    parts: HashMap<String, usize>,
    work: &'a Work<'a>,
}

/// What a part says of another.
#[derive(Debug)]
pub(super) struct Relation {
    /// How the part calls it.
    pub(super) id: String,
    /// What it is to the part: `officeDocument`, `worksheet`. The long names of both standards end alike.
    pub(super) kind: String,
    /// Where it lies.
    pub(super) target: String,
}

impl<'a> Package<'a> {
    /// Opens a zip.
    pub(super) fn open(bytes: &'a [u8], work: &'a Work<'a>) -> Result<Self, Unreadable> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BROKEN)?;
        if zip.len() > MOST_PARTS {
            return Err(BROKEN);
        }
        let mut parts = HashMap::new();
        for at in 0..zip.len() {
            if let Some(Ok(name)) = zip.name_for_index(at) {
                parts.entry(key("", &name)).or_insert(at);
            }
        }
        Ok(Self { zip, parts, work })
    }

    /// How much reading it may take.
    pub(super) fn work(&self) -> &'a Work<'a> {
        self.work
    }

    /// Whether there is such a part.
    pub(super) fn has(&self, path: &str) -> bool {
        self.parts.contains_key(path)
    }

    /// What all parts are called.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// A part's XML, if there is such a part.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<String>, Unreadable> {
        let Some(index) = self.parts.get(path) else { return Ok(None) };
        let part = self.zip.by_index(*index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => LOCKED,
            _ => BROKEN,
        })?;
        let mut bytes = Vec::new();
        part.take(LONGEST_PART + 1).read_to_end(&mut bytes).map_err(|_| BROKEN)?;
        if bytes.len() as u64 > LONGEST_PART {
            return Err(TOO_BIG);
        }
        self.work.unpack(bytes.len())?;
        // XML is UTF-8, or UTF-16 with its mark.
        let text = match Encoding::for_bom(&bytes) {
            Some((encoding, _)) => encoding.decode_with_bom_removal(&bytes).0.into_owned(),
            None => String::from_utf8(bytes).map_err(|_| BROKEN)?,
        };
        // XML has no such characters: the one has no place in PostgreSQL, the other is what could not be read.
        if text.contains(['\0', '\u{fffd}']) { Err(BROKEN) } else { Ok(Some(text)) }
    }

    /// What a part says of others; of the whole package where the path is empty.
    pub(super) fn relations(&mut self, path: &str) -> Result<Vec<Relation>, Unreadable> {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let Some(xml) = self.part(&key(folder, &format!("_rels/{file}.rels")))? else { return Ok(Vec::new()) };
        let (mut xml, mut relations) = (Xml::new(&xml, self.work), Vec::new());
        if xml.child()?.is_none() {
            return Err(BROKEN);
        }
        while let Some(element) = xml.child()? {
            let said = |name: &str| attribute(&element, name).unwrap_or_default();
            if name(&element) == "Relationship" && !said("TargetMode").eq_ignore_ascii_case("external") {
                let kind = said("Type").rsplit('/').next().unwrap_or_default().to_string();
                relations.push(Relation { id: said("Id"), kind, target: key(folder, &said("Target")) });
            }
            xml.pass(&element)?;
        }
        Ok(relations)
    }

    /// Where the part of a kind lies that another names, if it is there; else where it usually lies.
    pub(super) fn related(&mut self, path: &str, kind: &str) -> Result<Option<String>, Unreadable> {
        let relations = self.relations(path)?;
        let found = relations.into_iter().find(|one| one.kind == kind && self.has(&one.target));
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let usual = key(folder, &format!("{kind}.xml"));
        Ok(found.map(|one| one.target).or_else(|| Some(usual).filter(|usual| self.has(usual))))
    }

    /// The XML of that part.
    pub(super) fn related_part(&mut self, path: &str, kind: &str) -> Result<Option<String>, Unreadable> {
        match self.related(path, kind)? {
            Some(target) => self.part(&target),
            None => Ok(None),
        }
    }
}

/// A part's name as all writers mean it: from the root, with slashes, in small letters. What begins with a slash is from the root
/// already; anything else is beside the part that says so.
fn key(folder: &str, name: &str) -> String {
    let name = decoded(name).replace('\\', "/");
    let whole = if name.starts_with('/') { name } else { format!("{folder}/{name}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/").to_lowercase()
}

/// `%20` is a space in a relation.
fn decoded(name: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), name.as_bytes());
    while let [byte, after @ ..] = rest {
        let hex = after.get(..2).filter(|_| *byte == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
