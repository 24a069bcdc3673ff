//! Documents: what there is at a path, from the first of its places that has it.

use std::rc::Rc;

use content::bundle::{Index, Shard, ShardCard};
use content::day::Day;
use content::pages_file;

use super::catalog::Place;
use super::state::{Library, Unavailable};
use super::{read, sync};
use crate::browser::clock;

/// What a path's place has.
enum Found {
    /// A fragment.
    Page(String),
    /// A card, and the index whose templates make a page of it.
    Card(ShardCard, Rc<Index>),
}

impl Library {
    /// The fragment of the document at a path.
    pub async fn fragment(self, path: &str) -> Result<String, Unavailable> {
        match self.look_up(path).await {
            // It may be newer than what this phone knows.
            Err(why @ (Unavailable::Missing | Unavailable::Withdrawn)) => match sync::refresh(self).await {
                Ok(()) => self.look_up(path).await,
                // Where nobody can be asked, nobody knows that there is no such page.
                Err(_) if why == Unavailable::Missing => Err(Unavailable::Offline),
                Err(_) => Err(why),
            },
            found => found,
        }
    }

    async fn look_up(self, path: &str) -> Result<String, Unavailable> {
        let today = clock::today();
        Ok(match self.find(path, today).await? {
            Found::Page(html) => html,
            Found::Card(card, index) if path == api::paths::HOME => card.today(&index.templates, today),
            Found::Card(card, index) => card.page(&index.templates),
        })
    }

    /// A card.
    pub async fn card(self, slug: &str) -> Result<ShardCard, Unavailable> {
        match self.find(&api::paths::card(slug), clock::today()).await? {
            Found::Card(card, _) => Ok(card),
            Found::Page(_) => Err(Unavailable::Missing),
        }
    }

    /// What there is at a path, from the first of its places that has it.
    async fn find(self, path: &str, today: Day) -> Result<Found, Unavailable> {
        self.await_index().await?;
        let places = self.with(|inner| inner.catalog.borrow().places(path, today));
        let mut failure = Unavailable::Missing;
        for (at, place) in places.iter().enumerate() {
            let earlier = places.get(at + 1).and_then(Place::file);
            let found = match place {
                Place::Withdrawn => return Err(Unavailable::Withdrawn),
                Place::Page(file) => self.text(file, earlier).await.map(|text| {
                    let page = pages_file::find(&text, api::paths::template(path));
                    page.map(|page| Found::Page(page.to_string()))
                }),
                Place::Card { index, file, slug } => self
                    .shard(file, earlier)
                    .await
                    .map(|shard| shard.card(slug).map(|card| Found::Card(card.clone(), index.clone()))),
            };
            match found {
                Ok(Some(found)) => return Ok(found),
                Ok(None) => failure = Unavailable::Missing,
                Err(why) => failure = why,
            }
        }
        Err(failure)
    }

    /// The index in use, once there is one.
    pub async fn index(self) -> Result<Rc<Index>, Unavailable> {
        self.await_index().await?;
        self.with(|inner| inner.catalog.borrow().current()).ok_or(Unavailable::Offline)
    }

    /// The names of the files to search: of the index in use, and of the one before it.
    pub async fn search_files(self) -> [Vec<String>; 2] {
        let _ = self.await_index().await;
        self.with(|inner| {
            let catalog = inner.catalog.borrow();
            [catalog.current(), catalog.previous()]
                .map(|index| index.map(|index| index.search.clone()).unwrap_or_default())
        })
    }

    /// A file to search, if it can be had.
    pub async fn search_file(self, name: &str) -> Option<Rc<str>> {
        self.text(name, None).await.ok()
    }

    /// The same, if it is here already.
    pub async fn stored_search_file(self, name: &str) -> Option<Rc<str>> {
        self.stored_text(name).await
    }

    async fn await_index(self) -> Result<(), Unavailable> {
        if self.with(|inner| inner.catalog.borrow().current()).is_some() {
            return Ok(());
        }
        sync::open_stored(self).await;
        match self.with(|inner| inner.catalog.borrow().current()) {
            Some(_) => Ok(()),
            None => sync::refresh(self).await,
        }
    }

    async fn shard(self, file: &str, earlier: Option<&str>) -> Result<Rc<Shard>, Unavailable> {
        let last = self.with(|inner| inner.shard.borrow().clone());
        if let Some((_, shard)) = last.filter(|(name, _)| name == file) {
            return Ok(shard);
        }
        let text = self.text(file, earlier).await?;
        let shard: Rc<Shard> = Rc::new(read::shard(&text).ok_or(Unavailable::Failed)?);
        self.with(|inner| *inner.shard.borrow_mut() = Some((file.to_string(), shard.clone())));
        Ok(shard)
    }
}
