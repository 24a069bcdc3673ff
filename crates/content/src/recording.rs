//! Recordings of cards and articles: a rider or a secretary reads aloud. The name of one says all that is needed before it is
//! fetched: a hash of its bytes, how long it takes, and how large it is. Where the bytes are is the server's business.

use api::paths;

use crate::fault::Faults;
use crate::fields::{Field, Input, field};
use crate::front_matter::FrontMatter;
use crate::picture::{self, DIGITS, is_hash};

/// None takes longer, in seconds: a quarter of an hour of speech is three megabytes.
pub const MAX_SECONDS: u32 = 15 * 60;
/// None that is sent is larger, in bytes.
pub const MAX_BYTES: usize = 3 * 1024 * 1024;

/// The fields that a document with a recording has.
pub(crate) const RECORDING: Field =
    field("recording", "录音", "用手机录音机录，存成 m4a 或 mp3，3 MB 以内；没有就空着", Input::Recording);
pub(crate) const VOICE: Field = field("voice", "谁的声音", "本人愿意才写，怎么称呼由本人定；不写就空着", Input::Line);

/// A document's recording, as its file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Below this site.
    pub path: String,
    /// Whose voice it is, only if they want that to be known; empty otherwise.
    pub voice: String,
}

impl Recorded {
    /// Reads both fields.
    pub(crate) fn read(file: &mut FrontMatter, faults: &mut Faults) -> Option<Self> {
        let (path, voice) = (file.optional("recording", faults), file.optional("voice", faults).unwrap_or_default());
        match path {
            Some(path) if Recording::at(&path).is_some() => Some(Self { path, voice }),
            Some(path) => {
                let hint = "在书记台的表格里点“上传录音”，得到 /recordings/ 开头的一行";
                faults.add(file.line("recording"), "recording", format!("不能用这段录音：{path}"), hint);
                None
            }
            None if !voice.is_empty() => {
                faults.add(file.line("voice"), "voice", "写了谁的声音，没有录音", "上传录音，或删掉这一行");
                None
            }
            None => None,
        }
    }

    /// What its name says.
    pub fn recording(&self) -> Recording<'_> {
        Recording::at(&self.path).unwrap_or(Recording { name: "", seconds: 1, kilobytes: 1 })
    }
}

/// What a recording's name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recording<'a> {
    /// The name of its file.
    pub name: &'a str,
    /// How long it takes; a begun second counts.
    pub seconds: u32,
    /// How large it is, in units of 1,024 bytes; a begun one counts.
    pub kilobytes: u32,
}

impl<'a> Recording<'a> {
    /// Reads a name such as `0123456789abcdef0123456789abcdef-42s-310k.m4a`.
    pub fn named(name: &'a str) -> Option<Self> {
        let (stem, kind) = name.rsplit_once('.')?;
        let (hash, size) = stem.split_once('-')?;
        let (seconds, kilobytes) = size.split_once('-')?;
        let (seconds, kilobytes) = (number(seconds.strip_suffix('s')?)?, number(kilobytes.strip_suffix('k')?)?);
        let is_recording = is_hash(hash) && matches!(kind, "m4a" | "mp3") && seconds <= MAX_SECONDS;
        is_recording.then_some(Self { name, seconds, kilobytes })
    }

    /// Reads an address such as `/recordings/NAME`.
    pub fn at(url: &'a str) -> Option<Self> {
        Self::named(url.strip_prefix(paths::RECORDINGS)?)
    }

    /// The media type of its file.
    pub fn kind(&self) -> &'static str {
        if self.name.ends_with(".mp3") { "audio/mpeg" } else { "audio/mp4" }
    }

    /// How long it takes, in words.
    pub fn length(&self) -> String {
        match (self.seconds / 60, self.seconds % 60) {
            (0, seconds) => format!("{seconds} 秒"),
            (minutes, 0) => format!("{minutes} 分钟"),
            (minutes, seconds) => format!("{minutes} 分 {seconds} 秒"),
        }
    }
}

/// The name for bytes with this hash (in hexadecimal digits, of which it takes as many as it needs).
pub fn name(hash: &str, seconds: u32, bytes: usize, kind: &str) -> String {
    format!("{}-{seconds}s-{}k.{kind}", &hash[..DIGITS.min(hash.len())], bytes.div_ceil(1024))
}

/// Every recording that a text names, however it does: what is named is not thrown away.
pub fn names(text: &str) -> impl Iterator<Item = &str> {
    picture::named_below(text, paths::RECORDINGS).filter_map(|name| Recording::named(name).map(|one| one.name))
}

/// How large so many are together, in words.
pub fn size(kilobytes: u32) -> String {
    let tenths = (kilobytes * 10 + 512) / 1024;
    if kilobytes < 1000 { format!("{kilobytes} KB") } else { format!("{}.{} MB", tenths / 10, tenths % 10) }
}

fn number(digits: &str) -> Option<u32> {
    let is_plain = !digits.starts_with(['0', '+']);
    digits.parse().ok().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "0123456789abcdef0123456789abcdef-42s-310k.m4a";

    #[test]
    fn a_name_says_how_long_and_how_large_its_recording_is() {
        let recording = Recording::named(NAME).unwrap();
        assert_eq!((recording.seconds, recording.kilobytes), (42, 310));
        assert_eq!(name("0123456789abcdef0123456789abcdef0123", 42, 310 * 1024 - 5, "m4a"), NAME);
        for other in [
            "",
            "0123456789abcdef0123456789abcdef-42s-310k.wav",
            "0123456789abcdef0123456789abcdef-0s-310k.m4a",
            "0123456789abcdef0123456789abcdef-901s-310k.m4a",
            "0123456789abcdef0123456789abcdef-42x31.m4a",
            "../0123456789abcdef0123456789abcdef-42s-310k.m4a",
        ] {
            assert_eq!(Recording::named(other), None, "{other}");
        }
        assert_eq!(names(&format!("recording: /recordings/{NAME}\n")).collect::<Vec<_>>(), [NAME]);
    }

    #[test]
    fn length_and_size_are_said_in_words() {
        let of = |seconds| Recording { name: "", seconds, kilobytes: 1 }.length();
        assert_eq!([of(42), of(60), of(61)], ["42 秒", "1 分钟", "1 分 1 秒"]);
        assert_eq!([size(310), size(1229)], ["310 KB", "1.2 MB"]);
    }
}
