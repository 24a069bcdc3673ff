//! URLs of source texts (原文库).

/// Source texts, and looking quotations up in them.
pub const DESK_SOURCES: &str = "/desk/sources/";
/// Source texts.
pub const API_DESK_SOURCES: &str = "/api/desk/sources";
/// Looks a quotation up in them.
pub const API_DESK_FIND: &str = "/api/desk/sources/find";

/// A source text.
pub fn api_source_text(id: &str) -> String {
    format!("{API_DESK_SOURCES}/{id}")
}
