//! Which generator a folder belongs to, told by its files.

use std::fs;
use std::path::Path;

/// What builds pages from the files of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Generator {
    Hugo,
    Jekyll,
    Quarto,
    Sphinx,
    Mdx,
    WordPress,
}

/// What is known about a generator.
pub(super) struct Traits {
    /// Its name.
    pub(super) name: &'static str,
    /// Folders of pages that it builds or parts it copies: no articles.
    pub(super) built: &'static [&'static str],
    /// What its users should know.
    pub(super) note: Option<&'static str>,
}

impl Generator {
    /// Tells the generator of a folder, if there is a sign of one.
    pub(super) fn of(folder: &Path) -> Option<Self> {
        let has = |name: &str| folder.join(name).exists();
        let any = |names: &[&str]| names.iter().any(|name| has(name));
        if any(&["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"]) || has("content") && has("archetypes") {
            Some(Self::Hugo)
        } else if has("_quarto.yml") || has("_quarto.yaml") {
            Some(Self::Quarto)
        } else if any(&["_config.yml", "_config.yaml"]) {
            Some(Self::Jekyll)
        } else if any(&["conf.py", "source/conf.py", "docs/conf.py"]) {
            Some(Self::Sphinx)
        } else if is_wordpress(folder) {
            Some(Self::WordPress)
        } else if any(&["docusaurus.config.js", "docusaurus.config.ts", "astro.config.mjs", "next.config.mjs"]) {
            Some(Self::Mdx)
        } else {
            None
        }
    }

    /// What is known about it.
    pub(super) const fn traits(self) -> Traits {
        match self {
            Self::Hugo => Traits { name: "Hugo", built: &["public", "resources", "themes", "archetypes"], note: None },
            Self::Jekyll => Traits { name: "Jekyll", built: &["_site", "_layouts", "_includes", "vendor"], note: None },
            Self::Quarto => Traits {
                name: "Quarto",
                built: &["_site", "_book", "_freeze", ".quarto"],
                note: Some(
                    "Articles with a `bibliography:` get their list when they are built: check the built pages too.",
                ),
            },
            Self::Sphinx => Traits {
                name: "Sphinx",
                built: &["_build", "build", "_templates", "_static"],
                note: Some("A list made by `.. bibliography::` is only on the built pages: check those too."),
            },
            Self::Mdx => Traits {
                name: "a builder of MDX",
                built: &["node_modules", "build", "dist", ".next", ".docusaurus"],
                note: Some("In MDX a comment is {/* wellcited-ignore rule: reason */}."),
            },
            Self::WordPress => Traits {
                name: "a WordPress export",
                built: &["wp-content", "wp-includes", "wp-admin"],
                note: Some("An export (WXR) is one XML file: save the posts as HTML, one file each."),
            },
        }
    }
}

/// Whether a folder holds a WordPress site or its export: an XML file that names the export format at its start.
fn is_wordpress(folder: &Path) -> bool {
    if folder.join("wp-content").is_dir() {
        return true;
    }
    let Ok(entries) = fs::read_dir(folder) else { return false };
    let paths = entries.flatten().map(|entry| entry.path());
    paths.filter(|path| path.extension().is_some_and(|e| e == "xml")).take(20).any(|path| is_export(&path))
}

fn is_export(path: &Path) -> bool {
    use std::io::Read as _;
    const HEAD: u64 = 4096;
    let mut head = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && String::from_utf8_lossy(&head).contains("wordpress.org/export/")
}
