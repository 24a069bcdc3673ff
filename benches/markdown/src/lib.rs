//! What the benchmark calls in the browser: markdown in, safe HTML out. Nothing is added to the renderer.

use wasm_bindgen::prelude::wasm_bindgen;

/// HTML of a markdown text.
#[wasm_bindgen]
pub fn render(markdown: &str) -> String {
    content::render::to_html(markdown)
}
