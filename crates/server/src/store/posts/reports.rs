//! Reporting a post to its branch's secretary.

use api::posts::ReportReason;

use crate::infra::clock::now;
use crate::store::Store;
use crate::store::connection::db::{all, run};
use crate::store::connection::events::Event;
use crate::store::error::StoreError;
use crate::store::posts::row::{self, no_undo};

/// So many hide a post until somebody has looked.
const HIDES: i64 = 3;

impl Store {
    /// Reports a post. Reported twice by one member is reported once, also after somebody has looked.
    pub(crate) async fn report_post(
        &self,
        member: String,
        post: String,
        reason: Option<ReportReason>,
    ) -> Result<(), StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let row = row::find(&mut tx.conn, &post).await?;
                // First: whose answer was cut is answered again, even where that report has hidden it.
                let sql = "INSERT INTO reports (post, member, reason) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
                if run!(&mut tx.conn, sql, &post, &member, reason.map(ReportReason::as_str))? == 0 {
                    return Ok(());
                }
                if !row.is_public() {
                    return Err(StoreError::Missing);
                }
                // The first one since the last look asks for another.
                let sql = "UPDATE posts SET reported_at = CASE WHEN reports > 0 THEN reported_at ELSE $2 END, \
                           reports = reports + 1 WHERE id = $1";
                run!(&mut tx.conn, sql, &post, now())?;
                tx.tell(Event::Queue(row.branch));
                if row.reports + 1 >= HIDES {
                    let sql = concat!(
                        "UPDATE posts SET waiting = 1, version = version + 1, changed_at = $2, ",
                        no_undo!(),
                        " WHERE id = $1"
                    );
                    let at = now();
                    run!(&mut tx.conn, sql, &post, at)?;
                    // A row of the history like any other, but by nobody.
                    let sql = "INSERT INTO transitions (post, version, from_state, to_state, at) \
                               VALUES ($1, $2, 'approved', 'approved', $3)";
                    run!(&mut tx.conn, sql, &post, row.version + 1, at)?;
                    tx.tell(Event::Feed);
                }
                Ok(())
            })
        })
        .await
    }

    /// What a member gave as a reason, by post; whoever gave none is not there.
    pub(crate) async fn report_reasons(&self, member: &str) -> Result<Vec<(String, String)>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT post, reason FROM reports WHERE member = $1 AND reason IS NOT NULL ORDER BY post DESC";
        Ok(all!(&mut conn, (String, String), sql, member)?)
    }

    /// The ids of posts a member reported.
    pub(crate) async fn reports(&self, member: &str) -> Result<Vec<String>, StoreError> {
        let mut conn = self.conn().await?;
        let rows = all!(&mut conn, (String,), "SELECT post FROM reports WHERE member = $1 ORDER BY post DESC", member)?;
        Ok(rows.into_iter().map(|(post,)| post).collect())
    }
}
