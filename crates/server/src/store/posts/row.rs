//! A post as it is stored, and what becomes of it for those who ask.

use api::posts::{Decided, DeskPost, DeskReply, MyPost, PostState, Reason, Reply, ReportCount, ReportReason};

use crate::store::connection::db::{Conn, all, maybe};
use crate::store::error::StoreError;
use crate::store::words;

/// A question for whole posts: what follows `FROM`.
macro_rules! posts {
    ($($rest:literal),+) => {
        concat!(
            "SELECT p.id, p.member, p.branch, b.name AS branch_name, m.nickname, p.body, p.card, p.signed, p.state, \
             p.waiting, p.version, p.reason_code, p.reason_note, p.create_digest, p.feed_seq, p.appealed, \
             p.appealed_from, p.agrees, p.reports, p.replies, p.resent, p.decided_by, p.decided_at, p.undo_state, \
             p.undo_by, p.created_at, p.changed_at, p.reported_at \
             FROM posts p JOIN people m ON m.id = p.member JOIN branches b ON b.id = p.branch ",
            $($rest),+
        )
    };
}
pub(in crate::store) use posts;

/// What is set where nothing can be taken back any more.
macro_rules! no_undo {
    () => {
        "undo_state = NULL, undo_waiting = NULL, undo_code = NULL, undo_note = NULL, undo_by = NULL, undo_changed_at = NULL"
    };
}
pub(in crate::store) use no_undo;

/// A row of `posts`, with the names beside it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(in crate::store) struct PostRow {
    pub(in crate::store) id: String,
    pub(in crate::store) member: String,
    pub(in crate::store) branch: i64,
    branch_name: String,
    nickname: Option<String>,
    pub(in crate::store) body: String,
    pub(in crate::store) card: Option<String>,
    pub(in crate::store) signed: String,
    state: String,
    pub(in crate::store) waiting: i64,
    pub(in crate::store) version: i64,
    pub(in crate::store) reason_code: Option<String>,
    pub(in crate::store) reason_note: Option<String>,
    pub(in crate::store) create_digest: Vec<u8>,
    pub(in crate::store) feed_seq: Option<i64>,
    appealed: i64,
    pub(in crate::store) appealed_from: Option<String>,
    agrees: i64,
    pub(in crate::store) reports: i64,
    replies: i64,
    resent: i64,
    pub(in crate::store) decided_by: Option<String>,
    pub(in crate::store) decided_at: Option<i64>,
    pub(in crate::store) undo_state: Option<String>,
    pub(in crate::store) undo_by: Option<String>,
    created_at: i64,
    pub(in crate::store) changed_at: i64,
    reported_at: Option<i64>,
}

/// A question for replies, by one of their columns; oldest first. Of those that were taken away only the row is left.
macro_rules! replies {
    ($by:literal) => {
        concat!(
            "SELECT r.id, r.body, b.name AS branch, w.nickname AS author_name, r.created_at FROM replies r \
             JOIN branches b ON b.id = r.branch LEFT JOIN people w ON w.id = r.author WHERE r.removed_at IS NULL AND ",
            $by,
            " = $1 ORDER BY r.created_at, r.id"
        )
    };
}
pub(in crate::store) use replies;

/// A row of `replies`, with the names of branch and author.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct ReplyRow {
    id: String,
    body: String,
    branch: String,
    author_name: Option<String>,
    created_at: i64,
}

impl From<ReplyRow> for Reply {
    fn from(row: ReplyRow) -> Self {
        Self { body: row.body, branch: row.branch, at: row.created_at }
    }
}

impl From<ReplyRow> for DeskReply {
    fn from(row: ReplyRow) -> Self {
        Self { id: row.id, by: row.author_name, body: row.body, branch: row.branch, at: row.created_at }
    }
}

/// Answers below a post, oldest first, where there are so many: as everybody reads them, or as the desk does.
pub(in crate::store) async fn replies_below<R: From<ReplyRow>>(
    conn: &mut Conn,
    post: &str,
    count: i64,
) -> Result<Vec<R>, StoreError> {
    if count == 0 {
        return Ok(Vec::new());
    }
    let rows = all!(conn, ReplyRow, replies!("r.post"), post)?;
    Ok(rows.into_iter().map(R::from).collect())
}

/// Who brought a post where it stands, and when; what was taken back was no decision, nor is what its own member `of` asks for.
/// Whoever has left has no name.
/// With where it stood before.
async fn decision(
    conn: &mut Conn,
    post: &str,
    of: &str,
    state: PostState,
) -> Result<Option<(Decided, Option<PostState>)>, StoreError> {
    let sql = "SELECT p.nickname, t.at, t.from_state FROM transitions t LEFT JOIN people p ON p.id = t.actor \
               WHERE t.post = $1 AND t.to_state = $2 AND t.takes_back = 0 AND (t.actor IS NULL OR t.actor <> $3) \
               AND NOT EXISTS (SELECT 1 FROM transitions u \
               WHERE u.post = t.post AND u.version = t.version + 1 AND u.takes_back = 1) \
               ORDER BY t.version DESC LIMIT 1";
    let found = maybe!(conn, (Option<String>, i64, Option<String>), sql, post, state.as_str(), of)?;
    Ok(found.map(|(by, at, from)| (Decided { by, at }, from.as_deref().map(words::state))))
}

