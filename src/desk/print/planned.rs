//! Cards that readers are shown later: their bookmarks are cut before the day comes.

use ::api::documents::{Document, DocumentRow, Folder, Revision};
use content::card::Card as Written;
use content::document::Kind;
use content::fault::Faults;
use content::front_matter::FrontMatter;

use crate::browser::clock;
use crate::client::api::ApiError;
use crate::desk::published::{Card, Published};
use crate::desk::shell::api;

/// Puts those that readers have not seen yet beside those that are published.
pub(super) async fn add(published: &mut Published) -> Result<(), ApiError> {
    let listed = api::documents(Folder::Cards).await?;
    let is_new = |row: &&DocumentRow| row.publish_from.is_some() && !published.cards.contains_key(&row.slug);
    let rows: Vec<&DocumentRow> = listed.documents.iter().filter(is_new).collect();
    for DocumentRow { slug, publish_from, .. } in rows {
        let Document { revisions, .. } = api::card(slug).await?;
        let Some(number) = planned(&revisions, clock::unix_ms()) else { continue };
        let text = api::card_revision(slug, number).await?;
        let card = card(slug, &text, &listed.sources);
        if !published.themes.contains(&card.theme) {
            published.themes.push(card.theme.clone());
        }
        published.cards.insert(slug.clone(), Card { publish_from: *publish_from, ..card });
    }
    Ok(())
}

/// The number of the revision that is to be shown.
fn planned(revisions: &[Revision], now: i64) -> Option<i64> {
    let is_to_come = |one: &&Revision| !one.cancelled && one.publish_from.is_some_and(|from| from > now);
    revisions.iter().find(is_to_come).map(|one| one.number)
}

/// A card as its bookmark says it. `sources`: slug and what people call it.
fn card(slug: &str, text: &str, sources: &[(String, String)]) -> Card {
    let mut faults = Faults::of("");
    let written = Written::read(slug, FrontMatter::parse(text, &mut faults), &mut faults);
    let source = sources.iter().find(|(slug, _)| *slug == written.source);
    let short = source.map_or(written.source.as_str(), |(_, short)| short);
    let cite = format!("{short} · {}", written.short_section());
    Card { quote: written.quote, cite, theme: written.theme, publish_from: None }
}

#[cfg(test)]
mod tests {
    use ::api::documents::RevisionKind;

    use super::*;

    #[test]
    fn what_is_planned_and_was_not_called_off_is_printed() {
        let revision = |number, publish_from, cancelled| Revision {
            number,
            kind: RevisionKind::Published,
            by: None,
            branch: None,
            at: 0,
            note: None,
            publish_from,
            cancelled,
        };
        let revisions = [revision(4, None, false), revision(3, Some(9), true), revision(2, Some(8), false)];
        assert_eq!((planned(&revisions, 7), planned(&revisions, 8)), (Some(2), None));
    }

    #[test]
    fn a_bookmark_names_its_source_as_readers_will_see_it() {
        let text = "---\nquote: 一句。\nsentence: 一句。\nsource: a\nsection: 九、路上\ntheme: 青年\n---\n";
        let card = card("q1", text, &[("a".into(), "示例报告".into())]);
        assert_eq!((card.cite.as_str(), card.theme.as_str()), ("示例报告 · 第九部分", "青年"));
    }
}
