//! Imports of the last days, each of which goes as it came: all at once.

use ::api::imports::Import;
use content::day::Day;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Page;
use crate::desk::api;

/// The list. To undo one takes a second tap.
#[component]
pub(super) fn Past(page: Page) -> impl IntoView {
    let leaving = RwSignal::new(0_i64);
    let undo = move |id: i64| {
        spawn_local(async move {
            match api::undo_import(id).await {
                Ok(undone) if undone.kept == 0 => page.said.set(format!("撤销了，{} 份草稿都收回了。", undone.removed)),
                Ok(undone) => page.said.set(format!(
                    "收回了 {} 份草稿；{} 份有人改过、送审了或已经删了，没有动。",
                    undone.removed, undone.kept
                )),
                Err(why) => page.wrong.set(page.session.hear(&why)),
            }
            page.load_past();
        });
    };
    let row = move |import: Import| {
        let Import { id, total, untouched, at } = import;
        let about = format!("{}导入 {total} 份，{untouched} 份还没动过", Day::at_unix_ms(at).chinese());
        view! {
            <li class="source-text">
                <small>{about}</small>
                {move || match leaving.get() == id {
                    true => view! { <button type="button" class="button" on:click=move |_| undo(id)>{format!("收回 {untouched} 份")}</button> }.into_any(),
                    false => view! { <button type="button" class="button quiet" on:click=move |_| leaving.set(id)>"撤销这次导入"</button> }.into_any(),
                }}
            </li>
        }
    };
    move || {
        let past = page.past.get();
        (!past.is_empty()).then(|| {
            view! {
                <section class="part">
                    <h2>"最近的导入"</h2>
                    <p class="hint"><a href=::api::paths::desk_list("cards")>"到金句里看这些草稿"</a></p>
                    <ul>{past.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    }
}
