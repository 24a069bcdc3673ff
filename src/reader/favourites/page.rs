//! `/kept/`: what is kept, its order, and the way to another phone. Rows are HTML in a string, made anew with each
//! change: a list with handlers of its own would be three times as large to download.

use std::collections::BTreeMap;

use content::bundle::escape;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::{EMPTY, Kept, not_stored};
use super::transfer::{self, Received};
use crate::browser::dom::{self, Node};
use crate::browser::watch::watch;
use crate::browser::{files, history, scroll};
use crate::reader::library::{Library, Unavailable};
use crate::reader::share::{Kind, Offer, Share};
use crate::reader::shell::actions::Actions;
use crate::reader::shell::frame::Frame;
use crate::reader::shell::mounted::Mounted;
use crate::reader::shell::router::Router;
use crate::ui::{close_on_back, toast};

/// What is being done with the list.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Mode {
    Reading,
    /// A card is to be picked.
    Picking,
    /// This one is to be moved or removed.
    Picked(String),
    /// This one is gone from its place, and can go back.
    Removed(usize, String),
}

/// The page on screen; cheap to copy.
#[derive(Clone, Copy)]
struct KeptPage {
    kept: Kept,
    library: Library,
    frame: Frame,
    share: Share,
    router: Router,
    page: StoredValue<Node, LocalStorage>,
    mode: RwSignal<Mode>,
    /// From another phone, not yet taken.
    received: RwSignal<Option<Received>>,
    /// Those of it that are new here.
    new: StoredValue<Vec<String>>,
    /// What has the focus once the page is up to date.
    focus: StoredValue<String>,
    shown: StoredValue<String>,
    /// The words of each card, escaped: they are in as many files as there are cards, and looked up with each change.
    words: StoredValue<BTreeMap<String, String>>,
    turn: StoredValue<u32>,
}

/// Brings the page to life.
pub fn enliven(page: &Node) {
    let (actions, mounted) = (expect_context::<Actions>(), Mounted::new());
    let this = KeptPage {
        kept: expect_context::<Kept>(),
        library: expect_context::<Library>(),
        frame: expect_context::<Frame>(),
        share: expect_context::<Share>(),
        router: expect_context::<Router>(),
        page: StoredValue::new_local(page.clone()),
        mode: RwSignal::new(Mode::Reading),
        received: RwSignal::new(transfer::arrived()),
        new: StoredValue::default(),
        focus: StoredValue::default(),
        shown: StoredValue::default(),
        words: StoredValue::default(),
        turn: StoredValue::new(0),
    };
    mounted.hold(actions.on("kept", move |button| {
        this.tapped(&dom::data(button, "way"), dom::data(button, "card"));
        true
    }));
    // Another code was scanned into the same window.
    mounted.hold(history::on_fragment(move || {
        let arrived = transfer::arrived();
        if arrived.is_some() {
            this.received.set(arrived);
        }
    }));
    if let Some(input) = dom::find_in(page, "input") {
        mounted.hold(files::on_text(&input, move |text| match transfer::read(&text) {
            None => toast("这个文件里没有收藏"),
            received => drop(this.received.try_set(received)),
        }));
    }
    watch(move || {
        this.library.revision.track();
        this.words.set_value(BTreeMap::new());
    });
    watch(move || this.refresh());
    close_on_back(move || this.mode.get() != Mode::Reading, move || this.tapped("done", String::new()));
}

