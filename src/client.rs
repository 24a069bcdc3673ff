//! Client: one function per endpoint, what goes over the wire, and what the server writes into every page.

pub mod api;
pub mod json;
pub mod site_words;
pub mod wire;
