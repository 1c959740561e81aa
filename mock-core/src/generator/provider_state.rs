//! `ProviderState`: a value that setting up a provider state has brought.

use super::{Generate, Generated, GeneratorMode, Making};
use crate::cursor::Cursor;
use crate::error::did_you_mean;
use crate::json::{Document, Json, JsonText, Kind};

/// A value that setting up a provider state has brought (specification V3, `ProviderState`).
/// Only for providers: for consumers the example stands for it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ProviderState {
    /// The name of a value, or a text with names in `${…}`.
    pub expression: String,
    /// What the value is turned into.
    pub data_type: DataType,
}

/// What a provider state's value is turned into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DataType {
    /// A text.
    String,
    /// A number without a fraction.
    Integer,
    /// A number.
    Decimal,
    /// `true` or `false`.
    Boolean,
    /// Whatever it is.
    Raw,
}

const DATA_TYPES: [(&str, DataType); 6] = [
    ("STRING", DataType::String),
    ("INTEGER", DataType::Integer),
    ("DECIMAL", DataType::Decimal),
    ("FLOAT", DataType::Decimal),
    ("BOOLEAN", DataType::Boolean),
    ("RAW", DataType::Raw),
];

impl Generate for ProviderState {
    const NAME: &'static str = "ProviderState";

    fn parse(at: &Cursor<'_>) -> Option<Self> {
        let Some(expression) = at.present("expression") else {
            at.problem("a ProviderState generator without `expression`");
            return None;
        };
        let at_expression = expression;
        let expression = at_expression.plain_text();
        let last = expression.rfind("${").map(|start| &expression[start..]);
        if last.is_some_and(|last| !last.contains('}')) {
            at_expression.problem("a name in `${` without its `}`");
            return None;
        }
        let Some(named) = at.present("dataType") else {
            return Some(Self { expression, data_type: DataType::Raw });
        };
        let name = named.plain_text();
        let known = DATA_TYPES.iter().find(|(known, _)| known.eq_ignore_ascii_case(&name));
        if known.is_none() {
            let help = did_you_mean(&name, DATA_TYPES.iter().map(|(known, _)| *known));
            named.problem_with_help(format!("unknown data type {}", named.shown()), help);
        }
        known.map(|(_, data_type)| Self { expression, data_type: *data_type })
    }

    fn generate(&self, making: &mut Making<'_>) -> Option<Generated> {
        if making.context.mode != GeneratorMode::Provider {
            return None;
        }
        let value = self.value(&making.context.provider_state)?;
        let document = Document::parse(value.as_str()).ok()?;
        self.data_type.convert(document.root())
    }
}

impl ProviderState {
    /// What the expression stands for; nothing if a name in it is not known.
    fn value(&self, known: &[(String, JsonText)]) -> Option<JsonText> {
        let find = |name: &str| known.iter().find(|(known, _)| known == name).map(|(_, one)| one);
        let mut rest = self.expression.as_str();
        if !rest.contains("${") {
            return find(rest.trim()).cloned();
        }
        if let Some(name) = rest.strip_prefix("${").and_then(|rest| rest.strip_suffix('}'))
            && !name.contains("${")
        {
            return find(name.trim()).cloned();
        }
        let mut text = String::new();
        while let Some((before, behind)) = rest.split_once("${") {
            let (name, behind) = behind.split_once('}')?;
            let value = Document::parse(find(name.trim())?.as_str()).ok()?;
            text.push_str(before);
            text.push_str(&value.root().to_plain_text());
            rest = behind;
        }
        text.push_str(rest);
        Some(JsonText::string(&text))
    }
}

impl DataType {
    fn convert(self, value: Json<'_>) -> Option<Generated> {
        let text = value.to_plain_text();
        let is_null = value.kind() == Kind::Null;
        let number = || match value.as_bool() {
            Some(flag) => u8::from(flag).to_string(),
            None if is_null => "0".to_owned(),
            None => text.trim().to_owned(),
        };
        match self {
            Self::Raw => Some(Generated::Json(value.into())),
            Self::String => Some(Generated::Text(text.into_owned())),
            Self::Boolean => match text.trim() {
                "true" => Some(Generated::Boolean(true)),
                "false" | "null" => Some(Generated::Boolean(false)),
                // Any number but zero.
                text => text.parse::<f64>().ok().map(|number| Generated::Boolean(number != 0.0)),
            },
            Self::Integer => {
                let number = number();
                // Digits behind the point are cut off.
                let whole = number.split('.').next().unwrap_or_default();
                kind_of(whole)
                    .filter(|kind| *kind == Kind::Integer)
                    .map(|_| Generated::Number(whole.to_owned()))
            }
            Self::Decimal => {
                let number = number();
                let is_number = matches!(kind_of(&number), Some(Kind::Integer | Kind::Decimal));
                is_number.then_some(Generated::Number(number))
            }
        }
    }
}

fn kind_of(text: &str) -> Option<Kind> {
    Document::parse(text).ok().map(|document| document.root().kind())
}
