//! Claims: what a keeper wrote becomes the text of a place, is checked by the reading of that, and published by somebody who has
//! been there. When it ends stands in the document, so that phones know it without a network.

mod known;

use api::claims::{ClaimedShop, Claims, ENDS_SOON, LISTED_DAYS, MOST_IN_LINE, OFFERS, WaitingClaim};
use api::corrections::FieldGroup;
use api::documents::Folder;
use api::rules;
use content::day::Day;
use content::fragment::{ClaimFault, ClaimForm, ClaimState};
use content::front_matter::{Item, with_field, without_field};
use content::library::Library;
use content::numbers;
use content::opening::{OFF_AFTER, STAYS_AFTER, Standing};
use content::place::Place;
use content::write::Writer;

use crate::curation::claims::known::{SERVICES, alike, known, taken_over};
use crate::curation::corrections::shown_place;
use crate::curation::documents;
use crate::infra::clock::today;
use crate::publishing::site::Site;
use crate::publishing::visible::shown_text;
use crate::store::claims::{ClaimRow, Listing};
use crate::store::corrections::Settling;
use crate::store::documents::confirming::Confirming;

/// Its link says how a shop stands for so many days after it has gone from the list.
const TOLD_AFTER: i32 = 60;

/// The form in one form: a line each, without what cannot be seen.
pub(crate) fn tidied(mut form: ClaimForm) -> ClaimForm {
    for text in [&mut form.title, &mut form.street, &mut form.whereabouts, &mut form.hours, &mut form.phone] {
        *text = rules::tidy(text).replace('\n', "，");
    }
    // The list says 一带 itself.
    form.street = form.street.trim_end_matches("一带").into();
    form.is_on_door &= numbers::names_mobile(&form.phone);
    form
}

/// The place that a claim would become; without a day of confirmation, which only somebody who was there can write.
pub(crate) fn text(form: &ClaimForm) -> String {
    let given = OFFERS.iter().zip(form.offers).filter(|(_, is)| *is);
    let offers: Vec<&str> = given.map(|((_, words), _)| *words).collect();
    let services = SERVICES.iter().filter(|(offer, _)| offers.contains(offer));
    let services: Vec<Item> = services.map(|(_, service)| Item { line: 0, text: (*service).into() }).collect();
    Writer::default()
        .field("title", &form.title)
        .field("kind", "商家")
        .field("level", "点")
        .field("street", &form.street)
        .field("landmark", &form.whereabouts)
        .field("hours", &form.hours)
        .field("offers", &offers.join("、"))
        .field("phone", &form.phone)
        .field("phone_on_door", if form.is_on_door { "是" } else { "" })
        .list("services", &services)
        .body("")
}

/// What is wrong with a form, each beside its field; empty where it can be published.
pub(crate) fn faults(library: &Library, form: &ClaimForm) -> Vec<ClaimFault> {
    let said = |field: &str, message: String| ClaimFault { field: field.into(), message };
    let mut faults = Vec::new();
    for (field, text, missing) in [
        ("title", &form.title, "写上店名"),
        ("street", &form.street, "写上在哪一带，如：科巷"),
        ("whereabouts", &form.whereabouts, "写上门在哪儿，骑手好找"),
        ("hours", &form.hours, "写上几点开门，如：每天 6:00-20:00，节假日照常"),
    ] {
        let is_long = field != "hours" && rules::characters(text) > MOST_IN_LINE;
        match () {
            () if text.is_empty() => faults.push(said(field, missing.into())),
            () if is_long => faults.push(said(field, format!("最多 {MOST_IN_LINE} 个字"))),
            // Where a door is, is what it is about.
            () => {
                if let Err(error) = rules::check_body(text, true) {
                    faults.push(said(field, error.message));
                }
            }
        }
    }
    if numbers::names_mobile(&form.phone) && !form.is_on_door {
        let message = "像是手机号。就贴在店门口、谁打都行的，勾上下面这一格；不是就写座机，或者空着";
        faults.push(said("phone", message.into()));
    }
    if !form.offers.contains(&true) {
        faults.push(said("offers", "至少选一样".into()));
    }
    for fault in documents::faults(library, &Folder::Places.path("claim"), &text(form)) {
        let field = if fault.field == "landmark" { "whereabouts".to_string() } else { fault.field };
        if !faults.iter().any(|known| known.field == field) {
            faults.push(ClaimFault { field, message: format!("{}。{}", fault.message, fault.hint) });
        }
    }
    faults
}

