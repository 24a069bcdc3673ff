//! The deck on the home page: swiping from card to card, with at most three of them in the document.

use std::cell::Cell;
use std::rc::Rc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::deck::{DeckCard, is_near, recent};
use crate::actions::Actions;
use crate::browser::clock;
use crate::browser::dom::{self, Node};
use crate::document::Mounted;
use crate::frame::Frame;
use crate::library::Library;

/// Adds the cards of the last days below today's, which came with the page.
pub fn extend_deck(page: &Node, library: Library, actions: Actions, frame: Frame, mounted: Mounted) {
    let Some(deck) = dom::find_in(page, ".deck") else { return };
    let (page, shown, length) = (page.clone(), RwSignal::new(0_usize), RwSignal::new(1_usize));
    // Where a tap is taking the deck, so that the next one counts from there.
    let target = Rc::new(Cell::new(None));
    let (scrolled, reached) = (deck.clone(), target.clone());
    mounted.hold(dom::listen(&deck, "scroll", move |_| {
        let now = dom::shown_child(&scrolled);
        if reached.get() == Some(now) {
            reached.set(None);
        }
        if shown.get_untracked() != now {
            shown.set(now);
        }
    }));
    let touched = target.clone();
    mounted.hold(dom::listen(&deck, "touchstart", move |_| touched.set(None)));
    let step = {
        let deck = deck.clone();
        move |forward: bool| {
            let (at, length) = (target.get().unwrap_or_else(|| shown.get_untracked()), length.get_untracked());
            let to = if forward { Some(at + 1) } else { at.checked_sub(1) };
            // Before the other cards are there, or where the page scrolls as one, the link leads on.
            let Some(to) = to.filter(|_| length > 1 && dom::can_scroll(&deck)) else { return false };
            // Behind the last one there is nothing.
            if to < length {
                target.set(Some(to));
                dom::show_child(&deck, to);
            }
            true
        }
    };
    let back = step.clone();
    mounted.hold(actions.on("next", move |_| step(true)));
    mounted.hold(actions.on("prev", move |_| back(false)));
    spawn_local(async move {
        let Ok(index) = library.index().await else { return };
        let cards = recent(&index, clock::today());
        if cards.len() < 2 || !mounted.is_alive() {
            return;
        }
        length.set(cards.len() + 1);
        let notes = cards.clone();
        mounted.hold(mount_to(deck, move || {
            Effect::new(move |before: Option<usize>| {
                let at = shown.get();
                // The first run finds the frame as it came with the page.
                if before.is_some() {
                    follow(&page, frame, &notes, at);
                }
                at
            });
            let slots = cards.into_iter().enumerate().skip(1);
            let slots = slots.map(|(at, card)| view! { <Slot card at shown library frame/> }).collect_view();
            view! { {slots} <End/> }
        }));
    });
}

/// Frame and buttons speak of the card on screen.
fn follow(page: &Node, frame: Frame, cards: &[DeckCard], at: usize) {
    let card = cards.get(at);
    frame.set_heading(if at == 0 { "今日金句" } else { "金句" });
    frame.set_note(card.map_or("", |card| card.note.as_str()));
    dom::set_attribute(page, "[data-action=keep]", "data-card", card.map(|card| card.slug.as_str()));
    let disabled = card.is_none().then_some("true");
    dom::set_attribute(page, "[data-action=keep]", "aria-disabled", disabled);
    dom::set_attribute(page, "[data-action=next]", "aria-disabled", disabled);
    let (label, icon) = if at == 0 { ("全部", "#i-list") } else { ("上一条", "#i-up") };
    dom::set_attribute(page, "[data-action=prev] use", "href", Some(icon));
    dom::set_text(page, "[data-action=prev] span", label);
    frame.revise();
}

#[component]
fn Slot(card: DeckCard, at: usize, shown: RwSignal<usize>, library: Library, frame: Frame) -> impl IntoView {
    let html = RwSignal::new(String::new());
    let slug = card.slug.clone();
    Effect::new(move |_| {
        if !is_near(at, shown.get()) {
            html.set(String::new());
        } else if html.with_untracked(String::is_empty) {
            let slug = slug.clone();
            spawn_local(async move {
                if let Ok(card) = library.card(&slug).await {
                    let _ = html.try_set(card.html);
                    frame.revise();
                }
            });
        }
    });
    view! { <section class="slot" data-card=card.slug inner_html=move || html.get()></section> }
}

#[component]
fn End() -> impl IntoView {
    view! {
        <section class="slot end">
            <div class="deck-end">
                <h2>"这几天的都在这儿了"<br/>"路上慢点"</h2>
                <p>
                    <a class="button" href=api::paths::ARTICLES>"读一篇短文"</a>
                    <a class="button quiet" href=api::paths::CARDS>"全部金句"</a>
                </p>
            </div>
        </section>
    }
}
