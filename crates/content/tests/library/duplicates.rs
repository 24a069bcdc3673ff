//! Which cards a quotation is already on.

#![cfg(feature = "render")]
#![allow(missing_docs, reason = "tests")]

use api::imports::Likeness::{self, Near, Part, Same, Whole};
use content::duplicates::Duplicates;

fn twins(quote: &str) -> Vec<(String, Likeness)> {
    let mut known = Duplicates::default();
    known.add("lamp", "十二点以前的四十分钟，越是紧，越要看清红灯。");
    known.add("door", "敲门轻一点，说话慢一点");
    known.add("milk", "豆浆是热的，人心也是热的！");
    known.find(quote).into_iter().map(|twin| (twin.slug, twin.likeness)).collect()
}

#[test]
fn the_same_words_are_the_same_card_whatever_the_punctuation() {
    assert_eq!(twins("敲门 轻一点、说话慢一点。"), [("door".into(), Same)]);
}

#[test]
fn a_part_is_told_from_a_whole() {
    assert_eq!(twins("越是紧，越要看清红灯"), [("lamp".into(), Part)]);
    assert_eq!(twins("到了门口，敲门轻一点，说话慢一点，好。"), [("door".into(), Whole)]);
    // A few characters are anybody's.
    assert_eq!(twins("慢一点"), []);
}

#[test]
fn a_slip_of_the_pen_is_near() {
    assert_eq!(twins("豆奖是热的，人心也是热的！"), [("milk".into(), Near)]);
    assert_eq!(twins("越是紧，越要看请红灯"), [("lamp".into(), Near)]);
}

#[test]
fn other_words_are_another_card() {
    assert_eq!(twins("路再长，也是一单一单跑完的"), []);
    assert_eq!(twins("红灯停一停，豆浆是凉的，人心是热的"), []);
    assert_eq!(twins(""), []);
}
