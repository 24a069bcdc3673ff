//! Permission: who may do what with a document. Where it has to stand for that is [`after`](super::after)'s to say.

use super::{Folder, Step};

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Action {
    /// Begin a draft, or change its text.
    Write,
    /// Take a step.
    Take(Step),
}

/// Who asks, and what they are to the draft that is there; all false where there is none.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Asker {
    /// Of the committee: an admin.
    pub is_committee: bool,
    /// They have begun the draft, or changed it last.
    pub is_mine: bool,
    /// Somebody who is still here has begun it.
    pub has_drafter: bool,
    /// Nobody else could look again: see [`one_suffices`].
    pub one_suffices: bool,
}

/// Why somebody may not.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Refused {
    /// It is the committee's word.
    Committee,
    /// Other documents rest on it.
    Needed,
    /// It is somebody else's draft.
    NotYours,
    /// It takes somebody else.
    SamePerson,
}

/// Folders whose documents go out when one person says so. What is in them is looked up on the spot and nobody's quotation, and
/// out of date before a second person has come.
const ONE_SUFFICES: [&str; 3] = ["places", "care", "activities"];

/// Whether a drafter may publish what is in this folder: in a deployment of one person anything. The revision says that it was
/// so (`alone`), and by that alone the database's own rule of two persons lets it through.
pub fn one_suffices(folder: Folder, one_person: bool) -> bool {
    one_person || ONE_SUFFICES.contains(&folder.as_str())
}

/// Whether somebody may do something with a document of a folder.
///
/// # Errors
///
/// Why not.
pub fn may(folder: Folder, action: Action, asker: Asker) -> Result<(), Refused> {
    in_folder(folder, action, asker.is_committee)?;
    match action {
        Action::Write | Action::Take(Step::Submit | Step::TakeBack | Step::Discard)
            if asker.has_drafter && !asker.is_mine && !asker.is_committee =>
        {
            Err(Refused::NotYours)
        }
        Action::Take(Step::Publish) if asker.is_mine && !asker.one_suffices => Err(Refused::SamePerson),
        // To take it back is theirs.
        Action::Take(Step::Return) if asker.is_mine => Err(Refused::SamePerson),
        _ => Ok(()),
    }
}

/// The part of it that holds whatever draft is there.
///
/// # Errors
///
/// Why not.
pub fn in_folder(folder: Folder, action: Action, is_committee: bool) -> Result<(), Refused> {
    match (folder, action) {
        // Who runs the site, and its privacy text.
        (Folder::Site, _) if !is_committee => Err(Refused::Committee),
        (Folder::Holidays | Folder::Sources | Folder::Site, Action::Take(Step::Withdraw)) => Err(Refused::Needed),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: [Step; 8] = [
        Step::Submit,
        Step::TakeBack,
        Step::Return,
        Step::Publish,
        Step::Discard,
        Step::Unschedule,
        Step::Withdraw,
        Step::Restore,
    ];

    fn letter(folder: Folder, action: Action, asker: Asker) -> char {
        match may(folder, action, asker) {
            Ok(()) => '+',
            Err(Refused::Committee) => 'c',
            Err(Refused::Needed) => 'n',
            Err(Refused::NotYours) => 'y',
            Err(Refused::SamePerson) => 's',
        }
    }

    /// For whom: their own draft, another's, that of somebody who has left; and the first two for the committee, and for whoever
    /// is alone.
    fn row(folder: Folder, action: Action) -> String {
        let secretary = |is_mine, has_drafter| Asker { is_mine, has_drafter, ..Asker::default() };
        let [own, others, left] = [secretary(true, true), secretary(false, true), secretary(false, false)];
        let admin = |asker: Asker| Asker { is_committee: true, ..asker };
        let alone = |asker: Asker| Asker { one_suffices: true, ..asker };
        let askers = [own, others, left, admin(own), admin(others), alone(own), alone(others)];
        askers.map(|asker| letter(folder, action, asker)).into_iter().collect()
    }

    #[test]
    fn who_may_do_what() {
        let actions = [Action::Write].into_iter().chain(STEPS.map(Action::Take));
        #[rustfmt::skip]
        let tables = [
            // Write, then the steps in their order.
            (Folder::Cards, ["+y++++y", "+y++++y", "+y++++y", "s++s+s+", "s++s+++", "+y++++y", "+++++++", "+++++++", "+++++++"]),
            (Folder::Sources, ["+y++++y", "+y++++y", "+y++++y", "s++s+s+", "s++s+++", "+y++++y", "+++++++", "nnnnnnn", "+++++++"]),
            (Folder::Site, ["ccc++cc", "ccc++cc", "ccc++cc", "cccs+cc", "cccs+cc", "ccc++cc", "ccc++cc", "cccnncc", "ccc++cc"]),
        ];
        for (folder, expected) in tables {
            let rows: Vec<String> = actions.clone().map(|action| row(folder, action)).collect();
            assert_eq!(rows, expected, "{folder:?}");
        }
        for like_cards in [Folder::Articles, Folder::Decks] {
            for action in actions.clone() {
                assert_eq!(row(like_cards, action), row(Folder::Cards, action), "{like_cards:?} {action:?}");
            }
        }
    }

    #[test]
    fn where_one_person_is_enough() {
        for folder in Folder::ALL {
            let is_local = matches!(folder.as_str(), "places" | "care" | "activities");
            assert_eq!((one_suffices(folder, false), one_suffices(folder, true)), (is_local, true), "{folder:?}");
        }
    }
}
