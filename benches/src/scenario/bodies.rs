//! What is in the bodies.

use serde_json::{Value, json};

/// About 1 kB, with the things that bodies are made of: texts, numbers, nested objects, a list.
pub(super) fn parcel(number: usize) -> Value {
    json!({
        "number": number,
        "sender": {
            "name": format!("Sender {number}"),
            "mail": format!("sender{number}@example.org"),
            "address": {"street": "4 Harbour Road", "town": "Seaside", "postcode": "20457", "country": "DE"}
        },
        "posted": "2025-03-09T08:15:00Z",
        "service": "EXPRESS",
        "weight": 2.75 + number as f64,
        "fragile": true,
        "items": [
            {"code": "LAMP-0017", "label": "Brass table lamp", "count": 1, "value": 48.5},
            {"code": "BULB-0230", "label": "Bulb, warm white, 4 W", "count": 6, "value": 2.25},
            {"code": "CORD-0009", "label": "Textile cord, black, 3 m", "count": 2, "value": 7.75}
        ],
        "instructions": "The bell at the front gate does not work: please use the side entrance and \
                         knock. If nobody is in, the bakery next door takes parcels until six; never \
                         leave it on the steps, since it would stand in the rain there."
    })
}

pub(super) fn parcel_rules() -> Value {
    let like = || json!({"matchers": [{"match": "type"}]});
    let regex = |regex: &str| json!({"matchers": [{"match": "regex", "regex": regex}]});
    json!({
        "$.number": like(),
        "$.sender.name": like(),
        "$.sender.mail": regex(r"^[a-z0-9]+@[a-z.]+\.org$"),
        "$.sender.address.postcode": regex(r"^\d{5}$"),
        "$.posted": regex(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"),
        "$.service": regex("^[A-Z]+$"),
        "$.weight": like(),
        "$.fragile": like(),
        "$.items": {"matchers": [{"match": "type", "min": 1}]},
        "$.items[*].code": regex(r"^[A-Z]{4}-\d{4}$"),
        "$.items[*].label": like(),
        "$.items[*].count": like(),
        "$.items[*].value": like(),
        "$.instructions": like()
    })
}

/// A list of similar objects; 4,500 of them are about 1 MB.
pub(super) fn readings(count: usize) -> Value {
    let reading = |number| {
        json!({
            "number": number,
            "sensor": "HALL-12",
            "note": format!("reading {number} of the night shift"),
            "celsius": 21.5,
            "place": {"floor": "second", "shelf": number % 100},
            "flags": ["calibrated", "indoor"],
            "comment": "Taken by hand, because the logger was off for two hours."
        })
    };
    json!({"readings": (0..count).map(reading).collect::<Vec<_>>()})
}

pub(super) fn readings_rules() -> Value {
    json!({
        "$.readings": {"matchers": [{"match": "type", "min": 1}]},
        "$.readings[*].*": {"matchers": [{"match": "type"}]},
        "$.readings[*].flags": {"matchers": [{"match": "type", "min": 1}]}
    })
}
