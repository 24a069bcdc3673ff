//! Hand: what days do with each other.

use ::api::calendar::CalendarDay;
use leptos::prelude::*;

use crate::ui::focus;

/// What is picked, and what is carried from one day to another; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Hand {
    /// The day somebody chooses for.
    pub(super) picking: RwSignal<Option<CalendarDay>>,
    /// The day whose card is on its way to another.
    pub(super) carried: RwSignal<Option<CalendarDay>>,
    /// A card for a day, or none.
    pub(super) choose: Callback<(CalendarDay, Option<String>)>,
    /// The card of a day is to be another day's.
    pub(super) moved: Callback<(CalendarDay, CalendarDay)>,
}

/// Where whoever looked for another card came from.
pub(super) fn back_to(day: &str) {
    focus::soon(format!("[data-day=\"{day}\"] button"), "");
}
