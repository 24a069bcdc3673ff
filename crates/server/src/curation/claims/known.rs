//! A shop that is claimed and that readers are shown already: the same, or perhaps the same, and what becomes of its text.

use api::claims::AlikeShop;
use content::fault::Faults;
use content::fold;
use content::front_matter::{FrontMatter, Item, with_field, with_list, without_field};
use content::library::Library;
use content::opening::Standing;
use content::place::Place;

/// What a shop gives that riders look for as a service: the words of `api::claims::OFFERS`, and the service.
pub(super) const SERVICES: [(&str, &str); 1] = [("免费开水", "热水")];
/// So many shops whose names are alike are shown beside a claim.
const MOST_ALIKE: usize = 3;
/// A name of so many characters, within a longer one, is alike.
const TELLING: usize = 3;

/// The shop of the same name in the same street that readers are shown already.
pub(super) fn known<'a>(library: &'a Library, claimed: &Place) -> Option<&'a Place> {
    let is_it = |place: &&Place| {
        place.withdrawn.is_none()
            && place.kind == claimed.kind
            && (&place.title, &place.street) == (&claimed.title, &claimed.street)
    };
    library.places.values().find(is_it)
}

/// Shops that have nearly its name, those of its street first; none where its name is known there.
pub(super) fn alike(library: &Library, claimed: &Place) -> Vec<AlikeShop> {
    if known(library, claimed).is_some() {
        return Vec::new();
    }
    let name = name(&claimed.title);
    let is_alike = |place: &&Place| {
        place.kind == claimed.kind
            && place.withdrawn.is_none()
            && place.standing != Standing::Gone
            && are_alike(&name, &self::name(&place.title))
    };
    let mut shops: Vec<&Place> = library.places.values().filter(is_alike).collect();
    shops.sort_by_key(|place| place.street != claimed.street);
    let shop = |place: &Place| AlikeShop {
        place: place.slug.clone(),
        title: place.title.clone(),
        street: place.street.clone(),
        whereabouts: place.whereabouts().into(),
    };
    shops.into_iter().take(MOST_ALIKE).map(shop).collect()
}

/// A name without what tells shops of one name apart: 老王面馆（科巷店） is 老王面馆.
fn name(title: &str) -> String {
    let text: String = fold::compared(title).map(|(_, c)| c).collect();
    let before = text.split('(').next().unwrap_or_default();
    before.trim_end_matches('店').to_string()
}

fn are_alike(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    !short.is_empty() && (short == long || (short.chars().count() >= TELLING && long.contains(short)))
}

/// A shop's text with what its keeper says now.
pub(super) fn taken_over(mut text: String, mut own: FrontMatter, known: &Place, claimed: &Place) -> Option<String> {
    let mut ignored = Faults::of("");
    for field in ["landmark", "hours", "offers", "phone", "phone_on_door"] {
        text = match own.optional(field, &mut ignored) {
            Some(value) => with_field(&text, field, &value)?,
            // What the form leaves empty is no more.
            None => without_field(&text, field),
        };
    }
    // They went with the hours that were.
    for field in ["closed_until", "last_order"] {
        text = without_field(&text, field);
    }
    services(text, known, claimed)
}

/// What is looked for as a service comes and goes with its offer; what else somebody wrote there stays.
fn services(text: String, known: &Place, claimed: &Place) -> Option<String> {
    let mut now = known.services.clone();
    for (offer, service) in SERVICES {
        let gives = |place: &Place| place.offers.iter().any(|given| given == offer);
        match (gives(known), gives(claimed)) {
            (_, true) if !now.contains(&service) => now.push(service),
            (true, false) => now.retain(|known| *known != service),
            _ => {}
        }
    }
    if now == known.services {
        return Some(text);
    }
    let items: Vec<Item> = now.iter().map(|name| Item { line: 0, text: (*name).into() }).collect();
    let text = if items.is_empty() { without_field(&text, "services_confirmed") } else { text };
    with_list(&text, "services", &items)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_are_told_from_others() {
        for (one, other) in [
            ("老王面馆", "老王面馆（科巷店）"),
            ("老王面馆(东门店)", "老王面馆（科巷店）"),
            ("科巷老王面馆", "老王面馆"),
            ("老王 面馆", "老王面馆"),
            ("老王面店", "老王面"),
        ] {
            assert!(are_alike(&name(one), &name(other)), "{one} {other}");
        }
        for (one, other) in
            [("老王面馆", "老李面馆"), ("面馆", "老王面馆"), ("", "老王面馆"), ("（科巷店）", "（东门店）")]
        {
            assert!(!are_alike(&name(one), &name(other)), "{one} {other}");
        }
    }
}
