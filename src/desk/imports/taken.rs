//! 取了哪些表、哪些列: a line above the rows that opens to be changed, and opens by itself where a column is not sure.

use ::api::imports::{Field, ReadColumn, ReadSheet, ReadTable};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::Page;
use super::reading::written;
use crate::desk::readings::Readings;
use crate::desk::shell::failed::Failed;
use crate::desk::twice::Twice;

/// The sheets of what was brought, the columns of those that were taken, and what each is for.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub(super) struct Taken {
    pub(super) sheets: Vec<ReadSheet>,
    pub(super) columns: Vec<ReadColumn>,
}

/// What a field of a card is called at the desk.
fn name(field: Field) -> &'static str {
    match field {
        Field::Quote => "金句",
        Field::Sentence => "原句",
        Field::Source => "出处",
        Field::Section => "章节",
        Field::Theme => "主题",
        Field::Gloss => "读懂",
    }
}

/// What a column is called: by the words above it, or its place from 0.
fn called(at: usize, heading: &str) -> String {
    if heading.is_empty() { format!("第 {} 列", at + 1) } else { heading.to_string() }
}

/// It has neither words above it nor below.
fn is_blank(column: &ReadColumn) -> bool {
    column.heading.is_empty() && column.samples.is_empty()
}

impl Taken {
    /// Whether a column is the quotation.
    pub(super) fn has_quotes(&self) -> bool {
        self.columns.iter().any(|column| column.field == Some(Field::Quote))
    }

    /// Whether somebody has to say what a column is.
    fn asks(&self) -> bool {
        !self.has_quotes() || self.columns.iter().any(|column| !column.is_sure)
    }

