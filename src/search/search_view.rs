//! The page for finding something: looks again with each key, in slices, so that no frame is lost.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::query::Query;
use super::results::Results;
use crate::actions::Actions;
use crate::browser::dom::{self, Node};
use crate::browser::{clock, history};
use crate::document::Mounted;
use crate::frame::Frame;
use crate::library::Library;
use crate::watch::watch;

/// So long a slice may take, in milliseconds: half a frame.
const SLICE: f64 = 8.0;

/// Brings the page to life.
pub fn enliven_search(page: &Node) {
    let (library, actions) = (expect_context::<Library>(), expect_context::<Actions>());
    let mounted = Mounted::new();
    let Some(field) = dom::find_in(page, "#query") else { return };
    let search = Search {
        page: StoredValue::new_local(page.clone()),
        files: StoredValue::new_local(Vec::new()),
        is_whole: StoredValue::new(false),
        asked: StoredValue::new(0),
        frame: expect_context(),
        library,
    };
    // Words that are in the address were typed here before, or sent by somebody.
    dom::set_value(&field, &dom::decode(&history::fragment()));
    mounted.hold(dom::listen(&field, "input", move |_| search.look()));
    if let Some(form) = dom::find_in(page, "form") {
        mounted.hold(dom::listen_and_prevent(&form, "submit", {
            let field = field.clone();
            // The keyboard goes away, and the results are to be seen.
            move || dom::blur(&field)
        }));
    }
    mounted.hold(actions.on("search", move |button| {
        dom::set_value(&field, &dom::data(button, "query"));
        search.look();
        true
    }));
    // Another publication, or the first one.
    watch(move || {
        library.revision.track();
        search.files.update_value(Vec::clear);
        search.look();
    });
    // What was still on its way may be there now.
    watch(move || {
        library.stored.track();
        if !search.is_whole.get_value() {
            search.look();
        }
    });
}

/// The page on screen; cheap to copy.
#[derive(Clone, Copy)]
struct Search {
    page: StoredValue<Node, LocalStorage>,
    /// Files that were read, so that the next key waits for none.
    files: StoredValue<Vec<Rc<str>>, LocalStorage>,
    /// Whether all of them were.
    is_whole: StoredValue<bool>,
    asked: StoredValue<u32>,
    frame: Frame,
    library: Library,
}

impl Search {
    /// Shows what is found for the words in the field.
    fn look(self) {
        let typed = self.page.with_value(|page| dom::value(page, "#query"));
        let query = Query::parse(&typed);
        self.asked.update_value(|asked| *asked += 1);
        let ticket = self.asked.get_value();
        if history::path() == api::paths::SEARCH {
            history::set_fragment(&dom::encode(typed.trim()));
        }
        if query.is_empty() {
            self.show("", "", false);
        }
        spawn_local(async move {
            let is_current = || self.asked.try_get_value() == Some(ticket);
            let (mut results, mut since) = (Results::default(), clock::now());
            let names = self.library.search_files().await;
            for at in 0..names.len() {
                let Some(file) = self.file(at, &names).await.filter(|_| is_current()) else { break };
                if !query.is_empty() {
                    results.look_through(&file, &query);
                }
                if clock::now() - since > SLICE {
                    clock::sleep(0).await;
                    since = clock::now();
                }
            }
            if !is_current() {
                return;
            }
            let is_whole = !names.is_empty() && self.files.try_with_value(Vec::len) == Some(names.len());
            self.is_whole.set_value(is_whole);
            if query.is_empty() {
                return;
            }
            match (is_whole, results.count) {
                (true, _) => self.show(&results.html(), &results.said(), true),
                (false, 0) => self.show("", "这部手机还没存好可以找的内容，连上网等一会儿。", true),
                (false, _) => self.show(&results.html(), "还没全存下来，先找到这些。", true),
            }
        });
    }

    async fn file(self, at: usize, names: &[String]) -> Option<Rc<str>> {
        if let Some(file) = self.files.try_with_value(|files| files.get(at).cloned()).flatten() {
            return Some(file);
        }
        let file = self.library.search_file(&names[at]).await?;
        self.files.try_update_value(|files| {
            if files.len() == at {
                files.push(file.clone());
            }
        });
        Some(file)
    }

    fn show(self, html: &str, said: &str, is_asked: bool) {
        let _ = self.page.try_with_value(|page| {
            dom::set_text(page, "#said", said);
            if let Some(list) = dom::find_in(page, "#found") {
                dom::show_html(&list, html);
            }
            dom::set_attribute(page, "#suggested", "hidden", is_asked.then_some(""));
        });
        self.frame.revise();
    }
}
