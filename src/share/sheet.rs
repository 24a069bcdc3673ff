//! The sheet that opens above a card, with every way to hand it on.

use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::message::Message;
use super::ways::Ways;
use crate::actions::Actions;
use crate::browser::{dialog, dom, share};
use crate::library::{Library, Unavailable};
use crate::router::Router;
use crate::ui::Skeleton;

#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    Closed,
    /// The card with this slug is being looked up.
    Opening(String),
    Ready(Message),
    Unavailable(Unavailable),
}

/// The one sheet of the app; cheap to copy.
#[derive(Clone, Copy)]
pub struct Share {
    state: RwSignal<State>,
    library: Library,
}

impl Share {
    /// Carries out every 分享 button.
    pub fn open(actions: Actions, library: Library) -> Self {
        let share = Self { state: RwSignal::new(State::Closed), library };
        actions.always("share", move |button| {
            share.offer(dom::data(button, "card"));
            true
        });
        share
    }

    /// Opens the sheet for a card.
    pub fn offer(self, slug: String) {
        // At the end of the deck there is no card.
        if slug.is_empty() {
            return;
        }
        let opening = State::Opening(slug.clone());
        self.state.set(opening.clone());
        spawn_local(async move {
            let found = message(self.library, &slug).await;
            // It may have been closed again.
            if self.state.with_untracked(|state| *state == opening) {
                self.state.set(found.map_or_else(State::Unavailable, State::Ready));
            }
        });
    }

    /// Closes the sheet.
    pub fn close(self) {
        if self.state.with_untracked(|state| *state != State::Closed) {
            self.state.set(State::Closed);
        }
    }

    /// To be put at the end of the app.
    pub fn view(self) -> impl IntoView {
        view! { <ShareSheet share=self/> }
    }
}

async fn message(library: Library, slug: &str) -> Result<Message, Unavailable> {
    let card = library.card(slug).await?;
    let site = library.index().await?.site.clone();
    let url = format!("{}{}", share::origin(), api::paths::card(slug));
    Ok(Message { slug: card.id, quote: card.quote, cite: card.cite, site, url })
}

/// The sheet itself; closed, it is empty.
#[component]
fn ShareSheet(share: Share) -> impl IntoView {
    let router = expect_context::<Router>();
    let sheet = NodeRef::<Dialog>::new();
    sheet.on_load(move |sheet| dialog::prepare(&sheet, move || share.close()));
    Effect::new(move |_| {
        let is_open = share.state.with(|state| *state != State::Closed);
        let Some(sheet) = sheet.get() else { return };
        if is_open {
            dialog::show(&sheet);
        } else {
            dialog::hide(&sheet);
        }
    });
    // The way back leads to another page, which a sheet must not cover.
    Effect::new(move |before: Option<String>| {
        let path = router.path.get();
        if before.is_some_and(|before| before != path) {
            share.close();
        }
        path
    });
    view! {
        <dialog class="share" aria-labelledby="share-heading" node_ref=sheet>
            <div class="share-sheet">
                <div class="share-head">
                    <h2 id="share-heading">"分享这一句"</h2>
                    <button type="button" class="button quiet" on:click=move |_| share.close()>"关闭"</button>
                </div>
                {move || match share.state.get() {
                    State::Closed => ().into_any(),
                    State::Opening(_) => view! { <Skeleton/> }.into_any(),
                    State::Ready(message) => view! { <Ways message/> }.into_any(),
                    State::Unavailable(why) => view! { <p class="share-none">{why_not(why)}</p> }.into_any(),
                }}
            </div>
        </dialog>
    }
}

fn why_not(why: Unavailable) -> &'static str {
    match why {
        Unavailable::Offline => "这一条还没存到手机里。连上网再试。",
        Unavailable::Missing | Unavailable::Withdrawn => "这一条已经撤下，不再分享。",
        Unavailable::Failed => "没打开，是我们这边出了错。过一会儿再试。",
    }
}
