//! One tab at a time: the browser's own locks, and where it has none a note in `localStorage` that runs out.

use std::future::Future;
use std::pin::Pin;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::window;

use super::{clock, random, storage};

/// A note that is older was left by a tab that is gone, in milliseconds.
const LEASE: i64 = 60_000;
/// Two tabs that wrote at the same moment both read the later one's note after this, in milliseconds.
const SETTLES: u32 = 50;

/// What is done alone.
pub type Work = Pin<Box<dyn Future<Output = ()>>>;

/// Does something while no other tab of this site does; `false` where another one is at it.
pub async fn alone(name: &'static str, work: Work) -> bool {
    match request() {
        Some((locks, request)) => with_lock(&locks, &request, name, work).await.unwrap_or(false),
        None => with_lease(name, work).await,
    }
}

fn request() -> Option<(JsValue, Function)> {
    let locks = Reflect::get(&window()?.navigator(), &"locks".into()).ok()?;
    let request = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    Some((locks, request))
}

async fn with_lock(locks: &JsValue, request: &Function, name: &str, work: Work) -> Option<bool> {
    // Called once, with the lock or with `null` where somebody else has it.
    let work = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        if lock.is_null() {
            return JsValue::FALSE;
        }
        let done = async move {
            work.await;
            Ok(JsValue::TRUE)
        };
        future_to_promise(done).into()
    });
    let options = js_sys::Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE).ok()?;
    let held: Promise = request.call3(locks, &name.into(), &options, &work).ok()?.dyn_into().ok()?;
    Some(JsFuture::from(held).await.ok()?.is_truthy())
}

async fn with_lease(name: &str, work: Work) -> bool {
    let left = |note: &str| note.split(' ').next().and_then(|until| until.parse::<i64>().ok()).unwrap_or_default();
    if storage::get(name).is_some_and(|note| left(&note) > clock::unix_ms()) {
        return false;
    }
    let mine = format!("{} {:?}", clock::unix_ms() + LEASE, random::bytes::<8>());
    storage::set(name, &mine);
    clock::sleep(SETTLES).await;
    if storage::is_there() && storage::get(name).as_deref() != Some(mine.as_str()) {
        return false;
    }
    work.await;
    storage::set(name, "");
    true
}
