//! An answer that did not come: whether the invites were made all the same, and whose those are that are new.

use ::api::people::{Invite, NewInvites};

use super::batches::batches;

/// No answer came, and nobody has looked yet whether they were made all the same.
pub(super) const UNSURE: &str = "没等到回音，还不知道做没做出来。连上网，这里自己会看清，先别急着再做。";
/// Nor is it known what there was before.
pub(super) const UNKNOWN: &str = "没等到回音，也许已经做出来了。看看下面多没多：多出来的看不到码，作废它们，再做一次。";
/// Somebody has looked: none were made.
pub(super) const NOT_MADE: &str = "刚才没等到回音。看过了，一张也没做出来：再点一次“做好”。";

/// A day, in milliseconds.
const DAY: i64 = 86_400_000;

/// What was asked for, and the invites there were before.
#[derive(Clone, Debug)]
pub(super) struct Unanswered {
    pub(super) asked: NewInvites,
    pub(super) known: Vec<i64>,
}

impl Unanswered {
    /// What to say once it is known which there are `now`, newest first. Somebody else may have made some at the same time:
    /// only those are called one's own that are just what was asked for.
    pub(super) fn made(&self, now: &[Invite]) -> String {
        let new: Vec<Invite> = now.iter().filter(|invite| self.may_be_it(invite)).cloned().collect();
        let many = new.len();
        let is_whole = |batch: &&Vec<Invite>| u32::try_from(batch.len()) == Ok(self.asked.count);
        let new = batches(new);
        let whole: Vec<_> = new.iter().filter(is_whole).collect();
        match whole.as_slice() {
            _ if many == 0 => NOT_MADE.into(),
            [batch] => made_unseen(batch),
            _ => format!("刚才没等到回音。下面多了 {many} 张，也可能是别的书记做的：问一声，是自己的再作废。"),
        }
    }

    /// One that nobody has seen the code of, of the kind that was asked for. A secretary is told of the own branch alone.
    fn may_be_it(&self, invite: &Invite) -> bool {
        let asked = &self.asked;
        let is_there = asked.branch.is_none_or(|branch| invite.branch.as_ref().is_some_and(|its| its.id == branch));
        !self.known.contains(&invite.id)
            && invite.used_at.is_none()
            && invite.role == asked.role
            && is_there
            && invite.expires_at - invite.created_at == i64::from(asked.days) * DAY
    }
}

fn made_unseen(batch: &[Invite]) -> String {
    let ids = || batch.iter().map(|invite| invite.id);
    match (ids().min().unwrap_or_default(), ids().max().unwrap_or_default()) {
        (one, last) if one == last => {
            format!("刚才没等到回音，其实做出来了：{one} 号。它的码看不到了，先作废它，再做。")
        }
        (first, last) => {
            format!("刚才没等到回音，其实做出来了：{first} 到 {last} 号。它们的码看不到了，先全部作废，再做。")
        }
    }
}

#[cfg(test)]
mod tests {
    use ::api::people::{Branch, Role};

    use super::*;

    /// Made at a moment in milliseconds, for so many days.
    fn invite(id: i64, created_at: i64, days: i64) -> Invite {
        let branch = Some(Branch { id: 7, name: "科巷支部".into() });
        let expires_at = created_at + days * DAY;
        Invite { id, role: Role::Member, branch, created_at, expires_at, used_at: None, revoked_at: None, code: None }
    }

    fn unanswered(count: u32) -> Unanswered {
        Unanswered { asked: NewInvites { count, role: Role::Member, branch: None, days: 14 }, known: vec![1] }
    }

    #[test]
    fn what_was_made_unseen_is_named_and_what_was_not_made_is_not_to_be_revoked() {
        let old = invite(1, 0, 14);
        assert_eq!(unanswered(1).made(std::slice::from_ref(&old)), NOT_MADE);
        assert!(unanswered(1).made(&[invite(3, 9_000, 14), old.clone()]).contains("：3 号"));
        let three = [invite(5, 9_002, 14), invite(4, 9_001, 14), invite(3, 9_000, 14), old];
        assert!(unanswered(3).made(&three).contains("3 到 5 号"));
    }

    #[test]
    fn nobody_is_told_to_revoke_what_a_colleague_has_made() {
        let own = [invite(9, 60_001, 14), invite(8, 60_000, 14)];
        let theirs = [invite(5, 9_002, 14), invite(4, 9_001, 14), invite(3, 9_000, 14)];
        // Beside one's own: only those are named.
        let said = unanswered(2).made(&[own.as_slice(), &theirs].concat());
        assert!(said.contains("8 到 9 号") && !said.contains("3 "), "{said}");
        // Nothing was made here, and nobody can say so for certain.
        let said = unanswered(2).made(&theirs);
        assert!(said.contains("多了 3 张") && said.contains("问一声"), "{said}");
        // Two alike: whose is whose?
        assert!(
            unanswered(2)
                .made(&[own.as_slice(), &[invite(7, 30_001, 14), invite(6, 30_000, 14)]].concat())
                .contains("问一声")
        );
        // For other days, for somebody else, or used already: nobody asked for those here.
        let other_branch = Invite { branch: None, ..invite(3, 9_000, 14) };
        let here = Unanswered { asked: NewInvites { branch: Some(7), ..unanswered(1).asked }, ..unanswered(1) };
        assert_eq!(here.made(&[other_branch]), NOT_MADE);
        assert_eq!(unanswered(1).made(&[invite(3, 9_000, 7)]), NOT_MADE);
        assert_eq!(unanswered(1).made(&[Invite { role: Role::Secretary, ..invite(3, 9_000, 14) }]), NOT_MADE);
        assert_eq!(unanswered(1).made(&[Invite { used_at: Some(1), ..invite(3, 9_000, 14) }]), NOT_MADE);
    }
}
