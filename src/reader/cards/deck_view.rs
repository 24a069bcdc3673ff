//! A deck on screen: swiping from card to card, with at most three of them whole in the document. The slots come with
//! the page; only those of the days before today are the app's.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::deck::earlier;
use super::show;
use crate::browser::dom::{self, Node};
use crate::browser::watch::watch;
use crate::browser::{clock, details, scroll};
use crate::reader::find_again::say_how_to_find_again;
use crate::reader::library::Library;
use crate::reader::reading_position::Places;
use crate::reader::shell::actions::Actions;
use crate::reader::shell::frame::Frame;
use crate::reader::shell::mounted::Mounted;
use crate::reader::shell::router::Router;

/// In place of a card that is neither on the phone nor to be had.
const NOT_THERE: &str =
    "<article class=\"card none\"><p class=\"empty\">这一条还没存到手机里，连上网就有。</p></article>";
/// A card with all its words.
const WHOLE: &str = ".card:not(.brief, .none)";

/// Brings a deck to life.
pub fn enliven_deck(path: &str, page: &Node) {
    let actions = expect_context::<Actions>();
    let mounted = Mounted::new();
    let Some(scroller) = dom::find_in(page, ".deck") else { return };
    let deck = Deck {
        path: StoredValue::new(path.to_string()),
        page: StoredValue::new_local(page.clone()),
        scroller: StoredValue::new_local(scroller.clone()),
        shown: RwSignal::new(0),
        target: StoredValue::new(None),
        actions,
        frame: expect_context(),
        library: expect_context(),
        places: expect_context(),
        router: expect_context(),
    };
    mounted.hold(dom::listen(&scroller, "scroll", move |_| deck.scrolled()));
    mounted.hold(dom::listen(&scroller, "touchstart", move |_| deck.target.set_value(None)));
    mounted.hold(actions.on("next", move |_| deck.step(true)));
    mounted.hold(actions.on("prev", move |_| deck.step(false)));
    for (action, is_last) in [("first", false), ("last", true)] {
        mounted.hold(actions.on(action, move |_| {
            deck.go(if is_last { deck.count().saturating_sub(2) } else { 0 });
            true
        }));
    }
    show::enliven(mounted, path, &scroller);
    // The first run finds the frame as it came with the page.
    let mut is_first = true;
    watch(move || {
        let at = deck.shown.get() as usize;
        if !std::mem::take(&mut is_first) {
            deck.follow(at);
        }
    });
    watch(move || {
        deck.shown.track();
        // One that could not be had may be there now.
        deck.library.stored.track();
        // Not in the task that brings the page to life.
        clock::soon(move || {
            if mounted.is_alive() {
                deck.fill();
            }
        });
    });
    if path == api::paths::HOME {
        extend(deck, mounted);
    } else {
        deck.resume();
    }
}

/// Adds the cards of the last days below today's.
fn extend(deck: Deck, mounted: Mounted) {
    // What this phone has stored may be too old for these days; then another index comes.
    watch(move || {
        deck.library.revision.track();
        let todays = deck.slot(0).map(|slot| dom::data(&slot, "card")).unwrap_or_default();
        spawn_local(async move {
            let Ok(index) = deck.library.index().await else { return };
            let earlier = earlier(&index, clock::today(), &todays);
            if !mounted.is_alive() || deck.count() > 2 {
                return;
            }
            let Some(end) = deck.slot(deck.count() - 1) else { return };
            for card in earlier {
                dom::insert_html_before(
                    &end,
                    &format!(
                        "<section class=\"slot\" inert data-card=\"{}\" data-note=\"{}\" data-heading=\"金句\"></section>",
                        card.slug, card.note
                    ),
                );
            }
            deck.fill();
            // Whoever comes back finds the card that was left; whoever opens the page finds today's.
            if deck.router.is_travel() {
                deck.resume();
            }
        });
    });
}

