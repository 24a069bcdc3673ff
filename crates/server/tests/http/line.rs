//! A line to PostgreSQL that can go dead: nothing comes through any more, and neither end is told, as where a router has
//! forgotten a connection that was silent for long.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

#[derive(Debug)]
pub struct Line {
    /// The database's, by this line.
    pub url: String,
    listening: Arc<Mutex<Vec<Arc<AtomicBool>>>>,
}

impl Line {
    pub fn to(url: &str) -> Self {
        let (_, rest) = url.split_once('@').unwrap();
        let address = rest.split('/').next().unwrap().to_string();
        let door = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = url.replace(&address, &door.local_addr().unwrap().to_string());
        let line = Self { url, listening: Arc::default() };
        let listening = line.listening.clone();
        thread::spawn(move || {
            for near in door.incoming().map_while(Result::ok) {
                connect(near, TcpStream::connect(&address).unwrap(), listening.clone());
            }
        });
        line
    }

    /// Every connection that listens, until now.
    pub fn go_dead(&self) {
        let listening = std::mem::take(&mut *self.listening.lock().unwrap());
        assert!(!listening.is_empty());
        listening.iter().for_each(|is_dead| is_dead.store(true, Ordering::Release));
    }
}

fn connect(near: TcpStream, far: TcpStream, listening: Arc<Mutex<Vec<Arc<AtomicBool>>>>) {
    let is_dead = Arc::new(AtomicBool::new(false));
    let (back, known) = ((far.try_clone().unwrap(), near.try_clone().unwrap()), is_dead.clone());
    thread::spawn(move || carry(back.0, back.1, &known, |_| {}));
    thread::spawn(move || {
        carry(near, far, &is_dead, |part| {
            if part.windows(7).any(|word| word == b"LISTEN ") {
                listening.lock().unwrap().push(is_dead.clone());
            }
        });
    });
}

fn carry(mut from: TcpStream, mut to: TcpStream, is_dead: &AtomicBool, look: impl Fn(&[u8])) {
    let mut part = [0; 8_192];
    while let Ok(read @ 1..) = from.read(&mut part) {
        look(&part[..read]);
        if !is_dead.load(Ordering::Acquire) && to.write_all(&part[..read]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
}
