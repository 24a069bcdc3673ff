//! Confirming: a place's document with another day in it is published at once, where nobody is at work on it.

use api::documents::{SaveDraft, Step, TakeStep};

use crate::infra::clock::now;
use crate::store::Store;
use crate::store::actor::Actor;
use crate::store::claims::{self, Listing};
use crate::store::connection::db::one;
use crate::store::connection::tx::Tx;
use crate::store::corrections::Settling;
use crate::store::documents::step_request::StepRequest;
use crate::store::documents::steps::{shown_at, take_step};
use crate::store::documents::{find, save_draft};
use crate::store::error::StoreError;

/// What is to be published.
#[derive(Clone, Debug)]
pub(crate) struct Confirming {
    /// Of the place's file.
    pub(crate) path: String,
    /// The whole file, checked.
    pub(crate) text: String,
    /// What readers were shown when that was made; `None` of a place that is new.
    pub(crate) shown: Option<String>,
    /// Hash of the file it was made of.
    pub(crate) base: Option<String>,
    /// The file in the content folder, and its hash.
    pub(crate) file: Option<(String, String)>,
    /// What is dealt with by it.
    pub(crate) settles: Settling,
    /// Of a shop: what is listed by it.
    pub(crate) lists: Option<Listing>,
}

impl Store {
    /// Publishes it as any other draft is, step by step, in one transaction.
    ///
    /// # Errors
    ///
    /// [`StoreError::OutOfPlace`] where there is a draft, or something is planned: publishing would go over it;
    /// [`StoreError::Stale`] where readers are shown something else by now.
    pub(crate) async fn confirm_place(&self, actor: Actor, confirming: Confirming) -> Result<(), StoreError> {
        self.write(move |tx| Box::pin(confirm(tx, actor, confirming))).await
    }
}

async fn confirm(tx: &mut Tx, actor: Actor, confirming: Confirming) -> Result<(), StoreError> {
    let Confirming { path, text, shown, base, file, settles, lists } = confirming;
    let sql = "SELECT COUNT(*) FROM revisions WHERE path = $1 AND publish_from > $2 AND shown = 0 AND cancelled = 0";
    let (planned,) = one!(&mut tx.conn, (i64,), sql, &path, now())?;
    if planned > 0 || find(&mut tx.conn, &path).await?.is_some() {
        return Err(StoreError::OutOfPlace);
    }
    let now_shown = shown_at(&mut tx.conn, &path).await?.or_else(|| file.as_ref().map(|(text, _)| text.clone()));
    if now_shown != shown {
        return Err(StoreError::Stale);
    }
    let save = SaveDraft { text: text.clone(), version: 0, file_seen: false };
    let mut version = save_draft(&mut tx.conn, &actor, &path, save, base).await?.version;
    for (step, settles) in [(Step::Submit, None), (Step::Publish, Some(settles))] {
        let request = StepRequest {
            path: path.clone(),
            step: TakeStep { step, version, note: None, publish_from: None, unverified: None, revision: None },
            file: file.clone(),
            remake: |_| None,
            verified: None,
            checked: Some(text.clone()),
            settles,
        };
        version += 1;
        take_step(tx, actor.clone(), request).await?;
    }
    match lists {
        Some(lists) => claims::list(tx, &lists).await,
        None => Ok(()),
    }
}
