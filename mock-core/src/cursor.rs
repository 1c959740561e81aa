//! A JSON value together with where it is: the only way in which a contract is read, so that
//! every problem has its pointer, line and column, and none is dropped.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use crate::error::{Place, Problem, did_you_mean};
use crate::json::{Document, Json, JsonText, Kind};

/// How many bytes are counted at most to find a column.
const BLOCK: usize = 128;

/// How many members are compared with each other; of more, names are looked up.
const FEW: usize = 16;

/// The text being read and what was found in it so far.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    text: &'a str,
    /// Where each line starts, in bytes.
    lines: Vec<u32>,
    /// How many characters stand before each block of [`BLOCK`] bytes, so that a column is found
    /// without counting from the start of a line, which may be the whole file.
    characters: Vec<u32>,
    /// Where the text comes from, if it was made of something else.
    origin: Option<Place>,
    /// The steps to all values that were read, so that a pointer is only written where one is
    /// shown.
    steps: RefCell<Vec<Step>>,
    problems: RefCell<Vec<Problem>>,
    notes: RefCell<Vec<Problem>>,
}

/// A step from a container to a value in it.
#[derive(Clone, Copy, Debug)]
struct Step {
    /// The step to the container; none from the root.
    parent: Option<u32>,
    /// The value, as [`Json::id`] names it.
    value: u32,
    /// Which element of an array it is.
    index: Option<u32>,
}

impl<'a> Source<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        let lines = std::iter::once(0).chain(ends.map(|at| at as u32 + 1)).collect();
        let blocks = text.as_bytes().chunks(BLOCK).scan(0, |before, block| {
            let start = *before;
            *before += characters(block);
            Some(start)
        });
        Self {
            text,
            lines,
            characters: blocks.collect(),
            origin: None,
            steps: RefCell::default(),
            problems: RefCell::default(),
            notes: RefCell::default(),
        }
    }

    /// The place of the whole, or of what is in it.
    pub(crate) fn place(&self, offset: usize) -> Place {
        self.place_of(offset, String::new)
    }

    fn place_of(&self, offset: usize, pointer: impl FnOnce() -> String) -> Place {
        if let Some(origin) = &self.origin {
            return origin.clone();
        }
        let line = self.lines.partition_point(|start| *start as usize <= offset);
        let start = self.lines[line - 1] as usize;
        // A byte order mark is no character of the first line.
        let mark = u32::from(line == 1 && self.text.starts_with('\u{feff}') && offset > 0);
        let column = self.characters_before(offset) - self.characters_before(start) - mark + 1;
        Place { pointer: pointer(), line: line as u32, column }
    }

    fn characters_before(&self, offset: usize) -> u32 {
        let block = (offset / BLOCK).min(self.characters.len().saturating_sub(1));
        let counted = self.characters.get(block).copied().unwrap_or_default();
        counted + characters(&self.text.as_bytes()[block * BLOCK..offset])
    }

    pub(crate) fn push(&self, place: Place, message: String, help: Option<String>) {
        self.problems.borrow_mut().push(Problem { help, ..Problem::new(place, message) });
    }

    /// The problems and the notes.
    pub(crate) fn into_findings(self) -> (Vec<Problem>, Vec<Problem>) {
        (self.problems.into_inner(), self.notes.into_inner())
    }
}

/// How many characters start in the bytes of a text.
fn characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count() as u32
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    source: &'a Source<'a>,
    pub(crate) json: Json<'a>,
    /// The step that leads here, by its index; none at the root.
    step: Option<u32>,
}

impl<'a> Cursor<'a> {
    pub(crate) fn root(source: &'a Source<'a>, json: Json<'a>) -> Self {
        Self { source, json, step: None }
    }

    pub(crate) fn place(&self) -> Place {
        self.source.place_of(self.json.offset(), || self.pointer())
    }

    /// The JSON pointer (RFC 6901).
    fn pointer(&self) -> String {
        let steps = self.source.steps.borrow();
        let step = |at: u32| steps[at as usize];
        let outwards = std::iter::successors(self.step.map(step), |one| one.parent.map(step));
        let path: Vec<Step> = outwards.collect();
        // About what the steps of a contract take.
        let mut pointer = String::with_capacity(16 * path.len());
        for step in path.iter().rev() {
            pointer.push('/');
            if let Some(index) = step.index {
                pointer.push_str(&index.to_string());
                continue;
            }
            let name = self.json.key_of(step.value).as_str().unwrap_or_default();
            match name.contains(['~', '/']) {
                true => pointer.push_str(&name.replace('~', "~0").replace('/', "~1")),
                false => pointer.push_str(&name),
            }
        }
        pointer
    }

    /// Notes a problem here; reading goes on to find the others.
    pub(crate) fn problem(&self, message: impl Into<String>) {
        self.source.push(self.place(), message.into(), None);
    }

    pub(crate) fn problem_with_help(&self, message: impl Into<String>, help: Option<String>) {
        self.source.push(self.place(), message.into(), help);
    }

    /// Remarks on something that is no problem but that its author may want to know.
    pub(crate) fn note(&self, message: impl Into<String>) {
        let note = Problem::new(self.place(), message);
        self.source.notes.borrow_mut().push(note);
    }