impl PostRow {
    /// Where it stands.
    pub(in crate::store) fn state(&self) -> PostState {
        words::state(&self.state)
    }

    /// Whether another secretary was asked to look.
    pub(in crate::store) fn is_appealed(&self) -> bool {
        self.appealed == 1
    }

    /// Whether everybody can read it.
    pub(in crate::store) fn is_public(&self) -> bool {
        self.state() == PostState::Approved && self.waiting == 0
    }

    /// Since when it asks for somebody's look: nobody has looked yet, or it was reported since.
    pub(in crate::store) fn asks_since(&self) -> Option<i64> {
        match self.waiting == 1 {
            true => Some(self.changed_at),
            false => self.reported_at.filter(|_| self.reports > 0),
        }
    }

    /// Whether the second look that was asked for is still to come. With other words it is another thing, and so is what
    /// others say of what everybody reads.
    fn is_appeal_open(&self) -> bool {
        self.state() != PostState::Approved && self.waiting == 1 && self.is_appealed() && self.resent == 0
    }

    fn shown_nickname(&self) -> Option<String> {
        self.nickname.clone().filter(|_| self.signed == "nickname")
    }

    /// Why it came back or was taken down; whoever looks at an appeal sees what it is against.
    fn shown_reason(&self) -> Option<Reason> {
        let is_shown = match self.state() {
            PostState::Returned | PostState::Removed => true,
            PostState::Pending => self.is_appeal_open(),
            PostState::Approved => false,
        };
        words::reason(self.reason_code.as_deref(), self.reason_note.clone()).filter(|_| is_shown)
    }

    /// For whoever wrote it.
    pub(in crate::store) async fn into_my_post(self, conn: &mut Conn) -> Result<MyPost, StoreError> {
        let (replies, appealed) = (replies_below(conn, &self.id, self.replies).await?, self.is_appealed());
        // What was taken down stays so while another one looks at it; for its writer it waits.
        let state = if self.is_appeal_open() { PostState::Pending } else { self.state() };
        let reason = self.shown_reason();
        // Asked for once, it says nothing of what was decided after it was back in the feed.
        let upheld = appealed && state == PostState::Removed && {
            let found = decision(conn, &self.id, &self.member, state).await?;
            found.is_some_and(|(_, from)| from == Some(PostState::Removed))
        };
        let Self { id, body, card, version, created_at, changed_at, agrees, .. } = self;
        let signed = words::signed(&self.signed);
        Ok(MyPost {
            id,
            body,
            card,
            signed,
            state,
            version,
            reason,
            created_at,
            changed_at,
            appealed,
            upheld,
            agrees,
            replies,
        })
    }

    /// For a secretary.
    pub(in crate::store) async fn into_desk_post(self, conn: &mut Conn) -> Result<DeskPost, StoreError> {
        let (replies, state, appealed) =
            (replies_below(conn, &self.id, self.replies).await?, self.state(), self.is_appeal_open());
        let (nickname, branch) = (self.shown_nickname(), self.branch_name.clone());
        // Whoever looks at new words sees why the old ones came back.
        let resent = self.resent == 1 && state == PostState::Pending;
        let again = words::reason(self.reason_code.as_deref(), self.reason_note.clone()).filter(|_| resent);
        let (reason, waits_since) = (self.shown_reason().or(again), self.asks_since());
        let report_reasons = reported_reasons(conn, &self.id, self.reports).await?;
        let hidden = state == PostState::Approved && self.waiting == 1;
        let decided = match state {
            PostState::Returned | PostState::Removed => {
                decision(conn, &self.id, &self.member, state).await?.map(|(decided, _)| decided)
            }
            PostState::Pending | PostState::Approved => None,
        };
        let Self { id, body, card, version, created_at, changed_at, reports, .. } = self;
        Ok(DeskPost {
            id,
            body,
            card,
            nickname,
            branch,
            state,
            version,
            reason,
            created_at,
            changed_at,
            waits_since,
            decided,
            appealed,
            hidden,
            reports,
            report_reasons,
            resent,
            replies,
        })
    }
}

/// One post, by its id.
pub(in crate::store) async fn find(conn: &mut Conn, id: &str) -> Result<PostRow, StoreError> {
    maybe!(conn, PostRow, posts!("WHERE p.id = $1"), id)?.ok_or(StoreError::Missing)
}

/// Why a post was reported since somebody looked at it last, the most frequent reason first.
async fn reported_reasons(conn: &mut Conn, post: &str, reports: i64) -> Result<Vec<ReportCount>, StoreError> {
    if reports == 0 {
        return Ok(Vec::new());
    }
    let sql = "SELECT reason, COUNT(*) FROM reports WHERE post = $1 AND settled = 0 AND reason IS NOT NULL \
               GROUP BY reason ORDER BY COUNT(*) DESC, reason";
    let counted = all!(conn, (String, i64), sql, post)?.into_iter().filter_map(|(word, count)| {
        let (reason, ..) = ReportReason::ALL.into_iter().find(|(_, code, _)| *code == word)?;
        Some(ReportCount { reason, count })
    });
    Ok(counted.collect())
}
