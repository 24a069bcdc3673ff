//! Taking everything published along, in one file: what is in it, and what may come along.

use ::api::paths;
use leptos::prelude::*;

/// It stands in a list, and opens there. The link is one that a browser saves: no answer has to pass through this page.
#[component]
pub(super) fn Export() -> impl IntoView {
    let (posts, calendar) = (RwSignal::new(false), RwSignal::new(false));
    let href = move || format!("{}?posts={}&calendar={}", paths::API_DESK_EXPORT, posts.get(), calendar.get());
    let also = move |chosen: RwSignal<bool>, words: &'static str| {
        view! { <label class="print-check"><input type="checkbox" prop:checked=move || chosen.get() on:change=move |event| chosen.set(event_target_checked(&event))/>{words}</label> }
    };
    view! {
        <details class="take-along">
            <summary>"带走全部内容"</summary>
            <p>"里面有：发布了的全部内容，金句、文章、卡组，也有地方、关爱、活动、组织这些，一份一个文件，连图片和核对记录，管服务器的人能原样收回去。"</p>
            <p>"不在里面：草稿、还没到时间的、原文库里的原文，还有谁起草、谁复审的。"</p>
            {also(posts, "也带上大家说的（已发布的，一张表；带页面上的署名，不带是谁）")}
            {also(calendar, "也带上日历（哪天是哪一句，一张表）")}
            <a class="button" href=href download="">"带走（zip）"</a>
        </details>
    }
}
