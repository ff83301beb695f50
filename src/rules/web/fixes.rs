//! Changes that verdicts suggest. All of them are made on request only.

use super::Asked;
use crate::article::ElementKind;
use crate::cite::EntryId;
use crate::finding::{Edit, Fix};
use crate::input::{Format, Span};
use crate::rules::Context;
use crate::rules::addresses::Address;

/// Puts another address in the place of one.
pub(in crate::rules) fn replace(cx: &Context<'_>, asked: &Asked, url: &str) -> Option<Fix> {
    let is_meant = |a: &&Address<'_>| a.span == asked.span && a.holder == asked.holder;
    let edits = cx.addresses().iter().find(is_meant)?.replace(cx, url)?;
    Some(Fix::on_request(format!("give {url} instead"), edits))
}

/// Adds the address of a copy to a source.
pub(in crate::rules) fn add_copy(cx: &Context<'_>, asked: &Asked, copy: &str) -> Option<Fix> {
    let end = end_of(cx, asked.entry()?)?;
    let text = match cx.input.format {
        Format::Html => {
            let copy = copy.replace('&', "&amp;").replace('"', "&quot;");
            format!(" <a href=\"{copy}\">Archived copy</a>.")
        }
        Format::Markdown => format!(" Archived: <{copy}>."),
        Format::Text => format!(" Archived: {copy}."),
    };
    Some(Fix::on_request("add the archived copy to the source", vec![Edit { span: Span::empty(end), text }]))
}

/// Where the words of a source end in the input, behind the link that may end them.
fn end_of(cx: &Context<'_>, entry: EntryId) -> Option<u32> {
    let body = cx.citations.entries[entry].body;
    let last = cx.article.span(body).end;
    let around = cx.article.elements_in(body).iter().filter(|e| e.kind == ElementKind::Link && e.range.end >= body.end);
    let end = around.map(|link| link.span.end).chain([last]).max()?;
    // A sign that closes the sentence stands behind a link.
    let rest = cx.input.text.get(end as usize..)?;
    let closing = rest.find(|c: char| !matches!(c, '.' | ')' | '>')).unwrap_or(rest.len());
    let is_text = !rest[..closing].contains('>') || cx.input.format != Format::Html;
    Some(end + if is_text { closing as u32 } else { 0 })
}
