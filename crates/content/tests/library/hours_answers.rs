//! Is it open? With the clock set, and the calendar of the published notices.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

use content::day::Day;
use content::hours::{Dated, calendar, compile, read_notice};
use content::opening::{Answer, Calendar, Doubt, Hours, Minute, Opening, Place, Standing};
use content::opening::{answer, minute_at_unix_ms, open_at_night, words};

const NOTICES: [(i32, &str); 2] = [
    (2025, include_str!("../../../../content/holidays/2025.md")),
    (2026, include_str!("../../../../content/holidays/2026.md")),
];

/// Years 2025 and 2026, as published.
fn china() -> Calendar {
    let of = |year: i32| -> Vec<Dated> {
        let (_, text) = NOTICES.into_iter().find(|(known, _)| *known == year).unwrap();
        read_notice(year, text.rsplit("---\n").next().unwrap()).unwrap()
    };
    let (last, this) = (of(2025), of(2026));
    let calendar = calendar([(2025, &last[..]), (2026, &this[..])]);
    assert_eq!(Calendar::parse(&calendar.to_text()), Some(calendar.clone()));
    calendar
}

/// `2026-02-14 9:30`
fn at(moment: &str) -> Minute {
    let (day, clock) = moment.split_once(' ').unwrap();
    let (hour, minute) = clock.split_once(':').unwrap();
    Day::parse(day).unwrap().0 * 1440 + hour.parse::<i32>().unwrap() * 60 + minute.parse::<i32>().unwrap()
}

fn ask(hours: &str, moment: &str) -> Answer {
    let hours = compile(hours).unwrap();
    answer(&Place { hours: Some(&hours), ..Place::default() }, &china(), at(moment))
}

fn said(hours: &str, moment: &str) -> String {
    words(&ask(hours, moment), at(moment))
}

#[test]
fn a_friday_night_lasts_until_two_on_saturday() {
    assert_eq!(said("Fr 18:00-02:00; PH off", "2026-03-07 1:00"), "开着，到2:00");
    assert_eq!(said("Fr 18:00-02:00; PH off", "2026-03-06 23:00"), "开着，到凌晨2:00");
    assert_eq!(said("Fr 18:00-02:00; PH off", "2026-03-07 2:00"), "3月13日 18:00 开门".replace("3月13日", "周五"));
}

#[test]
fn a_break_after_midnight_ends_in_the_same_night() {
    let hours = "每天 18:00-次日6:00，休息1:00-2:00，节假日照常";
    let compiled = compile(hours).unwrap();
    assert_eq!(Hours::parse(&compiled.to_text()), Some(compiled));
    assert_eq!(said(hours, "2026-03-07 1:30"), "30分钟后开门");
    assert_eq!(said(hours, "2026-03-07 2:30"), "开着，到6:00");
}

#[test]
fn after_midnight_the_day_on_which_the_shift_began_decides() {
    let off = "Mo-Su 18:00-02:00; PH off";
    assert_eq!(said(off, "2026-10-01 0:30"), "开着，到2:00", "the evening before the holiday");
    assert_eq!(said(off, "2026-10-01 20:00"), "10月8日 18:00 开门");
    assert_eq!(said(off, "2026-10-08 0:30"), "今天 18:00 开门", "the holiday had no evening");
    let longer = "Mo-Su 18:00-22:00; PH 18:00-03:00";
    assert_eq!(said(longer, "2026-10-08 2:30"), "开着，到3:00", "a holiday's evening, though the 8th is none");
    assert_eq!(said(longer, "2026-10-01 2:30"), "今天 18:00 开门");
}

