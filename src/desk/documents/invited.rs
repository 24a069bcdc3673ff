//! 请一位骑手来念: a link by which somebody without an account sends one recording of a document; and what came by such links, to
//! be heard, used, or let go.

use ::api::recording_invites::{OPEN_DAYS, OfferedRecording, RecordingInvite, RecordingInvites};
use content::day::Day;
use content::recording::{Recording, size};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api;
use super::words::beijing;
use super::writing::Writing;
use crate::browser::watch::watch;
use crate::browser::{history, share};
use crate::client::api::ApiError;
use crate::desk::in_sight;
use crate::desk::shell::api::take_recording_back;
use crate::desk::shell::live::Live;
use crate::desk::twice::Twice;
use crate::ui::copy;

/// In milliseconds.
const DAY: i64 = 86_400_000;

/// What is known of a document's links; cheap to copy.
#[derive(Clone, Copy)]
struct Invites {
    writing: Writing,
    known: RwSignal<RecordingInvites>,
    /// The link that was made last, and which it is.
    link: RwSignal<Option<(String, String)>>,
    said: RwSignal<String>,
    wrong: RwSignal<String>,
    /// Why it is not known what came.
    missed: RwSignal<String>,
    is_busy: RwSignal<bool>,
}

impl Invites {
    fn of(writing: Writing) -> Self {
        Self {
            writing,
            known: RwSignal::new(RecordingInvites::default()),
            link: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            wrong: RwSignal::new(String::new()),
            missed: RwSignal::new(String::new()),
            is_busy: RwSignal::new(false),
        }
    }

    /// As the server names it: without the file's ending.
    fn path(self) -> String {
        self.writing.slug.with_value(|slug| format!("{}/{slug}", self.writing.folder.as_str()))
    }

    /// Asks what there is. What is the same stays as it is: somebody may be listening.
    fn load(self) {
        let path = self.path();
        spawn_local(async move {
            let answer = api::recording_invites(&path).await;
            if self.is_gone() {
                return;
            }
            let known = match answer {
                Ok(known) => known,
                Err(ApiError::Offline) => {
                    return self.missed.set("没有网络，有没有人念好了还不知道。有网自己再看。".into());
                }
                Err(why) => return self.missed.set(self.writing.hear(&why)),
            };
            self.missed.set(String::new());
            if self.known.with_untracked(|before| *before == known) {
                return;
            }
            // Nobody is sent a link that was used.
            self.forget(|id| known.offered.iter().any(|one| one.id == id));
            self.known.set(known);
        });
    }

    /// Makes a link for what readers are shown, else for the draft, with what is written now.
    fn ask(self) {
        self.begin();
        let path = self.path();
        spawn_local(async move {
            self.writing.send().await;
            let made = api::invite_to_record(&path).await;
            let said = match &made {
                _ if self.is_gone() => return,
                Ok(made) => {
                    let url = history::origin() + &made.link;
                    self.link.set(Some((made.invite.id.clone(), url.clone())));
                    // On a phone it would stand below the bars, and whoever sees nothing makes another.
                    in_sight::soon(".recording-made .button", ".recording-made");
                    let how = if share::copy(&url).await {
                        "链接复制好了。"
                    } else {
                        "选中上面的链接复制。"
                    };
                    format!("{how}发给要念的人，{OPEN_DAYS} 天内传一次就用掉了。")
                }
                Err(_) => String::new(),
            };
            self.end(made.map(|_| said));
        });
    }

    /// Lets a link go, or what came by it.
    fn let_go(self, id: String, said: &'static str) {
        self.begin();
        spawn_local(async move {
            let gone = api::drop_recording_invite(&id).await;
            if !self.is_gone() {
                self.forget(|other| gone.is_ok() && other == id);
            }
            self.end(gone.map(|()| said.to_string()));
        });
    }

    /// Whoever has read it aloud does not want it heard any more. `name`: of the recording.
    fn take_back(self, name: String) {
        self.begin();
        spawn_local(async move {
            let gone = take_recording_back(&name).await;
            self.end(gone.map(|()| "收回了，哪里都不再有".to_string()));
        });
    }

    /// Takes the link off the screen where it is one that is over.
    fn forget(self, is_over: impl Fn(&str) -> bool) {
        if self.link.with_untracked(|link| link.as_ref().is_some_and(|(id, _)| is_over(id))) {
            self.link.set(None);
        }
    }

    fn begin(self) {
        self.is_busy.set(true);
        self.wrong.set(String::new());
    }

    /// The page, or the form on it, may be gone once an answer comes.
    fn is_gone(self) -> bool {
        self.known.is_disposed()
    }

    fn end(self, said: Result<String, ApiError>) {
        if self.is_gone() {
            return;
        }
        match said {
            Ok(said) => self.said.set(said),
            Err(why) => self.wrong.set(self.writing.hear(&why)),
        }
        self.is_busy.set(false);
        self.load();
    }
}

