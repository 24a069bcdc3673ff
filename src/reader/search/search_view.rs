//! The page for finding something: looks again with each key, in slices, so that no frame is lost.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::file::File;
use super::query::Query;
use super::results::{Results, said};
use super::seek::seek;
use super::sounds::Sounds;
use crate::browser::dom::{self, Node};
use crate::browser::watch::watch;
use crate::browser::{clock, history, scroll};
use crate::reader::library::Library;
use crate::reader::shell::actions::Actions;
use crate::reader::shell::frame::Frame;
use crate::reader::shell::mounted::Mounted;
use crate::reader::shell::router::Router;

/// So long a slice may take, in milliseconds: half a frame.
const SLICE: f64 = 8.0;
/// More rows than a screen has.
const SCREEN: usize = 12;

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
    let mut revision = None;
    watch(move || {
        library.stored.track();
        let now = library.revision.get();
        if revision.replace(now) != Some(now) {
            // Another publication, or the first one.
            search.files.update_value(Vec::clear);
        } else if search.is_whole.get_value() {
            return;
        }
        // What was still on its way may be there now.
        search.look();
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

/// Looks through files in slices; the rows and how many there are, or `None` where other words are looked for by now.
async fn find(files: &[Rc<File>], query: &Query, is_current: impl Fn() -> bool) -> Option<(Vec<String>, usize)> {
    let (mut results, mut since) = (Results::default(), clock::now());
    for (number, file) in files.iter().enumerate() {
        if !is_current() {
            return None;
        }
        results.look_through(number, file, query);
        if clock::now() - since > SLICE {
            clock::sleep(0).await;
            since = clock::now();
        }
    }
    is_current().then(|| results.rows(files, query))
}

impl Search {
    /// Shows what is found for the words in the field.
    fn look(self) {
        let typed = self.page.with_value(|page| dom::value(page, "#query"));
        let words = |name: &str| self.page.with_value(|page| Some(dom::data(&dom::find_in(page, "form")?, name)));
        let [same, asking] = ["same", "asking"].map(|name| words(name).unwrap_or_default());
        let query = Query::parse(&dom::compatible(&typed));
        self.asked.update_value(|asked| *asked += 1);
        let ticket = self.asked.get_value();
        if history::path() == api::paths::SEARCH {
            history::set_fragment(&dom::encode(typed.trim()));
        }
        if query.is_empty() {
            self.show("", "");
        }
        spawn_local(async move {
            let is_current = || self.asked.try_get_value() == Some(ticket);
            let [names, before] = self.library.search_files().await;
            let (mut files, missing) = self.stored(&names, is_current).await;
            let is_whole = missing.is_none() && !names.is_empty();
            if !is_whole && let (earlier, None) = self.stored(&before, is_current).await {
                // All of the last publication rather than half of this one.
                files = if earlier.is_empty() { files } else { earlier };
            }
            let find = async |query: &Query| find(&files, query, is_current).await;
            let (none, asked) = (Sounds::default(), is_whole.then_some([&*same, &*asking]));
            // The last file spells those words too.
            let sounds = files.last().map_or(&none, |file| &file.sounds);
            let Some(((rows, count), instead)) = seek(&query, asked, sounds, find).await else { return };
            self.is_whole.set_value(is_whole);
            let said = match (is_whole, count) {
                (true, _) => instead + &said(count, rows.len()),
                (false, 0) => "能找的内容还没存好，等一会儿；没有网的话，先连上网。".to_string(),
                (false, _) => "还没全存下来，先找到这些。".to_string(),
            };
            if !query.is_empty() {
                self.show_found(rows, &said, is_current).await;
            }
            if let Some(name) = missing {
                self.fetch(name).await;
            }
        });
    }

    /// Those of the files that are here, and the name of the first that is not. Nobody waits any longer for words that
    /// are not those in the field.
    async fn stored(self, names: &[String], is_current: impl Fn() -> bool) -> (Vec<Rc<File>>, Option<String>) {
        let (mut files, mut missing) = (Vec::new(), None);
        for name in names {
            if !is_current() {
                break;
            }
            let file = match self.known(name) {
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

    fn known(self, name: &str) -> Option<Rc<File>> {
        let find = |files: &Vec<(String, Rc<File>)>| Some(files.iter().find(|(known, _)| known == name)?.1.clone());
        self.files.try_with_value(find).flatten()
    }

    fn make_ready(self, name: &str, text: Rc<str>) -> Rc<File> {
        // Another look may have been faster.
        self.known(name).unwrap_or_else(|| {
            let file = Rc::new(File::new(text));
            self.files.try_update_value(|files| files.push((name.to_string(), file.clone())));
            file
        })
    }

    /// Shows rows in slices of their own: to lay out all of them takes longer than to find them.
    async fn show_found(self, mut rows: Vec<String>, said: &str, is_current: impl Fn() -> bool) {
        clock::sleep(0).await;
        if !is_current() {
            return;
        }
        // A list in which somebody is further down must not be short for a moment.
        let is_read = scroll::scroll_top() > 0.0;
        let others = rows.split_off(if is_read { rows.len() } else { SCREEN.min(rows.len()) }).concat();
        let first = rows.concat();
        self.show(&first, said);
        if !others.is_empty() {
            clock::sleep(0).await;
            if !is_current() {
                return;
            }
            let _ = self.page.try_with_value(|page| {
                dom::find_in(page, "#found").iter().for_each(|list| dom::append_html(list, &others));
            });
        }
        // Once: whoever types on looks from the top.
        if !first.is_empty() && self.is_arriving.try_update_value(std::mem::take) == Some(true) {
            self.router.arrive_late(api::paths::SEARCH);
        }
    }

    fn show(self, html: &str, said: &str) {
        let _ = self.page.try_with_value(|page| {
            dom::set_text(page, "#said", said);
            if let Some(list) = dom::find_in(page, "#found") {
                dom::show_html(&list, html);
            }
            // Where nothing is found, somebody may be asked, and other words may help.
            dom::set_attribute(page, "#ask", "hidden", (!said.starts_with("没有找到")).then_some(""));
            dom::set_attribute(page, "#suggested", "hidden", (!html.is_empty()).then_some(""));
        });
        self.frame.revise();
    }
}
