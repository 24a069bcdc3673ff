//! A picture that somebody chooses, drops or pastes, made small enough for a bad network. Only its pixels are drawn: where
//! and when it was taken stays on the phone.

use content::picture::is_whole;
use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, Event, FileList, HtmlCanvasElement, HtmlImageElement, HtmlInputElement, Url, window,
};

use super::canvas::PATIENCE;
use super::clock;

/// No side is longer, in pixels; the server keeps no larger one.
const SIDE: f64 = 1600.0;
/// What is drawn without loss may be so large, in bytes; else it is drawn as a photograph.
const WITHOUT_LOSS: f64 = 3e6;
/// JPEG's quality: the server presses it further.
const QUALITY: f64 = 0.9;

/// A picture, as it is to be sent or is found.
#[derive(Clone, Debug)]
pub struct Picture(pub(super) Blob);

impl Picture {
    /// The one that was chosen in an `<input type="file">`; the same can be chosen again afterwards.
    pub fn chosen(event: &Event) -> Option<Self> {
        let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
        // Whatever its type is said to be, which may be nothing: the server looks at what it is, and says so.
        let picture = input.files()?.get(0).map(|file| Self(file.into()));
        input.set_value("");
        picture
    }

    /// The one that was dropped or pasted, if it was one; the browser then does nothing of its own with it.
    pub fn brought(event: &Event) -> Option<Self> {
        let of = |name: &str| Reflect::get(event, &name.into()).ok().filter(|value| value.is_object());
        let brought = of("clipboardData").or_else(|| of("dataTransfer"))?;
        let files: FileList = Reflect::get(&brought, &"files".into()).ok()?.dyn_into().ok()?;
        let picture = Self::first_of(&files)?;
        event.prevent_default();
        Some(picture)
    }

    fn first_of(files: &FileList) -> Option<Self> {
        let files = (0..files.length()).filter_map(|at| files.get(at));
        let is_picture = |file: &Blob| file.type_().is_empty() || file.type_().starts_with("image/");
        files.map(Blob::from).find(is_picture).map(Self)
    }

    /// The same, small. Where this browser does not draw it, it is sent as it is, and the server makes it small; so is one
    /// that was cut off, of which a browser draws what there is: the server says so.
    pub async fn shrunk(self) -> Self {
        if !is_whole(&self.bytes().await) {
            return self;
        }
        drawn(&self.0).await.map_or(self, Self)
    }

    /// None where they cannot be read.
    async fn bytes(&self) -> Vec<u8> {
        let read = clock::within(PATIENCE, JsFuture::from(self.0.array_buffer())).await;
        read.and_then(Result::ok).map(|buffer| Uint8Array::new(&buffer).to_vec()).unwrap_or_default()
    }

    /// In bytes.
    pub fn size(&self) -> f64 {
        self.0.size()
    }
}

async fn drawn(file: &Blob) -> Option<Blob> {
    let url = Url::create_object_url_with_blob(file).ok()?;
    let image = HtmlImageElement::new().ok()?;
    image.set_src(&url);
    let decoded = clock::within(PATIENCE, JsFuture::from(image.decode())).await;
    let _ = Url::revoke_object_url(&url);
    decoded?.ok()?;
    let (width, height) = (f64::from(image.natural_width()), f64::from(image.natural_height()));
    let scale = (SIDE / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
    let canvas: HtmlCanvasElement = window()?.document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    // As its maker held the phone: browsers turn it while they draw.
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height).ok()?;
    if file.type_() != "image/jpeg"
        && let Some(sharp) = written(&canvas, "image/png").await.filter(|blob| blob.size() < WITHOUT_LOSS)
    {
        return Some(sharp);
    }
    // A photograph has no holes; where it has some, they are white.
    context.set_global_composite_operation("destination-over").ok()?;
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, width, height);
    written(&canvas, "image/jpeg").await
}

async fn written(canvas: &HtmlCanvasElement, kind: &str) -> Option<Blob> {
    let promise = Promise::new(&mut |resolve, _| {
        if canvas.to_blob_with_type_and_encoder_options(&resolve, kind, &QUALITY.into()).is_err() {
            let _ = resolve.call1(&JsValue::NULL, &JsValue::NULL);
        }
    });
    clock::within(PATIENCE, JsFuture::from(promise)).await?.ok()?.dyn_into().ok()
}
