//! `/desk/cards/` …: all documents of a folder, each with where it stands.

use ::api::documents::{DocumentRow, Documents, Folder, Shown, Stage};
use ::api::paths;
use ::api::people::Me;
use content::fields::Fields;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api;
use super::local::Local;
use super::shelf::matching;
use super::unsent::Unsent;
use super::words::{new_one, standing};
use super::writing::begun;
use crate::browser::history;
use crate::browser::watch::watch;
use crate::desk::shell::failed::Failed;
use crate::desk::shell::live::Live;
use crate::desk::shell::session::Session;
use crate::ui::Skeleton;

/// So many are shown at once.
const SHOWN: usize = 60;

/// Which of them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Filter {
    ToReview,
    Returned,
    Mine,
    Choose,
    All,
    Aside,
}

impl Filter {
    fn takes(self, row: &DocumentRow) -> bool {
        match self {
            Self::ToReview => row.stage == Some(Stage::Review) && !row.is_mine,
            Self::Returned => row.came_back && row.is_mine,
            Self::Mine => row.stage.is_some() && row.is_mine,
            Self::Choose => row.file_changed,
            Self::All => !row.is_put_aside(),
            Self::Aside => row.is_put_aside(),
        }
    }
}

/// The list, a search, and the way to a new one.
#[component]
pub(super) fn DocumentsPage(folder: Folder, me: Me) -> impl IntoView {
    let (session, live) = (expect_context::<Session>(), expect_context::<Live>());
    let listed = RwSignal::new(None::<Documents>);
    let failed = RwSignal::new(None::<String>);
    let filter = RwSignal::new(Filter::All);
    let query = RwSignal::new(String::new());
    let most = RwSignal::new(SHOWN);
    let load = move || {
        spawn_local(async move {
            match api::documents(folder).await {
                Ok(answer) => {
                    // The first look is at what waits for oneself.
                    let has = |filter: &Filter| answer.documents.iter().any(|row| filter.takes(row));
                    if listed.try_with_untracked(Option::is_none) == Some(true)
                        && let Some(first) = [Filter::ToReview, Filter::Returned].iter().find(|filter| has(filter))
                    {
                        filter.set(*first);
                    }
                    failed.set(None);
                    listed.set(Some(answer));
                }
                Err(why) => failed.set(Some(session.hear(&why))),
            }
        });
    };
    watch(move || {
        live.again.track();
        live.documents.track();
        load();
    });
    let found = Memo::new(move |_| {
        listed.with(|listed| {
            let rows = listed.as_ref().map(|listed| listed.documents.as_slice()).unwrap_or_default();
            let filter = filter.get();
            query.with(|query| withdrawn_last(matching(rows, query).filter(|row| filter.takes(row)).cloned()))
        })
    });
    let person = me.id.clone();
    view! {
        <div class="documents">
            <Filters listed filter most/>
            <div class="find-row">
                <label class="visually-hidden" for="find">"找一找"</label>
                <input id="find" type="search" placeholder="打几个字找一找" prop:value=move || query.get() on:input=move |event| { query.set(event_target_value(&event)); most.set(SHOWN); }/>
                {(folder != Folder::Site).then(|| view! { <New folder me/> })}
            </div>
            {(folder == Folder::Places).then(|| view! { <p class="hint"><a href=::api::paths::DESK_HOLIDAYS>"节假日和调休"</a>"：开放时间照它算，每年通知出来加一份。"</p> })}
            <Unsent folder person/>
            {move || match (failed.get(), listed.with(Option::is_some)) {
                (Some(why), false) => view! { <Failed why again=Callback::new(move |()| load())/> }.into_any(),
                (None, false) => view! { <Skeleton/> }.into_any(),
                _ if found.with(Vec::is_empty) => view! { <p class="empty">{move || empty(filter.get(), &query.get())}</p> }.into_any(),
                _ => view! {
                    <ul class="rows listed">{move || found.get().into_iter().take(most.get()).map(|row| view! { <Row row/> }).collect_view()}</ul>
                    {move || (found.with(Vec::len) > most.get()).then(|| view! { <p class="older"><button type="button" class="button quiet" on:click=move |_| most.update(|most| *most += SHOWN)>"再看一些"</button></p> })}
                }
                .into_any(),
            }}
        </div>
    }
}

/// In their order, behind them those that were taken down and that nobody is at.
fn withdrawn_last(rows: impl Iterator<Item = DocumentRow>) -> Vec<DocumentRow> {
    let is_over =
        |row: &DocumentRow| row.shown == Shown::Withdrawn && row.stage.is_none() && row.publish_from.is_none();
    let (withdrawn, mut others): (Vec<_>, Vec<_>) = rows.partition(is_over);
    others.extend(withdrawn);
    others
}

