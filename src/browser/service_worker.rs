//! The service worker, where the browser has one. `public/loader.js` registers it for readers, the desk by itself.

use gloo_events::EventListener;
use js_sys::{Function, Promise, Reflect};
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Navigator, ServiceWorkerRegistration, window};

/// Whether the browser has service workers at all: not on plain http, and not inside some apps.
pub fn exists() -> bool {
    navigator().is_some_and(|navigator| Reflect::has(&navigator, &"serviceWorker".into()).unwrap_or(false))
}

/// Has it installed, for the next time without a network.
pub fn register() {
    if let Some(navigator) = navigator().filter(|_| exists()) {
        // Without one there is less without a network, and nothing else.
        let registered = JsFuture::from(navigator.service_worker().register("/sw.js"));
        spawn_local(async move { drop(registered.await) });
    }
}

/// Calls back once a service worker is there to open pages without a network; on some phones never.
pub fn on_ready(ready: impl FnOnce() + 'static) {
    let Some(promise) = navigator().filter(|_| exists()).and_then(|navigator| navigator.service_worker().ready().ok())
    else {
        return;
    };
    spawn_local(async move {
        if JsFuture::from(promise).await.is_ok() {
            ready();
        }
    });
}

/// Has the service worker send what waits once there is a network, where the browser can (`sync` in `public/sw.js`).
pub fn send_later() {
    on_registration(|registration| {
        let sync = Reflect::get(&registration, &"sync".into()).ok().filter(JsValue::is_object);
        let register = sync.as_ref().and_then(|sync| Reflect::get(sync, &"register".into()).ok()?.dyn_into().ok());
        if let (Some(sync), Some(register)) = (sync, register) {
            let register: Function = register;
            let registered = register.call1(&sync, &"outbox".into()).and_then(JsCast::dyn_into::<Promise>);
            // Some browsers have it and do not let anybody use it.
            if let Ok(registered) = registered {
                spawn_local(async move { drop(JsFuture::from(registered).await) });
            }
        }
    });
}

/// Calls back for ever when another version of the app than the running one was stored. `public/loader.js` can tell.
pub fn on_renewed(renewed: impl Fn() + 'static) {
    if let Some(window) = window() {
        EventListener::new(&window, "renewed", move |_| renewed()).forget();
    }
}

/// Has the browser look for another version of the app now. It is stored beside the running one, which goes on; the
/// next opening takes it.
pub fn update() {
    on_registration(|registration| {
        let _ = registration.update().map(JsFuture::from);
    });
}

fn on_registration(found: impl FnOnce(ServiceWorkerRegistration) + 'static) {
    let Some(navigator) = navigator().filter(|_| exists()) else { return };
    spawn_local(async move {
        let registration = JsFuture::from(navigator.service_worker().get_registration()).await;
        if let Ok(Ok(registration)) = registration.map(JsCast::dyn_into::<ServiceWorkerRegistration>) {
            found(registration);
        }
    });
}

fn navigator() -> Option<Navigator> {
    window().map(|window| window.navigator())
}
