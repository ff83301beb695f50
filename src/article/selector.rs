//! Selectors of CSS, as far as they can be decided when an element is opened: compounds (`ol.refs`, `#sources`,
//! `[role=doc-endnotes]`), descendants (`main ol`) and children (`main > ol`). All others are refused.
//!
//! The words are those of Selectors Level 4: a selector is a chain of compounds, the last of which it is about.

use std::fmt::{self, Display};
use std::ops::Range;

/// The longest chain of compounds.
const MOST_STEPS: usize = 32;

/// A selector that has been understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    text: String,
    pub(super) steps: Vec<Step>,
}

/// One compound of a chain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Step {
    /// The element's name in lower case; any, if it is none.
    pub(super) tag: Option<String>,
    pub(super) ids: Vec<String>,
    pub(super) classes: Vec<String>,
    /// Attributes that must be there, some with a value.
    pub(super) attributes: Vec<(String, Option<String>)>,
    /// Whether the compound before it must be the parent, and not just any element around.
    pub(super) is_child: bool,
}

/// What is wrong with a selector, and where, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadSelector {
    /// The place in the selector; empty at its end.
    pub place: Range<usize>,
    /// What is wrong.
    pub reason: String,
}

impl Selector {
    /// Understands a selector.
    pub fn parse(text: &str) -> Result<Self, BadSelector> {
        let mut parser = Parser { text, at: 0 };
        let mut steps = vec![parser.compound()?];
        while let Some(is_child) = parser.combinator()? {
            steps.push(Step { is_child, ..parser.compound()? });
        }
        if steps.len() > MOST_STEPS {
            return Err(BadSelector { place: 0..text.len(), reason: format!("it has more than {MOST_STEPS} parts") });
        }
        Ok(Self { text: text.trim().to_owned(), steps })
    }
}

impl Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_blanks(&mut self) -> bool {
        let before = self.at;
        self.at += self.rest().len() - self.rest().trim_start().len();
        self.at > before
    }

    fn eat(&mut self, sign: char) -> bool {
        let found = self.next() == Some(sign);
        self.at += if found { sign.len_utf8() } else { 0 };
        found
    }

    fn error(&self, reason: impl Into<String>) -> BadSelector {
        let end = self.at + self.next().map_or(0, char::len_utf8);
        BadSelector { place: self.at..end, reason: reason.into() }
    }

    /// Whether what comes next must be a child; `None` at the end.
    fn combinator(&mut self) -> Result<Option<bool>, BadSelector> {
        let blank = self.skip_blanks();
        match self.next() {
            None => Ok(None),
            Some('>') => {
                self.at += 1;
                Ok(Some(true))
            }
            Some('+' | '~') => Err(self.error("only descendants (a blank) and children (“>”) can be told")),
            Some(',') => Err(self.error("one selector at a time: make it two of the list")),
            Some(_) if blank => Ok(Some(false)),
            Some(_) => Err(self.error("this cannot stand here")),
        }
    }

    fn compound(&mut self) -> Result<Step, BadSelector> {
        self.skip_blanks();
        let start = self.at;
        let mut step = Step::default();
        if !self.eat('*') && self.next().is_some_and(is_name_start) {
            step.tag = Some(self.name("an element")?.to_ascii_lowercase());
        }
        loop {
            match self.next() {
                Some('.') => {
                    self.at += 1;
                    step.classes.push(self.name("a class")?);
                }
                Some('#') => {
                    self.at += 1;
                    step.ids.push(self.name("an id")?);
                }
                Some('[') => {
                    self.at += 1;
                    step.attributes.push(self.attribute()?);
                }
                Some(':') => return Err(self.error("what begins with “:” cannot be told while a page is read")),
                _ => break,
            }
        }
        match self.at == start {
            true => Err(self.error("an element, “.class”, “#id” or “[attribute]” must stand here")),
            false => Ok(step),
        }
    }

    fn name(&mut self, what: &str) -> Result<String, BadSelector> {
        let length = self.rest().find(|c| !is_name(c)).unwrap_or(self.rest().len());
        if length == 0 {
            return Err(self.error(format!("the name of {what} must stand here")));
        }
        let name = self.rest()[..length].to_owned();
        self.at += length;
        Ok(name)
    }

    /// An attribute behind its opening bracket: `role]`, `role=doc-endnotes]`, `role="doc-endnotes"]`.
    fn attribute(&mut self) -> Result<(String, Option<String>), BadSelector> {
        let name = self.name("an attribute")?.to_ascii_lowercase();
        let value = if self.eat('=') { Some(self.value()?) } else { None };
        match self.eat(']') {
            true => Ok((name, value)),
            false => Err(self.error("“=” and a value, or “]”, must stand here")),
        }
    }

    fn value(&mut self) -> Result<String, BadSelector> {
        let Some(quote) = self.next().filter(|c| matches!(c, '"' | '\'')) else { return self.name("a value") };
        self.at += 1;
        let Some(length) = self.rest().find(quote) else {
            return Err(self.error("the quotation mark before this is never closed"));
        };
        let value = self.rest()[..length].to_owned();
        self.at += length + 1;
        Ok(value)
    }
}

fn is_name_start(c: char) -> bool {
    is_name(c) && !c.is_ascii_digit()
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii() && !c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_of_compounds_are_understood() {
        let parsed = Selector::parse(" main.post > div#refs OL.a.b[role=\"x y\"][data-z] * ").unwrap();
        let shown: Vec<String> = parsed.steps.iter().map(|s| format!("{s:?}")).collect();
        assert_eq!(parsed.steps.len(), 4, "{shown:#?}");
        assert_eq!(
            parsed.steps[1],
            Step { tag: Some("div".into()), ids: vec!["refs".into()], is_child: true, ..Step::default() }
        );
        assert_eq!(parsed.steps[2].classes, ["a", "b"]);
        assert_eq!(parsed.steps[2].attributes, [("role".into(), Some("x y".into())), ("data-z".into(), None)]);
        assert_eq!(parsed.steps[3], Step::default());
    }

    #[test]
    fn all_else_is_refused_in_its_place() {
        let cases = [
            ("", 0..0),
            ("main >", 6..6),
            ("a + b", 2..3),
            ("a ~ b", 2..3),
            ("a, b", 1..2),
            ("li:first-child", 2..3),
            ("a.", 2..2),
            ("[role", 5..5),
            ("[role^=x]", 5..6),
            ("[role=\"x]", 7..8),
            ("a{", 1..2),
            (">a", 0..1),
        ];
        for (text, place) in cases {
            assert_eq!(Selector::parse(text).unwrap_err().place, place, "{text}");
        }
    }
}
