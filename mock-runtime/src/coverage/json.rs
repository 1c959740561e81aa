//! Coverage as JSON: a list of contracts, each with all of its interactions in order.

use serde_json::{Value, json};

use super::{Contract, Coverage, Key, entry, insert};

pub(super) fn write(coverage: &Coverage) -> String {
    let contracts = coverage.contracts.iter().map(|(Contract { package, file }, interactions)| {
        let interactions = interactions.iter().map(|(Key { line, description, states }, tests)| {
            json!({"line": line, "description": description, "states": states, "tests": tests})
        });
        let interactions: Vec<Value> = interactions.collect();
        json!({"package": package, "file": file, "interactions": interactions})
    });
    let contracts: Vec<Value> = contracts.collect();
    format!("{:#}\n", json!({"version": 1, "contracts": contracts}))
}

pub(super) fn read(text: &str) -> Result<Coverage, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let mut coverage = Coverage::new();
    for contract in list(&value, "contracts")? {
        let (package, file) = (text_of(contract, "package")?, text_of(contract, "file")?);
        let known = entry(&mut coverage.contracts, Contract { package, file });
        for one in list(contract, "interactions")? {
            let line = one["line"].as_u64().and_then(|line| u32::try_from(line).ok());
            let line = line.ok_or_else(|| missing("line"))?;
            let (description, states) = (text_of(one, "description")?, texts(one, "states")?);
            let tests = entry(known, Key { line, description, states });
            texts(one, "tests")?.into_iter().for_each(|test| insert(tests, test));
        }
    }
    Ok(coverage)
}

fn missing(name: &str) -> String {
    format!("this is no coverage: `{name}` is not there, or is something else")
}

fn list<'a>(value: &'a Value, name: &str) -> Result<&'a Vec<Value>, String> {
    value[name].as_array().ok_or_else(|| missing(name))
}

fn text_of(value: &Value, name: &str) -> Result<String, String> {
    value[name].as_str().map(str::to_owned).ok_or_else(|| missing(name))
}

fn texts(value: &Value, name: &str) -> Result<Vec<String>, String> {
    let texts = list(value, name)?.iter().map(|text| text.as_str().map(str::to_owned));
    texts.collect::<Option<_>>().ok_or_else(|| missing(name))
}
