//! The one sheet that a page prints: at once, or once it is meant where sample words would be on it.

use leptos::portal::Portal;
use leptos::prelude::*;

use crate::browser::dom::Node;
use crate::browser::{clock, dom, screen};
use crate::ui::{close_on_back, focus};

/// In texts that came with the software and are not this deployment's own.
pub(super) const SAMPLE: &str = "（示例";

/// What is printed, and whether it is asked about first; cheap to copy. [`PrintOut`] of the same page holds it.
#[derive(Clone, Copy)]
pub(in crate::desk) struct Sheet {
    drawn: RwSignal<String>,
    is_asked: RwSignal<bool>,
    is_meant: RwSignal<bool>,
    /// What was tapped.
    button: StoredValue<Option<Node>, LocalStorage>,
}

impl Sheet {
    pub(in crate::desk) fn new() -> Self {
        Self {
            drawn: RwSignal::new(String::new()),
            is_asked: RwSignal::new(false),
            is_meant: RwSignal::new(false),
            button: StoredValue::new_local(None),
        }
    }

    /// Prints it; asks once where the deployer has not put in their own words yet.
    pub(in crate::desk) fn print(self, sheet: String) {
        // style/desk-print.css: on paper this page's sheets stand alone.
        dom::set_root_data("page", "print");
        let is_sample = sheet.contains(SAMPLE);
        self.drawn.set(sheet);
        if is_sample && !self.is_meant.get_untracked() {
            self.button.set_value(dom::find(":focus"));
            self.is_asked.set(true);
            return focus::soon(".print-sample", ".print-sample");
        }
        clock::soon(screen::print);
    }

    fn mean_it(self) {
        self.is_meant.set(true);
        self.is_asked.set(false);
        clock::soon(screen::print);
    }

    fn keep(self) {
        self.is_asked.set(false);
        self.drawn.set(String::new());
        clock::soon(move || {
            if let Some(button) = self.button.try_get_value().flatten() {
                dom::focus(&button);
            }
        });
    }
}

/// What is on paper, nothing of it on the screen; and the question where one is asked.
#[component]
pub(in crate::desk) fn PrintOut(sheet: Sheet) -> impl IntoView {
    close_on_back(move || sheet.is_asked.get(), move || sheet.keep());
    let on_paper = move || match sheet.is_asked.get() {
        true => "<p>站点里还是示例数据：回到书记台，换成自己的，或者点“就这样印”。</p>".to_string(),
        false => sheet.drawn.get(),
    };
    view! {
        {move || sheet.is_asked.get().then(|| view! {
            <div class="twice print-sample" role="alertdialog" tabindex="-1" aria-labelledby="print-sample">
                <p id="print-sample">"纸上会印出“（示例……）”这几个字：站点里还是示例数据，没换成自己的。请管理员到“站点”里换。"</p>
                <button type="button" class="button quiet" on:click=move |_| sheet.mean_it()>"就这样印"</button>
                <button type="button" class="button quiet" on:click=move |_| sheet.keep()>"先不印"</button>
            </div>
        })}
        <Portal><div class="print-out" aria-hidden="true"><div inner_html=on_paper></div></div></Portal>
    }
}
