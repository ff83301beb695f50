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
