//! Adding: a text that is being put in, and the source that it is of.

use ::api::documents::Stage;
use ::api::error::Reading;
use ::api::sources::{AddSource, SourceRow};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::Shelf;
use crate::browser::files::Brought;
use crate::client::api::ApiError;
use crate::desk::readings;
use crate::desk::shell::api;
use crate::ui::focus;

/// More than the server takes, in bytes.
const LARGEST: f64 = 10.0 * 1024.0 * 1024.0;

/// What is in the form; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Adding {
    shelf: Shelf,
    pub(super) add: RwSignal<AddSource>,
    pub(super) pasted: RwSignal<String>,
    file: StoredValue<Option<Brought>, LocalStorage>,
    pub(super) file_name: RwSignal<String>,
    pub(super) said: RwSignal<String>,
    pub(super) is_busy: RwSignal<bool>,
    pub(super) readings: RwSignal<Vec<Reading>>,
    /// Somebody has said which source it is.
    is_chosen: StoredValue<bool>,
}

impl Adding {
    /// Nothing yet.
    pub(super) fn new(shelf: Shelf) -> Self {
        Self {
            shelf,
            add: RwSignal::new(AddSource::default()),
            pasted: RwSignal::new(String::new()),
            file: StoredValue::new_local(None),
            file_name: RwSignal::new(String::new()),
            said: RwSignal::new(String::new()),
            is_busy: RwSignal::new(false),
            readings: RwSignal::new(Vec::new()),
            is_chosen: StoredValue::new(false),
        }
    }

    /// It is of this source; of a new one where that is empty.
    pub(super) fn choose(self, slug: String) {
        self.is_chosen.set_value(true);
        self.add.update(|add| add.source = slug);
    }

    /// This file is to be put in.
    pub(super) fn bring(self, file: Brought) {
        self.file_name.set(file.name());
        self.readings.set(Vec::new());
        self.file.set_value(Some(file));
    }

    /// Puts it in, in the encoding that somebody has chosen; empty: in the one that it plainly is in.
    pub(super) fn submit(self, encoding: String) {
        let text = self.pasted.get_untracked();
        let brought = self.file.get_value().or_else(|| (!text.trim().is_empty()).then_some(Brought::Text(text)));
        let Some(brought) = brought else {
            return self.said.set("选一个文件，或者把原文贴进来。".into());
        };
        if brought.size() > LARGEST {
            return self.said.set("文件超过 10 MB，去掉图片再来。".into());
        }
        let add = AddSource { name: brought.name(), encoding, ..self.add.get_untracked() };
        self.is_busy.set(true);
        self.said.set(String::new());
        spawn_local(async move {
            match api::add_source(&add, &brought).await {
                Ok(answer) => self.added(&add, answer.sources),
                Err(why) => self.refused(&why),
            }
            self.is_busy.set(false);
        });
    }

    fn added(self, add: &AddSource, sources: Vec<SourceRow>) {
        let is_it = |source: &SourceRow| source.title == add.title.trim();
        let is_handed = sources.iter().any(|one| is_it(one) && one.stage == Some(Stage::Review));
        self.shelf.said.set(match is_handed {
            true => "放进去了，也送审了：另一位书记看过，卡片就能用它。".into(),
            false => "放进去了。".into(),
        });
        self.add.set(AddSource::default());
        self.is_chosen.set_value(false);
        self.pasted.set(String::new());
        self.file.set_value(None);
        // Nothing is begun any more: the next source is chosen.
        self.shelf.sources.set(Some(sources));
        self.file_name.set(String::new());
        self.readings.set(Vec::new());
        // On a phone the form is long, and what became of it stands above it.
        focus::soon("h1", ".said");
    }

    fn refused(self, why: &ApiError) {
        if let Some(found) = readings::asked(why) {
            return self.readings.set(found);
        }
        if *why == ApiError::Changed {
            self.file.set_value(None);
            self.file_name.set(String::new());
        }
        self.said.set(self.shelf.session.hear(why));
    }

    /// Whether something would be lost with the page.
    pub(super) fn is_begun(self) -> bool {
        let is_named = self.add.with_untracked(|add| {
            [&add.title, &add.short, &add.author, &add.date, &add.published_in].iter().any(|said| !said.is_empty())
        });
        is_named || !self.pasted.with_untracked(String::is_empty) || self.file.with_value(Option::is_some)
    }

    /// The next to do: a source that waits for its text, until somebody chooses another, or has begun: a text that is there
    /// already stays with the source for which it was brought.
    pub(super) fn follow(self) {
        let sources = self.shelf.sources.get();
        let next = sources.iter().flatten().find(|source| source.texts.is_empty()).map(|source| source.slug.clone());
        if !self.is_chosen.get_value() && !self.is_begun() {
            self.add.update(|add| add.source = next.unwrap_or_default());
        }
    }
}
