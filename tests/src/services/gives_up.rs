//! A service that cannot start.

fn main() {
    eprintln!("error: no database");
    std::process::exit(2);
}
