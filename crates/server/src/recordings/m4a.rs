//! An .m4a that holds one track of AAC and nothing else, written anew. What describes it comes first, so that a phone plays while
//! the rest is on its way.

/// Samples a second, by their number in AAC's own list.
const RATES: [u32; 13] =
    [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350];
/// The kind of AAC that every phone plays: low complexity.
const LOW_COMPLEXITY: u16 = 2;
/// Samples in a piece of it.
const PIECE: u32 = 1_024;
/// A picture that is not turned, as fixed-point numbers; sound has one too.
const MATRIX: [u32; 9] = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000];
/// No language said: `und`, five bits a letter.
const NO_LANGUAGE: u16 = 0x55c4;

/// Sound, piece by piece, as it is compressed.
#[derive(Debug)]
pub(super) struct Sound {
    /// Samples a second.
    pub(super) rate: u32,
    pub(super) channels: u16,
    pub(super) pieces: Vec<Vec<u8>>,
    /// Those that could be heard.
    pub(super) samples: u64,
}

impl Sound {
    /// How long it takes; a begun second counts.
    pub(super) fn seconds(&self) -> u32 {
        self.samples.div_ceil(u64::from(self.rate.max(1))).max(1) as u32
    }
}

/// Rate and channels of AAC's own two bytes about itself; `None` for any but the plain kind.
pub(super) fn read_config(config: &[u8]) -> Option<(u32, u16)> {
    let bits = u16::from_be_bytes([*config.first()?, *config.get(1)?]);
    let (kind, rate, channels) = (bits >> 11, usize::from(bits >> 7 & 15), bits >> 3 & 15);
    let rate = *RATES.get(rate)?;
    (kind == LOW_COMPLEXITY && matches!(channels, 1 | 2)).then_some((rate, channels))
}

/// The whole file.
pub(super) fn write(sound: &Sound) -> Vec<u8> {
    let kind = part(b"ftyp", &[b"M4A \0\0\0\0M4A mp42isom"]);
    // Where the sound begins depends on how long its description is, which does not depend on that number.
    let before = kind.len() + describe(sound, 0).len() + 8;
    let mut file = [kind, describe(sound, before as u32)].concat();
    let pieces: Vec<&[u8]> = sound.pieces.iter().map(Vec::as_slice).collect();
    file.extend(part(b"mdat", &pieces));
    file
}

/// `moov`: one track, one run of pieces that begins at `at`.
fn describe(sound: &Sound, at: u32) -> Vec<u8> {
    let length = sound.pieces.len() as u32 * PIECE;
    let movie = whole(
        b"mvhd",
        0,
        &[
            &longs(&[0, 0, sound.rate, length, 0x10000]),
            &[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            &longs(&MATRIX),
            &longs(&[0, 0, 0, 0, 0, 0, 2]),
        ],
    );
    // Shown, in the movie, in its preview; as loud as it is.
    let head = whole(
        b"tkhd",
        7,
        &[&longs(&[0, 0, 1, 0, length, 0, 0]), &[0, 0, 0, 0, 1, 0, 0, 0], &longs(&MATRIX), &longs(&[0, 0])],
    );
    let times = whole(b"mdhd", 0, &[&longs(&[0, 0, sound.rate, length]), &NO_LANGUAGE.to_be_bytes(), &[0, 0]]);
    let handler = whole(b"hdlr", 0, &[&longs(&[0]), b"soun", &longs(&[0, 0, 0]), &[0]]);
    let here = part(b"dinf", &[&whole(b"dref", 0, &[&longs(&[1]), &whole(b"url ", 1, &[])])]);
    let media = part(b"minf", &[&whole(b"smhd", 0, &[&[0; 4]]), &here, &table(sound, at)]);
    part(b"moov", &[&movie, &part(b"trak", &[&head, &part(b"mdia", &[&times, &handler, &media])])])
}

/// `stbl`: what kind of sound it is, and where each piece lies.
fn table(sound: &Sound, at: u32) -> Vec<u8> {
    let count = sound.pieces.len() as u32;
    let sizes: Vec<u32> = sound.pieces.iter().map(|piece| piece.len() as u32).collect();
    let rate = RATES.iter().position(|rate| *rate == sound.rate).unwrap_or_default() as u16;
    let config = (LOW_COMPLEXITY << 11 | rate << 7 | sound.channels << 3).to_be_bytes();
    let about = tagged(
        3,
        &[
            &[0, 1, 0],
            // Audio of MPEG-4, as a stream; how it is buffered is not said.
            &tagged(4, &[&[0x40, 0x15, 0, 0, 0], &longs(&[0, 0]), &tagged(5, &[&config])]),
            &tagged(6, &[&[2]]),
        ],
    );
    let entry = part(
        b"mp4a",
        &[
            &[0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0],
            &sound.channels.to_be_bytes(),
            &[0, 16, 0, 0, 0, 0],
            // A fixed-point number of 16 bits before the point: what is more is said above.
            &(sound.rate.min(0xffff) << 16).to_be_bytes(),
            &whole(b"esds", 0, &[&about]),
        ],
    );
    part(
        b"stbl",
        &[
            &whole(b"stsd", 0, &[&longs(&[1]), &entry]),
            &whole(b"stts", 0, &[&longs(&[1, count, PIECE])]),
            &whole(b"stsc", 0, &[&longs(&[1, 1, count, 1])]),
            &whole(b"stsz", 0, &[&longs(&[0, count]), &longs(&sizes)]),
            &whole(b"stco", 0, &[&longs(&[1, at])]),
        ],
    )
}

/// A box: its length, its name, what is in it.
fn part(name: &[u8; 4], inner: &[&[u8]]) -> Vec<u8> {
    let inner = inner.concat();
    [&(inner.len() as u32 + 8).to_be_bytes(), name.as_slice(), &inner].concat()
}

/// A box with a version, which is 0, and flags.
fn whole(name: &[u8; 4], flags: u32, inner: &[&[u8]]) -> Vec<u8> {
    part(name, &[&flags.to_be_bytes(), &inner.concat()])
}

/// A descriptor of MPEG-4; those here are short.
fn tagged(tag: u8, inner: &[&[u8]]) -> Vec<u8> {
    let inner = inner.concat();
    [&[tag, inner.len() as u8], inner.as_slice()].concat()
}

fn longs(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
}
