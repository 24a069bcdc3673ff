//! Drawing a picture that nobody sees until it is finished.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, window};

use super::clock;

/// A browser that has not read a picture by then does not draw it, in milliseconds.
pub(super) const PATIENCE: u32 = 10_000;

/// An SVG as the address of a picture.
pub fn svg_url(svg: &str) -> String {
    url("image/svg+xml", svg)
}

/// A text as the address of a file.
pub fn text_url(text: &str) -> String {
    url("text/plain;charset=utf-8", text)
}

fn url(kind: &str, text: &str) -> String {
    format!("data:{kind},{}", String::from(js_sys::encode_uri_component(text)))
}

/// An SVG drawn in pixels, as a PNG in a `data:` URL: what can be saved by a long press, and is a picture to every app.
/// `None` where the browser does not draw.
pub async fn to_png(svg: &str, width: u32, height: u32) -> Option<String> {
    let image = HtmlImageElement::new().ok()?;
    image.set_src(&svg_url(svg));
    clock::within(PATIENCE, JsFuture::from(image.decode())).await?.ok()?;
    let canvas: HtmlCanvasElement = window()?.document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.draw_image_with_html_image_element(&image, 0.0, 0.0).ok()?;
    canvas.to_data_url().ok().filter(|url| url.starts_with("data:image/png"))
}
