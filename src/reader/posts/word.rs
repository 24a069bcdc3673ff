//! One thing somebody wrote on this phone: a draft, one that waits to be sent, or what is left of one that was taken
//! back. What the server has of a post is not here.

use api::posts::{EditPost, MyPost, NewPost, Signed};

use crate::client::json::{Json, quoted};
use crate::client::wire;

/// Something written here.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Word {
    /// The post's id, made here.
    pub id: String,
    /// As typed.
    pub body: String,
    /// The slug of the card it is about; empty where it is about none.
    pub card: String,
    /// How it is signed.
    pub signed: Signed,
    /// [`api::people::Me::id`] of whoever wrote it, once known; it is never sent as somebody else.
    pub owner: String,
    /// When the last key was pressed, in unix milliseconds like all that follow.
    pub changed_at: i64,
    /// When it was to be sent; 0 for a draft.
    pub queued_at: i64,
    /// When the server took it; until the server lists it, it is shown from here.
    pub sent_at: i64,
    /// When it was taken back.
    pub withdrawn_at: i64,
    /// Of a returned post that is being changed, the version it had; 0 for a new one.
    pub version: i64,
    /// Its writer knows of the numbers or addresses in it.
    pub confirmed: bool,
    /// Why it was not taken, in words; empty where nothing is wrong.
    pub fault: String,
}

/// Where something written here stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Stage {
    /// Nobody but its writer knows of it.
    Draft,
    /// On its way as soon as there is a way.
    Queued,
    /// The server has it.
    Sent,
    /// It was, and is not any more.
    Withdrawn,
}

impl Word {
    /// Whether nobody has it but this phone.
    pub fn is_unsent(&self) -> bool {
        matches!(self.stage(), Stage::Draft | Stage::Queued)
    }

    /// Reads one as it is stored. A field an earlier version did not know is empty.
    pub fn parse(text: &str) -> Option<Self> {
        let json = Json::parse(text)?;
        let text = |name| json.text(name).unwrap_or_default();
        let number = |name| json.number(name).unwrap_or_default();
        let word = Self {
            id: text("id"),
            body: text("body"),
            card: text("card"),
            signed: wire::signed(&json),
            owner: text("owner"),
            changed_at: number("changed_at"),
            queued_at: number("queued_at"),
            sent_at: number("sent_at"),
            withdrawn_at: number("withdrawn_at"),
            version: number("version"),
            confirmed: json.truth("confirmed"),
            fault: text("fault"),
        };
        (!word.id.is_empty()).then_some(word)
    }

    /// As it is stored; `public/sw.js` reads it as well.
    pub fn to_text(&self) -> String {
        let mut text = format!("{{\"confirmed\":{},\"signed\":\"{}\"", self.confirmed, wire::signed_name(self.signed));
        for (name, value) in [
            ("id", &self.id),
            ("body", &self.body),
            ("card", &self.card),
            ("owner", &self.owner),
            ("fault", &self.fault),
        ] {
            text += &[",\"", name, "\":", &quoted(value)].concat();
        }
        for (name, value) in [
            ("changed_at", self.changed_at),
            ("queued_at", self.queued_at),
            ("sent_at", self.sent_at),
            ("withdrawn_at", self.withdrawn_at),
            ("version", self.version),
        ] {
            text += &[",\"", name, "\":", &value.to_string()].concat();
        }
        text + "}"
    }

    /// Where it stands.
    pub fn stage(&self) -> Stage {
        match self {
            _ if self.withdrawn_at > 0 => Stage::Withdrawn,
            _ if self.sent_at > 0 => Stage::Sent,
            _ if self.queued_at > 0 => Stage::Queued,
            _ => Stage::Draft,
        }
    }

    /// A returned post, to be changed here.
    pub fn of_returned(post: &MyPost, owner: &str) -> Self {
        Self {
            id: post.id.clone(),
            body: post.body.clone(),
            card: post.card.clone().unwrap_or_default(),
            signed: post.signed,
            owner: owner.to_string(),
            version: post.version,
            ..Self::default()
        }
    }

    /// Whether it may be shown to, and sent by, whoever is signed in here; what nobody owns yet is everybody's who holds
    /// the phone.
    pub fn is_of(&self, me: Option<&str>) -> bool {
        self.owner.is_empty() || me == Some(self.owner.as_str())
    }

    /// What is sent of a new one.
    pub fn to_post(&self) -> NewPost {
        NewPost {
            id: self.id.clone(),
            body: api::rules::tidy(&self.body),
            card: Some(self.card.clone()).filter(|card| !card.is_empty()),
            signed: self.signed,
            confirmed: self.confirmed,
            member: Some(self.owner.clone()).filter(|owner| !owner.is_empty()),
        }
    }

    /// What is sent of a changed one.
    pub fn to_edit(&self) -> EditPost {
        let NewPost { body, signed, confirmed, member, .. } = self.to_post();
        EditPost { body, signed, version: self.version, confirmed, member }
    }

    /// The first words of it, for a line.
    pub fn first_words(&self) -> String {
        self.body.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(40).collect()
    }
}

/// The draft to go on with where somebody begins to write about a card, or about none: the one written on last.
pub fn begun<'a>(words: &'a [Word], me: Option<&str>, card: &str) -> Option<&'a Word> {
    let is_it = |word: &&Word| word.stage() == Stage::Draft && word.is_of(me) && word.card == card && word.version == 0;
    words.iter().filter(is_it).max_by_key(|word| word.changed_at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(id: &str, owner: &str, changed_at: i64) -> Word {
        Word { id: id.into(), owner: owner.into(), changed_at, ..Word::default() }
    }

    #[test]
    fn nobody_goes_on_with_anothers_draft() {
        let words = [word("a", "A", 3), word("b", "B", 2), word("c", "", 1)];
        let begun = |me| begun(&words, me, "").map(|word| word.id.as_str());
        assert_eq!((begun(Some("A")), begun(Some("B")), begun(None)), (Some("a"), Some("b"), Some("c")));
    }

    #[test]
    fn one_goes_on_with_the_newest_draft_about_the_same_card() {
        let about = |id: &str, card: &str, at| Word { card: card.into(), ..word(id, "", at) };
        let words = [about("a", "q1", 1), about("b", "q1", 2), about("c", "", 3)];
        assert_eq!(begun(&words, None, "q1").map(|word| word.id.as_str()), Some("b"));
        assert_eq!(begun(&words, None, "").map(|word| word.id.as_str()), Some("c"));
        assert_eq!(begun(&words, None, "q2"), None);
    }

    #[test]
    fn what_is_stored_is_what_is_read() {
        let full = Word {
            body: "\"热水\"\n第二行\\".into(),
            card: "q010".into(),
            signed: Signed::Nickname,
            queued_at: 1,
            sent_at: 2,
            withdrawn_at: 3,
            version: 4,
            confirmed: true,
            fault: "这样不行".into(),
            ..word("a", "A", 5)
        };
        assert_eq!(Word::parse(&full.to_text()), Some(full));
        let old = Word::parse(r#"{"id":"a","body":"x","later":[1]}"#).unwrap();
        assert_eq!((old.stage(), old.body.as_str()), (Stage::Draft, "x"));
        assert_eq!(Word::parse("{}"), None);
    }
}
