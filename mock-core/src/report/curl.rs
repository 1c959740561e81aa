//! A request as a line for the shell.

use http::header::{CONNECTION, CONTENT_LENGTH, EXPECT, HOST, TRANSFER_ENCODING};

use crate::exchange::ReceivedRequest;

/// Longer bodies are told by their size.
const SHOWN_BODY: usize = 2_000;

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
    match std::str::from_utf8(&request.body) {
        Ok("") => {}
        Ok(text) if text.len() <= SHOWN_BODY && !text.contains('\0') => {
            line.push_str(&format!(" --data-binary {}", quoted(text)));
        }
        _ => line
            .push_str(&format!(" --data-binary @body  # {} bytes, not shown", request.body.len())),
    }
    line
}

/// A word that the shell takes as it is.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}
