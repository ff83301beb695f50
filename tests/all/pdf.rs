//! PDFs as sources: their words are read, and what cannot be read is said, whatever stands in them.

use std::fmt::Write as _;

use flate2::{Compress, Compression, FlushCompress};
use serde_json::Value;

use super::desk::Desk;
use super::verify::server::{Act, Server, answer_of};

/// The objects of a PDF by number, from 1; the first is the catalogue.
fn pdf(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.5\n".to_vec();
    let mut places = String::new();
    for (at, object) in objects.iter().enumerate() {
        let _ = writeln!(places, "{:010} 00000 n ", file.len());
        file.extend([format!("{} 0 obj\n", at + 1).as_bytes(), object, b"\nendobj\n"].concat());
    }
    let (size, start) = (objects.len() + 1, file.len());
    let end = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{places}trailer\n<</Size {size} /Root 1 0 R {trailer}>>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend(end.as_bytes());
    file
}

fn stream(fields: &str, data: &[u8]) -> Vec<u8> {
    [format!("<</Length {} {fields}>>\nstream\n", data.len()).as_bytes(), data, b"\nendstream"].concat()
}

/// A document of one page that shows this content; `more` are further objects, from 7.
fn one_page(content: Vec<u8>, resources: &str, info: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let page = format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<{resources}>>>>");
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        page.into_bytes(),
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
        format!("<<{info}>>").into_bytes(),
    ];
    objects.extend_from_slice(more);
    pdf(&objects, "/Info 6 0 R")
}

const FONT: &str = "/Font<</F1 5 0 R>>";

/// A document of one page with these lines.
fn lines(title: &str, lines: &[&str]) -> Vec<u8> {
    let shown: String = lines.iter().map(|line| format!("({line}) Tj 0 -14 Td ")).collect();
    let content = format!("BT /F1 11 Tf 72 720 Td {shown}ET");
    one_page(stream("", content.as_bytes()), FONT, &format!("/Title({title})"), &[])
}

const SPEECH: [&str; 5] = [
    "Speech to the port",
    "The ferry line will not close this year or next, she said, because the is-",
    "lands have no other way to reach the mainland in winter. The council had",
    "asked for a second opinion in March and for a third one in June, and all of",
    "them came to the same end.",
];

fn speech() -> Vec<u8> {
    lines("Speech to the port", &SPEECH)
}

fn article(title: &str, url: &str) -> String {
    format!(
        "# The ferry\n\n“The ferry line will close this year or next,” the mayor said [1]. She spoke “because the \
         islands have no other way to reach the mainland” [1]. “The whole crew sang until the morning came” [1].\n\n\
         ## Sources\n\n[1] “{title}.” {url}\n"
    )
}

/// What a run says about an article that rests on this PDF.
fn checked(title: &str, pdf: Vec<u8>) -> Value {
    let server = Server::start(1, move |_| vec![Act::Send(answer_of("application/pdf", 200, &[], &pdf))]);
    let desk = Desk::new(&[("a.md", article(title, &server.url(1, "/speech.pdf")).as_bytes())]);
    let args = ["check", "--isolated", "--verify", "--allow-private", "--format", "json", "a.md"];
    let report = desk.run(&args).json();
    assert_eq!(server.log().len(), 1);
    report
}

/// The verdicts on the quotations, each with why it is none.
fn verdicts(report: &Value) -> Vec<(&str, Option<&str>)> {
    let all = report["quotations"].as_array().unwrap();
    all.iter().map(|q| (q["verdict"].as_str().unwrap(), q["reason"].as_str())).collect()
}

#[test]
fn quotations_are_looked_for_in_fetched_pdfs() {
    let report = checked("Speech to the port", speech());
    assert_eq!(verdicts(&report), [("altered-critical", None), ("verbatim", None), ("not-found", None)], "{report}");
    assert_eq!((&report["sources"][0]["class"], &report["sources"][0]["title_score"]), (&"ok".into(), &1.0.into()));
}

#[test]
fn a_title_counts_only_where_a_reader_sees_it() {
    let reason = |title: &str, pdf: Vec<u8>| checked(title, pdf)["sources"][0]["reason"].as_str().unwrap().to_owned();
    assert_eq!(reason("Ledger of the old mill", speech()), "title_mismatch");
    assert_eq!(reason("Ledger of the old mill", lines("draft3.doc", &SPEECH)), "not_html");
    assert_eq!(reason("Ledger of the old mill", lines("", &SPEECH)), "not_html");
}

