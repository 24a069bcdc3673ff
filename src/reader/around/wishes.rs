//! 我想去: a wish for a slot of an activity, kept on this phone until the server has answered, sent once by its id. `api::activities`
//! says what the server answers; until it did, nothing is called taken.

use std::cell::RefCell;

use content::day::Day;
use content::opening::{DAY, minute_at_unix_ms, push_clock};
use leptos::task::spawn_local;

use super::outbox::{self, Outbox};
use super::wish::{Outcome, Stage, Wish, outcome};
use crate::browser::{dom, http, network, random};
use crate::client::json::Json;
use crate::reader::posts::{MEMBER, NO, YES, on_member};
use crate::reader::unsent::WISH;

/// Letters and digits of a code; none looks like another.
const LETTERS: &[u8; 32] = b"23456789abcdefghjkmnpqrstuvwxyz2";
/// Before the words, where a wish would stand: why it ended, until somebody has seen that.
const ENDED: &str = "ended\n";
/// Beside a wish that waits for somebody to come in.
const INVITED: &str = "先找书记要一个邀请；加入过的，用“换手机”的码进来。";
/// Before a seat is given up.
const SURE: &str = "再点一次才算。退了再想去，要排到后面。";
/// A dot at 身边, and the same in words.
const DOT: &str = "<span class=\"dot\"><span class=\"visually-hidden\">活动有新消息</span></span>";

thread_local! {
    /// Behind `activity/slot`. What is said beside them: a code that is shown once, or why it did not work.
    static WISHES: Outbox = const { Outbox::new(WISH) };
    /// `activity/slot` of the one that is on its way right now.
    static ON_ITS_WAY: RefCell<String> = const { RefCell::new(String::new()) };
}

/// From now on what waits is sent, and what is new is asked for.
pub(super) fn open() {
    // A page that is opened directly is there before it is known who is.
    on_member(send);
    outbox::open(|| {
        send();
        spawn_local(ask());
    });
}

/// The wish for a slot, by `activity/slot`.
pub(super) fn find(of: &str) -> Option<Wish> {
    all().into_iter().find(|wish| wish.of == of)
}

/// What is to be said of a slot beside its stage, and what is told of it.
pub(super) fn said(of: &str) -> String {
    let wish = find(of);
    let held = if wish.as_ref().is_some_and(|wish| wish.stage == Stage::Held) { INVITED } else { "" };
    [&WISHES.with(|wishes| wishes.said(of)), held, &wish.map_or_else(String::new, |wish| wish.line)]
        .join(" ")
        .trim()
        .to_string()
}

/// Whether there is one for a slot, or was one that nobody knows the end of.
pub(super) fn is_any(of: &str) -> bool {
    WISHES.with(Outbox::all).iter().any(|(known, _)| known == of)
}

/// Why the wish for a slot ended, as long as nobody has seen that.
pub(super) fn ended(of: &str) -> Option<String> {
    let (_, text) = WISHES.with(Outbox::all).into_iter().find(|(known, _)| known == of)?;
    text.strip_prefix(ENDED).map(str::to_string)
}

/// Those of which something is another that nobody has seen here, and that in a word.
pub(super) fn news() -> Vec<(String, &'static str)> {
    let news = |(of, text): (String, String)| {
        let words = if text.starts_with(ENDED) { "没报上" } else { Wish::of_text(&of, &text)?.news()? };
        Some((of, words))
    };
    WISHES.with(Outbox::all).into_iter().filter_map(news).collect()
}

/// Whoever looks at its page has seen what is new.
pub(super) fn see(of: &str) {
    if let Some(words) = ended(of) {
        say(of, &words);
        WISHES.with(|wishes| wishes.remove(of));
        show();
    }
    if let Some(wish) = find(of).filter(|wish| wish.is_news) {
        put(Wish { is_news: false, ..wish });
    }
}

