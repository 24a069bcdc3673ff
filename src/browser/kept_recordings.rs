//! Recordings that somebody stored on this phone by a tap, in a cache of their own, which the service worker plays from
//! (`public/sw.js`).

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

use super::by_name::{call, get};
use super::clock;

/// The cache's name, which the service worker knows.
const CACHE: &str = "recordings";
/// A network that has not brought one by then does not, in milliseconds.
const PATIENCE: u32 = 60_000;

/// Whether what is stored would be played: only where a service worker answers this page.
pub fn can() -> bool {
    let Some(window) = window() else { return false };
    let worker = get(&window.navigator(), "serviceWorker");
    worker.and_then(|worker| get(&worker, "controller")).is_some() && get(&window, "caches").is_some()
}

/// The paths of those that are stored.
pub async fn all() -> Vec<String> {
    let Some(cache) = cache().await else { return Vec::new() };
    let requests = done(call(&cache, "keys", &[])).await.and_then(|keys| keys.dyn_into::<Array>().ok());
    let url = |request: JsValue| js_sys::Reflect::get(&request, &"url".into()).ok()?.as_string();
    let urls = requests.into_iter().flat_map(|requests| requests.to_vec()).filter_map(url);
    urls.filter_map(|url| url.find(api::paths::RECORDINGS).map(|at| url[at..].to_string())).collect()
}

/// Fetches one and stores it; `false` where it did not come, or there is no room.
pub async fn keep(path: &str) -> bool {
    let Some(cache) = cache().await else { return false };
    let adding = done(call(&cache, "add", &[&path.into()]));
    clock::within(PATIENCE, adding).await.flatten().is_some()
}

/// Takes one away.
pub async fn drop(path: &str) {
    if let Some(cache) = cache().await {
        done(call(&cache, "delete", &[&path.into()])).await;
    }
}

async fn cache() -> Option<JsValue> {
    let window = window()?;
    let caches = get(&window, "caches")?;
    done(call(&caches, "open", &[&CACHE.into()])).await
}

async fn done(promise: Option<JsValue>) -> Option<JsValue> {
    JsFuture::from(Promise::resolve(&promise?)).await.ok()
}
