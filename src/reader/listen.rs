//! 听: plays the recording of what is on screen, where there is one; else it reads aloud, where the phone has a Chinese voice; else
//! it says that it cannot.
//!
//! Each sentence is an utterance of its own: some browsers cut long ones off, and none says reliably which word it is
//! at. `sentences` parts the text, `passage` knows whose turn it is, `bar` and `buttons` are what is seen of it; `keeping` stores
//! recordings on this phone. A recording goes on, and the deck with it, while the screen is off: then nothing scrolls, and the
//! deck is brought along when somebody looks again.

mod bar;
mod buttons;
mod keeping;
mod passage;
mod sentences;
mod turn;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::bar::{Bar, NORMAL, RATES};
use self::buttons::show_on_buttons;
pub use self::keeping::look_after;
use self::passage::{Passage, has_next, next_recorded, on_screen, recorded};
use self::turn::Turn;
use crate::browser::audio;
use crate::browser::dom::{self, Node};
use crate::browser::speech::{self, Said};
use crate::browser::watch::watch;
use crate::browser::{clock, highlight, network, scroll, storage};
use crate::reader::parts::part::Part;
use crate::reader::shell::actions::Actions;
use crate::reader::shell::frame::Frame;
use crate::reader::shell::router::Router;
use crate::ui::toast;

/// Key of `localStorage`.
const KEY: &str = "rate";
/// A voice that does not begin by then will not, in milliseconds.
const PATIENCE: u32 = 2_000;
/// No sentence takes more than so many seconds, and one for so many characters.
const LEAST: usize = 5;
const SLOWEST: usize = 2;
/// A card that is not there by then is no longer waited for, in milliseconds.
const UNTIL_NEXT: u32 = 5_000;
/// What says where a recording is.
const RECORDED: &str = "[data-recording]";
/// A recording that does not begin by then is not waited for, in milliseconds.
const LOADS: u32 = 20_000;
/// Some phones swallow what is said right after a silence, in milliseconds.
const SETTLES: u32 = 100;

/// The reading voice; cheap to copy.
#[derive(Clone, Copy)]
pub struct Listen {
    /// The voice's language tag; empty where there is no voice, or none yet.
    language: RwSignal<String>,
    /// Which of [`RATES`].
    rate: RwSignal<u32>,
    is_on: RwSignal<bool>,
    /// Whether a recording is held.
    is_paused: RwSignal<bool>,
    /// Whether there is a next one.
    is_card: RwSignal<bool>,
    turn: StoredValue<Turn, LocalStorage>,
    part: fn() -> &'static Part<&'static ListenPart>,
}

/// What the part gives.
pub struct ListenPart {
    toggle: fn(Listen),
    follow: fn(Listen, bool),
    stop: fn(Listen),
    bar: fn(Listen) -> AnyView,
    come_back: fn(Listen),
}

/// The part.
pub static PART: ListenPart = ListenPart {
    toggle: Listen::toggle,
    follow: Listen::follow,
    stop: Listen::stop,
    bar: |listen| view! { <Bar listen/> }.into_any(),
    come_back: Listen::come_back,
};

impl Listen {
    /// Carries every 听 button out.
    pub fn open(actions: Actions, frame: Frame, part: fn() -> &'static Part<&'static ListenPart>) -> Self {
        let router = expect_context::<Router>();
        let rate = storage::get(KEY).and_then(|stored| RATES.iter().position(|rate| rate.stored == stored));
        let listen = Self {
            language: RwSignal::new(String::new()),
            rate: RwSignal::new(rate.unwrap_or(NORMAL) as u32),
            is_on: RwSignal::new(false),
            is_paused: RwSignal::new(false),
            is_card: RwSignal::new(false),
            turn: StoredValue::new_local(Turn::default()),
            part,
        };
        speech::on_voices(move || listen.find_voice());
        network::on_return(move || {
            if let Some(part) = part().get() {
                (part.come_back)(listen);
            }
        });
        speech::on_page_hide(move || listen.fall_silent());
        actions.always("listen", move |_| {
            part().with(move |part| (part.toggle)(listen));
            true
        });
        watch(move || {
            frame.revision.track();
            listen.find_voice();
            show_on_buttons(listen.is_on.get());
            // What helps stands in 我的, and the button says so.
            let has_voice = !listen.language.with(String::is_empty);
            dom::find("[data-slot=voice]").iter().for_each(|slot| slot.set_hidden(has_voice));
        });
        let mut before = None::<String>;
        watch(move || {
            frame.revision.track();
            let path = router.path.get();
            let has_left = before.as_ref().is_some_and(|before| *before != path);
            if let Some(part) = part().get() {
                (part.follow)(listen, has_left);
            }
            before = Some(path);
        });
        listen
    }

