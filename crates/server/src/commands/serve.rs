//! `serve`: starts everything, and stops in order.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use api::people::Role;
use tokio::net::TcpListener;
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

use crate::commands::{backup, console, people, sample, shutdown};
use crate::config::ServeArgs;
use crate::infra::clock;
use crate::infra::files::{self, Error};
use crate::pictures::Pictures;
use crate::publishing::activity_slots::follow_slots;
use crate::publishing::refresh::{refresh, tell_store};
use crate::publishing::site::Site;
use crate::publishing::unused_pictures;
use crate::publishing::watch::{self, Changes};
use crate::store::connection::open::FILE;
use crate::store::{Event, Store, StoreError};
use crate::web::connections;
use crate::web::rate_limit::RateLimiter;
use crate::web::router::router;
use crate::web::routes::live;
use crate::web::state::AppState;

/// How often to look whether a new day has begun in Beijing. A timer set for midnight would sleep through a clock that
/// was put right, or a machine that was suspended.
const CLOCK_CHECK: Duration = Duration::from_secs(20);
/// How often to forget what is no longer needed.
const CLEANUP: Duration = Duration::from_secs(3_600);
/// How long the first admin's invite can be used, in milliseconds: a week.
const FIRST_INVITE: i64 = 7 * 86_400_000;

