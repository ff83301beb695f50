//! What a source must be, and where keys are looked up.

use super::{BIB, findings, with};
use crate::desk::Desk;

#[test]
fn keys_are_looked_for_in_a_bibliography() {
    let article = "---\nbibliography: refs.bib\n---\n\nThe weir broke [@hale1998]. It was mended [@moss2005; @moss2004].\n\
        Nobody paid [@quay1911, p. 3], as [@fig-weir] shows.[^1]\n\n[^1]: In coin.\n";
    let csl = br#"[{"id": "hale1998", "type": "book"}, {"id": "moss2004"}]"#;
    let desk = |settings: &str| {
        Desk::new(&[
            ("wellcited.toml", settings.as_bytes()),
            ("refs.bib", BIB.as_bytes()),
            ("refs.json", csl),
            ("in/a.md", article.as_bytes()),
        ])
    };
    assert_eq!(findings(&desk(""), &["in/a.md"]), [""; 0], "the list is made when the page is built");
    for settings in ["bibliography = [\"refs.bib\"]", "bibliography = [\"refs.json\"]"] {
        let desk = desk(settings);
        assert_eq!(findings(&desk, &["in/a.md"]), ["error missing-source"; 2], "{settings}");
        let file = desk.file(&["in/a.md"]);
        let messages: Vec<&str> =
            file["findings"].as_array().unwrap().iter().map(|f| f["message"].as_str().unwrap()).collect();
        let name = &settings[settings.find("refs").unwrap()..settings.len() - 2];
        assert_eq!(
            messages,
            [
                format!("[@moss2005] is cited once and is not in {name}"),
                format!("[@quay1911] is cited once and is not in {name}")
            ]
        );
        let page = desk.run(&["in/a.md"]).out;
        assert!(page.contains(&format!("sources with a key of letters are looked up in {name}")), "{page}");
    }
    let slip = article.replace("@hale1998", "@halle1998");
    let desk = Desk::new(&[
        ("wellcited.toml", b"bibliography = [\"refs.bib\"]"),
        ("refs.bib", BIB.as_bytes()),
        ("a.md", slip.as_bytes()),
    ]);
    assert_eq!(desk.file(&["a.md"])["findings"][0]["message"], "[@halle1998] is cited; refs.bib has [@hale1998]");
    desk.run(&["--fix", "--unsafe-fixes", "a.md"]);
    let mended = std::fs::read_to_string(desk.path().join("a.md")).unwrap();
    assert_eq!(mended, article, "a near miss is made alike on request");
}

#[test]
fn sites_are_denied_and_allowed() {
    let article = "The tide rose [1]. It fell [2], [3].\n\n## Sources\n\n\
        [1] Harbour log. <https://blog.quay.test/log>\n\n[2] Tides. <https://tides.test/tables>\n\n\
        [3] Own work. <https://own.test/board>\n";
    let denied = "[[deny-domains]]\ndomains = [\"quay.test\"]\nreason = \"hearsay\"\n";
    let allowed = "[[allow-domains]]\ndomains = [\"own.test\", \"www.quay.test\"]\nreason = \"see the handbook\"\n";
    let messages = |settings: &str| {
        let file = with(settings, article).file(&["a.md"]);
        let found = file["findings"].as_array().unwrap().iter().filter(|f| f["rule"] == "disallowed-domain");
        found.map(|f| f["message"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(messages(""), [""; 0]);
    assert_eq!(messages(denied), ["blog.quay.test is not accepted as a source here: hearsay"]);
    let other = "tides.test is not among the sites that are accepted here: see the handbook";
    assert_eq!(messages(allowed), [other]);
    assert_eq!(messages(&format!("{denied}{allowed}")).len(), 2, "where both name a site it is denied");
    let some = format!("{denied}[[override]]\nfiles = [\"a.md\"]\ndeny-domains = []\n");
    assert_eq!(messages(&some), [""; 0]);
}

#[test]
fn fields_can_be_required() {
    let article = "The tide rose [1]. It fell [2].\n\n## References\n\n[1] Harbour log.\n";
    let article = format!("{article}\n## Sources\n\n[2] Tide tables.\n");
    let found = |settings: &str| findings(&with(settings, &article), &["a.md"]);
    assert_eq!(found(""), [""; 0]);
    let date = "warning missing-date";
    assert_eq!(found("required-fields = [\"date\"]"), [date; 2], "one for each list");
    assert_eq!(found("required-fields = [\"date\"]\nrules.missing-date = \"info\""), ["info missing-date"; 2]);
    let some = "required-fields = [\"date\", \"url\"]\n[[override]]\nfiles = [\"*.md\"]\nrequired-fields = [\"url\"]";
    assert_eq!(found(some), ["warning missing-url"; 2]);
}