/// A code that its owner has not seen is shown now, once; until then the phone keeps it.
pub(super) fn show_code(of: &str) {
    let Some(wish) = find(of).filter(|wish| wish.code.len() == 8) else { return };
    if matches!(wish.stage, Stage::Coming | Stage::Waiting(_)) {
        let (first, second) = wish.code.split_at(4);
        say(of, &["换了手机也能退：退位码 ", first, "-", second, "，只显示这一回。"].concat());
        put(Wish { code: String::new(), ..wish });
    }
}

/// Calls back whenever something of it may be another, in place of whoever was called before.
pub(super) fn on_change(show: impl Fn(bool) + 'static) {
    WISHES.with(|wishes| wishes.on_change(show));
}

/// 我想去, or 不去了: whichever it is not yet. Whoever has a seat or a place in the line is asked once more.
pub(super) fn toggle(of: &str) {
    let (wish, said) = (find(of), WISHES.with(|wishes| wishes.said(of)));
    let has_place = wish.as_ref().is_some_and(|wish| matches!(wish.stage, Stage::Coming | Stage::Waiting(_)));
    if has_place && !said.starts_with(SURE) {
        // A code that is shown once stays.
        say(of, &[SURE, &said].concat());
        return show();
    }
    say(of, "");
    match wish {
        None => {
            let bytes = random::bytes::<8>().unwrap_or_default();
            let code = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 31)])).collect();
            let is_nobody = !network::is_online() && dom::root_data(MEMBER) == NO;
            let stage = if is_nobody { Stage::Held } else { Stage::Wanted };
            put(Wish { of: of.into(), id: random::uuid_v7(), code, stage, ..Wish::default() });
        }
        // Nobody has heard of it.
        Some(wish) if matches!(wish.stage, Stage::Wanted | Stage::Held) && !is_on_its_way(of) => remove(&wish),
        Some(wish) => match wish.stage.clone() {
            Stage::Leaving(_) if is_on_its_way(of) => return,
            // A slip of the thumb, and nobody has heard of it.
            Stage::Leaving(was) => put(Wish { stage: *was, ..wish }),
            was => put(Wish { stage: Stage::Leaving(Box::new(was)), ..wish }),
        },
    }
    send();
}

fn is_on_its_way(of: &str) -> bool {
    ON_ITS_WAY.with_borrow(|at| at == of)
}

fn all() -> Vec<Wish> {
    WISHES.with(Outbox::all).into_iter().filter_map(|(of, text)| Wish::of_text(&of, &text)).collect()
}

fn put(wish: Wish) {
    WISHES.with(|wishes| wishes.put(&wish.of, wish.to_text()));
    show();
}

fn remove(wish: &Wish) {
    WISHES.with(|wishes| wishes.remove(&wish.of));
    show();
}

fn say(of: &str, words: &str) {
    WISHES.with(|wishes| wishes.say(of, words));
}

/// Shows the page on screen how its wishes stand.
pub(super) fn show() {
    tell(false);
}

fn tell(is_answered: bool) {
    WISHES.with(|wishes| wishes.show(is_answered));
    let Some(tab) = dom::find(".tabs [data-for=around]") else { return };
    match (dom::find_in(&tab, ".dot"), news().is_empty()) {
        (Some(dot), true) => dom::remove(&dot),
        (None, false) => dom::append_html(&tab, DOT),
        _ => {}
    }
}

