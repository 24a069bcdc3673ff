//! 逐字核对 before a card is published: its quotation was found in its source, or a reviewer says why it may go without.

use axum::http::StatusCode;
use content::card::Card;
use content::fault::Faults;
use content::front_matter::FrontMatter;
use content::library::Library;
use content::lock;

use crate::refusal::Refusal;
use crate::store::documents::Verified;

/// Longest reason.
const WHY: usize = 200;

/// The line that the lock needs for a card; `None` where it has one.
pub(crate) fn prove(library: &Library, slug: &str, text: &str, why: Option<&str>) -> Result<Option<Verified>, Refusal> {
    let card = Card::read(slug, FrontMatter::parse(text, &mut Faults::of("")), &mut Faults::of(""));
    if library.locks.get(&card.source).is_some_and(|lock| lock.covers(&card)) {
        return Ok(None);
    }
    let why = why.map(str::trim).filter(|why| !why.is_empty());
    match why {
        Some(why) if why.chars().count() <= WHY => {
            let (source, digest) = (card.source.clone(), lock::digest(&card));
            Ok(Some(Verified { source, digest, slug: slug.into(), why: Some(why.into()) }))
        }
        Some(_) => Err(Refusal::field("unverified", "too_long", "理由写短一点，200 字以内")),
        None => Err(Refusal::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "unverified",
            "这句话还没有和原文核对上。到“原文库”放上原文，或写明为什么可以不核对",
        )),
    }
}
