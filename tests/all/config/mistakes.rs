//! Each mistake is shown in its place.

use super::with;
use crate::desk::BROKEN;

#[test]
fn mistakes_are_shown_in_their_place_and_nothing_is_checked() {
    let cases = [
        (
            "[rules]\nunused-sources = \"off\"\n",
            "there is no rule “unused-sources”",
            "did you mean “unused-source”?",
            ":2:1]",
        ),
        ("langauge = \"de\"\n", "there is no setting “langauge”", "did you mean “language”?", ":1:1]"),
        ("[rules]\nunused-source = \"of\"\n", "a rule cannot be “of”", "did you mean “off”?", ":2:18]"),
        (
            "ignore-styles = [\"superscrpt\"]\n",
            "there is no style “superscrpt”",
            "did you mean “superscript”?",
            ":1:19]",
        ),
        ("[[override]]\nfiles = [\"a[\"]\n", "this is no pattern of files", "here", ":2:11]"),
        ("[[override]]\nrules.linking = \"off\"\n", "missing field `files`", "here", ":1:1]"),
        (
            "[[ignore]]\nfiles = [\"*\"]\nrules = [\"no-rule-at-all\"]\nreason = \"\"\n",
            "there is no rule “no-rule-at-all”",
            "here",
            ":3:11]",
        ),
        ("language = [\n", "", "here", "wellcited.toml:"),
        ("body-selectors = [\"main + p\"]\n", "only descendants", "here", ":1:25]"),
        ("list-selectors = [\"ol\", \"li:first-child\"]\n", "cannot be told while", "here", ":1:28]"),
        ("bibliography = [\"no.bib\"]\n", "the sources in “no.bib” cannot be read", "here", ":1:18]"),
        ("bibliography = [\"a.md\"]\n", "it is of no kind that is known", "here", ":1:18]"),
        ("required-fields = [\"datum\"]\n", "a source has no field “datum”", "did you mean “date”?", ":1:21]"),
        (
            "[[deny-domains]]\ndomains = [\"https://quay.test\"]\nreason = \"x\"\n",
            "“https://quay.test” is no domain",
            "here",
            ":2:13]",
        ),
        ("[[deny-domains]]\ndomains = [\"quay.test\"]\n", "missing field `reason`", "here", ":1:1]"),
        (
            "[options.low-coverag]\nleast = 1\n",
            "there is no rule “low-coverag”",
            "did you mean “low-coverage”?",
            ":1:10]",
        ),
        ("[options.low-coverage]\nleats = 1\n", "low-coverage has no option “leats”", "did you mean “least”?", ":2:1]"),
        ("[options.low-coverage]\nleast = 2\n", "“least” must be a share from 0 to 1", "here", ":2:9]"),
        ("[options.low-coverage]\nwords = -1\n", "“words” must be a whole number", "here", ":2:9]"),
        ("options.vague-source.phrases = [1]\n", "must be a list of words", "here", ":1:32]"),
    ];
    for (settings, message, label, place) in cases {
        let ran = with(settings, BROKEN).run(&["a.md"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{settings}");
        for part in [message, label, place, "No file was checked."] {
            assert!(ran.err.contains(part), "{settings}{part}\n{}", ran.err);
        }
    }
    let desk = with("", BROKEN);
    for (setting, part) in
        [("rules.unused-source=off", "a value needs quotes"), ("no/such.toml", "there is no file “no/such.toml”")]
    {
        let ran = desk.run(&["--config", setting, "a.md"]);
        assert!(ran.code == Some(2) && ran.err.contains(part), "{}", ran.err);
    }
}
