use std::collections::HashMap;

use super::facts::Missing;
use super::{Context, Rule, Sink, declare_rule, urls, words};
use crate::cite::{CiteId, EntryId, Family, Form, ListId, Scope, Target};
use crate::finding::{Edit, Fix, Meta, Severity};

declare_rule! {
    /// ## What it finds
    /// A citation whose number or key is in no source list. Each number of `[3, 4]` or `[3–5]` is checked on its own.
    /// A linked number whose address is listed under another number says so; one whose address is not listed is a
    /// warning. A key that differs from a listed one by a slip or a lost prefix is pointed to the listed one.
    ///
    /// ## Why it matters
    /// The reader is promised a source and there is none: the claim stands unsupported.
    ///
    /// ## What to do
    /// 1. Look in the first draft, or ask the author, for the source that had this number.
    /// 2. Add it to the list; or remove the claim.
    /// 3. Do not just delete the number: that hides a claim without a source.
    ///
    /// ## Silent on
    /// Articles without any source list (see `no-source-list`), lists that are made when the page is built, and keys
    /// that name their own document.
    ///
    /// ## Examples
    /// ```md fail
    /// The lock gates were replaced in May [1]. Freight rose by a tenth within a year [2].
    ///
    /// ## Sources
    ///
    /// [1] Canal Office. "Lock gates renewed."
    /// ```
    /// ```md pass
    /// The lock gates were replaced in May [1]. Freight rose by a tenth within a year [2].
    ///
    /// ## Sources
    ///
    /// [1] Canal Office. "Lock gates renewed."
    ///
    /// [2] Freight Board. "Tonnage by quarter."
    /// ```
    ///
    /// ## Fix
    /// None: only the author knows what the source was. A near miss can be made alike on request.
    pub(super) MissingSource { name: "missing-source", group: Linking, severity: Error, rank: 50,
        summary: "a citation has no source in the list" }
}

impl Rule for MissingSource {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let misnumbered: HashMap<CiteId, EntryId> = cx.misnumbered().iter().map(|m| (m.cite, m.entry)).collect();
        let alike = Alike::new(cx);
        for missing in cx.missing() {
            let Some(list) = missing.list else { continue };
            report(cx, out, missing, list, &misnumbered, &alike);
        }
    }
}

fn report(
    cx: &Context<'_>,
    out: &mut Sink,
    missing: &Missing,
    list: ListId,
    misnumbered: &HashMap<CiteId, EntryId>,
    alike: &Alike,
) {
    let c = cx.citations;
    let first = missing.cites[0];
    let cite = &c.cites[first];
    let shown = cx.shown_key(missing.key, c.markers[cite.marker].style);
    let near = alike.to(cx, missing);
    let elsewhere = missing.cites.iter().all(|&i| cx.external(&c.cites[i]).is_some());
    let (mut severity, mut fix, mut alone) = (Severity::Error, None, None);
    let (message, help) = if let Some(&entry) = misnumbered.get(&first) {
        let page = words::cut(&cx.external(cite).and_then(urls::page).unwrap_or_default(), 40);
        let message = format!("{shown} opens {page}, which is source {}: the number is wrong", cx.shown_entry(entry));
        (message, "correct the number".to_owned())
    } else if let Some(entry) = near {
        fix = Some(alike_fix(cx, missing, entry));
        let message = format!("{shown} is cited; the list has {}", cx.shown_entry(entry));
        (message, "make both alike".to_owned())
    } else {
        let mut message =
            format!("{shown} is cited {} and is {}", words::times(missing.cites.len()), absence(cx, list));
        if elsewhere {
            severity = Severity::Warning;
            let site = cx.external(cite).and_then(urls::site).unwrap_or_default();
            message.push_str(&format!("; it opens {site}"));
        } else if claim_is_bare(cx, first) {
            alone = Some("nothing else supports it");
        }
        let why = if alone.is_some() { ": nothing else supports the sentence" } else { "" };
        (message, format!("add the {}, or remove the claim{why}; do not just delete {shown}", cx.noun(list)))
    };
    out.at(&MissingSource::META, cite.span, message)
        .help(help)
        .aside(alone.map(str::to_owned))
        .severity(severity)
        .key(c.key(missing.key))
        .list(list)
        .fix(fix)
        .also(missing.cites[1..].iter().map(|&i| c.cites[i].span));
}

