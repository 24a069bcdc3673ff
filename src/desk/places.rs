//! Where one can go at the desk: a line a page. On a PC all of them stand in the bar at the side, in their groups; on a
//! phone those at hand are tabs, and the others open behind 更多.

use ::api::paths;

/// A page of the desk.
pub(super) struct Place {
    pub(super) path: &'static str,
    pub(super) name: &'static str,
    /// The name of a symbol in `desk.html`.
    pub(super) icon: &'static str,
    /// Whether it is one of the few that a phone shows as a tab.
    pub(super) is_at_hand: bool,
}

/// Pages that belong together.
pub(super) struct Group {
    /// What stands above them on a PC; nothing above the first.
    pub(super) name: &'static str,
    pub(super) places: &'static [Place],
}

/// All of them, in the order of the bar. At most four are at hand: with 更多 that is as many as a thumb tells apart.
pub(super) const GROUPS: &[Group] = &[
    Group { name: "", places: &[Place { path: paths::DESK, name: "待看", icon: "#i-say", is_at_hand: true }] },
    Group {
        name: "支部",
        places: &[
            Place { path: paths::DESK_INVITES, name: "邀请", icon: "#i-invite", is_at_hand: true },
            Place { path: paths::DESK_PEOPLE, name: "成员", icon: "#i-people", is_at_hand: true },
        ],
    },
];

/// The place of a path; the first for any other.
pub(super) fn place(path: &str) -> &'static Place {
    let mut places = GROUPS.iter().flat_map(|group| group.places);
    places.find(|place| place.path == path).unwrap_or(&GROUPS[0].places[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_has_room_for_the_tabs() {
        let at_hand = GROUPS.iter().flat_map(|group| group.places).filter(|place| place.is_at_hand).count();
        assert!(at_hand <= 4);
        assert_eq!(place(paths::DESK_PEOPLE).name, "成员");
        assert_eq!(place("/desk/nothing/").path, paths::DESK);
    }
}
