//! A recording as somebody's phone sends it, made into one that every phone plays: its sound is decoded once, so that whatever is
//! broken is known before it is published, and written into a file of its own, which holds the sound and nothing else: no tags, no
//! pictures, no places, nothing that stood behind the end.

mod m4a;
mod refused;

use std::io::{Cursor, ErrorKind};

use content::recording::{self, MAX_SECONDS};
use sha2::{Digest, Sha256};
use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::well_known::{CODEC_ID_AAC, CODEC_ID_MP3};
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions};
use symphonia::default::codecs::{AacDecoder, MpaDecoder};
use symphonia::default::formats::{IsoMp4Reader, MpaReader};
use tokio_util::sync::CancellationToken;

use self::m4a::Sound;
use self::refused::name_of;

/// So many pieces in a hundred may be broken: the first ones of a recording that was cut are.
const BROKEN: usize = 2;
/// Of a short one these may be, all the same.
const BROKEN_AT_LEAST: usize = 3;
/// No recording has more pieces: as many as the fastest of them need for [`MAX_SECONDS`], and as many of other tracks.
const MOST: usize = 2 * MAX_SECONDS as usize * 96_000 / 1_024;

/// A recording to be kept.
#[derive(Debug)]
pub(crate) struct Clean {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) seconds: u32,
}

/// Why not.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Unfit {
    /// Of another kind, by its name; empty for what is no sound at all.
    Other(&'static str),
    /// Its end is missing.
    CutOff,
    /// Much of it cannot be heard.
    Broken,
    /// There is no sound in it.
    Empty,
    /// Nobody listens so long between two orders.
    TooLong,
}

/// Makes one. Takes a processor for up to seconds.
pub(crate) fn clean(bytes: &[u8], cancelled: &CancellationToken) -> Result<Clean, Unfit> {
    let (kind, sound) = match bytes.get(4..8) {
        Some(b"ftyp") => ("m4a", read_m4a(bytes, cancelled).map_err(|why| named(why, bytes))?),
        _ if is_mp3(without_tags(bytes)) => ("mp3", read_mp3(without_tags(bytes), cancelled)?),
        _ => return Err(Unfit::Other(name_of(bytes))),
    };
    if sound.pieces.is_empty() {
        return Err(Unfit::Empty);
    }
    let seconds = sound.seconds();
    let bytes = match kind {
        "m4a" => m4a::write(&sound),
        _ => sound.pieces.concat(),
    };
    let hash = content::lock::hex(&Sha256::digest(&bytes));
    Ok(Clean { name: recording::name(&hash, seconds, bytes.len(), kind), bytes, seconds })
}

/// What cannot be read may be of another kind, which its own description names.
fn named(why: Unfit, bytes: &[u8]) -> Unfit {
    match (why, refused::codec(bytes)) {
        (Unfit::Broken | Unfit::Empty, Some(name)) => Unfit::Other(name),
        (why, _) => why,
    }
}

/// Whether frames of MPEG's third layer begin here. Others are named otherwise.
fn is_mp3(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, second, ..] if second & 0xe6 == 0xe2)
}

/// Without what players write before and behind the sound (ID3): there stand names, places, and pictures of covers.
fn without_tags(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes;
    while let [b'I', b'D', b'3', _, _, _, a, b, c, d, ..] = rest {
        // Seven bits of each.
        let size = [a, b, c, d].into_iter().fold(0, |size, part| size << 7 | usize::from(part & 0x7f));
        rest = rest.get(10 + size..).unwrap_or_default();
    }
    // Some leave room behind them.
    let begin = rest.iter().position(|byte| *byte != 0).unwrap_or(rest.len());
    rest = &rest[begin..];
    match rest.len().checked_sub(128).map(|at| rest.split_at(at)) {
        Some((before, [b'T', b'A', b'G', ..])) => before,
        _ => rest,
    }
}

