//! The one player of recordings. It is one element for all of them: phones that let a page play once after a tap let the same
//! element go on with the next recording, also while the screen is off.
//!
//! What is asked of the browser goes by name: bound as types it would be a part of what everybody waits for.

use std::cell::RefCell;

use gloo_events::EventListener;
use js_sys::{Array, Object, Promise, Reflect};
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

use super::by_name::{call, get};
use super::dom::{self, Node};
use super::speech::Said;

thread_local!(static PLAYER: RefCell<Option<Node>> = const { RefCell::new(None) });

/// A recording that is played. It is listened to until this is dropped; [`stop`] ends it.
pub struct Playing {
    _listeners: [EventListener; 4],
}

/// Plays a recording of this site, and says how that goes.
pub fn play(path: &str, speed: f32, heard: impl Fn(Said) + Clone + 'static) -> Option<Playing> {
    let player = player()?;
    let on = |event: &'static str, said: Said| {
        let heard = heard.clone();
        let asked = player.clone();
        dom::listen(&player, event, move |_| {
            // At its end it pauses as well.
            let is_end = said == Said::Paused && Reflect::get(&asked, &"ended".into()).is_ok_and(|is| is.is_truthy());
            if !is_end {
                heard(said);
            }
        })
    };
    let listeners = [
        on("playing", Said::Begun),
        on("ended", Said::Done),
        on("error", Said::Failed),
        // A call comes in, the headphones are pulled out, or somebody says so on the lock screen.
        on("pause", Said::Paused),
    ];
    let _ = player.set_attribute("src", path);
    set_speed(speed);
    // Where the browser wants a tap first it says so here, and nowhere else.
    let asked = call(&player, "play", &[]);
    spawn_local(async move {
        if JsFuture::from(Promise::resolve(&asked.unwrap_or_default())).await.is_err() {
            heard(Said::Failed);
        }
    });
    Some(Playing { _listeners: listeners })
}

/// Goes on with what was paused, with the same element.
pub fn go_on() {
    PLAYER.with_borrow(|player| player.iter().for_each(|player| drop(call(player, "play", &[]))));
}

/// Holds it; another one may follow.
pub fn pause() {
    PLAYER.with_borrow(|player| player.iter().for_each(|player| drop(call(player, "pause", &[]))));
}

/// Ends it, if one is played: nothing of it is left on the lock screen, whose buttons would play it again.
pub fn stop() {
    pause();
    PLAYER.with_borrow(|player| {
        for player in player.iter().filter(|player| player.has_attribute("src")) {
            let _ = player.remove_attribute("src");
            call(player, "load", &[]);
            let Some(session) = session() else { return };
            let _ = Reflect::set(&session, &"metadata".into(), &JsValue::NULL);
            call(&session, "setActionHandler", &[&"nexttrack".into(), &JsValue::NULL]);
        }
    });
}

/// How fast it is played from now on.
pub fn set_speed(speed: f32) {
    PLAYER.with_borrow(|player| {
        for player in player.iter() {
            // Another recording begins at the second of the two.
            for name in ["playbackRate", "defaultPlaybackRate"] {
                let _ = Reflect::set(player, &name.into(), &speed.into());
            }
        }
    });
}

/// Tells the phone what is played, for its lock screen, and what its button for the next one does.
pub fn tell(title: &str, voice: &str, next: Option<impl Fn() + 'static>) {
    let Some(session) = session() else { return };
    let about = Object::new();
    for (name, text) in [("title", title), ("artist", voice)] {
        let _ = Reflect::set(&about, &name.into(), &text.into());
    }
    let kind = window().and_then(|window| get(&window, "MediaMetadata"));
    if let Some(Ok(made)) = kind.map(|kind| Reflect::construct(&kind.into(), &Array::of1(&about))) {
        let _ = Reflect::set(&session, &"metadata".into(), &made);
    }
    // It is called until another takes its place.
    let next = next.map(|next| Closure::<dyn Fn()>::new(next).into_js_value()).unwrap_or(JsValue::NULL);
    call(&session, "setActionHandler", &[&"nexttrack".into(), &next]);
}

fn session() -> Option<JsValue> {
    window().and_then(|window| get(&window.navigator(), "mediaSession"))
}

fn player() -> Option<Node> {
    PLAYER.with_borrow_mut(|player| {
        if player.is_none() {
            *player = dom::made("audio");
        }
        player.clone()
    })
}
