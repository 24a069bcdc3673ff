//! `/desk/invites/`: one-time invites, to be shown on this phone, sent, or printed and cut.

mod batches;
mod form;
mod listed;
mod sheet;
mod state;
mod unanswered;

use ::api::people::{Me, NewInvites, Role};
use leptos::prelude::*;

use crate::browser::history;
use crate::browser::watch::watch;
use crate::desk::shell::failed::Failed;
use crate::desk::shell::live::Live;
use crate::desk::shell::session::Session;
use crate::ui::{Skeleton, close_on_back};
use form::NewForm;
use listed::Listed;
use sheet::Sheet;
use state::Page;

/// Makes some, shows them once, and lists those that are out.
#[component]
pub(super) fn InvitesPage(me: Me) -> impl IntoView {
    let page = Page {
        made: RwSignal::new(Vec::new()),
        listed: RwSignal::new(None),
        failed: RwSignal::new(None),
        wrong: RwSignal::new(String::new()),
        said: RwSignal::new(String::new()),
        is_given_out: RwSignal::new(false),
        asked: RwSignal::new(None),
        leaving: RwSignal::new(None),
        unanswered: StoredValue::new(None),
        is_busy: RwSignal::new(false),
        session: expect_context::<Session>(),
    };
    let live = expect_context::<Live>();
    close_on_back(move || page.asked.get().is_some(), move || page.keep_made());
    close_on_back(
        move || page.leaving.get().is_some(),
        move || page.leaving.get_untracked().into_iter().for_each(|id| page.keep(id)),
    );
    watch(move || {
        live.again.track();
        page.load();
    });
    history::ask_before_leaving(move || {
        let is_lost = !page.is_given_out.get_untracked() && !page.unused().is_empty();
        is_lost.then_some("刚做的邀请还没打印、也没发出去。离开这一页，它们的码就再也看不到了。要离开吗？")
    });
    let is_admin = me.role == Role::Admin;
    view! {
        <p class="hint">"一张邀请进一个人，用过就没用了。扫码或点链接，起个昵称（也可以不起），就能说话。"</p>
        <NewForm page is_admin/>
        <p class="said" role="status">{move || page.said.get()}</p>
        {move || page.asked.get().map(|new| view! { <Replace page new/> })}
        {move || (!page.made.get().is_empty()).then(|| view! { <Sheet invites=page.made.get() is_given_out=page.is_given_out/> })}
        <section class="part invites">
            <h2>"发出去的"</h2>
            {move || match (page.failed.get(), page.listed.get()) {
                (_, Some(invites)) => view! { <Listed page invites is_admin/> }.into_any(),
                (Some(why), None) => view! { <Failed why again=Callback::new(move |()| page.load())/> }.into_any(),
                (None, None) => view! { <Skeleton/> }.into_any(),
            }}
        </section>
    }
}

/// The codes on screen can be had nowhere else.
#[component]
fn Replace(page: Page, new: NewInvites) -> impl IntoView {
    let many = page.unused().len();
    view! {
        <div class="twice replace" role="group" tabindex="-1" aria-label="先用上面的，还是做新的">
            <p>{format!("刚做的 {many} 张还没打印、也没发出去。做新的，它们的码就再也看不到了。")}</p>
            <button type="button" class="button" disabled=move || page.is_busy.get() on:click=move |_| page.make_now(new.clone())>"不要了，做新的"</button>
            <button type="button" class="button quiet" on:click=move |_| page.keep_made()>"先用这些"</button>
        </div>
    }
}
