//! The deck on the home page: swiping from card to card, with at most three of them in the document.

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::deck::{DeckCard, earlier, is_near};
use crate::actions::Actions;
use crate::browser::clock;
use crate::browser::dom::{self, Node};
use crate::document::Mounted;
use crate::frame::Frame;
use crate::library::Library;
use crate::router::Router;

/// In place of a card that is neither on the phone nor to be had.
const NOT_THERE: &str = "<article class=\"card\"><p class=\"empty\">这一条还没存到手机里，连上网就有。</p></article>";

/// Adds the cards of the last days below today's, which came with the page.
pub fn extend_deck(page: &Node) {
    let (library, actions) = (expect_context::<Library>(), expect_context::<Actions>());
    let mounted = Mounted::new();
    let Some(scroller) = dom::find_in(page, ".deck") else { return };
    let deck = Deck {
        page: StoredValue::new_local(page.clone()),
        scroller: StoredValue::new_local(scroller.clone()),
        cards: RwSignal::new(Vec::from_iter(
            dom::find_in(page, ".slot")
                .map(|slot| DeckCard { slug: dom::data(&slot, "card"), note: dom::data(page, "note") }),
        )),
        shown: RwSignal::new(0),
        target: StoredValue::new(None),
        frame: expect_context::<Frame>(),
        router: expect_context::<Router>(),
    };
    let start = deck.router.deck_start();
    mounted.hold(dom::listen(&scroller, "scroll", move |_| deck.scrolled()));
    mounted.hold(dom::listen(&scroller, "touchstart", move |_| deck.target.set_value(None)));
    mounted.hold(actions.on("next", move |_| deck.step(true)));
    mounted.hold(actions.on("prev", move |_| deck.step(false)));
    Effect::new(move |before: Option<usize>| {
        let at = deck.shown.get();
        // The first run finds the frame as it came with the page.
        if before.is_some() {
            deck.follow(at);
        }
        at
    });
    // What this phone has stored may be too old for these days; then another index comes.
    Effect::new(move |_| {
        library.revision.track();
        let todays = deck.cards.with_untracked(|cards| cards.first().map(|card| card.slug.clone()));
        let Some(todays) = todays.filter(|_| !deck.is_extended()) else { return };
        spawn_local(async move {
            let Ok(index) = library.index().await else { return };
            let earlier = earlier(&index, clock::today(), &todays);
            if earlier.is_empty() || !mounted.is_alive() || deck.is_extended() {
                return;
            }
            deck.cards.update(|cards| cards.extend(earlier.iter().cloned()));
            mounted.hold(mount_to(deck.scroller.get_value(), move || {
                let slots = earlier.into_iter().zip(1..).map(|(card, at)| view! { <Slot card at deck library/> });
                view! { {slots.collect_view()} <End/> }
            }));
            deck.scroller.with_value(|scroller| dom::jump_to_child(scroller, start));
        });
    });
}

/// The deck on screen; cheap to copy.
#[derive(Clone, Copy)]
struct Deck {
    page: StoredValue<Node, LocalStorage>,
    scroller: StoredValue<Node, LocalStorage>,
    /// Today's first. Behind the last one is the end.
    cards: RwSignal<Vec<DeckCard>>,
    /// Which place is on screen.
    shown: RwSignal<usize>,
    /// Where a tap is taking the deck, so that the next one counts from there.
    target: StoredValue<Option<usize>>,
    frame: Frame,
    router: Router,
}

impl Deck {
    fn is_extended(self) -> bool {
        self.cards.with_untracked(|cards| cards.len() > 1)
    }

    fn scrolled(self) {
        let now = self.scroller.with_value(dom::shown_child);
        if self.target.get_value() == Some(now) {
            self.target.set_value(None);
        }
        if self.shown.get_untracked() != now {
            self.shown.set(now);
            self.router.note_deck(now);
        }
    }

    /// Goes one place on or back; `false` where the link of the button leads on.
    fn step(self, forward: bool) -> bool {
        let at = self.target.get_value().unwrap_or_else(|| self.shown.get_untracked());
        let to = if forward { Some(at + 1) } else { at.checked_sub(1) };
        // Before the other cards are there, or where the page scrolls as one, the link leads on.
        let can_scroll = self.is_extended() && self.scroller.with_value(dom::can_scroll);
        let Some(to) = to.filter(|_| can_scroll) else { return false };
        // Behind the end there is nothing.
        if to <= self.cards.with_untracked(Vec::len) {
            self.target.set_value(Some(to));
            self.scroller.with_value(|scroller| dom::show_child(scroller, to));
        }
        true
    }

    /// Frame and buttons speak of the card on screen.
    fn follow(self, at: usize) {
        let card = self.cards.with_untracked(|cards| cards.get(at).cloned());
        let page = self.page.get_value();
        self.frame.set_heading(if at == 0 { "今日金句" } else { "金句" });
        self.frame.set_note(card.as_ref().map_or("", |card| card.note.as_str()));
        let quote = dom::find_all(".slot").get(at).map(|slot| dom::text(slot, ".quote, h2")).unwrap_or_default();
        self.frame.announce(&quote);
        let (slug, disabled) = (card.as_ref().map(|card| card.slug.as_str()), card.is_none().then_some("true"));
        for button in ["[data-action=keep]", "[data-action=share]"] {
            dom::set_attribute(&page, button, "data-card", slug);
            dom::set_attribute(&page, button, "aria-disabled", disabled);
        }
        dom::set_attribute(&page, "[data-action=next]", "aria-disabled", disabled);
        let (label, icon) = if at == 0 { ("全部", "#i-list") } else { ("上一条", "#i-up") };
        dom::set_attribute(&page, "[data-action=prev] use", "href", Some(icon));
        dom::set_text(&page, "[data-action=prev] span", label);
        self.frame.revise();
    }
}

#[component]
fn Slot(card: DeckCard, at: usize, deck: Deck, library: Library) -> impl IntoView {
    let html = RwSignal::new(String::new());
    let slug = card.slug.clone();
    Effect::new(move |_| {
        let is_wanted = move || deck.shown.try_get_untracked().is_some_and(|shown| is_near(at, shown));
        deck.shown.track();
        // One that could not be had may be there now.
        library.stored.track();
        if !is_wanted() {
            html.set(String::new());
        } else if html.with_untracked(|html| html.is_empty() || html == NOT_THERE) {
            let slug = slug.clone();
            spawn_local(async move {
                let card = library.card(&slug).await;
                if is_wanted() {
                    let _ = html.try_set(card.map_or(NOT_THERE.to_string(), |card| card.html));
                    deck.frame.revise();
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