impl KeptPage {
    fn tapped(self, way: &str, slug: String) {
        let mode = self.mode.get_untracked();
        match (way, mode) {
            ("pick", Mode::Picked(picked)) if picked == slug => self.mode.set(Mode::Picking),
            ("edit", _) => self.mode.set(Mode::Picking),
            ("pick", _) => self.mode.set(Mode::Picked(slug.clone())),
            ("done", _) => self.mode.set(Mode::Reading),
            ("top" | "up" | "down", Mode::Picked(slug)) => {
                let (to, _) = self.kept.change(|list| match way {
                    "top" => list.lift(&slug),
                    _ => list.shift(&slug, way == "up"),
                });
                self.frame.announce(&match to {
                    Some(to) => {
                        format!("第 {} 条，共 {} 条", to + 1, self.kept.list.with_untracked(|list| list.slugs().len()))
                    }
                    None => "到头了".to_string(),
                });
            }
            ("out", Mode::Picked(slug)) => {
                if let (Some(at), _) = self.kept.change(|list| list.remove(&slug)) {
                    self.mode.set(Mode::Removed(at, slug));
                }
            }
            ("back", Mode::Removed(at, slug)) => {
                self.kept.change(|list| list.insert(at, &slug));
                self.mode.set(Mode::Picked(slug));
            }
            ("carry", _) => self.carry(),
            ("take" | "leave", _) => self.settle(way == "take"),
            _ => {}
        }
        if way == "carry" {
            return;
        }
        // Its button is made anew, or another one stands in its place.
        let next = match way {
            "out" => "back",
            "back" => "out",
            "edit" => "done",
            "done" | "take" | "leave" => "edit",
            _ => way,
        };
        let card = if slug.is_empty() { slug } else { format!("[data-card=\"{slug}\"]") };
        self.focus.set_value(format!("[data-way={next}]{card}"));
    }

    /// Offers what is kept to another phone.
    fn carry(self) {
        self.kept.list.with_untracked(|list| {
            let (link, parts) = transfer::links(&history::origin(), list.slugs());
            let title = format!("收藏 {} 条", list.slugs().len());
            let note = "在另一部手机上打开，点“收下”。名单只在链接里，不经过服务器。".to_string();
            self.share.offer(Offer { kind: Kind::Kept, title, note, link, parts, whole: Vec::new() });
        });
    }

    /// Takes what arrived, or does not.
    fn settle(self, is_taken: bool) {
        if is_taken {
            let new = self.new.get_value();
            let ((), is_stored) = self.kept.change(|list| new.iter().for_each(|slug| list.insert(usize::MAX, slug)));
            toast(&if is_stored { "收下了".to_string() } else { not_stored() });
        }
        self.received.set(None);
        history::set_fragment("");
    }

    /// Makes the page anew from what it shows.
    fn refresh(self) {
        self.library.revision.track();
        self.library.stored.track();
        let (list, mode, received) = (self.kept.list.get(), self.mode.get(), self.received.get());
        self.turn.update_value(|turn| *turn += 1);
        let turn = self.turn.get_value();
        self.frame.set_note(&format!("{} 条", list.slugs().len()));
        spawn_local(async move {
            let mut html = String::new();
            if let Some(Received { slugs, damaged }) = received {
                html = self.arrival(slugs.into_iter().filter(|slug| !list.contains(slug)).collect(), damaged).await;
            }
            html += &self.rows(list.slugs(), &mode).await;
            if self.turn.try_get_value() != Some(turn) || self.shown.with_value(|shown| *shown == html) {
                return;
            }
            let is_first = self.shown.with_value(String::is_empty);
            self.page.with_value(|page| {
                if let Some(slot) = dom::find_in(page, "[data-slot=kept]") {
                    dom::show_html(&slot, &html);
                }
                let focus = self.focus.try_update_value(std::mem::take).unwrap_or_default();
                match dom::find_in(page, &focus) {
                    Some(button) => drop(button.focus()),
                    // There is nothing left to be done.
                    None if !focus.is_empty() => dom::focus_heading(page),
                    None => {}
                }
                if let Some(picked) = dom::find_in(page, "[aria-pressed=true]") {
                    scroll::show_nearby(&picked);
                }
            });
            self.shown.set_value(html);
            if is_first {
                self.router.arrive_late(api::paths::KEPT);
            }
        });
    }

