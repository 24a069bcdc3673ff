//! A row of a table of places: brought into the words that a place's document has, checked by the same reading as that, and written
//! into it. What the document has no word for is not lost: it stands in its text.

use std::collections::BTreeMap;

use api::documents::Folder;
use api::imports::{CheckedRow, Field, Likeness, NO_HOLIDAYS, Row, Twin};
use api::sources::Collation;
use content::day::Day;
use content::front_matter::Item;
use content::library::Library;
use content::numbers;
use content::opening::Hours;
use content::parted::{parted, parted_known};
use content::place::{KINDS, LEVELS, Place, SERVICES};
use content::write::Writer;

use crate::curation::documents;
use crate::store::documents::DraftRow;
use crate::store::documents::calendar::PlannedRow;

const NO_MOBILE: &str = "电话像是个人的手机号，没取：名单上只放座机和热线";

/// Brings a row that was read into the words of a document; what was left out is said.
pub(crate) fn tidied(library: &Library, mut row: Row) -> (Row, Option<String>) {
    row.quote = line(&row.quote);
    let doubt = tidy_phone(&mut row);
    row = settled(library, row);
    (row, doubt)
}

/// The same without a word about it, of what somebody has typed: nothing is left out.
fn settled(library: &Library, mut row: Row) -> Row {
    row.place.retain(|_, text| !is_nothing(text));
    let title = row.quote.clone();
    let get = |row: &Row, field: Field| row.place.get(field.as_str()).map(|text| line(text)).unwrap_or_default();
    let kind = kind(&get(&row, Field::Kind), &title);
    let level = level(&get(&row, Field::Level), &kind);
    let street = match get(&row, Field::Street) {
        street if street.is_empty() => known_street(library, &row, &title),
        street => street,
    };
    let (services, others) = services(&row.place.get(Field::Services.as_str()).cloned().unwrap_or_default());
    let mut note = row.place.get(Field::Note.as_str()).map(|note| note.trim().to_string()).unwrap_or_default();
    if !others.is_empty() {
        let more = format!("还有：{}。", others.join("、"));
        if !note.contains(&more) {
            note = if note.is_empty() { more } else { format!("{note}\n\n{more}") };
        }
    }
    let standing = standing(&get(&row, Field::Standing));
    let confirmed = day(&get(&row, Field::Confirmed));
    let hours = get(&row, Field::Hours);
    let tidy = [
        (Field::Kind, kind),
        (Field::Level, level),
        (Field::Street, street),
        (Field::Services, services.join("、")),
        (Field::Note, note),
        (Field::Standing, standing),
        (Field::Confirmed, confirmed),
        (Field::Hours, hours),
    ];
    for (field, text) in tidy {
        row.place.insert(field.as_str().into(), text);
    }
    row.place.retain(|_, text| !text.is_empty());
    row
}

/// Whether a cell says no more than that there is nothing.
fn is_nothing(text: &str) -> bool {
    matches!(text.trim(), "无" | "没有" | "暂无" | "空" | "—" | "——" | "-" | "/")
}

/// A cell as one line.
fn line(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("，")
}

/// What it is, by the word somebody has for it, or by its name.
fn kind(written: &str, title: &str) -> String {
    let of = |text: &str| {
        let is = |words: &[&str]| words.iter().any(|word| text.contains(word));
        KINDS.into_iter().find(|kind| text.contains(kind)).or_else(|| match () {
            () if is(&["商户", "店", "餐", "饭", "面馆"]) => Some("商家"),
            () if is(&["服务站", "爱心屋", "休息点", "站点", "之家", "服务点", "服务中心"]) => {
                Some("驿站")
            }
            () => None,
        })
    };
    of(written).or_else(|| of(title)).map_or_else(|| written.to_string(), str::to_string)
}

/// How far it reaches: 服务点 is 点. A street is one, and everything else a point.
fn level(written: &str, kind: &str) -> String {
    match LEVELS.into_iter().find(|level| written.ends_with(level)) {
        Some(level) => level.into(),
        None if !written.is_empty() => written.into(),
        None if kind == "街区" => "街".into(),
        None => "点".into(),
    }
}

/// A street that the list has already, and that the row names elsewhere.
fn known_street(library: &Library, row: &Row, title: &str) -> String {
    let named = |street: &str| title.contains(street) || row.place.values().any(|text| text.contains(street));
    let streets = library.places.values().filter(|place| place.withdrawn.is_none()).map(|place| place.street.as_str());
    streets.filter(|street| named(street)).max_by_key(|street| street.len()).unwrap_or_default().into()
}

