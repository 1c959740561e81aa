//! Matchers as old Ruby tools serialised them into their files: `{"json_class": "Pact::Term",
//! "data": {"generate": "x", "matcher": {"json_class": "Regexp", "o": 0, "s": "\\w"}}}`,
//! `{"json_class": "Pact::SomethingLike", "contents": …}` and
//! `{"json_class": "Pact::ArrayLike", "contents": …, "min": 1}`. They are read as the integration
//! form that says the same. Files of version 2 and later say such things under `matchingRules`, so
//! that there they are the JSON that they look like.

use super::super::{Context, MAX_DEPTH, TOO_DEEP};
use super::MATCHER;
use crate::cursor::Cursor;
use crate::json::{Document, Json, JsonText, Kind};

/// How much text the examples of a part may become by repeating the elements of lists.
const MAX_REPEATED: usize = 1 << 20;

/// Reads what holds such matchers with the integration form in their place; nothing if it is read
/// as it stands.
pub(in crate::pact::read) fn upgraded<T>(
    at: &Cursor<'_>,
    context: Context,
    read: impl FnOnce(&Cursor<'_>) -> T,
) -> Option<T> {
    if !context.ruby_matchers || !may_be_in(at.json) {
        return None;
    }
    let mut upgrade = Upgrade { out: String::new(), budget: MAX_REPEATED };
    upgrade.write(at.json);
    let document = Document::parse(upgrade.out).ok()?;
    if document.deeper_than(MAX_DEPTH).is_some() {
        at.problem(TOO_DEEP);
        return None;
    }
    at.read_as(document.root().text(), read)
}

/// Whether such a matcher may stand somewhere in a value.
fn may_be_in(value: Json<'_>) -> bool {
    memchr::memmem::find(value.text().as_bytes(), b"\"Pact::").is_some()
}

struct Upgrade {
    out: String,
    budget: usize,
}

impl Upgrade {
    fn write(&mut self, value: Json<'_>) {
        if !value.kind().is_container() || !may_be_in(value) {
            self.out.push_str(value.text());
        } else if self.matcher(value).is_none() {
            self.children(value);
        }
    }

    fn matcher(&mut self, value: Json<'_>) -> Option<()> {
        match value.get("json_class")?.as_str()?.as_ref() {
            "Pact::Term" => {
                let data = value.get("data").unwrap_or(value);
                let regex = JsonText::string(&regex(data.get("matcher")?)?);
                let example = data.get("generate")?;
                self.start(&format!(r#""regex","regex":{regex}"#));
                self.write(example);
            }
            "Pact::SomethingLike" => {
                let contents = value.get("contents")?;
                self.start(r#""type""#);
                self.write(contents);
            }
            "Pact::ArrayLike" => {
                let contents = value.get("contents")?;
                let min = value.get("min");
                self.start(&format!(r#""type","min":{}"#, min.map_or("1", |min| min.text())));
                self.list(contents, min.and_then(|min| min.text().parse().ok()).unwrap_or(1));
            }
            _ => return None,
        }
        self.out.push('}');
        Some(())
    }

    fn start(&mut self, rule: &str) {
        self.out.push_str(&format!(r#"{{"{MATCHER}":{rule},"value":"#));
    }

    /// A list of so many elements that are alike, or of one if that is too much.
    fn list(&mut self, element: Json<'_>, count: usize) {
        self.out.push('[');
        let start = self.out.len();
        self.write(element);
        let further = format!(",{}", &self.out[start..]);
        let size = further.len().saturating_mul(count.saturating_sub(1));
        if let Some(left) = self.budget.checked_sub(size) {
            self.budget = left;
            (1..count).for_each(|_| self.out.push_str(&further));
        }
        self.out.push(']');
    }

    fn children(&mut self, value: Json<'_>) {
        let is_object = value.kind() == Kind::Object;
        self.out.push(if is_object { '{' } else { '[' });
        let mut separator = "";
        for (key, member) in value.members() {
            self.out.push_str(&format!("{separator}{}:", key.text()));
            self.write(member);
            separator = ",";
        }
        for element in value.elements() {
            self.out.push_str(separator);
            self.write(element);
            separator = ",";
        }
        self.out.push(if is_object { '}' } else { ']' });
    }
}

/// The expression, in a form that is held to a whole text: Ruby searches for it.
fn regex(matcher: Json<'_>) -> Option<String> {
    let source = matcher.get("s")?.as_str()?;
    let options: u8 = matcher.get("o").and_then(|o| o.to_plain_text().parse().ok()).unwrap_or(0);
    // To Ruby `^` and `$` are the ends of lines, and what it calls `m` others call `s`.
    let flags = [(1, 'i'), (2, 'x'), (4, 's')].into_iter().filter(|(bit, _)| options & bit != 0);
    let flags: String = std::iter::once('m').chain(flags.map(|(_, flag)| flag)).collect();
    // A comment may be what the last line of an extended expression is.
    let end = if options & 2 == 0 { "" } else { "\n" };
    match crate::regex::flaw(&source) {
        None => Some(format!(r"[\s\S]*?(?{flags}:{source}{end})[\s\S]*")),
        Some(_) => Some(source.into_owned()),
    }
}
