//! A request as a line for the shell.

use http::header::{CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, EXPECT, HOST, TRANSFER_ENCODING};

use crate::exchange::{ReceivedRequest, as_sent};

/// Longer bodies are told by their size.
const SHOWN_BODY: usize = 2_000;

/// As are lines that are longer without their bodies.
const SHOWN_LINE: usize = 8_000;

/// The `curl` call that repeats a request, at `url` or at the shell's `$URL`.
pub(super) fn line(request: &ReceivedRequest, url: Option<&str>) -> String {
    let mut line = String::from("curl -i");
    let method = request.method.as_str();
    match method {
        "GET" if request.body.is_empty() => {}
        "HEAD" => line.push_str(" --head"),
        _ => line.push_str(&format!(" -X {}", quoted(method))),
    }
    let target = request.target();
    let target = as_sent(&target);
    if target.contains(['[', ']', '{', '}']) {
        // Otherwise curl takes these for lists of URLs.
        line.push_str(" -g");
    }
    if !target.starts_with('/') {
        // `*` and other forms of targets are no part of a URL.
        line.push_str(&format!(" --request-target {}", quoted(&target)));
    }
    let target = if target.starts_with('/') { target } else { "".into() };
    match url {
        Some(url) => line.push_str(&format!(" {}", quoted(&format!("{url}{target}")))),
        // The variable must stand in double quotes, in which these keep their meaning.
        None if target.contains(['"', '$', '`', '\\', '!']) => {
            line.push_str(&format!(" \"$URL\"{}", quoted(&target)));
        }
        None => line.push_str(&format!(" \"$URL{target}\"")),
    }
    for (name, value) in &request.headers {
        if [HOST, CONTENT_LENGTH, CONNECTION, TRANSFER_ENCODING, EXPECT].contains(name) {
            continue;
        }
        let value = String::from_utf8_lossy(value.as_bytes());
        line.push_str(&format!(" -H {}", quoted(&format!("{name}: {value}"))));
    }
    if !request.body.is_empty() && !request.headers.contains_key(CONTENT_TYPE) {
        // Otherwise curl says that the body is a form.
        line.push_str(" -H 'content-type:'");
    }
    if line.len() > SHOWN_LINE {
        return format!("curl  # {} bytes of arguments, not shown", line.len());
    }
    line + &body(&request.body)
}

fn body(body: &[u8]) -> String {
    let is_shown = |c: char| !c.is_control() || c == '\n' || c == '\t';
    match std::str::from_utf8(body) {
        Ok("") => String::new(),
        Ok(text) if text.len() <= SHOWN_BODY && text.chars().all(is_shown) => {
            format!(" --data-raw {}", quoted(text))
        }
        _ => format!(" --data-binary @body  # {} bytes, not shown", body.len()),
    }
}

/// A word that the shell takes as it is.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}
