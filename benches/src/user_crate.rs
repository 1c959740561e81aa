//! Crates as users have them: written to a folder, built by cargo, and what that costs.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Instant;
use std::{env, fs};

/// A contract for the tests of such crates.
pub(crate) const PACT: (&str, &str) = (
    "pacts/orders.json",
    r#"{"consumer": {"name": "Shop"}, "provider": {"name": "Orders"}, "interactions": [
  {"description": "read an order", "request": {"path": "/orders/42"}, "response": {"status": 200}}]}"#,
);

/// The folder of mock-runtime itself.
pub(crate) const MOCK_RUNTIME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../mock-runtime");

/// Seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Times {
    pub(crate) wall: f64,
    /// Of user and system, all processes together.
    pub(crate) processor: f64,
}

pub(crate) struct UserCrate {
    folder: PathBuf,
}

impl UserCrate {
    /// Writes a crate with a manifest that ends like this, and fetches what it depends on.
    pub(crate) fn new(name: &str, manifest: &str, files: &[(&str, &str)]) -> io::Result<Self> {
        let target = env::current_exe()?.ancestors().nth(2).map(Path::to_owned);
        let target = target.ok_or_else(|| io::Error::other("this program is in no folder"))?;
        let this = Self { folder: target.join("crates").join(name) };
        let head = "[workspace]\n\n[package]\nname = \"user\"\nedition = \"2024\"\n\n";
        this.write("Cargo.toml", &format!("{head}{manifest}"))?;
        this.write("src/lib.rs", "")?;
        files.iter().try_for_each(|(path, text)| this.write(path, text))?;
        run(this.cargo(&["fetch"]))?;
        Ok(this)
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes a file, if it is not there already: cargo looks at the times.
    pub(crate) fn write(&self, path: &str, text: &str) -> io::Result<()> {
        let path = self.folder.join(path);
        if fs::read_to_string(&path).is_ok_and(|there| there == text) {
            return Ok(());
        }
        fs::create_dir_all(path.parent().unwrap_or(&self.folder))?;
        fs::write(path, text)
    }

    /// Whatever was built is gone.
    pub(crate) fn clean(&self) -> io::Result<()> {
        match fs::remove_dir_all(self.folder.join("target")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Cargo as a user has it, with nothing of the environment that would make a difference.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(&self.folder).args(arguments).env("CARGO_TARGET_DIR", "target");
        for variable in
            ["CARGO_INCREMENTAL", "CARGO_BUILD_TARGET_DIR", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"]
        {
            cargo.env_remove(variable);
        }
        cargo
    }

    /// Builds the tests, with two jobs whatever the machine has.
    pub(crate) fn build_tests(&self) -> Command {
        self.cargo(&["test", "--no-run", "--offline", "-j2", "--message-format", "json"])
    }
}

/// The programs that such a build has made, with the names of their files.
pub(crate) fn programs(built: &Output) -> Vec<(String, PathBuf)> {
    let lines = String::from_utf8_lossy(&built.stdout);
    let programs = lines.lines().filter_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        let name = message["target"]["name"].as_str()?.to_owned();
        Some((name, PathBuf::from(message["executable"].as_str()?)))
    });
    programs.collect()
}

/// Runs a program to its end, which must be a good one.
pub(crate) fn run(mut command: Command) -> io::Result<(Times, Output)> {
    let before = processor_time();
    let begin = Instant::now();
    let output = command.output()?;
    let wall = begin.elapsed().as_secs_f64();
    if !output.status.success() {
        let texts =
            [output.stdout, output.stderr].map(|it| String::from_utf8_lossy(&it).into_owned());
        return Err(io::Error::other(format!("{command:?} failed: {}", texts.concat())));
    }
    Ok((Times { wall, processor: processor_time() - before }, output))
}

/// Tells whoever waits how far it is.
pub(crate) fn progress(text: &str) {
    drop(writeln!(io::stderr(), "{text}"));
}

/// The seconds that all programs took which this one has started and waited for.
#[cfg(unix)]
fn processor_time() -> f64 {
    use nix::sys::resource::{UsageWho, getrusage};

    getrusage(UsageWho::RUSAGE_CHILDREN).map_or(f64::NAN, |usage| {
        [usage.user_time(), usage.system_time()]
            .map(|time| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6)
            .iter()
            .sum()
    })
}

#[cfg(not(unix))]
fn processor_time() -> f64 {
    f64::NAN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_measured() {
        let mut loop_of_shell = Command::new("sh");
        loop_of_shell.args(["-c", "i=0; while [ $i -lt 20000 ]; do i=$((i + 1)); done; echo $i"]);
        let (times, output) = run(loop_of_shell).unwrap();
        assert_eq!(output.stdout, b"20000\n");
        assert!(times.wall > 0.0 && times.processor > 0.0, "{times:?}");
    }

    #[test]
    fn a_program_that_fails_says_why() {
        let mut failing = Command::new("sh");
        failing.args(["-c", "echo broken >&2; exit 3"]);
        let error = run(failing).unwrap_err().to_string();
        assert!(error.ends_with("failed: broken\n"), "{error}");
    }
}
