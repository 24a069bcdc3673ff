//! Who was signed in by which token, remembered until anything but posts is written. On SQLite alone: there every change
//! comes through this process, so that what is remembered is what the database says. Most requests ask for nothing else.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use api::people::Me;

/// More are not remembered: by then something else was written long ago.
const MOST: usize = 10_000;

/// Cheap to clone: all clones are one.
#[derive(Clone, Debug, Default)]
pub(super) struct Known(Arc<Mutex<Remembered>>);

#[derive(Debug, Default)]
struct Remembered {
    /// Grows whenever all is forgotten: what was asked before must not be remembered after.
    times: u64,
    /// By the token's hash: who, and on which day that was asked. A session may end with the day.
    people: HashMap<Vec<u8>, (Me, i64)>,
}

impl Known {
    /// Who it is, if that is remembered of today; else what [`Known::remember`] wants to be told.
    pub(super) fn find(&self, token: &[u8], today: i64) -> Result<Me, u64> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match known.people.get(token) {
            Some((me, day)) if *day == today => Ok(me.clone()),
            _ => Err(known.times),
        }
    }

    /// Remembers somebody, unless something was written since they were looked for.
    pub(super) fn remember(&self, times: u64, token: Vec<u8>, me: &Me, today: i64) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.times == times && known.people.len() < MOST {
            known.people.insert(token, (me.clone(), today));
        }
    }

    /// Something was written, and nobody has an answer yet.
    pub(super) fn forget(&self) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.times += 1;
        known.people.clear();
    }
}
