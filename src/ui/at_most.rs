//! A field that holds so much and no more says so: nothing that somebody typed goes without a word.

use leptos::ev::Event;

use super::toast;
use crate::browser::typing;

/// What is in the field of an `input` or `change` event, but no more than so many characters of it. Where more came, that is
/// told.
pub fn at_most(event: &Event, most: usize) -> String {
    let (kept, is_cut) = typing::at_most(event, most);
    if is_cut {
        toast(&format!("这里最多 {most} 个字，多出来的没有留下。"));
    }
    kept
}
