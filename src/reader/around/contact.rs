//! Who looks after what: the point somebody chose as theirs, as this phone keeps it, and visits that pass by themselves.

use content::day::Day;
use content::opening::day_of;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::row::now;
use crate::browser::dom::{self, Node};
use crate::browser::storage;
use crate::reader::library::Library;
use crate::reader::shell::actions::Actions;
use crate::reader::shell::mounted::Mounted;
use crate::ui::toast;

/// Key of `localStorage`: the slug of its document.
const CONTACT: &str = "contact";

/// The list of all.
pub fn enliven_contacts(page: &Node) {
    say_visits(page);
    let chosen = storage::get(CONTACT).unwrap_or_default();
    for row in dom::find_all_in(page, "li[data-contact]") {
        if !chosen.is_empty() && dom::data(&row, "contact") == chosen {
            dom::set_attribute(&row, "a", "data-mine", Some(""));
            if let Some(name) = dom::find_in(&row, "strong") {
                dom::append_html(&name, " <small class=\"my-point\">我的联系点</small>");
            }
        }
    }
}

/// The page of one.
pub fn enliven_contact(page: &Node) {
    let mounted = Mounted::new();
    say_visits(page);
    let (slug, shown) = (dom::data(page, "contact"), page.clone());
    show(&shown, &slug);
    mounted.hold(expect_context::<Actions>().on("contact", move |_| {
        let was_mine = storage::get(CONTACT).as_deref() == Some(slug.as_str());
        if !storage::set(CONTACT, if was_mine { "" } else { &slug }) {
            toast(storage::NOT_STORED);
        }
        show(&shown, &slug);
        true
    }));
}

fn show(page: &Node, slug: &str) {
    let is_mine = storage::get(CONTACT).as_deref() == Some(slug);
    dom::set_attribute(page, "[data-action=contact]", "aria-pressed", Some(if is_mine { "true" } else { "false" }));
    dom::set_text(page, "[data-action=contact]", if is_mine { "这是我的联系点" } else { "设为我的联系点" });
}

/// On 身边: the one that was chosen, and when somebody comes there. It is read from the list, which this phone has stored.
pub(super) fn follow(page: &Node, mounted: Mounted) {
    let Some(chosen) = storage::get(CONTACT).filter(|slug| !slug.is_empty()) else { return };
    let (page, library) = (page.clone(), expect_context::<Library>());
    spawn_local(async move {
        let list = library.fragment(api::paths::CONTACTS).await.ok().and_then(|html| dom::apart(&html));
        let Some(list) = list.filter(|_| mounted.is_alive()) else { return };
        say_visits(&list);
        let rows = dom::find_all_in(&list, "li[data-contact]");
        let Some(row) = rows.iter().find(|row| dom::data(row, "contact") == chosen) else { return };
        let [name, visit] = ["strong", ".visit"].map(|part| dom::text(row, part));
        dom::set_text(
            &page,
            "#my-contact small",
            &[name.as_str(), if visit.is_empty() { "" } else { "，" }, &visit].concat(),
        );
        dom::set_attribute(&page, "#my-contact", "href", Some(&api::paths::below(api::paths::CONTACTS, &chosen)));
    });
}

/// A visit that is over says so.
fn say_visits(page: &Node) {
    for visit in dom::find_all_in(page, "[data-visit]") {
        if Day::parse(&dom::data(&visit, "visit")).is_some_and(|day| day < day_of(now())) {
            visit.set_text_content(Some("下次哪天来，还没写"));
        }
    }
}
