//! `/desk/people/`: who belongs to the branch, by nickname.

use ::api::people::{Me, Person, Role};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api;
use super::branches::BranchesSection;

/// The list. To remove somebody takes a second tap.
#[component]
pub(super) fn PeoplePage(me: Me) -> impl IntoView {
    let (people, said) = (RwSignal::new(None::<Vec<Person>>), RwSignal::new(String::new()));
    let leaving = RwSignal::new(String::new());
    let load = move || {
        spawn_local(async move {
            match api::people().await {
                Ok(answer) => people.set(Some(answer.people)),
                Err(why) => said.set(why.sentence()),
            }
        });
    };
    load();
    let remove = move |id: String| {
        spawn_local(async move {
            match api::remove_person(&id).await {
                Ok(()) => said.set("移出了，他写过的也一起删了。".into()),
                Err(why) => said.set(why.sentence()),
            }
            load();
        });
    };
    let own = me.id.clone();
    let row = move |person: Person| {
        let id = StoredValue::new(person.id.clone());
        let name = person.nickname.unwrap_or_else(|| "没起昵称".to_string());
        let role = match person.role {
            Role::Member => "",
            Role::Secretary => "书记",
            Role::Admin => "管理员",
        };
        let branch = person.branch.map(|branch| branch.name).unwrap_or_default();
        let is_own = person.id == own;
        let button = move || {
            match (is_own, leaving.get() == id.get_value()) {
            (true, _) => view! { <span class="hint">"就是你"</span> }.into_any(),
            (_, true) => view! { <button type="button" class="button" on:click=move |_| remove(id.get_value())>"移出，连他写的一起删"</button> }.into_any(),
            _ => view! { <button type="button" class="button quiet" on:click=move |_| leaving.set(id.get_value())>"移出"</button> }.into_any(),
        }
        };
        view! { <li class="person"><p><b>{name}</b>" "<small>{role}" "{branch}</small></p>{button}</li> }
    };
    view! {
        <h1 class="desk-title">"成员"</h1>
        <p class="hint">"这里只有昵称：不记电话、真名，也不记谁什么时候来过。"</p>
        <p role="status">{move || said.get()}</p>
        {move || match people.get() {
            None => view! { <p class="empty">"正在打开……"</p> }.into_any(),
            Some(people) if people.is_empty() => view! { <p class="empty">"还没有人。到“邀请”里发几张。"</p> }.into_any(),
            Some(people) => view! { <ul class="people">{people.into_iter().map(row.clone()).collect_view()}</ul> }.into_any(),
        }}
        {(me.role == Role::Admin).then(|| view! { <BranchesSection/> })}
    }
}
