//! Web: every request's way from a connection through guard and authentication to its handler, and what is answered.

pub(crate) mod auth;
pub(crate) mod client_ip;
pub(crate) mod closed;
pub(crate) mod connections;
pub(crate) mod error;
pub(crate) mod event_streams;
pub(crate) mod extract;
pub(crate) mod guard;
pub(crate) mod openapi;
pub(crate) mod rate_limit;
pub(crate) mod reading_rooms;
pub(crate) mod router;
pub(crate) mod routes;
pub(crate) mod security_headers;
pub(crate) mod state;
