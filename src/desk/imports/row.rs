//! One row: its words, what was said about it, and its fields to be corrected in place.

use ::api::documents::Folder;
use ::api::sources::{Place, SourceRow};
use leptos::prelude::*;

use super::dropping;
use super::entry::Entry;
use super::place_row::{KnownPlace, PlaceFields, WithdrawnPlace, in_short};
use super::state::Page;
use super::verdict::Verdict;
use crate::desk::collated::{Collated, TwinLine};

/// What stands below a row's words: all fields, or just what is to be mended.
#[derive(Clone, Copy, PartialEq)]
enum Below {
    Fields,
    Place,
    Finding,
    Theme,
    Nothing,
}

/// A row; its fields open with a tap.
#[component]
pub(super) fn RowView(page: Page, entry: Entry) -> impl IntoView {
    let verdict = Memo::new(move |_| entry.verdict());
    let words = move || match verdict.get() {
        Some(Verdict::Twin(twin)) if page.folder.get() == Folder::Places => view! { <KnownPlace twin/> }.into_any(),
        Some(Verdict::Twin(twin)) => view! { <TwinLine twin/> }.into_any(),
        Some(verdict) => verdict.words().into_any(),
        None => "正在核对……".into_any(),
    };
    let withdrawn = move || {
        entry.checked.with(|checked| {
            let checked = checked.as_ref()?;
            Some((checked.withdrawn.clone()?, checked.row.quote.clone()))
        })
    };
    // Where no text is there at all, that is said once, above all rows.
    let is_lost =
        move || verdict.with(|verdict| *verdict == Some(Verdict::Unfound)) && page.textless.with(Vec::is_empty);
    let look = move || verdict.with(|verdict| verdict.as_ref().map(Verdict::look));
    // While a correction is checked, what one works in stays.
    let below = Memo::new(move |before: Option<&Below>| {
        let has_theme = entry.row.with(|row| !row.theme.is_empty());
        match (entry.is_open.get(), verdict.get()) {
            (true, _) if page.folder.get() == Folder::Places => Below::Place,
            (true, _) => Below::Fields,
            (_, None) => before.copied().unwrap_or(Below::Nothing),
            (_, Some(Verdict::Differs(_))) => Below::Finding,
            _ if has_theme || page.folder.get() == Folder::Places => Below::Nothing,
            _ => Below::Theme,
        }
    });
    let name = format!("第 {} 行", entry.number);
    let drop_name = name.clone();
    view! {
        <li class="import-row" data-look=look>
            <label class="import-choose">
                <input type="checkbox" aria-label=format!("导入{name}") prop:checked=move || entry.is_chosen.get()
                    on:change=move |event| entry.choose(event_target_checked(&event))/>
                <span>{entry.number}</span>
            </label>
            <div>
                <p class="import-quote">{move || entry.row.with(|row| row.quote.clone())}</p>
                {(!entry.row.with_untracked(|row| row.place.is_empty())).then(|| view! { <p class="hint">{move || entry.row.with(in_short)}</p> })}
                <div class="import-words">{words}</div>
                {move || withdrawn().map(|(slug, name)| view! { <WithdrawnPlace slug name/> })}
                {Some(entry.doubt.get_value()).filter(|doubt| !doubt.is_empty()).map(|doubt| view! { <p class="hint">{doubt}</p> })}
                {move || is_lost().then(|| view! {
                    <p class="hint">"看看字句和出处；出处的原文还没放的，先到"<a href=::api::paths::DESK_SOURCES>"原文库"</a>"放上。"</p>
                })}
                <button type="button" class="link" aria-expanded=move || entry.is_open.get().to_string()
                    on:click=move |_| entry.is_open.update(|is_open| *is_open = !*is_open)>
                    {move || if entry.is_open.get() { "收起" } else { "看一看，改一改" }}<span class="visually-hidden">{name}</span>
                </button>
                // What is no quotation: a title, a signature.
                {move || (page.entries.with(Vec::len) > 1).then(|| view! {
                    <button type="button" class="link" on:click=move |_| dropping::drop(page, entry)>"不要这一行"<span class="visually-hidden">{drop_name.clone()}</span></button>
                })}
                {move || match below.get() {
                    Below::Place => view! { <PlaceFields page entry/> }.into_any(),
                    Below::Fields => view! { <Fields page entry/> }.into_any(),
                    Below::Finding => view! { <Finding page entry/> }.into_any(),
                    Below::Theme => view! { <Theme page entry/> }.into_any(),
                    Below::Nothing => ().into_any(),
                }}
            </div>
        </li>
    }
}

