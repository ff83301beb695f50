//! Rules: one file each, pure functions from what was read to what is reported.
//!
//! Owns: every judgement about an article. Refuses: I/O, state, reading text for markers again.
//!
//! A rule is one file with its user page as doc comment, one `mod` line and one line in [`RULES`]. What several rules
//! need to know is computed once, by [`Context`]; what happens to their findings afterwards is `settle`.

mod addresses;
mod anchors;
mod blanks;
mod claims;
mod context;
mod directives;
mod facts;
mod holes;
mod house;
mod level;
mod markers;
mod numbers;
mod quotations;
mod removal;
mod renumber;
mod residue;
mod selection;
mod settle;
mod sink;
mod sources;
mod subject;
mod tags;
mod web;
mod words;

mod bare_url;
mod broken_anchor;
mod chat_residue;
mod chat_talk;
mod circular_note;
mod citation_in_heading;
mod citation_needed;
mod copied_title;
mod cut_source_list;
mod dangling_lead_in;
mod dead_url;
mod disallowed_domain;
mod dropped_citation;
mod duplicate_anchor;
mod duplicate_citation;
mod duplicate_number;
mod duplicate_source;
mod empty_citation;
mod empty_source;
mod homepage_url;
mod impossible_date;
mod inconsistent_placement;
mod invalid_identifier;
mod invalid_range;
mod invisible_characters;
mod leftover_comment;
mod low_coverage;
mod malformed_citation;
mod malformed_url;
mod merged_sources;
mod mismatched_anchor;
mod mismatched_link_text;
mod missing_author;
mod missing_date;
mod missing_source;
mod missing_title;
mod missing_url;
mod mixed_citation_styles;
mod moved_url;
mod no_source_list;
mod number_url_conflict;
mod numbering_gap;
mod out_of_order_citation;
mod placeholder;
mod placeholder_url;
mod private_url;
mod pruned_source_list;
mod quotation_altered;
mod quotation_elsewhere;
mod quotation_not_found;
mod redirector_url;
mod refused_url;
mod restricted_url;
mod single_source;
mod soft_404;
mod split_source_list;
mod title_mismatch;
mod tool_residue;
mod tracking_url;
mod truncated_title;
mod truncated_url;
mod unarchived_source;
mod uncited_figure;
mod uncited_quotation;
mod uncited_section;
mod uncited_source_list;
mod unknown_rule;
mod unreachable_url;
mod unsorted_citation;
mod unsorted_sources;
mod unused_ignore;
mod unused_source;
mod vague_source;

use crate::cite::urls;
use crate::finding::{Finding, Group, Meta};

pub use context::{Context, Noted};
pub use house::{House, Sites, Value};
pub use level::Level;
pub use residue::{KnownForm, forms_of};
pub use selection::Selection;
pub use sink::{Draft, Sink};
pub use subject::Subject;
pub use urls::{is_web, site};
pub use web::{Asked, Said, Target, plan};

