//! Where rows come from: pasted, or a file.

use ::api::documents::Folder;
use ::api::paths;
use leptos::prelude::*;

use super::state::Page;
use crate::browser::files::{self, Brought};

/// The field, and the file.
#[component]
pub(super) fn BringForm(page: Page) -> impl IntoView {
    let pasted = RwSignal::new(String::new());
    let submit = move || {
        let text = pasted.get_untracked();
        match text.trim().is_empty() {
            true => page.wrong.set("先把表格里的几行贴进来。".into()),
            false => page.bring(Brought::Text(text)),
        }
    };
    view! {
        <Which page/>
        {move || match page.folder.get() {
            Folder::Places => view! { <p class="hint">"从 Excel、Word 或 WPS 里选中几行，复制，贴在这里；也可以直接选文件。列名写“名称、地址、开放时间、服务、电话、在哪一带、类型”，什么次序都行；时间照平时的写法。负责人的名字、手机号不取。"<a href=format!("{}?folder=places", paths::API_DESK_IMPORTS_TEMPLATE) download="">"下载一张空表，照着填"</a>" "<a href=paths::API_DESK_PLACES_TABLE download="">"把现在的名单下载成表格"</a></p> }.into_any(),
            _ => view! { <p class="hint">"从 Excel、Word 或 WPS 里选中几行，复制，贴在这里；也可以直接选文件。列名写“金句、主题、出处、章节、读懂”就能自动对上；只有一列金句也行。"<a href=paths::API_DESK_IMPORTS_TEMPLATE download="">"下载一张空表，照着填"</a></p> }.into_any(),
        }}
        <form class="desk-form" on:submit=move |event| { event.prevent_default(); submit(); }>
            <label for="pasted">"粘贴"</label>
            <textarea id="pasted" rows="6" on:input=move |event| pasted.set(event_target_value(&event))></textarea>
            <button type="submit" class="button" disabled=move || page.is_busy.get()>{move || if page.is_busy.get() { "正在读……" } else { "读出来" }}</button>
            <label for="file">"或者选文件（.xlsx、.docx、.csv）"</label>
            <div class="drop">
                <span>"点这里选文件，电脑上也可以拖进来"</span>
                <input id="file" type="file" accept=".xlsx,.docx,.csv,.txt" on:change=move |event| {
                    if let Some(chosen) = files::chosen(&event) {
                        page.bring(chosen);
                    }
                }/>
            </div>
        </form>
    }
}

/// What the rows are to become.
#[component]
fn Which(page: Page) -> impl IntoView {
    let one = move |folder: Folder| {
        view! { <button type="button" aria-pressed=move || (page.folder.get() == folder).to_string() on:click=move |_| page.folder.set(folder)>{folder.chinese()}</button> }
    };
    view! { <div class="filters" role="group" aria-label="导入什么">{one(Folder::Cards)}{one(Folder::Places)}</div> }
}