/// Where the quotation stands, or how it differs.
#[component]
fn Finding(page: Page, entry: Entry) -> impl IntoView {
    let take_over = Callback::new(move |place: Place| {
        entry.row.update(|row| {
            row.quote = place.quote.clone();
            row.sentence = place.sentence.clone();
        });
        page.check(entry);
    });
    let finding = move || {
        // What the row's head says is said once.
        let head = entry.verdict();
        entry.checked.get().map(|checked| {
            view! {
                <Collated collation=checked.collation take_over/>
                {checked.twins.into_iter().filter(|twin| head != Some(Verdict::Twin(twin.clone()))).map(|twin| view! { <TwinLine twin/> }).collect_view()}
            }
        })
    };
    view! { <div aria-live="polite">{finding}</div> }
}

/// The first of what can be chosen: nothing yet; or what the table says and nothing here is called.
fn unknown(written: &str, is_known: impl Fn(&str) -> bool) -> AnyView {
    match written.is_empty() || is_known(written) {
        true => view! { <option value="">"选一个"</option> }.into_any(),
        false => {
            view! { <option value="" selected=true>{format!("表里写的“{written}”，这里没有")}</option> }.into_any()
        }
    }
}

#[component]
fn Theme(page: Page, entry: Entry) -> impl IntoView {
    let (row, id) = (entry.row, format!("theme-{}", entry.number));
    let option = move |theme: String| {
        view! { <option value=theme.clone() selected=row.with_untracked(|row| row.theme == theme)>{theme.clone()}</option> }
    };
    view! {
        <label for=id.clone()>"主题"</label>
        <select id=id on:change=move |event| { row.update(|row| row.theme = event_target_value(&event)); page.check(entry); }>
            {move || unknown(&row.with(|row| row.theme.clone()), |theme| page.themes.with(|themes| themes.iter().any(|known| known == theme)))}
            {move || page.themes.get().into_iter().map(option).collect_view()}
        </select>
    }
}

/// The finding, and the fields. A change is checked when the field is left.
#[component]
fn Fields(page: Page, entry: Entry) -> impl IntoView {
    let again = move || page.check(entry);
    let id = move |field: &str| format!("{field}-{}", entry.number);
    let row = entry.row;
    let source = move |source: SourceRow| {
        let is_named = row.with_untracked(|row| row.source == source.slug);
        view! { <option value=source.slug selected=is_named>{source.short}</option> }
    };
    // Cards may name what somebody else has looked at.
    let sources = move || page.sources.get().into_iter().filter(|source| source.is_published);
    view! {
        <div class="import-fields">
            <Finding page entry/>
            <label for=id("quote")>"金句"</label>
            <textarea id=id("quote") rows="2" prop:value=move || row.with(|row| row.quote.clone())
                on:input=move |event| row.update(|row| row.quote = event_target_value(&event)) on:change=move |_| again()></textarea>
            <Theme page entry/>
            <label for=id("source")>"出处"</label>
            <select id=id("source") on:change=move |event| { row.update(|row| row.source = event_target_value(&event)); again(); }>
                {move || unknown(&row.with(|row| row.source.clone()), |named| sources().any(|source| source.slug == named))}
                {move || sources().map(source).collect_view()}
            </select>
            <label for=id("section")>"章节"</label>
            <input id=id("section") prop:value=move || row.with(|row| row.section.clone())
                on:input=move |event| row.update(|row| row.section = event_target_value(&event)) on:change=move |_| again()/>
            <label for=id("gloss")>"读懂"</label>
            <textarea id=id("gloss") rows="3" prop:value=move || row.with(|row| row.gloss.clone())
                on:input=move |event| row.update(|row| row.gloss = event_target_value(&event)) on:change=move |_| again()></textarea>
        </div>
    }
}
