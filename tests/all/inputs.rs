//! What is read, and what is said about the rest.

use super::desk::{CLEAN, Desk, NOTHING, zipped};

#[test]
fn what_cannot_be_read_says_why_and_the_rest_is_checked() {
    let zip = |files: &[(&str, &str)]| zipped(files);
    let desk = Desk::new(&[
        ("a.md", CLEAN.as_bytes()),
        ("w.docx", &zip(&[("word/document.xml", "<w/>")])),
        ("o.odt", &zip(&[("content.xml", "<o/>")])),
        ("p.pages", &zip(&[("Index/Document.iwa", "")])),
        ("two.zip", &zip(&[("a.html", "<p>a"), ("b.html", "<p>b")])),
        ("none.zip", &zip(&[("a.css", "")])),
        ("f.pdf", b"%PDF-1.7\n%\xE2\xE3"),
        ("old.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"),
        ("i.md", b"\x89PNG\r\n\x1A\n\0\0\0"),
    ]);
    let cases = [
        ("w.docx", "Save As → Web Page, Filtered"),
        ("o.odt", "in LibreOffice"),
        ("p.pages", "in Pages"),
        ("two.zip", "several web pages"),
        ("none.zip", "without a web page"),
        ("f.pdf", "a PDF"),
        ("old.doc", "a Word document"),
        ("i.md", "an image"),
        ("gone.md", "there is no such file"),
    ];
    for (name, why) in cases {
        let ran = desk.run(&["a.md", name]);
        assert_eq!(ran.code, Some(2), "{name}");
        assert!(ran.err.contains(&format!("cannot read {name}")) && ran.err.contains(why), "{name}: {}", ran.err);
        assert!(ran.out.contains("a.md") && ran.out.contains("1 unreadable"), "{name}: {}", ran.out);
        let report = desk.run(&["check", "--format", "json", "a.md", name]);
        assert_eq!(report.json()["summary"]["by_status"]["unreadable"], 1);
        assert_eq!(report.json()["unread"][0]["path"], name);
        assert_eq!((report.code, report.err.as_str()), (Some(2), ""));
    }
}

#[test]
fn standard_input_is_read_under_any_name() {
    let desk = Desk::new(&[]);
    let file = |args: &[&str], input: &[u8]| {
        desk.run_with_input(&[&["check", "--format", "json"], args].concat(), input).json()["files"][0].clone()
    };
    let cases: &[(&[&str], &str, &str, &str)] = &[
        (&["-"], "<!doctype html><p>x", "<stdin>", "html"),
        (&["-"], "plain words", "<stdin>", "text"),
        (&["-", "--stdin-filename", "draft.md"], "plain words", "draft.md", "markdown"),
        (&["-", "--format-in", "html"], "plain words", "<stdin>", "html"),
    ];
    for (args, input, path, format) in cases {
        let file = file(args, input.as_bytes());
        assert_eq!((file["path"].as_str(), file["format"].as_str()), (Some(*path), Some(*format)), "{args:?}");
    }
}

#[test]
fn folders_globs_and_lists_of_files() {
    let text = NOTHING.as_bytes();
    let desk = Desk::new(&[
        (".gitignore", b"built/\n"),
        ("one.md", text),
        ("posts/two.html", text),
        ("posts/deep/three.txt", text),
        ("posts/built/no.md", text),
        ("posts/photo.png", b"\x89PNG\r\n\x1A\n"),
        ("posts/README", text),
        ("posts/odd.txt", &[0, 1, 2, 3].repeat(50)),
        ("list", b"one.md\r\nposts/README\n\n"),
        ("zeros", b"one.md\0posts/two.html\0"),
    ]);
    let cases: &[(&[&str], &[&str])] = &[
        (&["."], &["one.md", "posts/deep/three.txt", "posts/two.html"]),
        (&["posts/"], &["posts/deep/three.txt", "posts/two.html"]),
        (&["./posts"], &["./posts/deep/three.txt", "./posts/two.html"]),
        (&["posts", "posts/two.html"], &["posts/deep/three.txt", "posts/two.html"]),
        (&["posts/README"], &["posts/README"]),
        (&["**/*.html"], &["posts/two.html"]),
        (&["posts/*.{html,txt}"], &["posts/two.html"]),
        (&["--files-from", "list"], &["one.md", "posts/README"]),
        (&["--files-from", "zeros"], &["one.md", "posts/two.html"]),
        (&["posts/built/no.md"], &["posts/built/no.md"]),
    ];
    for (args, expected) in cases {
        let (files, unread) = desk.paths(args);
        assert_eq!(files, *expected, "{args:?}");
        assert!(unread.is_empty(), "{args:?}: {unread:?}");
    }
    let listed = desk.run_with_input(&["check", "--format", "json", "--files-from", "-"], b"one.md\n");
    assert_eq!(listed.json()["files"][0]["path"], "one.md");
    assert_eq!(desk.run(&["check", "--format", "json", "posts"]).json()["summary"]["skipped_binaries"], 1);
    assert_eq!(desk.paths(&["posts/odd.txt"]).1, ["posts/odd.txt"], "a binary that is named is not skipped in silence");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let desk = Desk::new(&[("a/one.md", NOTHING.as_bytes()), ("b/two.md", NOTHING.as_bytes())]);
    std::os::unix::fs::symlink(desk.path().join("b"), desk.path().join("a/linked")).unwrap();
    std::os::unix::fs::symlink(desk.path().join("a"), desk.path().join("a/circle")).unwrap();
    assert_eq!(desk.paths(&["a"]).0, ["a/one.md"]);
}

