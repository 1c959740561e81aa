//! A service that tidies up when it is asked to end, as a shell can.

#[cfg(unix)]
fn main() {
    use std::os::unix::process::CommandExt as _;

    let service = std::env::current_exe().expect("a path").with_file_name("service-on-port");
    let script = "trap 'echo tidied up; exit 0' TERM; \"$0\" & while :; do wait; done";
    let failed = std::process::Command::new("/bin/sh").args(["-c", script]).arg(service).exec();
    eprintln!("{failed}");
}

#[cfg(not(unix))]
fn main() {}