#[test]
fn a_text_fragment_is_looked_for_in_a_pdf() {
    let pdf = speech();
    let server = Server::start(1, move |_| vec![Act::Send(answer_of("application/pdf", 200, &[], &pdf))]);
    let url = server.url(1, "/speech.pdf#:~:text=no%20other%20way%20to%20reach%20the%20mainland");
    let desk = Desk::new(&[("a.md", format!("The islands [need the ferry]({url}).\n").as_bytes())]);
    let args = ["check", "--isolated", "--verify", "--allow-private", "--format", "json", "a.md"];
    assert_eq!(verdicts(&desk.run(&args).json()), [("verbatim", None)]);
}

/// Blanks, packed: one block again and again, each of which stands by itself.
fn blanks(megabytes: usize) -> Vec<u8> {
    let mut block = Vec::with_capacity(1 << 16);
    let flush = FlushCompress::Full;
    Compress::new(Compression::best(), false).compress_vec(&[b' '; 1 << 20], &mut block, flush).unwrap();
    [&[0x78, 0x9c], block.repeat(megabytes).as_slice(), &[0x03, 0x00]].concat()
}

/// A picture of a page.
fn scan() -> Vec<u8> {
    let image = "/Type/XObject/Subtype/Image/Width 4/Height 4/BitsPerComponent 8/ColorSpace/DeviceGray";
    one_page(stream("", b"q /X Do Q"), "/XObject<</X 7 0 R>>", "", &[stream(image, &[9; 16])])
}

/// Documents of which nothing can be read, and those that are made to hurt.
fn unreadable() -> Vec<(&'static str, Vec<u8>)> {
    let form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 7 0 R>>>>";
    let plain = String::from_utf8(speech()).unwrap();
    let locked = format!(
        "/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O({})/U({})>>/ID[(a)(a)] /Info",
        "o".repeat(32),
        "u".repeat(32)
    );
    vec![
        ("a scan", scan()),
        ("a locked one", plain.replace("/Info", &locked).into_bytes()),
        ("no PDF at all", b"%PDF-1.7\nnot a word of it".to_vec()),
        ("half of one", speech()[..500].to_vec()),
        ("forms in forms", one_page(stream("", b"/X Do"), "/XObject<</X 7 0 R>>", "", &[stream(form, b"/X Do /X Do")])),
        ("lists in lists", one_page([vec![b'['; 200_000], vec![b']'; 200_000]].concat(), FONT, "", &[])),
        ("a bomb", one_page(stream("/Filter/FlateDecode", &blanks(1000)), FONT, "", &[])),
    ]
}

#[test]
fn what_cannot_be_read_is_not_checked_and_never_not_found() {
    for (name, pdf) in unreadable() {
        let report = checked("Speech to the port", pdf);
        assert_eq!(verdicts(&report), [("unchecked", Some("no-text")); 3], "{name}");
        assert_eq!(report["sources"][0]["class"], "ok", "{name}: its address opens");
    }
}

#[test]
fn a_pdf_that_is_too_long_was_read_in_part() {
    let mut long = speech();
    long.splice(9..9, [b"%".as_slice(), &vec![b'x'; 6 << 20], b"\n"].concat());
    assert_eq!(verdicts(&checked("Speech to the port", long)), [("unchecked", Some("cut")); 3]);
}

#[test]
fn saved_pdfs_are_copies_too() {
    let url = "https://harbour.example/speech";
    let report = |files: &[(&str, &[u8])], args: &[&str]| {
        let article = article("Speech to the port", url);
        let files = [&[("a.md", article.as_bytes())], files].concat();
        Desk::new(&files).run(&[&["check", "--format", "json", "a.md"], args].concat()).json()
    };
    let wanted = [("altered-critical", None), ("verbatim", None), ("not-found", None)];
    let saved: &[&str] = &["--sources", "saved"];
    let with_title = report(&[("saved/any.pdf", &speech())], saved);
    assert_eq!(verdicts(&with_title), wanted, "it is known by its title");
    let by_name = report(&[("saved/harbour.example_speech.pdf", &lines("", &SPEECH))], saved);
    assert_eq!(verdicts(&by_name), wanted, "it is known by its name");
    let settings = format!("[[source]]\nfile = \"x.PDF\"\nurl = \"{url}\"\n");
    let listed = report(&[("x.PDF", &speech()), ("wellcited.toml", settings.as_bytes())], &[]);
    assert_eq!(verdicts(&listed), wanted, "the settings say what it is");
    let unread = report(&[("saved/harbour.example_speech.pdf", &scan())], saved);
    assert_eq!(verdicts(&unread), [("unchecked", Some("no-text")); 3]);
}

#[test]
fn people_read_why_a_pdf_was_not_checked() {
    let article = article("Speech to the port", "https://harbour.example/speech");
    let desk = Desk::new(&[("a.md", article.as_bytes()), ("saved/harbour.example_speech.pdf", &scan())]);
    let out = desk.run(&["check", "--sources", "saved", "a.md"]).out;
    assert!(out.contains("3 not checked (3 whose copy is a PDF without text that can be read)"), "{out}");
}
