//! The groups of a place's fields: what is written in each, and whether somebody has changed it.

use api::corrections::FieldGroup;

use crate::day::Day;
use crate::opening::Standing;
use crate::place::Place;

impl Place {
    /// The day on which somebody confirmed a group last.
    pub fn confirmed_on(&self, group: FieldGroup) -> Option<Day> {
        match group {
            FieldGroup::Hours => self.confirmed.hours,
            FieldGroup::Services => self.confirmed.services,
            FieldGroup::Whereabouts => self.confirmed.whereabouts,
            FieldGroup::Offers => self.confirmed.offers,
        }
    }

    /// What is written in a group, in a line; empty where nothing is.
    pub fn written(&self, group: FieldGroup) -> String {
        let rest = self.closed_until.map(|day| format!("休到{}", day.chinese()));
        let orders = self.last_orders.iter().map(|minute| format!("{}:{:02} 停止点单", minute / 60, minute % 60));
        let lacks = (!self.lacks.is_empty()).then(|| format!("没有{}", self.lacks.join("、")));
        let parts: Vec<String> = match group {
            FieldGroup::Hours if self.standing == Standing::Paused => vec!["暂停开放".into()],
            FieldGroup::Hours => self.hours.iter().map(|hours| hours.chinese()).chain(orders).chain(rest).collect(),
            FieldGroup::Services => {
                let there = Some(self.services.join("、")).filter(|there| !there.is_empty());
                there.into_iter().chain(lacks).collect()
            }
            FieldGroup::Whereabouts => {
                let all = [&self.landmark, &self.address, &self.entrance];
                all.into_iter().filter(|text| !text.is_empty()).cloned().collect()
            }
            FieldGroup::Offers => self.offers.clone(),
        };
        parts.join("，")
    }

    /// The groups that somebody has looked at since: their fields are others, or their day of confirmation is. A name that is
    /// mended makes none of them young.
    pub fn looked_at_since(&self, before: &Self) -> Vec<FieldGroup> {
        let stands = |place: &Self| place.standing;
        let is_other = |group: &FieldGroup| {
            self.confirmed_on(*group) != before.confirmed_on(*group)
                || self.written(*group) != before.written(*group)
                // Where it is there no more, nothing else is asked of it.
                || (stands(self) != stands(before) && (*group == FieldGroup::Whereabouts || stands(self) == Standing::Gone))
                || (*group == FieldGroup::Whereabouts
                    && (&self.coordinates, &self.street) != (&before.coordinates, &before.street))
        };
        FieldGroup::ALL.into_iter().filter(is_other).collect()
    }
}

#[cfg(test)]
mod tests {
    use api::documents::Folder;

    use super::*;
    use crate::library::Library;

    fn place(more: &str) -> Place {
        let text = format!(
            "---\ntitle: 示例驿站\nkind: 驿站\nlevel: 点\nstreet: 示例街一\nlandmark: 蓝门头\nhours: 24小时\nhours_confirmed: 2026-11-01\n{more}---\n"
        );
        let (library, faults) = Library::read([(Folder::Places.path("a"), text)]);
        assert_eq!(
            faults.iter().filter(|fault| fault.path.contains("places")).collect::<Vec<_>>(),
            Vec::<&crate::fault::Fault>::new()
        );
        library.places["a"].clone()
    }

    #[test]
    fn confirming_one_group_makes_no_other_young() {
        let before = place("");
        assert_eq!(place("").looked_at_since(&before), []);
        let other = Place { title: "另一个名字".into(), ..before.clone() };
        assert_eq!(other.looked_at_since(&before), []);
        assert_eq!(place("services_confirmed: 2026-11-30\n").looked_at_since(&before), [FieldGroup::Services]);
        assert_eq!(place("closed_until: 2026-12-05\n").looked_at_since(&before), [FieldGroup::Hours]);
        assert_eq!(place("coordinates: 32.1,118.1\n").looked_at_since(&before), [FieldGroup::Whereabouts]);
        assert_eq!(place("standing: 没了\n").looked_at_since(&before), FieldGroup::ALL);
    }

    #[test]
    fn what_is_written_is_one_line() {
        let place = place("closed_until: 2026-12-05\nlacks: 厕所\n");
        assert_eq!(place.written(FieldGroup::Hours), "24小时，休到12月5日");
        assert_eq!(place.written(FieldGroup::Services), "没有厕所");
        assert_eq!(place.written(FieldGroup::Offers), "");
    }
}