/// Services that a document knows, in its order, and what else is there.
fn services(text: &str) -> (Vec<&'static str>, Vec<String>) {
    let (mut found, mut others) = (Vec::new(), Vec::new());
    let names =
        |text: &str| SERVICES.iter().any(|(name, also)| also.iter().chain([name]).any(|one| text.contains(*one)));
    let words = parted_known(text, names);
    for word in words.iter().map(|word| word.trim_end_matches(['等', '。']).trim()).filter(|word| !word.is_empty()) {
        // 没有微波炉 is no 微波炉, and where a scooter is charged no phone is.
        let is_other = ["没", "不", "未", "禁", "暂"].iter().any(|no| word.contains(no))
            || word.starts_with('无') && !word.starts_with("无线")
            || word.contains("充电") && ["电动车", "电瓶", "单车", "桩"].iter().any(|what| word.contains(what));
        let is_known = |(name, also): &&(&str, &[&str])| *name == word || also.contains(&word);
        if is_other && !SERVICES.iter().any(|known| is_known(&known)) {
            others.push(word.to_string());
            continue;
        }
        let is_within =
            |(name, also): &&(&str, &[&str])| word.contains(name) || also.iter().any(|also| word.contains(also));
        match SERVICES.iter().find(is_known).or_else(|| SERVICES.iter().find(is_within)) {
            Some((name, _)) if !found.contains(name) => found.push(*name),
            Some(_) => {}
            None => others.push(word.to_string()),
        }
    }
    found.sort_by_key(|name| SERVICES.iter().position(|(known, _)| known == name));
    (found, others)
}

fn standing(written: &str) -> String {
    let is = |words: &[&str]| words.iter().any(|word| written.contains(word));
    match () {
        () if is(&["没了", "撤", "拆", "取消", "停用", "不在"]) => "没了".into(),
        () if is(&["暂停", "装修", "维修", "停业", "暂未"]) => "暂停".into(),
        // 未开放 has 开放 in it.
        () if is(&["未", "不", "停", "尚", "关"]) => "暂停".into(),
        () if is(&["正常", "开放", "在用", "运营", "营业", "启用"]) => String::new(),
        () => written.into(),
    }
}

/// 2026/11/3, 2026.11.3 and 2026年11月3日 as the document writes days; anything else as it is.
fn day(written: &str) -> String {
    let parts: Vec<&str> = written.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let [year, month, day, ..] = parts.as_slice() else { return written.into() };
    let text = format!("{year}-{month:0>2}-{day:0>2}");
    if Day::parse(&text).is_some() { text } else { written.into() }
}

/// The first number of an office; of a person nothing is taken.
fn tidy_phone(row: &mut Row) -> Option<String> {
    let phone = row.place.get_mut(Field::Phone.as_str())?;
    let parts = parted(phone);
    // Between numbers a slash always parts them.
    let numbers = parts.iter().flat_map(|part| part.split(['/', '／'])).flat_map(|part| part.split("  "));
    let numbers: Vec<&str> = numbers.map(str::trim).filter(|part| !part.is_empty()).collect();
    let good = numbers.iter().find(|number| numbers::is_public(number)).map(|number| number.to_string());
    let has_mobile = numbers.iter().any(|number| numbers::names_mobile(number));
    match good {
        Some(good) => *phone = good,
        None if has_mobile => phone.clear(),
        None => {}
    }
    has_mobile.then(|| NO_MOBILE.to_string())
}

/// The names of all places, those of drafts and of what will be published included, each with its slug.
pub(crate) fn known(library: &Library, drafts: &[DraftRow], planned: &[PlannedRow]) -> BTreeMap<String, String> {
    let shown = library.places.values().filter(|place| place.withdrawn.is_none());
    let mut known: BTreeMap<String, String> = shown.map(|place| (place.title.clone(), place.slug.clone())).collect();
    let drafts = drafts.iter().map(|draft| (&draft.path, &draft.text));
    for (path, text) in drafts.chain(planned.iter().map(|planned| (&planned.path, &planned.text))) {
        if let Some((Folder::Places, slug)) = Folder::of(path) {
            known.entry(documents::title(text)).or_insert_with(|| slug.to_string());
        }
    }
    known
}

