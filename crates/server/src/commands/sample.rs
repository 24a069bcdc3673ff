//! Sample people and posts (示例数据), so that whoever has just built this sees a living place. Never in a deployment: only
//! an empty database takes them, and only a server that nobody else reaches.

use api::people::{Me, Role};
use api::posts::{Decide, Decision, NewPost, NewReply, Reason, ReasonCode, Signed};

use content::library::Library;

use crate::commands::{console, people};
use crate::infra::clock::now;
use crate::infra::files::Error;
use crate::people::names;
use crate::people::passphrase::Passphrases;
use crate::publishing::activity_slots;
use crate::publishing::site::Site;
use crate::store::Store;
use crate::store::activities::Wish;
use crate::store::actor::Actor;
use crate::store::people::invites::Joining;

/// So many posts are there from the first moment.
const POSTS: u64 = 60;
/// The first of the sample branches, and one of its sample members.
const BRANCH: i64 = 1_000_001;
const MEMBER: &str = "sample-0000";
const ADMIN: &str = "示例管理员";
const SECRETARY: &str = "示例书记";
/// Everybody's, and no secret: the server that knows it listens on this machine alone.
const PASSPHRASE: &str = "sample-desk-2026";
/// A day, in milliseconds.
const DAY: i64 = 86_400_000;

/// So many slots have sign-ups, and the first of them so many.
const SLOTS: usize = 5;
const WISHES: usize = 14;

/// What waits at the sample branch's desk, or was decided there: words, and what became of them.
const SAID: [(&str, Option<Decision>); 5] = [
    ("示例：驿站的热水到几点？夜里下单多，想灌一壶。", None),
    ("示例：换电柜边上能不能装盏灯，晚上看不清编号。", None),
    ("示例：我的电话写在这儿，有事找我。", Some(Decision::Return)),
    ("示例：小区西门给我们留了条道，谢谢。", Some(Decision::Approve)),
    ("示例：雨天的站点多放几件雨衣就好了。", Some(Decision::Approve)),
];
const REPLY: &str = "示例：雨衣明天就添，放在进门左手边。";

/// Fills an empty database, and says how one comes in; one that was filled before only says it again.
pub(crate) async fn fill(store: &Store, site: &Site, url: &str) -> Result<(), Error> {
    let is_filled = store.passphrase(&names::folded(ADMIN)).await?.is_some();
    if !is_filled {
        if store.has_admin().await? || !store.branches(None).await?.is_empty() {
            let said = "这个数据文件夹里有真的支部或账号，不往里放示例数据：换一个空的，或去掉 --sample";
            return Err(Error::Other(said.into()));
        }
        store.seed(POSTS).await?;
        come_in(store, Role::Admin, None, ADMIN).await?;
        let secretary = come_in(store, Role::Secretary, Some(BRANCH), SECRETARY).await?;
        speak(store, &secretary).await?;
        sign_up(store, &site.current().texts.library).await?;
    }
    let invites = store.make_invites(Role::Member, Some(BRANCH), 1, DAY).await?;
    console::print("示例数据，只在这台机器上：");
    for name in [ADMIN, SECRETARY] {
        console::print(format!("  {name}  口令 {PASSPHRASE}  {url}{}", api::paths::DESK));
    }
    for invite in invites {
        console::print(format!("  骑手从这里加入  {}", people::link(Some(url), Role::Member, &invite.code)));
    }
    Ok(())
}

/// Some of the sample members want to come to the next slots, and one after the other the slots fill.
async fn sign_up(store: &Store, library: &Library) -> Result<(), Error> {
    let mut slots = activity_slots::published(library);
    slots.retain(|slot| slot.closes_at > now() && !slot.is_cancelled);
    slots.sort_by_key(|slot| slot.starts_at);
    for (at, slot) in slots.into_iter().take(SLOTS).enumerate() {
        for number in 0..WISHES - at * 2 {
            let id = format!("019a0000-0000-7000-8002-{:012}", at * 100 + number);
            let (code, member) = (store.code_trace(&id), format!("sample-{number:04}"));
            store.sign_up(Wish { id, member, code, slot: slot.clone() }).await?;
        }
    }
    Ok(())
}

/// Somebody of the desk comes in by an invite, as everybody does.
async fn come_in(store: &Store, role: Role, branch: Option<i64>, name: &str) -> Result<Me, Error> {
    let other = |why: &str| Error::Other(format!("{name}: {why}"));
    let passphrase =
        Passphrases::new().hash(PASSPHRASE.into(), name).await.map_err(|_| other("the passphrase does not do"))?;
    let (nickname, sign_in) = names::desk_name(name).map_err(|why| other(&why.message))?;
    let invite = store.make_invites(role, branch, 1, DAY).await?.pop().ok_or_else(|| other("there is no invite"))?;
    let joining = Joining {
        code: invite.code,
        nickname: Some(nickname),
        sign_in: Some(sign_in),
        passphrase: Some(passphrase),
        ..Joining::default()
    };
    Ok(store.join(joining).await?.0)
}

async fn speak(store: &Store, secretary: &Me) -> Result<(), Error> {
    let actor = Actor { id: secretary.id.clone(), branch: Some(BRANCH), is_alone: false };
    for (number, (body, decision)) in SAID.into_iter().enumerate() {
        let id = format!("019a0000-0000-7000-8000-{number:012}");
        let post = NewPost {
            id: id.clone(),
            body: body.into(),
            card: None,
            signed: Signed::Nickname,
            confirmed: true,
            member: None,
        };
        store.create_post(MEMBER.into(), BRANCH, post, body.into()).await?;
        let Some(decision) = decision else { continue };
        let reason = (decision == Decision::Return)
            .then(|| Reason { code: ReasonCode::Private, note: "电话别写在这里，当面说。".into() });
        store.decide_post(actor.clone(), id.clone(), Decide { decision, reason, version: 1 }).await?;
        if number + 1 == SAID.len() {
            let reply = NewReply { id: format!("019a0000-0000-7000-8001-{number:012}"), body: REPLY.into() };
            store.reply_to_post(actor.clone(), id, reply, REPLY.into()).await?;
        }
    }
    Ok(())
}
