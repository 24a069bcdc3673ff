//! 逐字核对: quotations looked up in a source text made up for these tests.

#![cfg(feature = "render")]
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

use api::sources::{Collation, Mark, Place};
use content::card::Card;
use content::collate::SourceText;
use content::document::Kind;
use content::fault::Faults;
use content::front_matter::FrontMatter;

const TEXT: &str = "\u{feff}关于过好每一天的报告
（某年某月）

一、早晨
天亮以后，街上的灯还没有全灭。送早点的人已经走过三条街，他说：“趁热吃，路上慢一点。”豆浆是热的，人心也是热的！
二、中午
（一）把一顿饭送到。十二点以前的四十分钟，是一天里最紧的四十分钟；越是紧，越要看清红灯。一顿饭送得准时，等饭的人就多一段午休。
（二）把一句话说好。敲门轻一点，说话慢一点，把“您好”说在前面，把“慢用”留在后面……楼道里的灯坏了，顺手报给物业。
结束语
同行的人们，路再长，也是一单一单跑完的；日子再难，也是一天一天过好的。
";

fn found(quote: &str) -> Vec<Place> {
    match SourceText::new(TEXT).collate(quote) {
        Collation::Verbatim { places } => places,
        other => panic!("{quote}: {other:?}"),
    }
}

/// `甲[乙→丙]`: what the quotation says, and what the source says there.
fn marked(quote: &str) -> String {
    let Collation::Near { place, marks } = SourceText::new(TEXT).collate(quote) else { panic!("{quote}") };
    assert_eq!(marks.iter().map(|mark| mark.quote.as_str()).collect::<String>(), quote);
    assert_eq!(marks.iter().map(|mark| mark.source.as_str()).collect::<String>(), place.quote);
    let show = |mark: &Mark| match mark.same {
        true => mark.source.clone(),
        false => format!("[{}→{}]", mark.quote, mark.source),
    };
    marks.iter().map(show).collect()
}

#[test]
fn a_quotation_is_found_with_its_sentence_and_headings() {
    let places = found("越是紧，越要看清红灯");
    let [place] = &places[..] else { panic!("{places:?}") };
    assert_eq!(place.sentence, "十二点以前的四十分钟，是一天里最紧的四十分钟；越是紧，越要看清红灯。");
    assert_eq!(place.section, "二、中午 （一）把一顿饭送到");
    assert_eq!(place.text.chars().take(place.to).skip(place.from).collect::<String>(), "越是紧，越要看清红灯");
    assert_eq!(found("日子再难，也是一天一天过好的。")[0].section, "结束语");
}

#[test]
fn words_to_the_listeners_behind_the_last_heading_belong_to_none() {
    let text = SourceText::new(
        "同志们：\n一、路上\n看灯。\n同志们！路要一步一步走。\n二、站里\n（一）热水\n喝一口热水。\n同志们！灯要一盏一盏亮。\n团结就是力量。",
    );
    let section = |quote: &str| match text.collate(quote) {
        Collation::Verbatim { places } => places[0].section.clone(),
        other => panic!("{quote}: {other:?}"),
    };
    assert_eq!(section("路要一步一步走"), "一、路上");
    assert_eq!(section("喝一口热水"), "二、站里 （一）热水");
    assert_eq!((section("灯要一盏一盏亮"), section("团结就是力量")), (String::new(), String::new()));
}

#[test]
fn white_space_and_width_are_overlooked_and_the_sources_own_characters_come_back() {
    let place = &found(" 豆浆是热的,\n人心 也是热的!")[0];
    assert_eq!(place.quote, "豆浆是热的，人心也是热的！");
    assert_eq!(found("把\"您好\"说在前面,把\"慢用\"留在后面......")[0].quote, "把“您好”说在前面，把“慢用”留在后面……");
}

#[test]
fn every_place_is_told() {
    assert_eq!(found("四十分钟").len(), 2);
}

#[test]
fn of_a_text_that_is_one_paragraph_no_more_is_told_than_helps() {
    let line = "走路的人看红灯，骑车的人看红灯。".repeat(10_000);
    let text = SourceText::new(&line);
    let Collation::Verbatim { places } = text.collate("看红灯") else { panic!() };
    assert_eq!(places.len(), 8);
    for place in &places {
        assert!(place.text.chars().count() <= 2_003, "{}", place.text.len());
        assert_eq!(place.text.chars().skip(place.from).take(place.to - place.from).collect::<String>(), "看红灯");
        assert_eq!(place.sentence, "走路的人看红灯，骑车的人看红灯。");
    }
    let Collation::Near { place, marks } = text.collate("骑车的人看绿灯") else { panic!() };
    assert_eq!((place.quote.as_str(), marks.len()), ("骑车的人看红灯", 3));
    assert_eq!(place.text.chars().skip(place.from).take(place.to - place.from).collect::<String>(), "骑车的人看红灯");
    // What never stops is no sentence.
    let endless = SourceText::new(&line.replace('。', "，"));
    let Collation::Verbatim { places } = endless.collate("骑车的人看红灯") else { panic!() };
    assert_eq!(places[3].sentence, "骑车的人看红灯");
}

