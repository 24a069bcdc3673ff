//! The ways to hand a card on, and what opens below them.

use leptos::html::{Div, Textarea};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::message::Message;
use super::pictures::Pictures;
use super::qr::Code;
use crate::browser::dom;
use crate::browser::share::{self, Sent};

/// The place below the buttons.
const PANEL: &str = "share-panel";

/// What is open below the buttons.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Panel {
    Closed,
    /// Words that the browser did not let us copy.
    Words(String),
    Picture,
    Code,
}

/// What is handed on, and how.
#[component]
pub fn Ways(message: Message) -> impl IntoView {
    let (quote, cite) = (message.quote.clone(), message.cite.clone());
    let message = StoredValue::new(message);
    let panel = RwSignal::new(Panel::Closed);
    let said = RwSignal::new("");
    let toggle = move |wanted: Panel| {
        said.set("");
        panel.set(if panel.with_untracked(|now| *now == wanted) { Panel::Closed } else { wanted });
    };
    let is_open = move |wanted: Panel| panel.with(|now| if *now == wanted { "true" } else { "false" });
    let copy = move |text: String| {
        let copying = share::copy(&text);
        said.set("");
        panel.set(Panel::Closed);
        spawn_local(async move {
            if copying.await {
                let _ = said.try_set("已复制");
            } else {
                let _ = panel.try_set(Panel::Words(text));
            }
        });
    };
    let send = move || {
        let sending = message.with_value(|message| share::send(&message.site, &message.words(), &message.url));
        said.set("");
        spawn_local(async move {
            if sending.await == Sent::Failed {
                let _ = said.try_set("没发出去。试试下面的办法。");
            }
        });
    };
    view! {
        <blockquote class="share-quote">
            <p>{quote}</p>
            <p>{cite}</p>
        </blockquote>
        <div class="share-ways" role="group" aria-labelledby="share-heading">
            {share::can_send().then(|| view! {
                <button type="button" class="button" on:click=move |_| send()>"发给别人"</button>
            })}
            <button type="button" class="button quiet" on:click=move |_| copy(message.with_value(Message::words))>
                "复制文字"
            </button>
            <button
                type="button"
                class="button quiet"
                aria-expanded=move || is_open(Panel::Picture)
                on:click=move |_| toggle(Panel::Picture)
            >
                "图片"
            </button>
            <button
                type="button"
                class="button quiet"
                aria-expanded=move || is_open(Panel::Code)
                on:click=move |_| toggle(Panel::Code)
            >
                "二维码"
            </button>
            <button
                type="button"
                class="button quiet"
                on:click=move |_| copy(message.with_value(|message| message.url.clone()))
            >
                "复制链接"
            </button>
        </div>
        <p class="share-said" role="status">{move || said.get()}</p>
        {move || {
            let content = match panel.get() {
                Panel::Closed => return ().into_any(),
                Panel::Words(text) => view! { <Words text/> }.into_any(),
                Panel::Picture => view! { <Pictures message/> }.into_any(),
                Panel::Code => view! { <CodeToScan message/> }.into_any(),
            };
            let place = NodeRef::<Div>::new();
            place.on_load(|_| {
                dom::show_place(PANEL);
            });
            view! { <div class="share-panel" id=PANEL node_ref=place>{content}</div> }.into_any()
        }}
    }
}

#[component]
fn Words(text: String) -> impl IntoView {
    let field = NodeRef::<Textarea>::new();
    field.on_load(|field| share::select_all(&field));
    view! {
        <textarea class="share-text" rows="5" readonly aria-label="要复制的文字" prop:value=text node_ref=field></textarea>
        <p>"长按上面的文字复制"</p>
    }
}

#[component]
fn CodeToScan(message: StoredValue<Message>) -> impl IntoView {
    let url = message.with_value(|message| message.url.clone());
    let code = Code::of(&url).map(|code| {
        view! {
            <img class="share-code" src=code.to_url() alt="这一句的二维码" width="296" height="296"/>
            <p>"扫一扫，或者长按识别"</p>
        }
    });
    view! {
        {code}
        <p class="share-link">{url}</p>
    }
}
