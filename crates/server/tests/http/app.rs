//! The real server, and the people of its stories.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::{Value, json};

use crate::database::Database;
use crate::phone::Phone;

const BINARY: &str = env!("CARGO_BIN_EXE_nuanxin-server");

#[derive(Debug)]
pub struct App {
    pub database: Database,
    pub url: String,
    pub admin: Phone,
    /// Of the first branch.
    pub secretary: Phone,
    pub member: Phone,
    /// Of the second.
    pub other_secretary: Phone,
    pub other_member: Phone,
    pub branch: i64,
    pub other_branch: i64,
    server: Server,
}

/// One process.
#[derive(Debug)]
pub struct Server {
    child: Child,
    pub url: String,
    /// Where the first admin comes in, while there is none.
    pub admin_link: Option<String>,
    /// All it wrote.
    pub said: Arc<Mutex<String>>,
}

impl Server {
    /// Starts one on a port of its own choice.
    pub fn start(database: &Database, settings: &[(&str, &str)]) -> Self {
        Self::start_limited(database, settings, "")
    }

    /// One that a shell has taken something from before.
    pub fn start_limited(database: &Database, settings: &[(&str, &str)], limit: &str) -> Self {
        let mut command = limited_command(database, limit, &["serve", "--listen", "127.0.0.1:0"]);
        command.env("NUANXIN_RATE_LIMIT", "off").envs(settings.iter().copied());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        collect(child.stderr.take().unwrap(), said.clone());
        let mut line = || {
            let mut line = String::new();
            lines.read_line(&mut line).unwrap();
            line.trim().to_string()
        };
        let url = line();
        assert!(url.starts_with("http://"), "{url}: {}", said.lock().unwrap());
        let needs_admin = settings.contains(&FIRST);
        let admin_link = needs_admin.then(|| line().rsplit_once('：').unwrap().1.to_string());
        collect(lines, said.clone());
        let server = Self { child, url, admin_link, said };
        server.wait();
        server
    }

    /// The port is bound before the server answers; one that has little patience may need to be asked again.
    fn wait(&self) {
        let ask = || Phone::new(&self.url).try_send("GET", "/healthz", None).ok();
        let answer = std::iter::repeat_with(ask).take(100).flatten().next();
        assert_eq!(answer.map(|answer| answer.text()).as_deref(), Some("ok"));
    }

    /// As a power cut: no signal that could be handled.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Says that the server has no admin yet.
pub const FIRST: (&str, &str) = ("NUANXIN_TEST_FIRST", "1");

impl App {
    pub fn start(database: Database) -> Self {
        Self::start_with(database, &[])
    }

    pub fn start_with(database: Database, settings: &[(&str, &str)]) -> Self {
        prepare(database.dir.path());
        let server = Server::start(&database, &[settings, &[FIRST]].concat());
        Self::with(database, server)
    }

    /// With a server that may have so many files open.
    pub fn start_with_files(database: Database, files: u32) -> Self {
        prepare(database.dir.path());
        let server = Server::start_limited(&database, &[FIRST], &format!("ulimit -n {files}; "));
        Self::with(database, server)
    }

    fn with(database: Database, server: Server) -> Self {
        let url = server.url.clone();
        let phone = || Phone::new(&url);
        let mut app = Self {
            admin: phone(),
            secretary: phone(),
            member: phone(),
            other_secretary: phone(),
            other_member: phone(),
            branch: 0,
            other_branch: 0,
            database,
            server,
            url: url.clone(),
        };
        let code = code(app.server.admin_link.as_ref().unwrap());
        app.admin.join_desk(&code, "区委管理员");
        app.branch = app.add_branch("翠微支部");
        app.other_branch = app.add_branch("河西支部");
        for (branch, name, nickname) in [(app.branch, "王书记", "小林"), (app.other_branch, "李书记", "老周")]
        {
            let (mut secretary, mut member) = (phone(), phone());
            secretary.join_desk(&app.invite("secretary", branch), name);
            member.join(&app.invite("member", branch), Some(nickname));
            if branch == app.branch {
                (app.secretary, app.member) = (secretary, member);
            } else {
                (app.other_secretary, app.other_member) = (secretary, member);
            }
        }
        app
    }

    fn add_branch(&self, name: &str) -> i64 {
        self.admin.post("/api/desk/branches", &json!({ "name": name })).is(201)["id"].as_i64().unwrap()
    }

    /// A code for one person.
    pub fn invite(&self, role: &str, branch: i64) -> String {
        let made = json!({ "count": 1, "role": role, "branch": branch, "days": 7 });
        self.admin.post("/api/desk/invites", &made).is(201)["invites"][0]["code"].as_str().unwrap().into()
    }

    /// Somebody new in the first branch.
    pub fn another_member(&self) -> Phone {
        let mut phone = self.anonymous();
        phone.join(&self.invite("member", self.branch), None);
        phone
    }

