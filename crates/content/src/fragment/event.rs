//! An activity as data, for search engines: schema.org's `Event`, one a slot, in JSON-LD. Nothing of it is executed, so that the
//! page's policy has nothing to say about it; nothing in it can end the element it stands in.

use crate::activity::{Activity, Slot};
use crate::library::Library;

/// The element with all slots of an activity; for an activity that is made up it says so.
pub(super) fn events(activity: &Activity, library: &Library) -> String {
    let events: Vec<String> = activity.slots.iter().map(|slot| event(activity, slot, library)).collect();
    format!("<script type=\"application/ld+json\">[{}]</script>", events.join(","))
}

fn event(activity: &Activity, slot: &Slot, library: &Library) -> String {
    let status = match (slot.is_cancelled, slot.is_moved) {
        (true, _) => "Cancelled",
        (_, true) => "Rescheduled",
        _ => "Scheduled",
    };
    let made_up = if activity.is_sample { "（示例数据）" } else { "" };
    format!(
        "{{\"@context\":\"https://schema.org\",\"@type\":\"Event\",\"name\":{name},\"description\":{description},\
         \"startDate\":\"{start}\",\"endDate\":\"{end}\",\"eventStatus\":\"https://schema.org/Event{status}\",\
         \"eventAttendanceMode\":\"https://schema.org/OfflineEventAttendanceMode\",\"isAccessibleForFree\":true,\
         \"location\":{{\"@type\":\"Place\",\"name\":{whereabouts},\"address\":{district}}},\
         \"organizer\":{{\"@type\":\"Organization\",\"name\":{committee}}}}}",
        name = text(&[activity.title.as_str(), made_up].concat()),
        description = text(&activity.summary),
        start = Slot::iso(slot.start),
        end = Slot::iso(slot.end),
        whereabouts = text(super::activities::whereabouts(slot, library)),
        district = text(&library.site.district),
        committee = text(&library.site.committee),
    )
}

/// A string of JSON, in which no tag begins.
fn text(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '<' | '>' | '&' | '\0'..='\u{1f}' => out += &format!("\\u{:04x}", c as u32),
            c => out.push(c),
        }
    }
    out + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element_or_the_string() {
        let hostile = "</script><script>\"\\\u{8}\n & 活动";
        let written = text(hostile);
        assert!(!written.contains(['<', '>']), "{written}");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), hostile);
    }
}
