//! Bytes to a tree of XML: their encoding, and what is refused so that no body can exhaust the
//! stack, the memory or the clock.

use std::borrow::Cow;
use std::collections::BTreeSet;

use roxmltree::{Document, Node, ParsingOptions};

use crate::matching::QName;
use crate::pact::{Charset, ContentType, encoding_of_xml};

/// Elements inside of each other: comparing goes down with them.
const MAX_DEPTH: usize = 128;
/// Attributes of one element and prefixes of one document: the reader compares each with all.
const MAX_ATTRIBUTES: usize = 256;
const MAX_PREFIXES: usize = 128;
/// Elements, texts, comments and instructions of one document.
const MAX_NODES: u32 = 1 << 22;

/// The text of a document.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    content_type: Option<&ContentType>,
) -> Result<Cow<'a, str>, String> {
    charset(bytes, content_type)?.decode(bytes)
}

/// The charset of a document: UTF-8, UTF-16 (both of which every reader of XML must know, XML 1.0,
/// section 4.3.3), or what its type or the document itself says (in that order, RFC 7303,
/// section 3).
///
/// A text that is UTF-8 is read as that, whatever it says of itself: a body that a contract's file
/// holds as text often says what it was before.
pub(super) fn charset(bytes: &[u8], content_type: Option<&ContentType>) -> Result<Charset, String> {
    let declared = || content_type?.parameter("charset").map(str::to_owned);
    match bytes {
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] => Ok(Charset::Utf16),
        [0, b'<', ..] => Ok(Charset::Utf16Be),
        [b'<', 0, ..] => Ok(Charset::Utf16Le),
        _ if std::str::from_utf8(bytes).is_ok() => Ok(Charset::Utf8),
        _ => match declared().or_else(|| encoding_of_xml(bytes)) {
            Some(name) => {
                Charset::named(&name).ok_or_else(|| format!("the encoding {name} is not known"))
            }
            None => Ok(Charset::Utf8),
        },
    }
}

/// Reads a document. A reason why it is none, or why it is not read.
pub(super) fn parse(text: &str) -> Result<Document<'_>, String> {
    check_limits(text)?;
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..<_>::default() };
    Document::parse_with_options(text, options).map_err(|error| error.to_string())
}

/// Looks at the tags alone, in one pass. What is no XML is left to the reader, which goes no
/// further than this does.
fn check_limits(text: &str) -> Result<(), String> {
    let (mut rest, mut depth, mut prefixes) = (text, 0_usize, BTreeSet::new());
    while let Some(at) = rest.find('<') {
        let tag = &rest[at + 1..];
        rest = if let Some(comment) = tag.strip_prefix("!--") {
            behind(comment, "-->")
        } else if let Some(data) = tag.strip_prefix("![CDATA[") {
            behind(data, "]]>")
        } else if let Some(instruction) = tag.strip_prefix('?') {
            behind(instruction, "?>")
        } else if let Some(doctype) = tag.strip_prefix("!DOCTYPE") {
            behind_doctype(doctype)?
        } else if let Some(closing) = tag.strip_prefix('/') {
            depth = depth.saturating_sub(1);
            closing
        } else {
            let (is_open, behind) = behind_tag(tag, &mut prefixes)?;
            depth += usize::from(is_open);
            behind
        };
        if depth > MAX_DEPTH {
            return Err(format!("more than {MAX_DEPTH} elements inside of each other"));
        }
        if prefixes.len() > MAX_PREFIXES {
            return Err(format!("more than {MAX_PREFIXES} prefixes of namespaces"));
        }
    }
    Ok(())
}

fn behind<'a>(text: &'a str, end: &str) -> &'a str {
    text.find(end).map_or("", |at| &text[at + end.len()..])
}

/// A document type only names a set of declarations, which is not read. Declarations of its own
/// could multiply a short text without end, so that no reader of messages takes them.
fn behind_doctype(text: &str) -> Result<&str, String> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Ok(&text[at + 1..]),
            (None, b'[') => return Err("a document type with declarations of its own".to_owned()),
            (None, _) => {}
        }
    }
    Ok("")
}

/// Whether the start tag opens an element, and what stands behind it.
fn behind_tag<'a>(
    text: &'a str,
    prefixes: &mut BTreeSet<&'a str>,
) -> Result<(bool, &'a str), String> {
    let (mut quote, mut attributes) = (None, 0);
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            // No tag: the reader stops here.
            (_, b'<') => return Ok((false, &text[at..])),
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Ok((!text[..at].ends_with('/'), &text[at + 1..])),
            (None, b'=') => {
                attributes += 1;
                let name = text[..at].trim_end().rsplit([' ', '\t', '\r', '\n', '"', '\'']).next();
                prefixes.extend(name.filter(|name| name.starts_with("xmlns")));
                if attributes > MAX_ATTRIBUTES {
                    return Err(format!("an element with more than {MAX_ATTRIBUTES} attributes"));
                }
            }
            (None, _) => {}
        }
    }
    Ok((false, ""))
}

/// The whitespace of XML. Other spaces are text that somebody meant.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// The child elements.
pub(super) fn elements<'a>(node: Node<'a, 'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(Node::is_element)
}

/// The text of an element: what stands between its child elements, without the space around.
/// Comments and instructions are not there, and CDATA is text.
pub(super) fn text_of(node: Node<'_, '_>) -> String {
    let (mut text, mut run) = (String::new(), String::new());
    for child in node.children() {
        if child.is_element() {
            text.push_str(run.trim_matches(is_space));
            run.clear();
        } else if child.is_text() {
            run.push_str(child.text().unwrap_or_default());
        }
    }
    text.push_str(run.trim_matches(is_space));
    text
}

/// The name of an element.
pub(super) fn name_of<'a>(node: Node<'a, 'a>) -> QName<'a> {
    let name = node.tag_name();
    let source = node.document().input_text().get(node.range().start + 1..).unwrap_or_default();
    QName { written: first_name(source), uri: name.namespace(), local: name.name() }
}

/// The attributes with their names. Declarations of namespaces are none.
pub(super) fn attributes_of<'a>(
    node: Node<'a, 'a>,
) -> impl Iterator<Item = (QName<'a>, roxmltree::Attribute<'a, 'a>)> {
    node.attributes().map(move |attribute| {
        let source = node.document().input_text().get(attribute.range().start..);
        let written = first_name(source.unwrap_or_default());
        (QName { written, uri: attribute.namespace(), local: attribute.name() }, attribute)
    })
}

fn first_name(source: &str) -> &str {
    let is_end = |c| is_space(c) || matches!(c, '=' | '/' | '>');
    source.split(is_end).next().unwrap_or_default()
}
