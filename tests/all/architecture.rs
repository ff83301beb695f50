//! The rules of the house: one import order, one home for each outside crate, I/O only at the edges.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the library and, after them, of the program; each imports only what stands before it.
const ORDER: &[&str] = &[
    "map", "input", "article", "cite", "quote", "outcome", "finding", "rules", "config", "engine", "fix", "baseline",
    "review", "verify", "report", "cli", "run", "main",
];

/// Outside crates and the only places that may name them.
const HOMES: &[(&str, &[&str])] = &[
    ("anstream", &["run"]),
    ("anstyle", &["report/shared/style"]),
    ("base64", &["report/formats/html/policy"]),
    ("biblatex", &["config/bibliography"]),
    ("chardetng", &["input"]),
    ("clap", &["cli", "main", "run/shell"]),
    ("clap_complete", &["cli", "run/shell"]),
    ("clap_complete_nushell", &["run/shell"]),
    ("clap_mangen", &["run/shell"]),
    ("cookie_store", &["verify/cookies"]),
    ("dns_lookup", &["verify/dns"]),
    ("calamine", &["review"]),
    // The format of that name lies in `report/formats`.
    ("csv", &["report/audit/table", "report/formats", "review"]),
    ("data_encoding", &["verify/evidence"]),
    ("ego_tree", &["verify/page"]),
    ("encoding_rs", &["input"]),
    ("flate2", &["verify"]),
    ("foldhash", &["map"]),
    ("globset", &["config", "input"]),
    ("html5gum", &["article/html", "article/markdown/tag"]),
    ("httpdate", &["verify/retry"]),
    ("hyper", &["verify/fault"]),
    ("ignore", &["input"]),
    ("indicatif", &["run/progress"]),
    (
        "jiff",
        &[
            "cli",
            "config",
            "engine",
            "outcome",
            "report/formats/sources",
            "report/views/cache",
            "rules",
            "run",
            "verify",
        ],
    ),
    ("maud", &["report/formats/html"]),
    ("mimalloc", &["main"]),
    ("miette", &["report/formats/full", "report/views/problem"]),
    ("opener", &["run/open"]),
    ("notify", &["run/watch"]),
    ("pdf_extract", &["run/pdf"]),
    ("percent_encoding", &["report/shared/words"]),
    ("pulldown_cmark", &["article/markdown"]),
    ("psl", &["cite"]),
    ("quick_xml", &["report/shared/xml"]),
    ("rayon", &["engine"]),
    ("redb", &["verify/cache"]),
    ("reqwest", &["verify"]),
    ("rlimit", &["run/pdf"]),
    ("rust_xlsxwriter", &["report/audit/workbook"]),
    ("rustls", &["verify/client", "verify/fault"]),
    ("schemars", &["config", "report/json"]),
    ("scraper", &["verify/page"]),
    ("serde", &["baseline", "config", "outcome", "quote", "report", "rules/residue", "verify/cache"]),
    (
        "serde_json",
        &["baseline", "config/bibliography", "report", "verify/cache", "verify/doi", "verify/evidence", "verify/page"],
    ),
    ("sha2", &["engine", "input", "report/formats/html/policy", "verify"]),
    ("similar", &["report/views/diff"]),
    ("tempfile", &["run"]),
    ("terminal_size", &["run"]),
    ("texting_robots", &["verify/robots"]),
    ("tokio", &["verify"]),
    ("toml", &["config", "rules/residue"]),
    ("url", &["outcome", "rules", "verify"]),
    ("webpki_root_certs", &["verify/client"]),
    ("zip", &["input"]),
    ("std::env", &["input", "run"]),
    ("std::fs", &["config", "input", "run", "verify/cache", "verify/evidence"]),
    ("std::io::stdin", &["input", "run"]),
    ("std::net", &["verify"]),
    ("std::process", &["main", "run"]),
];

/// One file of `src/`, by its module path (`rules/settle`), without comments, strings and tests.
struct Source {
    module: String,
    code: String,
}

impl Source {
    fn top(&self) -> &str {
        self.module.split('/').next().unwrap()
    }

