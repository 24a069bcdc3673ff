//! `cargo xtask seed`: sample posts for this clone's data folder, or for the database of `NUANXIN_DATABASE_URL`.

use crate::failure::Failure;
use crate::process;

pub(crate) fn seed(posts: u64) -> Result<(), Failure> {
    let mut command = process::command("cargo");
    command.args(["run", "--quiet", "--package", "server", "--", "seed", "--posts", &posts.to_string()]);
    process::run(&mut command)
}
