//! What may be taken along beside the content: what members said and everybody reads, and which card is whose day's. They
//! are tables for people; no import takes them back.

use std::fmt::Write;

use api::posts::Post;
use content::day::Day;

use crate::publishing::texts::Texts;
use crate::store::connection::cursor;
use crate::store::documents::overlay::Overlay;
use crate::store::posts::feed::{FeedPage, Filter};
use crate::store::{Store, StoreError};

/// So many posts are in one table: more is nothing that somebody opens, nor that a cheap server holds.
const IN_ONE: usize = 5_000;
/// So many are asked for at once.
const AT_ONCE: i64 = 500;
/// Without it Excel takes a table for GBK.
const BOM: &str = "\u{feff}";

/// Posts that everybody reads, a table at a time.
#[derive(Debug)]
pub(crate) struct Posts {
    store: Store,
    /// Where the next table begins; `None` where there is none.
    before: Option<i64>,
}

impl Posts {
    /// From the newest on.
    pub(crate) fn of(store: Store) -> Self {
        Self { store, before: Some(i64::MAX) }
    }

    /// The next table.
    pub(crate) async fn next(&mut self) -> Result<Option<String>, StoreError> {
        let Some(mut before) = self.before else { return Ok(None) };
        let mut table = format!("{BOM}日期,支部,署名,说了什么,说的是哪张卡片,同感,支部回应\r\n");
        let mut count = 0;
        while count < IN_ONE {
            let page = FeedPage { before: Some(before), limit: AT_ONCE, filter: Filter::default() };
            let part = self.store.feed(page).await?;
            count += part.posts.len();
            part.posts.iter().for_each(|post| line(&mut table, post));
            self.before = part.next.as_deref().and_then(cursor::parse_feed);
            match self.before {
                Some(place) => before = place,
                None => break,
            }
        }
        Ok((count > 0).then_some(table))
    }
}

fn line(table: &mut String, post: &Post) {
    let replies: Vec<_> = post.replies.iter().map(|reply| format!("{}：{}", reply.branch, reply.body)).collect();
    let (day, agrees) = (Day::at_unix_ms(post.at).to_string(), post.agrees.to_string());
    let said = [&day, &post.branch, post.nickname.as_deref().unwrap_or_default(), &post.body];
    let about = [post.card.as_deref().unwrap_or_default(), &agrees, &replies.join("\n")];
    row(table, said.into_iter().chain(about));
}

/// The cards that somebody has chosen for a day, and those that the last days have shown.
pub(crate) fn calendar(texts: &Texts, overlay: &Overlay) -> String {
    let mut table = format!("{BOM}日期,卡片,金句,怎么定的\r\n");
    let chosen = overlay.days.iter().filter(|(day, card)| !card.is_empty() && !overlay.served.contains_key(*day));
    let mut days: Vec<_> = chosen.map(|(day, card)| (day, card, "选定")).collect();
    days.extend(overlay.served.iter().map(|(day, card)| (day, card, "已经给大家看了")));
    days.sort();
    for (day, card, how) in days {
        let quote = texts.library.cards.get(card).map_or("", |card| &card.quote);
        row(&mut table, [day.as_str(), card, quote, how]);
    }
    table
}

fn row<'a>(table: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (at, cell) in cells.into_iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        // What begins so is a formula to a table: of somebody's words none becomes one.
        let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
        let _ = write!(table, "{comma}\"{guard}{}\"", cell.replace('"', "\"\""));
    }
    table.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobodys_words_become_a_formula_or_end_their_cell() {
        let mut table = String::new();
        row(&mut table, ["=1+1", "他说\"好\"，\n真好", ""]);
        assert_eq!(table, "\"'=1+1\",\"他说\"\"好\"\"，\n真好\",\"\"\r\n");
    }
}
