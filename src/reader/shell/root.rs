//! Root: the reactive owner of what lives as long as the app, whichever page it was made on.

use std::cell::RefCell;

use leptos::reactive::owner::Owner;

thread_local!(static ROOT: RefCell<Option<Owner>> = const { RefCell::new(None) });

/// Takes hold of it; to be called where it is the current one.
pub fn keep() {
    ROOT.set(Owner::current());
}

/// What is made in this lives as long as the app.
pub fn in_root(run: impl FnOnce()) {
    if let Some(root) = ROOT.with_borrow(Clone::clone) {
        root.with(run);
    }
}
