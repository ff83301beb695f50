//! Which elements a user's selectors mean, decided when each is opened.
//!
//! Each open element remembers how far every chain has come with it and around it, so a chain is never walked back.

use html5gum::{Token, Tokenizer};

use super::attributes::Attribute;
use super::reader::Reader;
use super::tokens::StartTag;
use crate::article::selector::{Selector, Step};
use crate::article::{Options, Unmatched};

/// What selectors say about an element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Picked {
    /// It is the article, or a part of it.
    pub(super) is_body: bool,
    /// It is a source list.
    pub(super) is_list: bool,
}

/// The selectors, and the elements that are open.
pub(super) struct Picks<'o> {
    options: &'o Options,
    /// For `html` and `body`, then for each element of the stack.
    roots: Path,
    open: Vec<Path>,
    /// For each selector, whether an element fits it.
    met: Vec<bool>,
}

/// How far each chain has come at an element: one bit a compound.
#[derive(Clone, Debug, Default)]
struct Path {
    /// With the element itself.
    own: Vec<u32>,
    /// With it or an element around it.
    any: Vec<u32>,
}

impl<'o> Picks<'o> {
    pub(super) fn new(options: &'o Options) -> Self {
        let none = vec![0; options.bodies.len() + options.lists.len()];
        let met = vec![false; none.len()];
        Self { options, roots: Path { own: none.clone(), any: none }, open: Vec::new(), met }
    }

    fn selectors(&self) -> impl Iterator<Item = &'o Selector> + use<'o> {
        self.options.bodies.iter().chain(&self.options.lists)
    }

    /// Whether only a part of the page is read.
    pub(super) fn has_body(&self) -> bool {
        !self.options.bodies.is_empty()
    }

    /// The selectors that no element has fitted yet.
    pub(super) fn unmatched(&self) -> Vec<Unmatched> {
        let bodies = self.options.bodies.len();
        let all = self.selectors().zip(&self.met).enumerate();
        let unmet = all.filter(|(_, (_, met))| !**met);
        unmet.map(|(at, (selector, _))| Unmatched { selector: selector.to_string(), is_body: at < bodies }).collect()
    }

    fn is_idle(&self) -> bool {
        self.roots.own.is_empty()
    }

    /// The path of an element inside of `outer`.
    fn path(&self, outer: &Path, input: &str, token: &StartTag<'_>) -> Path {
        let mut path = outer.clone();
        for (at, selector) in self.selectors().enumerate() {
            path.own[at] = 0;
            for (nth, step) in selector.steps.iter().enumerate() {
                let reached = match nth.checked_sub(1) {
                    None => true,
                    Some(before) if step.is_child => outer.own[at] >> before & 1 == 1,
                    Some(before) => outer.any[at] >> before & 1 == 1,
                };
                if reached && fits(step, input, token) {
                    path.own[at] |= 1 << nth;
                }
            }
            path.any[at] |= path.own[at];
        }
        path
    }

    /// An `html` or `body` tag, which is on no stack.
    pub(super) fn root(&mut self, input: &str, token: &StartTag<'_>) {
        if !self.is_idle() {
            self.roots = self.path(&self.roots, input, token);
        }
    }

    /// An element is about to be opened at this depth.
    pub(super) fn open(&mut self, depth: usize, input: &str, token: &StartTag<'_>) -> Picked {
        if self.is_idle() {
            return Picked::default();
        }
        self.open.truncate(depth);
        let outer = self.open.last().unwrap_or(&self.roots).clone();
        // Elements that are open and were not asked about let through what stands around them.
        self.open.resize(depth, outer.clone());
        let path = self.path(&outer, input, token);
        let meant: Vec<bool> =
            self.selectors().zip(&path.own).map(|(s, own)| own >> (s.steps.len() - 1) & 1 == 1).collect();
        self.open.push(path);
        self.met.iter_mut().zip(&meant).for_each(|(met, &now)| *met |= now);
        let (bodies, lists) = meant.split_at(self.options.bodies.len());
        Picked { is_body: bodies.contains(&true), is_list: lists.contains(&true) }
    }
}

impl Reader<'_> {
    /// Whether the place lies outside of what the user says is the article.
    pub(super) fn is_outside(&self) -> bool {
        self.picks.has_body() && self.bodies == 0
    }

    /// Whether the page has none of the elements that the user says are the article.
    pub(super) fn lacks_body(&self) -> bool {
        self.picks.has_body() && self.seen_bodies == 0
    }
}

