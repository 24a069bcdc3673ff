//! `export-and-close`: everything for the deployer, and then nothing of anybody's is left.

mod library;

use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;

use api::posts::Summary;
use content::bundle::escape;
use content::day::Day;
use content::feed;

use crate::commands::archive;
use crate::commands::console::{self, refuse, with_store};
use crate::commands::export::closing;
use crate::config::{ArchiveArgs, CloseArgs, DataArgs};
use crate::infra::clock::now;
use crate::infra::files::{Error, is_empty, write_below};
use crate::pictures::Pictures;
use crate::publishing::{unused_pictures, visible_pictures};
use crate::store::connection::cursor;
use crate::store::connection::open::FILE;
use crate::store::posts::feed::{FeedPage, Filter};
use crate::store::{Store, StoreError};

/// Posts that are asked for at once.
const PAGE: i64 = 200;

/// Exports and closes; without `--yes` it only says what it would do.
pub(crate) fn close(args: &CloseArgs) -> Result<bool, Error> {
    let (folders, dir) = (&args.folders, args.dir.as_path());
    let data = DataArgs { data_dir: folders.data_dir.clone(), database_url: args.database_url.clone() };
    if data.database_url.is_none() && !data.data_dir.join(FILE).exists() {
        return refuse("这个数据文件夹里没有数据库，没有什么要关闭的");
    }
    let there = with_store(&data, async |store| store.inventory().await.map_err(Error::from))?;
    let (people, posts, drafts) = (there.people, there.posts, there.drafts);
    console::note(format!(
        "一、写进 {}：全部内容和图片、静态网站（有关闭页）、原文库、日历、公开过的心里话、各月汇总。",
        dir.display()
    ));
    console::note(format!(
        "二、从数据库里永远删掉：{people} 个账号、{posts} 条心里话、{drafts} 份草稿，还有邀请、登录、原文库、改稿记录和没到时间的发布。"
    ));
    console::note("三、以后 serve 只给人看内容；登录、说话、书记台都回答“已经关闭”。别处的备份请自己删掉。");
    if !args.yes {
        console::note("先停掉服务。想好了，加上 --yes 再运行一次。");
        return Ok(false);
    }
    if !is_empty(dir)? {
        return refuse("这个文件夹里有别的东西，换一个空的或新的");
    }
    // First nobody writes any more: what somebody was told is stored is among what is taken along.
    let shut_at = with_store(&data, async |store| store.begin_closing().await.map_err(Error::from))?;
    let is_taken = take_along(args, &data);
    let done = is_taken.and_then(|is_taken| if is_taken { end(args, &data, shut_at) } else { Ok(false) });
    if !matches!(done, Ok(true)) {
        open_again(&data, shut_at);
    }
    done
}

/// Writes everything into the folder; `false` where content has faults, and then nothing is written.
fn take_along(args: &CloseArgs, data: &DataArgs) -> Result<bool, Error> {
    let (folders, dir) = (&args.folders, args.dir.as_path());
    if !closing(args, &dir.join("site"))? {
        return refuse("内容改好再来，或把有错的文件移开");
    }
    let archive = ArchiveArgs {
        content_dir: folders.content_dir.clone(),
        data: data.clone(),
        pictures_url: folders.pictures_url.clone(),
    };
    // Pictures that are wanting are named; nothing else may be left behind because of them.
    let is_whole = archive::export(&archive, &dir.join("content"))?;
    let months = with_store(data, async |store| {
        let overlay = store.overlay().await.map_err(Error::from)?;
        let (texts, _) = archive::read(&folders.content_dir, &overlay)?;
        write_words(&store, dir, texts.library.site.speaker()).await?;
        library::write(&store, dir).await?;
        write_summaries(&store, dir).await
    })?;
    write_below(dir, "读我.txt", read_me(months, is_whole).as_bytes())?;
    Ok(true)
}

/// Everything is on the disk; from here on it is gone elsewhere.
fn end(args: &CloseArgs, data: &DataArgs, shut_at: i64) -> Result<bool, Error> {
    let (folders, dir) = (&args.folders, args.dir.as_path());
    let pictures = Pictures::of(folders)?;
    with_store(data, async |store| {
        store.close_down(shut_at).await.map_err(|error| match error {
            StoreError::Stale => Error::Other("关到一半，又有服务启动了：都停掉，换个新文件夹再运行一次".into()),
            error => error.into(),
        })?;
        let overlay = store.overlay().await.map_err(Error::from)?;
        let (texts, _) = archive::read(&folders.content_dir, &overlay)?;
        unused_pictures::throw_away(&pictures, &visible_pictures::shown(&texts, &overlay), i64::MAX).await?;
        // Nothing is written any more: whoever closes SQLite last empties its log.
        store.close().await;
        Ok(())
    })?;
    let log = data.data_dir.join(format!("{}-wal", FILE));
    if data.database_url.is_none() && fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        console::note(format!(
            "还有服务开着，删掉的东西还留在 {} 里：停掉服务，换个新文件夹再运行一次。",
            log.display()
        ));
        return Ok(false);
    }
    console::note(format!("关好了。{} 里是全部带走的东西。", dir.display()));
    Ok(true)
}

