//! What can be said only when everything has been asked: titles against sources, sources against each other.

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use crate::outcome::{Class, Key, LEAST_SCORE, Reason, Verdict, Wanted, score};

/// From so many sources on that open one page, the page is none of them.
const CLUSTER: usize = 3;

/// Compares the titles of a page with those that sources give it; a page with quite another title is probably not the
/// source.
pub(super) fn compare_titles(verdict: &mut Verdict, wanted: &Wanted) {
    let pairs = wanted.titles.iter().flat_map(|source| verdict.titles.iter().filter_map(|own| score(source, own)));
    verdict.title_score = pairs.max();
    let differs = verdict.title_score.is_some_and(|score| score < LEAST_SCORE);
    if differs && matches!(verdict.class(), Class::Ok | Class::Moved) {
        verdict.reason = Reason::TitleMismatch;
    }
}

/// Marks sources of one site that all open one and the same page.
pub(super) fn mark_clusters(verdicts: &mut BTreeMap<Key, Verdict>) {
    let mut ends: BTreeMap<(String, String), (BTreeSet<String>, Vec<Key>)> = BTreeMap::new();
    for (key, verdict) in verdicts.iter() {
        let is_good = matches!(verdict.reason, Reason::Ok | Reason::Permanent | Reason::TitleMismatch);
        let Some(end) = verdict.final_url.as_ref().filter(|_| is_good && !verdict.chain.is_empty()) else { continue };
        let (Ok(from), Ok(to)) = (Url::parse(key.as_str()), Url::parse(end)) else { continue };
        let path = |url: &Url| url.path().trim_end_matches('/').to_lowercase();
        if path(&from) == path(&to) {
            continue;
        }
        let site = from.host_str().unwrap_or_default().to_owned();
        let (paths, keys) = ends.entry((site, end.clone())).or_default();
        paths.insert(path(&from));
        keys.push(key.clone());
    }
    for key in ends.into_values().filter(|(paths, _)| paths.len() >= CLUSTER).flat_map(|(_, keys)| keys) {
        if let Some(verdict) = verdicts.get_mut(&key) {
            verdict.reason = Reason::Soft404Cluster;
        }
    }
}
