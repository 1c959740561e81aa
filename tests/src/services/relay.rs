//! A service as tests start it, which does what the path of a request says.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, exit};

/// Serves one request after the other.
pub(crate) fn serve(listener: &TcpListener) -> ! {
    loop {
        let Ok((mut stream, _)) = listener.accept() else { continue };
        if let Some(path) = path(&stream) {
            follow(&path, &mut stream);
        }
    }
}

/// The path of a request without a body. A connection that brings none was only a try.
fn path(stream: &TcpStream) -> Option<String> {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let first = lines.next()?;
    // The rest of the head. What is not read would reset the connection when it is closed.
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    Some(first.split(' ').nth(1)?.to_owned())
}

#[expect(clippy::zombie_processes, reason = "it is to be left behind")]
fn follow(path: &str, stream: &mut TcpStream) {
    let (what, rest) = path[1..].split_once('/').unwrap_or((&path[1..], ""));
    match what {
        "ask" => {
            let status = ask(rest);
            say(&format!("asked for /{rest}: {status}"));
            answer(stream, status);
        }
        // It answers first and asks when nobody waits any more.
        "later" => {
            answer(stream, 202);
            drop(stream.shutdown(std::net::Shutdown::Both));
            say(&format!("asked for /{rest}: {}", ask(rest)));
        }
        "say" => {
            say(&rest.replace('+', " "));
            answer(stream, 200);
        }
        "env" => {
            say(&format!("{rest}={}", std::env::var(rest).unwrap_or_default()));
            answer(stream, 200);
        }
        "noise" => {
            let mut out = io::stdout().lock();
            drop(out.write_all(&[0xff, 0xfe, 0x00, b'\n']));
            drop(out.write_all(&b"noise ".repeat(100_000)));
            drop(out.write_all(b"\n"));
            answer(stream, 200);
        }
        "grandchild" => {
            let child = Command::new("sleep").arg("1000").spawn().expect("a process");
            say(&format!("started process {}.", child.id()));
            answer(stream, 200);
        }
        "exit" => {
            say("this is the end");
            exit(rest.parse().unwrap_or(1));
        }
        "abort" => {
            eprintln!("this cannot go on");
            std::process::abort();
        }
        _ => answer(stream, 404),
    }
}

fn say(line: &str) {
    println!("{line}");
}

fn answer(stream: &mut TcpStream, status: u16) {
    let head = format!("HTTP/1.1 {status} -\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    drop(stream.write_all(head.as_bytes()));
}

/// The status with which the test's server answers.
fn ask(path: &str) -> u16 {
    let url = std::env::var("GREETER_URL").expect("the URL of the test's server");
    let host = url.trim_start_matches("http://");
    let request = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    let mut reply = String::new();
    let asked = TcpStream::connect(host).and_then(|mut stream| {
        stream.write_all(request.as_bytes())?;
        stream.read_to_string(&mut reply)
    });
    match asked {
        Ok(_) => reply.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(502),
        Err(_) => 503,
    }
}
