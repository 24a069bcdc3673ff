//! The text below a document's head: markdown with four buttons above it. In an article each picture is seen where it
//! stands, and moved or taken out there; the words around it have a field each.

use ::api::documents::Folder;
use leptos::prelude::*;

use super::gloss::{COUNT, GlossHints};
use super::illustrated::{Illustrated, Shown};
use super::toolbar::Toolbar;
use super::writing::Writing;
use super::wrong::{Wrong, required};
use crate::browser::dom::{self, Node};
use crate::browser::picture::Picture;
use crate::browser::watch::watch;
use crate::browser::{drag, typing};
use crate::desk::pictures::{ALT, PictureButton, described};
use crate::desk::twice::Twice;
use crate::ui::at_most;
use crate::ui::focus;

/// Letters in a line of the field, about; only its height depends on it.
const LINE: usize = 24;

/// What is on screen of the text; cheap to copy.
#[derive(Clone, Copy)]
struct Body {
    writing: Writing,
    shown: RwSignal<Illustrated>,
    /// The text that is shown: another one comes from elsewhere.
    known: StoredValue<String>,
    /// In which words the cursor was last.
    last: StoredValue<usize>,
    brought: RwSignal<Option<Picture>, LocalStorage>,
    /// Why a picture that was dropped here is not taken.
    refused: RwSignal<&'static str>,
}

/// One part of the text on screen. A picture that is moved stays the same one.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
enum Part {
    /// The words before the picture of this number.
    Words(usize),
    /// Where it is, and how many times it stands before.
    Picture(String, usize),
}

impl Body {
    fn read(folder: Folder, text: &str) -> Illustrated {
        if folder == Folder::Articles { Illustrated::read(text) } else { Illustrated::plain(text) }
    }

    fn change(self, change: impl FnOnce(&mut Illustrated)) {
        self.shown.update(change);
        let text = self.shown.with_untracked(Illustrated::to_text);
        self.known.set_value(text.clone());
        self.writing.edit(move |form| form.body = text);
    }

    /// The field where the cursor was last.
    fn area(self) -> Option<Node> {
        dom::find(&format!("#{}", id(self.last.get_value()))).or_else(|| dom::find("#field-body"))
    }

    fn parts(self) -> Vec<Part> {
        self.shown.with(|shown| {
            let mut parts = vec![Part::Words(0)];
            for (at, picture) in shown.pictures.iter().enumerate() {
                let before = shown.pictures[..at].iter().filter(|other| other.path == picture.path).count();
                parts.extend([Part::Picture(picture.path.clone(), before), Part::Words(at + 1)]);
            }
            parts
        })
    }

    /// Which of the pictures it is now.
    fn place(self, path: &str, before: usize) -> usize {
        self.shown.with(|shown| {
            let same = shown.pictures.iter().enumerate().filter(|(_, picture)| picture.path == path);
            same.map(|(at, _)| at).nth(before).unwrap_or(usize::MAX)
        })
    }

    fn bring(self, picture: Option<Picture>) {
        match (picture, self.writing.folder) {
            (None, _) => {}
            (picture, Folder::Articles) => self.brought.set(picture),
            _ => self.refused.set("图片只能放在文章里。"),
        }
    }
}

fn id(at: usize) -> String {
    if at == 0 { "field-body".into() } else { format!("field-body-{at}") }
}

/// The text, with what is to be mended below it.
#[component]
pub(super) fn BodyField(writing: Writing, label: &'static str) -> impl IntoView {
    let value = move || writing.form.with(|form| form.as_ref().map(|form| form.body.clone()).unwrap_or_default());
    let text = Memo::new(move |_| value());
    let first = text.get_untracked();
    let body = Body {
        writing,
        shown: RwSignal::new(Body::read(writing.folder, &first)),
        known: StoredValue::new(first),
        last: StoredValue::new(0),
        brought: RwSignal::new_local(None),
        refused: RwSignal::new(""),
    };
    watch(move || {
        text.with(|text| {
            if body.known.with_value(|known| known != text) {
                body.known.set_value(text.clone());
                body.shown.set(Body::read(writing.folder, text));
            }
        });
    });
    // A paragraph of its own, where the cursor was.
    let put = Callback::new(move |line: String| {
        let offset = body.area().map_or(0, |area| typing::selection(&area).1);
        let at = body.last.get_value().min(body.shown.with_untracked(|shown| shown.words.len() - 1));
        body.change(|shown| shown.insert(at, offset, &line));
    });
    let part = move |part: Part| match part {
        Part::Words(at) => view! { <WordsField body at label/> }.into_any(),
        Part::Picture(path, before) => view! { <PictureField body path before/> }.into_any(),
    };
    view! {
        <label for="field-body" data-required=required(writing, "body")>{label}</label>
        <Toolbar area=move || body.area()/>
        {(writing.folder == Folder::Articles).then(|| view! { <PictureButton put brought=body.brought/> })}
        <For each=move || body.parts() key=Clone::clone children=part/>
        <p class="wrong" role="alert">{move || body.refused.get()}</p>
        {(writing.folder == Folder::Cards).then(|| view! { <GlossHints writing/> })}
        <Wrong writing key="body"/>
    }
}

