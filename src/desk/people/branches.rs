//! Branches, for an admin.

use ::api::people::{Branch, NewBranch, RenameBranch, Renamed};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::history;
use crate::browser::watch::watch;
use crate::desk::documents::beijing;
use crate::desk::shell::api;
use crate::desk::shell::live::Live;
use crate::desk::shell::session::Session;
use crate::ui::at_most;
use crate::ui::focus;

/// The server takes no longer name, in characters.
const NAME: usize = 30;

/// A branch, and a field to correct its name in.
#[component]
fn Renamable(
    branch: Branch,
    branches: RwSignal<Vec<Branch>>,
    said: RwSignal<String>,
    reload: Callback<()>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let (is_open, is_busy, name) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(branch.name.clone()));
    let wrong = RwSignal::new(String::new());
    let (id, field, row) = (branch.id, format!("branch-{}", branch.id), format!("[data-branch=\"{}\"]", branch.id));
    let was = StoredValue::new(branch.name.clone());
    let place = StoredValue::new((format!("#{field}"), format!("{row} .button")));
    let open = move |_| {
        is_open.set(true);
        focus::soon(place.with_value(|(field, _)| field.clone()), "");
    };
    let close = move |_| {
        name.set(was.get_value());
        is_open.set(false);
        wrong.set(String::new());
        focus::soon(place.with_value(|(_, button)| button.clone()), "");
    };
    let save = move || {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let to = RenameBranch { name: name.get_untracked(), was: was.get_value() };
        spawn_local(async move {
            match api::rename_branch(id, &to).await {
                Ok(renamed) => {
                    said.set(format!("{}改成了{}。大家已经发的，署名也跟着改了。", to.was, renamed.name));
                    branches.update(|branches| {
                        for known in branches.iter_mut().filter(|known| known.id == id) {
                            *known = renamed.clone();
                        }
                    });
                    // The page may be gone by now.
                    if let Some((_, button)) = place.try_get_value() {
                        focus::soon(button, "");
                        reload.run(());
                    }
                }
                Err(why) => wrong.set(format!("没改成：{}", session.hear(&why))),
            }
            if is_busy.try_get_untracked().is_some() {
                is_busy.set(false);
            }
        });
    };
    let label = format!("改{}的名字", branch.name);
    view! {
        <li data-branch=id>
            <span hidden=move || is_open.get()>{branch.name.clone()}</span>
            <div class="row-do" hidden=move || is_open.get()><button type="button" class="button quiet" aria-label=label on:click=open>"改名"</button></div>
            <form class="desk-form rename" hidden=move || !is_open.get() on:submit=move |event| { event.prevent_default(); save(); }>
                <label for=field.clone()>{format!("{}改成", branch.name)}</label>
                <input id=field type="text" required autocomplete="off" prop:value=move || name.get() on:input=move |event| name.set(at_most(&event, NAME)) on:change=move |event| name.set(at_most(&event, NAME))/>
                <p class="wrong" role="alert">{move || wrong.get()}</p>
                <div class="row-do">
                    <button type="button" class="button quiet" on:click=close>"不改了"</button>
                    <button type="submit" class="button" disabled=move || is_busy.get()>"改好了"</button>
                </div>
            </form>
        </li>
    }
}

/// Who gave a branch another name, and when.
fn past(renamed: &Renamed) -> String {
    let by = renamed.by.as_deref().unwrap_or("一位已经离开的管理员");
    format!("{by} {}把{}改成了{}", beijing(renamed.at), renamed.from, renamed.to)
}

/// The list, and a field for a new one.
#[component]
pub(crate) fn BranchesSection(branches: RwSignal<Vec<Branch>>) -> impl IntoView {
    let (name, said) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (session, live) = (expect_context::<Session>(), expect_context::<Live>());
    let (is_empty, renamed) = (RwSignal::new(false), RwSignal::new(Vec::<Renamed>::new()));
    let load = move || {
        spawn_local(async move {
            match api::branches().await {
                Ok(answer) => {
                    is_empty.set(answer.branches.is_empty());
                    branches.set(answer.branches);
                    renamed.set(answer.renamed);
                }
                Err(why) => said.set(session.hear(&why)),
            }
        });
    };
    watch(move || {
        live.again.track();
        load();
    });
    // From the first steps.
    if history::fragment() == "branch" {
        focus::soon("#branch", "");
    }
    let add = move || {
        spawn_local(async move {
            match api::add_branch(&NewBranch { name: name.get_untracked() }).await {
                Ok(branch) => {
                    said.set(format!("有了{}。", branch.name));
                    name.set(String::new());
                    load();
                }
                Err(why) => said.set(session.hear(&why)),
            }
        });
    };
    view! {
        <section class="part">
            <h2>"支部"</h2>
            <p class="hint" hidden=move || !is_empty.get()>"还没有支部。起个名字，加上第一个。"</p>
            <ul class="rows">
                <For each=move || branches.get() key=|branch| (branch.id, branch.name.clone()) let:branch><Renamable branch branches said reload=Callback::new(move |()| load())/></For>
            </ul>
            {move || renamed.with(|all| all.iter().map(|one| view! { <p class="hint">{past(one)}</p> }).collect_view())}
            <form class="desk-form" on:submit=move |event| { event.prevent_default(); add(); }>
                <label for="branch">"新支部的名字"</label>
                <input id="branch" type="text" required prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event))/>
                <button type="submit" class="button quiet">"加上"</button>
            </form>
            <p class="said" role="status">{move || said.get()}</p>
        </section>
    }
}
