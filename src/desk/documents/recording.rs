//! A document's recording: sent from a phone's recorder, heard once more, taken out of the draft, or taken back for good where its
//! speaker does not want it heard any more.

use content::fields::Field;
use content::recording::{MAX_BYTES, Recording, size};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::writing::Writing;
use super::wrong::Wrong;
use crate::browser::dom;
use crate::browser::files::{self, Brought};
use crate::desk::shell::api;
use crate::desk::shell::session::Session;
use crate::desk::twice::Twice;

/// The field: a file of the phone, or what was made of it.
#[component]
pub(super) fn RecordingField(writing: Writing, field: &'static Field) -> impl IntoView {
    let session = expect_context::<Session>();
    let (said, wrong, is_busy) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(false));
    let value = Memo::new(move |_| {
        writing.form.with(|form| form.as_ref().map(|form| form.get(field.key).to_string()).unwrap_or_default())
    });
    let set = move |path: String| writing.edit(move |form| form.set(field.key, &path));
    let send = move |file: Brought| {
        wrong.set(String::new());
        if file.size() > MAX_BYTES as f64 {
            let message = format!("这个文件有 {}，最大 3 MB：录短一点，或存成 m4a 再传", in_words(file.size()));
            return wrong.set(message);
        }
        is_busy.set(true);
        said.set(format!("正在上传 {}，再听一遍有没有坏……", in_words(file.size())));
        spawn_local(async move {
            match api::send_recording(&file).await {
                Ok(made) => {
                    set(made.path);
                    said.set("传好了。放一遍听听；发布以后大家才听得到".into());
                }
                Err(why) => {
                    said.set(String::new());
                    wrong.set(session.hear(&why));
                }
            }
            is_busy.set(false);
        });
    };
    let take_back = Callback::new(move |()| {
        is_busy.set(true);
        let name = value.get_untracked().rsplit('/').next().unwrap_or_default().to_string();
        spawn_local(async move {
            match api::take_recording_back(&name).await {
                Ok(()) => {
                    set(String::new());
                    said.set("收回了：页面上、手机里都不再有".into());
                }
                Err(why) => wrong.set(session.hear(&why)),
            }
            is_busy.set(false);
        });
    });
    let take_out = move |_| {
        set(String::new());
        writing.edit(|form| form.set("voice", ""));
        said.set("拿掉了。发布以后，大家那里也没有了".into());
    };
    let choose = move |_| dom::find("#field-recording").iter().for_each(|input| input.click());
    view! {
        <div class="recording-field">
            <p class="label">{field.label}</p>
            <p class="hint">{field.hint}</p>
            <input id="field-recording" type="file" accept="audio/*,.m4a,.mp3" aria-label=field.label hidden
                on:change=move |event| if let Some(file) = files::chosen(&event) { send(file) }/>
            {move || match value.get() {
                path if path.is_empty() => view! {
                    <button type="button" class="button quiet" disabled=move || is_busy.get() on:click=choose>"上传录音"</button>
                }.into_any(),
                path => {
                    let about = Recording::at(&path).map(|one| format!("{} · {}", one.length(), size(one.kilobytes)));
                    view! {
                        <audio controls preload="none" src=path></audio>
                        <p class="hint">{about}</p>
                        <div class="buttons">
                            <button type="button" class="button quiet" disabled=move || is_busy.get() on:click=take_out>"拿掉"</button>
                            <Twice name="本人要收回" what="马上从所有地方删掉：页面上、大家手机里、这里。删了找不回来，也不能再传同一段。" yes="收回" is_busy run=take_back/>
                        </div>
                    }.into_any()
                }
            }}
            <p class="hint" role="status">{move || said.get()}</p>
            <p class="wrong" role="alert">{move || wrong.get()}</p>
        </div>
        <Wrong writing key=field.key/>
    }
}

fn in_words(bytes: f64) -> String {
    size((bytes / 1024.0).ceil() as u32)
}
