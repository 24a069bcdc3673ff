//! `/desk/invites/`: one-time invites, to be shown on this phone, sent, or printed and cut.

mod form;
mod listed;
mod sheet;

use ::api::people::{Invite, Me, NewInvites, Role};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::failed::Failed;
use super::live::Live;
use super::session::Session;
use super::{api, focus};
use crate::browser::history;
use crate::ui::{Skeleton, close_on_back};
use crate::watch::watch;
use form::NewForm;
use listed::Listed;
use sheet::Sheet;

/// Where no answer came they may be made all the same, and their codes are nowhere.
const CUT: &str = "没等到回音，也许已经做出来了。下面多出来的看不到码：作废它们，再做一次。";

/// What is on the page; cheap to copy.
#[derive(Clone, Copy)]
struct Page {
    /// Those just made: their codes are nowhere else.
    made: RwSignal<Vec<Invite>>,
    /// `None` until the first answer.
    listed: RwSignal<Option<Vec<Invite>>>,
    failed: RwSignal<Option<String>>,
    wrong: RwSignal<String>,
    said: RwSignal<String>,
    /// Whether those just made were printed, sent or copied, or somebody has said that they were scanned.
    is_given_out: RwSignal<bool>,
    /// What is to be made once somebody has said that those on screen may go.
    asked: RwSignal<Option<NewInvites>>,
    /// Which is about to be revoked, after a second tap.
    leaving: RwSignal<Option<i64>>,
    is_busy: RwSignal<bool>,
    session: Session,
}

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
        is_busy: RwSignal::new(false),
        session: expect_context::<Session>(),
    };
    let live = expect_context::<Live>();
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
    let keep = move |_| {
        page.asked.set(None);
        focus::soon(".sheet h2", ".sheet-head");
    };
    view! {
        <div class="twice replace" role="group" tabindex="-1" aria-label="先用上面的，还是做新的">
            <p>{format!("刚做的 {many} 张还没打印、也没发出去。做新的，它们的码就再也看不到了。")}</p>
            <button type="button" class="button" disabled=move || page.is_busy.get() on:click=move |_| page.make_now(new.clone())>"不要了，做新的"</button>
            <button type="button" class="button quiet" on:click=keep>"先用这些"</button>
        </div>
    }
}

impl Page {
    fn load(self) {
        self.failed.set(None);
        spawn_local(async move {
            match api::invites().await {
                Ok(answer) => self.listed.set(Some(answer.invites)),
                Err(why) => self.failed.set(Some(self.session.hear(&why))),
            }
        });
    }

    /// Makes some; where that would take others off the screen that nobody has yet, somebody says so first.
    fn make(self, new: NewInvites) {
        if self.made.with_untracked(Vec::is_empty) || self.is_given_out.get_untracked() {
            return self.make_now(new);
        }
        spawn_local(async move {
            // Those that were scanned from the screen are used by now.
            if let Ok(answer) = api::invites().await {
                self.listed.set(Some(answer.invites));
            }
            if self.unused().is_empty() {
                self.make_now(new);
            } else {
                self.asked.set(Some(new));
                focus::soon(".replace", ".replace");
            }
        });
    }

    /// Of those on screen, the ones that nobody has used, as far as is known.
    fn unused(self) -> Vec<i64> {
        let is_used = |id: i64| {
            self.listed.with_untracked(|listed| {
                listed.iter().flatten().any(|invite| invite.id == id && invite.used_at.is_some())
            })
        };
        let made = self.made.get_untracked().into_iter().map(|invite| invite.id);
        made.filter(|id| !is_used(*id)).collect()
    }

    fn make_now(self, new: NewInvites) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.asked.set(None);
        self.is_busy.set(true);
        self.wrong.set(String::new());
        spawn_local(async move {
            match api::make_invites(&new).await {
                Ok(answer) => {
                    self.said.set(format!("做好了 {} 张。", answer.invites.len()));
                    self.is_given_out.set(false);
                    self.made.set(answer.invites);
                    focus::soon(".sheet h2", ".sheet-head");
                }
                Err(why) if why.status() == 0 => self.wrong.set(CUT.into()),
                Err(why) => self.wrong.set(self.session.hear(&why)),
            }
            self.load();
            self.is_busy.set(false);
        });
    }

    /// Whether to revoke one.
    fn ask(self, id: i64) {
        self.leaving.set(Some(id));
        focus::soon(".row-do .button:not(.quiet)", "");
    }

    /// Not after all.
    fn keep(self, id: i64) {
        self.leaving.set(None);
        focus::soon(format!("[data-invite=\"{id}\"] .button"), "");
    }

    fn revoke(self, id: i64) {
        self.leaving.set(None);
        spawn_local(async move {
            match api::revoke_invite(id).await {
                Ok(()) => {
                    self.said.set(format!("{id} 号作废了。"));
                    self.made.update(|made| made.retain(|invite| invite.id != id));
                    if self.made.with_untracked(Vec::is_empty) {
                        self.asked.set(None);
                    }
                }
                Err(why) => self.said.set(self.session.hear(&why)),
            }
            self.load();
            focus::soon(".invites h2", "");
        });
    }
}
