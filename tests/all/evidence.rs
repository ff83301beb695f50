//! Evidence: files that others can open.
//!
//! `WELLCITED_KEEP_EVIDENCE=FOLDER` keeps what is written here, for tools that check it.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use serde_json::Value;
use wellcited::verify::Witness as _;
use wellcited::verify::evidence::Evidence;
use wellcited::verify::exchange::{Cut, Exchange, Fields, RequestHead, ResponseHead};

fn now() -> Timestamp {
    "2026-03-01T12:00:00.25Z".parse().unwrap()
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec())).collect()
}

fn exchange(url: &str, status: u16, answer: &[(&str, &str)], raw: Vec<u8>, cut: Option<Cut>) -> Exchange {
    Exchange {
        url: url.into(),
        peer: Some(SocketAddr::from(([192, 0, 2, 7], 443))),
        at: now(),
        request: RequestHead {
            method: "GET",
            fields: fields(&[("user-agent", "wellcited"), ("authorization", "Basic secret"), ("x-key", "secret")]),
        },
        response: ResponseHead { version: "HTTP/2.0", status, fields: fields(answer) },
        raw,
        cut,
    }
}

fn gzipped(text: &str) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap()
}

const PAGE: &str = "<!DOCTYPE html><title>The ferry</title><p>The ferry line will not close this year or next.</p>";

fn exchanges() -> Vec<Exchange> {
    let html = ("content-type", "text/html; charset=utf-8");
    let chunked = [html, ("content-encoding", "gzip"), ("transfer-encoding", "chunked")];
    let moved = [("location", "https://www.harbour.example/ferry?b=2&a=1")];
    vec![
        exchange("https://harbour.example/old", 301, &moved, Vec::new(), None),
        exchange("https://www.harbour.example/ferry?b=2&a=1", 200, &chunked, gzipped(PAGE), None),
        exchange("https://harbour.example/long", 200, &[html], b"<p>".repeat(10_000), Some(Cut::Length)),
        exchange("https://harbour.example/gone", 404, &[html], b"<p>Not here.".to_vec(), None),
    ]
}

/// Writes the exchanges down; the folder and the ids of the answers.
fn written(folder: &Path) -> (PathBuf, Vec<String>) {
    let evidence = Evidence::create(folder, ["X-Key"], now()).unwrap();
    let ids = exchanges().iter().map(|exchange| evidence.witness(exchange).unwrap()).collect();
    evidence.finish().unwrap();
    (evidence.path(), ids)
}

/// The record at an offset: head and block.
fn record(file: &[u8], offset: usize) -> (String, Vec<u8>, usize) {
    let mut rest = &file[offset..];
    let before = rest.len();
    let mut bytes = Vec::new();
    {
        let mut member = flate2::bufread::GzDecoder::new(&mut rest);
        member.read_to_end(&mut bytes).unwrap();
    }
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    assert!(bytes.ends_with(b"\r\n\r\n"));
    (head, bytes[end + 4..bytes.len() - 4].to_vec(), before - rest.len())
}

fn field<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

#[test]
fn every_record_stands_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let (path, ids) = written(folder.path());
    let file = fs::read(path).unwrap();
    let (mut offset, mut records) = (0, Vec::new());
    while offset < file.len() {
        let (head, block, length) = record(&file, offset);
        assert!(head.starts_with("WARC/1.1\r\n"), "{head}");
        assert_eq!(field(&head, "Content-Length").unwrap().parse(), Ok(block.len()));
        offset += length;
        records.push((head, block));
    }
    let kinds: Vec<&str> = records.iter().map(|(head, _)| field(head, "WARC-Type").unwrap()).collect();
    assert_eq!(kinds[..3], ["warcinfo", "request", "response"]);
    assert_eq!(kinds.len(), 1 + 2 * exchanges().len());
    let answers: Vec<&(String, Vec<u8>)> = records.iter().filter(|(h, _)| h.contains("msgtype=response")).collect();
    for ((head, _), id) in answers.iter().zip(&ids) {
        assert_eq!(field(head, "WARC-Record-ID"), Some(format!("<{id}>").as_str()));
        assert_eq!(field(head, "WARC-IP-Address"), Some("192.0.2.7"));
        assert_eq!(field(head, "WARC-Date"), Some("2026-03-01T12:00:00.250000Z"));
    }
    assert_eq!(field(&answers[2].0, "WARC-Truncated"), Some("length"));
    assert_eq!(field(&answers[1].0, "WARC-Truncated"), None);
    let page = &answers[1].1;
    let body = page.windows(4).position(|w| w == b"\r\n\r\n").unwrap() + 4;
    let mut text = String::new();
    GzDecoder::new(&page[body..]).read_to_string(&mut text).unwrap();
    assert_eq!(text, PAGE);
    assert!(page.starts_with(b"HTTP/1.1 200 OK\r\n") && !page.windows(10).any(|w| w == b"\ntransfer-"));
}

#[test]
fn passwords_are_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let file = fs::read(written(folder.path()).0).unwrap();
    let (_, _, length) = record(&file, 0);
    let (_, request, _) = record(&file, length);
    let request = String::from_utf8(request).unwrap();
    assert!(request.starts_with("GET /old HTTP/1.1\r\nHost: harbour.example\r\n"), "{request}");
    assert!(!request.contains("secret") && request.contains("x-key: (left out)"), "{request}");
}

#[test]
fn the_index_leads_to_the_answers() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = written(folder.path());
    let file = fs::read(&path).unwrap();
    let index = fs::read_to_string(path.with_extension("").with_extension("cdxj")).unwrap();
    let lines: Vec<&str> = index.lines().collect();
    assert!(lines.is_sorted() && lines.len() == exchanges().len());
    assert!(lines[0].starts_with("example,harbour)/ferry?a=1&b=2 20260301120000 {"), "{}", lines[0]);
    for line in lines {
        let fields: Value = serde_json::from_str(line.splitn(3, ' ').nth(2).unwrap()).unwrap();
        let offset: usize = fields["offset"].as_str().unwrap().parse().unwrap();
        let (head, _, length) = record(&file, offset);
        assert_eq!(field(&head, "WARC-Target-URI"), fields["url"].as_str());
        assert_eq!(fields["length"].as_str().unwrap().parse(), Ok(length));
        assert_eq!(field(&head, "WARC-Payload-Digest"), fields["digest"].as_str());
        assert_eq!(fields["filename"].as_str(), path.file_name().unwrap().to_str());
    }
}

#[test]
fn two_runs_never_write_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let [(first, _), (second, _)] = [written(folder.path()), written(folder.path())];
    assert_ne!(first, second);
}

#[test]
fn files_for_other_tools() {
    let Some(folder) = std::env::var_os("WELLCITED_KEEP_EVIDENCE") else { return };
    let (path, _) = written(Path::new(&folder));
    println!("{}", path.display());
}
