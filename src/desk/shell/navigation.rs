//! Where one can go at the desk: a line a page. On a PC all of them stand in the bar at the side, in their groups; on a
//! phone those at hand are tabs, and the others open behind 更多.

use ::api::paths;

/// A page of the desk.
pub struct Place {
    pub(crate) path: &'static str,
    pub(crate) name: &'static str,
    /// The name of a symbol in `desk.html`.
    pub(crate) icon: &'static str,
    /// Whether it is one of the few that a phone shows as a tab.
    pub(crate) is_at_hand: bool,
}

/// Pages that belong together.
pub(crate) struct Group {
    /// What stands above them on a PC; nothing above the first.
    pub(crate) name: &'static str,
    pub(crate) places: &'static [Place],
}

impl Group {
    /// What a phone has behind 更多.
    pub(crate) fn behind(&self) -> impl Iterator<Item = &'static Place> + use<> {
        self.places.iter().filter(|place| !place.is_at_hand)
    }
}

/// All of them, in the order of the bar. At most four are at hand: with 更多 that is as many as a thumb tells apart.
pub(crate) const GROUPS: &[Group] = &[
    Group { name: "", places: &[Place { path: paths::DESK, name: "今天", icon: "#i-today", is_at_hand: true }] },
    Group {
        name: "内容",
        places: &[
            Place { path: paths::DESK_CARDS, name: "金句", icon: "#i-card", is_at_hand: true },
            Place { path: paths::DESK_ARTICLES, name: "文章", icon: "#i-article", is_at_hand: false },
            Place { path: paths::DESK_DECKS, name: "卡组", icon: "#i-deck", is_at_hand: false },
            Place { path: paths::DESK_CALENDAR, name: "日历", icon: "#i-calendar", is_at_hand: false },
        ],
    },
    Group {
        name: "身边",
        places: &[
            Place { path: paths::DESK_PLACES, name: "地方", icon: "#i-around", is_at_hand: false },
            Place { path: paths::DESK_CARE, name: "关爱", icon: "#i-care", is_at_hand: false },
            Place { path: paths::DESK_ACTIVITIES, name: "活动", icon: "#i-activity", is_at_hand: false },
            Place { path: paths::DESK_SIGN_UPS, name: "报名", icon: "#i-sign-ups", is_at_hand: false },
            Place { path: paths::DESK_CORRECTIONS, name: "更正", icon: "#i-correct", is_at_hand: false },
            Place { path: paths::DESK_ROUND, name: "问一轮", icon: "#i-call", is_at_hand: false },
            Place { path: paths::DESK_CLAIMS, name: "认领", icon: "#i-claim", is_at_hand: false },
            Place { path: paths::DESK_ORGANISATION, name: "组织", icon: "#i-organisation", is_at_hand: false },
            Place { path: paths::DESK_AGREEMENTS, name: "协议", icon: "#i-agreement", is_at_hand: false },
            Place { path: paths::DESK_ROLES, name: "聘书", icon: "#i-role", is_at_hand: false },
            Place { path: paths::DESK_STORIES, name: "故事", icon: "#i-story", is_at_hand: false },
            Place { path: paths::DESK_HOLIDAYS, name: "节假日", icon: "#i-calendar", is_at_hand: false },
        ],
    },
    Group {
        name: "工具",
        places: &[
            Place { path: paths::DESK_PRINT, name: "打印", icon: "#i-print", is_at_hand: false },
            Place { path: paths::DESK_IMPORT, name: "批量导入", icon: "#i-import", is_at_hand: false },
            Place { path: paths::DESK_SOURCES, name: "原文库", icon: "#i-source", is_at_hand: false },
            Place { path: paths::DESK_SITE, name: "站点", icon: "#i-site", is_at_hand: false },
        ],
    },
    Group {
        name: "支部",
        places: &[
            Place { path: paths::DESK_INVITES, name: "邀请", icon: "#i-invite", is_at_hand: true },
            Place { path: paths::DESK_PEOPLE, name: "成员", icon: "#i-people", is_at_hand: true },
        ],
    },
];

/// The place of a path, or of what is below it; the first for any other.
pub(crate) fn place(path: &str) -> &'static Place {
    let mut places = GROUPS.iter().flat_map(|group| group.places);
    let is_below = |place: &&Place| place.path != paths::DESK && path.starts_with(place.path);
    places.find(is_below).unwrap_or(&GROUPS[0].places[0])
}

/// Whether the desk has no page there.
pub(crate) fn is_nowhere(path: &str) -> bool {
    path != paths::DESK && place(path).path == paths::DESK
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_has_room_for_the_tabs() {
        let at_hand = GROUPS.iter().flat_map(|group| group.places).filter(|place| place.is_at_hand).count();
        assert!(at_hand <= 4);
        assert_eq!(place(paths::DESK_PEOPLE).name, "成员");
        assert_eq!(place("/desk/cards/q001/").name, "金句");
        assert_eq!(place("/desk/nothing/").path, paths::DESK);
        assert_eq!(["/desk/nothing/", paths::DESK, "/desk/cards/q001/"].map(is_nowhere), [true, false, false]);
    }
}
