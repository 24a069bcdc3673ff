//! Everything published, as the files it could be made of again: the content folder with what was published at the desk
//! laid over it, locks included, and the pictures that it shows.

mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use content::folder::TABLES;
use content::media;
use tokio::sync::mpsc;
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, PreparedZipFile, ZipWriter};

use crate::infra::files::Error;
use crate::pictures::Pictures;
use crate::publishing::merge::merged;
use crate::publishing::texts::Texts;
use crate::publishing::visible_pictures;
use crate::store::Store;
use crate::store::documents::overlay::Overlay;

/// All of it. Pictures are asked for one by one: together they may be larger than the memory of a cheap server.
#[derive(Debug)]
pub(crate) struct Archive {
    /// Every text by its path.
    pub(crate) texts: BTreeMap<String, String>,
    /// The names of the pictures and recordings that are shown.
    pub(crate) pictures: BTreeSet<String>,
    /// Which card is whose day's, as a table, where it is wanted.
    calendar: Option<String>,
    /// Where the posts that everybody reads are asked for, where they are wanted.
    posts: Option<Store>,
}

impl Archive {
    /// Puts it together.
    pub(crate) fn of(texts: &Texts, overlay: &Overlay) -> Self {
        let (texts, pictures) = (merged(&texts.files, overlay), visible_pictures::shown(texts, overlay));
        Self { texts, pictures, calendar: None, posts: None }
    }

    /// With a table of the calendar beside it.
    pub(crate) fn with_calendar(self, texts: &Texts, overlay: &Overlay) -> Self {
        Self { calendar: Some(tables::calendar(texts, overlay)), ..self }
    }

    /// With tables of what members said and everybody reads.
    pub(crate) fn with_posts(self, store: Store) -> Self {
        Self { posts: Some(store), ..self }
    }

    /// The same in one file, piece by piece as somebody takes them. Equal content is an equal file: whoever keeps one a
    /// week sees whether anything has changed.
    pub(crate) fn zip(self, pictures: Pictures) -> mpsc::Receiver<Result<Bytes, Error>> {
        let (pieces, taken) = mpsc::channel(1);
        tokio::spawn(async move {
            if let Err(error) = self.write_zip(&pictures, &pieces).await {
                tracing::error!("{error}");
                let _ = pieces.send(Err(error)).await;
            }
        });
        taken
    }

    async fn write_zip(self, pictures: &Pictures, pieces: &mpsc::Sender<Result<Bytes, Error>>) -> Result<(), Error> {
        let written = Written::default();
        // Each file is made ready by itself, so that nothing that is sent already has to be written again.
        let mut zip = ZipWriter::new(StreamWriter::new(written.clone()));
        let mut add = |path: &str, bytes: &[u8], method: CompressionMethod| {
            let options = SimpleFileOptions::default().compression_method(method);
            let options = options.last_modified_time(DateTime::DEFAULT).unix_permissions(0o644);
            zip.add_prepared_file(PreparedZipFile::from_data(path, options, bytes)?)
        };
        let fault = |error: ZipError| Error::Other(format!("zip: {error}"));
        for (path, text) in self.texts {
            add(&path, text.as_bytes(), CompressionMethod::Deflated).map_err(fault)?;
            if pieces.send(Ok(written.take())).await.is_err() {
                // Whoever took it has hung up.
                return Ok(());
            }
        }
        for name in self.pictures {
            let Some(bytes) = pictures.get(&name).await? else { continue };
            // They are compressed already.
            add(&media::path(&name), &bytes, CompressionMethod::Stored).map_err(fault)?;
            if pieces.send(Ok(written.take())).await.is_err() {
                return Ok(());
            }
        }
        if let Some(table) = self.calendar {
            add(&format!("{TABLES}/calendar.csv"), table.as_bytes(), CompressionMethod::Deflated).map_err(fault)?;
        }
        let mut posts = self.posts.map(tables::Posts::of);
        let mut number = 1;
        while let Some(posts) = &mut posts
            && let Some(table) = posts.next().await.map_err(|error| Error::Other(error.to_string()))?
        {
            add(&format!("{TABLES}/posts-{number}.csv"), table.as_bytes(), CompressionMethod::Deflated)
                .map_err(fault)?;
            number += 1;
            if pieces.send(Ok(written.take())).await.is_err() {
                return Ok(());
            }
        }
        zip.finish().map_err(fault)?;
        let _ = pieces.send(Ok(written.take())).await;
        Ok(())
    }
}

/// What is written and not sent yet.
#[derive(Clone, Debug, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    fn take(&self) -> Bytes {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).into()
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
