//! Corrections: what somebody says is wrong about a place, without an account. Nothing of whoever says it is in here.

use serde::{Deserialize, Serialize};

/// A line beside it has at most so many characters.
pub const MOST_IN_LINE: usize = 100;

/// Those fields of a place that somebody looks at together, and that have a day of confirmation of their own.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldGroup {
    /// When it is open.
    Hours,
    /// What is there.
    Services,
    /// Where it is and how to get in, and whether it is there at all.
    Whereabouts,
    /// What a shop gives.
    Offers,
}

impl FieldGroup {
    /// All there are.
    pub const ALL: [Self; 4] = [Self::Hours, Self::Services, Self::Whereabouts, Self::Offers];

    /// As it is stored, sent, and part of an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Services => "services",
            Self::Whereabouts => "whereabouts",
            Self::Offers => "offers",
        }
    }

    /// By that.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.as_str() == name)
    }

    /// The field of a place's document that says when somebody confirmed it last.
    pub fn confirmed_field(self) -> &'static str {
        match self {
            Self::Hours => "hours_confirmed",
            Self::Services => "services_confirmed",
            Self::Whereabouts => "place_confirmed",
            Self::Offers => "offers_confirmed",
        }
    }

    /// The field in which one begins to mend it.
    pub fn first_field(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Services => "services",
            Self::Whereabouts => "landmark",
            Self::Offers => "offers",
        }
    }

    /// What people call it.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Hours => "开放时间",
            Self::Services => "里面有什么",
            Self::Whereabouts => "怎么找",
            Self::Offers => "爱“新”给什么",
        }
    }
}

/// What is wrong.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CorrectionKind {
    /// It is shut now.
    Shut,
    /// Its hours are others.
    Hours,
    /// Something that is written is not there.
    Services,
    /// It is somewhere else, or one does not get in.
    Whereabouts,
    /// A shop does not give what is written.
    Offers,
    /// It is there no more.
    Gone,
}

impl CorrectionKind {
    /// All there are, in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::Shut, Self::Hours, Self::Services, Self::Offers, Self::Whereabouts, Self::Gone];

    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Shut => "shut",
            Self::Hours => "hours",
            Self::Services => "services",
            Self::Whereabouts => "whereabouts",
            Self::Offers => "offers",
            Self::Gone => "gone",
        }
    }

    /// By that.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// What is doubted by it.
    pub fn group(self) -> FieldGroup {
        match self {
            Self::Shut | Self::Hours => FieldGroup::Hours,
            Self::Services => FieldGroup::Services,
            Self::Whereabouts | Self::Gone => FieldGroup::Whereabouts,
            Self::Offers => FieldGroup::Offers,
        }
    }

    /// What people say.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Shut => "现在没开门",
            Self::Hours => "开放时间不对",
            Self::Services => "写着有的，这里没有",
            Self::Whereabouts => "找不到，或进不去",
            Self::Offers => "说好给的，没给",
            Self::Gone => "没了，不在这儿了",
        }
    }
}

/// `POST /api/places/{slug}/corrections`: says it once, however often it is sent.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCorrection {
    /// A UUIDv7 that the phone has made when it was said.
    pub id: String,
    /// What is wrong.
    pub kind: CorrectionKind,
    /// A line of their own; at most [`MOST_IN_LINE`] characters.
    #[serde(default)]
    pub line: String,
}

/// It is kept here: the answer to it, the first time and every other.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CorrectionTaken {
    /// Which.
    pub id: String,
}

/// `GET /api/desk/corrections`: what was said, by place and what is doubted; what has waited longest first.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Corrections {
    /// All of it.
    pub doubts: Vec<Doubt>,
}

/// A group of a place's fields that somebody says is wrong.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Doubt {
    /// Slug of the place.
    pub place: String,
    /// What it is called.
    pub title: String,
    /// What is doubted.
    pub group: FieldGroup,
    /// How often what was said, what was said most first.
    pub said: Vec<Said>,
    /// The newest lines that stand beside it, at most twenty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<String>,
    /// The moments at which it was said last, newest first, at most five: Unix milliseconds.
    pub times: Vec<i64>,
    /// Since when it waits here.
    pub since: i64,
    /// Number of the last that came in: what comes later is not settled with it.
    pub stamp: i64,
    /// What readers are shown of that; empty where nothing is written, and then there is nothing to confirm.
    pub written: String,
    /// The day on which somebody confirmed it last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<String>,
    /// Who looks after the place.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub keeper: String,
    /// Their public number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
}

/// How often something was said.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Said {
    /// What.
    pub kind: CorrectionKind,
    /// How often.
    pub count: i64,
}

/// What somebody at the desk does about a doubt.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SettleDeed {
    /// 还是对的: what is written is confirmed today, and published.
    Confirm,
    /// 处理了: nothing is written.
    Done,
}

/// `POST /api/desk/corrections/{place}/{group}`.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Settle {
    /// What is done.
    pub deed: SettleDeed,
    /// [`Doubt::stamp`] of what was looked at.
    pub stamp: i64,
}
