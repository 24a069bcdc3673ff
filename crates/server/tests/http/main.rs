//! The API and its pages, through the door: the real server on a port of its own, each story once on SQLite and once on PostgreSQL.
//!
//! PostgreSQL is the throw-away one that `cargo xtask test` starts; `NUANXIN_TEST_POSTGRES` says where it is. Without it
//! half of these tests fail, and say so.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub, reason = "tests")]

/// Each story is a test of its own on either database.
macro_rules! on_both {
    ($($story:ident),* $(,)?) => {
        mod sqlite {
            $(#[test] fn $story() { super::$story(&mut $crate::app::App::start($crate::database::Database::sqlite())) })*
        }
        mod postgres {
            $(#[test] fn $story() { super::$story(&mut $crate::app::App::start($crate::database::Database::postgres())) })*
        }
    };
}

mod app;
mod database;
mod line;
mod phone;

mod activities;
mod archive;
mod around;
mod bounds;
mod brought;
mod calendar;
mod called;
mod claims;
mod claims_again;
mod close;
mod commands;
mod connections;
mod content_commands;
mod corrections;
mod desk;
mod disk;
mod documents;
mod feed;
mod first_steps;
mod hostile;
mod imports;
mod instances;
mod kill;
mod leave;
mod limits;
mod names;
mod openapi;
mod originals;
mod people;
mod permissions;
mod pictures;
mod pictures_s3;
mod posts;
mod previews;
mod questions;
mod quoted;
mod readings;
mod recording_invites;
mod recording_invites_over;
mod recordings;
mod reports;
mod resets;
mod round;
mod round_trip;
mod schema;
mod sign_ups;
mod sign_ups_desk;
mod sources;
mod states;
mod stories;
mod unshown;
mod waiting;
