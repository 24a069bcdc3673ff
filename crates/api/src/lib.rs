//! What both sides of the wire agree on: every URL once ([`paths`], [`pages`]) and how one is read ([`address`]), which of them need a part of the app ([`parts`]), the shapes of answers ([`posts`], [`people`], [`documents`],
//! [`sources`], [`imports`], [`corrections`], [`claims`], [`round`], [`readings`], [`recording_invites`], [`version`], [`error`]) and the [`rules`] both sides enforce. No I/O lives here.

pub mod activities;
pub mod address;
pub mod calendar;
pub mod claims;
pub mod corrections;
pub mod documents;
pub mod error;
pub mod first_steps;
pub mod imports;
pub mod pages;
pub mod parts;
pub mod paths;
pub mod people;
pub mod posts;
pub mod readings;
pub mod recording_invites;
pub mod round;
pub mod rules;
pub mod sources;
pub mod version;
