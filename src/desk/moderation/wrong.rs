//! What went wrong, and with what: a refusal is never read as one of the next post.

use ::api::posts::DeskPost;

/// So many letters tell one post from another.
const BEGINS: usize = 12;

/// A sentence about something that was not done.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Wrong {
    /// The post's id and its first words; none where it is about no post.
    about: Option<(String, String)>,
    sentence: String,
}

impl Wrong {
    /// About a post, or about none.
    pub(super) fn new(about: Option<&DeskPost>, sentence: String) -> Option<Self> {
        let about = about.map(|post| (post.id.clone(), begins(&post.body)));
        (!sentence.is_empty()).then_some(Self { about, sentence })
    }

    /// As it is said beside a post, or beside none.
    pub(super) fn beside(&self, post: Option<&str>) -> String {
        match &self.about {
            Some((id, begins)) if post != Some(id.as_str()) => format!("“{begins}”那一条：{}", self.sentence),
            _ => self.sentence.clone(),
        }
    }
}

fn begins(body: &str) -> String {
    let mut begins: String = body.chars().take(BEGINS).map(|c| if c == '\n' { ' ' } else { c }).collect();
    if body.chars().nth(BEGINS).is_some() {
        begins.push('…');
    }
    begins
}

#[cfg(test)]
mod tests {
    use ::api::posts::PostState;

    use super::*;

    #[test]
    fn a_refusal_names_its_post_beside_another() {
        let post = DeskPost {
            id: "a".into(),
            body: "第一行\n第二行，还有很多很多字".into(),
            card: None,
            nickname: None,
            branch: String::new(),
            state: PostState::Pending,
            version: 1,
            reason: None,
            created_at: 0,
            changed_at: 0,
            waits_since: None,
            decided: None,
            appealed: false,
            hidden: false,
            reports: 0,
            report_reasons: Vec::new(),
            resent: false,
            replies: Vec::new(),
        };
        let wrong = Wrong::new(Some(&post), "这要另一位来办".into()).unwrap();
        assert_eq!(wrong.beside(Some("a")), "这要另一位来办");
        assert_eq!(wrong.beside(Some("b")), "“第一行 第二行，还有很多…”那一条：这要另一位来办");
        assert_eq!(Wrong::new(None, "没有网络".into()).unwrap().beside(Some("b")), "没有网络");
        assert_eq!(Wrong::new(None, String::new()), None);
    }
}
