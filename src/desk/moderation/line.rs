//! What is on the desk and what is done with it, without a word of how it looks.

use ::api::posts::{Decision, DeskPost, PostState};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::deed::Deed;
use super::list::List;
use super::wrong::Wrong;
use crate::browser::{clock, scroll};
use crate::desk::shell::api;
use crate::desk::shell::live::Live;
use crate::desk::shell::session::Session;
use crate::desk::swapped::{NOT_DONE, Swapped};
use crate::ui::focus;

/// Not a number of posts, nor a stamp.
pub(super) const UNKNOWN: (i64, i64) = (-1, -1);

/// The posts of one list, the one on screen first; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub(super) list: RwSignal<List>,
    /// `None` until the first answer.
    pub(super) posts: RwSignal<Option<Vec<DeskPost>>>,
    pub(super) next: RwSignal<Option<String>>,
    /// Why there are none, where they could not be had.
    pub(super) failed: RwSignal<Option<String>>,
    /// What is to be done with which post once a reason is chosen.
    pub(super) asking: RwSignal<Option<(DeskPost, Decision)>>,
    /// The line beside the reason.
    pub(super) note: RwSignal<String>,
    /// The last decision, as long as it can be taken back.
    pub(super) last: RwSignal<Option<Deed>>,
    /// What went wrong.
    pub(super) said: RwSignal<Option<Wrong>>,
    /// What was done, for whoever does not see it.
    pub(super) news: RwSignal<String>,
    /// What was said last is why something else is on screen: it is to be seen, too.
    pub(super) is_swapped: RwSignal<bool>,
    /// When that was.
    swapped: Swapped,
    pub(super) is_busy: RwSignal<bool>,
    /// Answers to older questions come too late.
    pub(super) asked: StoredValue<u32>,
    /// How many waited when the line was fetched, and their stamp; unknown since something was decided.
    pub(super) told: StoredValue<(i64, i64)>,
    pub(super) session: Session,
    pub(super) live: Live,
}

impl Line {
    /// Those that wait.
    pub(super) fn new(session: Session, live: Live) -> Self {
        Self {
            list: RwSignal::new(List::Waiting),
            posts: RwSignal::new(None),
            next: RwSignal::new(None),
            failed: RwSignal::new(None),
            asking: RwSignal::new(None),
            note: RwSignal::new(String::new()),
            last: RwSignal::new(None),
            said: RwSignal::new(None),
            news: RwSignal::new(String::new()),
            is_swapped: RwSignal::new(false),
            swapped: Swapped::never(),
            is_busy: RwSignal::new(false),
            asked: StoredValue::new(0),
            told: StoredValue::new(UNKNOWN),
            session,
            live,
        }
    }

    pub(super) fn show(self, list: List) {
        self.list.set(list);
        self.is_swapped.set(false);
        self.posts.set(None);
        self.close();
        self.said.set(None);
        self.load();
    }

    pub(super) fn load(self) {
        self.fetch(None);
    }

    pub(super) fn more(self) {
        self.fetch(self.next.get_untracked());
    }

    /// What is on screen may be old. Lists of what was decided stay as they are: somebody may be answering in one.
    pub(super) fn refresh(self) {
        let is_waiting = self.list.get_untracked() == List::Waiting;
        if (is_waiting || self.posts.with_untracked(Option::is_none)) && !self.is_busy.get_untracked() {
            self.load();
        }
    }

    /// The server says how many wait; where those are not what is here, others came, one was reported, or somebody else has
    /// decided.
    pub(super) fn count(self, line: (i64, i64)) {
        let here = self.posts.with_untracked(|posts| posts.as_ref().map(Vec::len));
        let is_all = self.next.with_untracked(Option::is_none);
        let told = self.told.get_value();
        let is_told = !is_all || told == line;
        // What was decided here was not fetched anew: the number alone says that nothing else has happened.
        let is_left = told == UNKNOWN && here == usize::try_from(line.0).ok();
        if is_left && !self.is_busy.get_untracked() {
            self.told.set_value(line);
        }
        let is_known = here.is_none() || is_told || is_left;
        if !is_known && self.list.get_untracked() == List::Waiting && !self.is_busy.get_untracked() {
            self.load();
        }
    }

