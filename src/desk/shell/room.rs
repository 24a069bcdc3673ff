//! A room: a page of one list that the server gives whole, and gives again, as it is then, to whatever is done with it.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::client::api::ApiError;
use crate::desk::shell::failed::Failed;
use crate::desk::shell::session::Session;
use crate::ui::Skeleton;

/// The server's answer, on its way.
pub(crate) type Asked<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

/// What is on the page, and what was done; cheap to copy. `T` is the server's answer.
pub(crate) struct Room<T: Send + Sync + 'static> {
    /// `None` until the first answer.
    pub(crate) all: RwSignal<Option<T>>,
    /// What was done last.
    pub(crate) said: RwSignal<String>,
    /// Why something was not.
    pub(crate) wrong: RwSignal<String>,
    pub(crate) is_busy: RwSignal<bool>,
    /// Why the list did not come.
    failed: RwSignal<Option<String>>,
    session: Session,
    ask: fn() -> Asked<T>,
}

impl<T: Send + Sync + 'static> Clone for Room<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Room<T> {}

impl<T: PartialEq + Send + Sync + 'static> Room<T> {
    /// `ask` is how the list is asked for.
    pub(crate) fn new(session: Session, ask: fn() -> Asked<T>) -> Self {
        Self {
            all: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            wrong: RwSignal::new(String::new()),
            is_busy: RwSignal::new(false),
            failed: RwSignal::new(None),
            session,
            ask,
        }
    }

    /// Asks for the list.
    pub(crate) fn load(self) {
        spawn_local(async move {
            match (self.ask)().await {
                Ok(all) => {
                    self.failed.set(None);
                    self.show(all);
                }
                Err(why) => self.failed.set(Some(self.session.hear(&why))),
            }
        });
    }

    /// Does something, one thing at a time; `done` is what to say of the list as it is then.
    pub(crate) fn run(
        self,
        asked: impl Future<Output = Result<T, ApiError>> + 'static,
        done: impl FnOnce(&T) -> String + 'static,
    ) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.wrong.set(String::new());
        self.said.set(String::new());
        spawn_local(async move {
            match asked.await {
                Ok(all) => {
                    self.said.set(done(&all));
                    self.show(all);
                }
                Err(why) => {
                    self.wrong.set(self.session.hear(&why));
                    // What it was about may be another by now.
                    self.load();
                }
            }
            self.is_busy.set(false);
        });
    }

    /// The same answer again leaves the page as it is.
    fn show(self, all: T) {
        // The page may be gone by now.
        if self.all.try_with_untracked(|now| now.as_ref() != Some(&all)) == Some(true) {
            self.all.set(Some(all));
        }
    }
}

/// What the room is for, what was done, and its list.
#[component]
pub(crate) fn RoomView<T: PartialEq + Send + Sync + 'static>(
    room: Room<T>,
    hint: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    // A list that is there stays, with what is being written in it, whatever becomes of another try.
    let missing = Memo::new(move |_| room.all.with(Option::is_none).then(|| room.failed.get()));
    view! {
        <p class="hint">{hint}</p>
        <p class="said" role="status">{move || room.said.get()}</p>
        <p class="wrong" role="alert">{move || room.wrong.get()}</p>
        {move || match missing.get() {
            Some(Some(why)) => view! { <Failed why again=Callback::new(move |()| room.load())/> }.into_any(),
            Some(None) => view! { <Skeleton/> }.into_any(),
            None => children().into_any(),
        }}
    }
}
