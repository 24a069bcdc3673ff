//! A picture as somebody's phone or office sends it, made into one that a cheap phone can load: read and written anew,
//! so that nothing is left of where and when it was taken, nor anything else that is not its pixels.

use std::io::Cursor;

use content::picture::{self, MAX_SIDE, is_whole};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::WebPEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};
use sha2::{Digest, Sha256};

/// What comes out is at most so large, in bytes.
const MOST: usize = 200 * 1024;
/// A side of what comes in: no camera's is longer.
const LONGEST: u32 = 12_000;
/// All of it: 40 megapixels.
const PIXELS: u64 = 40_000_000;
/// What reading one may take, in bytes.
const MEMORY: u64 = 256 * 1024 * 1024;
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
    /// More pixels than anybody needs.
    TooManyPixels,
}

/// Makes one. Takes a processor for up to seconds.
pub(crate) fn shrink(bytes: &[u8]) -> Result<Shrunk, Unfit> {
    let (picture, is_drawn) = read(bytes)?;
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

/// Its pixels the right way up, and whether its kind is one for drawings.
fn read(bytes: &[u8]) -> Result<(DynamicImage, bool), Unfit> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Unfit::NoPicture)?;
    // Whatever its name or sender says it is.
    if bytes.get(4..8) == Some(b"ftyp") {
        return Err(Unfit::Heic);
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
    if u64::from(width) * u64::from(height) > PIXELS || decoder.total_bytes() > MEMORY {
        return Err(Unfit::TooManyPixels);
    }
    let orientation = decoder.orientation().map_err(unfit)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unfit)?;
    picture.apply_orientation(orientation);
    let is_empty = picture.width() == 0 || picture.height() == 0;
    if is_empty { Err(Unfit::NoPicture) } else { Ok((picture, format != ImageFormat::Jpeg)) }
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
