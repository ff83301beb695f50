//! HTML: a tokenizer with byte spans and a stack of open elements.
//!
//! No tree is built. What a browser's tree would decide about the text (which blocks there are, what is hidden, where a
//! forgotten end tag would stand) is decided on the stack; `scraper` is the oracle of a test that says so. A page whose
//! article is hidden, or preformatted, is read a second time with another policy.

mod attributes;
mod class_table;
mod classes;
mod close;
mod head;
mod inline;
mod names;
mod open;
mod policy;
mod reader;
mod select;
mod stack;
#[cfg(test)]
mod tests;
mod text;
mod tokens;

use super::{Article, BlockKind, Options};
use crate::input::Input;
use policy::{Evidence, Policy};
use reader::Reader;
use select::Picks;

/// Reads an HTML document.
pub(super) fn read(input: &Input, options: &Options) -> Article {
    let text = input.text.as_str();
    let plain = Policy::default().reading(&options.prose);
    let mut first = tokens::tokenize(text, Reader::new(text, &plain, Picks::new(options)));
    if first.lacks_body() {
        let bodies = first.picks.unmatched().into_iter().filter(|unmatched| unmatched.is_body);
        let mut whole = read(input, &Options { bodies: Vec::new(), ..options.clone() });
        whole.unmatched.splice(..0, bodies);
        return whole;
    }
    let unmatched = first.picks.unmatched();
    let mut article = first.finish();
    let evidence = Evidence {
        article: &article,
        parts: &first.hidden_parts,
        controlled: &first.controlled,
        pre_text: first.pre_text,
    };
    if let Some(policy) = evidence.second_policy() {
        let policy = policy.reading(&options.prose);
        article = tokens::tokenize(text, Reader::new(text, &policy, Picks::new(options))).finish();
    }
    title_from_heading(&mut article);
    article.unmatched = unmatched;
    article
}

/// A page without a title is called what its first main heading says.
fn title_from_heading(article: &mut Article) {
    if article.title.is_none() {
        let heading = article.blocks.iter().find(|block| block.kind == BlockKind::Heading(1));
        article.title = heading.map(|block| article.slice(block.range).to_owned());
    }
}
