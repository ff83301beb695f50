//! What a fix may do to the tree of a page, told by `scraper`: one change of the source changes one text or one
//! attribute, and elements go only with a source that is removed.

use scraper::{Html, Node};
use similar::TextDiff;

/// A node as far as it can be compared: elements by name, place and names of attributes, and apart from them what a fix
/// may write.
#[derive(Debug, PartialEq)]
struct Flat {
    depth: usize,
    shape: String,
    /// The text, or the values of the attributes.
    written: Vec<String>,
}

/// The nodes of a page, in order.
fn flat(page: &str) -> Vec<Flat> {
    let tree = Html::parse_document(page);
    let mut nodes = Vec::new();
    for node in tree.tree.root().descendants() {
        let depth = node.ancestors().count();
        let (shape, written) = match node.value() {
            Node::Element(element) => {
                let mut attributes: Vec<(&str, &str)> = element.attrs().collect();
                attributes.sort_unstable();
                let names: Vec<&str> = attributes.iter().map(|(name, _)| *name).collect();
                let values = attributes.iter().map(|(_, value)| (*value).to_owned()).collect();
                (format!("<{} {}>", element.name(), names.join(" ")), values)
            }
            Node::Text(text) => ("text".to_owned(), vec![text.to_string()]),
            Node::Comment(comment) => (format!("comment {}", &comment.comment), Vec::new()),
            _ => continue,
        };
        nodes.push(Flat { depth, shape, written });
    }
    nodes
}

/// How many stretches of a text differ from another.
fn changes(before: &str, after: &str) -> usize {
    // Words, with tags and brackets as words of their own: no two places of a page share one.
    let cut = |text: &str| -> Vec<String> {
        let mut parts = Vec::new();
        let mut word = String::new();
        for c in text.chars() {
            if c.is_alphanumeric() {
                word.push(c);
                continue;
            }
            if !word.is_empty() {
                parts.push(std::mem::take(&mut word));
            }
            parts.push(c.to_string());
        }
        parts.push(word);
        parts
    };
    let (before, after) = (cut(before), cut(after));
    let (before, after): (Vec<&str>, Vec<&str>) =
        (before.iter().map(String::as_str).collect(), after.iter().map(String::as_str).collect());
    let diff = TextDiff::from_slices(&before, &after);
    diff.ops().iter().filter(|op| op.tag() != similar::DiffTag::Equal).count()
}

/// What a fix did to the tree that it may not do; `removes` says whether a source was taken out.
pub(crate) fn fault(before: &str, after: &str, removes: bool) -> Option<String> {
    let (old, new) = (flat(before), flat(after));
    let same = |a: &Flat, b: &Flat| a.depth == b.depth && a.shape == b.shape;
    // A text may go with all it held; every other node stays, in order.
    let mut rest = old.iter();
    let mut written = 0;
    for node in &new {
        let Some(was) = rest.by_ref().find(|was| same(was, node)) else {
            return Some(format!("another tree: {node:?}"));
        };
        written += was.written.iter().zip(&node.written).filter(|(a, b)| a != b).count();
    }
    let gone: Vec<&Flat> = missing(&old, &new, same);
    if !removes && gone.iter().any(|node| node.shape != "text") {
        return Some(format!("another tree: {:?} is gone", gone[0]));
    }
    let most = changes(before, after);
    // Where nodes have gone it is not told which of their like is which.
    (!removes && written > most)
        .then(|| format!("{written} texts and attributes differ, and {most} places of the source"))
}

/// The nodes that have no fellow in the other tree, where that holds the rest in order.
fn missing<'n>(old: &'n [Flat], new: &[Flat], same: impl Fn(&Flat, &Flat) -> bool) -> Vec<&'n Flat> {
    let mut at = 0;
    old.iter()
        .filter(|was| {
            let found = new.get(at).is_some_and(|node| same(was, node));
            at += usize::from(found);
            !found
        })
        .collect()
}

#[test]
fn other_trees_are_told() {
    let page = "<p>One <a href='#x'>[1]</a> two.</p><p>Three.</p>";
    assert_eq!(fault(page, &page.replace("[1]", "[2]").replace("#x", "#y"), false), None);
    assert_eq!(fault(page, &page.replace("<p>Three.</p>", ""), true), None);
    for (from, to) in [("<p>Three.</p>", ""), ("<a href='#x'>[1]</a>", "[1]"), ("href", "name"), ("two", "<b>two</b>")]
    {
        assert!(fault(page, &page.replace(from, to), false).is_some(), "{from} → {to}");
    }
}
