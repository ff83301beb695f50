//! What headings name: the article, if it has no title yet, and themselves, by their slug.

use crate::article::{Anchor, Article, Block, BlockKind, ElementKind, OBJECT};
use crate::map::HashMap;
use std::borrow::Cow;

/// Takes the title from the first heading of level 1, and gives each heading an anchor as GitHub does.
pub(super) fn name(article: &mut Article, source: &str) {
    let mut taken: HashMap<String, usize> = HashMap::default();
    let mut slugs = Vec::new();
    let mut title = None;
    for block in &article.blocks {
        let BlockKind::Heading(level) = block.kind else { continue };
        let text = article.slice(block.range);
        if level == 1 && title.is_none() {
            title = Some(text.to_owned());
        }
        let slug = slug(&with_code(article, block, source));
        let name = match taken.get_mut(&slug) {
            Some(count) => {
                *count += 1;
                format!("{slug}-{count}").into()
            }
            None => {
                taken.insert(slug.clone(), 0);
                slug.into()
            }
        };
        slugs.push(Anchor { name, range: block.range, span: block.span });
    }
    article.title = article.title.take().or(title);
    if !slugs.is_empty() {
        article.anchors.extend(slugs);
        // Stable, and one merge: an explicit id stays in front of the slug.
        article.anchors.sort_by_key(|a| a.range.start);
    }
}

/// The text of a heading with its code, which slugs keep.
fn with_code<'a>(article: &'a Article, block: &Block, source: &str) -> Cow<'a, str> {
    let text = article.slice(block.range);
    if !text.contains(OBJECT) {
        return Cow::Borrowed(text);
    }
    let mut full = String::with_capacity(text.len());
    let mut from = 0;
    for element in article.elements_in(block.range).iter().filter(|e| e.kind == ElementKind::Code) {
        let at = (element.range.start - block.range.start) as usize;
        let Some(before) = text.get(from..at) else { continue };
        full.push_str(before);
        full.push_str(source.get(element.span.bounds()).unwrap_or_default().trim_matches('`').trim());
        from = at + OBJECT.len_utf8();
    }
    full.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(full)
}

/// Lower case, blanks as hyphens, punctuation left out.
fn slug(heading: &str) -> String {
    let mut slug = String::with_capacity(heading.len());
    for c in heading.chars() {
        match c {
            ' ' => slug.push('-'),
            '-' | '_' => slug.push(c),
            c if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
            c if !c.is_ascii() && c.is_alphanumeric() => slug.extend(c.to_lowercase()),
            _ => {}
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    #[test]
    fn slugs_are_those_of_github() {
        assert_eq!(super::slug("7. Sources & further reading"), "7-sources--further-reading");
        assert_eq!(super::slug("Über_Flüsse"), "über_flüsse");
    }
}
