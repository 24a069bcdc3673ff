//! A picture for an article: chosen, made small, sent, described, and put into the text.

use ::api::documents::PictureMade;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::dom;
use crate::browser::picture::Picture;
use crate::desk::shell::api;
use crate::desk::shell::session::Session;
use crate::ui::at_most;

/// Longest description, in characters.
pub(super) const ALT: usize = 60;

/// A button that opens the phone's pictures. `put` is handed the line of markdown. `brought`: a picture that was dropped
/// on the text or pasted into it (see [`Picture::brought`]).
#[component]
pub(super) fn PictureButton(
    put: Callback<String>,
    #[prop(into)] brought: Signal<Option<Picture>, LocalStorage>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let (made, alt) = (RwSignal::new(None::<PictureMade>), RwSignal::new(String::new()));
    let (said, wrong, is_busy) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(false));
    let send = move |picture: Picture| {
        // One picture at a time: none is lost without a word.
        let first = match (is_busy.get_untracked(), made.with_untracked(Option::is_some)) {
            (true, _) => "上一张还在传。等它放好，再放这一张",
            (_, true) => "先给上一张写一句图上有什么，放进正文，再放这一张",
            _ => "",
        };
        if !first.is_empty() {
            return wrong.set(first.into());
        }
        is_busy.set(true);
        wrong.set(String::new());
        said.set("正在缩小、上传……".into());
        spawn_local(async move {
            match api::send_picture(&picture.shrunk().await).await {
                Ok(picture) => {
                    wrong.set(picture.warning.clone().unwrap_or_default());
                    made.set(Some(picture));
                    said.set("放好了。写一句图上有什么".into());
                }
                Err(why) => {
                    said.set(String::new());
                    wrong.set(session.hear(&why));
                }
            }
            is_busy.set(false);
        });
    };
    Effect::new(move |_| {
        if let Some(picture) = brought.get() {
            send(picture);
        }
    });
    let put_away = move || {
        made.set(None);
        alt.set(String::new());
        said.set(String::new());
        wrong.set(String::new());
    };
    let done = move || {
        let Some(picture) = made.get_untracked() else { return };
        let words = alt.get_untracked();
        if words.trim().is_empty() {
            wrong.set("写一句图上有什么，看不见图的人靠它".into());
            return;
        }
        put.run(line(&words, &picture.path));
        put_away();
    };
    let choose = move |_| {
        if let Some(input) = dom::find("#picture-file") {
            input.click();
        }
    };
    view! {
        <div class="add-picture">
            <input id="picture-file" type="file" accept="image/jpeg,image/png,image/webp" hidden
                on:change=move |event| if let Some(picture) = Picture::chosen(&event) { send(picture) }/>
            <button type="button" class="button quiet" disabled=move || is_busy.get() on:click=choose>"加图片"</button>
            <p class="hint" role="status">{move || said.get()}</p>
            <p class="wrong" role="alert">{move || wrong.get()}</p>
            {move || made.get().map(|picture| view! { <Made picture alt done=Callback::new(move |()| done()) put_away=Callback::new(move |()| put_away())/> })}
        </div>
    }
}

/// The picture that was sent, and the words that go into the text with it.
#[component]
fn Made(picture: PictureMade, alt: RwSignal<String>, done: Callback<()>, put_away: Callback<()>) -> impl IntoView {
    view! {
        <div class="desk-form">
            <img src=picture.path width=picture.width height=picture.height alt=""/>
            <label for="picture-alt">"图上有什么"</label>
            <input id="picture-alt" type="text" placeholder="如：翠微站的热水壶和一排凳子"
                prop:value=move || alt.get() on:input=move |event| alt.set(at_most(&event, ALT)) on:change=move |event| alt.set(at_most(&event, ALT))/>
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| done.run(())>"放进正文"</button>
                <button type="button" class="button quiet" on:click=move |_| put_away.run(())>"不要这张"</button>
            </div>
        </div>
    }
}

/// What shows a picture in a text.
fn line(words: &str, path: &str) -> String {
    format!("![{}]({path})", described(words))
}

/// A description as it stands in a text: nothing of it may end it early.
pub(super) fn described(words: &str) -> String {
    let plain = |c: char| match c {
        '[' => '［',
        ']' => '］',
        '\\' | '\n' | '\r' | '`' | '<' | '>' | '*' | '_' | '!' => ' ',
        other => other,
    };
    let words: String = words.chars().map(plain).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn no_description_ends_its_picture_early() {
        assert_eq!(line(" 路口 的\n[热水]](x) ", "/pictures/a"), "![路口 的 ［热水］］(x)](/pictures/a)");
    }
}
