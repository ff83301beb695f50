//! Quotations looked for in saved copies of sources, as a user meets it.

use super::desk::{Desk, Ran};

const ARTICLE: &str = "# The ferry\n\n\
    “The ferry line will close this year or next,” the mayor said [1]. \
    “The summer guests carry the islands through the dark months” [2]. “Nobody asked the crew about any of it” [3].\n\n\
    “All of it was decided long before,” somebody said.\n\n\
    ## Sources\n\n[1] Speech to the port. https://harbour.example/speech\n\n\
    [2] Quay Board. The cost of winter crossings. doi:10.1000/crossings.7\n\n[3] Ledger of the crew, 1921.\n";
const SPEECH: &str = "<html><head><title>Speech</title><link rel=canonical href=\"https://harbour.example/speech\"></head>\
    <body><p>The ferry line will not close this year or next, she said, because the islands have no other way to reach \
    the mainland in winter. The council had asked for a second opinion in March and for a third one in June, and all \
    three of them came to the same end: the line pays for itself as soon as the summer guests are counted. Nobody in \
    the hall had a question after that, and the meeting was over before noon.</p></body></html>";
const COST: &str = "The cost of winter crossings\n\nIt is well known that the summer guests carry the islands through \
    the dark months of every single year.\n";

fn desk() -> Desk {
    Desk::new(&[
        ("a.md", ARTICLE.as_bytes()),
        ("saved/page.html", SPEECH.as_bytes()),
        ("saved/10.1000_crossings.7.txt", COST.as_bytes()),
        ("saved/other.txt", b"Nothing of the kind is said here or anywhere else."),
    ])
}

fn check(desk: &Desk, args: &[&str]) -> Ran {
    desk.run(&[&["check"], args].concat())
}

#[test]
fn quotations_are_looked_for_in_saved_copies() {
    let desk = desk();
    let ran = check(&desk, &["--sources", "saved", "a.md"]);
    assert_eq!(ran.code, Some(1), "{}{}", ran.out, ran.err);
    let out = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = "source [1] says “line will *not* close this”, the article quotes “line will close this”";
    assert!(out.contains(message), "{out}");
    let wanted = "4 quotations: 1 word for word, 1 altered, 2 not checked (1 without a citation, 1 without a text of the source).";
    assert!(out.contains(wanted), "{out}");
    assert!(ran.out.contains("Saved copies: 3 files, 2 of a source cited here."), "{}", ran.out);
    assert!(!ran.out.contains("whether quotations match"), "{}", ran.out);
}

#[test]
fn json_lists_every_quotation() {
    let desk = desk();
    let report = check(&desk, &["--sources", "saved", "--format", "json", "a.md"]).json();
    let all = report["quotations"].as_array().unwrap();
    let verdicts: Vec<&str> = all.iter().map(|q| q["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["altered-critical", "verbatim", "unchecked", "unchecked"]);
    assert_eq!(
        (all[0]["path"].as_str(), all[0]["line"].as_u64(), all[0]["entry"].as_u64()),
        (Some("a.md"), Some(3), Some(0))
    );
    assert_eq!(all[0]["url"], "https://harbour.example/speech");
    assert!(all[0]["difference"]["source"].as_str().unwrap().contains("*not*"), "{}", all[0]);
    assert_eq!((all[2]["reason"].as_str(), all[3]["reason"].as_str()), (Some("no-copy"), Some("no-source")));
    let (start, end) = (all[0]["span"]["start"].as_u64().unwrap(), all[0]["span"]["end"].as_u64().unwrap());
    assert_eq!(&ARTICLE[start as usize..end as usize], "“The ferry line will close this year or next,”");
    assert!(check(&desk, &["--format", "json", "a.md"]).json().get("quotations").is_none(), "nobody looked");
}

#[test]
fn settings_say_what_a_file_is_a_copy_of() {
    let map = "[[source]]\nfile = \"notes/x.txt\"\nurl = \"https://harbour.example/speech\"\n";
    let speech = "The ferry line will close this year or next, because the islands have another way.\n";
    let files: &[(&str, &[u8])] =
        &[("a.md", ARTICLE.as_bytes()), ("notes/x.txt", speech.as_bytes()), ("wellcited.toml", map.as_bytes())];
    let report = check(&Desk::new(files), &["--format", "json", "a.md"]).json();
    assert_eq!(report["quotations"][0]["verdict"], "verbatim");
    let missing = "[[source]]\nfile = \"gone.txt\"\nurl = \"https://harbour.example/speech\"\n";
    let nothing = "[[source]]\nfile = \"a.md\"\n";
    for (map, words) in [(missing, "there is no file “gone.txt”"), (nothing, "says what it is a copy of")] {
        let ran = check(&Desk::new(&[("a.md", ARTICLE.as_bytes()), ("wellcited.toml", map.as_bytes())]), &["a.md"]);
        assert_eq!(ran.code, Some(2));
        assert!(ran.err.contains(words), "{}", ran.err);
    }
}

#[test]
fn standard_input_has_copies_too() {
    let desk = desk();
    let args = ["check", "--sources", "saved", "--format", "json", "--stdin-filename", "a.md", "-"];
    let report = desk.run_with_input(&args, ARTICLE.as_bytes()).json();
    assert_eq!(report["quotations"][0]["verdict"], "altered-critical");
}

#[test]
fn a_folder_that_is_not_there_is_said() {
    let ran = check(&desk(), &["--sources", "nowhere", "a.md"]);
    assert_eq!(ran.code, Some(2), "{}", ran.out);
    assert!(ran.err.contains("nowhere"), "{}", ran.err);
}

#[test]
fn the_name_of_a_file_is_the_last_resort() {
    for name in ["harbour.example_speech.html", "Speech to the port.html", "harbour-example-speech.html", "1.html"] {
        let page = SPEECH.replace("<link rel=canonical href=\"https://harbour.example/speech\">", "");
        let desk = Desk::new(&[("a.md", ARTICLE.as_bytes()), (&format!("saved/{name}"), page.as_bytes())]);
        let report = check(&desk, &["--sources", "saved", "--format", "json", "a.md"]).json();
        assert_eq!(report["quotations"][0]["verdict"], "altered-critical", "{name}");
    }
}

#[test]
fn only_an_altered_quotation_fails_a_run_by_itself() {
    let article = "“No island will ever be left without a boat,” the mayor said [1].\n\n## Sources\n\n\
        [1] Speech to the port. https://harbour.example/speech\n";
    let desk = Desk::new(&[("a.md", article.as_bytes()), ("saved/page.html", SPEECH.as_bytes())]);
    for (condition, code) in [("warning", 0), ("web", 1), ("quotation-not-found", 1)] {
        let ran = check(&desk, &["--sources", "saved", "--fail-on", condition, "a.md"]);
        assert_eq!(ran.code, Some(code), "{condition}: {}", ran.out);
        assert!(ran.out.contains("1 not in the source"), "{}", ran.out);
    }
}
