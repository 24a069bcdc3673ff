//! Who was signed in by which token, remembered for a moment, and not beyond the next thing that is written here and is no
//! post. On SQLite alone, where nearly every change comes through this process: `restore` and `export-and-close` are
//! processes of their own, and what they change is felt a moment later. Most requests ask for nothing else.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use api::people::Me;

/// The moment: however much somebody asks, they are looked up once in it.
const MOMENT: Duration = Duration::from_secs(1);
/// More are not remembered at once.
const MOST: usize = 10_000;

/// Cheap to clone: all clones are one.
#[derive(Clone, Debug, Default)]
pub(crate) struct SessionCache(Arc<Mutex<Remembered>>);

#[derive(Debug, Default)]
struct Remembered {
    /// Grows whenever all is forgotten: what was asked before must not be remembered after.
    times: u64,
    /// By the token's hash: who, and since when.
    people: HashMap<Vec<u8>, (Me, Instant)>,
}

impl SessionCache {
    /// Who it is, if that is remembered; else what [`SessionCache::remember`] wants to be told.
    pub(in crate::store) fn find(&self, token: &[u8]) -> Result<Me, u64> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match known.people.get(token) {
            Some((me, since)) if since.elapsed() < MOMENT => Ok(me.clone()),
            _ => Err(known.times),
        }
    }

    /// Remembers somebody, unless something was written since they were looked for.
    pub(in crate::store) fn remember(&self, times: u64, token: Vec<u8>, me: &Me) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.people.len() >= MOST {
            // Most of them were here longer ago than that.
            known.people.clear();
        }
        if known.times == times {
            known.people.insert(token, (me.clone(), Instant::now()));
        }
    }

    /// Something was written, and nobody has an answer yet.
    pub(in crate::store) fn forget(&self) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.times += 1;
        known.people.clear();
    }
}