    pub fn another_secretary(&self) -> Phone {
        let mut phone = self.anonymous();
        phone.join_desk(&self.invite("secretary", self.branch), "赵书记");
        phone
    }

    pub fn anonymous(&self) -> Phone {
        Phone::new(&self.url)
    }

    pub fn feed(&self) -> Vec<Value> {
        self.anonymous().get("/api/posts").is(200)["posts"].as_array().unwrap().clone()
    }

    /// An approved post of the member; its id.
    pub fn approved(&self, body: &str) -> String {
        let id = self.member.say(body);
        self.secretary.decide(&id, "approve", 1).is(200);
        id
    }

    /// A post as its branch's secretary sees it while it waits.
    pub fn waiting(&self) -> Vec<Value> {
        self.secretary.get("/api/desk/posts").is(200)["posts"].as_array().unwrap().clone()
    }

    /// All the server wrote.
    pub fn said(&self) -> String {
        self.server.said.lock().unwrap().clone()
    }

    /// A power cut, and a new start on the same database: everybody's phone finds the new port.
    pub fn kill_and_restart(&mut self) {
        self.kill_and_restart_with(&[]);
    }

    /// The same with other settings.
    pub fn kill_and_restart_with(&mut self, settings: &[(&str, &str)]) {
        self.server.kill();
        self.restart_limited(settings, "");
    }

    /// A start on the same database, of a server that a shell has taken something from before.
    pub fn restart_limited(&mut self, settings: &[(&str, &str)], limit: &str) {
        self.server = Server::start_limited(&self.database, settings, limit);
        self.url = self.server.url.clone();
        for phone in
            [&mut self.admin, &mut self.secretary, &mut self.member, &mut self.other_secretary, &mut self.other_member]
        {
            phone.move_to(&self.url);
        }
    }

    /// Of the server.
    pub fn pid(&self) -> u32 {
        self.server.child.id()
    }

    /// Asks the server to stop; its exit code.
    pub fn terminate(&mut self) -> Option<i32> {
        let done = Command::new("kill").arg(self.pid().to_string()).status().unwrap();
        assert!(done.success());
        self.server.child.wait().unwrap().code()
    }

    /// Kills the server now.
    pub fn kill(&mut self) {
        self.server.kill();
    }
}

/// A command of the server's binary on a database.
pub fn command(database: &Database, arguments: &[&str]) -> Command {
    limited_command(database, "", arguments)
}

/// The same, of a server that a shell has taken something from before.
pub fn limited_command(database: &Database, limit: &str, arguments: &[&str]) -> Command {
    let dir = database.dir.path();
    // A file that may not grow says so to whoever writes, instead of ending the process (see `disk.rs`).
    let mut command = Command::new("sh");
    command.args(["-c", &format!("trap '' XFSZ; {limit}exec $WRAP \"$0\" \"$@\""), BINARY]);
    command.args(arguments).env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.env("NUANXIN_DATA_DIR", database.data_dir()).env("NUANXIN_DIST", dir.join("dist"));
    command.env("NUANXIN_CONTENT_DIR", Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/tests/base"));
    if let Some(url) = &database.url {
        command.env("NUANXIN_DATABASE_URL", url);
    }
    command
}

/// The content that these servers have, in a folder that may be changed.
pub fn own_content(database: &Database) -> PathBuf {
    let (from, to) =
        (Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/tests/base"), database.dir.path().join("own"));
    for part in ["", "cards", "sources"] {
        fs::create_dir_all(to.join(part)).unwrap();
        for entry in fs::read_dir(from.join(part)).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file()) {
            fs::copy(entry.path(), to.join(part).join(entry.file_name())).unwrap();
        }
    }
    to
}

/// The code in a link.
pub fn code(link: &str) -> String {
    link.trim().trim_end_matches('/').rsplit_once(['/', '#']).unwrap().1.into()
}

const SCRIPT: &str = "<script type=\"module\" src=\"/assets/a.js\"></script>";

/// As much of an app as a server needs to start.
pub fn prepare(dir: &Path) {
    let dist = dir.join("dist");
    fs::create_dir_all(&dist).unwrap();
    let slots = "<!--slot:head--><!--slot:heading--><!--slot:note--><!--slot:main-->";
    fs::write(dist.join("shell.html"), format!("<!doctype html><html lang=\"zh-CN\">{slots}{SCRIPT}")).unwrap();
    fs::write(dist.join("app.json"), r#"{"app":"a","script":"sha256-a","style":"sha256-b"}"#).unwrap();
}

fn collect(mut from: impl Read + Send + 'static, into: Arc<Mutex<String>>) {
    thread::spawn(move || {
        let mut part = [0; 1024];
        while let Ok(read @ 1..) = from.read(&mut part) {
            into.lock().unwrap().push_str(&String::from_utf8_lossy(&part[..read]));
        }
    });
}