/// Below the fields, of which `key` names a recording: whoever may not write there, or not now, hears what came, asks, and lets go all
/// the same.
#[component]
pub(super) fn Invited(writing: Writing, key: &'static str) -> impl IntoView {
    let invites = Invites::of(writing);
    let Invites { known, link, said, wrong, missed, is_busy, .. } = invites;
    let value = Memo::new(move |_| {
        writing.form.with(|form| form.as_ref().map(|form| form.get(key).to_string()).unwrap_or_default())
    });
    let put = Callback::new(move |path: String| writing.edit(move |form| form.set(key, &path)));
    let live = expect_context::<Live>();
    watch(move || {
        live.heard.track();
        live.again.track();
        invites.load();
    });
    // What is used already is in the field above.
    let offered = move || {
        let used = value.get();
        known.with(|known| known.offered.iter().filter(|one| one.recording != used).cloned().collect::<Vec<_>>())
    };
    let open = move || known.with(|known| known.open.clone());
    let is_another = move || link.with(Option::is_some) || known.with(|known| !known.open.is_empty());
    let name = move || if is_another() { "再请一位骑手来念" } else { "请一位骑手来念" };
    view! {
        <section class="recording-field" aria-label="请人念的">
            <p class="wrong" role="status">{move || missed.get()}</p>
            <For each=offered key=|one| one.id.clone() let:one><Offered invites one put/></For>
            <p class="recording-ask"><button type="button" class="button quiet" disabled=move || is_busy.get() on:click=move |_| invites.ask()>{name}</button></p>
            <p class="hint">"对方念的是大家看到的那一版；还没发布的，是草稿。"</p>
            <div class="recording-made">
                {move || link.get().map(|(_, url)| view! {
                    <p class="recording-link">{url.clone()}</p>
                    <button type="button" class="button quiet" on:click=move |_| copy(&url)>"复制链接"</button>
                })}
                <p class="hint" role="status">{move || said.get()}</p>
            </div>
            <p class="wrong" role="alert">{move || wrong.get()}</p>
            <For each=open key=|one| one.id.clone() let:one><Open invites one/></For>
        </section>
    }
}

/// Something that came, to be heard.
#[component]
fn Offered(invites: Invites, one: OfferedRecording, put: Callback<String>) -> impl IntoView {
    let OfferedRecording { id, recording, ends_at } = one;
    let about = Recording::at(&recording).map(|one| format!("{} · {}", one.length(), size(one.kilobytes)));
    let until = format!("{}。不管它，{}自己没了", about.unwrap_or_default(), Day::at_unix_ms(ends_at).chinese());
    let path = recording.clone();
    let name = recording.rsplit('/').next().unwrap_or_default().to_string();
    let is_closed = move || invites.is_busy.get() || !invites.writing.may_write();
    let take = move |_| {
        put.run(path.clone());
        invites.said.set("用上了，发布以后大家才听得到。谁的声音，本人愿意才写".into());
    };
    let let_go = Callback::new(move |()| invites.let_go(id.clone(), "不用这一段了"));
    let take_back = Callback::new(move |()| invites.take_back(name.clone()));
    view! {
        <section class="recording-offered" aria-label="有人念好了">
            <p>"有人念好了，听听看"</p>
            <audio controls preload="none" src=recording></audio>
            <p class="hint">{until}</p>
            <div class="recording-do">
                <button type="button" class="button" disabled=is_closed on:click=take>"用上"</button>
                <Twice name="不用" what="这一段不用了？拿掉就找不回来，要的话得请人再念一次。" yes="不用了" is_busy=invites.is_busy run=let_go/>
                <Twice name="本人要收回" what="马上从所有地方删掉，找不回来，也不能再传同一段。" yes="收回" is_busy=invites.is_busy run=take_back/>
            </div>
        </section>
    }
}

/// A link by which nothing has come yet.
#[component]
fn Open(invites: Invites, one: RecordingInvite) -> impl IntoView {
    let RecordingInvite { id, ends_at } = one;
    let made = format!("{}的链接", beijing(ends_at - OPEN_DAYS * DAY));
    let shown = id.clone();
    let is_shown = move || invites.link.with(|link| link.as_ref().is_some_and(|(id, _)| *id == shown));
    let which = move || if is_shown() { "上面这个链接".to_string() } else { made.clone() };
    let until = format!("，还没人传，{}过期", Day::at_unix_ms(ends_at).chinese());
    let let_go = move |_| invites.let_go(id.clone(), "链接作废了");
    view! {
        <p class="recording-open"><small>{which}{until}</small><button type="button" class="button quiet" disabled=move || invites.is_busy.get() on:click=let_go>"作废"</button></p>
    }
}
