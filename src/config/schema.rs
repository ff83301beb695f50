//! The JSON Schema of the file.

/// The JSON Schema of a configuration file.
pub const SCHEMA: &str = include_str!("schema.json");

#[cfg(test)]
use schemars::{Schema, SchemaGenerator, json_schema};

/// Rules and groups with their levels.
#[cfg(test)]
pub(super) fn levels(_: &mut SchemaGenerator) -> Schema {
    use crate::finding::Group;
    use crate::rules::{Level, RULES, Subject};

    let names = Level::ALL.map(Level::name);
    let mut properties = serde_json::Map::new();
    let mut add = |name: &str, description: String| {
        properties.insert(name.into(), serde_json::json!({ "description": description, "enum": names }));
    };
    add(Subject::ALL_RULES, "Every rule.".into());
    for group in Group::ALL {
        add(group.name(), format!("The rules of the group {}.", group.name()));
    }
    for meta in RULES.iter().map(|rule| rule.meta()) {
        let default = if meta.on { meta.severity.name() } else { "off" };
        add(meta.name, format!("{} (default: {default})", meta.summary));
    }
    json_schema!({ "type": "object", "additionalProperties": false, "properties": properties })
}

/// Options of rules.
#[cfg(test)]
pub(super) fn options(_: &mut SchemaGenerator) -> Schema {
    use crate::finding::{Knob, Preset};

    let option = |knob: &Knob| {
        let description = knob.summary;
        match knob.default {
            Preset::Count(n) => {
                serde_json::json!({ "description": description, "type": "integer", "minimum": 0, "default": n })
            }
            Preset::Share(x) => {
                serde_json::json!({ "description": description, "type": "number", "minimum": 0, "maximum": 1, "default": x })
            }
            Preset::Words => {
                serde_json::json!({ "description": description, "type": "array", "items": { "type": "string" }, "default": [] })
            }
        }
    };
    let mut rules = serde_json::Map::new();
    for meta in crate::rules::RULES.iter().map(|rule| rule.meta()).filter(|meta| !meta.options.is_empty()) {
        let options: serde_json::Map<_, _> = meta.options.iter().map(|knob| (knob.name.into(), option(knob))).collect();
        let table = serde_json::json!({
            "description": format!("Options of {}.", meta.name),
            "type": "object", "additionalProperties": false, "properties": options,
        });
        rules.insert(meta.name.into(), table);
    }
    json_schema!({ "type": "object", "additionalProperties": false, "properties": rules })
}

/// What a source may have to give.
#[cfg(test)]
pub(super) fn fields(_: &mut SchemaGenerator) -> Schema {
    let names: Vec<&str> = super::part::fields().collect();
    json_schema!({ "type": ["array", "null"], "items": { "enum": names } })
}

/// Names of rules and groups.
#[cfg(test)]
pub(super) fn subjects(_: &mut SchemaGenerator) -> Schema {
    let names: Vec<&str> = crate::rules::Subject::names().collect();
    json_schema!({ "type": "array", "items": { "enum": names } })
}

/// Styles of markers.
#[cfg(test)]
pub(super) fn styles(_: &mut SchemaGenerator) -> Schema {
    let names = crate::cite::Style::ALL.map(crate::cite::Style::name);
    json_schema!({ "type": "array", "items": { "enum": names } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::file::File;

    /// `WELLCITED_WRITE_SCHEMA=1 cargo test schema` writes it anew.
    #[test]
    fn the_schema_is_what_the_program_reads() {
        let schema = SchemaGenerator::default().into_root_schema_for::<File>();
        let wanted = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("WELLCITED_WRITE_SCHEMA").is_some() {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/config/schema.json"), wanted).unwrap();
        } else {
            assert_eq!(SCHEMA, wanted, "WELLCITED_WRITE_SCHEMA=1 writes it anew");
        }
    }
}
