//! The page for finding something: looks again with each key, in slices, so that no frame is lost.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::file::File;
use super::query::Query;
use super::results::Results;
use crate::actions::Actions;
use crate::browser::dom::{self, Node};
use crate::browser::{clock, history};
use crate::document::Mounted;
use crate::frame::Frame;
use crate::library::Library;
use crate::router::Router;
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
        is_fetching: StoredValue::new(false),
        is_arriving: StoredValue::new(true),
        router: expect_context(),
        is_whole: StoredValue::new(false),
        asked: StoredValue::new(0),
        frame: expect_context(),
        library,
    };
    // Words that are in the address were typed here before, or sent by somebody. Whoever typed before the app was ready
    // meant what is there.
    if dom::value(page, "#query").is_empty() {
        dom::set_value(&field, &dom::decode(&history::fragment()));
    }
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
    /// Files that were read and made ready, so that the next key waits for none.
    files: StoredValue<Vec<(String, Rc<File>)>, LocalStorage>,
    /// Whether all of them were.
    is_whole: StoredValue<bool>,
    is_fetching: StoredValue<bool>,
    /// Whether nothing was found yet since the page was opened.
    is_arriving: StoredValue<bool>,
    asked: StoredValue<u32>,
    frame: Frame,
    library: Library,
    router: Router,
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
            let [names, before] = self.library.search_files().await;
            let (mut files, missing) = self.stored(&names).await;
            let is_whole = missing.is_none() && !names.is_empty();
            if !is_whole && let (earlier, None) = self.stored(&before).await {
                // All of the last publication rather than half of this one.
                files = if earlier.is_empty() { files } else { earlier };
            }
            let (mut results, mut since) = (Results::default(), clock::now());
            for file in files.iter().filter(|_| !query.is_empty()) {
                if !is_current() {
                    return;
                }
                results.look_through(file, &query);
                if clock::now() - since > SLICE {
                    clock::sleep(0).await;
                    since = clock::now();
                }
            }
            if !is_current() {
                return;
            }
            self.is_whole.set_value(is_whole);
            match (is_whole, results.count) {
                _ if query.is_empty() => {}
                (true, _) => self.show(&results.html(), &results.said(), true),
                (false, 0) => self.show("", "这部手机还没存好可以找的内容，连上网等一会儿。", true),
                (false, _) => self.show(&results.html(), "还没全存下来，先找到这些。", true),
            }
            if let Some(name) = missing {
                self.fetch(name).await;
            }
        });
    }

    /// Those of the files that are here, and the name of the first that is not.
    async fn stored(self, names: &[String]) -> (Vec<Rc<File>>, Option<String>) {
        let (mut files, mut missing) = (Vec::new(), None);
        for name in names {
            let find = |files: &Vec<(String, Rc<File>)>| Some(files.iter().find(|(known, _)| known == name)?.1.clone());
            let known = self.files.try_with_value(find).flatten();
            let file = match known {
                Some(file) => Some(file),
                None => {
                    let text = self.library.stored_search_file(name).await;
                    let file = text.map(|text| self.make_ready(name, text));
                    // The next one in a task of its own.
                    clock::sleep(0).await;
                    file
                }
            };
            match file {
                Some(file) => files.push(file),
                None => missing = missing.or_else(|| Some(name.clone())),
            }
        }
        (files, missing)
    }

    /// Fetches a file and looks again. One at a time, however many keys are pressed meanwhile.
    async fn fetch(self, name: String) {
        if self.is_fetching.try_get_value() != Some(false) {
            return;
        }
        self.is_fetching.set_value(true);
        let file = self.library.search_file(&name).await;
        if self.is_fetching.try_set_value(false).is_none()
            && let Some(text) = file
        {
            self.make_ready(&name, text);
            self.look();
        }
    }

    fn make_ready(self, name: &str, text: Rc<str>) -> Rc<File> {
        let file = Rc::new(File::new(text));
        self.files.try_update_value(|files| files.push((name.to_string(), file.clone())));
        file
    }

    fn show(self, html: &str, said: &str, is_asked: bool) {
        let _ = self.page.try_with_value(|page| {
            dom::set_text(page, "#said", said);
            if let Some(list) = dom::find_in(page, "#found") {
                dom::show_html(&list, html);
            }
            // Where nothing is found, other words may help.
            dom::set_attribute(page, "#suggested", "hidden", (is_asked && !html.is_empty()).then_some(""));
        });
        self.frame.revise();
        // Once: whoever types on looks from the top.
        if !html.is_empty() && self.is_arriving.try_update_value(std::mem::take) == Some(true) {
            self.router.arrive_late(api::paths::SEARCH);
        }
    }
}