    /// Reads a JSON text that stands for what is here. Its problems are told as problems of this
    /// place. Nothing if it is no JSON.
    pub(crate) fn read_as<T>(&self, text: &str, read: impl FnOnce(&Cursor<'_>) -> T) -> Option<T> {
        let document = Document::parse(text).ok()?;
        let source = Source { origin: Some(self.place()), ..Source::new(text) };
        let value = read(&Cursor::root(&source, document.root()));
        let (problems, notes) = source.into_findings();
        self.source.problems.borrow_mut().extend(problems);
        self.source.notes.borrow_mut().extend(notes);
        Some(value)
    }

    fn child(&self, json: Json<'a>, index: Option<u32>) -> Self {
        let mut steps = self.source.steps.borrow_mut();
        // There is not more than one for each value, and a pointer is for people.
        let step = u32::try_from(steps.len()).ok();
        steps.push(Step { parent: self.step, value: json.id(), index });
        Self { source: self.source, json, step }
    }

    pub(crate) fn kind(&self) -> Kind {
        self.json.kind()
    }

    pub(crate) fn get(&self, name: &str) -> Option<Self> {
        self.json.get(name).map(|json| self.child(json, None))
    }

    /// The member of that name, unless it is null: an empty place.
    pub(crate) fn present(&self, name: &str) -> Option<Self> {
        self.get(name).filter(|value| value.kind() != Kind::Null)
    }

    /// The members of an object. Of a repeated name the last one counts, as for [`Self::get`].
    pub(crate) fn members(&self) -> impl Iterator<Item = (Cow<'a, str>, Self)> {
        let member = |(key, value): (Json<'a>, _)| (key.as_str().unwrap_or_default(), value);
        let members: Vec<(Cow<'a, str>, Json<'a>)> = self.json.members().map(member).collect();
        let repeated = repeated(&members);
        let this = *self;
        members.into_iter().enumerate().filter_map(move |(at, (name, value))| {
            let child = this.child(value, None);
            if repeated.binary_search(&at).is_ok() {
                child.note(format!("\"{name}\" is there twice: the last one counts"));
                return None;
            }
            Some((name, child))
        })
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = Self> {
        self.json.elements().zip(0..).map(|(value, at)| self.child(value, Some(at)))
    }

    /// Whether the value is of that kind; a problem if not.
    pub(crate) fn expect(&self, kind: Kind) -> bool {
        let found = self.kind();
        if found != kind {
            let article = if matches!(kind, Kind::Array | Kind::Object) { "an" } else { "a" };
            let kind = kind.to_string().to_lowercase();
            self.problem(format!("expected {article} {kind}, found {}", self.shown()));
        }
        found == kind
    }

    /// Whether the value is an object; a problem if not. PHP writes a map without entries as `[]`.
    pub(crate) fn expect_map(&self) -> bool {
        let is_empty_list = self.kind() == Kind::Array && self.json.is_empty();
        is_empty_list || self.expect(Kind::Object)
    }

    /// The value as an error shows it: containers by their kind, long ones cut.
    pub(crate) fn shown(&self) -> String {
        match self.kind() {
            Kind::Array => "an array".to_owned(),
            Kind::Object => "an object".to_owned(),
            _ => {
                let text = self.json.text();
                match text.char_indices().nth(60) {
                    Some((cut, _)) => format!("{}…", &text[..cut]),
                    None => text.to_owned(),
                }
            }
        }
    }

    /// A text; other kinds are taken by their JSON text, as all Pact tools do.
    pub(crate) fn plain_text(&self) -> String {
        self.json.to_plain_text().into_owned()
    }

    pub(crate) fn raw(&self) -> JsonText {
        self.json.into()
    }

    /// The members that `known` does not name, kept for writing the contract back. One whose name
    /// is nearly a known one is remarked on: it was probably meant to be that.
    pub(crate) fn others(&self, known: &[&str]) -> Vec<(String, JsonText)> {
        self.others_but(known, |_| false)
    }

    /// The same without those that somebody else reads.
    pub(crate) fn others_but(
        &self,
        known: &[&str],
        is_read: impl Fn(&str) -> bool,
    ) -> Vec<(String, JsonText)> {
        let mut others = Vec::new();
        for (key, value) in self.json.members() {
            let name = key.as_str().unwrap_or_default();
            if known.contains(&name.as_ref()) || is_read(&name) {
                continue;
            }
            if let Some(help) = did_you_mean(&name, known.iter().copied()) {
                self.child(value, None).note(format!("unknown member \"{name}\"; {help}"));
            }
            others.push((name.into_owned(), value.into()));
        }
        others
    }
}

/// The positions of the members whose name comes again, in order.
fn repeated(members: &[(Cow<'_, str>, Json<'_>)]) -> Vec<usize> {
    let mut last: HashMap<&str, usize> = HashMap::new();
    if members.len() > FEW {
        last.extend(members.iter().enumerate().map(|(at, (name, _))| (&**name, at)));
    }
    let mut repeated = Vec::new();
    for (at, (name, _)) in members.iter().enumerate() {
        let comes_again = match last.get(&**name) {
            Some(last) => *last != at,
            None => members[at + 1..].iter().any(|(other, _)| other == name),
        };
        if comes_again {
            repeated.push(at);
        }
    }
    repeated
}
