//! `/me/`: what this phone keeps, how it likes to read, and what helps when something is wrong.

mod renewal;
mod stored;

use leptos::prelude::*;

use self::renewal::carry_out;
use self::stored::say_what_is_here;
use crate::browser::dom::Node;
use crate::cards::{Kept, KeptCards};
use crate::document::Mounted;
use crate::frame::Frame;
use crate::library::Library;

pub(super) fn enliven(page: &Node) {
    let library = expect_context::<Library>();
    let kept = expect_context::<Kept>();
    let frame = expect_context::<Frame>();
    let mounted = Mounted::new();
    mounted.fill(page, "kept", move || view! { <KeptCards kept library/> });
    say_what_is_here(page, library, frame);
    carry_out(page, mounted, library, frame);
}
