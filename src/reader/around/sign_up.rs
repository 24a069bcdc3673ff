//! Signing up, on the pages of activities: places left, and one's own wish in words.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::row::TICK;
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

async fn count_all(page: &Node, mounted: Mounted) {
    let Ok(text) = http::get_fresh_text(api::paths::API_ACTIVITIES).await else { return };
    let Some(slots) = Json::parse(&text).and_then(|all| all.list("slots", count)) else { return };
    if !mounted.is_alive() {
        return;
    }
    for slot in dom::find_all_in(page, "[data-of]") {
        if let Some(count) = slots.iter().find(|count| count.of == dom::data(&slot, "of")) {
            let (look, words) = count.said(slot.has_attribute("data-call"));
            let _ = slot.set_attribute("data-look", look);
            let _ = slot.set_attribute("data-left", &words);
        }
    }
}

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
            (true, _) => ["要 ", &seats.to_string(), " 人，来 ", &coming, " 人", &line].concat(),
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
    let is_call_up = slot.has_attribute("data-call");
    let is_page = dom::find_in(slot, ".said").is_some();
    let (look, words) = match stage {
        Some(_) if slot.has_attribute("data-off") => ("shut", "取消了，不用来".to_string()),
        Some(Stage::Cancelled) => ("shut", "取消了，不用来".into()),
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
    let is_told = wish.as_ref().is_some_and(|wish| wish.is_news && !wish.line.is_empty());
    let words = words + if is_told { "，有新消息" } else { "" };
    dom::set_attribute(slot, ".own", "data-state", Some(look).filter(|look| !look.is_empty()));
    put(slot, ".own", &words);
    if is_page {
        wishes::show_code(&of);
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
        assert_eq!(said(None, 3, 0, false), ("open", "来 3 人，人数不限".into()));
    }
}
