//! Pictures in texts. The name of one says all that is needed to leave room for it: a hash of its bytes, its width and
//! its height. Nothing but such a name is shown; where the bytes are is the server's business.

mod whole;

use api::paths;

pub use whole::is_whole;

/// Hexadecimal digits of the hash in a name.
pub(crate) const DIGITS: usize = 32;
/// No side is longer, in pixels.
pub const MAX_SIDE: u32 = 1600;

/// What a picture's name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture<'a> {
    /// The name of its file.
    pub name: &'a str,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

impl<'a> Picture<'a> {
    /// Reads a name such as `0123456789abcdef0123456789abcdef-1600x900.jpg`.
    pub fn named(name: &'a str) -> Option<Self> {
        let (stem, kind) = name.rsplit_once('.')?;
        let (hash, size) = stem.split_once('-')?;
        let (width, height) = size.split_once('x')?;
        let is_picture = is_hash(hash) && matches!(kind, "jpg" | "webp");
        Some(Self { name, width: side(width)?, height: side(height)? }).filter(|_| is_picture)
    }

    /// Reads an address such as `/pictures/NAME`.
    pub fn at(url: &'a str) -> Option<Self> {
        Self::named(url.strip_prefix(paths::PICTURES)?)
    }
}

/// The name for bytes with this hash (in hexadecimal digits, of which it takes as many as it needs).
pub fn name(hash: &str, width: u32, height: u32, kind: &str) -> String {
    format!("{}-{width}x{height}.{kind}", &hash[..DIGITS.min(hash.len())])
}

/// Every picture that a text names, however it does: what is named is not thrown away.
pub fn names(text: &str) -> impl Iterator<Item = &str> {
    named_below(text, paths::PICTURES).filter_map(|name| Picture::named(name).map(|picture| picture.name))
}

/// What may be names of files in a text, behind the path of their folder.
pub(crate) fn named_below<'a>(text: &'a str, folder: &'static str) -> impl Iterator<Item = &'a str> {
    text.split(folder).skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '.')).unwrap_or(rest.len());
        // One that ends a sentence has its stop behind it.
        rest[..end].trim_end_matches('.')
    })
}

pub(crate) fn is_hash(hash: &str) -> bool {
    hash.len() == DIGITS && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

fn side(digits: &str) -> Option<u32> {
    let is_plain = !digits.starts_with(['0', '+']);
    digits.parse().ok().filter(|side| is_plain && (1..=MAX_SIDE).contains(side))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "0123456789abcdef0123456789abcdef-1600x900.jpg";

    #[test]
    fn a_name_says_how_large_its_picture_is() {
        let picture = Picture::named(NAME).unwrap();
        assert_eq!((picture.width, picture.height), (1600, 900));
        assert_eq!(name("0123456789abcdef0123456789abcdef0123", 1600, 900, "jpg"), NAME);
        for other in [
            "",
            "a.jpg",
            "0123456789abcdef0123456789abcdef-1601x900.jpg",
            "0123456789abcdef0123456789abcdef-0x900.jpg",
            "0123456789abcdef0123456789abcdef-01x900.jpg",
            "0123456789abcdef0123456789abcdef-16x+9.jpg",
            "0123456789ABCDEF0123456789abcdef-16x9.jpg",
            "0123456789abcdef0123456789abcdef-16x9.svg",
            "../0123456789abcdef0123456789abcdef-16x9.jpg",
            "0123456789abcdef0123456789abcdef-16x9.jpg?a",
        ] {
            assert_eq!(Picture::named(other), None, "{other}");
        }
    }

    #[test]
    fn names_are_found_wherever_they_stand() {
        let text =
            format!("![路口](/pictures/{NAME}) 见 /pictures/{NAME}。[x]: /pictures/{NAME}\n/pictures/none /pictures/");
        assert_eq!(names(&text).collect::<Vec<_>>(), [NAME; 3]);
        assert_eq!(names(&format!("see /pictures/{NAME}.")).next(), Some(NAME));
    }
}
