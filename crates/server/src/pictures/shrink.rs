//! A picture as somebody's phone or office sends it, made into one that a cheap phone can load: read and written anew,
//! so that nothing is left of where and when it was taken, nor anything else that is not its pixels.

use std::io::Cursor;

use content::picture::{self, MAX_SIDE, is_whole};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::WebPEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};
use sha2::{Digest, Sha256};

/// What comes out is at most so large, in bytes.
const MOST: usize = 200 * 1024;
/// A side of what comes in: no camera's is longer.
const LONGEST: u32 = 12_000;
/// All of it: 40 megapixels.
const PIXELS: u64 = 40_000_000;
/// What reading one may take, in bytes. With what shrinking takes beside it, all is at most 200 MB: a cheap server has little more.
const MEMORY: u64 = 150 * 1024 * 1024;
/// First made so large by averages, which take no more than what comes out; the finer filter reckons with sixteen bytes for
/// each pixel of its whole width.
const NEARLY: u32 = MAX_SIDE * 3 / 2;
/// JPEG's qualities, the first that fits.
const QUALITIES: [u8; 4] = [85, 75, 65, 55];
/// Below this a picture is not worth making smaller.
const SMALLEST: u32 = 320;

/// A picture to be kept.
#[derive(Debug)]
pub(crate) struct Shrunk {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// Why not.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Unfit {
    /// Not a picture that is understood here.
    NoPicture,
    /// The beginning of one.
    CutOff,
    /// As Apple's phones take them.
    Heic,
    /// A picture of another kind, by its true name.
    Other(&'static str),
    /// More pixels than anybody needs.
    TooManyPixels,
}

/// Makes one. Takes a processor for up to seconds.
pub(crate) fn shrink(bytes: &[u8]) -> Result<Shrunk, Unfit> {
    let Read { mut picture, orientation, is_drawn } = read(bytes)?;
    if picture.width().max(picture.height()) > NEARLY {
        picture = picture.thumbnail(NEARLY, NEARLY);
    }
    // In place, or with a second one: of the whole picture that would be too much.
    picture.apply_orientation(orientation);
    let mut picture = match picture.width().max(picture.height()) > MAX_SIDE {
        true => picture.resize(MAX_SIDE, MAX_SIDE, FilterType::CatmullRom),
        false => picture,
    };
    // What was drawn, as a plan or a notice, is sharper without loss, and often smaller.
    if is_drawn && let Some(bytes) = without_loss(&picture) {
        return Ok(named(bytes, &picture, "webp"));
    }
    loop {
        let opaque = on_white(&picture);
        for quality in QUALITIES {
            let bytes = with_loss(&opaque, quality);
            if bytes.len() <= MOST || picture.width().max(picture.height()) <= SMALLEST {
                return Ok(named(bytes, &picture, "jpg"));
            }
        }
        let side = picture.width().max(picture.height()) * 4 / 5;
        picture = picture.resize(side, side, FilterType::CatmullRom);
    }
}

/// A picture as it was sent.
struct Read {
    picture: DynamicImage,
    /// How it is to be turned.
    orientation: Orientation,
    /// Its kind is one for drawings.
    is_drawn: bool,
}

/// Reads one.
fn read(bytes: &[u8]) -> Result<Read, Unfit> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Unfit::NoPicture)?;
    // Whatever its name or sender says it is.
    if let Some(other) = other_kind(bytes) {
        return Err(other);
    }
    let format = reader.format().ok_or(Unfit::NoPicture)?;
    if !is_whole(bytes) {
        return Err(Unfit::CutOff);
    }
    let mut limits = Limits::no_limits();
    (limits.max_image_width, limits.max_image_height) = (Some(LONGEST), Some(LONGEST));
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let unfit = |error: image::ImageError| match error {
        image::ImageError::Limits(_) => Unfit::TooManyPixels,
        _ => Unfit::NoPicture,
    };
    let mut decoder = reader.into_decoder().map_err(unfit)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    // Some are put together from what is beside the picture: two bytes for each of three parts, or the whole once more.
    let beside = match format {
        ImageFormat::Jpeg if is_progressive(bytes) => pixels * 6,
        ImageFormat::WebP => decoder.total_bytes(),
        _ => 0,
    };
    if pixels > PIXELS || decoder.total_bytes() + beside > MEMORY {
        return Err(Unfit::TooManyPixels);
    }
    let orientation = decoder.orientation().map_err(unfit)?;
    let picture = DynamicImage::from_decoder(decoder).map_err(unfit)?;
    let is_empty = picture.width() == 0 || picture.height() == 0;
    let is_drawn = format != ImageFormat::Jpeg;
    if is_empty { Err(Unfit::NoPicture) } else { Ok(Read { picture, orientation, is_drawn }) }
}

/// What is a picture, but of no kind that is read here.
fn other_kind(bytes: &[u8]) -> Option<Unfit> {
    Some(match bytes {
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => match brand.get(..4).unwrap_or_default() {
            b"avif" | b"avis" => Unfit::Other("AVIF"),
            b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" | b"mif1" | b"msf1" => Unfit::Heic,
            _ => Unfit::Other("视频"),
        },
        [b'B', b'M', ..] => Unfit::Other("BMP"),
        [b'G', b'I', b'F', b'8', ..] => Unfit::Other("GIF"),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => Unfit::Other("TIFF"),
        [0, 0, 0, 12, b'j', b'P', b' ', b' ', ..] => Unfit::Other("JPEG 2000"),
        [0, 0, 1, 0, _, 0, ..] => Unfit::Other("ICO"),
        _ if bytes.windows(4).take(512).any(|part| part == b"<svg") => Unfit::Other("SVG"),
        _ => return None,
    })
}