    /// What another phone sent, and the question whether to take it.
    async fn arrival(self, slugs: Vec<String>, damaged: usize) -> String {
        let (mut new, mut rows, mut unknown) = (Vec::new(), String::new(), damaged);
        let words = self.words_of(&slugs).await;
        for slug in slugs {
            match words.get(&slug).filter(|words| !words.is_empty()) {
                Some(words) => {
                    rows += &format!("<li>{words}</li>");
                    new.push(slug);
                }
                None => unknown += 1,
            }
        }
        let count = new.len();
        self.new.set_value(new);
        let unknown = match unknown {
            0 => String::new(),
            some => format!("<p>有 {some} 条认不出来，跳过了。</p>"),
        };
        let (heading, buttons) = match count {
            0 => ("没有要收的新金句".to_string(), button("leave", "知道了", QUIET)),
            _ => (
                format!("带来了 {count} 条"),
                button("take", &format!("收下 {count} 条"), " class=\"button\"") + &button("leave", "不要", QUIET),
            ),
        };
        format!(
            "<section class=\"arrival\"><h2>{heading}</h2>{unknown}<p>这里已经有的不会重复，顺序也不变。</p>\
             <p class=\"kept-do\">{buttons}</p><ul class=\"rows\">{rows}</ul></section>"
        )
    }

    async fn rows(self, slugs: &[String], mode: &Mode) -> String {
        let (all, mut rows) = (self.words_of(slugs).await, String::new());
        for slug in slugs {
            let words = all.get(slug).filter(|words| !words.is_empty()).map_or("这一条已经撤下", String::as_str);
            let row = match mode {
                Mode::Reading => format!("<a href=\"{}\">{words}</a>", api::paths::card(slug)),
                _ => {
                    let is_picked = matches!(mode, Mode::Picked(picked) if picked == slug);
                    button("pick", words, &format!(" data-card=\"{slug}\" aria-pressed=\"{is_picked}\""))
                }
            };
            rows += &format!("<li class=\"kept\">{row}</li>");
        }
        let bar = match mode {
            Mode::Reading if slugs.is_empty() => {
                return ["<p>", EMPTY, "</p>"].concat();
            }
            Mode::Reading => {
                let buttons = button("edit", "整理", QUIET) + &button("carry", "带到另一部手机", QUIET);
                let deck = api::paths::KEPT_DECK;
                return format!(
                    "<p class=\"kept-do\"><a class=\"button quiet\" href=\"{deck}\">一条一条看</a>{buttons}</p><p><small>每条读一遍约 20 秒</small></p><ul class=\"rows\">{rows}</ul>"
                );
            }
            Mode::Picking => "<span>点一条，再挪动它</span>".to_string(),
            Mode::Picked(_) => [("top", "置顶"), ("up", "上移"), ("down", "下移"), ("out", "移出")]
                .map(|(way, name)| button(way, name, ""))
                .concat(),
            Mode::Removed(..) => "<span role=\"status\">移出了一条</span>".to_string() + &button("back", "放回", ""),
        };
        let done = button("done", "好了", " class=\"kept-done\"");
        format!(
            "<ul class=\"rows\">{rows}</ul><div class=\"kept-bar\" role=\"group\" aria-label=\"整理\">{bar}{done}</div>"
        )
    }

    /// The quotations of cards, escaped. They are looked up in the order of their slugs, which is that of the shards: a
    /// shard is taken apart once, however they are sorted.
    async fn words_of(self, slugs: &[String]) -> BTreeMap<String, String> {
        let mut all = BTreeMap::new();
        for slug in slugs {
            all.insert(slug.clone(), String::new());
        }
        for (slug, words) in &mut all {
            *words = self.words(slug).await;
        }
        all
    }

    /// One of them; empty where it was taken back or never was.
    async fn words(self, slug: &str) -> String {
        if let Some(known) = self.words.try_with_value(|words| words.get(slug).cloned()).flatten() {
            return known;
        }
        match self.library.card(slug).await {
            Ok(card) => {
                let words = escape(&card.quote);
                self.words.try_update_value(|known| known.insert(slug.to_string(), words.clone()));
                words
            }
            Err(Unavailable::Withdrawn | Unavailable::Missing) => String::new(),
            Err(_) => "这一条还没存到手机里".to_string(),
        }
    }
}

const QUIET: &str = " class=\"button quiet\"";

fn button(way: &str, name: &str, more: &str) -> String {
    format!("<button type=\"button\" data-action=\"kept\" data-way=\"{way}\"{more}>{name}</button>")
}