#[test]
fn the_place_that_is_meant_and_the_one_that_proves_may_stand_behind_many_others() {
    let text = SourceText::new(&format!("{}路上的人，看红灯！", "我们骑车的时候看红灯！".repeat(20)));
    let Collation::Verbatim { places } = text.collate("看红灯!") else { panic!() };
    assert_eq!(places[0].sentence, "我们骑车的时候看红灯！");
    assert_eq!(text.place_in("看红灯", "路上的人看红灯").unwrap().sentence, "路上的人，看红灯！");
    assert_eq!(text.place_in("看红灯", ""), None);
    let card = |sentence: &str| {
        let file = format!("---\nquote: 看红灯\nsentence: {sentence}\nsource: s\nsection: s\ntheme: t\n---\n");
        Card::read("q1", FrontMatter::parse(&file, &mut Faults::of("")), &mut Faults::of(""))
    };
    assert!(text.proves(&card("路上的人，看红灯！")));
    for half in ["看红灯！", "路上的人，看红灯", "路上的人,看红灯！", "的人，看红灯！"] {
        assert!(!text.proves(&card(half)), "{half}");
    }
}

#[test]
fn one_wrong_missing_or_extra_character_is_marked_and_nothing_else() {
    assert_eq!(marked("越是紧，越要看请红灯"), "越是紧，越要看[请→清]红灯");
    assert_eq!(marked("豆浆是热的，人也是热的！"), "豆浆是热的，人[→心]也是热的！");
    assert_eq!(marked("豆浆是滚热的，人心也是热的！"), "豆浆是[滚→]热的，人心也是热的！");
    assert_eq!(marked("路再长、也是一单一单跑完的"), "路再长[、→，]也是一单一单跑完的");
    // Width and white space are no differences, beside one either.
    assert_eq!(marked("路再远, 也是一单一单跑完的"), "路再[远→长]，也是一单一单跑完的");
}

#[test]
fn a_clause_left_out_is_one_mark() {
    assert_eq!(
        marked("敲门轻一点，把“您好”说在前面，把“慢用”留在后面"),
        "敲门轻一点，[→说话慢一点，]把“您好”说在前面，把“慢用”留在后面"
    );
}

#[test]
fn what_is_not_there_is_nothing() {
    let text = SourceText::new(TEXT);
    for quote in ["", " ，", "山", "海上生明月，天涯共此时。", "Moby Dick or the Whale"] {
        assert_eq!(text.collate(quote), Collation::Nothing, "{quote}");
    }
    assert_eq!(SourceText::new("").collate("越是紧，越要看清红灯"), Collation::Nothing);
}

#[test]
fn each_single_fault_in_each_place_is_found() {
    let text = SourceText::new(TEXT);
    let quote: Vec<char> = "敲门轻一点，说话慢一点，把“您好”说在前面，把“慢用”留在后面".chars().collect();
    for at in 0..quote.len() {
        let mut wrong = quote.clone();
        wrong[at] = if quote[at].is_alphanumeric() { '错' } else { '、' };
        let changed = |marks: &[Mark]| marks.iter().filter(|mark| !mark.same).cloned().collect::<Vec<_>>();
        let Collation::Near { marks, .. } = text.collate(&wrong.iter().collect::<String>()) else { panic!("{at}") };
        let expected = Mark { quote: wrong[at].into(), source: quote[at].into(), same: false };
        assert_eq!(changed(&marks), [expected], "{at}");
        let mut missing = quote.clone();
        missing.remove(at);
        match text.collate(&missing.iter().collect::<String>()) {
            Collation::Near { marks, .. } => {
                assert_eq!(changed(&marks), [Mark { quote: "".into(), source: quote[at].into(), same: false }], "{at}");
            }
            // Without its first or last character it still stands there.
            other => assert!(at == 0 || at + 1 == quote.len(), "{at} {other:?}"),
        }
    }
}

#[test]
fn a_text_that_repeats_itself_is_looked_through_in_bounded_time() {
    // Looked through without a bound this takes hours.
    let text = SourceText::new(&"一慢二看三通过，".repeat(20_000));
    let quote = "一慢二看三过通，".repeat(100);
    assert!(matches!(text.collate(&quote), Collation::Near { .. }));
}

#[test]
fn a_quotation_is_found_across_a_line_end_and_not_across_paragraphs() {
    let text = SourceText::new("站规\n雨天路滑\n刹车要早\n转弯要缓。\n\n一、夜里\n热水常满");
    let Collation::Verbatim { places } = text.collate("雨天路滑刹车要早转弯") else { panic!() };
    assert_eq!((places[0].quote.as_str(), places[0].paragraph), ("雨天路滑刹车要早转弯", 1));
    assert_eq!(places[0].sentence, "雨天路滑刹车要早转弯要缓。");
    for quote in ["转弯要缓。一、夜里", "夜里热水常满"] {
        assert!(!matches!(text.collate(quote), Collation::Verbatim { .. }), "{quote}");
    }
}

#[test]
fn look_alikes_are_no_differences_and_the_source_is_told_as_it_looks() {
    // The text itself was copied out of a PDF.
    let text = SourceText::new("⾬天路滑，刹⻋要早，转弯要缓。");
    for quote in ["雨天路滑，刹车要早", "⾬天\u{ad}路滑︐刹⻋要早\u{fe00}"] {
        let Collation::Verbatim { places } = text.collate(quote) else { panic!("{quote}") };
        assert_eq!(places[0].quote, "雨天路滑，刹车要早");
    }
    let Collation::Near { marks, .. } = text.collate("⾬天路滑，刹⻋要快") else { panic!() };
    assert_eq!(marks.iter().filter(|mark| !mark.same).count(), 1);
}
