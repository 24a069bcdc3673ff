//! IndexedDB: texts by their keys, in one database for what was published and one for what was written on this phone.
//! The service worker (`public/sw.js`) reads the first; 修复 and the library never touch the second.

use std::cell::Cell;

use idb::{Database, DatabaseEvent, Error, Factory, ObjectStoreParams, Query, Transaction, TransactionMode};
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbDatabase;

use super::clock;

/// The texts of published bundles. Name, version and store are repeated in `public/sw.js`.
pub const LIBRARY: &str = "nuanxin-library";
/// What was written on this phone. `public/repair.js` has the name as well.
pub const WORDS: &str = "nuanxin-words";
const VERSION: u32 = 1;
const STORE: &str = "files";
/// A browser that has not opened it, read or written by then (it happens) will not, in milliseconds.
const PATIENCE: u32 = 1_500;

/// The opened database.
#[derive(Debug)]
pub struct Files {
    database: Database,
    /// The same, of what cannot be had again: it is on the disk before it counts as stored. What was published may wait
    /// until the phone finds the time.
    strict: Option<IdbDatabase>,
    /// It has let somebody wait for nothing. Nobody waits for it again: browsers lose hold of a database (iOS does, of
    /// pages in the background), and only one that is opened anew answers.
    is_stuck: Cell<bool>,
}

impl Files {
    /// Opens one; `None` where the browser refuses (some private windows, a full disk).
    pub async fn open(name: &str) -> Option<Self> {
        let mut opening = Factory::new().ok()?.open(name, Some(VERSION)).ok()?;
        opening.on_upgrade_needed(|event| {
            if let Ok(database) = event.database() {
                let _ = database.create_object_store(STORE, ObjectStoreParams::new());
            }
        });
        let opened: IdbDatabase = clock::within_or_left(PATIENCE, opening.into_future()).await?.ok()?.into();
        let strict = (name == WORDS).then(|| opened.clone());
        let mut database = Database::from(opened);
        // 修复 and 清空 take it away, here or in another tab.
        database.on_version_change(|event| {
            if let Some(database) = event.target() {
                database.unchecked_into::<IdbDatabase>().close();
            }
        });
        Some(Self { database, strict, is_stuck: Cell::default() })
    }

    /// Whether it has to be opened anew.
    pub fn is_stuck(&self) -> bool {
        self.is_stuck.get()
    }

    /// A stored text.
    pub async fn get(&self, key: &str) -> Option<String> {
        self.soon(async {
            let transaction = self.database.transaction(&[STORE], TransactionMode::ReadOnly).ok()?;
            let store = transaction.object_store(STORE).ok()?;
            let value: Option<JsValue> = store.get(Query::Key(key.into())).ok()?.await.ok()?;
            value?.as_string()
        })
        .await
    }

    /// Stores texts, all or none; `false` where the browser took none.
    pub async fn put(&self, texts: &[(&str, &str)]) -> bool {
        self.soon(async { self.write(texts).await.ok() }).await.unwrap_or(false)
    }

    async fn write(&self, texts: &[(&str, &str)]) -> Result<bool, Error> {
        let transaction = match self.write_through() {
            Some(transaction) => transaction,
            None => self.database.transaction(&[STORE], TransactionMode::ReadWrite)?,
        };
        let store = transaction.object_store(STORE)?;
        for (key, text) in texts {
            store.put(&JsValue::from(*text), Some(&JsValue::from(*key)))?;
        }
        // A full disk ends in an abort.
        Ok(transaction.commit()?.await?.is_committed())
    }

    /// Neither `idb` nor stable `web-sys` knows the third argument; older browsers do not mind it.
    fn write_through(&self) -> Option<Transaction> {
        let database = self.strict.as_ref()?;
        let begin: Function = Reflect::get(database, &"transaction".into()).ok()?.dyn_into().ok()?;
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into()).ok()?;
        let mode = JsValue::from("readwrite");
        begin.call3(database, &STORE.into(), &mode, &options).ok()?.try_into().ok()
    }

    /// Every text by its key, in the order of the keys; `None` where the browser does not say.
    pub async fn all(&self) -> Option<Vec<(String, String)>> {
        self.soon(async {
            let transaction = self.database.transaction(&[STORE], TransactionMode::ReadOnly).ok()?;
            let store = transaction.object_store(STORE).ok()?;
            let (keys, texts) = (store.get_all_keys(None, None).ok()?, store.get_all(None, None).ok()?);
            let (keys, texts) = (keys.await.ok()?, texts.await.ok()?);
            Some(
                keys.iter().zip(&texts).filter_map(|(key, text)| Some((key.as_string()?, text.as_string()?))).collect(),
            )
        })
        .await
    }

    /// Every key.
    pub async fn keys(&self) -> Option<Vec<String>> {
        self.soon(async {
            let transaction = self.database.transaction(&[STORE], TransactionMode::ReadOnly).ok()?;
            let keys = transaction.object_store(STORE).ok()?.get_all_keys(None, None).ok()?.await.ok()?;
            Some(keys.iter().filter_map(JsValue::as_string).collect())
        })
        .await
    }

    /// Removes texts; `false` where the browser did not.
    pub async fn remove(&self, keys: &[String]) -> bool {
        self.soon(async { self.erase(keys).await.ok() }).await.is_some()
    }

    async fn erase(&self, keys: &[String]) -> Result<(), Error> {
        let transaction = self.database.transaction(&[STORE], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(STORE)?;
        for key in keys {
            store.delete(Query::Key(key.as_str().into()))?;
        }
        transaction.commit()?.await?;
        Ok(())
    }

    /// What comes of it in time.
    async fn soon<T>(&self, work: impl Future<Output = Option<T>>) -> Option<T> {
        if self.is_stuck() {
            return None;
        }
        let done = clock::within_or_left(PATIENCE, work).await;
        self.is_stuck.set(done.is_none());
        done.flatten()
    }
}
