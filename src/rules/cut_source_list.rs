use super::facts::Misnumbered;
use super::numbers::{Sequence, sequences};
use super::{Context, Rule, Sink, declare_rule, urls, words};
use crate::cite::{KeyId, Target};
use crate::finding::{Confidence, Meta};
use crate::map::HashSet;

declare_rule! {
    /// ## What it finds
    /// A source list that stops before the numbers that the text cites, or a list whose numbers do not follow those in
    /// the text: linked numbers open pages that are listed under other numbers.
    ///
    /// ## Why it matters
    /// One cause, many broken citations: the list was cut off, or the text and the list come from different versions.
    ///
    /// ## What to do
    /// Get the whole list, or the list that belongs to this text. Do not mend the citations one by one.
    ///
    /// ## Silent on
    /// A single number above the end of the list.
    ///
    /// ## Examples
    /// ```md fail
    /// The pier was built in two years [1]. It failed its first inspection [3] and its second [4].
    ///
    /// ## Sources
    ///
    /// [1] Harbour minutes.
    ///
    /// [2] Tender of 1931.
    /// ```
    /// ```md pass
    /// The pier was built in two years [1]. It failed its first inspection [2].
    ///
    /// ## Sources
    ///
    /// [1] Harbour minutes.
    ///
    /// [2] Tender of 1931.
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) CutSourceList { name: "cut-source-list", group: Linking, severity: Warning, rank: Meta::APART,
        summary: "the source list stops before the numbers that are cited" }
}

/// More numbers than this are counted in a message, not named.
const SHOWN: usize = 8;

impl Rule for CutSourceList {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for numbers in sequences(cx) {
            let list = numbers.lists[0];
            let Some(message) = out_of_step(cx, &numbers).or_else(|| cut_off(cx, &numbers)) else { continue };
            out.at(&Self::META, cx.list_place(list), message)
                .help("get the list that belongs to this text; do not mend the citations one by one")
                .confidence(Confidence::High)
                .list(list);
        }
    }
}

/// `the list stops at 95; [96]–[105] are cited`.
fn cut_off(cx: &Context<'_>, numbers: &Sequence) -> Option<String> {
    let c = cx.citations;
    let lost: Vec<_> = cx.missing().iter().filter(|m| numbers.holds(m.list)).collect();
    let mut cited = Vec::new();
    for missing in &lost {
        cited.push((c.keys.number(missing.key)?, missing.cites.len()));
    }
    cited.sort_unstable();
    let (&(lowest, _), &(highest, _)) = (cited.first()?, cited.last()?);
    if cited.len() < 2 || lowest <= numbers.last {
        return None;
    }
    let last = numbers.last;
    let unbroken = lowest == last + 1 && (highest - lowest) as usize + 1 == cited.len();
    Some(if unbroken && cited.len() > 2 {
        format!("the list stops at {last}; [{lowest}]–[{highest}] are cited: it seems to be cut off")
    } else {
        let shown =
            cited.iter().map(|&(n, times)| if times > 1 { format!("[{n}] ({times}×)") } else { format!("[{n}]") });
        format!("the text cites {}; the list ends at {last}", words::join(&shown.collect::<Vec<_>>(), SHOWN))
    })
}

/// `numbers and list are out of step: [12] opens e.org, which is source [5]`.
fn out_of_step(cx: &Context<'_>, numbers: &Sequence) -> Option<String> {
    let c = cx.citations;
    let wrong: Vec<&Misnumbered> =
        cx.misnumbered().iter().filter(|m| numbers.holds(Some(c.entries[m.entry].list))).collect();
    let keys: HashSet<KeyId> = wrong.iter().map(|m| c.cites[m.cite].key).collect();
    // Counting the linked cites takes a walk over all of them: only where it can decide.
    let linked = || c.cites.iter().filter(|cite| cx.external(cite).is_some()).count();
    if keys.len() < 2 || wrong.len() * 4 < linked() {
        return None;
    }
    let lost = wrong.iter().find(|m| c.cites[m.cite].target == Target::Missing);
    let first = lost.or(wrong.first())?;
    let cite = &c.cites[first.cite];
    let page = cx.external(cite).and_then(urls::page).unwrap_or_default();
    let page = words::cut(&page, 40);
    let shown = cx.shown_key(cite.key, c.markers[cite.marker].style);
    let listed = cx.shown_entry(first.entry);
    Some(format!("numbers and list are out of step: {shown} opens {page}, which is source {listed}"))
}