#[test]
fn a_zip_of_one_page_is_that_page() {
    let page = "<!doctype html><title>Tides</title><p>The water rose.";
    let files = [("Tides.html", page), ("images/image1.png", ""), ("__MACOSX/._Tides.html", "")];
    let desk = Desk::new(&[("export.zip", &zipped(&files))]);
    let file = desk.file(&["export.zip"]);
    assert_eq!((file["path"].as_str(), file["format"].as_str()), (Some("export.zip"), Some("html")));
}

#[test]
fn encodings_are_named() {
    let wide: Vec<u8> = "The water rose.".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let desk = Desk::new(&[
        ("mark.md", "\u{feff}The water rose.".as_bytes()),
        ("wide.txt", &[b"\xFE\xFF".as_slice(), &wide].concat()),
        ("old.html", b"<meta charset='windows-1252'><p>Caf\xE9 am Hafen"),
        ("bad.md", "Café, thé, entrée \u{FFFD}".replace('\u{FFFD}', "x").as_bytes()),
        ("crlf.md", b"One.\r\n\r\nTwo.\r\n"),
    ]);
    let cases = [
        ("mark.md", "utf-8"),
        ("wide.txt", "utf-16be"),
        ("old.html", "windows-1252"),
        ("bad.md", "utf-8"),
        ("crlf.md", "utf-8"),
    ];
    for (name, encoding) in cases {
        let file = desk.file(&[name]);
        assert_eq!(file["encoding"], encoding, "{name}");
        assert_eq!(file["sha256"].as_str().map(str::len), Some(64), "{name}");
    }
}

#[test]
fn spans_are_bytes_on_disk() {
    let article = CLEAN.replace("# Tides", "# Tidés");
    let plain = article.as_bytes().to_vec();
    let marked = [b"\xEF\xBB\xBF".as_slice(), &plain].concat();
    let damaged = [b"\xFF\xC3\xA9\xC3\xA9 ".as_slice(), &plain].concat();
    let desk = Desk::new(&[("plain.md", &plain), ("marked.md", &marked), ("damaged.md", &damaged)]);
    for (name, bytes) in [("plain.md", plain), ("marked.md", marked), ("damaged.md", damaged)] {
        let read = desk.run(&["extract", "--format", "json", name]).json();
        let markers = read["files"][0]["markers"].as_array().unwrap();
        assert_eq!(markers.len(), 1, "{name}");
        for marker in markers {
            let offset = |edge: &str| marker["span"][edge].as_u64().unwrap() as usize;
            assert_eq!(&bytes[offset("start")..offset("end")], b"[1]", "{name}");
        }
    }
}

#[test]
fn hostile_bytes_are_read_or_refused() {
    let mut noise = 0x9E37_79B9_u32;
    let mut random = || {
        noise ^= noise << 13;
        noise ^= noise >> 17;
        noise ^= noise << 5;
        noise.to_le_bytes()[0]
    };
    let random: Vec<u8> = (0..20_000).map(|_| random()).collect();
    let desk = Desk::new(&[
        ("random.md", &random),
        ("zip.html", b"PK\x03\x04\x14\0\0\0"),
        ("mark.txt", b"\xEF\xBB\xBF"),
        ("half.txt", b"\xFF\xFEa"),
        ("surrogate.txt", b"\xFF\xFE\x00\xD8\x00\xD8a\x00"),
        ("empty.html", b""),
    ]);
    for name in ["random.md", "zip.html", "mark.txt", "half.txt", "surrogate.txt", "empty.html"] {
        let ran = desk.run(&[name]);
        assert!(matches!(ran.code, Some(0..=2)), "{name}: {:?}", ran.code);
        assert!(!ran.err.contains("panicked"), "{name}: {}", ran.err);
    }
}
