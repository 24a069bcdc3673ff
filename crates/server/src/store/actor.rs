//! Actor: who decides, as far as the store has to know.

use api::documents::Folder;
use api::documents::permission::{self, Asker};

/// Who decides.
#[derive(Clone, Debug)]
pub(crate) struct Actor {
    /// Their id.
    pub(crate) id: String,
    /// Whose posts they see: all for an admin.
    pub(crate) branch: Option<i64>,
    /// A deployment of one person: there is nobody else who could look again.
    pub(crate) is_alone: bool,
}

impl Actor {
    /// What they are to a document of a folder that has no draft.
    pub(in crate::store) fn asker(&self, folder: Folder) -> Asker {
        let one_suffices = permission::one_suffices(folder, self.is_alone);
        Asker { is_committee: self.branch.is_none(), one_suffices, ..Asker::default() }
    }

    /// Whose first decision they may not look at again: their own, but where they are alone.
    pub(in crate::store) fn not_again(&self) -> &str {
        if self.is_alone { "" } else { &self.id }
    }
}