    fn fall_silent(self) {
        if let Some(part) = (self.part)().get() {
            (part.stop)(self);
        }
    }

    /// Falls silent, and takes bar and mark away.
    fn stop(self) {
        if self.is_on.get_untracked() {
            self.put_down();
            audio::stop();
            dom::set_root_data("reading", "");
            self.is_on.set(false);
            self.turn.update_value(|turn| turn.has_played = false);
        }
    }

    /// To be put at the end of the app.
    pub fn view(self) -> impl IntoView {
        let listen = self;
        move || listen.is_on.get().then(|| (listen.part)().get()).flatten().map(|part| (part.bar)(listen))
    }

    fn find_voice(self) {
        if self.language.with_untracked(String::is_empty)
            && let Some(language) = speech::chinese_voice()
        {
            self.language.set(language);
        }
    }

    fn toggle(self) {
        if self.is_on.get_untracked() {
            self.stop();
        } else if let Some(here) = on_screen() {
            self.read(here);
        }
    }

    /// Reads from the beginning, if there is something to read.
    fn read(self, here: Node) {
        let Some(passage) = Passage::of(&here) else { return };
        let is_card = here.class_list().contains("slot");
        self.turn.update_value(|turn| {
            turn.here = Some(here);
            turn.passage = Some(passage);
        });
        if !self.is_on.get_untracked() {
            self.is_card.set(is_card);
            self.is_on.set(true);
            dom::set_root_data("reading", "true");
        }
        self.say();
    }

    /// Says the sentence whose turn it is; behind the last it goes on through the deck, or stops.
    fn say(self) {
        let ticket = self.turn_away();
        if let Some(path) = self.turn.with_value(|turn| turn.passage.as_ref()?.recording().map(str::to_string)) {
            return self.play(ticket, &path);
        }
        let text = self.turn.with_value(|turn| Some(turn.passage.as_ref()?.sentence()?.to_string()));
        let Some(text) = text else {
            let is_more = self.turn.with_value(|turn| turn.here.as_ref().is_some_and(has_next));
            return if is_more { self.go_on() } else { self.stop() };
        };
        if self.language.with_untracked(String::is_empty) {
            return self.pass_over();
        }
        // Not at once: a listener must not be dropped by what it calls.
        let heard = move |said: Said| spawn_local(async move { self.heard(ticket, said) });
        let speaking = self.language.with_untracked(|language| speech::speak(&text, language, self.speed(), heard));
        self.turn.update_value(|turn| turn.speaking = speaking);
        spawn_local(self.watch_over(ticket, LEAST + text.chars().count() / SLOWEST));
    }

    /// Plays the recording of what is read.
    fn play(self, ticket: u32, path: &str) {
        let heard = move |said: Said| spawn_local(async move { self.heard(ticket, said) });
        let playing = audio::play(path, self.speed(), heard);
        let Some(here) = self.turn.with_value(|turn| turn.here.clone()) else { return };
        let voice = recorded(&here).map(|node| dom::data(&node, "voice")).unwrap_or_default();
        audio::tell(&dom::text(&here, ".quote, h1"), &voice, has_next(&here).then_some(move || self.go_on()));
        self.turn.update_value(|turn| turn.playing = playing);
        spawn_local(async move {
            clock::sleep(LOADS).await;
            if self.is_at(ticket) && !self.turn.with_value(|turn| turn.has_begun) {
                self.heard(ticket, Said::Failed);
            }
        });
    }

    /// There is neither recording nor voice: in a deck that is listened to, the next recording's turn.
    fn pass_over(self) {
        let (next, has_played) =
            self.turn.with_value(|turn| (turn.here.as_ref().and_then(next_recorded), turn.has_played));
        match next.filter(|_| has_played) {
            Some(_) => self.go_on(),
            None if has_played => self.stop(),
            None => {
                self.stop();
                toast("这里没人念过，这部手机也没有中文的声音。怎么装，看“我的”里的“听不了？”");
            }
        }
    }

    fn speed(self) -> f32 {
        RATES.get(self.rate.get_untracked() as usize).map_or(1.0, |rate| rate.speed)
    }

    /// Some voices begin and never tell their end, and some do neither. `most`: longer nothing takes, in seconds.
    async fn watch_over(self, ticket: u32, most: usize) {
        clock::sleep(PATIENCE).await;
        for _ in 0..most {
            if !self.is_at(ticket) {
                return;
            }
            if !self.turn.with_value(|turn| turn.has_begun) {
                break;
            }
            if speech::is_silent() {
                return self.heard(ticket, Said::Done);
            }
            clock::sleep(1_000).await;
        }
        if self.is_at(ticket) {
            self.fail();
        }
    }

