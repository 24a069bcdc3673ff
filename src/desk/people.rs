//! `/desk/people/`: who belongs to the branch, by nickname.

pub mod branches;
mod mover;
pub mod passphrase;
mod reset;
mod state;

use ::api::people::{Me, Person, Role};
use content::day::Day;
use leptos::prelude::*;

use crate::browser::clock;
use crate::browser::watch::watch;
use crate::desk::people::branches::BranchesSection;
use crate::desk::shell::failed::Failed;
use crate::desk::shell::live::Live;
use crate::desk::shell::session::Session;
use crate::ui::Skeleton;
use mover::Mover;
use reset::Reset;
use state::Page;

/// The list. To remove somebody takes a second tap.
#[component]
pub(super) fn PeoplePage(me: Me) -> impl IntoView {
    let page = Page {
        people: RwSignal::new(None),
        failed: RwSignal::new(None),
        said: RwSignal::new(String::new()),
        leaving: RwSignal::new(String::new()),
        branches: RwSignal::new(Vec::new()),
        session: expect_context::<Session>(),
    };
    let live = expect_context::<Live>();
    watch(move || {
        live.again.track();
        page.load();
    });
    let is_admin = me.role == Role::Admin;
    // A list that is there stays, with the focus in it, whatever becomes of another try.
    let shown = Memo::new(move |_| match page.people.with(|people| people.as_ref().map(Vec::is_empty)) {
        None => (page.failed.get(), None),
        is_empty => (None, is_empty),
    });
    view! {
        <p class="hint">"这里只有昵称：不记电话、真名，也不记谁什么时候来过。"</p>
        <p class="said" role="status">{move || page.said.get()}</p>
        {move || match shown.get() {
            (Some(why), None) => view! { <Failed why again=Callback::new(move |()| page.load())/> }.into_any(),
            (None, None) => view! { <Skeleton/> }.into_any(),
            (_, Some(true)) => view! {
                <section class="notice"><h2>"还没有人"</h2><p>"到“邀请”里发几张。"</p><a class="button" href=::api::paths::DESK_INVITES>"去邀请"</a></section>
            }
            .into_any(),
            (_, Some(false)) => view! { <List page own=me.id.clone() is_admin/> }.into_any(),
        }}
        {is_admin.then(|| view! { <BranchesSection branches=page.branches/> })}
    }
}

/// So many are shown at once; a name finds the others.
const MOST: usize = 40;

/// Those whose name or branch has these words: first whoever looks after something, then riders.
fn wanted(mut people: Vec<Person>, words: &str) -> Vec<Person> {
    let words = words.trim();
    let has = |text: Option<&String>| text.is_some_and(|text| text.contains(words));
    people
        .retain(|one| words.is_empty() || has(one.nickname.as_ref()) || has(one.branch.as_ref().map(|one| &one.name)));
    people.sort_by_key(|person| person.role == Role::Member);
    people
}

#[component]
fn List(page: Page, own: String, is_admin: bool) -> impl IntoView {
    let words = RwSignal::new(String::new());
    let found = Memo::new(move |_| wanted(page.people.get().unwrap_or_default(), &words.get()));
    let people = move || found.with(|found| found[..found.len().min(MOST)].to_vec());
    let key = |person: &Person| (person.id.clone(), person.branch.as_ref().map(|branch| branch.id));
    let are_many =
        Memo::new(move |_| page.people.with(|people| people.as_ref().is_some_and(|all| all.len() > MOST / 4)));
    let told = move || match found.with(Vec::len) {
        0 => "没有这样的人。".to_string(),
        count if count > MOST => format!("共 {count} 位，先列出 {MOST} 位。写几个字，找得准。"),
        _ => String::new(),
    };
    view! {
        <form class="desk-form" role="search" hidden=move || !are_many.get() on:submit=|event| event.prevent_default()>
            <label for="person">{if is_admin { "找人：昵称，或者支部" } else { "找人：昵称" }}</label>
            <input id="person" type="search" autocomplete="off" on:input=move |event| words.set(event_target_value(&event))/>
        </form>
        <p class="hint" role="status">{told}</p>
        <ul class="rows">
            <For each=people key=key let:person>
                <Row page is_own={person.id == own} person is_admin/>
            </For>
        </ul>
    }
}

/// What is deleted with somebody.
fn gone_with(role: Role, posts: i64) -> String {
    let written = if posts > 0 { format!("写过的 {posts} 条心里话、") } else { String::new() };
    let stays = if role == Role::Member { "" } else { "替支部写的回应、草稿和发布了的留下。" };
    format!("{written}点过的同感、报的名一起删，找不回来。{stays}")
}

/// Since when somebody is there: of another year with the year.
fn came(day: Day, today: Day) -> String {
    let (whole, now) = (day.to_string(), today.to_string());
    let year = &whole[..4];
    if now.starts_with(year) { format!("{}来的", day.chinese()) } else { format!("{year}年{}来的", day.chinese()) }
}

#[component]
fn Row(page: Page, person: Person, is_own: bool, is_admin: bool) -> impl IntoView {
    let id = StoredValue::new(person.id);
    let name = person.nickname.unwrap_or_else(|| "没起昵称".to_string());
    // Two may have the same nickname, or none.
    let came = came(Day::at_unix_ms(person.joined_on), clock::today());
    let (named, second) = (format!("移出{name}，{came}"), format!("移出，连写过的一起删：{name}，{came}"));
    let what = format!("移出{name}（{came}）？{}", gone_with(person.role, person.posts));
    let role = match person.role {
        Role::Member => "",
        Role::Secretary => "书记",
        Role::Admin => "管理员",
    };
    // Of their own branch alone, a secretary knows it.
    let branch = person.branch.clone().filter(|_| is_admin);
    let home = person.branch.map(|branch| branch.id).filter(|_| is_admin);
    let is_leaving = Memo::new(move |_| page.leaving.with(|leaving| *leaving == id.get_value()));
    let mover = home.map(|home| view! { <Mover page id name=name.clone() home/> });
    let branch = branch.filter(|_| mover.is_none());
    let has_passphrase = is_admin && !is_own && person.role != Role::Member;
    let reset = has_passphrase.then(|| view! { <Reset id name=name.clone()/> });
    view! {
        <li data-person=id.get_value()>
            <p><b>{name}</b>" "<small>{came}</small>" "<small>{role}{branch.map(|branch| branch.name)}</small></p>
            {move || is_leaving.get().then(|| view! { <p class="leaving">{what.clone()}</p> })}
            <div class="row-do">
                {mover}
                {reset}
                {move || match (is_own, is_leaving.get()) {
                    (true, _) => view! { <span class="hint">"就是你"</span> }.into_any(),
                    (_, true) => view! {
                        <button type="button" class="button quiet" on:click=move |_| page.keep(&id.get_value())>"先不移"</button>
                        <button type="button" class="button" aria-label=second.clone() on:click=move |_| page.remove(id.get_value())>"移出，连写过的一起删"</button>
                    }
                    .into_any(),
                    _ => view! { <button type="button" class="button quiet" aria-label=named.clone() on:click=move |_| page.ask(&id.get_value())>"移出"</button> }.into_any(),
                }}
            </div>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_came_in_another_year_is_told_from_those_of_this_one() {
        let came = |day: &str| came(Day::parse(day).unwrap(), Day::parse("2026-11-30").unwrap());
        assert_eq!((came("2026-11-02"), came("2025-11-02")), ("11月2日来的".into(), "2025年11月2日来的".into()));
    }
}
