//! The titles of a page, the most telling first.

/// Where titles were found.
#[derive(Debug, Default)]
pub(super) struct Titles {
    /// In the head, for those who share the page.
    pub(super) stated: Vec<String>,
    /// In data for search engines.
    pub(super) headlines: Vec<String>,
    /// In `<title>`.
    pub(super) head: Option<String>,
    /// In the first headings: some sites keep `<title>` for themselves.
    pub(super) headings: Vec<String>,
    /// The name of the site.
    pub(super) site: Option<String>,
}

/// More titles than this are not kept.
const MOST: usize = 6;

impl Titles {
    /// All titles without the name of the site, each once.
    pub(super) fn in_order(self, site: Option<&str>) -> Vec<String> {
        let head = self.head.into_iter();
        let all = self.stated.into_iter().chain(self.headlines).chain(head).chain(self.headings);
        let mut titles: Vec<String> = Vec::new();
        for title in all.map(|title| without_site(&title, site).to_owned()) {
            if titles.len() < MOST && !title.is_empty() && !titles.contains(&title) {
                titles.push(title);
            }
        }
        titles
    }
}

/// Signs between a title and the name of a site.
const BETWEEN: &[&str] = &[" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " • ", " ｜ "];

/// A title without the name of the site at its end: the name it states, else a short last part.
fn without_site<'t>(title: &'t str, site: Option<&str>) -> &'t str {
    let cut = BETWEEN.iter().filter_map(|sign| title.rfind(sign).map(|at| (at, at + sign.len()))).max();
    let Some((end, start)) = cut else { return title };
    let (head, tail) = (title[..end].trim(), title[start..].trim());
    let words = |text: &str| text.split_whitespace().count();
    let is_named = site.is_some_and(|site| site.eq_ignore_ascii_case(tail));
    if is_named || (words(head) > 2 && words(tail) < 4) { head } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_no_part_of_a_title() {
        for (title, site, plain) in [
            ("Ferry line to close | Harbour Times", None, "Ferry line to close"),
            ("Tides - Harbour Times", Some("harbour times"), "Tides"),
            ("Tides - Harbour Times", None, "Tides - Harbour Times"),
            ("The war – a history of the long peace", None, "The war – a history of the long peace"),
            ("Harbour Times", None, "Harbour Times"),
        ] {
            assert_eq!(without_site(title, site), plain);
        }
    }
}
