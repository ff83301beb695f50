use std::sync::LazyLock;

use regex::Regex;

use super::sources::titles::quoted;
use super::{Context, Rule, Sink, declare_rule};
use crate::article::ElementKind;
use crate::cite::Entry;
use crate::finding::{Confidence, Knob, Meta, Preset};

declare_rule! {
    /// ## What it finds
    /// A source that nobody can look up: “Various news reports”, “Internet”, “Experts”, an official statement without
    /// the office that made it.
    ///
    /// ## Why it matters
    /// It looks like support and cannot be checked, not even in principle.
    ///
    /// ## What to do
    /// Name who said it, where and when; or remove the claim.
    ///
    /// ## Silent on
    /// Sources with an address, an identifier, or a title in quotation marks or italics; offices and people that are
    /// named; notes.
    ///
    /// ## Examples
    /// ```md fail
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Various media reports on the ferry, May 2024.
    /// ```
    /// ```md pass
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Statement of the Harbour Office on the ferry, May 2024.
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) VagueSource { name: "vague-source", group: Sources, severity: Warning, rank: Meta::APART,
        summary: "a source names nothing that can be looked up", options: [PHRASES] }
}

impl Rule for VagueSource {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let phrases = cx.house.words(&Self::META, &PHRASES);
        for (id, entry) in cx.citations.entries.iter().enumerate() {
            let Some(key) = entry.key.filter(|_| may_be_vague(cx, entry) && is_vague(cx.text(entry.body), phrases))
            else {
                continue;
            };
            let message = format!("{} {} names nothing a reader can look up", cx.noun(entry.list), cx.shown_entry(id));
            out.at(&Self::META, cx.article.span(entry.body), message)
                .help("name who said it, where and when; or remove the claim")
                .key(cx.citations.key(key))
                .list(entry.list)
                .entry(id)
                .confidence(Confidence::High);
        }
    }
}

const PHRASES: Knob = Knob {
    name: "phrases",
    summary: "other words that are no source, such as “staff reports”",
    default: Preset::Words,
};

/// Longer texts say something.
const MOST_WORDS: usize = 16;

fn may_be_vague(cx: &Context<'_>, entry: &Entry) -> bool {
    let text = cx.text(entry.body);
    let leads_nowhere = entry.urls.is_empty() && entry.identifiers.is_empty() && quoted(text).is_empty();
    let marked = cx.article.elements_in(entry.body).iter().any(|e| e.href.is_some() || e.kind == ElementKind::Emphasis);
    leads_nowhere && !marked && cx.noun(entry.list) == "source" && text.split_whitespace().nth(MOST_WORDS).is_none()
}

// The patterns see text in lower case with one blank between two words: without case and other blanks they are compiled
// in a tenth of the time, and most runs check one article.

/// Dates, which make nothing easier to find.
static DATES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[,( ]+(?:(?:accessed|retrieved|as of|in|from) )?(?:[0-9]{1,2}\.? )?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? ?)?(?:[0-9]{1,2}, ?)?(?:[0-9]{4}(?: ?[-–] ?[0-9]{2,4})?)?[). ]*$").ok()
});

/// Many of a kind that nobody counts or names.
static MANY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?x)^(?:compiled\ from\ |based\ on\ |according\ to\ )?
        (?: (?:various|several|multiple|numerous|different|many|assorted|sundry|diverse|unnamed|anonymous|unspecified|recent|public|publicly\ available|general)\x20
            (?:(?:international|national|local|independent|public|open|online|internet|web|news|media|press|academic|scientific|industry|expert|government|official|other|credible|reliable|trade|market|unnamed|anonymous)\ (?:and\ )?){0,3}
            (?:reports?|reporting|sources?|articles?|outlets?|websites?|sites?|experts?|analysts?|officials?|studies|publications?|statements?|interviews?|accounts?|coverage|media|commentators?|observers?|insiders?|knowledge|information)
          | verschiedene\ (?:medien)?(?:quellen|berichte)|diverse\ (?:medien)?(?:quellen|berichte)|medienberichte
          | (?:diverses|plusieurs)\ sources|varias\ fuentes|diversos\ medios|varie\ fonti )
        (?:$|[,;:]|\ \(|\ (?:on|about|regarding|concerning|covering|from|in|and|as|zu|über|sur|sobre)\ )").ok()
});

