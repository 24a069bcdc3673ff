//! A card as a picture, in one of three designs.

use leptos::prelude::*;

use super::designs::Design;
use super::message::Message;

/// The choice of designs, and the picture to be saved. It is drawn anew with every choice and kept nowhere.
#[component]
pub fn Pictures(message: StoredValue<Message>) -> impl IntoView {
    let chosen = RwSignal::new(Design::Plain);
    let choices = Design::ALL.into_iter().map(|design| {
        let is_chosen = move || if chosen.get() == design { "true" } else { "false" };
        view! {
            <button type="button" aria-pressed=is_chosen on:click=move |_| chosen.set(design)>{design.name()}</button>
        }
    });
    view! {
        <div class="choice" role="group" aria-label="图片的样子">{choices.collect_view()}</div>
        {move || message.with_value(|message| match chosen.get().draw(message) {
            Some(url) => picture(url, message).into_any(),
            None => view! { <p>"这个浏览器画不了图片，可以截屏"</p> }.into_any(),
        })}
    }
}

fn picture(url: String, message: &Message) -> impl IntoView + use<> {
    let (file, words) = (format!("{}.png", message.slug), message.words());
    view! {
        <img class="share-picture" src=url.clone() alt=words width="1080" height="1440"/>
        <p>"长按图片保存"</p>
        <a class="button quiet" href=url download=file>"保存图片"</a>
    }
}
