//! What `public/part.js` knows of the parts of the app.

use js_sys::Reflect;
use web_sys::window;

/// Whether the server no longer has the parts of this build: another version took its place, and asking again is of no use.
pub fn is_gone() -> bool {
    window().and_then(|window| Reflect::get(&window, &"isGone".into()).ok()).is_some_and(|is_gone| is_gone.is_truthy())
}
