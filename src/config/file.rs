//! What may stand in a configuration file.
//!
//! The doc comments of the fields are the descriptions of the JSON Schema.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// Rules and groups by name, with what is to become of them.
pub(super) type Levels = BTreeMap<Spanned<String>, Spanned<String>>;

/// Settings of wellcited.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "wellcited.toml"))]
pub(super) struct File {
    /// The language of articles that do not state one, such as `de` or `pt-BR`.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(super) language: Option<Spanned<String>>,
    /// Headings that announce a source list here, beside those that are known anyway.
    #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
    pub(super) list_headings: Option<Spanned<Vec<String>>>,
    /// Hosts of the site itself: links to them are no sources.
    #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
    pub(super) own_domains: Option<Spanned<Vec<String>>>,
    /// Styles of markers that are no citations here.
    #[cfg_attr(test, schemars(schema_with = "super::schema::styles"))]
    pub(super) ignore_styles: Option<Spanned<Vec<Spanned<String>>>>,
    /// Whether the source list is made when the page is built, or kept in another file: then nothing is joined.
    #[cfg_attr(test, schemars(with = "Option<bool>"))]
    pub(super) list_elsewhere: Option<Spanned<bool>>,
    /// Files that a search of folders leaves out; a file that is named is checked nevertheless.
    #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
    pub(super) exclude: Option<Spanned<Vec<Spanned<String>>>>,
    /// Rules and groups of rules, switched on or off, or given a severity.
    #[cfg_attr(test, schemars(schema_with = "super::schema::levels"))]
    pub(super) rules: Levels,
    /// Settings for some files; later ones win.
    #[serde(rename = "override")]
    pub(super) overrides: Vec<Override>,
    /// Findings that are known and accepted, for articles that cannot carry a comment.
    pub(super) ignore: Vec<Ignore>,
    /// Files that are read as one article.
    pub(super) document: Vec<Document>,
}

/// Settings for some files.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Override {
    /// Which files: patterns, from the folder of the configuration.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub(super) files: Vec<Spanned<String>>,
    /// The language of articles that do not state one.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(super) language: Option<Spanned<String>>,
    /// Headings that announce a source list here, beside those that are known anyway.
    #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
    pub(super) list_headings: Option<Spanned<Vec<String>>>,
    /// Hosts of the site itself: links to them are no sources.
    #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
    pub(super) own_domains: Option<Spanned<Vec<String>>>,
    /// Styles of markers that are no citations here.
    #[cfg_attr(test, schemars(schema_with = "super::schema::styles"))]
    pub(super) ignore_styles: Option<Spanned<Vec<Spanned<String>>>>,
    /// Whether the source list is made when the page is built, or kept in another file: then nothing is joined.
    #[cfg_attr(test, schemars(with = "Option<bool>"))]
    pub(super) list_elsewhere: Option<Spanned<bool>>,
    /// Rules and groups of rules, switched on or off, or given a severity.
    #[serde(default)]
    #[cfg_attr(test, schemars(schema_with = "super::schema::levels"))]
    pub(super) rules: Levels,
}

/// Findings that are known and accepted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Ignore {
    /// Which files: patterns, from the folder of the configuration.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub(super) files: Vec<Spanned<String>>,
    /// Which rules or groups; all, if none is named.
    #[serde(default)]
    #[cfg_attr(test, schemars(schema_with = "super::schema::subjects"))]
    pub(super) rules: Vec<Spanned<String>>,
    /// Which findings, by the fingerprints of `--format json`; all, if none is named.
    #[serde(default)]
    pub(super) fingerprints: Vec<String>,
    /// Why.
    pub(super) reason: String,
}

/// Files that are read as one article.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Document {
    /// The files in the order in which they are read, from the folder of the configuration.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub(super) files: Vec<Spanned<String>>,
}

/// `pyproject.toml`, as far as it matters.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Pyproject {
    /// `[tool.…]`.
    pub(super) tool: Tool,
}

/// The tables of tools.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Tool {
    /// `[tool.wellcited]`.
    pub(super) wellcited: Option<File>,
}
