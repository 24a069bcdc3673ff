//! The words that columns hold, as the wire has them.

use api::people::Role;
use api::posts::{PostState, Reason, ReasonCode, Signed};

/// A role; one that is not known may do the least.
pub(in crate::store) fn role(word: &str) -> Role {
    match word {
        "admin" => Role::Admin,
        "secretary" => Role::Secretary,
        _ => Role::Member,
    }
}

/// A state; one that is not known is shown to nobody.
pub(in crate::store) fn state(word: &str) -> PostState {
    match word {
        "returned" => PostState::Returned,
        "approved" => PostState::Approved,
        "removed" => PostState::Removed,
        _ => PostState::Pending,
    }
}

/// A reason, where there is one.
pub(in crate::store) fn reason(code: Option<&str>, note: Option<String>) -> Option<Reason> {
    let code = ReasonCode::ALL.into_iter().find(|known| Some(known.as_str()) == code)?;
    Some(Reason { code, note: note.unwrap_or_default() })
}

/// How a post is signed, as it is stored.
pub(crate) fn signed_word(signed: Signed) -> &'static str {
    match signed {
        Signed::Nickname => "nickname",
        Signed::Branch => "branch",
    }
}

/// How a post is signed; what is not known hides the name.
pub(in crate::store) fn signed(word: &str) -> Signed {
    match word {
        "nickname" => Signed::Nickname,
        _ => Signed::Branch,
    }
}
