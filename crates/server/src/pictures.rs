//! Object store of pictures and recordings: where those of articles and cards are, a folder of this machine, or whoever speaks S3; and, to be read only, the folder
//! `pictures` (or `recordings`) beside the content, where an import or a clone brings them along. A name carries a hash: what is under it never changes.

pub(crate) mod shrink;

use std::fs;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;

use axum::body::Bytes;
use content::media::{self, PICTURES};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use tokio_stream::StreamExt;

use crate::config::Folders;
use crate::infra::files::Error;

/// The way to them. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Pictures {
    store: Arc<dyn ObjectStore>,
    prefix: String,
    beside: PathBuf,
}

/// A picture or a recording in the store.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Stored {
    pub(crate) name: String,
    /// When it was sent last.
    pub(crate) at: i64,
}

impl Pictures {
    /// Where the settings say.
    pub(crate) fn of(folders: &Folders) -> Result<Self, Error> {
        Self::open(&folders.data_dir, &folders.content_dir, folders.pictures_url.as_deref())
    }

    /// In the data folder, or where `s3://BUCKET/PREFIX` says.
    pub(crate) fn open(data_dir: &FilePath, content_dir: &FilePath, url: Option<&str>) -> Result<Self, Error> {
        let beside = content_dir.to_path_buf();
        let Some(url) = url else {
            let (store, prefix) = local(&data_dir.join(PICTURES))?;
            return Ok(Self { store: Arc::new(store), prefix, beside });
        };
        let Some(place) = url.strip_prefix("s3://") else {
            return Err(Error::Other("NUANXIN_PICTURES_URL: expected s3://BUCKET/PREFIX".into()));
        };
        let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
        // It is the process's, and may be there already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        // Keys, region and endpoint are in the variables that every such tool reads: AWS_ACCESS_KEY_ID and so on.
        let store = AmazonS3Builder::from_env().with_bucket_name(bucket).build().map_err(|error| said(&error))?;
        let prefix = match prefix.trim_matches('/') {
            "" => String::new(),
            prefix => format!("{prefix}/"),
        };
        Ok(Self { store: Arc::new(store), prefix, beside })
    }

    /// Keeps one. The same again is no harm.
    pub(crate) async fn put(&self, name: &str, bytes: Vec<u8>) -> Result<(), Error> {
        self.store.put(&self.path(name), bytes.into()).await.map(drop).map_err(|error| said(&error))
    }

    /// One of them, if it is there.
    pub(crate) async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        if media::folder(name).is_none() {
            return Ok(None);
        }
        match self.store.get(&self.path(name)).await {
            Ok(found) => found.bytes().await.map(|bytes| Some(bytes.to_vec())).map_err(|error| said(&error)),
            Err(object_store::Error::NotFound { .. }) => Ok(self.beside(name).and_then(|file| fs::read(file).ok())),
            Err(error) => Err(said(&error)),
        }
    }

    /// Whether one is there.
    pub(crate) async fn has(&self, name: &str) -> Result<bool, Error> {
        Ok(self.size(name).await?.is_some())
    }

    /// How large one is, in bytes, if it is there. Nothing of it is read.
    pub(crate) async fn size(&self, name: &str) -> Result<Option<u64>, Error> {
        match self.store.head(&self.path(name)).await {
            Ok(found) => Ok(Some(found.size)),
            Err(object_store::Error::NotFound { .. }) => {
                Ok(self.beside(name).and_then(|file| fs::metadata(file).ok()).map(|about| about.len()))
            }
            Err(error) => Err(said(&error)),
        }
    }

    /// A part of one, from a byte to before another; no more of it is read.
    pub(crate) async fn part(&self, name: &str, part: Range<u64>) -> Result<Option<Bytes>, Error> {
        match self.store.get_range(&self.path(name), part.clone()).await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(object_store::Error::NotFound { .. }) => {
                Ok(self.beside(name).and_then(|file| read_part(&file, part).ok()).map(Bytes::from))
            }
            Err(error) => Err(said(&error)),
        }
    }

    /// All in the store; those beside the content are not ours to change.
    pub(crate) async fn list(&self) -> Result<Vec<Stored>, Error> {
        let prefix = (!self.prefix.is_empty()).then(|| Path::from(self.prefix.as_str()));
        let mut listed = self.store.list(prefix.as_ref());
        let mut all = Vec::new();
        while let Some(one) = listed.next().await {
            let one = one.map_err(|error| said(&error))?;
            // Whatever else somebody keeps there is passed over.
            if let Some(name) = one.location.filename().filter(|name| media::folder(name).is_some()) {
                all.push(Stored { name: name.into(), at: one.last_modified.timestamp_millis() });
            }
        }
        Ok(all)
    }

    /// Throws one away.
    pub(crate) async fn delete(&self, name: &str) -> Result<(), Error> {
        match self.store.delete(&self.path(name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(said(&error)),
        }
    }

    /// The file of one beside the content. A link may be another name of a file of the content folder; what is elsewhere on
    /// this machine is nobody's to see.
    fn beside(&self, name: &str) -> Option<PathBuf> {
        let root = self.beside.canonicalize().ok()?;
        let file = self.beside.join(media::folder(name)?).join(name).canonicalize().ok()?;
        (file.starts_with(root) && file.is_file()).then_some(file)
    }

    fn path(&self, name: &str) -> Path {
        Path::from(format!("{}{name}", self.prefix))
    }
}

fn read_part(file: &FilePath, part: Range<u64>) -> io::Result<Vec<u8>> {
    let mut file = fs::File::open(file)?;
    file.seek(SeekFrom::Start(part.start))?;
    let mut bytes = Vec::new();
    file.take(part.end - part.start).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A folder of this machine, and what stands before each name in it. Where the folder cannot be made, because nothing can be
/// written now, it is made with the first picture.
fn local(folder: &FilePath) -> Result<(LocalFileSystem, String), Error> {
    if fs::create_dir_all(folder).is_ok() {
        let store = LocalFileSystem::new_with_prefix(folder).map_err(|error| said(&error))?;
        return Ok((store.with_fsync(true), String::new()));
    }
    let folder = std::path::absolute(folder).map_err(Error::at(folder))?;
    let prefix = Path::from_absolute_path(&folder).map_err(|error| Error::Other(error.to_string()))?;
    Ok((LocalFileSystem::new().with_fsync(true), format!("{prefix}/")))
}

fn said(error: &object_store::Error) -> Error {
    Error::Other(format!("pictures: {error}"))
}
