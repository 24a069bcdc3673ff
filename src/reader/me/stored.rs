//! How much of the site is stored on this phone, and whether it is the newest.

use content::day::Day;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::dom::{self, Node};
use crate::browser::watch::watch;
use crate::browser::{service_worker, storage};
use crate::reader::library::{Library, News, Stored, last_checked};
use crate::reader::shell::frame::Frame;

/// Keeps the page's words about it true. They are set as text: a view would be more to download.
pub(super) fn say_what_is_here(page: &Node, library: Library, frame: Frame) {
    let megabytes = RwSignal::new(0);
    let node = page.clone();
    watch(move || {
        let (stored, is_storing) = (library.stored.get(), library.is_storing.get());
        let mut words = how_much(stored, is_storing, frame.opens_offline.get(), megabytes.get());
        if stored.total == 0 && library.is_stored_nowhere() {
            words = ["还没有存下什么：", storage::NOT_STORED, "。"].concat();
        }
        dom::set_text(&node, ".stored", &words);
        let is_on_its_way = is_storing && stored.total > 0 && !stored.is_complete();
        dom::set_attribute(&node, "progress", "hidden", (!is_on_its_way).then_some(""));
        dom::set_attribute(&node, "progress", "max", Some(&stored.total.max(1).to_string()));
        dom::set_attribute(&node, "progress", "value", Some(&stored.documents.to_string()));
    });
    watch(move || {
        if library.stored.get().is_complete() {
            spawn_local(async move {
                if let Some(bytes) = storage::used().await {
                    let _ = megabytes.try_set((bytes / 1e6) as u32 + 1);
                }
            });
        }
    });
    let node = page.clone();
    watch(move || {
        let news = if frame.online.get() { library.news.get() } else { News::Offline };
        let app = match (frame.is_renewed.get(), library.is_app_old.get() && !service_worker::exists()) {
            (true, _) => App::Stored,
            (_, true) => App::Elsewhere,
            _ => App::Newest,
        };
        let is_storing = library.is_storing.get() && !library.stored.get().is_complete();
        dom::set_text(&node, ".news", &what_is_new(news, app, is_storing, last_checked()));
    });
}

/// 已存 n / N, and what that is good for. `megabytes` is the most it takes, 0 where nobody knows.
fn how_much(stored: Stored, is_storing: bool, opens_offline: bool, megabytes: u32) -> String {
    let Stored { documents, total } = stored;
    if total == 0 {
        return "还没有存下什么。".to_string();
    }
    let size = if stored.is_complete() && megabytes > 0 { format!("，不到 {megabytes} MB") } else { String::new() };
    let rest = match (stored.is_complete(), is_storing, opens_offline) {
        (false, true, _) => "，还在存。",
        (false, ..) => "，没存全；有网时会接着存。",
        (_, _, true) => "。没有信号也能打开。",
        _ => "。这个浏览器断网时别关：开着能看，关了打不开。",
    };
    format!("已存 {documents} / {total} 页{size}{rest}")
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

fn what_is_new(news: News, app: App, is_storing: bool, last: Option<Day>) -> String {
    let text = match (news, app) {
        (News::Awaited, _) => "正在看有没有新的……",
        (News::Offline, _) => "没有网络，看不到有没有新的。",
        (News::Failed, _) => "服务器没有回应，过一会儿再看。",
        (News::Known, App::Stored) => "新版本已存好，下次打开就用。",
        (News::Known, App::Elsewhere) => "有新版本，下次打开就用。",
        (News::Known, App::Newest) if is_storing => "正在更新。",
        (News::Known, App::Newest) => "这是最新的。",
    };
    let last = last.filter(|_| matches!(news, News::Offline | News::Failed)).map(Day::chinese);
    last.map_or_else(|| text.to_string(), |day| text.to_string() + "上次连上：" + &day + "。")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_promises_only_what_holds() {
        let all = Stored { documents: 9, total: 9 };
        assert_eq!(how_much(all, false, true, 2), "已存 9 / 9 页，不到 2 MB。没有信号也能打开。");
        assert_eq!(how_much(Stored { documents: 4, total: 9 }, true, true, 2), "已存 4 / 9 页，还在存。");
        assert!(!how_much(all, false, false, 0).contains("没有信号"));
        assert_eq!(how_much(Stored::default(), true, true, 0), "还没有存下什么。");
    }

    #[test]
    fn the_state_of_app_and_words_is_said_plainly() {
        let last = Day::parse("2026-11-23");
        assert_eq!(what_is_new(News::Known, App::Newest, false, last), "这是最新的。");
        assert_eq!(what_is_new(News::Known, App::Newest, true, last), "正在更新。");
        assert_eq!(what_is_new(News::Known, App::Stored, true, last), "新版本已存好，下次打开就用。");
        assert_eq!(
            what_is_new(News::Offline, App::Newest, false, last),
            "没有网络，看不到有没有新的。上次连上：11月23日。"
        );
        assert_eq!(what_is_new(News::Failed, App::Newest, false, None), "服务器没有回应，过一会儿再看。");
    }
}