/// One word for a whole world of sources.
static WORLD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?x)^(?:the\ |from\ the\ |on\ the\ )?(?:
        (?:inter)?net|web|world\ wide\ web|google|google\ search|web\ search|internet\ (?:search|research|sources?)|online(?:\ (?:sources?|research|search|articles?|news))?
        | websites?|blogs?|forums?|social\ media|news|media|press|tv|television|newspapers?
        | (?:news|media|press|wire|agency|newspaper)\ (?:reports?|sources?|coverage|articles?|accounts?|outlets?)
        | (?:industry\ |security\ |health\ |legal\ |medical\ )?(?:experts?|analysts?|insiders?|observers?|scientists|researchers|officials|witnesses|eyewitnesses)(?:\ say)?
        | (?:anonymous|unnamed|confidential|government|official|military|diplomatic|industry|internal|company|police|open|public|primary|secondary|reliable)\ (?:sources?|officials?|data|records|documents?|reports?)
        | sources?(?:\ (?:close\ to|familiar\ with)\ .*)?|people\ familiar\ with\ .*
        | (?:common|general|public|personal|own)\ (?:knowledge|experience)|personal\ communication|unpublished\ (?:data|sources?)
        | (?:an?\ |one\ )?(?:senior\ |government\ |company\ |police\ |military\ |party\ |local\ ){0,2}(?:spokes(?:person|man|woman|people)|officials?|source|insider|expert|analyst|witness|aide|executive|diplomat|lawmaker)
            (?:\ (?:who|speaking|on\ condition\ of|under\ condition\ of|asking|briefed|familiar)(?-u:\b).*)?
        | (?:an?\ )?(?:articles?|books?|studies|study|reports?|research|surveys?|interviews?|videos?|press\ release|statistics|data|documents?)
        | wikipedia|youtube|facebook|twitter|reddit|chatgpt|ai|unknown|n/?a|tb[ad]|none
        | internet|medien|presse|expert(?:en|os|s)|eigene\ recherche )$").ok()
});

/// A statement, and nobody who made it.
static STATEMENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:an? )?(?:official|public|press|government|joint|company) (?:statements?|releases?|announcements?|briefings?)(?: (?:on|about|regarding|concerning) .*)?$").ok()
});

/// Whether a source says nothing that could be looked up, or what the house calls so.
fn is_vague(text: &str, phrases: &[String]) -> bool {
    let text = text.trim();
    let text = ["Source:", "Sources:", "Quelle:", "Quellen:", "Fuente:"]
        .iter()
        .find_map(|l| text.strip_prefix(l))
        .unwrap_or(text);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let cut = DATES.as_ref().and_then(|d| d.find(&text)).map_or(text.len(), |m| m.start());
    let said = text[..cut].trim_end_matches(['.', ',', ';', ':', ' ', '!']);
    if phrases.iter().any(|phrase| phrase.to_lowercase() == said) {
        return true;
    }
    // A second sentence may name what the first does not.
    if said.contains(". ") || said.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let hits = |pattern: &LazyLock<Option<Regex>>| pattern.as_ref().is_some_and(|p| p.is_match(said));
    let issued = said.split_whitespace().any(|w| matches!(w, "by" | "from" | "of"));
    hits(&MANY) || hits(&WORLD) || (hits(&STATEMENT) && !issued)
}

#[cfg(test)]
mod tests {
    use super::is_vague;

    #[test]
    fn what_nobody_can_look_up() {
        for text in [
            "Various news reports on the mayor’s official statement, January 2026.",
            "Internet.",
            "Experts",
            "Multiple government and media sources",
            "News reports, 2024",
            "Official statement, March 2025.",
            "Official statement on the ferry line.",
            "Sources familiar with the matter",
            "Industry analysts",
            "Verschiedene Medienberichte",
            "Source: internal documents",
            "A spokesperson",
            "A senior government official who asked not to be named",
            "One diplomat speaking on condition of anonymity, May 2024",
        ] {
            assert!(is_vague(text, &[]), "{text}");
        }
    }

    #[test]
    fn what_can_be_looked_up() {
        for text in [
            "Official statement from the Office of the Mayor, Ana Ruiz.",
            "Various authors. Tides of the North. Quay Press, 2019.",
            "Multiple sources of error in tide gauges. Harbour Studies 4.",
            "Internet Engineering Task Force",
            "Reports of the Harbour Board",
            "Harbour Board",
            "Ana Ruiz, personal communication, 3 May 2024",
            "News of the World, 1931",
            "Google Transparency Report",
            "A spokesperson for the Harbour Board",
            "Official Journal of the European Union",
            "Expert Review of Vaccines",
        ] {
            assert!(!is_vague(text, &[]), "{text}");
        }
    }
}
