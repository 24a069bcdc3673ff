//! Signing up, on the pages of activities: places left, and one's own wish in words.

use content::bundle::escape;
use content::opening::{DAY, push_clock};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::row::{TICK, now};
use super::wish::Stage;
use super::wishes;
use crate::browser::dom::{self, Node};
use crate::browser::{clock, http, network};
use crate::client::json::{Json, quoted};
use crate::reader::shell::actions::Actions;
use crate::reader::shell::mounted::Mounted;

/// Fills every slot of a page (`data-of`) with what is known of it, and goes on doing so while somebody looks. Numbers are those of all
/// slots, the same question from every phone; `counts`: they are asked for again and again, not on opening and return alone, as 身边 does.
pub(super) fn follow(page: &Node, mounted: Mounted, counts: bool) {
    let shown = page.clone();
    wishes::on_change(move |is_answered| {
        if mounted.is_alive() {
            dom::find_all_in(&shown, "[data-of]").iter().for_each(show);
            tell(&shown);
            // A seat was given or given up.
            if is_answered && counts {
                let page = shown.clone();
                spawn_local(async move {
                    count_all(&page, mounted).await;
                    wishes::show();
                });
            }
        }
    });
    // Somebody may have come in since.
    wishes::send();
    let page = page.clone();
    spawn_local(async move {
        let mut is_due = true;
        while mounted.is_alive() {
            let is_visible = network::is_visible();
            if dom::root_data("api") != "false" && is_visible {
                wishes::ask().await;
                if (counts || is_due && network::is_online()) && !page.hidden() {
                    is_due = false;
                    count_all(&page, mounted).await;
                } else if !network::is_online() {
                    dom::find_all_in(&page, "[data-of]").iter().for_each(grow_old);
                }
                wishes::show();
            }
            is_due |= !is_visible || !network::is_online();
            clock::sleep(TICK).await;
        }
    });
}

/// On the page of one: what is tapped.
pub(super) fn carry_out(page: &Node, mounted: Mounted) {
    let actions = expect_context::<Actions>();
    mounted.hold(actions.on("wish", |button| {
        if let Some(slot) = button.closest("[data-of]").ok().flatten() {
            wishes::toggle(&slot.get_attribute("data-of").unwrap_or_default());
        }
        true
    }));
    let page = page.clone();
    mounted.hold(actions.on("withdraw", move |_| {
        let (page, code) = (page.clone(), dom::value(&page, "#code"));
        spawn_local(async move {
            let body = ["{\"code\":", &quoted(&code), "}"].concat();
            let words = match http::send("POST", api::paths::API_WITHDRAWALS, Some(body)).await {
                Some(answer) if answer.status == 204 => "退好了。",
                Some(answer) if answer.status == 404 => "没有这个退位码，或者已经退过了。",
                _ => "还没退成，有网再点一次。",
            };
            dom::set_text(&page, "#code-said", words);
        });
        true
    }));
}

/// On 身边: what is new of one's own, whenever that takes place.
fn tell(page: &Node) {
    let Some(told) = dom::find_in(page, "#told") else { return };
    let [mut title, mut words] = [String::new(), String::new()];
    if let Some((of, news)) = wishes::news().into_iter().next() {
        title = title_of(page, &of);
        words = [news, "，点开看看"].concat();
    }
    // The same again would be read out again.
    if dom::text(page, "#told") != [&*title, &words].concat() {
        let link = ["<a class=\"waiting\" href=\"", api::paths::ACTIVITIES, "#mine\"><span>", &escape(&title)].concat();
        let html = [&link, "</span><small>", &words, "</small></a>"].concat();
        dom::show_html(&told, if words.is_empty() { "" } else { &html });
    }
}

/// The title of a slot's activity, as rows of a page say it, those of what is over, too.
pub(super) fn title_of(page: &Node, of: &str) -> String {
    let link = ["[href=\"", api::paths::ACTIVITIES, of.split('/').next().unwrap_or_default(), "/\"]>"].concat();
    let title = dom::text(page, &[&link, "strong,", &link, "span"].concat());
    if title.is_empty() { "我要去的".into() } else { title }
}