/// The place in a text; `None` where it cannot be read.
pub(crate) fn place(text: &str) -> Option<Place> {
    Library::read([(Folder::Places.path("claim"), text.to_string())]).0.places.remove("claim")
}

/// Streets that the list has.
pub(crate) fn streets(library: &Library) -> Vec<&str> {
    let shown = library.places.values().filter(|place| place.withdrawn.is_none());
    let mut streets: Vec<&str> = shown.map(|place| place.street.as_str()).collect();
    streets.sort_unstable();
    streets.dedup();
    streets
}

/// What is to be published where somebody was in a shop that was claimed, and it is as the keeper wrote; `None` where that
/// cannot be read. `into`: slug of the shop that it is, where the names do not say so themselves; `free`: the name of a place
/// that is new.
pub(crate) fn confirming(
    site: &Site,
    row: &ClaimRow,
    into: Option<&str>,
    free: impl FnOnce(&str) -> String,
) -> Option<Confirming> {
    let (current, overlay) = (site.current(), site.overlay());
    let written = row.text.as_deref()?;
    let claimed = place(written)?;
    let claim = Some((row.id.clone(), row.number));
    let library = &current.texts.library;
    let known = match into {
        Some(slug) => Some(shown_place(library, slug).filter(|place| place.kind == claimed.kind)?),
        None => known(library, &claimed),
    };
    let Some(known) = known else {
        let slug = free(&claimed.title);
        let text = confirmed(written, &claimed)?;
        return Some(listing(site, slug, text, None, claim));
    };
    let shown = shown_text(&current.texts, &overlay, &Folder::Places.path(&known.slug))?;
    // It is there, and gives what its keeper says now; the rest is as it was.
    let mut text = without_field(shown, "standing");
    let own = content::front_matter::FrontMatter::parse(written, &mut content::fault::Faults::of(""));
    text = taken_over(text, own, known, &claimed)?;
    let text = confirmed(&text, &place(&text)?)?;
    Some(listing(site, known.slug.clone(), text, Some(shown.to_string()), claim))
}

/// What is to be published where somebody was in a shop once more and nothing has changed; `None` where readers are shown no
/// such shop.
pub(crate) fn confirming_again(site: &Site, slug: &str) -> Option<Confirming> {
    let (current, overlay) = (site.current(), site.overlay());
    let place = shown_place(&current.texts.library, slug).filter(|place| place.listed_until.is_some())?;
    let shown = shown_text(&current.texts, &overlay, &Folder::Places.path(slug))?;
    let text = confirmed(shown, place)?;
    Some(listing(site, slug.into(), text, Some(shown.to_string()), None))
}

/// A text in which all that is written was confirmed today, and is listed from today on.
fn confirmed(text: &str, place: &Place) -> Option<String> {
    let today = today();
    let mut text = with_field(text, "listed_until", &today.plus(LISTED_DAYS).to_string())?;
    for group in FieldGroup::ALL.into_iter().filter(|group| !place.written(*group).is_empty()) {
        text = with_field(&text, group.confirmed_field(), &today.to_string())?;
    }
    Some(text)
}

