//! Entry point of the secretary's desk.

fn main() {
    nuanxin::desk::start();
}
