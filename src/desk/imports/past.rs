//! Imports of the last days: each can be handed on, or goes as it came, all at once.

use std::collections::BTreeMap;

use ::api::documents::Folder;
use ::api::imports::Import;
use content::day::Day;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::faulty::Faulty;
use super::making::publishes;
use super::state::Page;
use crate::desk::shell::api;
use crate::desk::twice::Twice;
use crate::ui::focus;

/// What could not be handed on, and the list.
#[component]
pub(super) fn Past(page: Page) -> impl IntoView {
    let faulty = |Faulty { folder, slug, quote, why }: Faulty| {
        let words = if quote.is_empty() { slug.clone() } else { quote };
        view! { <li class="import-faulty"><a href=::api::paths::desk_document(folder.as_str(), &slug)>{words}</a>" "<small>{why}</small></li> }
    };
    let row = move |import: Import| view! { <Row page import/> };
    let link = |(folder, has_drafts): (Folder, bool)| {
        let what = if has_drafts { "看草稿" } else { "看" };
        view! { <a href=::api::paths::desk_list(folder.as_str())>{format!("到{}里{what}", folder.chinese())}</a>" " }
    };
    view! {
        <div role="alert">
            {move || page.faulty.with(|faulty| !faulty.is_empty()).then(|| view! {
                <section class="part">
                    <h2>"这几份还要改"</h2>
                    <ul>{page.faulty.get().into_iter().map(faulty).collect_view()}</ul>
                </section>
            })}
        </div>
        {move || {
            let past = page.past.get();
            (!past.is_empty()).then(|| view! {
                <section class="part">
                    <h2>"最近的导入"</h2>
                    <ul>{past.into_iter().map(row).collect_view()}</ul>
                    <p class="hint">{move || page.past.with(|past| page.kinds.with(|kinds| lists(past, kinds))).into_iter().map(link).collect_view()}</p>
                </section>
            })
        }}
    }
}

#[component]
fn Row(page: Page, import: Import) -> impl IntoView {
    let about = about(&import);
    let Import { id, folder, untouched, drafts, .. } = import;
    let undo = Callback::new(move |()| {
        spawn_local(async move {
            match api::undo_import(id).await {
                Ok(undone) if undone.kept == 0 => {
                    page.said.set(format!("撤销了，{} 份草稿都收回了。", undone.removed));
                }
                Ok(undone) => page.said.set(format!(
                    "收回了 {} 份草稿；{} 份有人改过、送审了或已经删了，没有动。",
                    undone.removed, undone.kept
                )),
                Err(why) => page.wrong.set(page.session.hear(&why)),
            }
            page.load_past();
            focus::soon("h1", "");
        });
    });
    let count = drafts.len();
    let bare = drafts.iter().filter(|draft| draft.is_bare).count();
    let drafts = StoredValue::new(drafts);
    let submit = Callback::new(move |()| match publishes(folder) {
        true => page.publish(id, folder, drafts.get_value()),
        false => page.submit(folder, drafts.get_value()),
    });
    let name = format!("{} {count} 份", if publishes(folder) { "发布" } else { "送审" });
    let submit = match bare {
        _ if publishes(folder) => view! { <Twice name what=format!("{count} 份一起发布，读者马上看得到。都看过了？") yes=format!("看过了，发布 {count} 份") is_busy=page.is_busy run=submit/> }.into_any(),
        0 => view! { <button type="button" class="button" disabled=move || page.is_busy.get() on:click=move |_| submit.run(())>{name}</button> }.into_any(),
        // Whoever reads the card would have the quotation alone.
        _ => view! { <Twice name what=format!("其中 {bare} 份的读懂还空着。就这样送审？") yes=format!("就这样送审 {count} 份") is_busy=page.is_busy run=submit/> }.into_any(),
    };
    let what = format!("还没动过的 {untouched} 份草稿都收回，改过的、送审了的不动。真的撤销？");
    view! {
        <li class="source-text">
            <small>{about}</small>
            {(count > 0).then(|| view! {
                <span class="row-do">
                    {submit}
                    {(untouched > 0).then(|| view! { <Twice name="撤销这次导入" what yes=format!("收回 {untouched} 份") is_busy=page.is_busy run=undo/> })}
                </span>
            })}
        </li>
    }
}

/// The lists in which the imports are found, and whether as drafts. The server says what an import is of for as long as it has
/// drafts; of one that is done, only this page may know.
fn lists(past: &[Import], kinds: &BTreeMap<i64, Folder>) -> Vec<(Folder, bool)> {
    let has_drafts = |folder| past.iter().any(|import| import.folder == folder && import.has_drafts());
    let was = |folder| past.iter().any(|import| kinds.get(&import.id) == Some(&folder));
    let all = [Folder::Cards, Folder::Places].into_iter();
    all.filter(|folder| has_drafts(*folder) || was(*folder)).map(|folder| (folder, has_drafts(folder))).collect()
}

/// When, and how far its drafts are.
fn about(import: &Import) -> String {
    let (drafts, day) = (import.drafts.len() as i64, Day::at_unix_ms(import.at).chinese());
    let mut words = vec![format!("{day}导入 {} 份", import.total)];
    if drafts > 0 {
        words.push(format!("{drafts} 份还是草稿"));
    }
    if drafts > import.untouched {
        words.push(format!("其中 {} 份改过", drafts - import.untouched));
    }
    if import.in_review > 0 {
        words.push(format!("{} 份等复审", import.in_review));
    }
    if words.len() == 1 {
        words.push("都办完了".into());
    }
    words.join("，")
}

#[cfg(test)]
mod tests {
    use ::api::imports::ImportedDraft;

    use super::*;

    #[test]
    fn what_is_published_is_found_in_the_list_of_its_kind() {
        let draft = || ImportedDraft { slug: String::new(), version: 1, is_bare: false };
        let cards = Import { id: 1, drafts: vec![draft()], ..Import::default() };
        let done = Import { id: 2, ..Import::default() };
        let kinds = BTreeMap::from([(2, Folder::Places)]);
        let past = [cards, done];
        assert_eq!(lists(&past, &kinds), [(Folder::Cards, true), (Folder::Places, false)]);
        assert_eq!(lists(&past[1..], &BTreeMap::new()), []);
    }

    #[test]
    fn nothing_is_said_to_be_done_that_is_still_a_draft() {
        let draft = |version| ImportedDraft { slug: String::new(), version, is_bare: false };
        let import =
            Import { total: 10, untouched: 0, drafts: vec![draft(2), draft(3)], in_review: 8, ..Import::default() };
        assert_eq!(about(&import), "1月1日导入 10 份，2 份还是草稿，其中 2 份改过，8 份等复审");
        assert_eq!(about(&Import { drafts: Vec::new(), in_review: 0, ..import }), "1月1日导入 10 份，都办完了");
    }
}
