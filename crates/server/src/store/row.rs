//! A post as it is stored, and what becomes of it for those who ask.

use api::posts::{Decided, DeskPost, DeskReply, MyPost, PostState, Reason, Reply};

use super::db::{Conn, all, maybe};
use super::{StoreError, reports, words};

/// A question for whole posts: what follows `FROM`.
macro_rules! posts {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.member, p.branch, b.name AS branch_name, m.nickname, p.body, p.card, p.signed, p.state, \
             p.waiting, p.version, p.reason_code, p.reason_note, p.create_digest, p.feed_seq, p.appealed, \
             p.appealed_from, p.agrees, p.reports, p.replies, p.resent, p.decided_by, p.decided_at, p.undo_state, \
             p.undo_by, p.created_at, p.changed_at, p.reported_at \
             FROM posts p JOIN people m ON m.id = p.member JOIN branches b ON b.id = p.branch ",
            $rest
        )
    };
}
pub(super) use posts;

/// A row of `posts`, with the names beside it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct PostRow {
    pub(super) id: String,
    pub(super) member: String,
    pub(super) branch: i64,
    branch_name: String,
    nickname: Option<String>,
    pub(super) body: String,
    pub(super) card: Option<String>,
    pub(super) signed: String,
    state: String,
    pub(super) waiting: i64,
    pub(super) version: i64,
    pub(super) reason_code: Option<String>,
    pub(super) reason_note: Option<String>,
    pub(super) create_digest: Vec<u8>,
    pub(super) feed_seq: Option<i64>,
    appealed: i64,
    pub(super) appealed_from: Option<String>,
    agrees: i64,
    pub(super) reports: i64,
    replies: i64,
    resent: i64,
    pub(super) decided_by: Option<String>,
    pub(super) decided_at: Option<i64>,
    pub(super) undo_state: Option<String>,
    pub(super) undo_by: Option<String>,
    created_at: i64,
    pub(super) changed_at: i64,
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
pub(super) use replies;

/// A row of `replies`, with the names of branch and author.
#[derive(sqlx::FromRow)]
pub(super) struct ReplyRow {
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
pub(super) async fn replies_below<R: From<ReplyRow>>(
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

/// Who brought a post where it stands, and when; what was taken back was no decision. Whoever has left has no name.
async fn decision(conn: &mut Conn, post: &str, state: PostState) -> Result<Option<Decided>, StoreError> {
    let sql = "SELECT p.nickname, t.at FROM transitions t LEFT JOIN people p ON p.id = t.actor \
               WHERE t.post = $1 AND t.to_state = $2 AND t.takes_back = 0 ORDER BY t.version DESC LIMIT 1";
    let found = maybe!(conn, (Option<String>, i64), sql, post, state.as_str())?;
    Ok(found.map(|(by, at)| Decided { by, at }))
}

impl PostRow {
    /// Where it stands.
    pub(super) fn state(&self) -> PostState {
        words::state(&self.state)
    }

    /// Whether another secretary was asked to look.
    pub(super) fn is_appealed(&self) -> bool {
        self.appealed == 1
    }

    /// Whether everybody can read it.
    pub(super) fn is_public(&self) -> bool {
        self.state() == PostState::Approved && self.waiting == 0
    }

    /// Since when it asks for somebody's look: nobody has looked yet, or it was reported since.
    pub(super) fn asks_since(&self) -> Option<i64> {
        match self.waiting == 1 {
            true => Some(self.changed_at),
            false => self.reported_at.filter(|_| self.reports > 0),
        }
    }

    /// Whether the second look that was asked for is still to come. With other words it is another thing.
    fn is_appeal_open(&self) -> bool {
        self.state() == PostState::Pending && self.is_appealed() && self.resent == 0
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
    pub(super) async fn into_my_post(self, conn: &mut Conn) -> Result<MyPost, StoreError> {
        let (replies, state, appealed) =
            (replies_below(conn, &self.id, self.replies).await?, self.state(), self.is_appealed());
        let reason = self.shown_reason();
        let Self { id, body, card, version, created_at, changed_at, agrees, .. } = self;
        let signed = words::signed(&self.signed);
        Ok(MyPost { id, body, card, signed, state, version, reason, created_at, changed_at, appealed, agrees, replies })
    }

    /// For a secretary.
    pub(super) async fn into_desk_post(self, conn: &mut Conn) -> Result<DeskPost, StoreError> {
        let (replies, state, appealed) =
            (replies_below(conn, &self.id, self.replies).await?, self.state(), self.is_appeal_open());
        let (nickname, branch) = (self.shown_nickname(), self.branch_name.clone());
        // Whoever looks at new words sees why the old ones came back.
        let resent = self.resent == 1 && state == PostState::Pending;
        let again = words::reason(self.reason_code.as_deref(), self.reason_note.clone()).filter(|_| resent);
        let (reason, waits_since) = (self.shown_reason().or(again), self.asks_since());
        let report_reasons = reports::reasons(conn, &self.id, self.reports).await?;
        let hidden = state == PostState::Approved && self.waiting == 1;
        let decided = match state {
            PostState::Returned | PostState::Removed => decision(conn, &self.id, state).await?,
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
