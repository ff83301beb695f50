//! Tags in a piece of HTML.

/// The elements that `raw` opens and leaves open, outermost first; `None` where it closes what it has not opened, or
/// where a tag or comment is cut.
pub(super) fn left_open(raw: &str) -> Option<Vec<&str>> {
    let mut open: Vec<&str> = Vec::new();
    for piece in raw.split('<').skip(1) {
        let (tag, _) = piece.split_once('>')?;
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        match tag.starts_with('/') {
            true if open.pop() != Some(name) => return None,
            false if tag.starts_with('!') => return None,
            false if !is_void(name) => open.push(name),
            _ => {}
        }
    }
    Some(open)
}

/// The end of `raw` in `text`, behind the end tags of what it leaves open; `None` where those do not follow.
pub(super) fn closed_end(text: &str, start: usize, end: usize) -> Option<usize> {
    let mut open = left_open(text.get(start..end)?)?;
    let mut at = end;
    while let Some(name) = open.pop() {
        let rest = text[at..].trim_start();
        let tag = rest.strip_prefix("</")?.strip_prefix(name)?;
        at = text.len() - tag.len() + tag.find('>')? + 1;
    }
    Some(at)
}

fn is_void(name: &str) -> bool {
    ["br", "wbr", "img", "hr"].iter().any(|void| name.eq_ignore_ascii_case(void))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_ends_behind_what_it_opens() {
        let text = "<li>[2] <a href=x><em>Two</em></a></li>";
        let at = |words: &str| text.find(words).unwrap_or_default();
        assert_eq!(left_open("<a><em>Two<br>"), Some(vec!["a", "em"]));
        assert_eq!(left_open("Two</em>"), None);
        assert_eq!(left_open("<!-- x"), None);
        assert_eq!(closed_end(text, at("[2]"), at("</em>")), Some(at("</li>")));
        assert_eq!(closed_end("<b>x</i>", 0, 4), None);
    }
}
