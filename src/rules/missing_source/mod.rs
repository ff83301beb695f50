mod alike;

use std::borrow::Cow;

use self::alike::{Alike, Near};
use super::facts::Missing;
use super::no_source_list::LEAST_MARKERS;
use super::{Context, Rule, Sink, declare_rule, urls, words};
use crate::cite::{CiteId, EntryId, Family, Form, Marker, Scope, Style, Target};
use crate::finding::{Edit, Fix, Meta, Severity};
use crate::map::HashMap;

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
    /// Articles without any source list (see `no-source-list`), but for notes such as `[^1]`; lists that are made when
    /// the page is built, and keys that name their own document. Where the settings name the files that define the
    /// sources (`bibliography`), keys such as `[@smith2020]` are looked for there.
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
        let numbers = cx.missing().iter().filter(|m| cx.citations.keys.number(m.key).is_some());
        // So many are `no-source-list`.
        let few = numbers.map(|m| m.cites.len()).sum::<usize>() < LEAST_MARKERS;
        for missing in cx.missing() {
            // Without a list only keys are missing that a file of keys lacks, and notes; all others are `no-source-list`.
            if missing.list.is_some() || is_undefined(cx, missing) || few && is_note(cx, missing) {
                report(cx, out, missing, &misnumbered, &alike);
            }
        }
    }
}

fn report(cx: &Context<'_>, out: &mut Sink, missing: &Missing, misnumbered: &HashMap<CiteId, EntryId>, alike: &Alike) {
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
    } else if let Some(near) = near {
        let message = format!("{shown} is cited; {} has {}", near.holder, near.shown);
        fix = Some(alike_fix(cx, missing, near));
        (message, "make both alike".to_owned())
    } else {
        let mut message =
            format!("{shown} is cited {} and is {}", words::times(missing.cites.len()), absence(cx, missing));
        if elsewhere {
            severity = Severity::Warning;
            let site = cx.external(cite).and_then(urls::site).unwrap_or_default();
            message.push_str(&format!("; it opens {site}"));
        } else if claim_is_bare(cx, first) {
            alone = Some("nothing else supports it");
        }
        let why = if alone.is_some() { ": nothing else supports the sentence" } else { "" };
        (
            message,
            format!(
                "add the {}, or remove the claim{why}; do not just delete {shown}",
                missing.list.map_or(if is_undefined(cx, missing) { "source" } else { "note" }, |list| cx.noun(list))
            ),
        )
    };
    out.at(&MissingSource::META, cite.span, message)
        .help(help)
        .aside(alone.map(str::to_owned))
        .severity(severity)
        .key(c.key(missing.key))
        .list(missing.list)
        .fix(fix)
        .also(missing.cites[1..].iter().map(|&i| c.cites[i].span));
}

/// Whether it is a key that the files lack which define such keys.
fn is_undefined(cx: &Context<'_>, missing: &Missing) -> bool {
    let c = cx.citations;
    c.bibliography.is_some() && c.markers[c.cites[missing.cites[0]].marker].style == Style::Citekey
}

/// Whether it is a note as formats write them that define notes in the same file: `tides.[^1]`, `tides [1]_`.
fn is_note(cx: &Context<'_>, missing: &Missing) -> bool {
    let c = cx.citations;
    missing.cites.iter().all(|&i| marks_note(cx, &c.markers[c.cites[i].marker]))
}

fn marks_note(cx: &Context<'_>, marker: &Marker) -> bool {
    let text = &cx.article.text;
    let (before, after) = (&text[..marker.range.start as usize], &text[marker.range.end as usize..]);
    match marker.style {
        Style::Restructured => !marker.hidden,
        // `[^1]` is a class of characters, too.
        Style::Footnote => {
            !marker.hidden
                && before
                    .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '!' | '?' | '"' | '”' | ')'))
                && !after.starts_with(|c: char| {
                    c.is_alphanumeric() || matches!(c, '*' | '+' | '?' | '/' | '[' | '{' | '|' | '\\')
                })
        }
        _ => false,
    }
}

/// Where a key is not that should be there.
fn absence(cx: &Context<'_>, missing: &Missing) -> Cow<'static, str> {
    let c = cx.citations;
    if let Some(known) = c.bibliography.as_ref().filter(|_| is_undefined(cx, missing)) {
        return format!("not in {}", words::join(&known.files, 3)).into();
    }
    let list = missing.list.map(|list| &c.lists[list]);
    match list.map(|list| (list.family, list.scope)) {
        Some((Family::Notes, _)) | None => "defined nowhere",
        Some((_, Scope::Notes)) => "not among the notes",
        _ => "not in the source list",
    }
    .into()
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

fn alike_fix(cx: &Context<'_>, missing: &Missing, near: Near) -> Fix {
    let edits = missing.cites.iter().map(|&i| Edit { span: cx.citations.cites[i].span, text: near.key.clone() });
    Fix::on_request(format!("cite {}", near.shown), edits.collect())
}
