//! The bar at the bottom while something is read.

use leptos::prelude::*;

use super::Listen;
use super::keeping::KeepRecordings;
use crate::browser::audio;

/// How fast, in the order of the buttons.
pub(super) static RATES: [Rate; 3] = [
    Rate { label: "慢", speed: 0.8, stored: "0.8" },
    Rate { label: "正常", speed: 1.0, stored: "" },
    Rate { label: "快", speed: 1.3, stored: "1.3" },
];

/// The one that nobody chose.
pub(super) const NORMAL: usize = 1;

/// A speed and its button.
pub(super) struct Rate {
    label: &'static str,
    /// 1.0 is the voice's own.
    pub(super) speed: f32,
    /// As `localStorage` has it; what is normal is not stored.
    pub(super) stored: &'static str,
}

/// Stop, what goes on with a recording that is held, speed and, in a deck, the next card, and its recordings for when there is no network.
#[component]
pub fn Bar(listen: Listen) -> impl IntoView {
    let rates = RATES.iter().enumerate().map(move |(at, rate)| {
        let pressed = move || if listen.rate.get() as usize == at { "true" } else { "false" };
        view! {
            <button type="button" aria-pressed=pressed on:click=move |_| listen.set_rate(at)>{rate.label}</button>
        }
    });
    let next = move || {
        let is_card = listen.is_card.get();
        is_card.then(|| view! { <button type="button" on:click=move |_| listen.go_on()>"下一条"</button> })
    };
    let held = move || {
        let is_paused = listen.is_paused.get();
        is_paused.then(|| view! { <button type="button" on:click=move |_| audio::go_on()>"继续"</button> })
    };
    view! {
        <div class="listen" role="region" aria-label="朗读">
            <button type="button" class="listen-stop" on:click=move |_| listen.stop()>"停"</button>
            {held}
            <div class="listen-rates" role="group" aria-label="快慢">{rates.collect_view()}</div>
            {next}
            <KeepRecordings/>
        </div>
    }
}
