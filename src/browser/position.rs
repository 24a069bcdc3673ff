//! Where this phone is, if its owner lets the browser say so. It is given to whoever asked, and to nobody else.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// So long a phone may look for itself, in milliseconds.
const LIMIT: u32 = 15_000;

/// Degrees, WGS-84.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// Latitude.
    pub lat: f64,
    /// Longitude.
    pub lon: f64,
}

impl Position {
    /// Of `32.0417,118.7840`.
    pub fn parse(text: &str) -> Option<Self> {
        let (lat, lon) = text.split_once(',')?;
        let (lat, lon) = (js_sys::parse_float(lat), js_sys::parse_float(lon));
        (lat.is_finite() && lon.is_finite()).then_some(Self { lat, lon })
    }
}

/// Where this phone is; `None` where nobody may know, or it does not find out.
pub async fn here() -> Option<Position> {
    let geolocation = web_sys::window()?.navigator().geolocation().ok()?;
    let found = Promise::new(&mut |found, failed| {
        let _ = geolocation.get_current_position_with_error_callback(&found, Some(&failed));
    });
    let found = super::clock::within(LIMIT, JsFuture::from(found)).await?.ok()?;
    let at = found.unchecked_into::<web_sys::Position>().coords();
    Some(Position { lat: at.latitude(), lon: at.longitude() })
}

/// The cosine of an angle in degrees.
pub fn cosine(degrees: f64) -> f64 {
    js_sys::Math::cos(degrees.to_radians())
}
