//! A deck's recordings on this phone: stored by a tap that says how large they are, and taken away by the next. What its speaker
//! took back goes by itself.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::RECORDED;
use crate::browser::watch::watch;
use crate::browser::{dom, http, kept_recordings};
use crate::reader::library::Library;
use crate::reader::shell::frame::Frame;
use crate::reader::shell::root::in_root;
use crate::ui::toast;

/// What the button does now.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Stage {
    /// There is nothing to store, or no place for it.
    Nothing,
    Offered,
    /// So many are stored.
    Storing(u32),
    Stored,
}

/// The button, where the page on screen has recordings and the phone can store some.
#[component]
pub fn KeepRecordings() -> impl IntoView {
    let stage = RwSignal::new(Stage::Nothing);
    let paths = RwSignal::new(Vec::new());
    let frame = expect_context::<Frame>();
    watch(move || {
        frame.revision.track();
        let here = on_page();
        if paths.with_untracked(|paths| *paths == here) || matches!(stage.get_untracked(), Stage::Storing(_)) {
            return;
        }
        stage.set(Stage::Nothing);
        paths.set(here.clone());
        if here.is_empty() || !kept_recordings::can() {
            return;
        }
        spawn_local(async move {
            let kept = kept_recordings::all().await;
            // The bar may be gone meanwhile, or show another page's.
            if paths.try_with_untracked(|paths| *paths == here) == Some(true) {
                let is_kept = here.iter().all(|path| kept.contains(path));
                stage.set(if is_kept { Stage::Stored } else { Stage::Offered });
            }
        });
    });
    let tapped = move |_| {
        let paths = paths.get_untracked();
        match stage.get_untracked() {
            Stage::Offered => spawn_local(async move {
                for (at, path) in paths.iter().enumerate() {
                    stage.set(Stage::Storing(at as u32));
                    if !kept_recordings::keep(path).await {
                        toast("没存完：没网，或者手机满了。再点一次接着存");
                        return stage.set(Stage::Offered);
                    }
                }
                stage.set(Stage::Stored);
                toast("存好了，没网也能听");
            }),
            Stage::Stored => spawn_local(async move {
                for path in &paths {
                    kept_recordings::drop(path).await;
                }
                stage.set(Stage::Offered);
                toast("从手机里拿掉了");
            }),
            _ => {}
        }
    };
    let words = move || {
        let (count, size) = paths.with(|paths| (paths.len(), in_words(paths.iter().map(|path| kilobytes(path)).sum())));
        match stage.get() {
            Stage::Storing(at) => format!("在存 {} / {count}", at + 1),
            Stage::Stored => format!("录音存好了，拿掉（{size}）"),
            _ => format!("录音存到手机（{size}）"),
        }
    };
    let button = move || view! { <button type="button" class="listen-keep" on:click=tapped>{words}</button> };
    move || (stage.get() != Stage::Nothing).then(button)
}

/// From now on, what is no longer to be had goes from this phone: asked once now, and whenever something else is published.
pub fn look_after() {
    in_root(|| {
        let library = expect_context::<Library>();
        watch(move || {
            library.revision.track();
            spawn_local(async {
                for path in kept_recordings::all().await {
                    let answer = http::send("HEAD", &path, None).await;
                    let is_gone = answer.is_some_and(|answer| matches!(answer.status, 404 | 410));
                    if is_gone && is_ours().await {
                        kept_recordings::drop(&path).await;
                    }
                }
            });
        });
    });
}

/// Whether this site answers now: a Wi-Fi that wants a sign-in says of everything that it is not there.
async fn is_ours() -> bool {
    http::get_fresh_text(api::paths::VERSION).await.is_ok_and(|text| text.starts_with('{'))
}

fn on_page() -> Vec<String> {
    dom::find_all(RECORDED).iter().map(|node| dom::data(node, "recording")).collect()
}

/// As the name of a recording says it (`content::recording`).
fn kilobytes(path: &str) -> u32 {
    let said = path.rsplit_once('-').and_then(|(_, size)| size.split_once('k'));
    said.and_then(|(number, _)| number.parse().ok()).unwrap_or_default()
}

/// As `content::recording::size`.
fn in_words(kilobytes: u32) -> String {
    let tenths = (kilobytes * 10 + 512) / 1024;
    if kilobytes < 1000 { format!("{kilobytes} KB") } else { format!("{}.{} MB", tenths / 10, tenths % 10) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_how_much_room_its_recording_takes() {
        let path = "/recordings/0123456789abcdef0123456789abcdef-42s-310k.m4a";
        assert_eq!((kilobytes(path), kilobytes("/recordings/x")), (310, 0));
        assert_eq!([in_words(310), in_words(1229)], ["310 KB", "1.2 MB"]);
    }
}
