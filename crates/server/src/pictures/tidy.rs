//! Pictures that nothing shows any more.

use std::collections::BTreeSet;

use content::picture;

use super::Pictures;
use crate::files::Error;
use crate::site::Site;
use crate::store::{Store, now};

/// So long one may be needed by a text that was not saved yet, or was thrown away by mistake, in milliseconds: 30 days.
const KEPT: i64 = 30 * 86_400_000;

/// Throws away what nobody has sent for a month and no file, draft or revision names.
pub(crate) async fn tidy(pictures: &Pictures, store: &Store, site: &Site) -> Result<(), Error> {
    let files = site.current().texts.files.values().cloned().collect::<Vec<_>>();
    throw_away(pictures, store, &files, now() - KEPT).await
}

/// The same for all of them, however new.
pub(crate) async fn tidy_all(pictures: &Pictures, store: &Store, files: &[String]) -> Result<(), Error> {
    throw_away(pictures, store, files, i64::MAX).await
}

async fn throw_away(pictures: &Pictures, store: &Store, files: &[String], before: i64) -> Result<(), Error> {
    let mut old = pictures.list().await?;
    old.retain(|one| one.at < before);
    if old.is_empty() {
        return Ok(());
    }
    let texts = store.texts_with_pictures().await.map_err(|error| Error::Other(error.to_string()))?;
    let named: BTreeSet<&str> = texts.iter().chain(files).flat_map(|text| picture::names(text)).collect();
    for one in old.iter().filter(|one| !named.contains(one.name.as_str())) {
        pictures.delete(&one.name).await?;
    }
    Ok(())
}
