//! Hours of a place that are written anew: somebody has asked today, or says that they have not. Hours that are changed without
//! another day of confirmation would look older than they are.

use content::day::Day;

use super::form::Form;

/// The day on which somebody asked.
pub(super) const CONFIRMED: &str = "hours_confirmed";
/// What they asked about.
const HOURS: [&str; 3] = ["hours", "last_order", "closed_until"];

/// How the day stands to hours that were changed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum DayStands {
    /// It is today's, which it was not before.
    Today {
        /// What it was; may be empty.
        was: String,
    },
    /// It is as it was.
    AsItWas {
        /// May be empty.
        was: String,
    },
}

/// Whether a form has other hours than what readers are shown. `shown`: that, or an empty form.
fn is_changed(form: &Form, shown: &Form) -> bool {
    HOURS.iter().any(|key| form.get(key).trim() != shown.get(key).trim())
}

/// Once the first of the hours is changed, somebody has asked today; once all of them are as they were, nobody has.
pub(super) fn follow(form: &mut Form, before: &Form, shown: &Form, today: Day) {
    let (was, is) = (is_changed(before, shown), is_changed(form, shown));
    let (today, as_it_was) = (today.to_string(), shown.get(CONFIRMED).to_string());
    if !was && is && form.get(CONFIRMED) == as_it_was {
        form.set(CONFIRMED, &today);
    } else if was && !is && form.get(CONFIRMED) == today {
        form.set(CONFIRMED, &as_it_was);
    }
}

/// What is to be said of it; `None` where the hours are as they were, or somebody has written another day.
pub(super) fn standing(form: &Form, shown: &Form, today: Day) -> Option<DayStands> {
    let was = shown.get(CONFIRMED).to_string();
    let is = form.get(CONFIRMED);
    match () {
        () if !is_changed(form, shown) || was == today.to_string() => None,
        () if is == today.to_string() => Some(DayStands::Today { was }),
        () if is == was => Some(DayStands::AsItWas { was }),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use ::api::documents::Folder;

    use super::*;

    const TODAY: Day = Day(20_787);

    fn form(hours: &str, day: &str) -> Form {
        let mut form = Form::empty(Folder::Places);
        form.set("hours", hours);
        form.set(CONFIRMED, day);
        form
    }

    #[test]
    fn hours_that_are_changed_were_asked_about_today_unless_somebody_says_otherwise() {
        let shown = form("24小时", "2026-11-02");
        let mut now = form("24小", "2026-11-02");
        follow(&mut now, &shown, &shown, TODAY);
        assert_eq!(now.get(CONFIRMED), "2026-11-30");
        assert_eq!(standing(&now, &shown, TODAY), Some(DayStands::Today { was: "2026-11-02".into() }));
        // Written back, it stays so however much is typed.
        now.set(CONFIRMED, "2026-11-02");
        let before = now.clone();
        now.set("hours", "每天 9:00-21:00");
        follow(&mut now, &before, &shown, TODAY);
        assert_eq!(standing(&now, &shown, TODAY), Some(DayStands::AsItWas { was: "2026-11-02".into() }));
        // Hours that are as they were, were not asked about.
        let before = form("每天", "2026-11-30");
        let mut back = form("24小时", "2026-11-30");
        follow(&mut back, &before, &shown, TODAY);
        assert_eq!((back.get(CONFIRMED), standing(&back, &shown, TODAY)), ("2026-11-02", None));
        // A day that somebody has chosen is theirs.
        let mut own = form("每天", "2026-11-15");
        follow(&mut own, &shown, &shown, TODAY);
        assert_eq!((own.get(CONFIRMED), standing(&own, &shown, TODAY)), ("2026-11-15", None));
    }
}
