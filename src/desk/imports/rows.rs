//! The rows that were read: how far the check is, what is to be mended, and which become drafts.

use leptos::prelude::*;

use super::Page;
use super::row::RowView;
use super::verdict::Verdict;

/// All rows.
#[component]
pub(super) fn Rows(page: Page) -> impl IntoView {
    let total = move || page.entries.with(Vec::len);
    let chosen = Memo::new(move |_| page.entries.get().iter().filter(|entry| entry.is_chosen.get()).count());
    let to_mend = Memo::new(move |_| {
        let entries = page.entries.get();
        entries.iter().filter(|entry| entry.verdict().is_some_and(|verdict| verdict != Verdict::Good)).count()
    });
    let is_checked = Memo::new(move |_| page.checked.get() >= total());
    let choose_good = move |_| {
        for entry in page.entries.get_untracked() {
            entry.is_chosen.set(untrack(|| entry.verdict()) == Some(Verdict::Good));
        }
    };
    let set_theme = move |theme: String| {
        for entry in page.entries.get_untracked().into_iter().filter(|_| !theme.is_empty()) {
            if entry.row.with_untracked(|row| row.theme.is_empty()) {
                entry.row.update(|row| row.theme = theme.clone());
                page.check(entry);
            }
        }
    };
    let give_up = move |_| {
        page.entries.set(Vec::new());
        page.said.set(String::new());
    };
    let option = |theme: String| view! { <option value=theme.clone()>{theme.clone()}</option> };
    view! {
        <section class="import">
            {move || match is_checked.get() {
                false => view! {
                    <p class="import-count">
                        <progress max=total() value=move || page.checked.get()></progress>
                        {move || format!("正在核对：{} / {}", page.checked.get(), total())}
                    </p>
                }
                .into_any(),
                true => view! {
                    <p class="import-count">{move || match to_mend.get() {
                        0 => format!("{} 行，都和原文一致。", total()),
                        count => format!("{} 行，{count} 行要看一看。", total()),
                    }}</p>
                }
                .into_any(),
            }}
            <div class="import-all">
                <button type="button" class="button quiet" on:click=choose_good>"只选没问题的"</button>
                <label>"没写主题的都归到"
                    <select on:change=move |event| set_theme(event_target_value(&event))>
                        <option value="">"……"</option>
                        {move || page.themes.get().into_iter().map(option).collect_view()}
                    </select>
                </label>
            </div>
            <ol class="import-rows">
                <For each=move || page.entries.get() key=|entry| entry.number let:entry>
                    <RowView page entry/>
                </For>
            </ol>
            <div class="import-end">
                <button type="button" class="button" disabled=move || page.is_busy.get() || chosen.get() == 0 || !is_checked.get() on:click=move |_| page.save()>
                    {move || if page.is_busy.get() { "正在存……".to_string() } else { format!("做成草稿（{}）", chosen.get()) }}
                </button>
                <button type="button" class="button quiet" on:click=give_up>"不要了，重来"</button>
            </div>
        </section>
    }
}
