//! Hours that can be read, and about which the person who writes them should know something.

use crate::opening::{Holiday, Hours, Span};

/// What to look at before publishing, in Chinese; empty if nothing stands out.
pub fn advice(hours: &Hours) -> Vec<&'static str> {
    let mut advice = Vec::new();
    let days = || hours.week.iter().chain(&hours.swapped);
    let overnight = |spans: &Vec<Span>| spans.iter().any(|span| span.to > 1440);
    match &hours.holiday {
        Holiday::NotSaid => advice.push("没写节假日开不开。加一句：节假日休息，或：节假日照常。"),
        Holiday::Hours(spans) if spans.is_empty() && days().any(overnight) => advice.push(
            "节假日休息，从节假日当天开门的那一班算起：前一晚开到后半夜的，节假日凌晨照样开到下班。前一晚也要提早关，就填“休到”。",
        ),
        Holiday::Hours(_) | Holiday::Same => {}
    }
    let long = |span: &Span| span.to > 1440 && span.to - span.from > 960 && (300..780).contains(&span.from);
    if days().flatten().any(|span| long(span) && span.to < span.from + 1440) {
        advice.push("有一段从早上一直开到第二天。关门如果是下午，用24小时写，例如：9:00-17:00。");
    }
    advice
}
