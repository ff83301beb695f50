//! Copies in an archive of the web.

use jiff::civil::Date;
use url::Url;

use super::ask::Answer;
use crate::outcome::Archive;

/// Where to ask for the copy of an address nearest to a day.
pub(super) fn lookup(base: &str, url: &str, day: Date) -> Option<Url> {
    Url::parse(&format!("{base}web/{}/{url}", day.strftime("%Y%m%d"))).ok()
}

/// What the archive says: it leads to the nearest copy, or has none; anything else is no answer.
pub(super) fn copy(asked: &Url, answer: Option<&Answer>) -> Archive {
    let Some(answer) = answer else { return Archive::LookupFailed };
    let found = |at: &str| match asked.join(at) {
        Ok(copy) => Archive::Found { date: day(copy.path()), url: copy.into() },
        Err(_) => Archive::LookupFailed,
    };
    match answer.head.status {
        301 | 302 | 307 | 308 => answer.head.field("location").map_or(Archive::LookupFailed, found),
        200 => found(asked.as_str()),
        404 => Archive::None,
        _ => Archive::LookupFailed,
    }
}

/// The day in `/web/20250303120000/https://…`.
fn day(path: &str) -> Option<Date> {
    let stamp = path.split("web/").nth(1)?.get(..8)?;
    let part = |range: std::ops::Range<usize>| stamp.get(range)?.parse::<i16>().ok();
    Date::new(part(0..4)?, part(4..6)? as i8, part(6..8)? as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_a_copy_stands_in_its_address() {
        assert_eq!(day("/web/20250303120000/https://a.example/"), Date::new(2025, 3, 3).ok());
        assert_eq!(day("/web/2025/https://a.example/"), None);
        let asked = lookup("https://archive.example/", "https://a.example/x?y=1", Date::constant(2024, 2, 29));
        assert_eq!(
            asked.map(String::from).as_deref(),
            Some("https://archive.example/web/20240229/https://a.example/x?y=1")
        );
    }
}