/// Whether an element is what a compound describes.
fn fits(step: &Step, input: &str, token: &StartTag<'_>) -> bool {
    let id = token.attrs.get(Attribute::Id, input);
    let class = token.attrs.get(Attribute::Class, input);
    step.tag.as_ref().is_none_or(|tag| tag.as_bytes() == token.name)
        && step.ids.iter().all(|wanted| *wanted == *id)
        && step.classes.iter().all(|wanted| class.split_ascii_whitespace().any(|c| c == wanted))
        && (step.attributes.is_empty() || has_attributes(step, input, token))
}

/// The reader keeps the attributes it needs itself; for all others the tag is read once more.
fn has_attributes(step: &Step, input: &str, token: &StartTag<'_>) -> bool {
    let tag = input.get(token.span.bounds()).unwrap_or_default();
    let start = |token| match token {
        Ok(Token::StartTag(tag)) => Some(tag),
        _ => None,
    };
    let Some(tag) = Tokenizer::new(tag).find_map(start) else { return false };
    step.attributes.iter().all(|(name, wanted)| {
        let value = tag.attributes.get(name.as_bytes());
        value.is_some_and(|value| wanted.as_ref().is_none_or(|wanted| wanted.as_bytes() == value.value.as_slice()))
    })
}

#[cfg(test)]
mod tests {
    use crate::article::html::read;
    use crate::article::{CHOSEN_LIST, Options, Selector};
    use crate::input::{Format, Input};

    fn options(bodies: &[&str], lists: &[&str]) -> Options {
        let parsed = |all: &[&str]| all.iter().map(|text| Selector::parse(text).unwrap()).collect();
        Options { bodies: parsed(bodies), lists: parsed(lists), ..Options::default() }
    }

    /// What is read of a page, its blocks between bars.
    fn text(html: &str, bodies: &[&str]) -> String {
        let article = read(&Input::from_text("page.html", Format::Html, html), &options(bodies, &[]));
        let blocks = article.blocks.iter().filter(|b| !b.range.is_empty()).map(|b| article.slice(b.range));
        blocks.collect::<Vec<_>>().join("|")
    }

    const PAGE: &str = "<html><head><title>Tides</title></head><body class=home><p>Menu <img alt=x><code>y</code>\
        <div id=top><div class='a b'><p>One<p>Two</div><p lang=de>Three</div>Four<main><p>Five</main><!-- c --></body>";

    #[test]
    fn only_the_chosen_elements_are_read() {
        let cases: &[(&[&str], &str)] = &[
            (&["main"], "Five"),
            (&[".a"], "One|Two"),
            (&[".b.a p"], "One|Two"),
            (&["#top > p"], "Three"),
            (&["body.home > div > p", "main"], "Three|Five"),
            (&["html body div p"], "One|Two|Three"),
            (&["[lang=\"de\"]"], "Three"),
            (&["p[lang]"], "Three"),
            (&["div div"], "One|Two"),
            (&["body > p"], "Menu \u{fffc}\u{fffc}|x"),
        ];
        for (bodies, wanted) in cases {
            assert_eq!(text(PAGE, bodies), *wanted, "{bodies:?}");
        }
        for bodies in [&["article"] as &[&str], &["main > div"], &["#TOP"], &["div > div > div"], &["[lang=en]"]] {
            assert_eq!(text(PAGE, bodies), text(PAGE, &[]), "{bodies:?} is not on the page: it is read whole");
        }
    }

    #[test]
    fn a_title_and_comments_are_read_wherever_they_stand() {
        let article = read(&Input::from_text("page.html", Format::Html, PAGE), &options(&["main"], &[]));
        assert_eq!((article.title.as_deref(), article.comments.len()), (Some("Tides"), 1));
    }

    #[test]
    fn chosen_lists_carry_a_role() {
        let page = "<div class=x><ul><li>One</ul><p class=refs>Two</div>";
        let article = read(&Input::from_text("page.html", Format::Html, page), &options(&[], &[".x > ul", "p.refs"]));
        let chosen = article.containers.iter().filter(|c| c.attrs.has_role(CHOSEN_LIST));
        assert_eq!(chosen.map(|c| &*c.attrs.tag).collect::<Vec<_>>(), ["ul", "p"]);
    }
}
