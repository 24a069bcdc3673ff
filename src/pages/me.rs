//! `/me/`: what this phone keeps, and how it likes to read.

use leptos::prelude::*;

use crate::browser::dom::{self, Node};
use crate::document::Mounted;
use crate::frame::Frame;
use crate::kept::Kept;
use crate::library::{Library, Stored};
use crate::watch::watch;

pub(super) fn enliven(page: &Node) {
    let library = expect_context::<Library>();
    let kept = expect_context::<Kept>();
    let frame = expect_context::<Frame>();
    let mounted = Mounted::new();
    let count = dom::find_in(page, "[data-slot=kept]");
    watch(move || {
        if let Some(count) = &count {
            count.set_inner_text(&format!("{} 条", kept.count()));
        }
    });
    mounted.fill(page, "stored", move || view! { <StoredHere library frame/> });
}

#[component]
fn StoredHere(library: Library, frame: Frame) -> impl IntoView {
    let text = move || match library.stored.get() {
        Stored { total: 0, .. } => "还没有存下什么。".to_string(),
        Stored { documents, total } => format!("已存 {documents} / {total} 页。"),
    };
    let promise = move || match (library.stored.get().is_complete(), frame.opens_offline.get()) {
        (false, _) => "",
        (true, true) => "没有信号也能打开。",
        (true, false) => "这个浏览器没有网时打不开新页面；开着不关，断了网也能看存好的。",
    };
    view! { <p>{text}{promise}</p> }
}
