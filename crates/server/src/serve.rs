//! `serve`: starts everything, and stops in order.

use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal;
use tracing_subscriber::EnvFilter;

use crate::cli::ServeArgs;
use crate::files::Error;
use crate::router::router;
use crate::routes::live;
use crate::site::Site;
use crate::watch::{self, Changes};

/// Open answers get so long after a signal; event streams never end by themselves.
const GRACE: Duration = Duration::from_secs(5);
/// How often to look whether a new day has begun in Beijing. A timer set for midnight would sleep through a clock that
/// was put right, or a machine that was suspended.
const CLOCK_CHECK: Duration = Duration::from_secs(20);

/// Serves until told to stop.
pub(crate) fn serve(args: &ServeArgs) -> Result<(), Error> {
    let filter = EnvFilter::try_from_env("NUANXIN_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_target(false).with_writer(std::io::stderr).init();
    let runtime = tokio::runtime::Runtime::new().map_err(|error| Error::Other(error.to_string()))?;
    runtime.block_on(run(args))
}

async fn run(args: &ServeArgs) -> Result<(), Error> {
    let site = Arc::new(Site::open(&args.folders, if args.dev { live::HEAD } else { "" })?);
    let changes = Changes::new(8);
    let _watcher = match args.watch || args.dev {
        true => Some(watch::watch_content(site.clone(), changes.clone())?),
        false => None,
    };
    if args.dev {
        tokio::spawn(watch::watch_app(site.clone(), changes.clone()));
    }
    tokio::spawn(follow_the_clock(site.clone(), args.watch || args.dev));
    let listener = TcpListener::bind(args.listen).await.map_err(Error::at(args.listen.to_string()))?;
    let address = listener.local_addr().map_err(Error::at(args.listen.to_string()))?;
    println!("http://{address}");
    let router = router(site, args.dev.then_some(changes));
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let server = axum::serve(listener, router).with_graceful_shutdown(async move {
        asked_to_stop().await;
        let _ = stop.send(());
    });
    tokio::select! {
        ended = server => ended.map_err(|error| Error::Other(error.to_string())),
        () = async { if stopped.await.is_ok() { tokio::time::sleep(GRACE).await } else { std::future::pending().await } } => Ok(()),
    }
}

/// Publishes when the day changes. A server that watches also looks by itself: a content folder that was replaced as a
/// whole is lost to a watcher of files.
async fn follow_the_clock(site: Arc<Site>, watches: bool) {
    let mut seen = crate::site::today();
    loop {
        tokio::time::sleep(CLOCK_CHECK).await;
        let today = crate::site::today();
        if watches || today != seen {
            seen = today;
            let site = site.clone();
            if let Ok(Err(error)) = tokio::task::spawn_blocking(move || site.refresh()).await {
                tracing::error!("{error}");
            }
        }
    }
}

async fn asked_to_stop() {
    #[cfg(unix)]
    {
        let terminate = async {
            match signal::unix::signal(signal::unix::SignalKind::terminate()) {
                Ok(mut stream) => stream.recv().await,
                Err(_) => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = signal::ctrl_c() => {}
            _ = terminate => {}
        }
    }
    #[cfg(not(unix))]
    let _ = signal::ctrl_c().await;
}