    /// All of it in a line; nothing that was left out goes unsaid.
    fn words(&self) -> String {
        let quoted = |is_taken: bool| {
            let sheets = self.sheets.iter().filter(|sheet| sheet.is_taken == is_taken && !sheet.name.is_empty());
            let names: Vec<String> = sheets.map(|sheet| format!("“{}”", sheet.name)).collect();
            (names.len(), names.concat())
        };
        let mut words = match quoted(true) {
            (0, _) => vec!["取了一张表".to_string()],
            (1, name) => vec![format!("取了{name}这一张表")],
            (many, names) => vec![format!("取了{names}这 {many} 张表")],
        };
        let columns = self.columns.iter().enumerate().filter(|(_, column)| !is_blank(column));
        let (taken, left): (Vec<_>, Vec<_>) = columns.partition(|(_, column)| column.field.is_some());
        let taken =
            taken.into_iter().filter_map(|(at, column)| Some((called(at, &column.heading), name(column.field?))));
        let taken = taken.map(|(called, name)| if called == name { called } else { format!("{called} → {name}") });
        words.extend(Some(taken.collect::<Vec<_>>().join("，")).filter(|taken| !taken.is_empty()));
        let left: Vec<String> = left.into_iter().map(|(at, column)| called(at, &column.heading)).collect();
        if !left.is_empty() {
            words.push(format!("没取 {}", left.join("、")));
        }
        let hidden: usize = self.sheets.iter().filter(|sheet| sheet.is_taken).map(|sheet| sheet.hidden).sum();
        if hidden > 0 {
            words.push(format!("隐藏的 {hidden} 行没读"));
        }
        if let (1.., names) = quoted(false) {
            words.push(format!("没取{names}"));
        }
        words.join("；")
    }
}

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
    let (words, is_open) = (taken.words(), taken.asks());
    let Taken { sheets, columns } = taken;
    let chosen = RwSignal::new(sheets.iter().map(|sheet| sheet.is_taken).collect::<Vec<_>>());
    let told = RwSignal::new(columns.clone());
    let were = StoredValue::new(chosen.get_untracked());
    let are_other_sheets = move || chosen.with(|chosen| were.with_value(|were| chosen != were));
    // Why it cannot be read like that.
    let unfit = Memo::new(move |_| {
        let is_quote = |column: &ReadColumn| column.field == Some(Field::Quote);
        if chosen.with(|chosen| !chosen.contains(&true)) {
            return "选一张表。";
        }
        let has_quotes = told.with(|told| told.iter().any(is_quote));
        if has_quotes || are_other_sheets() { "" } else { "选一列当金句。" }
    });
    // Nothing is lost without a word where two columns are to be the same.
    let doubled = Memo::new(move |_| {
        let count = |field: Field| told.with(|told| told.iter().filter(|one| one.field == Some(field)).count());
        let doubled: Vec<_> = Field::ALL.into_iter().filter(|field| count(*field) > 1).map(name).collect();
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
    let column = move |(at, column): (usize, ReadColumn)| {
        (!is_blank(&column)).then(|| {
            let is_it = move |field| column.field == field;
            let choose = move |value: String| {
                let field = Field::ALL.into_iter().find(|field| field.as_str() == value);
                told.update(|told| told[at].field = field);
            };
            let option = |field: Field| {
                view! { <option value=field.as_str() selected=is_it(Some(field))>{name(field)}</option> }
            };
            let samples = column.samples.iter().map(|sample| format!("“{sample}”")).collect::<String>();
            let doubt = match (column.is_sure, column.field) {
                (true, _) => None,
                (false, Some(field)) => Some(format!("猜是{}，对不对？", name(field))),
                (false, None) => Some("没认出来，这次没取。".to_string()),
            };
            let id = format!("column-{at}");
            view! {
                <div class="import-column">
                    <label for=id.clone()>{format!("“{}”这一列是？", called(at, &column.heading))}</label>
                    <p class="hint">{doubt.map(|doubt| view! { <b>{doubt}</b>" " })}{samples}</p>
                    <select id=id on:change=move |event| choose(event_target_value(&event))>
                        {Field::ALL.into_iter().map(option).collect_view()}
                        <option value="" selected=is_it(None)>"不要这一列"</option>
                    </select>
                </div>
            }
        })
    };
    let sheet = move |(at, sheet): (usize, ReadSheet)| {
        let hidden =
            if sheet.hidden > 0 { format!("，另有隐藏的 {} 行不读", sheet.hidden) } else { String::new() };
        let words = format!("{}（{} 行{hidden}）", sheet.name, sheet.rows);
        view! {
            <label class="import-sheet"><input type="checkbox" checked=sheet.is_taken on:change=move |event| {
                chosen.update(|chosen| chosen[at] = event_target_checked(&event));
            }/>{words}</label>
        }
    };
    let sheets = (sheets.len() > 1).then(|| {
        view! { <fieldset><legend>"读哪几张表"</legend>{sheets.into_iter().enumerate().map(sheet).collect_view()}</fieldset> }
    });
    let is_off = move || page.is_busy.get() || !unfit.get().is_empty();
    let button = move || {
        match (page.brought.with(Option::is_some), page.is_touched.get()) {
        (false, _) => view! { <p class="hint">"这一页重新打开过，原来的文件不在手边了。要换表、换列，点下面的“不要了，重来”，再选一次文件。"</p> }.into_any(),
        (_, true) => view! { <Twice name="照这样重新读" what="这些行都重新读：改过的字、勾过的都没有了。" yes="重新读" is_busy=Signal::derive(is_off) run=go/> }.into_any(),
        (_, false) => view! { <button type="submit" class="button" disabled=is_off>{move || if page.is_busy.get() { "正在读……" } else { "照这样读" }}</button> }.into_any(),
    }
    };
    view! {
        <details class="import-taken" open=is_open>
            <summary>{words}" "<span class="link">"改"</span></summary>
            <form class="desk-form" on:submit=move |event| { event.prevent_default(); go.run(()); }>
                {sheets}
                {columns.into_iter().enumerate().map(column).collect_view()}
                <div role="status">{move || Some(unfit.get()).filter(|why| !why.is_empty()).map(|why| view! { <p class="wrong">{why}</p> })}
                    {move || doubled.get().map(|why| view! { <p class="hint">{why}</p> })}</div>
                {button}
            </form>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(heading: &str, field: Option<Field>, is_sure: bool) -> ReadColumn {
        ReadColumn { heading: heading.into(), samples: vec!["字".into()], field, is_sure }
    }

    #[test]
    fn the_line_says_what_was_taken_and_what_was_not() {
        let sheet = |name: &str, hidden, is_taken| ReadSheet { name: name.into(), rows: 3, hidden, is_taken };
        let mut taken = Taken {
            sheets: vec![sheet("说明", 0, false), sheet("金句", 2, true)],
            columns: vec![
                column("内容", Some(Field::Quote), false),
                column("主题", Some(Field::Theme), true),
                column("备注", None, true),
                ReadColumn::default(),
            ],
        };
        assert_eq!(taken.words(), "取了“金句”这一张表；内容 → 金句，主题；没取 备注；隐藏的 2 行没读；没取“说明”");
        assert!(taken.asks());
        taken.columns[0].is_sure = true;
        taken.columns.pop();
        assert!(!taken.asks());
        let pasted = Taken { sheets: vec![sheet("", 0, true)], columns: vec![column("", Some(Field::Quote), true)] };
        assert_eq!(pasted.words(), "取了一张表；第 1 列 → 金句");
        assert!(Taken { columns: vec![column("主题", Some(Field::Theme), true)], ..pasted }.asks());
    }
}