/// Which of them are shown; those that are none are offered only where somebody needs them.
#[component]
fn Filters(listed: RwSignal<Option<Documents>>, filter: RwSignal<Filter>, most: RwSignal<usize>) -> impl IntoView {
    let count = move |filter: Filter| {
        listed.with(|listed| {
            listed.as_ref().map_or(0, |listed| listed.documents.iter().filter(|row| filter.takes(row)).count())
        })
    };
    let chip = move |which: Filter, name: &'static str| {
        let counted = move || Some(count(which)).filter(|count| *count > 0 && which != Filter::All);
        view! {
            <button type="button" aria-pressed=move || (filter.get() == which).to_string() on:click=move |_| { filter.set(which); most.set(SHOWN); }>
                {name}{move || counted().map(|count| view! { " "<b>{count}</b> })}
            </button>
        }
    };
    let has_returned = move || count(Filter::Returned) > 0 || filter.get() == Filter::Returned;
    let has_choose = move || count(Filter::Choose) > 0;
    // It stays where somebody has just taken the last one out.
    let has_aside = move || count(Filter::Aside) > 0 || filter.get() == Filter::Aside;
    view! {
        <div class="filters" role="group" aria-label="看哪些">
            {chip(Filter::ToReview, "等我复审")}
            {move || has_returned().then(|| chip(Filter::Returned, "退回来的"))}
            {chip(Filter::Mine, "我的草稿")}
            {move || has_choose().then(|| chip(Filter::Choose, "请选择"))}
            {chip(Filter::All, "全部")}
            {move || has_aside().then(|| chip(Filter::Aside, "丢掉的"))}
        </div>
    }
}

fn empty(filter: Filter, query: &str) -> &'static str {
    match filter {
        _ if !query.trim().is_empty() => "没有找到。换几个字试试。",
        Filter::ToReview => "没有等你复审的。",
        Filter::Returned => "没有退回来的。",
        Filter::Mine => "你没有没写完的草稿。",
        Filter::Aside => "没有丢掉的。",
        Filter::Choose | Filter::All => "这里还没有。",
    }
}

#[component]
fn Row(row: DocumentRow) -> impl IntoView {
    let states = standing(&row);
    let title = if row.title.is_empty() { "还没写".to_string() } else { row.title };
    let about = match row.folder {
        // A card goes by its number; everything else by its title alone.
        Folder::Cards => [row.slug.as_str(), row.theme.as_str()].join(" · ").trim_end_matches(" · ").to_string(),
        _ if !row.about.is_empty() => row.about.clone(),
        _ => row.theme.clone(),
    };
    let state =
        |(look, words): (&'static str, String)| view! { <span class="standing" data-standing=look>{words}</span>" " };
    view! {
        <li><a href=paths::desk_document(row.folder.as_str(), &row.slug)>
            <span class="listed-title">{title}</span>
            <small>{about}</small>
            <span class="standings">{states.into_iter().map(state).collect_view()}</span>
        </a></li>
    }
}

/// A new one: a card has a number for a name, everything else is named after its title.
#[component]
fn New(folder: Folder, me: Me) -> impl IntoView {
    let session = expect_context::<Session>();
    let (is_open, is_busy) = (RwSignal::new(false), RwSignal::new(false));
    let (title, said) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let person = StoredValue::new(me.id);
    let begin = move || {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            let title = title.get_untracked();
            let answer = api::free_slug(folder, &title).await;
            // Whoever has left begins nothing.
            if is_busy.is_disposed() {
                return;
            }
            match answer {
                Ok(slug) => {
                    if !title.trim().is_empty() {
                        begin_here(&person.get_value(), folder, &slug, title.trim());
                    }
                    history::open(&paths::desk_document(folder.as_str(), &slug));
                }
                Err(why) => said.set(session.hear(&why)),
            }
            is_busy.set(false);
        });
    };
    let name = new_one(folder);
    let is_card = folder == Folder::Cards;
    view! {
        {move || (!is_open.get()).then(|| view! {
            <button type="button" class="button" disabled=move || is_busy.get() on:click=move |_| if is_card { begin() } else { is_open.set(true) }>{name.clone()}</button>
        })}
        {move || is_open.get().then(|| view! {
            <form class="desk-form new-title" on:submit=move |event| { event.prevent_default(); begin(); }>
                <label for="new-title">{Fields::of(folder).head[0].label}</label>
                <input id="new-title" type="text" required autocomplete="off" on:input=move |event| title.set(event_target_value(&event))/>
                <button type="submit" class="button" disabled=move || is_busy.get()>"开始写"</button>
            </form>
        })}
        <p class="wrong" role="alert">{move || said.get()}</p>
    }
}

/// What has a title already goes on from there, on this device until something more is written.
fn begin_here(person: &str, folder: Folder, slug: &str, title: &str) {
    let path = folder.path(slug);
    if Local::find(person, &path).is_some() {
        return;
    }
    let base = begun(folder).to_text();
    let mut form = begun(folder);
    form.set(Fields::of(folder).head[0].key, title);
    Local { text: form.to_text(), base, version: 0, sent: String::new() }.keep(person, &path);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_down_stands_last_unless_somebody_is_at_it() {
        let row = |slug: &str, shown, stage| DocumentRow {
            folder: Folder::Places,
            slug: slug.into(),
            title: String::new(),
            theme: String::new(),
            about: String::new(),
            doubted: Vec::new(),
            shown_since: None,
            shown,
            stage,
            is_mine: false,
            by: None,
            changed_at: None,
            publish_from: None,
            came_back: false,
            file_changed: false,
        };
        let rows = [
            row("a", Shown::Withdrawn, None),
            row("b", Shown::Revision, None),
            row("c", Shown::Withdrawn, Some(Stage::Draft)),
            row("d", Shown::Withdrawn, None),
            row("e", Shown::Nothing, Some(Stage::Draft)),
        ];
        let slugs: Vec<String> = withdrawn_last(rows.into_iter()).into_iter().map(|row| row.slug).collect();
        assert_eq!(slugs, ["b", "c", "e", "a", "d"]);
    }
}
