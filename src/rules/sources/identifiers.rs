//! Identifiers: is there such a number? By syntax, checksum and range, never by asking somebody.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

const SHAPE: &str = "it has not the form of one";
const LENGTH: &str = "digits are missing or too many";
const CHECKSUM: &str = "its check digit does not fit, so a digit is wrong";
const RANGE: &str = "no such number has been given out";

/// Why an identifier is none, if so. `kind` as in [`crate::cite::Identifier`].
pub(in crate::rules) fn problem(kind: &str, value: &str, today: Option<Date>) -> Option<&'static str> {
    match kind {
        "doi" => doi(value),
        "isbn" => isbn(value),
        "issn" => issn(value),
        "arxiv" => arxiv(value, today),
        "pmid" => counted(value, 50_000_000),
        "pmcid" => pmcid(value),
        "orcid" => orcid(value),
        _ => None,
    }
}

/// What editors call the identifiers of a kind.
pub(in crate::rules) fn name(kind: &str) -> &'static str {
    match kind {
        "doi" => "DOI",
        "isbn" => "ISBN",
        "issn" => "ISSN",
        "arxiv" => "arXiv number",
        "pmid" => "PMID",
        "pmcid" => "PMCID",
        "orcid" => "ORCID",
        _ => "identifier",
    }
}

/// `10.`, the number of a registrant, `/`, anything.
fn doi(value: &str) -> Option<&'static str> {
    // CiteSeerX calls its own numbers so in its addresses.
    if value.strip_prefix("10.1.1.").is_some_and(|own| own.bytes().all(|b| b.is_ascii_digit() || b == b'.')) {
        return None;
    }
    let halves = ["/", "%2F", "%2f"].iter().find_map(|slash| value.split_once(slash));
    let Some((prefix, suffix)) = halves else { return Some(SHAPE) };
    let mut parts = prefix.split('.');
    let directory = parts.next() == Some("10");
    let registrant = parts.next().is_some_and(|r| (4..=9).contains(&r.len()) && digits(r));
    let rest = parts.all(|r| !r.is_empty() && digits(r));
    (!directory || !registrant || !rest || suffix.is_empty()).then_some(SHAPE)
}

fn digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// The digits of a number, `X` as 10; `None` where there is anything else but hyphens and blanks.
fn values(text: &str) -> Option<Vec<u32>> {
    let signs = text.chars().filter(|c| !matches!(c, '-' | ' '));
    signs.map(|c| if matches!(c, 'X' | 'x') { Some(10) } else { c.to_digit(10) }).collect()
}

/// What stands behind a number may begin with digits too: the first words that make one are taken.
fn isbn(value: &str) -> Option<&'static str> {
    let mut taken = String::new();
    let mut problem = LENGTH;
    for word in value.split(' ').filter(|w| !w.is_empty()) {
        taken.push_str(word);
        match values(&taken)?.len() {
            10 | 13 if is_isbn(&values(&taken)?) => return None,
            10 | 13 => problem = CHECKSUM,
            9 if is_sbn(&values(&taken)?) => return None,
            _ => {}
        }
    }
    Some(problem)
}

fn is_isbn(v: &[u32]) -> bool {
    let ten_last = v.iter().take(v.len() - 1).all(|&d| d < 10);
    match v.len() {
        10 => ten_last && weighted(v, 10).is_multiple_of(11),
        _ => {
            let sum: u32 = v.iter().enumerate().map(|(i, d)| if i % 2 == 0 { *d } else { 3 * d }).sum();
            v.iter().all(|&d| d < 10) && v.starts_with(&[9, 7]) && matches!(v[2], 8 | 9) && sum.is_multiple_of(10)
        }
    }
}

/// Books from before 1970 have the number without its leading zero.
fn is_sbn(v: &[u32]) -> bool {
    weighted(v, 9).is_multiple_of(11)
}

/// The digits times their weight, which goes down from `first`.
fn weighted(v: &[u32], first: u32) -> u32 {
    v.iter().zip((1..=first).rev()).map(|(d, weight)| d * weight).sum()
}

fn issn(value: &str) -> Option<&'static str> {
    let first = value.get(..9).filter(|v| v.as_bytes()[4] == b'-').unwrap_or(value);
    let v = values(first)?;
    match v.len() {
        8 if weighted(&v, 8).is_multiple_of(11) && v[..7].iter().all(|&d| d < 10) => None,
        8 => Some(CHECKSUM),
        _ => Some(LENGTH),
    }
}

static NEW_ARXIV: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^(\d\d)(\d\d)\.(\d+)(?:v\d+)?$").ok());
static OLD_ARXIV: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[a-z-]+(?:\.[A-Za-z-]{2,})?/(\d\d)(\d\d)(\d{3})(?:v\d+)?$").ok());

