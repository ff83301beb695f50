//! What a user knows about an article that its text does not say.

use std::sync::Arc;

use super::{Bibliography, Style};

/// How to read the citations of an article. The default is what the text alone says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Headings of source lists, beside those that are known anyway; compared without case, numbers and signs around.
    pub headings: Vec<String>,
    /// Hosts of the site itself: links to them and to what lies under them are no sources.
    pub own_domains: Vec<String>,
    /// Styles that are no citations here.
    pub ignored_styles: Vec<Style>,
    /// Styles that are citations here, also where the text alone would not show it.
    pub forced_styles: Vec<Style>,
    /// Whether the list is made when the page is built, or kept in another file.
    pub list_elsewhere: bool,
    /// The files that define the sources, with their keys.
    pub bibliography: Option<Arc<Bibliography>>,
}

impl Options {
    /// Whether `host` belongs to the site itself.
    pub(super) fn is_own(&self, host: &str) -> bool {
        let host = host.trim_start_matches("www.");
        self.own_domains.iter().map(|own| own.trim_start_matches("www.")).any(|own| {
            let front = host.len().checked_sub(own.len()).and_then(|at| host.split_at_checked(at));
            front
                .is_some_and(|(front, end)| end.eq_ignore_ascii_case(own) && (front.is_empty() || front.ends_with('.')))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_holds_what_lies_under_it() {
        let options = Options { own_domains: vec!["weir.test".into()], ..Options::default() };
        for (host, own) in [("weir.test", true), ("www.weir.test", true), ("blog.Weir.test", true)] {
            assert_eq!(options.is_own(host), own, "{host}");
        }
        for host in ["oldweir.test", "test", "", "weir.test.example"] {
            assert!(!options.is_own(host), "{host}");
        }
    }
}