/// Serves until told to stop.
pub(crate) fn serve(args: &ServeArgs) -> Result<(), Error> {
    let filter = EnvFilter::try_from_env("NUANXIN_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_target(false).with_writer(std::io::stderr);
    // Whoever reads it may have stopped: that is nothing to panic about.
    log.log_internal_errors(false).init();
    let other = |error: std::io::Error| Error::Other(error.to_string());
    let stopping = shutdown::asked_to_stop(args.connections.grace.0).map_err(other)?;
    let runtime = tokio::runtime::Runtime::new().map_err(other)?;
    let served = runtime.block_on(run(args, stopping));
    shutdown::end(runtime);
    served
}

async fn run(args: &ServeArgs, stopping: CancellationToken) -> Result<(), Error> {
    if args.rate_limit.0.is_none() && !args.listen.ip().is_loopback() {
        return Err(Error::Other(
            "NUANXIN_RATE_LIMIT=off is for loopback alone: listen on 127.0.0.1, or leave it on".into(),
        ));
    }
    if let Some(today) = args.today {
        // Rows have their ends: a clock that is ahead takes away what people rely on.
        let is_for_others = args.folders.public_url.is_some() || !args.trusted_proxy.is_empty();
        if !args.listen.ip().is_loopback() || is_for_others {
            return Err(Error::Other(
                "NUANXIN_TODAY is for tests alone: listen on 127.0.0.1, without a public URL or a proxy".into(),
            ));
        }
        tracing::warn!("the day was given: it is taken for {today}");
        clock::begin(today);
    }
    if args.sample && (!args.listen.ip().is_loopback() || args.folders.public_url.is_some()) {
        return Err(Error::Other("--sample 只给自己看：监听 127.0.0.1，也不要写对外的网址".into()));
    }
    std::fs::create_dir_all(&args.folders.data_dir).map_err(Error::at(&args.folders.data_dir))?;
    backup::drop_half_restored(&args.folders.data_dir);
    let store = Store::open(&args.folders.data_dir, args.database_url.as_deref()).await.map_err(Error::from)?;
    name_what_is_read_only(args, &store).await;
    // A closing that was cut off is none.
    if let Err(error) = store.cancel_closing(clock::now()).await {
        tracing::error!("{error}");
    }
    let overlay = store.overlay().await.map_err(Error::from)?;
    let site = Arc::new(Site::open(&args.folders, if args.dev { live::HEAD } else { "" }, overlay)?);
    if store.is_closed().await.map_err(Error::from)? {
        site.close();
    }
    let changes = Changes::new(8);
    let _watcher = match args.watch || args.dev {
        true => Some(watch::watch_content(site.clone(), changes.clone())?),
        false => None,
    };
    if args.watch || args.dev {
        tokio::spawn(watch::watch_app(site.clone(), changes.clone()));
    }
    tell_store(&site, &store).await;
    tokio::spawn(follow_the_clock(site.clone(), store.clone(), args.watch || args.dev));
    tokio::spawn(follow_the_store(site.clone(), store.clone()));
    let listener = TcpListener::bind(args.listen).await.map_err(Error::at(args.listen.to_string()))?;
    let address = listener.local_addr().map_err(Error::at(args.listen.to_string()))?;
    console::print(format!("http://{address}"));
    if args.sample {
        sample::fill(&store, &site, &format!("http://{address}")).await?;
    } else if !site.is_closed()
        && let Err(error) = welcome(&store, args.folders.public_url.as_deref(), address).await
    {
        tracing::error!("no invite for the first admin: {error}");
    }
    let pictures = Pictures::of(&args.folders)?;
    tokio::spawn(clean_up(store.clone(), pictures.clone(), site.clone()));
    let limits = RateLimiter::new(args.rate_limit.0);
    let state = AppState::new(site, store, pictures, limits, args, &stopping);
    let router = router(state, args.dev.then_some(changes));
    connections::serve(listener, router, &args.connections, &stopping).await;
    Ok(())
}

/// A full or write-protected disk keeps nobody from reading; the operator is told.
async fn name_what_is_read_only(args: &ServeArgs, store: &Store) {
    const SO: &str = "看照样能看，写不了，也存不下新的登录。腾出空间或改好权限就行，不用重启";
    let data_dir = &args.folders.data_dir;
    if let Err(error) = files::try_to_write(data_dir) {
        tracing::error!("写不进 {error}。{SO}");
    } else if store.is_read_only().await.unwrap_or(false) {
        let what =
            if args.database_url.is_some() { "PostgreSQL".into() } else { data_dir.join(FILE).display().to_string() };
        tracing::error!("写不进 {what}：现在只能读。{SO}");
    }
}

/// While there is no admin, each start makes one invite for the first one.
async fn welcome(store: &Store, public_url: Option<&str>, address: SocketAddr) -> Result<(), StoreError> {
    if !store.has_admin().await? {
        let base = public_url.map_or_else(|| format!("http://{address}"), str::to_string);
        let invite = store.make_first_invite(FIRST_INVITE).await?;
        let link = people::link(Some(&base), Role::Admin, &invite.code);
        console::print(format!("管理员从这里进，只能用一次：{link}"));
    }
    Ok(())
}

/// Forgets what is no longer needed, now and every hour.
async fn clean_up(store: Store, pictures: Pictures, site: Arc<Site>) {
    loop {
        if let Err(error) = store.clean_up().await {
            tracing::error!("not cleaned up: {error}");
        }
        if let Err(error) = unused_pictures::clean_up(&pictures, &store, &site).await {
            tracing::error!("not cleaned up: {error}");
        }
        tokio::time::sleep(CLEANUP).await;
    }
}

/// Publishes when the day changes, and when something comes due. A server that watches also looks by itself: a content
/// folder that was replaced as a whole is lost to a watcher of files.
async fn follow_the_clock(site: Arc<Site>, store: Store, watches: bool) {
    let mut seen = clock::today();
    loop {
        tokio::time::sleep(CLOCK_CHECK).await;
        let today = clock::today();
        if store.is_closed().await.unwrap_or(false) {
            site.close();
        }
        if site.is_behind() || site.overlay().next.is_some_and(|next| next <= clock::now()) {
            refresh(&site, &store).await;
        }
        if watches || today != seen {
            let refreshed = site.clone();
            match tokio::task::spawn_blocking(move || refreshed.refresh()).await {
                Ok(Err(error)) => tracing::error!("{error}"),
                _ => seen = today,
            }
            tell_store(&site, &store).await;
        } else if !site.is_behind() && !site.is_followed() {
            // What was published by the way, or while the database was away.
            follow_slots(&site, &store).await;
        }
    }
}

/// Publishes what somebody has published through another instance, or through this one.
async fn follow_the_store(site: Arc<Site>, store: Store) {
    let mut changes = store.subscribe();
    loop {
        match changes.recv().await {
            Ok(Event::Content | Event::All) | Err(broadcast::error::RecvError::Lagged(_)) => {
                refresh(&site, &store).await;
            }
            Ok(_) => {}
            Err(broadcast::error::RecvError::Closed) => return,
        }
    }
}
