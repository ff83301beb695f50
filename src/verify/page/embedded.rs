//! Data for search engines in a page: JSON-LD.

use serde_json::Value;

/// What matters of it.
#[derive(Debug, Default)]
pub(super) struct Data {
    pub(super) headlines: Vec<String>,
    /// Whether it says that not everybody may read the page.
    pub(super) is_paid: bool,
}

/// Nested deeper than this nothing is read.
const DEPTH: usize = 6;

/// Reads one block; what is no JSON says nothing.
pub(super) fn read(json: &str) -> Data {
    let mut data = Data::default();
    if let Ok(value) = serde_json::from_str(json) {
        data.add(&value, DEPTH);
    }
    data
}

impl Data {
    fn add(&mut self, value: &Value, depth: usize) {
        match value {
            Value::Array(items) if depth > 0 => items.iter().for_each(|item| self.add(item, depth - 1)),
            Value::Object(fields) if depth > 0 => {
                if let Some(Value::String(headline)) = fields.get("headline") {
                    self.headlines.push(super::one_line(headline));
                }
                let paid = |free: &Value| match free {
                    Value::Bool(free) => !free,
                    Value::String(free) => free.trim().eq_ignore_ascii_case("false"),
                    _ => false,
                };
                self.is_paid |= fields.get("isAccessibleForFree").is_some_and(paid);
                for inner in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    if let Some(inner) = fields.get(inner) {
                        self.add(inner, depth - 1);
                    }
                }
            }
            _ => {}
        }
    }
}
