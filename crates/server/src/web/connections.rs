//! Connections: how many there may be, and how long each may keep us waiting. Whoever sends or takes nothing for too long is
//! let go; where there is no room for one more, whoever gets nowhere for the longest makes it.

mod lines;
mod refused;
mod watched;

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};
use tokio_util::sync::CancellationToken;
use tower_service::Service;

pub(crate) use crate::config::connections::ConnectionArgs;

use crate::web::connections::lines::{Lines, Open};
use crate::web::connections::refused::Refused;
use crate::web::connections::watched::{Socket, Watched};

/// The head of a request is no longer: a cookie and an address.
const LONGEST_HEAD: usize = 64 * 1024;
/// So many are told at once that there is no room; others are cut off.
const TURNED_AWAY: usize = 8;
/// Nobody takes longer to hear it.
const TELLING: Duration = Duration::from_secs(1);

/// Answers until told to stop, and then what was asked for before, as long as the settings say.
pub(crate) async fn serve(listener: TcpListener, router: Router, args: &ConnectionArgs, stopping: &CancellationToken) {
    let (lines, door) = (Arc::new(Lines::new(args.most())), Arc::new(Semaphore::new(TURNED_AWAY)));
    let (mut ticks, mut refused) = (interval(args.tick()), Refused::default());
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let accepted = tokio::select! {
            () = stopping.cancelled() => break,
            _ = ticks.tick() => {
                lines.end_overdue(Instant::now(), args);
                if let Some(line) = refused.due(Instant::now()) {
                    tracing::error!("{line}");
                }
                continue;
            }
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                refused.is_over();
                match lines.add() {
                    Some(line) => {
                        let _ = stream.set_nodelay(true);
                        give_up_after(&stream, args.write_timeout.0);
                        tokio::spawn(answer(stream, peer, router.clone(), line, stopping.clone()));
                        // Whoever made room is gone before the next one comes.
                        tokio::task::yield_now().await;
                    }
                    None => turn_away(stream, &door),
                }
            }
            Err(error) if is_of_one(&error) => {}
            Err(error) => {
                let pause = refused.note(&error);
                lines.make_room(Instant::now());
                sleep(pause).await;
            }
        }
    }
    drop(listener);
    let _ = timeout(args.grace.0, lines.are_closed()).await;
}

/// One connection, from its first request to its last.
async fn answer(stream: TcpStream, peer: SocketAddr, router: Router, open: Open, stopping: CancellationToken) {
    let line = open.line.clone();
    let service = service_fn(|request: Request<Incoming>| {
        line.is_asked();
        let question = |body| Body::new(Watched::question(body, line.clone()));
        let mut request = request.map(question);
        request.extensions_mut().insert(ConnectInfo(peer));
        let (answer, line) = (router.clone().call(request), line.clone());
        async move {
            let answer = answer.await?;
            Ok::<_, Infallible>(answer.map(|body| Watched::answer(body, line)))
        }
    });
    let socket = TokioIo::new(Socket::new(stream, open.line.clone()));
    let mut builder = http1::Builder::new();
    // Ours know more: what is quiet between requests may be so for longer.
    builder.header_read_timeout(None::<Duration>).max_buf_size(LONGEST_HEAD);
    let mut connection = pin!(builder.serve_connection(socket, service));
    let mut is_last = false;
    loop {
        tokio::select! {
            // How it ended is nobody's business but the other side's.
            _ = connection.as_mut() => return,
            () = open.line.is_let_go() => return,
            () = stopping.cancelled(), if !is_last => {
                is_last = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}

/// Says that there is no room, in a plain answer.
fn turn_away(mut stream: TcpStream, door: &Arc<Semaphore>) {
    const TEXT: &str = "现在来的人太多，过几秒再试一次。\n";
    let Ok(place) = door.clone().try_acquire_owned() else { return };
    tokio::spawn(async move {
        let _place = place;
        let head = format!(
            "HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: {}\r\n\
             retry-after: 5\r\ncache-control: no-store\r\nconnection: close\r\n\r\n",
            TEXT.len()
        );
        let tell = async {
            stream.write_all(format!("{head}{TEXT}").as_bytes()).await?;
            stream.shutdown().await?;
            // What is closed with a request unread is reset, and the answer with it.
            while stream.read(&mut [0; 4_096]).await? > 0 {}
            io::Result::Ok(())
        };
        let _ = timeout(TELLING, tell).await;
    });
}

/// Whether only the connection is concerned that was about to come.
fn is_of_one(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// A phone that has lost its network takes nothing, and says so to nobody: the system would try for a quarter of an hour.
#[cfg(target_os = "linux")]
fn give_up_after(stream: &TcpStream, time: Duration) {
    let _ = rustix::net::sockopt::set_tcp_user_timeout(stream, u32::try_from(time.as_millis()).unwrap_or(u32::MAX));
}

#[cfg(not(target_os = "linux"))]
fn give_up_after(_: &TcpStream, _: Duration) {}