async fn count_all(page: &Node, mounted: Mounted) {
    if dom::find_in(page, "[data-of]").is_none() {
        return;
    }
    let text = http::get_fresh_text(api::paths::API_ACTIVITIES).await.ok();
    let slots = text.and_then(|text| Json::parse(&text)?.list("slots", count));
    if !mounted.is_alive() {
        return;
    }
    let mut at = String::new();
    push_clock(&mut at, now().rem_euclid(DAY));
    for slot in dom::find_all_in(page, "[data-of]") {
        let Some(slots) = &slots else {
            grow_old(&slot);
            continue;
        };
        if let Some(count) = slots.iter().find(|count| count.of == dom::data(&slot, "of")) {
            let (look, words) = count.said(slot.has_attribute("data-call"));
            for (name, words) in [("data-look", look), ("data-left", &words), ("data-at", &at)] {
                let _ = slot.set_attribute(name, words);
            }
        }
    }
}

/// Nobody can ask: what was counted is as it was at that time, and whether a slot is full that was never counted is not known here.
fn grow_old(slot: &Node) {
    let (left, at, written) = (dom::data(slot, "left"), dom::data(slot, "at"), dom::text(slot, ".left-now"));
    let words = match (left.is_empty(), at.is_empty()) {
        (false, false) => [&left, "，", &at, " 看的"].concat(),
        (true, _) if written != ANY && !slot.has_attribute("data-off") && !slot.has_attribute("data-closed") => {
            let _ = slot.set_attribute("data-look", "unsure");
            [&written, "，满没满要联网看"].concat()
        }
        _ => return,
    };
    let _ = slot.set_attribute("data-left", &words);
    let _ = slot.set_attribute("data-at", "");
}

/// What the publisher writes where as many may come as want to.
const ANY: &str = "人数不限";

/// How a slot looks that has no seat left.
const FULL: &str = "soon";

/// A slot in numbers.
struct Count {
    /// `activity/slot`.
    of: String,
    /// `None`: as many as come.
    seats: Option<i64>,
    coming: i64,
    waiting: i64,
}

fn count(json: &Json) -> Option<Count> {
    let of = [&json.text("activity")?, "/", &json.text("slot")?].concat();
    Some(Count { of, seats: json.number("seats"), coming: json.number("coming")?, waiting: json.number("waiting")? })
}

impl Count {
    /// How it looks, and what it says.
    fn said(&self, is_call_up: bool) -> (&'static str, String) {
        let (coming, waiting) = (self.coming.to_string(), self.waiting.to_string());
        let Some(seats) = self.seats else { return ("open", ["来 ", &coming, " 人，人数不限"].concat()) };
        let look = if self.coming < seats { "open" } else { FULL };
        let line = if self.waiting > 0 { ["，排着 ", &waiting, " 人"].concat() } else { String::new() };
        let words = match (is_call_up, self.coming < seats) {
            (true, true) => ["要 ", &seats.to_string(), " 人，来 ", &coming, " 人"].concat(),
            (_, true) => ["还有 ", &(seats - self.coming).to_string(), " 个位子"].concat(),
            _ => ["满了", &line].concat(),
        };
        (look, words)
    }
}