/// Whether a picture moves: of one that does, the first is kept.
pub(crate) fn is_moving(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    match head {
        [0x89, b'P', b'N', b'G', ..] => head.windows(4).any(|part| part == b"acTL"),
        [b'R', b'I', b'F', b'F', ..] => head.windows(4).any(|part| part == b"ANIM"),
        _ => false,
    }
}

/// Whether a JPEG comes in layers, all of which are kept until the last: its head says so before the picture begins.
fn is_progressive(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let [0xff, mark, high, low, ..] = rest {
        match mark {
            0xc0 | 0xc1 => return false,
            0xc2 | 0xc6 | 0xca | 0xce => return true,
            0xff => rest = &rest[1..],
            _ => rest = rest.get(2 + usize::from(u16::from_be_bytes([*high, *low]))..).unwrap_or_default(),
        }
    }
    // Nobody knows: as if it did.
    true
}

fn without_loss(picture: &DynamicImage) -> Option<Vec<u8>> {
    let (mut out, (width, height)) = (Vec::new(), (picture.width(), picture.height()));
    let encoder = WebPEncoder::new_lossless(&mut out);
    let written = if picture.color().has_alpha() {
        encoder.encode(&picture.to_rgba8(), width, height, ExtendedColorType::Rgba8)
    } else {
        encoder.encode(&picture.to_rgb8(), width, height, ExtendedColorType::Rgb8)
    };
    (written.is_ok() && out.len() <= MOST).then_some(out)
}

/// JPEG has nothing to see through.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let from = picture.to_rgba8();
    RgbImage::from_fn(from.width(), from.height(), |x, y| {
        let [red, green, blue, alpha] = from.get_pixel(x, y).0.map(u32::from);
        let over = |part: u32| ((part * alpha + 255 * (255 - alpha)) / 255) as u8;
        image::Rgb([over(red), over(green), over(blue)])
    })
}

fn with_loss(picture: &RgbImage, quality: u8) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut out, quality);
    // Writing into memory cannot fail; should it, nothing is small enough.
    match encoder.encode_image(picture) {
        Ok(()) => out,
        Err(error) => {
            tracing::error!("a picture was not written: {error}");
            out
        }
    }
}

fn named(bytes: Vec<u8>, picture: &DynamicImage, kind: &str) -> Shrunk {
    let (width, height) = (picture.width(), picture.height());
    let hash = content::lock::hex(&Sha256::digest(&bytes));
    Shrunk { name: picture::name(&hash, width, height, kind), bytes, width, height }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small picture that claims another size and depth in its head.
    fn claims(side: u32, depth: u8) -> Vec<u8> {
        let (mut png, picture) = (Vec::new(), DynamicImage::ImageRgba8(image::RgbaImage::new(9, 9)));
        picture.write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
        png[16..24].copy_from_slice(&[side.to_be_bytes(), side.to_be_bytes()].concat());
        png[24] = depth;
        let mut crc = flate2::Crc::new();
        crc.update(&png[12..29]);
        png[29..33].copy_from_slice(&crc.sum().to_be_bytes());
        png
    }

    #[test]
    fn each_is_refused_by_its_true_name() {
        let files: [(&[u8], Unfit); 7] = [
            (b"\0\0\0\x18ftypavif", Unfit::Other("AVIF")),
            (b"\0\0\0\x18ftypheic", Unfit::Heic),
            (b"\0\0\0\x18ftypmp42", Unfit::Other("视频")),
            (b"BM\0\0\0\0\0\0\0\0", Unfit::Other("BMP")),
            (b"GIF89a\0\0", Unfit::Other("GIF")),
            (b"<?xml version='1.0'?><svg/>", Unfit::Other("SVG")),
            (b"hello", Unfit::NoPicture),
        ];
        for (bytes, kind) in files {
            assert_eq!(shrink(bytes).unwrap_err(), kind);
        }
    }

    #[test]
    fn what_takes_more_than_a_cheap_server_has_is_refused_before_it_is_read() {
        assert_eq!(shrink(&claims(5_000, 16)).unwrap_err(), Unfit::TooManyPixels);
        assert_eq!(shrink(&claims(6_300, 8)).unwrap_err(), Unfit::TooManyPixels);
        // As large as its head says it could be read; there is less.
        assert_ne!(shrink(&claims(4_000, 16)).unwrap_err(), Unfit::TooManyPixels);
        let (mut jpeg, picture) = (Vec::new(), RgbImage::new(16, 16));
        picture.write_to(&mut Cursor::new(&mut jpeg), ImageFormat::Jpeg).unwrap();
        let head = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
        assert!(!is_progressive(&jpeg));
        jpeg[head + 1] = 0xc2;
        jpeg[head + 5..head + 9].copy_from_slice(&[0x13, 0x88, 0x13, 0x88]);
        assert_eq!(shrink(&jpeg).unwrap_err(), Unfit::TooManyPixels);
    }
}
