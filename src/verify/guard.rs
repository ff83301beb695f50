//! Which addresses must not be asked.
//!
//! An article is written by others: an address in it must not make this program fetch what only this machine can reach.
//! The check runs on every step of a way, on the address as written, on what its name resolves to, and on the peer that
//! answered.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use crate::outcome::Reason;

/// Why an address must not be asked, if so. Names are judged when they are resolved; the URL Standard has turned
/// `127.1` and `2130706433` into what they are.
pub(super) fn refusal(url: &Url, allows_private: bool) -> Option<Reason> {
    if !matches!(url.scheme(), "http" | "https") {
        return Some(Reason::Scheme);
    }
    let is_private = match url.host() {
        Some(Host::Ipv4(ip)) => !is_public(ip.into()),
        Some(Host::Ipv6(ip)) => !is_public(ip.into()),
        Some(Host::Domain(name)) => is_local(name),
        None => return Some(Reason::Scheme),
    };
    (is_private && !allows_private).then_some(Reason::PrivateAddress)
}

/// Names that never leave the machine (RFC 6761).
fn is_local(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    name.eq_ignore_ascii_case("localhost") || name.to_ascii_lowercase().ends_with(".localhost")
}

/// Whether an address belongs to the public network: none of the blocks that IANA lists as not globally reachable.
pub(super) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(matches!(a, 0 | 10 | 127)
        || (a == 100 && (64..128).contains(&b))
        || (a == 169 && b == 254)
        || (a == 172 && (16..32).contains(&b))
        || (a == 192 && b == 168)
        || (a == 192 && b == 0 && matches!(c, 0 | 2))
        || (a == 198 && (b == 18 || b == 19))
        || (a == 198 && b == 51 && c == 100)
        || (a == 203 && b == 0 && c == 113)
        || a >= 224)
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    if let Some(inner) = embedded(ip) {
        return is_public_v4(inner);
    }
    let first = ip.segments()[0];
    let is_documentation = first == 0x2001 && ip.segments()[1] == 0x0db8;
    // Unique local, link-local, site-local, multicast; everything that is given out lies in 2000::/3.
    first & 0xe000 == 0x2000 && !is_documentation
}

/// The address of version 4 that one of version 6 stands for: mapped, compatible, NAT64, 6to4.
fn embedded(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    let s = ip.segments();
    let v4 = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        Ipv4Addr::new(a, b, c, d)
    };
    match s {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0, 0, 0, 0, 0xffff, 0, high, low] => Some(v4(high, low)),
        [0x64, 0xff9b, .., high, low] => Some(v4(high, low)),
        [0x2002, high, low, ..] => Some(v4(high, low)),
        [0, 0, 0, 0, 0, 0, high, low] => Some(v4(high, low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(url: &str) -> Option<Reason> {
        refusal(&Url::parse(url).unwrap(), false)
    }

    #[test]
    fn private_addresses_in_any_notation() {
        for host in [
            "127.0.0.1",
            "127.1",
            "2130706433",
            "0x7f.0.0.1",
            "0177.0.0.1",
            "0.0.0.0",
            "0",
            "10.1.2.3",
            "100.64.0.1",
            "169.254.169.254",
            "172.31.255.255",
            "192.168.4.4",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:10.0.0.1]",
            "[::127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
            "[fd00::1]",
            "[fe80::1]",
            "[fec0::1]",
            "[ff02::1]",
            "[2001:db8::1]",
            "localhost",
            "LOCALHOST.",
            "a.localhost",
            "１２７.0.0.1",
        ] {
            assert_eq!(judged(&format!("http://{host}/x")), Some(Reason::PrivateAddress), "{host}");
        }
    }

    #[test]
    fn the_public_web_is_open() {
        for host in ["8.8.8.8", "harbour.example", "[2606:4700::1111]", "[::ffff:8.8.8.8]", "172.32.0.1", "100.128.0.1"]
        {
            assert_eq!(judged(&format!("https://{host}/x")), None, "{host}");
        }
        assert_eq!(judged("ftp://harbour.example/x"), Some(Reason::Scheme));
        assert_eq!(judged("file:///etc/hostname"), Some(Reason::Scheme));
        assert_eq!(refusal(&Url::parse("http://127.0.0.1/").unwrap(), true), None);
    }
}