/// What is known of a slot: its number of seats, or how one's own wish stands.
pub(super) fn show(slot: &Node) {
    if slot.has_attribute("data-over") {
        return;
    }
    let of = dom::data(slot, "of");
    let wish = wishes::find(&of);
    let stage = wish.as_ref().map(|wish| &wish.stage);
    // The page may be older than what was called off: it does not go on asking people to come.
    if stage == Some(&Stage::Cancelled) {
        let _ = slot.set_attribute("data-off", "");
        dom::set_attribute(slot, ".left-now", "data-state", Some("shut"));
        put(slot, ".left-now", "取消了");
    }
    let is_call_up = slot.has_attribute("data-call");
    let is_page = dom::find_in(slot, ".said").is_some();
    let (look, words) = match stage {
        Some(_) if slot.has_attribute("data-off") => ("shut", "取消了，不用来".to_string()),
        Some(Stage::Cancelled) => ("shut", "取消了，不用来".into()),
        Some(Stage::Held) => ("unsure", "记下了，加入支部后自己报".into()),
        Some(Stage::Wanted) => ("unsure", "想去，还没发出".into()),
        Some(Stage::Unanswered) => ("unsure", "还没报上，有网自己再报".into()),
        Some(Stage::Leaving(_)) => ("unsure", "不去了，还没发出".into()),
        Some(Stage::Coming) if is_call_up => ("open", "说好了，你来".into()),
        Some(Stage::Coming) => ("open", "给你留了位子".into()),
        Some(Stage::Waiting(ahead)) => ("soon", ["你排在第 ", &(ahead + 1).to_string()].concat()),
        None if !is_page && wishes::ended(&of).is_some() => ("unsure", "没报上，点开看".into()),
        None if slot.has_attribute("data-closed") => ("shut", "报名截止了".into()),
        None => ("", String::new()),
    };
    // What is new is marked as that for as long as the page stands; what is told more of, until that was read on its own page.
    let is_told = wish.as_ref().is_some_and(|wish| !wish.line.is_empty());
    if wish.as_ref().is_some_and(|wish| wish.is_news) {
        let _ = slot.set_attribute("data-new", "");
    }
    let words = match slot.has_attribute("data-new") && !is_page && wish.is_some() {
        true if is_told => words + "，有新消息，点开看",
        true => ["新消息：", &words].concat(),
        false => words,
    };
    dom::set_attribute(slot, ".own", "data-state", Some(look).filter(|look| !look.is_empty()));
    put(slot, ".own", &words);
    if is_page {
        wishes::show_code(&of);
        wishes::see(&of);
    } else if !is_told && wish.is_some() && slot.has_attribute("data-mine") && !slot.hidden() && network::is_visible() {
        // The row has said all of it.
        wishes::see(&of);
    }
    put(slot, ".said", &wishes::said(&of));
    if slot.has_attribute("data-left") && !slot.has_attribute("data-off") {
        dom::set_attribute(slot, ".left-now", "data-state", Some(&dom::data(slot, "look")));
        put(slot, ".left-now", &dom::data(slot, "left"));
    }
    let button = match (stage, is_call_up) {
        (None, _) if dom::data(slot, "look") == FULL => "排队",
        (None, false) => "我想去",
        (None, true) => "我能来",
        (Some(Stage::Leaving(_)), _) => "还是去",
        (Some(Stage::Waiting(_)), _) => "不排了",
        (Some(_), true) => "今天不行",
        (Some(_), false) => "不去了",
    };
    dom::set_attribute(slot, "[data-action=wish]", "aria-pressed", Some(if wish.is_some() { "true" } else { "false" }));
    put(slot, "[data-action=wish]", button);
}

/// The same again would be read out again.
fn put(slot: &Node, part: &str, words: &str) {
    if dom::text(slot, part) != words {
        dom::set_text(slot, part, words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_left_are_said_in_words() {
        let said =
            |seats, coming, waiting, is_call_up| Count { of: String::new(), seats, coming, waiting }.said(is_call_up);
        assert_eq!(said(Some(12), 8, 0, false), ("open", "还有 4 个位子".into()));
        assert_eq!(said(Some(12), 12, 2, false), ("soon", "满了，排着 2 人".into()));
        assert_eq!(said(Some(4), 2, 0, true), ("open", "要 4 人，来 2 人".into()));
        assert_eq!(said(Some(8), 8, 0, true), ("soon", "满了".into()));
        assert_eq!(said(Some(8), 8, 1, true), ("soon", "满了，排着 1 人".into()));
        assert_eq!(said(None, 3, 0, false), ("open", "来 3 人，人数不限".into()));
    }
}
