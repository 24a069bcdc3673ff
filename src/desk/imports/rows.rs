//! The rows that were read: how far the check is, what is to be mended, and which become drafts.

use ::api::documents::Folder;
use ::api::imports::Row;
use leptos::prelude::*;

use super::dropping::Dropped;
use super::entry::Entry;
use super::for_all::ForAll;
use super::row::RowView;
use super::state::Page;
use super::told::Told;
use crate::desk::twice::Twice;
use crate::ui::focus;

/// What is listed of the rows; cheap to copy.
#[derive(Clone, Copy)]
struct Listing {
    page: Page,
    /// Those that were to be looked at when somebody asked for them: one that is mended stays under the hand.
    only: RwSignal<Vec<RwSignal<Row>>>,
    /// Some of them are there still: rows that are read anew are others.
    is_narrow: Memo<bool>,
    /// How many are to be looked at now.
    to_mend: Memo<usize>,
}

impl Listing {
    fn new(page: Page) -> Self {
        let only = RwSignal::new(Vec::<RwSignal<Row>>::new());
        let is_narrow =
            Memo::new(move |_| only.with(|only| page.entries.get().iter().any(|entry| only.contains(&entry.row))));
        Self {
            page,
            only,
            is_narrow,
            to_mend: Memo::new(move |_| page.entries.get().into_iter().filter(is_to_mend).count()),
        }
    }

    fn shown(self) -> Vec<Entry> {
        let mut entries = self.page.entries.get();
        if self.is_narrow.get() {
            self.only.with(|only| entries.retain(|entry| only.contains(&entry.row)));
        }
        entries
    }

    /// How many rows become drafts, and how many of them are not on screen.
    fn chosen(self) -> (usize, usize) {
        let is_chosen = |entries: Vec<Entry>| entries.iter().filter(|entry| entry.is_chosen.get()).count();
        let chosen = is_chosen(self.page.entries.get());
        (chosen, chosen - is_chosen(self.shown()))
    }

    fn narrow(self) {
        let to_mend = || {
            let entries = self.page.entries.get_untracked().into_iter();
            entries.filter(|entry| untrack(|| is_to_mend(entry))).map(|entry| entry.row).collect()
        };
        self.only.set(if self.is_narrow.get_untracked() { Vec::new() } else { to_mend() });
    }
}

fn is_to_mend(entry: &Entry) -> bool {
    entry.verdict().is_some_and(|verdict| !verdict.is_good())
}

/// All rows.
#[component]
pub(super) fn Rows(page: Page) -> impl IntoView {
    let total = move || page.entries.with(Vec::len);
    let listing = Listing::new(page);
    let chosen = Memo::new(move |_| listing.chosen());
    let checked =
        Memo::new(move |_| page.entries.get().iter().filter(|entry| entry.checked.with(Option::is_some)).count());
    let is_checked = Memo::new(move |_| checked.get() >= total());
    let choose_good = move |_| {
        page.touch();
        for entry in page.entries.get_untracked() {
            entry.choose(untrack(|| entry.verdict()).is_some_and(|verdict| verdict.is_good()));
        }
    };
    let make = move || match page.is_busy.get() {
        true => "正在存……".to_string(),
        false => format!("做成草稿（{}）", chosen.get().0),
    };
    let unseen = move || Some(chosen.get().1).filter(|unseen| *unseen > 0);
    let give_up = Callback::new(move |()| {
        page.entries.set(Vec::new());
        page.let_go();
        page.said.set(String::new());
        page.wrong.set(String::new());
        focus::soon("#pasted", "");
    });
    view! {
        <section class="import">
            <Count page checked to_mend=listing.to_mend/>
            {move || page.textless.with(|textless| !textless.is_empty()).then(|| view! {
                <p class="import-textless">
                    {page.textless.with(|textless| format!("“{}”还没放原文，这里的金句没有东西可对。先到", textless.join("”“")))}
                    <a href=::api::paths::DESK_SOURCES>"原文库放上"</a>"，再回到这一页接着来：这些行都给你留着。"
                </p>
            })}
            <div class="import-all">
                <button type="button" class="button quiet" on:click=choose_good>"只选没问题的"</button>
                <button type="button" class="button quiet" aria-pressed=move || listing.is_narrow.get().to_string() disabled=move || !listing.is_narrow.get() && listing.to_mend.get() == 0 on:click=move |_| listing.narrow()>"只看要看一看的"</button>
                <ForAll page/>
            </div>
            <ol class="import-rows" on:input=move |_| page.touch()>
                <For each=move || listing.shown() key=|entry| entry.row let:entry>
                    <RowView page entry/>
                </For>
            </ol>
            <div class="import-end">
                <Told page/>
                <Dropped page/>
                <p class="hint" role="status">{move || unseen().map(|unseen| format!("要做的里面，{unseen} 行没列在上面。"))}</p>
                <button type="button" class="button" disabled=move || page.is_busy.get() || chosen.get().0 == 0 || !is_checked.get() on:click=move |_| page.save()>
                    {make}
                </button>
                <Twice name="不要了，重来" what="这些行和改过的字就都没有了。真的不要了？" yes="不要了，清空" is_busy=page.is_busy run=give_up/>
            </div>
        </section>
    }
}

/// How far the check is, or why it stands still; then, how many rows are to be looked at.
#[component]
fn Count(page: Page, checked: Memo<usize>, to_mend: Memo<usize>) -> impl IntoView {
    let total = move || page.entries.with(Vec::len);
    move || match (checked.get() >= total(), page.stuck.get()) {
        (true, _) => view! {
            <p class="import-count">{move || match to_mend.get() {
                0 if page.folder.get() == Folder::Places => format!("{} 行，都看得懂。", total()),
                0 => format!("{} 行，都和原文一致。", total()),
                count => format!("{} 行，{count} 行要看一看。", total()),
            }}</p>
        }
        .into_any(),
        (false, Some(why)) => view! {
            <div class="import-count" role="alert">
                <p>{format!("核对停在 {} / {}。{why}", checked.get(), total())}</p>
                <button type="button" class="button quiet" on:click=move |_| page.check_all()>"接着核对"</button>
            </div>
        }
        .into_any(),
        (false, None) => view! {
            <p class="import-count">
                <progress max=total() value=move || checked.get()></progress>
                {move || format!("正在核对：{} / {}", checked.get(), total())}
            </p>
        }
        .into_any(),
    }
}
