//! What the database puts over the files, laid over them.

use std::collections::BTreeMap;

use content::day::Day;
use content::front_matter::without_field;
use content::publish::Choices;
use content::recording;

use crate::store::documents::overlay::Overlay;

/// The day that is published. Not the next one yet while something that comes with it is not laid over the files: readers
/// would be shown another card for it than was chosen, and what they were shown stays.
pub(crate) fn day_of(overlay: &Overlay, now: i64) -> Day {
    Day::at_unix_ms(overlay.next.map_or(now, |next| now.min(next - 1)))
}

/// The calendar.
pub(crate) fn choices(overlay: &Overlay) -> Choices {
    overlay.days.iter().filter_map(|(day, card)| Some((Day::parse(day)?, card.clone()))).collect()
}

/// The files, with what was published instead of them.
pub(crate) fn merged(files: &BTreeMap<String, String>, overlay: &Overlay) -> BTreeMap<String, String> {
    let mut texts = files.clone();
    texts.extend(overlay.texts.iter().map(|(path, text)| (path.clone(), text.text.clone())));
    for (source, lines) in &overlay.locks {
        let lock = texts.entry(format!("sources/{source}.lock")).or_default();
        if !lock.is_empty() && !lock.ends_with('\n') {
            lock.push('\n');
        }
        // What the file has already is not said twice: what is exported is laid over itself again.
        let new: String =
            lines.iter().map(|line| format!("{line}\n")).filter(|line| !lock.contains(line.as_str())).collect();
        lock.push_str(&new);
    }
    for text in texts.values_mut() {
        if recording::names(text).any(|name| overlay.taken_back.contains(name)) {
            *text = without_recording(text);
        }
    }
    texts
}

/// A document whose recording was taken back, and whose voice it was.
fn without_recording(text: &str) -> String {
    without_field(&without_field(text, "recording"), "voice")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_does_not_begin_before_what_was_planned_for_its_first_moment() {
        let monday = Day(20_787);
        let begin = monday.start_unix_ms();
        let of = |next, now| day_of(&Overlay { next, ..Overlay::default() }, now);
        assert_eq!(of(Some(begin), begin - 1), monday.plus(-1));
        // A few seconds after midnight, and nobody has looked at the database yet.
        assert_eq!(of(Some(begin), begin + 5_000), monday.plus(-1));
        assert_eq!(of(Some(begin + 8 * 3_600_000), begin + 5_000), monday);
        assert_eq!(of(None, begin), monday);
    }
}
