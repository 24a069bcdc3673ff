//! 取了哪些表、哪些列: a line above the rows that opens to be changed; below it only what is not sure is asked about.

use ::api::documents::Folder;
use ::api::imports::{Field, ReadColumn, ReadSheet, ReadTable};
use leptos::html::Details;
use leptos::prelude::*;

use super::reading::written;
use super::state::Page;
use super::taken::{Taken, called, is_blank};
use crate::desk::readings::Readings;
use crate::desk::shell::failed::Failed;
use crate::desk::twice::Twice;

/// What is to be settled about what was brought, in whatever encoding, sheets and columns it is.
#[component]
pub(super) fn TakenStep(page: Page) -> impl IntoView {
    let again = Callback::new(move |()| page.read_again());
    let choose = Callback::new(move |encoding| page.read_in(encoding));
    view! {
        <Readings readings=page.readings is_busy=page.is_busy choose/>
        {move || Some(page.unread.get()).filter(|why| !why.is_empty()).map(|why| view! { <Failed why again/> })}
        {move || page.taken.get().map(|taken| view! { <TakenForm page taken/> })}
    }
}

#[component]
fn TakenForm(page: Page, taken: Taken) -> impl IntoView {
    // Only what is in doubt is asked about; all else is folded into the line.
    let (asked, known): (Vec<_>, Vec<_>) = (taken.columns.clone().into_iter().enumerate())
        .filter(|(_, column)| !is_blank(column))
        .partition(|(_, column)| taken.asks_about(column));
    let (asks, is_open) = (!asked.is_empty(), RwSignal::new(false));
    // The element stays when something else was read: it begins closed again, and is asked and not counted.
    let fold = NodeRef::<Details>::new();
    let is_unfolded = move || fold.get_untracked().is_some_and(|fold| fold.has_attribute("open"));
    let words = taken.words();
    let Taken { folder, sheets, columns } = taken;
    let main = Field::main(folder);
    let chosen = RwSignal::new(sheets.iter().map(|sheet| sheet.is_taken).collect::<Vec<_>>());
    let told = RwSignal::new(columns.clone());
    let had = StoredValue::new(columns);
    let were = StoredValue::new(chosen.get_untracked());
    let are_other_sheets = move || chosen.with(|chosen| were.with_value(|were| chosen != were));
    // What was changed and not read again must not be folded away.
    let is_changed = move || are_other_sheets() || told.with(|told| had.with_value(|had| told != had));
    // Why it cannot be read like that.
    let unfit = Memo::new(move |_| {
        let is_main = |column: &ReadColumn| column.field == Some(main);
        if chosen.with(|chosen| !chosen.contains(&true)) {
            return "选一张表。".to_string();
        }
        let has_main = told.with(|told| told.iter().any(is_main));
        if has_main || are_other_sheets() { String::new() } else { format!("选一列当{}。", main.chinese()) }
    });
    // Nothing is lost without a word where two columns are to be the same.
    let doubled = Memo::new(move |_| {
        let count = |field: Field| told.with(|told| told.iter().filter(|one| one.field == Some(field)).count());
        let doubled: Vec<_> =
            Field::of(folder).iter().filter(|field| count(**field) > 1).map(|field| field.chinese()).collect();
        (!doubled.is_empty()).then(|| format!("有几列都是{}：一行里取前面的，前面空着才取后面的。", doubled.join("、")))
    });
    let go = Callback::new(move |()| {
        let (chosen, told) = (chosen.get_untracked(), told.get_untracked());
        if !unfit.get_untracked().is_empty() {
            return;
        }
        let places = chosen.iter().enumerate().filter(|(_, is_chosen)| **is_chosen).map(|(at, _)| at.to_string());
        let sheets = places.collect::<Vec<_>>().join(",");
        let (columns, told) = match untrack(are_other_sheets) {
            // Which columns those have is not known here.
            true => (String::new(), told),
            false => (written(&told), Vec::new()),
        };
        page.read(ReadTable { sheets, columns, ..page.asked.get_value() }, told);
    });
    // Opened again, the page has no file to read anew: nothing is to be chosen then.
    let is_gone = Signal::derive(move || page.brought.with(Option::is_none));
    let column = move |(at, column): (usize, ReadColumn)| view! { <Column folder at column told is_gone/> };
    let sheet = move |(at, sheet): (usize, ReadSheet)| view! { <Sheet at sheet chosen is_gone/> };
    let sheets = (sheets.len() > 1).then(|| {
        view! { <fieldset><legend>"读哪几张表"</legend>{sheets.into_iter().enumerate().map(sheet).collect_view()}</fieldset> }
    });
    let is_off = move || page.is_busy.get() || !unfit.get().is_empty();
    let button = move || {
        match (is_gone.get(), page.is_touched.get()) {
        (true, _) => view! { <p class="hint">"这一页重新打开过，原来的文件不在手边了。要换表、换列，点下面的“不要了，重来”，再选一次文件。"</p> }.into_any(),
        (_, true) => view! { <Twice name="照这样重新读" what="这些行都重新读：改过的字、勾过的都没有了。" yes="重新读" is_busy=Signal::derive(is_off) run=go/> }.into_any(),
        (_, false) => view! { <button type="submit" class="button" disabled=is_off>{move || if page.is_busy.get() { "正在读……" } else { "照这样读" }}</button> }.into_any(),
    }
    };
    view! {
        <form class="import-taken" on:submit=move |event| { event.prevent_default(); go.run(()); }>
            <details node_ref=fold prop:open=move || is_open.get() on:toggle=move |_| is_open.set(is_unfolded())>
                <summary>{words}" "<span class="link">"改"</span></summary>
                {sheets}
                {known.into_iter().map(column).collect_view()}
            </details>
            {asked.into_iter().map(column).collect_view()}
            <div class="import-again" hidden=move || !asks && !is_open.get() && !is_changed()>
                <div role="status">{move || Some(unfit.get()).filter(|why| !why.is_empty()).map(|why| view! { <p class="wrong">{why}</p> })}
                    {move || doubled.get().map(|why| view! { <p class="hint">{why}</p> })}</div>
                {button}
            </div>
        </form>
    }
}

