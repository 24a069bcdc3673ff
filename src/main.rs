//! Entry point of the reader.

fn main() {
    nuanxin::app::start();
}
