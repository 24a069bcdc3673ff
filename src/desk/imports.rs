//! `/desk/import/` 批量导入: rows from Excel, Word or WPS, looked over one by one, become drafts all at once.

mod bring;
mod checking;
mod dropping;
mod entry;
mod faulty;
mod for_all;
mod kept;
mod making;
mod past;
mod place_row;
mod reading;
mod row;
mod rows;
mod state;
mod taken;
mod taken_step;
mod told;
mod verdict;

use ::api::people::Me;
use leptos::prelude::*;

use crate::browser::watch::watch;
use crate::desk::shell::live::Live;
use bring::BringForm;
use past::Past;
use rows::Rows;
use state::Page;
use taken_step::TakenStep;
use told::Told;

/// The page: bring, look over, make drafts, undo.
#[component]
pub(super) fn ImportPage(me: Me) -> impl IntoView {
    let (page, live) = (Page::new(), expect_context::<Live>());
    kept::keep(page, &me.id);
    watch(move || {
        page.session.resumed.track();
        page.load();
    });
    watch(move || {
        live.again.track();
        page.check_all();
    });
    let is_empty = Memo::new(move |_| page.entries.with(Vec::is_empty));
    view! {
        {move || is_empty.get().then(|| view! { <Told page/> })}
        <TakenStep page/>
        {move || match is_empty.get() {
            true => view! { <BringForm page/> }.into_any(),
            false => view! { <Rows page/> }.into_any(),
        }}
        <Past page/>
    }
}