    fn fetch(self, after: Option<String>) {
        let (state, nominations) = self.list.get_untracked().asked();
        let turn = self.turn();
        self.failed.set(None);
        spawn_local(async move {
            let answer = api::queue(state, nominations, after.as_deref()).await;
            if self.asked.try_get_value() != Some(turn) {
                return;
            }
            match answer {
                Ok(answer) => {
                    self.told.set_value((answer.pending, answer.stamp));
                    self.live.pending.set(answer.pending);
                    self.next.set(answer.next);
                    match after {
                        Some(_) => self.posts.update(|posts| posts.get_or_insert_default().extend(answer.posts)),
                        None => self.arrive(answer.posts),
                    }
                }
                Err(why) => {
                    let sentence = self.session.hear(&why);
                    match self.posts.with_untracked(Option::is_none) {
                        true => self.failed.set(Some(sentence)),
                        false => self.said.set(Wrong::new(None, sentence)),
                    }
                }
            }
        });
    }

    pub(super) fn turn(self) -> u32 {
        self.asked.update_value(|turn| *turn += 1);
        self.asked.get_value()
    }

    /// Those known stay in their order, the one on screen first; new ones come behind them.
    fn arrive(self, mut fresh: Vec<DeskPost>) {
        let known = self.posts.get_untracked().unwrap_or_default();
        let place = |post: &DeskPost| known.iter().position(|known| known.id == post.id).unwrap_or(usize::MAX);
        let is_waiting = self.list.get_untracked() == List::Waiting;
        if is_waiting {
            fresh.sort_by_key(place);
        }
        // Its writer has changed it since, and it is here again: there is nothing left to take back.
        let has_changed = |Deed { post: last, .. }: &Deed| {
            fresh.iter().any(|post| post.id == last.id && post.version != last.version)
        };
        if self.last.with_untracked(|last| last.as_ref().is_some_and(has_changed)) {
            self.last.set(None);
        }
        let shown = known.first();
        let same = shown.and_then(|shown| fresh.iter().find(|post| post.id == shown.id));
        let is_gone = shown.is_some() && same.is_none();
        let is_reworded =
            shown.zip(same).is_some_and(|(shown, now)| (&shown.body, &shown.card) != (&now.body, &now.card));
        self.posts.set(Some(fresh));
        if is_waiting && (is_gone || is_reworded) {
            self.swapped.now();
            self.is_swapped.set(true);
            self.close();
            self.news.set(match is_gone {
                true => "刚才那一条不在了：别人看过了，或者本人收回了。".into(),
                false => "这一条的字，本人刚改过。".into(),
            });
            self.step();
        }
    }

    /// Whether what is tapped or pressed now may be meant for what stood here a moment ago. Then it is not done, and that is
    /// said.
    pub(super) fn is_too_soon(self) -> bool {
        let is_it = self.swapped.is_fresh();
        if is_it {
            self.said.set(Wrong::new(None, NOT_DONE.into()));
        }
        is_it
    }

    /// The post on screen.
    pub(super) fn first(self) -> Option<DeskPost> {
        self.posts.with_untracked(|posts| posts.as_ref()?.first().cloned())
    }

    /// Puts the post on screen behind the others.
    pub(super) fn skip(self) {
        self.turn_to(|posts| posts.rotate_left(1));
    }

    /// Brings the post at a place of the line on screen.
    pub(super) fn pick(self, at: usize) {
        self.turn_to(move |posts| {
            if at < posts.len() {
                posts[..=at].rotate_right(1);
            }
        });
    }

    fn turn_to(self, order: impl FnOnce(&mut Vec<DeskPost>)) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.said.set(None);
        self.is_swapped.set(false);
        self.close();
        let is_alone = self.posts.with_untracked(|posts| posts.as_ref().is_none_or(|posts| posts.len() < 2));
        if is_alone {
            self.news.set("只有这一条了。".into());
            return;
        }
        self.posts.update(|posts| {
            if let Some(posts) = posts {
                order(posts);
            }
        });
        self.news.set("换了一条。".into());
        self.step();
    }

    /// Another answer is below a post, or one less. Its row is made anew, and what was tapped is not there any more.
    pub(super) fn answered(self, post: DeskPost, news: &str) {
        self.news.set(news.into());
        // A post that is not out has nothing left to tap.
        let place = if post.state == PostState::Approved { ".do button" } else { ".post" };
        focus::soon_if_lost(format!("[data-post=\"{}\"] {place}", post.id));
        self.posts.update(|posts| {
            for known in posts.iter_mut().flatten().filter(|known| known.id == post.id) {
                *known = post.clone();
            }
        });
    }

    /// Whoever uses a keyboard or hears the page is at the post that is on screen now.
    pub(super) fn step(self) {
        if self.list.get_untracked() == List::Waiting {
            clock::soon(|| scroll::scroll_to(0.0));
            focus::soon(".now .post, .now .notice h2", "");
        } else {
            focus::soon(".filters [aria-pressed=true]", "");
        }
    }
}
