//! Differences between two texts, character by character.

#![cfg(feature = "render")]
#![allow(missing_docs, reason = "tests")]

use std::time::{Duration, Instant};

use content::differ::{Run, diff};

fn shown(old: &str, new: &str) -> String {
    let runs = diff(old, new);
    let side = |removed: bool| -> String {
        let text = |run: &Run| match run {
            Run::Same(text) => text.clone(),
            Run::Removed(text) if removed => text.clone(),
            Run::Added(text) if !removed => text.clone(),
            _ => String::new(),
        };
        runs.iter().map(text).collect()
    };
    assert_eq!((side(true).as_str(), side(false).as_str()), (old, new), "the runs give both texts");
    let show = |run: &Run| match run {
        Run::Same(text) => text.clone(),
        Run::Removed(text) => format!("[-{text}]"),
        Run::Added(text) => format!("[+{text}]"),
    };
    runs.iter().map(show).collect()
}

#[test]
fn one_character_is_one_mark() {
    assert_eq!(
        shown("一单一单送到的，是别人的三餐。", "一单一单送到的，是人家的三餐。"),
        "一单一单送到的，是[-别][+]人[+家]的三餐。".replace("[+]", "")
    );
    assert_eq!(shown("看请红灯", "看清红灯"), "看[-请][+清]红灯");
    assert_eq!(shown("", "新的"), "[+新的]");
    assert_eq!(shown("旧的", ""), "[-旧的]");
    assert_eq!(shown("一样", "一样"), "一样");
    assert_eq!(shown("", ""), "");
}

#[test]
fn an_added_paragraph_is_one_mark() {
    assert_eq!(
        shown("第一段。\n第三段。\n", "第一段。\n第二段，很长。\n第三段。\n"),
        "第一段。\n[+第二段，很长。\n]第三段。\n"
    );
}

#[test]
fn words_that_happen_to_return_in_a_rewritten_sentence_are_no_islands() {
    let text = shown("骑手们在雨里的夜晚跑完最后一单", "社区食堂的阿姨把一碗热汤留给他");
    assert_eq!(text.matches("[-").count(), 1, "{text}");
}

#[test]
fn large_texts_without_anything_in_common_do_not_take_long() {
    // 64 KB each: no line returns, and the same few characters return everywhere in another order.
    let text = |seed: u32| -> String {
        let mut state = seed;
        let next = |state: &mut u32| {
            *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *state >> 16
        };
        (0..21_000).map(|_| char::from_u32(0x4e00 + next(&mut state) % 200).unwrap_or('一')).collect()
    };
    let begin = Instant::now();
    let (old, new) = (text(1), text(2));
    assert!(!diff(&old, &new).is_empty());
    let lines = |text: &str| text.chars().map(|c| format!("{c}\n")).collect::<String>();
    assert!(!diff(&lines(&old[..30_000]), &lines(&new[..30_000])).is_empty());
    assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", begin.elapsed());
}
