//! The phone's voice. Many browsers inside other apps have none, and some that say they have one stay silent.

use gloo_events::EventListener;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice, window};

/// What became of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// The voice speaks.
    Begun,
    /// It came to the end.
    Done,
    /// It did not.
    Failed,
    /// It is held, and may go on; of recordings alone.
    Paused,
}

/// A sentence that is being said. It is listened to until this is dropped; the voice goes on. The listeners also hold
/// the utterance: one that is let go never tells its end.
pub struct Speaking {
    _listeners: [EventListener; 3],
}

/// The language tag of the best Chinese voice; `None` where there is none, or none yet.
pub fn chinese_voice() -> Option<String> {
    let voices = synthesis()?.get_voices();
    // Some phones write zh_CN.
    let tags = voices.iter().map(|voice| voice.unchecked_into::<SpeechSynthesisVoice>().lang().replace('_', "-"));
    tags.filter_map(|tag| Some((rank(&tag)?, tag))).min().map(|(_, tag)| tag)
}

/// Calls back for ever when there may be other voices.
pub fn on_voices(changed: impl Fn() + 'static) {
    let Some(synthesis) = synthesis() else { return };
    // Older Safari has voices from the beginning, and no events.
    if Reflect::has(&synthesis, &"addEventListener".into()).unwrap_or(false) {
        EventListener::new(&synthesis, "voiceschanged", move |_| changed()).forget();
    }
}

/// Calls back for ever when the page is left, be it for another page of this browser or for good.
pub fn on_page_hide(left: impl Fn() + 'static) {
    if let Some(window) = window() {
        EventListener::new(&window, "pagehide", move |_| left()).forget();
    }
}

/// Says a sentence, and how that goes. Which of a language's voices speaks is the phone's choice, as its owner set it:
/// the first of the list may be a joke voice.
pub fn speak(text: &str, language: &str, speed: f32, heard: impl Fn(Said) + Clone + 'static) -> Option<Speaking> {
    let synthesis = synthesis()?;
    let utterance = SpeechSynthesisUtterance::new_with_text(text).ok()?;
    utterance.set_lang(language);
    utterance.set_rate(speed);
    let on = |event: &'static str, said: Said| {
        let heard = heard.clone();
        EventListener::new(&utterance, event, move |_| heard(said))
    };
    let listeners = [on("start", Said::Begun), on("end", Said::Done), on("error", Said::Failed)];
    synthesis.speak(&utterance);
    Some(Speaking { _listeners: listeners })
}

/// Whether the browser says that nothing is being said; not where it says nothing of it.
pub fn is_silent() -> bool {
    let is = |name: &str| synthesis().and_then(|synthesis| Reflect::get(&synthesis, &name.into()).ok()?.as_bool());
    is("speaking") == Some(false) && is("pending") != Some(true)
}

/// Silence, at once.
pub fn cancel() {
    if let Some(synthesis) = synthesis() {
        synthesis.cancel();
    }
}

/// How well a voice reads Mandarin, best first; `None` if it reads no Chinese.
fn rank(tag: &str) -> Option<u8> {
    let tag = tag.to_ascii_lowercase();
    match tag.split('-').next()? {
        "yue" => Some(2),
        "zh" | "zho" | "chi" | "cmn" if tag.ends_with("-hk") => Some(2),
        "zh" | "zho" | "chi" | "cmn" if tag.ends_with("-tw") => Some(1),
        "zh" | "zho" | "chi" | "cmn" => Some(0),
        _ => None,
    }
}

fn synthesis() -> Option<SpeechSynthesis> {
    // Where there is none, the getter answers `undefined`.
    window()?.speech_synthesis().ok().filter(|synthesis| synthesis.is_object())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mandarin_is_preferred_to_other_chinese() {
        assert_eq!(["zh-CN", "zh", "cmn-Hans-CN", "zho-CHN"].map(rank), [Some(0); 4]);
        assert_eq!(["zh-TW", "zh-HK", "yue-HK"].map(rank), [Some(1), Some(2), Some(2)]);
        assert_eq!(["en-US", "ja-JP", ""].map(rank), [None; 3]);
    }
}
