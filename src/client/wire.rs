//! The wire types of `crates/api`, read and written as the server has them. What is missing or of another kind makes it
//! no answer of ours.

use ::api::error::{ErrorBody, Span};
use ::api::people::{Branch, InviteSeen, Join, Me, Role};
use ::api::posts::{EditPost, Feed, MyPost, NewPost, Post, PostState, Reason, ReasonCode, Reply, Signed};

use crate::client::json::{Json, quoted};

/// An error body.
pub fn error_body(json: &Json) -> Option<ErrorBody> {
    let span = |json: &Json| Some(Span { from: json.number("from")? as usize, to: json.number("to")? as usize });
    Some(ErrorBody {
        code: json.text("code")?,
        message: json.text("message")?,
        field: json.text("field"),
        spans: json.list("spans", span)?,
        // Files are brought to the desk alone.
        #[cfg(feature = "desk")]
        readings: json.list("readings", reading)?,
        #[cfg(not(feature = "desk"))]
        readings: Vec::new(),
    })
}

#[cfg(feature = "desk")]
fn reading(json: &Json) -> Option<::api::error::Reading> {
    let (encoding, called) = (json.text("encoding")?, json.text("called")?);
    Some(::api::error::Reading { encoding, called, beginning: json.text("beginning")? })
}

/// Who is signed in.
pub fn me(json: &Json) -> Option<Me> {
    Some(Me {
        id: json.text("id")?,
        role: role(json)?,
        branch: branch(json.get("branch")),
        nickname: json.text("nickname"),
    })
}

/// What an invite is for.
pub fn invite_seen(json: &Json) -> Option<InviteSeen> {
    let (role, branch) = (role(json)?, branch(json.get("branch")));
    Some(InviteSeen { role, branch, transfer: json.truth("transfer"), resets: json.text("resets") })
}

/// A page of the feed.
pub fn feed(json: &Json) -> Option<Feed> {
    let posts = json.get("posts");
    if *posts == Json::Null {
        return None;
    }
    Some(Feed { posts: json.list("posts", post)?, next: json.text("next") })
}

/// A post as everybody reads it.
pub fn post(json: &Json) -> Option<Post> {
    Some(Post {
        id: json.text("id")?,
        body: json.text("body")?,
        card: json.text("card"),
        nickname: json.text("nickname"),
        branch: json.text("branch")?,
        at: json.number("at")?,
        agrees: json.number("agrees")?,
        replies: json.list("replies", reply)?,
    })
}

/// One's own posts.
pub fn my_posts(json: &Json) -> Option<Vec<MyPost>> {
    json.list("posts", my_post)
}

/// A post as its own member sees it.
pub fn my_post(json: &Json) -> Option<MyPost> {
    use PostState::{Approved, Pending, Removed, Returned};
    let state = json.text("state")?;
    Some(MyPost {
        id: json.text("id")?,
        body: json.text("body")?,
        card: json.text("card"),
        signed: signed(json),
        state: [Pending, Returned, Approved, Removed].into_iter().find(|known| known.as_str() == state)?,
        version: json.number("version")?,
        reason: reason(json.get("reason")),
        created_at: json.number("created_at")?,
        changed_at: json.number("changed_at")?,
        appealed: json.truth("appealed"),
        upheld: json.truth("upheld"),
        agrees: json.number("agrees").unwrap_or_default(),
        replies: json.list("replies", reply)?,
    })
}

/// The ids of a list of them.
pub fn ids(json: &Json) -> Option<Vec<String>> {
    json.list("posts", Json::as_text)
}

/// How something is signed; the branch alone where it is not said.
pub fn signed(json: &Json) -> Signed {
    match json.text("signed").as_deref() {
        Some("nickname") => Signed::Nickname,
        _ => Signed::Branch,
    }
}

fn reply(json: &Json) -> Option<Reply> {
    Some(Reply { body: json.text("body")?, branch: json.text("branch")?, at: json.number("at")? })
}

/// A reason this app does not know is told by its line alone.
fn reason(json: &Json) -> Option<Reason> {
    let code = json.text("code")?;
    let code = ReasonCode::ALL.into_iter().find(|known| known.as_str() == code).unwrap_or(ReasonCode::Other);
    Some(Reason { code, note: json.text("note").unwrap_or_default() })
}

fn role(json: &Json) -> Option<Role> {
    let role = json.text("role")?;
    [Role::Member, Role::Secretary, Role::Admin].into_iter().find(|known| known.as_str() == role)
}

fn branch(json: &Json) -> Option<Branch> {
    Some(Branch { id: json.number("id")?, name: json.text("name")? })
}

/// How [`Signed`] is sent.
pub fn signed_name(signed: Signed) -> &'static str {
    match signed {
        Signed::Nickname => "nickname",
        Signed::Branch => "branch",
    }
}

