//! The answer in a few Chinese words, what matters first: 开着，到22:00 · 12分钟后开门 · 休到2月25日.

use super::{Answer, DAY, Day, Doubt, Minute, Opening, day_of, weekday};

const WEEKDAYS: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

/// Puts an answer into words; `now` is the minute it was given for.
pub fn words(answer: &Answer, now: Minute) -> String {
    let mut text = String::new();
    match answer.opening {
        Opening::AllDay => text.push_str("开着，24小时"),
        Opening::Open { until, last_order } => {
            text.push_str("开着，到");
            push_end(&mut text, until, now);
            if let Some(order) = last_order {
                text.push('，');
                push_end(&mut text, order, now);
                text.push_str("停止点单");
            }
        }
        Opening::LastOrderPassed { until } => {
            text.push_str("已停止点单，");
            push_end(&mut text, until, now);
            text.push_str(" 关门");
        }
        Opening::OpensSoon { minutes: ..=1 } => text.push_str("不到1分钟后开门"),
        Opening::OpensSoon { minutes } => {
            push_number(&mut text, minutes);
            text.push_str("分钟后开门");
        }
        Opening::Closed { opens: Some(opens) } => {
            match day_of(opens).0 - day_of(now).0 {
                0 => text.push_str("今天"),
                1 => text.push_str("明天"),
                2..7 => text.push_str(WEEKDAYS[weekday(day_of(opens))]),
                _ => push_date(&mut text, day_of(opens), now),
            }
            text.push(' ');
            push_clock(&mut text, opens.rem_euclid(DAY));
            text.push_str(" 开门");
        }
        Opening::Closed { opens: None } => text.push_str("近期不开门"),
        Opening::ClosedUntil { day } => {
            text.push_str("休到");
            push_date(&mut text, day, now);
        }
        Opening::Paused => text.push_str("暂停开放"),
        Opening::Gone => text.push_str("不再营业"),
        Opening::Unknown => text.push_str("没写开放时间"),
    }
    text.push_str(match answer.doubt {
        Doubt::None => "",
        Doubt::HolidayNotSaid => "（节假日可能不同）",
        Doubt::HolidaysUnknown => "（节假日安排未公布）",
    });
    text
}

/// A closing time: 22:00, 24:00, 凌晨2:00, 明天9:00, 周五24:00.
fn push_end(text: &mut String, end: Minute, now: Minute) {
    // Midnight is the end of a day, not the beginning of the next.
    let day = day_of(end - 1);
    let minute = end - day.0 * DAY;
    match day.0 - day_of(now).0 {
        ..=0 => {}
        1 if minute < 360 => text.push_str("凌晨"),
        1 => text.push_str("明天"),
        _ => text.push_str(WEEKDAYS[weekday(day)]),
    }
    push_clock(text, minute);
}

/// 2月25日, with the year if it is not this one.
fn push_date(text: &mut String, day: Day, now: Minute) {
    let (year, month, date) = day.civil();
    if year != day_of(now).civil().0 {
        push_number(text, year);
        text.push('年');
    }
    push_number(text, month);
    text.push('月');
    push_number(text, date);
    text.push('日');
}

/// Minutes from 00:00 as 9:05; past 24:00 it goes on counting.
pub fn push_clock(text: &mut String, minute: i32) {
    push_number(text, minute / 60);
    text.push(':');
    text.push(digit(minute % 60 / 10));
    text.push(digit(minute % 10));
}

fn push_number(text: &mut String, number: i32) {
    if number > 9 {
        push_number(text, number / 10);
    }
    text.push(digit(number % 10));
}

fn digit(number: i32) -> char {
    char::from(b'0' + number as u8)
}