fn read_mp3(bytes: &[u8], cancelled: &CancellationToken) -> Result<Sound, Unfit> {
    let mut reader = MpaReader::try_new(stream(bytes), FormatOptions::default()).map_err(unfit)?;
    let (track, params) = sound_of(&reader)?;
    if params.codec != CODEC_ID_MP3 {
        return Err(Unfit::Other("MP2"));
    }
    let rate = params.sample_rate.ok_or(Unfit::Broken)?;
    let mut decoder = MpaDecoder::try_new(&params, &AudioDecoderOptions::default()).map_err(unfit)?;
    read(
        &mut reader,
        track,
        &mut decoder,
        Sound { rate, channels: 0, pieces: Vec::new(), samples: 0 },
        Bounds { bytes: bytes.len(), cancelled },
    )
}

fn read_m4a(bytes: &[u8], cancelled: &CancellationToken) -> Result<Sound, Unfit> {
    let mut reader = IsoMp4Reader::try_new(stream(bytes), FormatOptions::default()).map_err(unfit)?;
    let (track, params) = sound_of(&reader)?;
    if params.codec != CODEC_ID_AAC {
        return Err(Unfit::Other(refused::codec(bytes).unwrap_or("别的编码")));
    }
    // Which AAC it is: the kind that every phone plays, one or two channels.
    let config = params.extra_data.as_deref().ok_or(Unfit::Broken)?;
    let Some((rate, channels)) = m4a::read_config(config) else { return Err(Unfit::Other("HE-AAC")) };
    let made = AacDecoder::try_new(&params, &AudioDecoderOptions::default());
    let mut decoder = made.map_err(|_| Unfit::Other("HE-AAC"))?;
    read(
        &mut reader,
        track,
        &mut decoder,
        Sound { rate, channels, pieces: Vec::new(), samples: 0 },
        Bounds { bytes: bytes.len(), cancelled },
    )
}

/// What is not passed while one is read.
struct Bounds<'a> {
    /// How large the file is: the pieces of an honest one lie beside each other.
    bytes: usize,
    cancelled: &'a CancellationToken,
}

/// Takes the pieces of one track and decodes each.
fn read(
    reader: &mut dyn FormatReader,
    track: u32,
    decoder: &mut dyn AudioDecoder,
    mut sound: Sound,
    bounds: Bounds<'_>,
) -> Result<Sound, Unfit> {
    let (mut broken, mut count, mut bytes) = (0, 0, 0);
    while let Some(packet) = reader.next_packet().map_err(unfit)? {
        (count, bytes) = (count + 1, bytes + packet.data.len());
        // A table may name the same bytes a thousand times. And whoever asked may have hung up, or the server stops: nobody
        // hears the answer.
        if bytes > bounds.bytes || count > MOST || bounds.cancelled.is_cancelled() {
            return Err(Unfit::Broken);
        }
        if packet.track_id != track {
            continue;
        }
        match decoder.decode(&packet) {
            Ok(decoded) => sound.samples += decoded.frames() as u64,
            Err(Error::DecodeError(_)) => broken += 1,
            Err(_) => return Err(Unfit::Broken),
        }
        sound.pieces.push(packet.data.into_vec());
        if sound.seconds() > MAX_SECONDS {
            return Err(Unfit::TooLong);
        }
        if broken > MOST * BROKEN / 100 {
            return Err(Unfit::Broken);
        }
    }
    let is_whole = broken <= BROKEN_AT_LEAST.min(sound.pieces.len() / 2).max(sound.pieces.len() * BROKEN / 100);
    if is_whole { Ok(sound) } else { Err(Unfit::Broken) }
}

fn stream<'a>(bytes: &[u8]) -> MediaSourceStream<'a> {
    MediaSourceStream::new(Box::new(Cursor::new(bytes.to_vec())), MediaSourceStreamOptions::default())
}

/// The first track that sounds.
fn sound_of(reader: &dyn FormatReader) -> Result<(u32, AudioCodecParameters), Unfit> {
    let track = reader.first_track(TrackType::Audio).ok_or(Unfit::Empty)?;
    match &track.codec_params {
        Some(CodecParameters::Audio(params)) => Ok((track.id, params.clone())),
        _ => Err(Unfit::Empty),
    }
}

fn unfit(error: Error) -> Unfit {
    match error {
        Error::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => Unfit::CutOff,
        _ => Unfit::Broken,
    }
}
