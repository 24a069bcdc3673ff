//! How much of the site is stored on this phone, and whether it is the newest.

use content::day::Day;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{service_worker, storage};
use crate::frame::Frame;
use crate::library::{Library, News, Stored, last_checked};
use crate::watch::watch;

/// 已存 n / N.
#[component]
pub(super) fn StoredHere(library: Library, frame: Frame) -> impl IntoView {
    let megabytes = RwSignal::new(None::<u32>);
    let is_complete = Memo::new(move |_| library.stored.get().is_complete());
    let is_on_its_way = Memo::new(move |_| library.is_storing.get() && library.stored.get().total > 0);
    watch(move || {
        if is_complete.get() {
            spawn_local(async move {
                let used = storage::used().await.map(|bytes| (bytes / 1e6) as u32 + 1);
                let _ = megabytes.try_set(used);
            });
        }
    });
    let text = move || match library.stored.get() {
        Stored { total: 0, .. } => "还没有存下什么。".to_string(),
        Stored { documents, total } => format!("已存 {documents} / {total} 页"),
    };
    let size = move || megabytes.get().filter(|_| is_complete.get()).map(|most| format!("，不到 {most} MB"));
    let promise = move || match (library.stored.get().total > 0, is_complete.get(), frame.opens_offline.get()) {
        (false, ..) => "",
        (_, false, _) if is_on_its_way.get() => "，还在存。",
        (_, false, _) => "，没存全；有网时会接着存。",
        (_, true, true) => "。没有信号也能打开。",
        (_, true, false) => "。这个浏览器没有网时打不开新页面；开着不关，断了网也能看存好的。",
    };
    let progress = move || {
        let Stored { documents, total } = library.stored.get();
        (is_on_its_way.get() && documents < total)
            .then(|| view! { <progress aria-label="存了多少" value=documents max=total></progress> })
    };
    view! {
        <p>{text}{size}{promise}</p>
        {progress}
    }
}

/// In words: the newest, on its way, or unknown.
#[component]
pub(super) fn UpToDate(library: Library, frame: Frame) -> impl IntoView {
    let text = move || {
        let news = if frame.online.get() { library.news.get() } else { News::Offline };
        let app = match (frame.is_renewed.get(), library.is_app_old.get() && !service_worker::exists()) {
            (true, _) => App::Stored,
            (_, true) => App::Elsewhere,
            _ => App::Newest,
        };
        let is_storing = library.is_storing.get() && !library.stored.get().is_complete();
        words(news, app, is_storing, last_checked())
    };
    view! { <p>{text}</p> }
}

/// The app that the next opening takes.
#[derive(Clone, Copy)]
enum App {
    Newest,
    /// Newer than this one, and on the phone.
    Stored,
    /// Newer than this one, and not yet on the phone.
    Elsewhere,
}

fn words(news: News, app: App, is_storing: bool, last: Option<Day>) -> String {
    let text = match (news, app) {
        (News::Awaited, _) => "正在看有没有新的……",
        (News::Offline, _) => "没有网络，看不到有没有新的。",
        (News::Failed, _) => "服务器没答好，过一会儿再看。",
        (News::Known, App::Stored) => "新版本已存好，下次打开就用。",
        (News::Known, App::Elsewhere) => "有新版本，下次打开就用。",
        (News::Known, App::Newest) if is_storing => "正在更新。",
        (News::Known, App::Newest) => "这是最新的。",
    };
    let last = last.filter(|_| matches!(news, News::Offline | News::Failed)).map(Day::chinese);
    last.map_or_else(|| text.to_string(), |day| text.to_string() + "上次更新：" + &day + "。")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_of_app_and_words_is_said_plainly() {
        let last = Day::parse("2026-11-23");
        assert_eq!(words(News::Known, App::Newest, false, last), "这是最新的。");
        assert_eq!(words(News::Known, App::Newest, true, last), "正在更新。");
        assert_eq!(words(News::Known, App::Stored, true, last), "新版本已存好，下次打开就用。");
        assert_eq!(words(News::Offline, App::Newest, false, last), "没有网络，看不到有没有新的。上次更新：11月23日。");
        assert_eq!(words(News::Failed, App::Newest, false, None), "服务器没答好，过一会儿再看。");
    }
}