/// The deck on screen; cheap to copy.
#[derive(Clone, Copy)]
struct Deck {
    path: StoredValue<String>,
    page: StoredValue<Node, LocalStorage>,
    scroller: StoredValue<Node, LocalStorage>,
    /// Which place is on screen.
    shown: RwSignal<u32>,
    /// Where a tap is taking the deck, so that the next one counts from there.
    target: StoredValue<Option<usize>>,
    actions: Actions,
    frame: Frame,
    library: Library,
    places: Places,
    router: Router,
}

impl Deck {
    /// How many places there are: a card each, and the end.
    fn count(self) -> usize {
        self.scroller.with_value(dom::child_count)
    }

    fn slot(self, at: usize) -> Option<Node> {
        self.scroller.with_value(|scroller| dom::child(scroller, at))
    }

    fn scrolled(self) {
        let now = self.scroller.with_value(scroll::shown_child);
        if self.target.get_value() == Some(now) {
            self.target.set_value(None);
        }
        if self.shown.get_untracked() as usize != now {
            self.shown.set(now as u32);
        }
    }

    /// Goes one place on or back; `false` where the link of the button leads on.
    fn step(self, forward: bool) -> bool {
        let at = self.target.get_value().unwrap_or_else(|| self.shown.get_untracked() as usize);
        let to = if forward { Some(at + 1) } else { at.checked_sub(1) };
        let last = self.count() - 1;
        // On today's card alone the link leads on.
        let is_alone = last == 1 && self.path.with_value(|path| path == api::paths::HOME);
        let Some(to) = to.filter(|_| !is_alone) else { return false };
        // Behind the end there is nothing.
        if to <= last {
            self.go(to);
        }
        true
    }

    fn go(self, to: usize) {
        if !self.turn_page(to) {
            self.target.set_value(Some(to));
            self.scroller.with_value(|scroller| scroll::show_child(scroller, to));
        }
    }

    /// Where very large text leaves no room for a deck, the page scrolls as one and shows a card at a time; `false` where
    /// the deck scrolls.
    fn turn_page(self, to: usize) -> bool {
        let scrolls = self.scroller.with_value(scroll::can_scroll);
        if !scrolls {
            self.shown.set(to as u32);
            scroll::scroll_to(0.0);
        }
        !scrolls
    }

    /// The cards around the one on screen are whole; of the others quotation and source stay. A deck of hundreds is not walked
    /// through for it.
    fn fill(self) {
        let shown = self.shown.get_untracked() as usize;
        let near: Vec<Node> = (shown.saturating_sub(1)..=shown + 1).filter_map(|at| self.slot(at)).collect();
        self.keep_focus(shown);
        for card in self.scroller.with_value(|scroller| dom::find_all_in(scroller, WHOLE)) {
            if !near.iter().any(|slot| slot.contains(Some(&card))) {
                thin(&card);
            }
        }
        for slot in near {
            let slug = dom::data(&slot, "card");
            if slug.is_empty() || dom::find_in(&slot, WHOLE).is_some() {
                continue;
            }
            spawn_local(async move {
                let card = self.library.card(&slug).await;
                let Some(shown) = self.shown.try_get_untracked() else { return };
                let is_at = |at: usize| self.slot(at).as_ref() == Some(&slot);
                let shown = shown as usize;
                let is_wanted = (shown.saturating_sub(1)..=shown + 1).any(is_at);
                if !is_wanted || dom::find_in(&slot, WHOLE).is_some() {
                    return;
                }
                let was_empty = dom::find_in(&slot, ".brief").is_none();
                match card {
                    Ok(card) => dom::show_html(&slot, &card.html),
                    Err(_) if was_empty => dom::show_html(&slot, NOT_THERE),
                    Err(_) => return,
                }
                if is_at(shown) {
                    self.scroller.with_value(|scroller| show::turned(scroller, shown));
                }
                // When it came on screen there was nothing to be told.
                if was_empty && is_at(shown) {
                    self.announce(&slot);
                }
                self.frame.revise();
            });
        }
    }