/// A new post.
pub fn new_post(post: &NewPost) -> String {
    let card = post.card.as_ref().map(|card| [",\"card\":", &quoted(card)].concat()).unwrap_or_default();
    let (id, rest) = (quoted(&post.id), text(&post.body, post.signed, post.confirmed, &post.member));
    format!("{{\"id\":{id}{card},{rest}}}")
}

/// A returned post's new words.
pub fn edit_post(edit: &EditPost) -> String {
    format!("{{\"version\":{},{}}}", edit.version, text(&edit.body, edit.signed, edit.confirmed, &edit.member))
}

fn text(body: &str, signed: Signed, confirmed: bool, member: &Option<String>) -> String {
    let confirmed = if confirmed { ",\"confirmed\":true" } else { "" };
    let member = member.as_ref().map(|member| [",\"member\":", &quoted(member)].concat()).unwrap_or_default();
    format!("\"body\":{},\"signed\":\"{}\"{confirmed}{member}", quoted(body), signed_name(signed))
}

/// A member's joining.
pub fn join(join: &Join) -> String {
    let field = |name: &str, value: &Option<String>| match value {
        Some(value) => format!(",\"{name}\":{}", quoted(value)),
        None => String::new(),
    };
    let (device, nickname) = (field("device", &join.device), field("nickname", &join.nickname));
    format!("{{\"code\":{}{device}{nickname}}}", quoted(&join.code))
}

#[cfg(test)]
mod tests {
    use serde_json::{from_str, to_string};

    use super::*;

    fn read<T>(text: &str, read: fn(&Json) -> Option<T>) -> Option<T> {
        read(&Json::parse(text)?)
    }

    #[test]
    fn what_the_server_writes_is_read() {
        let reply = Reply { body: "收到\n了".into(), branch: "科巷支部".into(), at: 7 };
        let post = Post {
            id: "a".into(),
            body: "\"热水\"\\".into(),
            card: Some("q010".into()),
            nickname: None,
            branch: "科巷支部".into(),
            at: 1_795_492_800_000,
            agrees: 3,
            replies: vec![reply.clone()],
        };
        let feed_ = Feed { posts: vec![post], next: Some("c".into()) };
        assert_eq!(read(&to_string(&feed_).unwrap(), feed), Some(feed_));
        for code in ReasonCode::ALL {
            let post = MyPost {
                id: "a".into(),
                body: "x".into(),
                card: None,
                signed: Signed::Nickname,
                state: PostState::Returned,
                version: 2,
                reason: Some(Reason { code, note: "是哪个？".into() }),
                created_at: 1,
                changed_at: 2,
                appealed: true,
                upheld: true,
                agrees: 0,
                replies: vec![reply.clone()],
            };
            assert_eq!(read(&to_string(&post).unwrap(), my_post), Some(post));
        }
        let branch = Some(Branch { id: 1, name: "科巷".into() });
        let seen =
            InviteSeen {
                role: Role::Secretary, branch: branch.clone(), transfer: true, resets: Some("王书记".into())
            };
        assert_eq!(read(&to_string(&seen).unwrap(), invite_seen), Some(seen));
        let somebody = Me { id: "m".into(), role: Role::Member, branch, nickname: Some("小林".into()) };
        assert_eq!(read(&to_string(&somebody).unwrap(), me), Some(somebody));
        let mut error = ErrorBody::new("private_words", "像有门牌");
        error.spans.push(Span { from: 2, to: 5 });
        assert_eq!(read(&to_string(&error).unwrap(), error_body), Some(error));
    }

    #[test]
    fn the_server_reads_what_is_written() {
        for (card, confirmed) in [(None, false), (Some("q010".to_string()), true)] {
            let (body, member) = ("\"热\"\n水\\".to_string(), card.clone());
            let post = NewPost { id: "a".into(), body, card, signed: Signed::Nickname, confirmed, member };
            assert_eq!(from_str::<NewPost>(&new_post(&post)).unwrap(), post);
            let edit = EditPost { body: post.body, signed: Signed::Branch, version: 4, confirmed, member: post.member };
            assert_eq!(from_str::<EditPost>(&edit_post(&edit)).unwrap(), edit);
        }
        let joined =
            Join { code: "c".into(), device: Some("d".into()), nickname: Some("小\"林".into()), ..Join::default() };
        assert_eq!(from_str::<Join>(&join(&joined)).unwrap(), joined);
    }

    #[test]
    fn what_is_no_answer_of_ours_is_none() {
        assert_eq!(read("{}", feed), None);
        assert_eq!(read("{\"posts\":[{}]}", feed), None);
        assert_eq!(read("<html>请登录</html>", me), None);
        assert_eq!(read("{\"id\":\"a\"}", me), None);
    }
}
