//! Batches: invites that were made together.

use ::api::people::Invite;

/// Invites of one answer are no further from each other, in milliseconds.
const TOGETHER: i64 = 1_000;

/// Invites that lie beside each other and were made together: one answer makes all of its invites in a moment.
pub(super) fn batches(invites: Vec<Invite>) -> Vec<Vec<Invite>> {
    let mut batches: Vec<Vec<Invite>> = Vec::new();
    for invite in invites {
        let is_of = |batch: &&mut Vec<Invite>| {
            batch.last().is_some_and(|last| {
                let lasts = |one: &Invite| one.expires_at - one.created_at;
                (last.created_at - invite.created_at).abs() < TOGETHER
                    && last.role == invite.role
                    && last.branch == invite.branch
                    && lasts(last) == lasts(&invite)
            })
        };
        match batches.last_mut().filter(is_of) {
            Some(batch) => batch.push(invite),
            None => batches.push(vec![invite]),
        }
    }
    batches
}

#[cfg(test)]
mod tests {
    use ::api::people::Role;

    use super::*;

    #[test]
    fn those_that_were_made_together_lie_together() {
        let invite = |id, created_at, role| Invite {
            id,
            created_at,
            expires_at: created_at + 9,
            role,
            branch: None,
            used_at: None,
            revoked_at: None,
            code: None,
        };
        let all =
            [(5, 9_003), (4, 9_002), (3, 9_001), (2, 5_000), (1, 10)].map(|(id, at)| invite(id, at, Role::Member));
        let sizes = |all: Vec<Invite>| batches(all).iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!(sizes(all.to_vec()), [3, 1, 1]);
        assert_eq!(sizes(vec![invite(2, 7, Role::Member), invite(1, 7, Role::Secretary)]), [1, 1]);
    }
}
