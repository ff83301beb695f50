//! Where identifiers lead.

use jiff::civil::Date;
use url::Url;

use crate::cite::Identifier;
use crate::outcome::{Key, key as key_of};
use crate::rules::sources::identifiers::problem;

/// The address that stands for an identifier.
pub(super) fn key(kind: &str, value: &str) -> Option<Key> {
    let digits = || value.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let url = match kind {
        "doi" => {
            let mut url = Url::parse("https://doi.org/").ok()?;
            url.path_segments_mut().ok()?.pop_if_empty().extend(value.to_ascii_lowercase().split('/'));
            url.to_string()
        }
        "arxiv" => format!("https://arxiv.org/abs/{value}"),
        "pmid" => format!("https://pubmed.ncbi.nlm.nih.gov/{}/", digits()),
        "pmcid" => format!("https://pmc.ncbi.nlm.nih.gov/articles/PMC{}/", digits().trim_start_matches("PMC")),
        "isbn" => format!("https://openlibrary.org/isbn/{}", digits()),
        _ => return None,
    };
    key_of(&url)
}

/// The DOI in the address of a resolver of DOIs.
pub(super) fn doi_of(url: Option<&Url>) -> Option<String> {
    let url = url?;
    let host = url.host_str()?;
    if !matches!(host, "doi.org" | "dx.doi.org" | "www.doi.org") {
        return None;
    }
    let path = crate::cite::urls::percent_decode(url.path().trim_start_matches('/'));
    let doi = match url.query() {
        // Old DOIs hold question marks.
        Some(query) if !query.contains('=') => format!("{path}?{query}"),
        _ => path.into_owned(),
    };
    (doi.starts_with("10.") && doi.contains('/')).then_some(doi)
}

/// Whether an identifier cannot exist by its form.
pub(super) fn is_wrong(identifier: &Identifier, today: Option<Date>) -> bool {
    problem(identifier.kind, &identifier.value, today).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_lead_to_their_registries() {
        let to = |kind, value| key(kind, value).map(|key| key.to_string());
        assert_eq!(to("doi", "10.1000/A<b>").as_deref(), Some("https://doi.org/10.1000/a%3Cb%3E"));
        assert_eq!(to("arxiv", "1706.03762v5").as_deref(), Some("https://arxiv.org/abs/1706.03762v5"));
        assert_eq!(to("isbn", "978-0-306-40615-7").as_deref(), Some("https://openlibrary.org/isbn/9780306406157"));
        assert_eq!(to("issn", "2049-3630"), None);
        let doi = |url: &str| doi_of(Url::parse(url).ok().as_ref());
        assert_eq!(doi("https://dx.doi.org/10.1000/a%3Cb%3E#x").as_deref(), Some("10.1000/a<b>"));
        assert_eq!(doi("https://doi.org/"), None);
        assert_eq!(doi("https://publisher.example/10.1000/a"), None);
    }
}