    /// How many `super::` lead from an item of this file to the root of the crate.
    fn depth(&self) -> usize {
        self.module.split('/').count()
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if let Some(module) = module_of(&root, &path) {
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap().lines().map(strip).collect::<Vec<_>>().join("\n");
                found.push(Source { module, code });
            }
        }
    }
    found.sort_by(|a, b| a.module.cmp(&b.module));
    assert!(found.len() > 50, "{} files in src/", found.len());
    found
}

/// `src/rules/settle.rs` is `rules/settle`, `src/rules/mod.rs` is `rules`; files of tests are left out.
fn module_of(root: &Path, path: &Path) -> Option<String> {
    let relative: PathBuf = path.strip_prefix(root).unwrap().with_extension("");
    let parts: Vec<&str> = relative.iter().map(|p| p.to_str().unwrap()).filter(|p| *p != "mod").collect();
    let test = parts.iter().any(|p| *p == "tests" || *p == "sample");
    (!test && parts != ["lib"] && path.extension().is_some_and(|e| e == "rs")).then(|| parts.join("/"))
}

/// A line without its comment and without what stands between quotation marks.
fn strip(line: &str) -> String {
    let code = if line.trim_start().starts_with("//") { "" } else { line.split(" // ").next().unwrap() };
    code.split('"').step_by(2).collect::<Vec<_>>().join("\"\"")
}

/// The names that follow `prefix` in `code`, braces opened: `a` and `b` for `crate::{a::X, b}`.
fn names_after<'c>(code: &'c str, prefix: &str) -> Vec<&'c str> {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let starts = code.match_indices(prefix).filter(|(at, _)| !code[..*at].ends_with(|c: char| word(c) || c == ':'));
    let mut names = Vec::new();
    for (at, _) in starts {
        let rest = &code[at + prefix.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            names.push(rest.split(|c| !word(c)).next().unwrap());
            continue;
        };
        let mut depth = 0_usize;
        let mut from = 0;
        for (i, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    names.push(group[from..i].trim().split(|c| !word(c)).next().unwrap());
                    from = i + 1;
                    if c == '}' {
                        break;
                    }
                }
                _ => {}
            }
        }
    }
    names
}

fn rank(module: &str) -> usize {
    ORDER.iter().position(|m| *m == module).unwrap_or_else(|| panic!("{module} has no place in the order"))
}

#[test]
fn modules_import_only_what_stands_before_them() {
    let mut wrong = Vec::new();
    for source in sources() {
        let climb = "super::".repeat(source.depth());
        let prefixes = ["crate::", "wellcited::", climb.as_str()];
        for name in prefixes.iter().flat_map(|prefix| names_after(&source.code, prefix)) {
            if ORDER.contains(&name) && rank(name) > rank(source.top()) {
                wrong.push(format!("{} imports {name}", source.module));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn outside_crates_have_one_home() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (name, homes) in HOMES {
            let at_home = homes.iter().any(|home| source.module.starts_with(home));
            let named = |prefix: &str| !names_after(&source.code, prefix).is_empty();
            let (parent, last) = name.rsplit_once("::").unwrap_or(("", name));
            let in_group = !parent.is_empty() && names_after(&source.code, &format!("{parent}::")).contains(&last);
            if !at_home && (named(&format!("{name}::")) || in_group) {
                wrong.push(format!("{} names {name}", source.module));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_front_page_names_the_same_order() {
    let front = include_str!("../../src/lib.rs");
    let line = front.lines().find(|line| line.contains("`map →")).expect("the order stands in lib.rs");
    let stated: Vec<&str> = line.trim_start_matches("//! ").trim_matches('`').split(" → ").collect();
    let stated: HashSet<&str> = stated.iter().copied().filter(|m| ORDER.contains(m)).collect();
    let modules: HashSet<&str> = ORDER.iter().copied().collect();
    assert_eq!(stated, modules, "lib.rs: {line}");
    let ranks: Vec<usize> = line.trim_matches(|c| c != '`').trim_matches('`').split(" → ").map(rank).collect();
    assert!(ranks.is_sorted(), "lib.rs: {line}");
}
