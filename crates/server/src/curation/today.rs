//! 今天: what waits in every room of the desk but that of documents, and what becomes of it where nobody does anything. A new room
//! is a line in [`rooms`].

use api::claims::{ClaimedShop, Claims, ENDS_SOON, WaitingClaim};
use api::paths;
use api::posts::WaitingRoom;
use api::recording_invites::OFFERED_DAYS;
use content::day::Day;

use crate::curation::{claims, corrections, recording_invites, sign_ups};
use crate::infra::clock::{now, start_of_today, today};
use crate::publishing::site::Site;
use crate::store::actor::Actor;
use crate::store::{Store, StoreError};

/// In milliseconds.
const DAY: i64 = 86_400_000;

/// All in which something does, what has waited longest first.
pub(crate) async fn rooms(site: &Site, store: &Store, actor: &Actor) -> Result<Vec<WaitingRoom>, StoreError> {
    let mut rooms = beside_posts(site, store).await?;
    rooms.extend(posts(store, actor).await?);
    rooms.sort_by_key(|room| room.since);
    Ok(rooms)
}

/// Those in which no words of members wait. What is counted at the desk is what is listed here, of each room alike.
pub(crate) async fn beside_posts(site: &Site, store: &Store) -> Result<Vec<WaitingRoom>, StoreError> {
    let Claims { waiting, shops } = claims::claims(site, &store.claims().await?);
    let rooms = [
        doubts(site, store).await?,
        waiting_claims(&waiting),
        ending_claims(shops),
        slots_of_today(site, store).await?,
    ];
    let mut rooms: Vec<WaitingRoom> = rooms.into_iter().flatten().collect();
    rooms.extend(read_aloud(site, store).await?);
    Ok(rooms)
}

/// `None` where nothing waits.
fn room(path: &str, what: String, otherwise: &str, count: usize, since: i64) -> Option<WaitingRoom> {
    let (path, otherwise) = (path.to_string(), otherwise.to_string());
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    (count > 0).then_some(WaitingRoom { path, what, otherwise, count, since })
}

/// `一样东西`, or `一样东西等 3 处`.
fn named(first: Option<&String>, count: usize, unit: &str) -> String {
    let first = first.map_or("", String::as_str);
    if count > 1 { format!("{first}等 {count} {unit}") } else { first.to_string() }
}

/// What members said. It stands below the list.
async fn posts(store: &Store, actor: &Actor) -> Result<Option<WaitingRoom>, StoreError> {
    let (count, _) = store.pending(actor).await?;
    let since = store.pending_since(actor).await?.unwrap_or_else(now);
    let count = usize::try_from(count).unwrap_or_default();
    let otherwise = "不看：一直不公开，写的人看得到等了多久";
    Ok(room(&format!("{}#posts", paths::DESK), "心里话".to_string(), otherwise, count, since))
}

/// 更正.
async fn doubts(site: &Site, store: &Store) -> Result<Option<WaitingRoom>, StoreError> {
    let doubts = store.doubts().await?;
    let since = doubts.iter().map(|doubt| doubt.since).min().unwrap_or_default();
    let count = doubts.len();
    let first = doubts.into_iter().next().map(|row| corrections::doubt(site, row).title);
    let what = format!("更正：{}", named(first.as_ref(), count, "处"));
    Ok(room(paths::DESK_CORRECTIONS, what, "不问：名单照旧，90 天后这几条自己没了", count, since))
}

/// 认领: keepers who wait for somebody to come by.
fn waiting_claims(waiting: &[WaitingClaim]) -> Option<WaitingRoom> {
    let since = waiting.iter().map(|claim| claim.since).min().unwrap_or_default();
    let what = format!("认领：{}", named(waiting.first().map(|claim| &claim.title), waiting.len(), "家"));
    room(paths::DESK_CLAIMS, what, "不去看：不上名单，90 天后自己没了", waiting.len(), since)
}

/// Shops that will be off the list soon.
fn ending_claims(mut shops: Vec<ClaimedShop>) -> Option<WaitingRoom> {
    // What is off the list already waits for nothing.
    shops.retain(|shop| (0..=ENDS_SOON).contains(&shop.days_left) || shop.asks);
    let told = |until: &str| Day::parse(until).map(|day| day.plus(-ENDS_SOON).start_unix_ms());
    let since = shops.iter().filter_map(|shop| told(&shop.listed_until)).min().unwrap_or_default();
    let what = format!("快到期的店：{}", named(shops.first().map(|shop| &shop.title), shops.len(), "家"));
    room(paths::DESK_CLAIMS, what, "不去看：到期写上“可能已变”，再过 30 天下架", shops.len(), since)
}

/// What riders who were asked have read aloud: each document is a row, as it is heard there.
async fn read_aloud(site: &Site, store: &Store) -> Result<Vec<WaitingRoom>, StoreError> {
    let all = recording_invites::unheard(site, store).await?;
    let otherwise = format!("不听：不放上去，{OFFERED_DAYS} 天后自己没了");
    let row = |one: recording_invites::Unheard| {
        let what = format!("有人念好了一段：{}", if one.title.is_empty() { "还没有标题" } else { &one.title });
        room(&one.at, what, &otherwise, one.count, one.since)
    };
    Ok(all.into_iter().filter_map(row).collect())
}

/// 报名 of today.
async fn slots_of_today(site: &Site, store: &Store) -> Result<Option<WaitingRoom>, StoreError> {
    let (at, today) = (now(), today());
    let mut slots = sign_ups::counted(site, store).await?;
    slots.retain(|(slot, _)| slot.ends_at > at && slot.starts_at < today.start_unix_ms() + DAY && !slot.is_cancelled);
    slots.sort_by_key(|(slot, _)| slot.starts_at);
    let coming: i64 = slots.iter().map(|(_, coming)| coming).sum();
    let current = site.current();
    let title =
        |slug: &String| current.texts.library.activities.get(slug).map_or(slug, |activity| &activity.title).clone();
    let first = slots.first().map(|(slot, _)| title(&slot.activity));
    let first = named(first.as_ref(), slots.len(), "场");
    let what = format!("今天的活动：{first}，来 {coming} 个");
    Ok(room(paths::DESK_SIGN_UPS, what, "不管也行：有人退，排着的自动往前", slots.len(), start_of_today()))
}
