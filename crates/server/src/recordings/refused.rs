//! What a file is that is not taken, by the name it has on phones.

/// By how it begins; empty for what is no sound.
pub(super) fn name_of(bytes: &[u8]) -> &'static str {
    match bytes {
        [b'#', b'!', b'A', b'M', b'R', ..] => "AMR",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..] => "WAV",
        [b'F', b'O', b'R', b'M', _, _, _, _, b'A', b'I', b'F', ..] => "AIFF",
        [b'O', b'g', b'g', b'S', ..] => "OGG",
        [b'f', b'L', b'a', b'C', ..] => "FLAC",
        [b'c', b'a', b'f', b'f', ..] => "CAF",
        [0x30, 0x26, 0xb2, 0x75, ..] => "WMA",
        [0x1a, 0x45, 0xdf, 0xa3, ..] => "WebM",
        // WeChat's own, with a byte of its own before it.
        [b'#', b'!', b'S', b'I', b'L', b'K', ..] | [2, b'#', b'!', b'S', b'I', b'L', b'K', ..] => "SILK（微信语音）",
        [0xff, second, ..] if second & 0xf6 == 0xf0 => "AAC（.aac）",
        [0xff, second, ..] if second & 0xe6 == 0xe4 => "MP2",
        _ => "",
    }
}

/// The kind of sound that an .m4a, .mp4 or .3gp has in it: the name stands in its description of the track.
pub(super) fn codec(bytes: &[u8]) -> Option<&'static str> {
    let known = [(b"alac", "ALAC（无损）"), (b"samr", "AMR"), (b"sawb", "AMR"), (b"Opus", "Opus"), (b"fLaC", "FLAC")];
    let has = |mark: &[u8; 4]| bytes.windows(4).any(|part| part == mark);
    known.iter().find(|(mark, _)| has(mark)).map(|(_, name)| *name)
}