#[component]
fn WordsField(body: Body, at: usize, label: &'static str) -> impl IntoView {
    let words = Memo::new(move |_| body.shown.with(|shown| shown.words.get(at).cloned().unwrap_or_default()));
    let set = move |text: String| {
        body.change(|shown| {
            if let Some(words) = shown.words.get_mut(at) {
                *words = text;
            }
        });
    };
    let is_alone = Memo::new(move |_| body.shown.with(|shown| shown.pictures.is_empty()));
    let rows = move || match (body.writing.folder, is_alone.get()) {
        (Folder::Cards | Folder::Places | Folder::Care | Folder::Activities, _) => 6,
        (_, true) => 16,
        _ => words.with(|words| words.lines().map(|line| 1 + line.chars().count() / LINE).sum::<usize>().clamp(2, 16)),
    };
    let about = format!("wrong-body {COUNT}");
    let name = (at > 0).then(|| format!("第 {at} 张图后面的{label}"));
    // Else a browser opens a picture that is dropped, in the desk's place.
    let over = move |event: leptos::ev::DragEvent| {
        if drag::has_file(&event) {
            event.prevent_default();
        }
    };
    view! {
        <textarea id=id(at) rows=rows aria-label=name aria-describedby=about prop:value=move || words.get()
            on:focus=move |_| body.last.set_value(at) on:input=move |event| set(event_target_value(&event))
            on:paste=move |event| { body.last.set_value(at); body.bring(Picture::brought(&event)); }
            on:dragover=over on:drop=move |event| { over(event.clone()); body.last.set_value(at); body.bring(Picture::brought(&event)); }></textarea>
    }
}

/// A picture, what is on it, and where it goes.
#[component]
fn PictureField(body: Body, path: String, before: usize) -> impl IntoView {
    let path = StoredValue::new(path);
    let at = Memo::new(move |_| path.with_value(|path| body.place(path, before)));
    let shown = Memo::new(move |_| body.shown.with(|shown| shown.pictures.get(at.get()).cloned().unwrap_or_default()));
    let name = move || format!("图片：{}", shown.with(|shown| shown.alt.clone()));
    let describe = move |words: String| {
        body.change(|shown| {
            if let Some(Shown { alt, .. }) = shown.pictures.get_mut(at.get_untracked()) {
                *alt = described(&words);
            }
        });
    };
    let mover = move |is_up: bool, words: &'static str| {
        let can_move = Memo::new(move |_| body.shown.with(|shown| shown.can_move(at.get(), is_up)));
        let shift = move |_| {
            body.change(|shown| shown.shift(at.get_untracked(), is_up));
            let side = if is_up { "up" } else { "down" };
            focus::soon(format!("[data-picture=\"{}\"] [data-side={side}]", path.get_value()), ".body-picture :focus");
        };
        let side = if is_up { "up" } else { "down" };
        view! { <button type="button" data-side=side disabled=move || !can_move.get() on:click=shift>{words}</button> }
    };
    let remove = Callback::new(move |()| {
        let at = at.get_untracked();
        body.change(|shown| shown.remove(at));
        focus::soon(format!("#{}", id(at)), "");
    });
    let field =
        format!("picture-{before}-{}", path.with_value(|path| path.rsplit('/').next().unwrap_or_default().to_string()));
    view! {
        <figure class="body-picture" data-picture=path.get_value() aria-label=name>
            <img src=path.get_value() alt="" loading="lazy"/>
            <figcaption>
                <label for=field.clone()>"图上有什么"</label>
                <input id=field type="text" autocomplete="off" prop:value=move || shown.with(|shown| shown.alt.clone()) on:change=move |event| describe(at_most(&event, ALT))/>
                <div class="row-do">
                    {mover(true, "上移")}
                    {mover(false, "下移")}
                    <Twice name="拿掉" what="这张图从正文里拿掉？字不动。" yes="拿掉这张图" run=remove/>
                </div>
            </figcaption>
        </figure>
    }
}