/// What one column is for.
#[component]
fn Column(
    folder: Folder,
    at: usize,
    column: ReadColumn,
    told: RwSignal<Vec<ReadColumn>>,
    is_gone: Signal<bool>,
) -> impl IntoView {
    let is_it = move |field| column.field == field;
    let choose = move |value: String| {
        let field = Field::of(folder).iter().copied().find(|field| field.as_str() == value);
        told.update(|told| told[at].field = field);
    };
    let option = |field: Field| {
        view! { <option value=field.as_str() selected=is_it(Some(field))>{field.chinese()}</option> }
    };
    let samples = column.samples.iter().map(|sample| format!("“{sample}”")).collect::<String>();
    let doubt = match (column.is_sure, column.field) {
        (true, _) => None,
        (false, Some(field)) => Some(format!("猜是{}，对不对？", field.chinese())),
        (false, None) => Some("没认出来，这次没取。".to_string()),
    };
    let id = format!("column-{at}");
    view! {
        <div class="import-column">
            <label for=id.clone()>{format!("“{}”这一列是？", called(at, &column.heading))}</label>
            <p class="hint">{doubt.map(|doubt| view! { <b>{doubt}</b>" " })}{samples}</p>
            <select id=id disabled=is_gone on:change=move |event| choose(event_target_value(&event))>
                {Field::of(folder).iter().copied().map(option).collect_view()}
                <option value="" selected=is_it(None)>"不要这一列"</option>
            </select>
        </div>
    }
}

/// Whether one sheet is read.
#[component]
fn Sheet(at: usize, sheet: ReadSheet, chosen: RwSignal<Vec<bool>>, is_gone: Signal<bool>) -> impl IntoView {
    let hidden =
        if sheet.hidden > 0 { format!("，另有隐藏的 {} 行不读", sheet.hidden) } else { String::new() };
    let words = format!("{}（{} 行{hidden}）", sheet.name, sheet.rows);
    view! {
        <label class="import-sheet"><input type="checkbox" checked=sheet.is_taken disabled=is_gone on:change=move |event| {
            chosen.update(|chosen| chosen[at] = event_target_checked(&event));
        }/>{words}</label>
    }
}
