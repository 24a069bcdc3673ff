//! Entry point of the reader.

fn main() {
    nuanxin::reader::shell::app::start();
}
