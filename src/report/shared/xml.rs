//! Writing XML whose texts come from articles: what XML cannot hold is left out, the rest is escaped.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::clean::clean;

/// A document that is being written.
pub(in crate::report) struct Xml<'w>(Writer<&'w mut dyn Write>);

/// Attributes by name.
pub(in crate::report) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// Writes a document with one element around all others.
pub(in crate::report) fn document(
    out: &mut dyn Write,
    name: &str,
    attributes: Attributes<'_>,
    inner: impl FnOnce(&mut Xml<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let mut xml = Xml(Writer::new_with_indent(out, b' ', 2));
    xml.0.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.element(name, attributes, inner)?;
    xml.0.into_inner().write_all(b"\n")
}

impl Xml<'_> {
    /// Writes an element and what stands in it.
    pub(in crate::report) fn element(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        inner: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.0.write_event(Event::Start(start(name, attributes)))?;
        inner(self)?;
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// Writes an element with nothing in it.
    pub(in crate::report) fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.0.write_event(Event::Empty(start(name, attributes)))
    }

    /// Writes lines of text; each becomes one line.
    pub(in crate::report) fn text(&mut self, lines: &[&str]) -> io::Result<()> {
        let text = lines.iter().map(|line| clean(line)).collect::<Vec<_>>().join("\n");
        self.0.write_event(Event::Text(BytesText::new(&text)))
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, clean(value).as_ref()));
    }
    start
}
