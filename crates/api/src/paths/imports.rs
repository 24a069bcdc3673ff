//! URLs of imports (批量导入).

/// Rows of a table become drafts of cards.
pub const DESK_IMPORT: &str = "/desk/import/";
/// Drafts that were made together.
pub const API_DESK_IMPORTS: &str = "/api/desk/imports";
/// An empty table with the words above its columns.
pub const API_DESK_IMPORTS_TEMPLATE: &str = "/api/desk/imports/template.xlsx";
/// All places, as such a table.
pub const API_DESK_PLACES_TABLE: &str = "/api/desk/places.xlsx";
/// Takes rows out of a file.
pub const API_DESK_IMPORTS_READ: &str = "/api/desk/imports/read";
/// Says what is to be said about rows.
pub const API_DESK_IMPORTS_CHECK: &str = "/api/desk/imports/check";

/// An import.
pub fn api_import(id: i64) -> String {
    format!("{API_DESK_IMPORTS}/{id}")
}

/// An import's drafts, to be published together.
pub fn api_publish_import(id: i64) -> String {
    format!("{API_DESK_IMPORTS}/{id}/publish")
}

/// What was published out of an import, to be withdrawn together.
pub fn api_withdraw_import(id: i64) -> String {
    format!("{API_DESK_IMPORTS}/{id}/withdraw")
}