/// Sends what waits; what waits for somebody to come in, once somebody is here.
pub(super) fn send() {
    outbox::run(&WISHES, send, async {
        let (mut tried, mut is_left) = (Vec::new(), false);
        let is_due =
            |wish: &Wish| wish.stage.is_to_send() && (wish.stage != Stage::Held || dom::root_data(MEMBER) == YES);
        while let Some(wish) = all().into_iter().find(|wish| is_due(wish) && !tried.contains(&wish.of)) {
            ON_ITS_WAY.set(wish.of.clone());
            let leaves = matches!(wish.stage, Stage::Leaving(_));
            let answer = match wish.of.split_once('/') {
                Some((activity, slot)) => {
                    let url = api::paths::api_sign_up(activity, slot, &wish.id);
                    let body = (!leaves).then(|| ["{\"code\":\"", &wish.code, "\"}"].concat());
                    http::send(if leaves { "DELETE" } else { "PUT" }, &url, body).await
                }
                None => None,
            };
            ON_ITS_WAY.take();
            // Somebody has tapped meanwhile: what they want now is sent next.
            if find(&wish.of).is_none_or(|now| now.stage != wish.stage) {
                continue;
            }
            match outcome(&wish, answer) {
                Outcome::Stands(now) => {
                    dom::set_root_data(MEMBER, YES);
                    put(now);
                }
                Outcome::Stays(words) => {
                    say(&wish.of, words);
                    if let Stage::Leaving(was) = wish.stage.clone() {
                        put(Wish { stage: *was, ..wish });
                    }
                }
                Outcome::Ends(words) => {
                    // Whoever is on another page, or away, is told when they come back.
                    match words {
                        "" => remove(&wish),
                        _ => {
                            WISHES.with(|wishes| wishes.put(&wish.of, [ENDED, words].concat()));
                            show();
                        }
                    }
                }
                Outcome::Held => {
                    tried.push(wish.of.clone());
                    put(Wish { stage: Stage::Held, ..wish });
                }
                Outcome::Waits => {
                    tried.push(wish.of.clone());
                    is_left = true;
                    if !leaves && network::is_online() {
                        put(Wish { stage: Stage::Unanswered, ..wish });
                    }
                    continue;
                }
            }
            tell(true);
        }
        is_left
    });
}

/// Asks the server how one's own wishes stand, where something was signed up for from here: nobody else is asked who they are.
pub(super) async fn ask() {
    let known = all();
    if known.iter().any(|wish| wish.stage != Stage::Held)
        && let Some(answer) = http::send("GET", api::paths::API_MY_ACTIVITIES, None).await
        && answer.status == 200
        && let Some(mine) = Json::parse(&answer.text)
        // What was tapped or answered meanwhile, the server may not have known yet.
        && known == all()
    {
        learn(&mine, &known);
    }
}

/// What the server says of them now: another phone may have changed them, whoever waited may have moved up, and the desk may have
/// told something.
fn learn(mine: &Json, known: &[Wish]) {
    let Some(rows) = mine.list("sign_ups", |row| Some(row.clone())) else { return };
    for wish in known.iter().filter(|wish| !wish.stage.is_to_send()) {
        if !rows.iter().any(|row| row.text("id").as_ref() == Some(&wish.id)) {
            remove(wish);
        }
    }
    for row in rows {
        let (Some(activity), Some(slot), Some(id)) = (row.text("activity"), row.text("slot"), row.text("id")) else {
            continue;
        };
        let of = [&activity, "/", &slot].concat();
        if known.iter().any(|wish| wish.of == of && wish.stage.is_to_send()) {
            continue;
        }
        let stage = match row.text("state").as_deref() {
            _ if row.truth("is_cancelled") => Stage::Cancelled,
            Some("coming") => Stage::Coming,
            _ => Stage::Waiting(row.number("ahead").unwrap_or_default()),
        };
        let mut line = match row.number("was_at") {
            Some(was) => moved(was),
            None if row.truth("is_elsewhere") => "换地方了，看清上面在哪儿。去不了点“不去了”。".into(),
            None => String::new(),
        };
        if let Some(told) = row.text("line") {
            line = [&line, "支部说：", &told].concat();
        }
        let was = known.iter().find(|wish| wish.of == of);
        let code = was.map_or_else(String::new, |wish| wish.code.clone());
        let mut wish = Wish { of, id, code, stage, is_news: false, line };
        wish.is_news = was.is_some_and(|was| wish.is_news_since(was));
        if !known.contains(&wish) {
            put(wish);
        }
    }
}

/// When it was to begin, of a Unix time in milliseconds.
fn moved(was: i64) -> String {
    let mut words = ["改期了，看清上面的时间。原来是", &Day::at_unix_ms(was).chinese(), " "].concat();
    push_clock(&mut words, minute_at_unix_ms(was).rem_euclid(DAY));
    words + "，去不了点“不去了”。"
}