/// What did not close goes on as before.
fn open_again(data: &DataArgs, shut_at: i64) {
    let opened = with_store(data, async |store| {
        let is_closed = store.is_closed().await.map_err(Error::from)?;
        if !is_closed {
            store.cancel_closing(shut_at).await.map_err(Error::from)?;
        }
        Ok(!is_closed)
    });
    match opened {
        Ok(true) => console::note("没有关，什么也没有删，大家又能写了。"),
        Ok(false) => {}
        // A full disk refuses even this.
        Err(error) => console::note(format!("{error}\n没有关，什么也没有删；重新启动服务，大家就又能写了。")),
    }
}

/// What everybody could read, as a page to read and as JSON: with no more names than there were.
async fn write_words(store: &Store, dir: &Path, speaker: &str) -> Result<(), Error> {
    write_below(dir, "words/posts.json", b"")?;
    write_below(dir, "words/index.html", b"")?;
    let open = |name: &str| {
        let path = dir.join("words").join(name);
        fs::File::create(&path).map(BufWriter::new).map_err(Error::at(&path))
    };
    let (mut json, mut html) = (open("posts.json")?, open("index.html")?);
    let at = Error::at(dir.join("words"));
    let written: Result<Result<(), std::io::Error>, Error> = async {
        let mut begin = || {
            write!(json, "[")?;
            write!(html, "{HEAD}")
        };
        if let Err(error) = begin() {
            return Ok(Err(error));
        }
        let (mut before, mut count) = (None, 0);
        loop {
            let page = FeedPage { before, limit: PAGE, filter: Filter::default() };
            let page = store.feed(page).await.map_err(Error::from)?;
            for post in &page.posts {
                let text = serde_json::to_string(post).map_err(|error| Error::Other(error.to_string()))?;
                let comma = if count == 0 { "\n" } else { ",\n" };
                if let Err(error) =
                    write!(json, "{comma}{text}").and_then(|()| write!(html, "{}", article(post, speaker)))
                {
                    return Ok(Err(error));
                }
                count += 1;
            }
            before = match page.next.as_deref().and_then(cursor::parse_feed) {
                Some(next) => Some(next),
                None => break,
            };
        }
        let mut end = || {
            write!(json, "\n]\n")?;
            writeln!(html, "<p>一共 {count} 条。</p></main></html>")?;
            json.flush().and_then(|()| html.flush())?;
            json.get_ref().sync_all().and_then(|()| html.get_ref().sync_all())
        };
        Ok(end())
    }
    .await;
    written?.map_err(at)
}

const HEAD: &str = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
    <meta http-equiv=\"content-security-policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>心里话</title>\
    <style>main{max-width:40rem;margin:auto;padding:1rem;font:1.0625rem/1.8 sans-serif}article{border-top:1px solid #ccc;padding:1rem 0}\
    .body{white-space:pre-line}small{color:#555}.reply{border-left:3px solid #b98;padding-left:.75rem}</style><main><h1>心里话</h1>";

fn article(post: &api::posts::Post, speaker: &str) -> String {
    let day = Day::at_unix_ms(post.at);
    let who = match &post.nickname {
        Some(nickname) => format!("{} · {}", escape(nickname), escape(&post.branch)),
        None => escape(&feed::somebody(&post.branch, speaker)),
    };
    let about = post.card.as_deref().map(|card| format!(" · 关于 {}", escape(card))).unwrap_or_default();
    let reply = |reply: &api::posts::Reply| {
        format!(
            "<div class=\"reply\"><small>{} 回应</small><p class=\"body\">{}</p></div>",
            escape(&reply.branch),
            escape(&reply.body)
        )
    };
    let replies: String = post.replies.iter().map(reply).collect();
    format!(
        "<article><small>{who} · {day}{about} · 同感 {}</small><p class=\"body\">{}</p>{replies}</article>\n",
        post.agrees,
        escape(&post.body)
    )
}

/// Counts of every month; how many months.
async fn write_summaries(store: &Store, dir: &Path) -> Result<usize, Error> {
    let mut summaries: Vec<Summary> = Vec::new();
    for month in store.months().await.map_err(Error::from)? {
        summaries.push(store.summary(&month).await.map_err(Error::from)?);
    }
    let json = serde_json::to_vec_pretty(&summaries).map_err(|error| Error::Other(error.to_string()))?;
    write_below(dir, "summaries.json", &json)?;
    Ok(summaries.len())
}

fn read_me(months: usize, is_whole: bool) -> String {
    let day = Day::at_unix_ms(now()).to_string();
    let wanting = if is_whole { "" } else { "（有几处要改，导出时说过；用 content check 看得到）" };
    format!(
        "这个站点 {day} 关闭了。\n\n\
         content/        全部内容：markdown、锁和图片。`nuanxin-server content import` 能原样收回去{wanting}\n\
         site/           静态网站：放到任何网站空间的根目录都能看\n\
         source-texts/   原文库：一个出处一个文件夹，在新的站点放回原文库就能接着核对\n\
         calendar.json   书记台选过的，哪一天是哪一张\n\
         words/          公开过的心里话，index.html 给人看，posts.json 给程序看\n\
         summaries.json  {months} 个月的汇总，没有名字\n\n\
         账号、邀请、没公开的话、草稿和改稿记录都删掉了，没有留底。\n"
    )
}