fn listing(
    site: &Site,
    place: String,
    text: String,
    shown: Option<String>,
    claim: Option<(String, i64)>,
) -> Confirming {
    let (current, overlay) = (site.current(), site.overlay());
    let path = Folder::Places.path(&place);
    let ends = today().plus(LISTED_DAYS + OFF_AFTER + TOLD_AFTER);
    Confirming {
        base: documents::made_of(&current.texts, &overlay, &path),
        file: documents::file(&current.texts, &path),
        text,
        shown,
        // What riders say is wrong about it was not seen here: that waits in 更正.
        settles: Settling { place: place.clone(), groups: FieldGroup::ALL.to_vec(), until: Some(0) },
        lists: Some(Listing { claim, place, ends_at: ends.start_unix_ms() }),
        path,
    }
}

/// Whether a shop may ask to go on: from two weeks before the end.
fn may_ask(until: Day) -> bool {
    until.0 - today().0 <= ENDS_SOON
}

/// Until when the link of a shop that asks to go on says how it stands, in Unix milliseconds: where it asks while it is on the
/// list, and stays there.
pub(crate) fn stays(library: &Library, row: &ClaimRow) -> Option<i64> {
    let place = shown_place(library, row.place.as_deref()?)?;
    let until = place.listed_until?;
    (today() <= until.plus(OFF_AFTER)).then(|| until.plus(STAYS_AFTER + TOLD_AFTER).start_unix_ms())
}

/// Where a claim stands, for its keeper.
pub(crate) fn state(library: &Library, row: &ClaimRow) -> ClaimState {
    if let Some(reason) = &row.reason {
        return ClaimState::Declined { reason: reason.clone() };
    }
    let Some(slug) = &row.place else { return ClaimState::Waiting };
    let listed = shown_place(library, slug).filter(|place| place.standing != Standing::Gone);
    let Some((place, until)) = listed.and_then(|place| Some((place, place.listed_until?))) else {
        return ClaimState::TakenOff;
    };
    let asks = row.asks == 1;
    ClaimState::Listed {
        place: slug.clone(),
        title: place.title.clone(),
        until,
        last: place.on_list_until().unwrap_or(until),
        left: until.0 - today().0,
        asks,
        may_ask: !asks && may_ask(until),
    }
}

/// For the desk.
pub(crate) fn claims(site: &Site, rows: &[ClaimRow]) -> Claims {
    let now = site.current();
    let library = &now.texts.library;
    let waiting = |row: &ClaimRow| {
        let place = place(row.text.as_deref()?)?;
        Some(WaitingClaim {
            id: row.id.clone(),
            stamp: row.number,
            known: known(library, &place).map(|known| known.slug.clone()),
            alike: alike(library, &place),
            hours: place.written(FieldGroup::Hours),
            title: place.title,
            street: place.street,
            whereabouts: place.landmark,
            offers: place.offers,
            phone_is_on_door: place.phone_is_on_door,
            phone: place.phone,
            since: row.sent_at,
        })
    };
    let asks = |slug: &str| rows.iter().any(|row| row.asks == 1 && row.place.as_deref() == Some(slug));
    let shop = |place: &Place| {
        let until = place.listed_until.filter(|_| place.withdrawn.is_none() && place.standing != Standing::Gone)?;
        Some(ClaimedShop {
            place: place.slug.clone(),
            title: place.title.clone(),
            street: place.street.clone(),
            offers: place.offers.clone(),
            hours: place.written(FieldGroup::Hours),
            phone: place.phone.clone(),
            listed_until: until.to_string(),
            days_left: until.0 - today().0,
            is_off: place.is_off(today()),
            asks: asks(&place.slug),
        })
    };
    let mut shops: Vec<ClaimedShop> = library.places.values().filter_map(shop).collect();
    // Who asks to go on comes first, then what ends first.
    shops.sort_by(|one, other| (!one.asks, &one.listed_until).cmp(&(!other.asks, &other.listed_until)));
    Claims { waiting: rows.iter().filter_map(waiting).collect(), shops }
}
