//! What may stand in a configuration file.
//!
//! The doc comments of the fields are the descriptions of the JSON Schema.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// Rules and groups by name, with what is to become of them.
pub(super) type Levels = BTreeMap<Spanned<String>, Spanned<String>>;
/// Options of rules, by rule and name.
pub(super) type Options = BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Spanned<toml::Value>>>;
/// Words, each with its place.
pub(super) type Words = Option<Spanned<Vec<Spanned<String>>>>;

/// Declares a table that holds settings of its own beside those that may be set for all files or for some.
macro_rules! table {
    ($(#[$attribute:meta])* $name:ident { $($own:tt)* }) => {
        #[derive(Clone, Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        $(#[$attribute])*
        pub(super) struct $name {
            $($own)*
            /// The language of articles that do not state one, such as `de` or `pt-BR`.
            #[cfg_attr(test, schemars(with = "Option<String>"))]
            pub(super) language: Option<Spanned<String>>,
            /// Headings that announce a source list here, beside those that are known anyway.
            #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
            pub(super) list_headings: Words,
            /// CSS selectors of elements that are source lists, beside those that are found anyway: elements, classes,
            /// ids and attributes, joined by a blank (anywhere inside) or `>` (child). HTML only.
            #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
            pub(super) list_selectors: Words,
            /// CSS selectors of elements that hold the article: all else on the page is left out. A page without any of
            /// them is read whole. HTML only.
            #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
            pub(super) body_selectors: Words,
            /// Hosts of the site itself: links to them are no sources.
            #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
            pub(super) own_domains: Words,
            /// Styles of citations that are read here also where a text by itself would not show that they cite: numbers
            /// in round brackets, a few numbers without a list. Places that cannot cite (powers, addresses, code) stay
            /// out.
            #[serde(default)]
            #[cfg_attr(test, schemars(schema_with = "super::schema::styles"))]
            pub(super) read_styles: Words,
            /// Styles of markers that are no citations here.
            #[serde(default)]
            #[cfg_attr(test, schemars(schema_with = "super::schema::styles"))]
            pub(super) ignore_styles: Words,
            /// Whether the source list is made when the page is built, or kept in another file: then nothing is joined.
            #[cfg_attr(test, schemars(with = "Option<bool>"))]
            pub(super) list_elsewhere: Option<Spanned<bool>>,
            /// Files that define the sources, from the folder of the configuration: BibTeX or BibLaTeX (`.bib`) or
            /// CSL-JSON (`.json`). Keys such as `[@smith2020]` must be in one of them.
            #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
            pub(super) bibliography: Words,
            /// What every source must give; switches the rules `missing-author`, `missing-title`, `missing-date` and
            /// `missing-url` on or off.
            #[serde(default)]
            #[cfg_attr(test, schemars(schema_with = "super::schema::fields"))]
            pub(super) required_fields: Words,
            /// Sites that are no sources here, with the reason that authors are told.
            #[cfg_attr(test, schemars(with = "Option<Vec<Sites>>"))]
            pub(super) deny_domains: Option<Vec<Sites>>,
            /// If any are named, the only sites that are sources here, with the reason that authors are told.
            #[cfg_attr(test, schemars(with = "Option<Vec<Sites>>"))]
            pub(super) allow_domains: Option<Vec<Sites>>,
            /// Rules and groups of rules, switched on or off, or given a severity.
            #[serde(default)]
            #[cfg_attr(test, schemars(schema_with = "super::schema::levels"))]
            pub(super) rules: Levels,
            /// Options of single rules.
            #[serde(default)]
            #[cfg_attr(test, schemars(schema_with = "super::schema::options"))]
            pub(super) options: Options,
        }

        impl $name {
            /// Takes out what may be set for all files or for some.
            pub(super) fn common(&mut self) -> Common {
                Common {
                    language: self.language.take(),
                    list_headings: self.list_headings.take(),
                    list_selectors: self.list_selectors.take(),
                    body_selectors: self.body_selectors.take(),
                    own_domains: self.own_domains.take(),
                    read_styles: self.read_styles.take(),
                    ignore_styles: self.ignore_styles.take(),
                    list_elsewhere: self.list_elsewhere.take(),
                    bibliography: self.bibliography.take(),
                    required_fields: self.required_fields.take(),
                    deny_domains: self.deny_domains.take(),
                    allow_domains: self.allow_domains.take(),
                    rules: std::mem::take(&mut self.rules),
                    options: std::mem::take(&mut self.options),
                }
            }
        }
    };
}

table! {
    /// Settings of wellcited.
    #[cfg_attr(test, schemars(title = "wellcited.toml"))]
    File {
        /// Files that a search of folders leaves out; a file that is named is checked nevertheless.
        #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
        pub(super) exclude: Words,
        /// Settings for some files; later ones win.
        #[serde(rename = "override", default)]
        pub(super) overrides: Vec<Override>,
        /// Findings that are known and accepted, for articles that cannot carry a comment.
        #[serde(default)]
        pub(super) ignore: Vec<Ignore>,
        /// Files that are read as one article.
        #[serde(default)]
        pub(super) document: Vec<Document>,
        /// Saved copies of sources, in which quotations are looked for.
        #[serde(default)]
        pub(super) source: Vec<Source>,
        /// How the web is asked about sources; of several files, the one that holds for the first article counts.
        #[serde(default)]
        #[cfg_attr(test, schemars(with = "super::Network"))]
        pub(super) verify: super::network::Written,
    }
}

table! {
    /// Settings for some files.
    Override {
        /// Which files: patterns, from the folder of the configuration.
        #[cfg_attr(test, schemars(with = "Vec<String>"))]
        pub(super) files: Vec<Spanned<String>>,
    }
}

/// What may be set for all files or for some.
#[derive(Debug)]
pub(super) struct Common {
    pub(super) language: Option<Spanned<String>>,
    pub(super) list_headings: Words,
    pub(super) list_selectors: Words,
    pub(super) body_selectors: Words,
    pub(super) own_domains: Words,
    pub(super) read_styles: Words,
    pub(super) ignore_styles: Words,
    pub(super) list_elsewhere: Option<Spanned<bool>>,
    pub(super) bibliography: Words,
    pub(super) required_fields: Words,
    pub(super) deny_domains: Option<Vec<Sites>>,
    pub(super) allow_domains: Option<Vec<Sites>>,
    pub(super) rules: Levels,
    pub(super) options: Options,
}

/// Some sites, and why they are named.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Sites {
    /// Domains such as `example.org`; each stands for all that lies under it too. Of two that fit the longer decides.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub(super) domains: Vec<Spanned<String>>,
    /// Why: it is shown with the finding.
    #[cfg_attr(test, schemars(with = "String"))]
    pub(super) reason: Spanned<String>,
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

/// A saved copy of a source.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Source {
    /// The copy: HTML, Markdown, text or PDF, from the folder of the configuration.
    #[cfg_attr(test, schemars(with = "String"))]
    pub(super) file: Spanned<String>,
    /// The address it was saved from.
    pub(super) url: Option<String>,
    /// The DOI of the work.
    pub(super) doi: Option<String>,
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
