//! When to try again, and how long servers ask to wait.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::time::{Duration, SystemTime};

use super::exchange::ResponseHead;

/// Statuses that may be gone a moment later.
pub(super) fn may_pass(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504 | 520 | 522 | 524)
}

/// The pause before another try: anything up to `first`, doubled with each failed try. It depends on the address and
/// nothing else, so that runs are alike while addresses spread.
pub(super) fn pause(url: &str, failed: u32, first: Duration) -> Duration {
    let most = first.saturating_mul(1 << failed.saturating_sub(1).min(16));
    let mut hash = DefaultHasher::new();
    (url, failed).hash(&mut hash);
    most.mul_f64(hash.finish() as f64 / u64::MAX as f64)
}

/// How long a server asks to wait: `Retry-After` (RFC 9110, in seconds or as a date), or a limit that is used up
/// (`RateLimit-Remaining: 0` with its reset, under the names in use).
pub(super) fn asked_wait(head: &ResponseHead, now: SystemTime) -> Option<Duration> {
    // Of a redirect or a page the field speaks of something else.
    if let Some(value) = head.field("retry-after").filter(|_| head.status == 413 || may_pass(head.status)) {
        return match value.parse() {
            Ok(seconds) => Some(Duration::from_secs(seconds)),
            // Clocks count whole seconds: the wait lasts to the end of the one that is named.
            Err(_) => {
                let until = httpdate::parse_http_date(value).ok()?;
                Some(until.duration_since(now).map_or(Duration::ZERO, |wait| wait + Duration::from_secs(1)))
            }
        };
    }
    let first = |names: [&str; 2]| names.iter().find_map(|name| head.field(name)).and_then(|v| v.parse::<u64>().ok());
    let is_used_up = first(["ratelimit-remaining", "x-ratelimit-remaining"]) == Some(0);
    let reset = first(["ratelimit-reset", "x-ratelimit-reset"]).filter(|_| is_used_up)?;
    // Some count from now, some give the time of day.
    let today = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let reset = Duration::from_secs(reset);
    Some(if reset > Duration::from_secs(1_000_000_000) { reset.saturating_sub(today) } else { reset })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(fields: &[(&str, &str)]) -> Option<Duration> {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec())).collect();
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_445_412_480);
        asked_wait(&ResponseHead { version: "HTTP/1.1", status: 429, fields }, now)
    }

    #[test]
    fn servers_ask_in_several_ways() {
        let seconds = |n| Some(Duration::from_secs(n));
        assert_eq!(wait(&[("Retry-After", "7")]), seconds(7));
        assert_eq!(wait(&[("Retry-After", "Wed, 21 Oct 2015 07:28:03 GMT")]), seconds(4));
        assert_eq!(wait(&[("Retry-After", "Wed, 21 Oct 2015 07:00:00 GMT")]), seconds(0));
        assert_eq!(wait(&[("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "9")]), seconds(9));
        assert_eq!(wait(&[("RateLimit-Remaining", "0"), ("RateLimit-Reset", "1445412485")]), seconds(5));
        assert_eq!(wait(&[("RateLimit-Remaining", "3"), ("RateLimit-Reset", "9")]), None);
        assert_eq!(wait(&[("Retry-After", "soon")]), None);
    }

    #[test]
    fn pauses_differ_and_stay_below_their_limit() {
        let first = Duration::from_secs(1);
        assert_eq!(pause("a", 1, first), pause("a", 1, first));
        assert_ne!(pause("a", 1, first), pause("b", 1, first));
        for failed in 1..5 {
            assert!(pause("a", failed, first) <= first * 2_u32.pow(failed - 1));
        }
    }
}
