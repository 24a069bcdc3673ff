//! A database of one test's own.

use std::path::{Path, PathBuf};

use sqlx::{Connection, Row};
use tempfile::TempDir;

use crate::phone;

#[derive(Debug)]
pub struct Database {
    pub dir: TempDir,
    /// Of PostgreSQL.
    pub url: Option<String>,
}

impl Database {
    pub fn sqlite() -> Self {
        Self { dir: TempDir::new().unwrap(), url: None }
    }

    /// An empty one on the throw-away server.
    pub fn postgres() -> Self {
        let server = std::env::var("NUANXIN_TEST_POSTGRES").unwrap_or_else(|_| {
            panic!("NUANXIN_TEST_POSTGRES is not set: `cargo xtask test` starts a throw-away PostgreSQL and says where it is")
        });
        let name = format!("test_{}", phone::device());
        let url = server.rsplit_once('/').map(|(host, _)| format!("{host}/{}", &name[..40])).unwrap();
        wait(async {
            let mut admin = sqlx::PgConnection::connect(&server).await.unwrap();
            let create = format!("CREATE DATABASE {}", &name[..40]);
            sqlx::raw_sql(sqlx::AssertSqlSafe(create)).execute(&mut admin).await.unwrap();
        });
        Self { dir: TempDir::new().unwrap(), url: Some(url) }
    }

    pub fn data_dir(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    /// Every table with its columns.
    pub fn columns(&self) -> Vec<(String, String)> {
        let sql = match self.url {
            Some(_) => {
                "SELECT table_name::text, column_name::text FROM information_schema.columns \
                 WHERE table_schema = 'public' ORDER BY 1, 2"
            }
            None => {
                "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c \
                 WHERE t.type = 'table' ORDER BY 1, 2"
            }
        };
        let columns = self.ask(sql);
        columns.into_iter().filter(|(table, _)| !table.starts_with("_sqlx") && !table.starts_with("sqlite")).collect()
    }

    /// Two texts a row.
    pub fn ask(&self, sql: &str) -> Vec<(String, String)> {
        let sql = sqlx::AssertSqlSafe(sql.to_string());
        wait(async {
            match &self.url {
                Some(url) => {
                    let mut on = sqlx::PgConnection::connect(url).await.unwrap();
                    let rows = sqlx::query(sql).fetch_all(&mut on).await.unwrap();
                    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
                }
                None => {
                    let mut on = sqlite(&self.data_dir().join("nuanxin.db")).await;
                    let rows = sqlx::query(sql).fetch_all(&mut on).await.unwrap();
                    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
                }
            }
        })
    }

    /// A change past the server, if the database lets it through.
    pub fn try_run(&self, sql: &str) -> Result<(), sqlx::Error> {
        let sql = sqlx::AssertSqlSafe(sql.to_string());
        wait(async {
            match &self.url {
                Some(url) => {
                    let mut on = sqlx::PgConnection::connect(url).await?;
                    sqlx::query(sql).execute(&mut on).await.map(drop)
                }
                None => {
                    let mut on = sqlite(&self.data_dir().join("nuanxin.db")).await;
                    sqlx::query(sql).execute(&mut on).await.map(drop)
                }
            }
        })
    }

    /// Does something while another connection holds what `sql` takes.
    pub fn during(&self, sql: &'static str, work: impl FnOnce()) {
        wait(async {
            match &self.url {
                Some(url) => {
                    let mut on = sqlx::PgConnection::connect(url).await.unwrap();
                    sqlx::raw_sql(sql).execute(&mut on).await.unwrap();
                    work();
                    on.close().await.unwrap();
                }
                None => {
                    let mut on = sqlite(&self.data_dir().join("nuanxin.db")).await;
                    sqlx::raw_sql(sql).execute(&mut on).await.unwrap();
                    work();
                    on.close().await.unwrap();
                }
            }
        });
    }

    /// Tables in which one row has all of these words.
    pub fn tables_with(&self, words: &[&str]) -> Vec<String> {
        let mut tables: std::collections::BTreeMap<String, Vec<String>> = std::collections::BTreeMap::new();
        for (table, column) in self.columns() {
            tables.entry(table).or_default().push(column);
        }
        let find = if self.url.is_some() { "strpos" } else { "instr" };
        let has = |columns: &[String], word: &str| {
            let any = columns.iter().map(|column| format!("{find}(CAST(\"{column}\" AS TEXT), '{word}') > 0"));
            format!("({})", any.collect::<Vec<_>>().join(" OR "))
        };
        let has_all =
            |columns: &[String]| words.iter().map(|word| has(columns, word)).collect::<Vec<_>>().join(" AND ");
        tables.retain(|table, columns| {
            !self.ask(&format!("SELECT 'x', 'y' FROM \"{table}\" WHERE {}", has_all(columns))).is_empty()
        });
        tables.into_keys().collect()
    }

    /// Whether these bytes are anywhere: in SQLite's files, or in any row of PostgreSQL.
    pub fn holds(&self, text: &str) -> bool {
        match &self.url {
            Some(_) => {
                let tables: std::collections::BTreeSet<_> =
                    self.columns().into_iter().map(|(table, _)| table).collect();
                tables.into_iter().any(|table| {
                    let sql = format!("SELECT r::text, '' FROM \"{table}\" r WHERE strpos(r::text, '{text}') > 0");
                    !self.ask(&sql).is_empty()
                })
            }
            None => {
                self.checkpoint();
                self.files_hold(text)
            }
        }
    }

    /// Whether these bytes are in SQLite's files as they are.
    pub fn files_hold(&self, text: &str) -> bool {
        let files = std::fs::read_dir(self.data_dir()).unwrap().map(|entry| entry.unwrap().path());
        let mut files = files.filter(|path| path.is_file());
        // One may be taken away at this moment.
        files
            .any(|path| std::fs::read(path).unwrap_or_default().windows(text.len()).any(|part| part == text.as_bytes()))
    }

    /// Puts SQLite's log into its file and empties it. SQLite waits for readers, but not for another one who does the same,
    /// as the server may: that is over soon.
    pub fn checkpoint(&self) {
        wait(async {
            let mut on = sqlite(&self.data_dir().join("nuanxin.db")).await;
            let begun = std::time::Instant::now();
            while sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut on).await.unwrap().get::<i64, _>(0) != 0
            {
                assert!(begun.elapsed().as_secs() < 30, "the log could not be emptied");
            }
        });
    }
}

async fn sqlite(file: &Path) -> sqlx::SqliteConnection {
    let options =
        sqlx::sqlite::SqliteConnectOptions::new().filename(file).busy_timeout(std::time::Duration::from_secs(5));
    sqlx::SqliteConnection::connect_with(&options).await.unwrap()
}

/// Waits for something that is not the server's.
pub fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}
