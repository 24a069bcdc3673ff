//! Whether all of a picture is there. What is missing of one is drawn as grey or nothing, by browsers and some decoders, and
//! nobody would notice before it is published.

/// Of a JPEG, a PNG and a WebP; any other passes, and its decoder may refuse it.
pub fn is_whole(bytes: &[u8]) -> bool {
    match bytes {
        [0xff, 0xd8, ..] => is_whole_jpeg(bytes),
        // Its last part is empty: a length of nothing, its name, its checksum.
        [0x89, b'P', b'N', b'G', ..] => bytes.windows(8).any(|part| part == b"\0\0\0\0IEND"),
        // How much follows stands in its head.
        [b'R', b'I', b'F', b'F', a, b, c, d, ..] => u32::from_le_bytes([*a, *b, *c, *d]) as usize <= bytes.len() - 8,
        _ => true,
    }
}

/// Walks through its segments to the mark of its end. What stands behind that is nobody's business.
fn is_whole_jpeg(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    loop {
        // Between segments, and in the picture itself, the next mark is the next byte behind FF that is neither a filled-in
        // zero nor one of the marks to begin anew from.
        let Some(at) = rest.windows(2).position(|pair| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7 | 0xff))
        else {
            return false;
        };
        let mark = rest[at + 1];
        rest = &rest[at + 2..];
        if mark == 0xd9 {
            return true;
        }
        let Some((length, _)) = rest.split_first_chunk::<2>() else { return false };
        let Some(behind) = rest.get(usize::from(u16::from_be_bytes(*length))..) else { return false };
        rest = behind;
    }
}
