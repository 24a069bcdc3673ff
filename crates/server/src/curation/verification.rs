//! 逐字核对 before a card is published: its quotation was found in its source, or a reviewer says why it may go without.

use api::error::{ErrorBody, Span};
use api::rules;
use api::sources::{Collation, Mark};
use content::card::Card;
use content::document::Kind;
use content::fault::Faults;
use content::fold;
use content::front_matter::FrontMatter;
use content::library::Library;
use content::lock::{self, Proof};
use tokio_util::sync::CancellationToken;

use crate::curation::source_texts::{self, Ready};
use crate::store::documents::step_request::Verified;

/// Longest reason.
const WHY: usize = 200;
/// So many differences are said in words; all of them are marked.
const SAID: usize = 3;

/// The line that the lock needs for a card; `None` where it has one.
pub(crate) fn prove(
    library: &Library,
    texts: &[Ready],
    slug: &str,
    text: &str,
    why: Option<&str>,
    cancelled: &CancellationToken,
) -> Result<Option<Verified>, ErrorBody> {
    let card = Card::read(slug, FrontMatter::parse(text, &mut Faults::of("")), &mut Faults::of(""));
    let known = library.locks.get(&card.source).map(|lock| lock.proof(&card)).unwrap_or_default();
    if known == Proof::Verbatim {
        return Ok(None);
    }
    let line = |why: Option<&str>| Verified {
        source: card.source.clone(),
        digest: lock::digest(&card),
        slug: slug.into(),
        why: why.map(str::to_string),
    };
    let texts: Vec<&Ready> = texts.iter().filter(|text| text.row.source == card.source).collect();
    if texts.iter().any(|text| text.proves(&card)) {
        return Ok(Some(line(None)));
    }
    if known == Proof::Reason {
        return Ok(None);
    }
    match why.map(str::trim).filter(|why| !why.is_empty()) {
        Some(why) if rules::characters(why) <= WHY => Ok(Some(line(Some(why)))),
        Some(_) => Err(ErrorBody {
            field: Some("unverified".into()),
            ..ErrorBody::new("too_long", "理由写短一点，200 字以内")
        }),
        None if texts.is_empty() => Err(without_text(library, &card)),
        None => Err(unverified(&texts, &card, cancelled)),
    }
}

/// What there is to do about a card whose source has no text here. Its sentence may have been proved among its neighbours,
/// which it leaves out or has otherwise.
fn without_text(library: &Library, card: &Card) -> ErrorBody {
    let is_same = |other: &&Card| {
        other.proof == Proof::Verbatim
            && (&other.source, &other.quote, &other.sentence) == (&card.source, &card.quote, &card.sentence)
    };
    let Some(proved) = library.cards.values().find(is_same) else {
        return ErrorBody::new("unverified", "原文库里还没有这个出处的原文：先放上原文，或写明为什么可以不核对");
    };
    let (field, name, words) = match proved.before == card.before {
        true => ("after", "后一句", &proved.after),
        false => ("before", "前一句", &proved.before),
    };
    let message = match words.is_empty() {
        true => format!("{} 核对的时候没有{name}，这里也要空着", proved.slug),
        false => format!("{} 是连着{name}核对的，这里也要写上：“{words}”", proved.slug),
    };
    ErrorBody { field: Some(field.into()), ..ErrorBody::new("unverified", message) }
}

/// What is wrong with a card that does not stand in these texts, with the characters that differ.
fn unverified(texts: &[&Ready], card: &Card, cancelled: &CancellationToken) -> ErrorBody {
    let body = |message: &str| ErrorBody::new("unverified", message);
    for (field, said) in [("quote", &card.quote), ("sentence", &card.sentence)] {
        let (_, found) = source_texts::find(texts.iter().copied(), said, cancelled);
        let (message, spans) = match found {
            Collation::Verbatim { places } if places.iter().any(|place| place.quote == *said) => continue,
            Collation::Verbatim { .. } => match fold::unseen(said) {
                Some(unseen) => (format!("{}，照原文改过来", unseen.in_words()), Vec::new()),
                None => ("空格或标点的全角半角和原文不一样，照原文改过来".to_string(), Vec::new()),
            },
            Collation::Near { marks, .. } => (differences(&marks), spans(&marks)),
            Collation::Nothing => ("原文里没有这句话：找找别的出处，或写明为什么可以不核对".to_string(), Vec::new()),
        };
        return ErrorBody { field: Some(field.into()), spans, ..body(&message) };
    }
    let alone = Card { before: String::new(), after: String::new(), ..card.clone() };
    if texts.iter().any(|text| text.proves(&alone)) {
        let field = Some(if card.before.is_empty() { "after" } else { "before" }.into());
        return ErrorBody { field, ..body("前一句或后一句和原文对不上：照原文填，或者空着") };
    }
    ErrorBody {
        field: Some("sentence".into()), ..body("这不是完整的一句：从上一个句号之后抄起，抄到这一句的句号")
    }
}

fn differences(marks: &[Mark]) -> String {
    let all: Vec<String> = marks.iter().filter(|mark| !mark.same).map(Mark::in_words).collect();
    let more = if all.len() > SAID { "，还有别处" } else { "" };
    format!("和原文不一样：{}{more}", all.iter().take(SAID).cloned().collect::<Vec<_>>().join("；"))
}

/// Where they are in what the card says.
fn spans(marks: &[Mark]) -> Vec<Span> {
    let mut to = 0;
    let mut spans = Vec::new();
    for mark in marks {
        let from = to;
        to += mark.quote.chars().count();
        if !mark.same {
            spans.push(Span { from, to });
        }
    }
    spans
}