    /// Nobody comes by Tab to what is out of sight: the browser would drag the deck there.
    fn keep_focus(self, shown: usize) {
        let Some(slot) = self.slot(shown) else { return };
        let _ = slot.remove_attribute("inert");
        for other in self.scroller.with_value(|scroller| dom::find_all_in(scroller, ".slot:not([inert])")) {
            if other != slot {
                if other.matches(":focus-within").unwrap_or_default() {
                    dom::focus(&slot);
                }
                let _ = other.set_attribute("inert", "");
            }
        }
    }

    /// Frame and buttons speak of the card on screen, and its place is remembered.
    fn follow(self, at: usize) {
        let page = self.page.get_value();
        let Some(slot) = self.slot(at) else { return };
        show::begin_card();
        // What was opened on the card before is not what the way back closes.
        details::close_all(".deck details[open]");
        self.scroller.with_value(|scroller| show::turned(scroller, at));
        // Where the page scrolls as one, only this one is to be seen (style/cards.css).
        let (first, before) = (self.slot(0), dom::find_in(&page, "[data-shown=true]"));
        for other in [first, before].iter().flatten() {
            let _ = other.set_attribute("data-shown", "false");
        }
        let _ = slot.set_attribute("data-shown", "true");
        let (slug, note) = (dom::data(&slot, "card"), dom::data(&slot, "note"));
        let heading = Some(dom::data(&slot, "heading")).filter(|own| !own.is_empty());
        self.frame.set_heading(&heading.unwrap_or_else(|| dom::data(&page, "heading")));
        self.frame.set_note(&note);
        self.announce(&slot);
        let card = (!slug.is_empty()).then_some(slug.as_str());
        if card.is_none() && !show::is_on_show() {
            say_how_to_find_again(&slot, self.actions);
        }
        let disabled = card.is_none().then_some("true");
        for action in ["keep", "share"] {
            dom::set_attribute(&page, &format!("[data-action={action}]"), "data-card", card);
            dom::set_attribute(&page, &format!("[data-action={action}]"), "aria-disabled", disabled);
        }
        dom::set_attribute(&page, "[data-action=next]", "aria-disabled", disabled);
        dom::set_attribute(&page, "[data-action=prev]", "aria-disabled", (at == 0).then_some("true"));
        self.path.with_value(|path| {
            self.places.see(path, at);
            // One older card is a glance, and not something to be gone on with.
            let begun = if path == api::paths::HOME { 1 } else { 0 };
            match card.filter(|_| at > begun) {
                Some(slug) => {
                    let heading = dom::data(&page, "heading");
                    let name = if path == api::paths::HOME { &note } else { &format!("{heading} {note}") };
                    self.places.note(path, slug, name);
                }
                None => self.places.forget(path),
            }
        });
        self.frame.revise();
    }

    fn announce(self, slot: &Node) {
        self.frame.announce(&dom::text(slot, ".quote, h2, .empty"));
    }

    /// Goes to where this deck was left, unless a thumb was faster.
    fn resume(self) {
        let at = self.path.with_value(|path| {
            let seen = if self.router.is_travel() { self.places.seen(path) } else { None };
            seen.or_else(|| {
                let slug = self.places.of(path)?;
                (0..self.count()).find(|at| self.slot(*at).is_some_and(|slot| dom::data(&slot, "card") == slug))
            })
        });
        let at = at.filter(|_| self.scroller.with_value(scroll::shown_child) == 0);
        if let Some(at) = at.filter(|at| !self.turn_page(*at)) {
            self.scroller.with_value(|scroller| scroll::jump_to_child(scroller, at));
        }
    }
}

/// Leaves a card its quotation and where that is from.
fn thin(card: &Node) {
    for part in dom::find_all_in(card, ".origin, .card > :not(.quote, .cite)") {
        dom::remove(&part);
    }
    let _ = card.class_list().add_1("brief");
}