/// What is wrong with a key that a list lacks.
fn absence(cx: &Context<'_>, list: ListId) -> &'static str {
    let data = &cx.citations.lists[list];
    match (data.family, data.scope) {
        (Family::Notes, _) => "defined nowhere",
        (_, Scope::Notes) => "not among the notes",
        _ => "not in the source list",
    }
}

/// Whether every citation of the sentence is without a source, and there are others than this one's number.
fn claim_is_bare(cx: &Context<'_>, cite: CiteId) -> bool {
    let c = cx.citations;
    let place = c.markers[c.cites[cite].marker].range;
    let sentence = cx.article.sentence(place);
    let from = c.markers.partition_point(|m| m.range.start < sentence.start);
    let inside = c.markers[from..].iter().take_while(|m| m.range.start < sentence.end.max(place.end));
    inside
        .filter(|m| m.form == Form::Sound && !m.hidden)
        .flat_map(|m| &c.cites[m.cites.clone()])
        .all(|cite| cite.target == Target::Missing)
}

fn alike_fix(cx: &Context<'_>, missing: &Missing, entry: EntryId) -> Fix {
    let key = cx.citations.entries[entry].key.map(|k| cx.citations.key(k)).unwrap_or_default();
    let edits = missing.cites.iter().map(|&i| Edit { span: cx.citations.cites[i].span, text: key.to_owned() });
    Fix::on_request(format!("cite {}", cx.shown_entry(entry)), edits.collect())
}

/// Listed keys of letters by the digits they hold: a slip changes letters, another number is another source.
struct Alike {
    by_digits: HashMap<String, Vec<EntryId>>,
}

/// More keys than this with the same digits are not compared.
const MOST_ALIKE: usize = 64;

impl Alike {
    fn new(cx: &Context<'_>) -> Self {
        let c = cx.citations;
        let mut by_digits: HashMap<String, Vec<EntryId>> = HashMap::new();
        if !cx.missing().is_empty() {
            for (id, entry) in c.entries.iter().enumerate() {
                if let Some(key) = entry.key.filter(|&k| c.keys.number(k).is_none()) {
                    by_digits.entry(digits(c.key(key))).or_default().push(id);
                }
            }
        }
        Self { by_digits }
    }

    /// The one listed key that a missing one seems to mean.
    fn to(&self, cx: &Context<'_>, missing: &Missing) -> Option<EntryId> {
        let c = cx.citations;
        let key = c.key(missing.key);
        let rivals = self.by_digits.get(&digits(key)).filter(|r| r.len() <= MOST_ALIKE)?;
        let family = |e: &EntryId| c.lists[c.entries[*e].list].family != Family::Notes;
        let mut near = rivals.iter().copied().filter(family).filter(|&e| {
            let listed = c.entries[e].key.map(|k| c.key(k)).unwrap_or_default();
            is_near(key, listed)
        });
        let first = near.next()?;
        near.next().is_none().then_some(first)
    }
}

fn digits(key: &str) -> String {
    key.chars().filter(char::is_ascii_digit).collect()
}

/// Whether `cited` is `listed` with a slip of one letter, other case, or without its prefix of letters.
fn is_near(cited: &str, listed: &str) -> bool {
    let (cited, listed) = (cited.to_lowercase(), listed.to_lowercase());
    let has_digits = cited.contains(|c: char| c.is_ascii_digit());
    let prefix = listed.strip_suffix(cited.as_str()).map(|p| p.trim_end_matches(['-', '_', ' ', '.', ':']));
    let lost_prefix = prefix.is_some_and(|p| !p.is_empty() && p.chars().all(char::is_alphabetic));
    let short = cited.chars().count() < 5 || listed.chars().count() < 5;
    cited == listed || (has_digits && lost_prefix) || (!short && strsim::osa_distance(&cited, &listed) == 1)
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn near_misses() {
        for (cited, listed) in [("3579", "RFC3579"), ("Hargreave2019", "Hargreaves2019"), ("rfc2119", "RFC2119")] {
            assert!(is_near(cited, listed), "{cited} {listed}");
        }
        for (cited, listed) in [("A1", "B1"), ("Smith2019", "Jones2019"), ("19", "Smith, 19")] {
            assert!(!is_near(cited, listed), "{cited} {listed}");
        }
    }
}
