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
