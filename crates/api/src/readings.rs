//! 领读, live: one phone leads a deck, and every other one shows the same card. Nothing of whoever follows is in here.

use serde::{Deserialize, Serialize};

/// So many milliseconds after handing over, whoever led before may take it back.
pub const TAKE_BACK_MS: i64 = 10_000;

/// Starts a reading. Sent again, it is the same one.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewReading {
    /// A UUIDv7 made on the phone.
    pub id: String,
    /// Slug of the deck.
    pub deck: String,
    /// 256 random bits made on the phone, in hexadecimal: whoever has them leads.
    pub token: String,
}

/// A reading, as whoever has started it needs it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReadingStarted {
    /// Its name in addresses, which nobody guesses.
    pub room: String,
    /// Its four digits, for people.
    pub code: String,
    /// Slugs of its cards in their order, as the deck was when it began.
    pub cards: Vec<String>,
    /// Where it stands.
    pub snapshot: Snapshot,
}

/// Which reading four digits stand for.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReadingFound {
    /// Its name in addresses.
    pub room: String,
}

/// Who leads.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Lead {
    /// Somebody, who is there.
    Held,
    /// Somebody, who asks who goes on.
    Offered,
    /// Somebody who was not heard of for a while: those who have said that they can are asked first.
    Asked,
    /// Nobody: whoever was invited may go on.
    Gone,
}

impl Lead {
    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Offered => "offered",
            Self::Asked => "asked",
            Self::Gone => "gone",
        }
    }

    /// By that; what is unknown is held by somebody.
    pub fn named(name: &str) -> Self {
        [Self::Offered, Self::Asked, Self::Gone].into_iter().find(|lead| lead.as_str() == name).unwrap_or(Self::Held)
    }

    /// Nobody hears of whoever led.
    pub fn is_gone(self) -> bool {
        matches!(self, Self::Asked | Self::Gone)
    }
}

/// Where a reading stands: all there is to know, with every event. It only grows: of two, the one with the larger `seq` holds.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Snapshot {
    /// How often it was handed over.
    pub epoch: i64,
    /// Grows with every change, and never begins again.
    pub seq: i64,
    /// Which card, from 0.
    pub card: i64,
    /// Which sentence of it, from 1; 0 is all of it.
    pub sentence: i64,
    /// A rest between.
    pub rest: bool,
    /// Who leads.
    pub lead: Lead,
    /// It is over.
    pub ended: bool,
}

/// Where whoever leads is now. Sent every few seconds, it also says that they are there.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// Of [`NewReading`], or made by whoever took over.
    pub token: String,
    /// [`Snapshot::epoch`] as it was when they began to lead.
    pub epoch: i64,
    /// [`Snapshot::card`].
    pub card: i64,
    /// [`Snapshot::sentence`].
    #[serde(default)]
    pub sentence: i64,
    /// [`Snapshot::rest`].
    #[serde(default)]
    pub rest: bool,
}

/// Asks who goes on, or takes the question back.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// Whoever has it leads.
    pub token: String,
    /// Whether it is asked.
    pub offered: bool,
}

/// Whether a phone that follows can go on, should nobody hear of whoever leads.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Volunteer {
    /// 256 random bits in hexadecimal; with the same it takes over.
    pub token: String,
    /// Whether it can, or can no more.
    pub willing: bool,
}

/// Goes on with it, or ends it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Token {
    /// 256 random bits in hexadecimal.
    pub token: String,
}

/// Whether everybody who follows shows what is led. Nobody is counted.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Following {
    /// Nobody follows.
    Nobody,
    /// 大家都跟上了.
    All,
    /// 有人还在路上.
    Some,
}

/// What whoever leads is told.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Led {
    /// Where it stands now.
    pub snapshot: Snapshot,
    /// Whether everybody is there.
    pub following: Following,
    /// Somebody has said that they can go on. How many, and who, nobody is told.
    pub volunteers: bool,
}