/// Checks a row by the reading of a place's document.
pub(crate) fn check(library: &Library, known: &BTreeMap<String, String>, row: Row) -> CheckedRow {
    let row = settled(library, row);
    let (path, text) = (Folder::Places.path("row"), text(&row));
    let faults = documents::faults(library, &path, &text);
    let twin = known.get(&row.quote).map(|slug| Twin {
        slug: slug.clone(),
        quote: row.quote.clone(),
        likeness: Likeness::Same,
    });
    let hours = row.place.get(Field::Hours.as_str()).and_then(|text| content::hours::compile(text).ok());
    // A place has no source.
    let collation = Collation::Verbatim { places: Vec::new() };
    let read = hours.map(|hours| in_words(&hours)).unwrap_or_default();
    let same = |place: &&Place| place.withdrawn.is_some() && place.title == row.quote;
    let withdrawn = library.places.values().find(same).map(|place| place.slug.clone()).filter(|_| twin.is_none());
    CheckedRow { row, collation, twins: twin.into_iter().collect(), faults, read, withdrawn }
}

/// As hours are read; what they leave out is said, and keeps nobody from publishing them.
fn in_words(hours: &Hours) -> String {
    let says_all = !content::hours::advice(hours).iter().any(|advice| advice.contains(NO_HOLIDAYS));
    if says_all { hours.chinese() } else { format!("{}（{NO_HOLIDAYS}）", hours.chinese()) }
}

/// Two rows with the same name are the same place.
pub(crate) fn repeats(rows: &mut [api::imports::ReadRow]) {
    let mut earlier: BTreeMap<String, usize> = BTreeMap::new();
    for (at, read) in rows.iter_mut().enumerate() {
        match earlier.get(&read.row.quote) {
            Some(first) => read.repeats = Some(*first),
            None => drop(earlier.insert(read.row.quote.clone(), at)),
        }
    }
}

/// The file of the place that a row becomes.
pub(crate) fn text(row: &Row) -> String {
    let get = |field: Field| row.place.get(field.as_str()).map(String::as_str).unwrap_or_default();
    let confirmed = get(Field::Confirmed);
    let of = |is_there: bool| if is_there { confirmed } else { "" };
    let (hours, services, note) = (get(Field::Hours), get(Field::Services), get(Field::Note));
    let items: Vec<Item> = parted(services).into_iter().map(|text| Item { line: 0, text }).collect();
    let body = if note.is_empty() { String::new() } else { format!("\n{note}\n") };
    Writer::default()
        .field("title", &row.quote)
        .field("kind", get(Field::Kind))
        .field("level", get(Field::Level))
        .field("street", get(Field::Street))
        .field("address", get(Field::Address))
        .field("landmark", get(Field::Landmark))
        .field("entrance", get(Field::Entrance))
        .field("hours", hours)
        .field("standing", get(Field::Standing))
        .field("offers", get(Field::Offers))
        .field("keeper", get(Field::Keeper))
        .field("phone", get(Field::Phone))
        .field("coordinates", get(Field::Coordinates))
        .field("hours_confirmed", of(!hours.is_empty()))
        .field("services_confirmed", of(!services.is_empty()))
        .field("place_confirmed", confirmed)
        .field("offers_confirmed", of(!get(Field::Offers).is_empty()))
        .field("sample", if note.contains("示例数据") { "是" } else { "" })
        .list("services", &items)
        .body(&body)
}

