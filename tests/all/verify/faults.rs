//! What the server of the tests does for each address: every fault by name.

use std::io::Write as _;
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::server::{Act, Asked, answer, answer_of, page};

const LONG: &str = "<p>The keeper of the lock opened the gate before the flood came up the river, and the town slept on. \
    He wrote the hour into the book, as his father had done, and went home along the quay with his lamp.</p>";

fn ok(title: &str) -> Vec<Act> {
    vec![Act::Send(answer(200, &[], &page(title, LONG)))]
}

fn status(code: u16) -> Vec<Act> {
    vec![Act::Send(answer(code, &[], &page("Status", "<p>No.")))]
}

fn leads(code: u16, to: &str) -> Vec<Act> {
    vec![Act::Send(answer(code, &[("Location", to)], b""))]
}

fn raw(bytes: &[u8], then: Act) -> Vec<Act> {
    vec![Act::Send(bytes.to_vec()), then]
}

/// Everything that can go wrong with one address.
pub(crate) fn script(asked: &Asked) -> Vec<Act> {
    let (path, query) = asked.target.split_once('?').unwrap_or((&asked.target, ""));
    let first = asked.before == 0;
    let has = |words: &str| asked.head.contains(words);
    if let Some(n) = path.strip_prefix("/ok/") {
        return ok(&format!("Doc {n}"));
    }
    if let Some(code) = path.strip_prefix("/s/") {
        return status(code.parse().unwrap());
    }
    if let Some(left) = path.strip_prefix("/chain/") {
        let left: u32 = left.parse().unwrap();
        return if left == 0 { ok("End of chain") } else { leads(301, &format!("/chain/{}", left - 1)) };
    }
    if path.starts_with("/probe-same/") {
        return ok("Harbour Shop");
    }
    if path.starts_with("/cluster/") {
        return leads(302, "/ok/elsewhere");
    }
    let html = |body: &[u8]| vec![Act::Send(answer(200, &[], body))];
    match path {
        "/" => ok("Home - Example News"),
        "/robots.txt" => vec![Act::Send(answer_of(
            "text/plain",
            200,
            &[],
            b"User-agent: *\nDisallow: /robots-denied\nCrawl-delay: 0.2\n",
        ))],
        "/429-then-ok" if first => vec![Act::Send(answer(429, &[("Retry-After", "2")], b""))],
        "/429-date-then-ok" if first => {
            let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(3));
            vec![Act::Send(answer(429, &[("Retry-After", &date)], b""))]
        }
        "/503-ra-then-ok" if first => vec![Act::Send(answer(503, &[("Retry-After", "1")], b""))],
        "/429-long" => vec![Act::Send(answer(429, &[("Retry-After", "3600")], b""))],
        "/429-always" => status(429),
        "/500-then-ok" if first => status(500),
        "/reset-then-ok" if first => vec![Act::Reset],
        "/hang-then-ok" if first => vec![Act::Hang],
        "/429-then-ok" | "/429-date-then-ok" | "/503-ra-then-ok" | "/500-then-ok" | "/reset-then-ok"
        | "/hang-then-ok" => ok("After a while"),
        "/loop" => leads(302, "/loop2"),
        "/loop2" => leads(302, "/loop"),
        "/redir-home" => leads(301, "/"),
        "/redir-404" => leads(301, "/s/404"),
        "/redir-login" => leads(302, "/login?next=/redir-login"),
        "/login" => html(&page("Sign in", "<form><input type=password></form>")),
        "/redir-slash" => leads(301, "/redir-slash/"),
        "/redir-slash/" => ok("Slash"),
        "/redir-otherhost" => leads(302, &format!("http://127.0.0.2:{}/ok/moved", asked.port)),
        "/redir-file" => leads(302, "file:///etc/hostname"),
        "/redir-bad" => leads(302, "http://[bad"),
        "/redir-noloc" => vec![Act::Send(answer(302, &[], b""))],
        "/redir-meta" => {
            html(b"<html><head><meta http-equiv=refresh content='0; url=/s/404'><title>Redirecting</title>")
        }
        "/redir-private" => leads(302, &format!("http://127.0.0.9:{}/ok/private", asked.port)),
        "/cookie-wall" if has("cookie: seen=1") => ok("Cookie ok"),
        "/cookie-wall" => {
            vec![Act::Send(answer(302, &[("Set-Cookie", "seen=1; Path=/"), ("Location", "/cookie-wall")], b""))]
        }
        "/soft404" => html(&page("Page not found | Example News", "<p>Sorry, it could not be found.")),
        "/soft404-body" => html(&page("Example News", "<p>404 - This article is no longer available.")),
        "/has-been-removed" => html(&page("Style guide", &format!("{LONG}<p>The paragraph has been removed.{LONG}"))),
        "/parked" => html(&page("example-news.com is for sale", "<p>Buy this domain.")),
        "/paywall" => html(&page(
            "Exclusive: budget figures",
            r#"<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>"#,
        )),
        "/challenge403" => vec![Act::Send(answer(
            403,
            &[("cf-mitigated", "challenge")],
            &page("Just a moment...", "<p>Checking your browser"),
        ))],
        "/challenge200" => html(&page("Just a moment...", "<p>Enable JavaScript and cookies to continue")),
        "/title-mismatch" => html(&page("Casino bonus 2026", "<p>slots")),
        "/title-agrees" => ok("The ferry line will close | Example News"),
        "/empty" => html(b""),
        "/head405" | "/head501" | "/head404" | "/head403" if asked.method == "HEAD" => {
            vec![Act::Send(format!("HTTP/1.1 {} X\r\nContent-Length: 0\r\n\r\n", &path[5..]).into_bytes())]
        }
        "/headreset" if asked.method == "HEAD" => vec![Act::Reset],
        "/headhang" if asked.method == "HEAD" => vec![Act::Hang],
        "/head405" | "/head501" | "/head404" | "/head403" | "/headreset" | "/headhang" => ok("GET ok"),
        "/head200get404" if asked.method == "HEAD" => {
            vec![Act::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".to_vec())]
        }
        "/head200get404" => status(404),
        "/ua-block" => {
            if has("mozilla/5.0") {
                ok("UA ok")
            } else {
                status(403)
            }
        }
        "/accept-block" => {
            if has("text/html") {
                ok("Accept ok")
            } else {
                status(406)
            }
        }
        "/te-block" => {
            if has("transfer-encoding") {
                status(400)
            } else {
                ok("Plain ok")
            }
        }
        "/slow-headers" => [vec![Act::Pause(Duration::from_millis(500))], ok("Slow headers")].concat(),
        "/slow-body" => {
            let whole = answer(200, &[], &page("Slow body", LONG));
            let piece = whole.len() / 8;
            vec![Act::Drip(whole, piece, Duration::from_millis(60))]
        }
        "/slowloris" => vec![
            Act::Send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n".to_vec()),
            Act::Drip(vec![b'y'; 100_000], 1, Duration::from_millis(100)),
        ],
        "/hang" => vec![Act::Hang],
        "/hang-headers" => raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/ht", Act::Hang),
        "/reset" => vec![
            Act::Send(b"HTTP/1.1 200 OK\r\nContent-Ty".to_vec()),
            Act::Pause(Duration::from_millis(20)),
            Act::Reset,
        ],
        "/reset-now" => vec![Act::Reset],
        "/close" => vec![Act::Close],
        "/close-midheaders" => raw(b"HTTP/1.1 200 OK\r\nContent-Ty", Act::Close),
        "/truncated" => {
            raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<title>Doc", Act::Close)
        }
        "/chunk-trunc" => raw(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n100\r\nabc",
            Act::Close,
        ),
        "/chunk-bad" => raw(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n0\r\n\r\n",
            Act::Close,
        ),
        "/huge" => raw(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 314572800\r\n\r\n",
            Act::Pump(vec![b'x'; 65536]),
        ),
        "/infinite" => {
            let chunk = [b"10000\r\n".as_slice(), &[b'x'; 65536], b"\r\n"].concat();
            raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", Act::Pump(chunk))
        }
        "/gzipbomb" => vec![Act::Send(answer(200, &[("Content-Encoding", "gzip")], &BOMB))],
        "/badgzip" => vec![Act::Send(answer(200, &[("Content-Encoding", "gzip")], b"this is not gzip"))],
        "/badcharset" => html(b"<title>Caf\xE9 na\xEFve</title><p>text"),
        "/cp1251" => vec![Act::Send(answer_of(
            "text/html; charset=windows-1251",
            200,
            &[],
            b"<title>\xCD\xEE\xE2\xEE\xF1\xF2\xE8 \xE4\xED\xFF</title><p>text",
        ))],
        "/metacharset" => vec![Act::Send(answer_of(
            "text/html",
            200,
            &[],
            b"<html><head><meta charset=\"shift_jis\"><title>\x93\xFA\x96\x7B\x8C\xEA</title><p>text",
        ))],
        "/pdf" => {
            vec![Act::Send(answer_of("application/pdf", 200, &[], b"%PDF-1.4\n1 0 obj<</Title(Report)>>endobj\n%%EOF"))]
        }
        "/noctype" => vec![Act::Send(answer_of("", 200, &[], &page("No type", LONG)))],
        "/bighdr" => many_fields(100, 4000),
        "/manyhdr" => many_fields(300, 1),
        "/badhttp" => raw(b"SSH-2.0-OpenSSH_9.2\r\n", Act::Close),
        "/badstatus" => raw(b"HTTP/1.1 2xx Fine\r\nContent-Length: 0\r\n\r\n", Act::Close),
        "/status99" => raw(b"HTTP/1.1 99 Low\r\nContent-Length: 0\r\n\r\n", Act::Close),
        "/dupcl" => raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\nokxxx", Act::Close),
        "/http10" => raw(
            &[b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n".as_slice(), &page("HTTP/1.0", LONG)].concat(),
            Act::Close,
        ),
        "/http09" => raw(b"<html>old</html>", Act::Close),
        "/earlyhints" => vec![
            Act::Send(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n".to_vec()),
            Act::Send(answer(200, &[], &page("After 103", LONG))),
        ],
        "/slowhost" => {
            let millis = query.split(['=', '&']).nth(1).and_then(|n| n.parse().ok()).unwrap_or(500);
            [vec![Act::Pause(Duration::from_millis(millis))], ok("Slow host")].concat()
        }
        "/robots-denied" => ok("Robots denied"),
        "/conditional" if has("if-none-match: \"v1\"") => vec![Act::Send(answer(304, &[], b""))],
        "/conditional" => vec![Act::Send(answer(200, &[("ETag", "\"v1\"")], &page("The old page", LONG)))],
        _ => status(404),
    }
}

fn many_fields(count: usize, length: usize) -> Vec<Act> {
    let value = "a".repeat(length);
    let names: Vec<String> = (0..count).map(|i| format!("X-Pad-{i}")).collect();
    let fields: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), value.as_str())).collect();
    vec![Act::Send(answer(200, &fields, &page("Many fields", LONG)))]
}

/// Sixteen mebibytes of nothing.
pub(crate) static BOMB: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut coded = GzEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..16 {
        coded.write_all(&[0; 1 << 20]).unwrap();
    }
    coded.finish().unwrap()
});