#[test]
fn a_closed_day_is_never_always_open() {
    assert_eq!(said("Mo-Sa 00:00-24:00; Su off; PH off", "2026-03-08 12:00"), "明天 0:00 开门");
    assert_eq!(said("Mo-Sa 00:00-24:00; Su off; PH off", "2026-03-06 12:00"), "开着，到明天24:00");
    assert_eq!(said("off", "2026-03-08 12:00"), "近期不开门");
    assert_eq!(compile("Su off; Mo-Sa 00:00-24:00").unwrap().to_text(), "123456:0-1440");
    assert_eq!(Hours::parse("").map(|hours| hours.week.iter().all(Vec::is_empty)), Some(true));
    assert_eq!(said("24/7", "2026-03-08 12:00"), "开着，24小时");
    assert_eq!(said("24/7; PH off", "2026-09-24 12:00"), "开着，到24:00");
}

#[test]
fn a_split_day_shows_both_spans() {
    let split = "Mo-Su 10:00-14:00,16:30-22:00; PH off";
    assert_eq!(compile(split).unwrap().chinese(), "每天 10:00–14:00、16:30–22:00，节假日休息");
    assert_eq!(said(split, "2026-03-05 12:00"), "开着，到14:00");
    assert_eq!(said(split, "2026-03-05 15:00"), "今天 16:30 开门");
    assert_eq!(said(split, "2026-03-05 23:00"), "明天 10:00 开门");
}

#[test]
fn the_next_opening_skips_every_closed_day_in_a_row() {
    assert_eq!(said("Mo-Fr 9:00-18:00; PH off", "2026-02-13 19:00"), "2月24日 9:00 开门");
    assert_eq!(said("Tu 9:00-18:00; PH off", "2026-03-04 9:00"), "周二 9:00 开门");
    assert_eq!(said("Mo-Fr 9:00-18:00; PH off", "2026-03-07 9:00"), "周一 9:00 开门");
}

#[test]
fn a_swapped_saturday_is_a_workday_for_who_says_workdays() {
    let workdays = "工作日 8:30-17:30，周末 10:00-16:00，节假日休息";
    assert_eq!(said(workdays, "2026-02-14 9:00"), "开着，到17:30");
    assert_eq!(said("Mo-Fr 8:30-17:30; Sa,Su 10:00-16:00; PH off", "2026-02-14 9:00"), "60分钟后开门");
    assert_eq!(said("周一至周五 8:30-17:30，节假日休息", "2026-02-14 9:00"), "2月24日 8:30 开门");
    let otherwise = "周六 10:00-16:00，节假日休息，调休上班日 12:00-14:00";
    assert_eq!(said(otherwise, "2026-02-14 13:00"), "开着，到14:00");
    for swapped in ["2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"] {
        let asked = ask(workdays, &format!("{swapped} 8:45"));
        assert!(asked.opening.is_open(), "{swapped}");
        assert!(
            ask("每天 8:00-9:00，节假日休息", &format!("{swapped} 8:45")).opening.is_open(),
            "{swapped} is no holiday"
        );
    }
}

#[test]
fn a_year_without_a_notice_is_said_to_be_one() {
    assert_eq!(said("Mo-Fr 9:00-18:00; PH off", "2027-01-05 10:00"), "开着，到18:00（节假日安排未公布）");
    assert_eq!(ask("Mo-Fr 9:00-18:00; PH off", "2027-01-05 10:00").doubt, Doubt::HolidaysUnknown);
    assert_eq!(said("Mo-Fr 9:00-18:00; PH off", "2026-12-31 19:00"), "明天 9:00 开门（节假日安排未公布）");
    assert_eq!(said("24/7", "2031-10-01 10:00"), "开着，24小时", "no holiday changes it");
    let hours = compile("Mo-Fr 9:00-18:00; PH off").unwrap();
    let place = Place { hours: Some(&hours), ..Place::default() };
    for now in [0, i32::MAX - 200 * 1440, -1_000_000] {
        assert_eq!(answer(&place, &Calendar::default(), now).doubt, Doubt::HolidaysUnknown);
    }
}

#[test]
fn beijing_decides_whatever_zone_the_phone_is_in() {
    // 2026-03-05T01:30Z is 9:30 in Beijing; a phone in New York shows the evening of the 4th.
    assert_eq!(minute_at_unix_ms(1_772_674_200_000), at("2026-03-05 9:30"));
    assert_eq!(minute_at_unix_ms(1_772_674_259_999), at("2026-03-05 9:30"));
}

