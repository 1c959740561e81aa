//! What it costs to read: the ways of reading a JSON body that were weighed before the one that
//! mock-core has was chosen, and a contract of a thousand interactions.
//!
//! `cargo run --release --bin readers`, and without `--release` for the profile in which macros
//! are built.

#![allow(clippy::print_stdout, reason = "this is a program that prints figures")]

use std::borrow::Cow;
use std::hint::black_box;
use std::time::Instant;

use hifijson::num::LexWrite as _;
use hifijson::str::LexAlloc as _;
use hifijson::token::{Expect, Lex as _};
use hifijson::{Error, SliceLexer};
use mock_runtime::mock_core::json::Document;
use mock_runtime::mock_core::{Pact, Plan};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Value, json};

const ROUNDS: usize = 21;

fn main() {
    let items: Vec<Value> = (0..5200).map(item).collect();
    let body = json!({ "items": items }).to_string();
    println!("reading a body of {} bytes, building and dropping it, ms", body.len());
    measure("serde_json, Value", || serde_json::from_str::<Value>(&body).is_ok());
    measure("serde_json, events only", || events(&body));
    measure("serde_json, tree by RawValue", || raw_tree(&body).is_ok());
    measure("hifijson, tree", || hifijson_tree(&body).is_ok());
    measure("mock-core, list of slots", || Document::parse(body.as_str()).is_ok());

    println!("a contract of 1,000 interactions, ms");
    for (name, rules) in [("without rules", 0), ("with 3,000 regexes, three different", 3)] {
        let text = contract(rules, false);
        contract_row(name, &text);
    }
    contract_row("with 3,000 regexes, all different", &contract(3, true));
}

fn contract_row(name: &str, text: &str) {
    let Ok(pact) = Pact::parse(text) else { return };
    measure(&format!("{name}: read"), || Pact::parse(text).is_ok());
    measure(&format!("{name}: compile"), || Plan::compile(&pact).is_ok());
}

/// Prints the median of some rounds.
fn measure(name: &str, work: impl Fn() -> bool) {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            assert!(black_box(work()), "{name}");
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("  {name:<46}{:>9.2}", times[ROUNDS / 2]);
}

fn item(number: usize) -> Value {
    json!({
        "id": number,
        "sku": "AB-1001",
        "name": format!("Article {number} of the list"),
        "price": 9.75,
        "stock": {"place": "north", "count": number % 100},
        "tags": ["new", "heavy"],
        "text": "A few words about this article, as there are in most lists."
    })
}

fn contract(rules: usize, different: bool) -> String {
    let interactions: Vec<Value> = (0..1000)
        .map(|number| {
            let suffix = if different { number } else { 0 };
            let names = ["email", "zip", "at"];
            let patterns = [
                format!("^[a-z0-9.]+@[a-z]+\\.com{suffix}?$"),
                format!("^\\d{{5}}(-{suffix})?$"),
                format!("^\\d{{4}}-\\d{{2}}-\\d{{2}}(T{suffix})?$"),
            ];
            let paths = names.iter().zip(&patterns).take(rules).map(|(name, pattern)| {
                (format!("$.{name}"), json!({"matchers": [{"match": "regex", "regex": pattern}]}))
            });
            let paths: serde_json::Map<String, Value> = paths.collect();
            json!({
                "description": format!("interaction {number}"),
                "request": {
                    "method": "POST",
                    "path": format!("/orders/{number}"),
                    "body": {"email": "a", "zip": "1", "at": "2"},
                    "matchingRules": {"body": paths}
                },
                "response": {"status": 200, "body": {"id": number}}
            })
        })
        .collect();
    json!({"interactions": interactions}).to_string()
}

/// Looks at every value without keeping any.
struct Events;

impl<'de> DeserializeSeed<'de> for Events {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Events {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        black_box(value);
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        black_box(value);
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        black_box(value);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        while elements.next_element_seed(Self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while members.next_key_seed(Self)?.is_some() {
            members.next_value_seed(Self)?;
        }
        Ok(())
    }
}

fn events(text: &str) -> bool {
    Events.deserialize(&mut serde_json::Deserializer::from_str(text)).is_ok()
}

/// A tree that borrows its texts and keeps the spelling of numbers.
#[expect(dead_code, reason = "what is measured is building it")]
enum Tree<'a> {
    Null,
    Boolean(bool),
    Number(&'a str),
    Text(Cow<'a, str>),
    Array(Vec<Self>),
    Object(Vec<(Cow<'a, str>, Self)>),
}

#[derive(serde::Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(Key(name)) = map.next_key()? {
                    members.push((name, map.next_value()?));
                }
                Ok(Members(members))
            }
        }
        json.deserialize_map(Each)
    }
}

/// Each level's texts are scanned for the end of what is inside them before they are read.
fn raw_tree(text: &str) -> serde_json::Result<Tree<'_>> {
    Ok(match text.as_bytes()[0] {
        b'n' => Tree::Null,
        b't' | b'f' => Tree::Boolean(text == "true"),
        b'"' => Tree::Text(serde_json::from_str::<Key<'_>>(text)?.0),
        b'[' => {
            let elements = serde_json::from_str::<Vec<&RawValue>>(text)?.into_iter();
            Tree::Array(elements.map(|raw| raw_tree(raw.get())).collect::<Result<_, _>>()?)
        }
        b'{' => {
            let mut members = Vec::new();
            for (name, raw) in serde_json::from_str::<Members<'_>>(text)?.0 {
                members.push((name, raw_tree(raw.get())?));
            }
            Tree::Object(members)
        }
        _ => Tree::Number(text),
    })
}

fn hifijson_tree(text: &str) -> Result<Tree<'_>, Error> {
    SliceLexer::new(text.as_bytes()).exactly_one(SliceLexer::ws_peek, hifijson_value)
}

fn hifijson_value<'a>(next: u8, lexer: &mut SliceLexer<'a>) -> Result<Tree<'a>, Error> {
    Ok(match next {
        b'a'..=b'z' => match lexer.null_or_bool().ok_or(Expect::Value)? {
            None => Tree::Null,
            Some(value) => Tree::Boolean(value),
        },
        b'"' => Tree::Text(lexer.discarded().str_string()?),
        b'[' => {
            let mut elements = Vec::new();
            lexer.discarded().seq(b']', SliceLexer::ws_peek, |next, lexer| {
                elements.push(hifijson_value(next, lexer)?);
                Ok::<_, Error>(())
            })?;
            Tree::Array(elements)
        }
        b'{' => {
            let mut members = Vec::new();
            lexer.discarded().seq(b'}', SliceLexer::ws_peek, |next, lexer| {
                lexer.expect(|_| Some(next), b'"').ok_or(Expect::String)?;
                let name = lexer.str_string()?;
                lexer.expect(SliceLexer::ws_peek, b':').ok_or(Expect::Colon)?;
                let next = lexer.ws_peek().ok_or(Expect::Value)?;
                members.push((name, hifijson_value(next, lexer)?));
                Ok::<_, Error>(())
            })?;
            Tree::Object(members)
        }
        _ => Tree::Number(lexer.num_string().validated()?.0),
    })
}
