//! Pictures and recordings that nothing shows any more.

use std::collections::BTreeSet;

use content::media;

use crate::infra::clock::now;
use crate::infra::files::Error;
use crate::pictures::Pictures;
use crate::publishing::site::Site;
use crate::store::{Store, StoreError};

/// So long one may be needed by a text that was not saved yet, or was thrown away by mistake, in milliseconds: 30 days.
const KEPT: i64 = 30 * 86_400_000;

/// Throws away what nobody has sent for a month and no file, draft or revision names.
pub(crate) async fn clean_up(pictures: &Pictures, store: &Store, site: &Site) -> Result<(), Error> {
    throw_away(pictures, &named(store, site).await?, now() - KEPT).await
}

/// The names of those that a file, draft or revision names.
pub(crate) async fn named(store: &Store, site: &Site) -> Result<BTreeSet<String>, StoreError> {
    let texts = store.texts_with_pictures().await?;
    let now_shown = site.current();
    let texts = texts.iter().chain(now_shown.texts.files.values());
    Ok(texts.flat_map(|text| media::names(text)).map(String::from).collect())
}

/// Throws away what is older and not among these.
pub(crate) async fn throw_away(pictures: &Pictures, named: &BTreeSet<String>, before: i64) -> Result<(), Error> {
    for one in pictures.list().await?.iter().filter(|one| one.at < before && !named.contains(&one.name)) {
        pictures.delete(&one.name).await?;
    }
    Ok(())
}