#[test]
fn the_last_order_is_a_time_of_its_own() {
    let hours = compile("Mo-Su 10:00-14:00,17:00-23:00; PH off").unwrap();
    let place = Place { hours: Some(&hours), last_orders: &[1320], ..Place::default() };
    let said = |moment| words(&answer(&place, &china(), at(moment)), at(moment));
    assert_eq!(said("2026-03-05 13:50"), "开着，到14:00");
    assert_eq!(said("2026-03-05 21:59"), "开着，到23:00，22:00停止点单");
    assert_eq!(said("2026-03-05 22:00"), "已停止点单，23:00 关门");
    assert_eq!(said("2026-03-05 23:00"), "明天 10:00 开门");
    let late = compile("Mo-Su 18:00-02:00; PH off").unwrap();
    let place = Place { hours: Some(&late), last_orders: &[60], ..Place::default() };
    let said = |moment| words(&answer(&place, &china(), at(moment)), at(moment));
    assert_eq!(said("2026-03-05 23:00"), "开着，到凌晨2:00，凌晨1:00停止点单");
    assert_eq!(said("2026-03-06 1:30"), "已停止点单，2:00 关门");
}

#[test]
fn closed_until_a_day_ends_by_itself() {
    let hours = compile("Mo-Su 18:00-02:00; PH off").unwrap();
    let until = Day::parse("2026-02-25").unwrap();
    let place =
        Place { hours: Some(&hours), closed_until: Some(until), standing: Standing::Paused, ..Place::default() };
    let said = |moment| words(&answer(&place, &china(), at(moment)), at(moment));
    assert_eq!(said("2026-02-20 19:00"), "休到2月25日");
    assert_eq!(said("2026-02-25 23:59"), "休到2月25日");
    assert_eq!(said("2026-02-26 0:30"), "今天 18:00 开门", "the night of the 25th was closed, too");
    assert_eq!(said("2026-02-26 19:00"), "开着，到凌晨2:00");
    assert_eq!(said("2025-12-26 19:00"), "休到2026年2月25日");
    let paused = Place { closed_until: None, ..place };
    assert_eq!(answer(&paused, &china(), at("2026-02-26 19:00")).opening, Opening::Paused);
}

#[test]
fn a_place_that_is_gone_is_never_open() {
    let hours = compile("24/7").unwrap();
    let place = Place { hours: Some(&hours), standing: Standing::Gone, ..Place::default() };
    let gone = answer(&place, &china(), at("2026-03-05 12:00"));
    assert_eq!((gone.opening, gone.opening.is_open()), (Opening::Gone, false));
    assert_eq!(words(&gone, 0), "不再营业");
    assert!(!open_at_night(&place, &china(), at("2026-03-05 23:30")));
    assert_eq!(answer(&Place { hours: None, ..place }, &china(), 0).opening, Opening::Gone, "hours are not asked for");
}

#[test]
fn open_at_night_is_who_can_be_relied_on_until_one() {
    let at_night = |hours: &str, moment: &str| {
        let hours = compile(hours).unwrap();
        open_at_night(&Place { hours: Some(&hours), ..Place::default() }, &china(), at(moment))
    };
    for moment in ["2026-03-07 23:30", "2026-03-07 14:00", "2026-03-08 0:10"] {
        assert!(at_night("24/7", moment), "{moment}");
        assert!(at_night("Mo-Su 18:00-01:00; PH off", moment), "{moment}");
        assert!(at_night("Sa 18:00-02:00; PH off", moment), "{moment}");
        assert!(!at_night("Mo-Su 10:00-24:00; PH off", moment), "{moment}");
        assert!(!at_night("Fr 18:00-02:00; PH off", moment), "{moment}");
        assert!(!open_at_night(&Place::default(), &china(), at(moment)), "unknown is unknown");
    }
    assert!(at_night("Mo-Su 18:00-04:00; PH off", "2026-03-08 3:00"));
    assert!(!at_night("Mo-Su 18:00-02:00; PH off", "2026-03-08 3:00"));
    assert_eq!(words(&answer(&Place::default(), &china(), 0), 0), "没写开放时间");
}

