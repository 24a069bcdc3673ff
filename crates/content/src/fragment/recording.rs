//! A recording in a page: told to the app, and without it a player of the browser's own.

use super::icon;
use crate::bundle::escape;
use crate::recording::{Recorded, Recording, size};

/// For the app, on the element of a card or an article: where its recording is, and whose voice it is. With a leading space.
pub(super) fn told(recorded: Option<&Recorded>) -> String {
    let Some(Recorded { path, voice }) = recorded else { return String::new() };
    let voice = if voice.is_empty() { String::new() } else { format!(" data-voice=\"{}\"", escape(voice)) };
    format!(" data-recording=\"{path}\"{voice}")
}

/// A line that says that there is one, and opens to the browser's player. Nothing of it is fetched before it is wanted.
pub(super) fn player(recorded: Option<&Recorded>) -> String {
    let Some(recorded) = recorded else { return String::new() };
    let Recording { kilobytes, .. } = recorded.recording();
    let voice = if recorded.voice.is_empty() { String::new() } else { format!(" · {}", escape(&recorded.voice)) };
    format!(
        "<details class=\"recording\"><summary>{icon}录音{voice} · {length} · {size}</summary>\
         <audio controls preload=\"none\" src=\"{path}\"></audio></details>",
        icon = icon("listen"),
        length = recorded.recording().length(),
        size = size(kilobytes),
        path = recorded.path,
    )
}
