//! `/me/`: what this phone keeps, how it likes to read, and what helps when something is wrong.

mod account;
mod renewal;
mod stored;

use leptos::prelude::*;

use self::account::show_account;
use self::renewal::carry_out;
use self::stored::say_what_is_here;
use crate::browser::dom::{self, Node};
use crate::browser::watch::watch;
use crate::reader::favourites::Kept;
use crate::reader::library::Library;
use crate::reader::settings;
use crate::reader::shell::frame::Frame;
use crate::reader::shell::mounted::Mounted;

pub(crate) fn enliven(page: &Node) {
    let library = expect_context::<Library>();
    let kept = expect_context::<Kept>();
    let frame = expect_context::<Frame>();
    let mounted = Mounted::new();
    let count = dom::find_in(page, "[data-slot=kept]");
    watch(move || {
        if let Some(count) = &count {
            count.set_inner_text(&format!("{} 条", kept.count()));
        }
    });
    settings::carry_out(mounted, frame);
    say_what_is_here(page, library, frame);
    carry_out(page, mounted, library, frame);
    show_account(page, mounted);
}