    fn heard(self, ticket: u32, said: Said) {
        if !self.is_at(ticket) {
            return;
        }
        self.is_paused.set(said == Said::Paused);
        match said {
            Said::Begun => self.turn.update_value(|turn| {
                turn.has_begun = true;
                turn.has_played |= turn.playing.is_some();
                turn.passage.iter().filter(|passage| passage.recording().is_none()).for_each(Passage::mark);
            }),
            Said::Paused => {}
            Said::Done if self.is_playing() => {
                self.turn.update_value(|turn| turn.passage.iter_mut().for_each(Passage::end));
                self.say();
            }
            // Its words are still there, and the phone may have a voice.
            Said::Failed if self.is_playing() => {
                audio::stop();
                self.turn.update_value(|turn| turn.passage.iter_mut().for_each(Passage::give_recording_up));
                if self.language.with_untracked(String::is_empty) {
                    self.stop();
                    return toast("录音没取到：有网再点一次。音量没关的话，点开“录音”那一行放放看");
                }
                self.say();
            }
            Said::Done => {
                self.turn.update_value(|turn| turn.passage.iter_mut().for_each(Passage::advance));
                self.say();
            }
            Said::Failed => self.fail(),
        }
    }

    fn fail(self) {
        self.stop();
        toast("这部手机现在读不出声。音量没关的话，换手机自带的浏览器试试");
    }

    /// Chooses a speed; the sentence that is being said begins anew.
    fn set_rate(self, at: usize) {
        self.rate.set(at as u32);
        storage::set(KEY, RATES.get(at).map_or("", |rate| rate.stored));
        audio::set_speed(self.speed());
        if self.is_playing() || self.turn.with_value(|turn| turn.passage.is_none()) {
            return;
        }
        let ticket = self.turn_away();
        speech::cancel();
        spawn_local(async move {
            clock::sleep(SETTLES).await;
            if self.is_at(ticket) {
                self.say();
            }
        });
    }

    /// Goes on to the next card; it is read when it is on screen.
    fn go_on(self) {
        let ticket = self.put_down();
        // Nothing scrolls while nobody looks.
        if !network::is_visible()
            && let Some(next) = self.turn.with_value(|turn| turn.here.as_ref().and_then(next_recorded))
        {
            return self.read(next);
        }
        spawn_local(async move {
            if let Some(next) = dom::find(".actions [data-action=next]") {
                next.click();
            }
            clock::sleep(UNTIL_NEXT).await;
            if self.is_at(ticket) {
                self.stop();
            }
        });
    }

    /// Something else may be on screen.
    fn follow(self, has_left: bool) {
        if !self.is_on.get_untracked() || !network::is_visible() {
            return;
        }
        let here = on_screen();
        let (is_waiting, has_moved) = self.turn.with_value(|turn| (turn.passage.is_none(), turn.here != here));
        match here.filter(|_| is_waiting && has_moved) {
            Some(here) if here.class_list().contains("end") => self.stop(),
            Some(here) => self.read(here),
            None if !is_waiting && (has_left || has_moved) => self.stop(),
            None => {}
        }
    }

    /// Silence, and nothing that is read.
    fn put_down(self) -> u32 {
        let ticket = self.turn_away();
        speech::cancel();
        audio::pause();
        self.turn.update_value(|turn| turn.passage = None);
        highlight::clear();
        ticket
    }

    /// Whatever is being said is no longer listened to.
    fn turn_away(self) -> u32 {
        self.is_paused.set(false);
        let renewed = self.turn.try_update_value(|turn| {
            turn.ticket += 1;
            turn.speaking = None;
            turn.playing = None;
            turn.has_begun = false;
            turn.ticket
        });
        renewed.unwrap_or_default()
    }

    fn is_playing(self) -> bool {
        self.turn.with_value(|turn| turn.playing.is_some())
    }

    /// Brings the deck to what was gone on to while nobody looked.
    fn come_back(self) {
        let here = self.turn.with_value(|turn| turn.here.clone().filter(|_| turn.playing.is_some()));
        let deck = dom::find(".deck").filter(|deck| self.is_on.get_untracked() && scroll::can_scroll(deck));
        if let (Some(here), Some(deck)) = (here, deck)
            && let Some(at) = dom::children(&deck).iter().position(|slot| *slot == here)
        {
            scroll::jump_to_child(&deck, at);
        }
    }

    fn is_at(self, ticket: u32) -> bool {
        self.turn.with_value(|turn| turn.ticket == ticket)
    }
}