#[test]
fn the_sentence_is_right_on_the_holiday_and_half_past_midnight_after() {
    let shop = "周一至周五 9:00-18:00，周六日 10:00-24:00，节假日 10:00-次日1:00";
    assert_eq!(said(shop, "2026-10-01 12:00"), "开着，到凌晨1:00");
    assert_eq!(said(shop, "2026-10-02 0:30"), "开着，到1:00");
    assert_eq!(said("Mo-Fr 9:00-18:00; PH off", "2026-10-01 12:00"), "10月8日 9:00 开门");
    assert_eq!(said("Mo-Fr 9:00-18:00", "2026-10-01 12:00"), "开着，到18:00（节假日可能不同）");
    assert_eq!(said("工作日 9:00-18:00", "2026-10-02 0:30"), "周四 9:00 开门");
    assert_eq!(said("工作日 9:00-18:00", "2026-02-15 0:30"), "2月24日 9:00 开门");
}

#[test]
fn an_opening_within_the_hour_is_counted_in_minutes() {
    let hours = "Mo-Su 9:00-18:00; PH off";
    assert_eq!(said(hours, "2026-03-05 7:59"), "今天 9:00 开门");
    assert_eq!(said(hours, "2026-03-05 8:00"), "60分钟后开门");
    assert_eq!(said(hours, "2026-03-05 8:48"), "12分钟后开门");
    assert_eq!(said(hours, "2026-03-05 8:59"), "不到1分钟后开门");
    assert_eq!(said(hours, "2026-03-05 9:00"), "开着，到18:00");
    assert_eq!(said(hours, "2026-03-05 17:59"), "开着，到18:00");
    assert_eq!(said("Mo-Su 0:30-5:00; PH off", "2026-03-04 23:45"), "45分钟后开门");
}

#[test]
fn the_notices_are_short_for_the_phone_and_strict_at_the_desk() {
    assert!(
        china()
            .to_text()
            .contains("2026:0101+3,0215+9,0404+3,0501+5,0619+3,0925+3,1001+7;0104,0214,0228,0509,0920,1010")
    );
    let line = |text: &str| read_notice(2026, text).map(|days| days.len()).map_err(|faults| faults[0].message);
    assert_eq!(line("# 2026\n\n- 2026-10-01 国庆节 放假 https://www.gov.cn/a\n"), Ok(1));
    assert_eq!(line("| 日期 | 节日 |\n| --- | --- |\n| 2026-10-10 | 国庆节 | 上班 | https://www.gov.cn/a |"), Ok(1));
    assert_eq!(line("2025-12-31 元旦 放假 https://www.gov.cn/a"), Ok(1));
    for (bad, hint) in [
        ("2026-10-01 国庆节 放假", "网址"),
        ("2026-13-01 国庆节 放假 https://a", "日期"),
        ("2026-10-01 国庆节 也许 https://a", "放假"),
        ("2026-10-09 国庆节 上班 https://a", "周六"),
        ("2024-10-01 国庆节 放假 https://a", "这一年"),
        ("2026-10-01 国庆节 放假 网上", "https://"),
        ("2026-10-01 国庆节 放假 https://a\n2026-10-01 国庆节 放假 https://a", "两遍"),
        ("", "没有写"),
    ] {
        assert!(line(bad).unwrap_err().contains(hint), "{bad}");
    }
    let eve = Calendar::new(vec![2026], &[(Day::parse("2027-01-01").unwrap(), true)]);
    assert_eq!(eve.to_text(), "2026:; ~2027:0101;");
    assert_eq!(Calendar::parse(&eve.to_text()), Some(eve));
    for text in ["2026:0230;", "2026:0101", "2026", "26a:;", "2026:0102,0101;", "2026:x+1;"] {
        assert_eq!(Calendar::parse(text), None, "{text}");
    }
}
