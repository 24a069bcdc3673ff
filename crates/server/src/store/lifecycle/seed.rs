//! Sample data: the same for the same number, plainly made up, for trying things out and for measuring.

use crate::infra::clock::now;
use crate::infra::secrets;
use crate::store::Store;
use crate::store::connection::db::{one, run};
use crate::store::connection::events::Event;
use crate::store::connection::tx::Tx;
use crate::store::error::StoreError;

/// So many at once.
const PIECE: u64 = 500;
const BRANCHES: u64 = 12;
const MEMBERS: u64 = 240;
const MINUTE: i64 = 60_000;

const BEGINNINGS: [&str; 8] = [
    "驿站的充电口救过我一次",
    "雨天电梯里有人帮我按楼层",
    "今天的单都准时",
    "夜里的路灯修好了",
    "换电柜离得近多了",
    "小区门口有人给我留了条道",
    "第一次参加党日",
    "午饭在爱“新”商家坐着吃的",
];
const ENDINGS: [&str; 8] = [
    "，想说声谢谢。",
    "，心里踏实。",
    "，盼着别的地方也这样。",
    "，跟站里的人都说了。",
    "，明天接着跑。",
    "，这样的事多一点就好。",
    "，路口那盏灯也看看吧。",
    "，孩子问我，我也讲得出来。",
];
const NICKNAMES: [&str; 8] =
    ["示例小风", "示例小雨", "示例阿明", "示例阿福", "示例老柳", "示例小麦", "示例大川", "示例小满"];

impl Store {
    /// Adds sample posts, nearly all of them approved. Those that are there already stay as they are.
    pub(crate) async fn seed(&self, posts: u64) -> Result<(), StoreError> {
        let begin = now() / 86_400_000 * 86_400_000 - posts as i64 * MINUTE;
        self.write(move |tx| Box::pin(seed_people(tx, begin))).await?;
        let mut from = 0;
        while from < posts {
            let to = posts.min(from + PIECE);
            self.write(move |tx| Box::pin(seed_posts(tx, from..to, begin))).await?;
            from = to;
        }
        Ok(())
    }
}

fn member(number: u64) -> String {
    format!("sample-{:04}", number % MEMBERS)
}

/// A number that looks like chance and is none.
fn mixed(number: u64) -> u64 {
    let mixed = (number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 17
}

fn pick(words: &[&'static str; 8], number: u64) -> &'static str {
    words.get((number % 8) as usize).copied().unwrap_or_default()
}

async fn seed_people(tx: &mut Tx, begin: i64) -> Result<(), StoreError> {
    for number in 1..=BRANCHES {
        let sql = "INSERT INTO branches (id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        // Far above those that are made one by one.
        run!(&mut tx.conn, sql, 1_000_000 + number as i64, format!("示例第{number}支部"))?;
    }
    for number in 0..MEMBERS {
        let sql = "INSERT INTO people (id, role, branch, nickname, joined_on) VALUES ($1, 'member', $2, $3, $4) \
                   ON CONFLICT DO NOTHING";
        let branch = 1_000_001 + (number % BRANCHES) as i64;
        run!(&mut tx.conn, sql, member(number), branch, pick(&NICKNAMES, number), begin)?;
    }
    Ok(())
}

async fn seed_posts(tx: &mut Tx, numbers: std::ops::Range<u64>, begin: i64) -> Result<(), StoreError> {
    let count = (numbers.end - numbers.start) as i64;
    let sql = "UPDATE counters SET value = value + $1 WHERE name = 'feed' RETURNING value";
    let last = one!(&mut tx.conn, (i64,), sql, count)?.0;
    for (place, number) in numbers.enumerate() {
        let (mix, at) = (mixed(number), begin + number as i64 * MINUTE);
        let digits = secrets::hex(&secrets::digest(&["sample", &number.to_string()]));
        let id = format!(
            "019a{:04x}-{}-7{}-8{}-{}",
            number >> 16 & 0xffff,
            &digits[..4],
            &digits[4..7],
            &digits[7..10],
            &digits[10..22]
        );
        let body = format!("{}{}", pick(&BEGINNINGS, mix), pick(&ENDINGS, mix >> 3));
        let state = if mix.is_multiple_of(200) { "pending" } else { "approved" };
        let approved = Some(at).filter(|_| state == "approved");
        let seq = approved.map(|_| last - count + 1 + place as i64);
        let sql = "INSERT INTO posts (id, member, branch, body, signed, state, waiting, version, create_digest, feed_seq, \
                   approved_at, created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $11, $11) \
                   ON CONFLICT DO NOTHING";
        let (signed, waiting) = (if mix & 1 == 0 { "nickname" } else { "branch" }, i64::from(state == "pending"));
        let branch = 1_000_001 + (mix % MEMBERS % BRANCHES) as i64;
        let digest = secrets::hash(&id);
        run!(&mut tx.conn, sql, id, member(mix), branch, body, signed, state, waiting, digest, seq, approved, at)?;
    }
    tx.tell(Event::All);
    Ok(())
}
