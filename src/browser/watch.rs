//! Effects. Each [`Effect`] made with a closure of its own type is a kilobyte or two of download: here they share one.

use leptos::prelude::*;

/// Runs now, and again whenever a signal that it read has changed, for as long as the reactive owner lives.
pub fn watch(run: impl FnMut() + 'static) {
    watch_boxed(Box::new(run));
}

fn watch_boxed(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_| run());
}