/// `1706.03762v5` since April 2007, `hep-th/9901001` before.
fn arxiv(value: &str, today: Option<Date>) -> Option<&'static str> {
    let part = |c: &regex::Captures<'_>, i: usize| c.get(i).map_or(0, |m| m.as_str().parse::<i16>().unwrap_or(0));
    if let Some(c) = NEW_ARXIV.as_ref()?.captures(value) {
        let (year, month) = (part(&c, 1), part(&c, 2));
        let len = c.get(3).map_or(0, |m| m.len());
        let since = (year, month) >= (7, 4) && (1..=12).contains(&month);
        let over = today.is_some_and(|t| (year + 2000, month) > (t.year(), i16::from(t.month())));
        return match () {
            () if !since || over => Some(RANGE),
            () if len != if year < 15 { 4 } else { 5 } => Some(LENGTH),
            () => None,
        };
    }
    if let Some(c) = OLD_ARXIV.as_ref()?.captures(value) {
        let (year, month) = (part(&c, 1), part(&c, 2));
        let given = (1..=12).contains(&month) && (year > 91 || (year, month) >= (91, 7) || (year, month) <= (7, 3));
        return (!given || (8..91).contains(&year)).then_some(RANGE);
    }
    // A bare number without its archive was never unique; other text behind the word is no number at all.
    value.starts_with(|c: char| c.is_ascii_digit()).then_some(SHAPE)
}

/// A number that is counted up.
fn counted(value: &str, most: u32) -> Option<&'static str> {
    let number: Option<u32> = value.parse().ok().filter(|_| digits(value));
    match number {
        Some(n) if (1..=most).contains(&n) => None,
        Some(_) => Some(RANGE),
        None if digits(value) => Some(RANGE),
        None => Some(SHAPE),
    }
}

fn pmcid(value: &str) -> Option<&'static str> {
    let number = value.strip_prefix("PMC").or_else(|| value.strip_prefix("pmc")).unwrap_or(value);
    let number = number.split('.').next().unwrap_or_default();
    counted(number, 20_000_000)
}

/// Sixteen digits; the last is checked by ISO 7064, MOD 11-2.
fn orcid(value: &str) -> Option<&'static str> {
    let v = values(value)?;
    if v.len() != 16 {
        return Some(LENGTH);
    }
    let total = v[..15].iter().fold(0, |total, d| (total + d) * 2 % 11);
    ((12 - total) % 11 != v[15]).then_some(CHECKSUM)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(kind: &str, value: &str) -> Option<&'static str> {
        problem(kind, value, Some(Date::constant(2026, 3, 1)))
    }

    #[test]
    fn numbers_that_exist() {
        for (kind, value) in [
            ("doi", "10.1000/182"),
            ("doi", "10.1000%2FBF0038"),
            ("doi", "10.1.1.465.1117"),
            ("doi", "10.1016.12.31/nature.S0735-1097(98)2000/12/31/34:7-7"),
            ("isbn", "978-0-306-40615-7"),
            ("isbn", "0-306-40615-2 1998"),
            ("isbn", "978 0 306 40615 7 12"),
            ("isbn", "080442957X"),
            ("issn", "2049-3630"),
            ("issn", "0317-8471"),
            ("arxiv", "1706.03762v5"),
            ("arxiv", "0706.0001"),
            ("arxiv", "hep-th/9901001"),
            ("arxiv", "math.GT/0309136v1"),
            ("arxiv", "cs/0603116"),
            ("pmid", "17284678"),
            ("pmcid", "PMC3531190"),
            ("orcid", "0000-0002-1825-0097"),
            ("orcid", "0000-0002-1694-233X"),
        ] {
            assert_eq!(judge(kind, value), None, "{kind} {value}");
        }
    }

    #[test]
    fn numbers_that_do_not() {
        for (kind, value, why) in [
            ("doi", "10.1/abc", SHAPE),
            ("doi", "10.1000/", SHAPE),
            ("isbn", "978-0-306-40615-8", CHECKSUM),
            ("isbn", "0-306-40615-3", CHECKSUM),
            ("isbn", "978-0-306-4061", LENGTH),
            ("issn", "2049-3631", CHECKSUM),
            ("issn", "2049-363", LENGTH),
            ("arxiv", "2613.00001", RANGE),
            ("arxiv", "2612.00001", RANGE),
            ("arxiv", "1706.0376", LENGTH),
            ("arxiv", "hep-th/9913001", RANGE),
            ("pmid", "99999999", RANGE),
            ("pmcid", "PMC12x", SHAPE),
            ("orcid", "0000-0002-1825-0098", CHECKSUM),
        ] {
            assert_eq!(judge(kind, value), Some(why), "{kind} {value}");
        }
    }
}
