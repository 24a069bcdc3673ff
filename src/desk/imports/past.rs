//! Imports of the last days: each can be handed on, or goes as it came, all at once.

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
    let row = move |import: Import| view! { <Row page import/> };
    let link = |(folder, has_drafts): (Folder, bool)| {
        let what = if has_drafts { "看草稿" } else { "看" };
        view! { <a href=::api::paths::desk_list(folder.as_str())>{format!("到{}里{what}", folder.chinese())}</a>" " }
    };
    view! {
        <div role="alert">
            {move || named("这几份还要改", page.faulty.get())}
            {move || named("这几个没有撤", page.kept.get())}
        </div>
        {move || {
            let past = page.past.get();
            (!past.is_empty()).then(|| view! {
                <section class="part">
                    <h2>"最近的导入"</h2>
                    <ul>{past.into_iter().map(row).collect_view()}</ul>
                    <p class="hint">{move || page.past.with(|past| lists(past)).into_iter().map(link).collect_view()}</p>
                </section>
            })
        }}
    }
}

/// Documents with which something is still to be done, each by its name.
fn named(heading: &'static str, documents: Vec<Faulty>) -> Option<impl IntoView> {
    let line = |Faulty { folder, slug, quote, why }: Faulty| {
        let words = if quote.is_empty() { slug.clone() } else { quote };
        view! { <li class="import-faulty"><a href=::api::paths::desk_document(folder.as_str(), &slug)>{words}</a>" "<small>{why}</small></li> }
    };
    (!documents.is_empty()).then(|| {
        view! {
            <section class="part">
                <h2>{heading}</h2>
                <ul>{documents.into_iter().map(line).collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn Row(page: Page, import: Import) -> impl IntoView {
    let about = about(&import);
    let Import { id, folder, untouched, drafts, withdrawable, .. } = import;
    let undo = Callback::new(move |()| {
        spawn_local(async move {
            match api::undo_import(id).await {
                Ok(undone) if undone.kept == 0 => {
                    let said = format!("撤销了，{} 份草稿都收回了", undone.removed);
                    page.said.set(match page.put_back(id) {
                        0 => format!("{said}。"),
                        count => format!("{said}，{count} 行放回了表里，接着改就行。"),
                    });
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
            {(count > 0 || withdrawable > 0).then(|| view! {
                <span class="row-do">
                    {(count > 0).then_some(submit)}
                    {(untouched > 0).then(|| view! { <Twice name="撤销这次导入" what yes=format!("收回 {untouched} 份") is_busy=page.is_busy run=undo/> })}
                    {(withdrawable > 0).then(|| view! { <Withdraw page id count=withdrawable/> })}
                </span>
            })}
        </li>
    }
}

/// What went out of an import is taken down again, all at once.
#[component]
fn Withdraw(page: Page, id: i64, count: i64) -> impl IntoView {
    let what = format!("这次导入发布的 {count} 个一起撤下，读者马上看不到。发布以后改过的不动。真的都撤回来？");
    let run = Callback::new(move |()| page.withdraw(id));
    view! { <Twice name="都撤回来" what yes=format!("撤下 {count} 个") is_busy=page.is_busy run/> }
}

/// The lists in which the imports are found, and whether as drafts.
fn lists(past: &[Import]) -> Vec<(Folder, bool)> {
    let of = |folder| past.iter().filter(move |import| import.folder == folder);
    let has_drafts = |folder| of(folder).any(Import::has_drafts);
    let was = |folder| of(folder).any(|import| import.has_drafts() || import.published > 0);
    let all = [Folder::Cards, Folder::Places].into_iter();
    all.filter(|folder| was(*folder)).map(|folder| (folder, has_drafts(folder))).collect()
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
        let done = Import { id: 2, folder: Folder::Places, published: 3, ..Import::default() };
        let thrown_away = Import { id: 3, ..Import::default() };
        let past = [cards, done, thrown_away];
        assert_eq!(lists(&past), [(Folder::Cards, true), (Folder::Places, false)]);
        assert_eq!(lists(&past[2..]), []);
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
