//! URLs of sign-ups (报名).

/// How many come to each slot of an activity.
pub const API_ACTIVITIES: &str = "/api/activities";
/// One's own wishes for activities.
pub const API_MY_ACTIVITIES: &str = "/api/me/activities";
/// Taking a wish back by its code.
pub const API_WITHDRAWALS: &str = "/api/activities/withdrawals";
/// Who comes to which slot of an activity.
pub const DESK_SIGN_UPS: &str = "/desk/sign-ups/";
/// The same, for the desk.
pub const API_DESK_SIGN_UPS: &str = "/api/desk/sign-ups";

/// A line to all who signed up for a slot.
pub fn api_slot_line(activity: &str, slot: &str) -> String {
    format!("{API_DESK_SIGN_UPS}/{activity}/{slot}/line")
}

/// A sign-up that waits, to be moved up.
pub fn api_move_up(activity: &str, slot: &str, id: &str) -> String {
    format!("{API_DESK_SIGN_UPS}/{activity}/{slot}/{id}/seat")
}

/// A wish for a slot of an activity.
pub fn api_sign_up(activity: &str, slot: &str, id: &str) -> String {
    [API_ACTIVITIES, "/", activity, "/", slot, "/sign-ups/", id].concat()
}