/// A check.
pub trait Rule: Sync {
    /// What is known about it.
    fn meta(&self) -> &'static Meta;
    /// Reports what it finds.
    fn check(&self, cx: &Context<'_>, out: &mut Sink);
}

/// Declares a rule: its doc comment is its user page. `off` after the severity makes it opt-in; `options` are constants
/// of the rule's file.
///
/// ```ignore
/// declare_rule! {
///     /// ## What it finds
///     /// …
///     pub(super) MissingSource { name: "missing-source", group: Linking, severity: Error, rank: 50,
///         summary: "a citation has no source in the list" }
/// }
/// ```
macro_rules! declare_rule {
    ($(#[doc = $doc:literal])* $vis:vis $rule:ident { name: $name:literal, group: $group:ident,
        severity: $severity:ident $($off:ident)?, rank: $rank:expr, summary: $summary:literal
        $(, options: [$($knob:expr),+ $(,)?])? $(,)? }) => {
        $(#[doc = $doc])*
        #[derive(Debug)]
        $vis struct $rule;
        impl $rule {
            $vis const META: $crate::finding::Meta = $crate::finding::Meta {
                name: $name,
                group: $crate::finding::Group::$group,
                severity: $crate::finding::Severity::$severity,
                on: $crate::rules::is_on(&[$(stringify!($off))?]),
                summary: $summary,
                doc: concat!($($doc, "\n"),*),
                rank: $rank,
                options: &[$($($knob),+)?],
            };
        }
    };
}
pub(crate) use declare_rule;

/// Whether a rule declared with these words after its severity runs by itself.
const fn is_on(words: &[&str]) -> bool {
    words.is_empty()
}

/// All rules, in the order of the catalogue.
pub static RULES: &[&dyn Rule] = &[
    &missing_source::MissingSource,
    &unused_source::UnusedSource,
    &no_source_list::NoSourceList,
    &uncited_source_list::UncitedSourceList,
    &pruned_source_list::PrunedSourceList,
    &cut_source_list::CutSourceList,
    &duplicate_number::DuplicateNumber,
    &broken_anchor::BrokenAnchor,
    &mismatched_anchor::MismatchedAnchor,
    &number_url_conflict::NumberUrlConflict,
    &duplicate_anchor::DuplicateAnchor,
    &dropped_citation::DroppedCitation,
    &dangling_lead_in::DanglingLeadIn,
    &empty_citation::EmptyCitation,
    &malformed_citation::MalformedCitation,
    &invalid_range::InvalidRange,
    &duplicate_citation::DuplicateCitation,
    &unsorted_citation::UnsortedCitation,
    &out_of_order_citation::OutOfOrderCitation,
    &mixed_citation_styles::MixedCitationStyles,
    &inconsistent_placement::InconsistentPlacement,
    &citation_in_heading::CitationInHeading,
    &circular_note::CircularNote,
    &citation_needed::CitationNeeded,
    &leftover_comment::LeftoverComment,
    &chat_residue::ChatResidue,
    &chat_talk::ChatTalk,
    &tool_residue::ToolResidue,
    &placeholder::Placeholder,
    &empty_source::EmptySource,
    &numbering_gap::NumberingGap,
    &split_source_list::SplitSourceList,
    &truncated_url::TruncatedUrl,
    &invalid_identifier::InvalidIdentifier,
    &impossible_date::ImpossibleDate,
    &vague_source::VagueSource,
    &copied_title::CopiedTitle,
    &invisible_characters::InvisibleCharacters,
    &truncated_title::TruncatedTitle,
    &merged_sources::MergedSources,
    &duplicate_source::DuplicateSource,
    &unsorted_sources::UnsortedSources,
    &missing_url::MissingUrl,
    &missing_date::MissingDate,
    &missing_title::MissingTitle,
    &missing_author::MissingAuthor,
    &private_url::PrivateUrl,
    &placeholder_url::PlaceholderUrl,
    &malformed_url::MalformedUrl,
    &redirector_url::RedirectorUrl,
    &tracking_url::TrackingUrl,
    &homepage_url::HomepageUrl,
    &bare_url::BareUrl,
    &mismatched_link_text::MismatchedLinkText,
    &disallowed_domain::DisallowedDomain,
    &uncited_quotation::UncitedQuotation,
    &uncited_figure::UncitedFigure,
    &uncited_section::UncitedSection,
    &single_source::SingleSource,
    &low_coverage::LowCoverage,
    &dead_url::DeadUrl,
    &soft_404::Soft404,
    &moved_url::MovedUrl,
    &restricted_url::RestrictedUrl,
    &unreachable_url::UnreachableUrl,
    &refused_url::RefusedUrl,
    &title_mismatch::TitleMismatch,
    &unarchived_source::UnarchivedSource,
    &quotation_altered::QuotationAltered,
    &quotation_elsewhere::QuotationElsewhere,
    &quotation_not_found::QuotationNotFound,
    &unused_ignore::UnusedIgnore,
    &unknown_rule::UnknownRule,
];

/// What a check comes to.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// The findings, sorted by place, then by rule.
    pub findings: Vec<Finding>,
    /// The others, which comments in the article silence.
    pub suppressed: Vec<Finding>,
}

/// Runs the rules that are on by default and settles what they report: who wins on the same characters, what explains
/// what, what is silenced, the order.
pub fn check(cx: &Context<'_>) -> Vec<Finding> {
    check_with(cx, &Selection::default()).findings
}

/// Runs the rules that `enabled` says, and settles what they report.
pub fn check_where(cx: &Context<'_>, enabled: impl Fn(&Meta) -> bool) -> Vec<Finding> {
    settled(cx, &enabled, of_text(cx, &enabled)).findings
}

/// Runs the rules of a selection with its severities, and settles what they report.
pub fn check_with(cx: &Context<'_>, selection: &Selection) -> Checked {
    complete(cx, selection, check_text(cx, selection))
}

/// Runs those rules of a selection that the article alone decides: all but the ones of [`Group::Web`].
pub fn check_text(cx: &Context<'_>, selection: &Selection) -> Vec<Finding> {
    of_text(cx, &|meta| selection.runs(meta))
}

/// Runs the others beside what [`check_text`] has found, and settles what all of them report.
pub fn complete(cx: &Context<'_>, selection: &Selection, findings: Vec<Finding>) -> Checked {
    let mut checked = settled(cx, &|meta| selection.runs(meta), findings);
    for finding in checked.findings.iter_mut().chain(&mut checked.suppressed) {
        finding.severity = selection.severity(finding.rule).unwrap_or(finding.severity);
    }
    checked
}

fn of_text(cx: &Context<'_>, enabled: &dyn Fn(&Meta) -> bool) -> Vec<Finding> {
    let mut out = Sink::default();
    let text = RULES.iter().filter(|rule| rule.meta().group != Group::Web && runs(cx, enabled, rule.meta()));
    text.for_each(|rule| rule.check(cx, &mut out));
    out.into_findings()
}

fn settled(cx: &Context<'_>, enabled: &dyn Fn(&Meta) -> bool, findings: Vec<Finding>) -> Checked {
    let mut out = Sink::with(findings);
    let web = RULES.iter().filter(|rule| rule.meta().group == Group::Web && runs(cx, enabled, rule.meta()));
    web.for_each(|rule| rule.check(cx, &mut out));
    let findings = settle::settle(cx, out.into_findings());
    let named = |name: &str| by_name(name).is_some_and(|rule| runs(cx, enabled, rule.meta()));
    let mut silenced = directives::silence(cx.directives(), findings, named);
    if runs(cx, enabled, &unused_ignore::UnusedIgnore::META) && !silenced.idle.is_empty() {
        settle::add(&mut silenced.findings, unused_ignore::report(cx, &silenced.idle));
    }
    Checked { findings: silenced.findings, suppressed: silenced.suppressed }
}

/// Whether a rule runs on an article. Where the list is kept elsewhere there is nothing to join, and every finding about
/// joining would be wrong.
fn runs(cx: &Context<'_>, enabled: &dyn Fn(&Meta) -> bool, meta: &Meta) -> bool {
    let joins = || cx.citations.bibliography.is_some() || !cx.list_elsewhere();
    enabled(meta) && (meta.group != Group::Linking || joins())
}

/// Sorts what mostly is in order already: to sort takes room, to look does not.
fn put_in_order<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    if !items.is_sorted_by_key(&key) {
        items.sort_by_key(key);
    }
}

/// The names of all rules, in the order of the catalogue.
pub fn names() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|rule| rule.meta().name)
}

/// The name nearest to what was typed, if one is near enough.
pub fn nearest<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let scored = names.into_iter().map(|name| (strsim::jaro_winkler(typed, name), name));
    scored.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

/// The rule of that name.
pub fn by_name(name: &str) -> Option<&'static dyn Rule> {
    RULES.iter().copied().find(|r| r.meta().name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_kebab_case() {
        let names: std::collections::HashSet<_> = RULES.iter().map(|r| r.meta().name).collect();
        assert_eq!(names.len(), RULES.len());
        assert!(names.iter().all(|n| n.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')));
    }

    #[test]
    fn ranks_decide_between_any_two_rules() {
        let ranks: Vec<u8> = RULES.iter().map(|r| r.meta().rank).filter(|&r| r != Meta::APART).collect();
        let distinct: std::collections::HashSet<_> = ranks.iter().collect();
        assert_eq!(distinct.len(), ranks.len());
    }
}
