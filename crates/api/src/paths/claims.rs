//! URLs of claims (认领).

/// A shop's keeper says what the shop gives; `?street=科巷` names the street. Below it, each shop's own link. The server's own
/// pages, without the app.
pub const CLAIM: &str = "/claim/";
/// What keepers said, and until when each shop is listed.
pub const DESK_CLAIMS: &str = "/desk/claims/";
/// The same, for the desk.
pub const API_DESK_CLAIMS: &str = "/api/desk/claims";

/// A shop's own link, by its key.
pub fn claim(key: &str) -> String {
    format!("{CLAIM}{key}/")
}

/// A claim, to be decided.
pub fn api_claim(id: &str) -> String {
    format!("{API_DESK_CLAIMS}/{id}")
}

/// A shop that was confirmed, to be confirmed once more.
pub fn api_claimed_shop(place: &str) -> String {
    format!("{API_DESK_CLAIMS}/shops/{place}")
}