/// What a place says, in the columns of a table.
pub(crate) fn cells(place: &Place) -> Vec<String> {
    let standing = match place.standing {
        content::opening::Standing::Open => "",
        content::opening::Standing::Paused => "暂停",
        content::opening::Standing::Gone => "没了",
    };
    let of = |field: &Field| match field {
        Field::Title => place.title.clone(),
        Field::Address => place.address.clone(),
        Field::Hours => place.hours.as_ref().map(|hours| hours.chinese()).unwrap_or_default(),
        Field::Services => place.services.join("、"),
        Field::Phone => place.phone.clone(),
        Field::Street => place.street.clone(),
        Field::Kind => place.kind.clone(),
        Field::Keeper => place.keeper.clone(),
        // It comes back as what it is.
        Field::Note if place.is_sample && !place.body.contains("示例数据") => {
            format!("{} 示例数据", place.body.trim()).trim().to_string()
        }
        Field::Note => place.body.trim().to_string(),
        Field::Level => place.level.clone(),
        Field::Landmark => place.landmark.clone(),
        Field::Entrance => place.entrance.clone(),
        Field::Offers => place.offers.join("、"),
        Field::Coordinates => place.coordinates.as_ref().map(|(lat, lon)| format!("{lat},{lon}")).unwrap_or_default(),
        Field::Standing => standing.into(),
        Field::Confirmed => place.confirmed_in_all().map(|day| day.to_string()).unwrap_or_default(),
        _ => String::new(),
    };
    Field::of(Folder::Places).iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_and_not_open_is_not_taken_for_it() {
        let (found, others) = services("热水、没有微波炉、无厕所、电动车充电桩、无线网、手机充电");
        assert_eq!(found, ["手机充电", "热水", "Wi-Fi"]);
        assert_eq!(others, ["没有微波炉", "无厕所", "电动车充电桩"]);
        let (found, others) = services("饮水机 手机充电口、WC/血压计；微波炉+充气 等");
        assert_eq!(found, ["手机充电", "热水", "厕所", "微波炉", "充气"]);
        assert_eq!(others, ["血压计"]);
        for (written, expected) in
            [("未开放", "暂停"), ("暂不开放", "暂停"), ("停止运营", "暂停"), ("正常开放", ""), ("已拆除", "没了")]
        {
            assert_eq!(standing(written), expected, "{written}");
        }
    }

    fn row(title: &str, cells: &[(Field, &str)]) -> Row {
        let place = cells.iter().map(|(field, text)| (field.as_str().to_string(), text.to_string())).collect();
        Row { quote: title.into(), place, ..Row::default() }
    }

    #[test]
    fn an_offices_number_is_taken_beside_a_persons() {
        for written in [
            "025-52191234/手机13800000000",
            "13800000000/025-52191234",
            "手机13800000000／025-52191234",
            "025-52191234/13800000000",
        ] {
            let (row, doubt) = tidied(&Library::default(), row("甲", &[(Field::Phone, written)]));
            let phone = row.place.get(Field::Phone.as_str()).map(String::as_str);
            assert_eq!((phone, doubt.as_deref()), (Some("025-52191234"), Some(NO_MOBILE)), "{written}");
        }
        let (two, doubt) = tidied(&Library::default(), row("甲", &[(Field::Phone, "025-52191234/52191235")]));
        assert_eq!((two.place[Field::Phone.as_str()].as_str(), doubt), ("025-52191234", None));
        let (row, doubt) = tidied(&Library::default(), row("甲", &[(Field::Phone, "无"), (Field::Landmark, "—")]));
        assert_eq!(
            (row.place.get(Field::Phone.as_str()), row.place.get(Field::Landmark.as_str()), doubt),
            (None, None, None)
        );
    }

    #[test]
    fn what_offices_write_becomes_what_a_document_has() {
        let library = Library::default();
        let (row, doubt) = tidied(
            &library,
            row(
                "城南户外劳动者驿站",
                &[
                    (Field::Kind, "工会站点"),
                    (Field::Services, "饮水机、手机充电口，微波炉加热/血压计 等"),
                    (Field::Phone, "138 0000 0000"),
                    (Field::Hours, "周一至周五\n9:00-18:00"),
                    (Field::Confirmed, "2026/11/3"),
                    (Field::Level, "服务点"),
                ],
            ),
        );
        let get = |field: Field| row.place.get(field.as_str()).map(String::as_str).unwrap_or_default();
        assert_eq!((get(Field::Kind), get(Field::Level), get(Field::Phone)), ("驿站", "点", ""));
        assert_eq!(get(Field::Services), "手机充电、热水、微波炉");
        assert_eq!((get(Field::Note), get(Field::Confirmed)), ("还有：血压计。", "2026-11-03"));
        assert!(doubt.is_some());
        // Done once more, nothing is another.
        assert_eq!(tidied(&library, row.clone()), (row, None));
    }

    #[test]
    fn what_a_row_becomes_is_read_as_it_was_shown() {
        let cells = [
            (Field::Street, "示例街一"),
            (Field::Address, "示例路 8 号"),
            (Field::Hours, "早8点到晚10点，节假日照常"),
            (Field::Services, "热水"),
        ];
        let checked = check(&Library::default(), &BTreeMap::new(), row("示例驿站", &cells));
        assert_eq!((checked.faults, checked.read.as_str()), (Vec::new(), "每天 8:00–22:00"));
        let wrong = check(&Library::default(), &BTreeMap::new(), row("示例驿站", &[(Field::Hours, "视情况")]));
        let fields: Vec<&str> = wrong.faults.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["street", "hours", "landmark"]);
    }
}
