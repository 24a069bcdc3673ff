//! `branch add`, `invite` and `reset-passphrase`: people, from a shell. What they print is the id or the link, and nothing else.

use api::people::Role;

use crate::commands::console::{self, refuse, with_store};
use crate::config::{DataArgs, InviteArgs, ResetArgs};
use crate::infra::files::Error;
use crate::people::names;
use crate::store::Store;

const DAY: i64 = 86_400_000;

/// Makes a branch and prints its id.
pub(crate) fn add_branch(data: &DataArgs, name: &str) -> Result<bool, Error> {
    let Ok(name) = names::branch_name(name) else {
        return refuse("支部的名字是 1 到 30 个字，一行");
    };
    with_store(data, async |store| {
        if is_closed(&store).await? {
            return refuse(CLOSED);
        }
        let branch = store.add_branch(name).await.map_err(Error::from)?;
        console::print(branch.id);
        Ok(true)
    })
}

/// Makes an invite and prints its link.
pub(crate) fn invite(args: &InviteArgs) -> Result<bool, Error> {
    let role = args.role.into();
    let branch = match (role, args.branch) {
        (Role::Admin, None) => None,
        (Role::Admin, Some(_)) => return refuse("管理员不属于哪个支部，去掉 --branch"),
        (_, None) => return refuse("请用 --branch 写明是哪个支部"),
        (_, branch) => branch,
    };
    with_store(&args.data, async |store| {
        if is_closed(&store).await? {
            return refuse(CLOSED);
        }
        let fault = |error: crate::store::StoreError| Error::Other(error.to_string());
        if let Some(id) = branch
            && !store.has_branch(id).await.map_err(fault)?
        {
            return refuse("没有这个支部；`branch add` 会打印支部的编号");
        }
        let made = store.make_invites(role, branch, 1, i64::from(args.days) * DAY).await.map_err(fault)?;
        for invite in made {
            console::print(link(args.public_url.as_deref(), role, &invite.code));
        }
        Ok(true)
    })
}

/// Makes a link with which somebody at the desk chooses another passphrase, and prints it.
pub(crate) fn reset_passphrase(args: &ResetArgs) -> Result<bool, Error> {
    with_store(&args.data, async |store| {
        if is_closed(&store).await? {
            return refuse(CLOSED);
        }
        let fault = |error: crate::store::StoreError| Error::Other(error.to_string());
        let known = store.passphrase(&names::folded(&args.name)).await.map_err(fault)?;
        let Some((id, role, _)) = known else {
            return refuse("没有用这个名字登录的书记或管理员；名字在书记台的“成员”里看得到");
        };
        let made = store.make_reset(id, None).await.map_err(fault)?;
        console::print(link(args.public_url.as_deref(), role, &made.code));
        Ok(true)
    })
}

const CLOSED: &str = "这个站点已经关闭；要重新开，换一个新的数据文件夹";

async fn is_closed(store: &Store) -> Result<bool, Error> {
    store.is_closed().await.map_err(Error::from)
}

/// Where an invite is opened: by a rider in the reader, by desk people at the desk.
pub(crate) fn link(base: Option<&str>, role: Role, code: &str) -> String {
    let path = match role {
        Role::Member => api::paths::join(code),
        Role::Secretary | Role::Admin => api::paths::desk_join(code),
    };
    format!("{}{path}", base.unwrap_or("http://127.0.0.1:8080"))
}
