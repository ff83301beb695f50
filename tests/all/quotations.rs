//! Quotations cut from real texts by a seeded generator: honest ones never give a false alarm, changed ones are found.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use wellcited::article::{self, Article, BlockKind, OBJECT};
use wellcited::config::Settings;
use wellcited::engine;
use wellcited::input::{Format, Input};
use wellcited::quote::{Library, Page, PageText, Verdict};

use super::corpus;

/// A small generator of numbers (splitmix64): the same seed gives the same quotations everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }
}

/// A text that quotations are cut from.
struct Origin {
    page: Arc<Page>,
    /// Its paragraphs, as words.
    paragraphs: Vec<Vec<String>>,
}

impl Origin {
    fn of(input: &Input, least: usize) -> Option<Self> {
        let article = article::read(input);
        let paragraphs = paragraphs(&article, least);
        let page = Arc::new(Page::new(PageText::of(input, article)));
        (!paragraphs.is_empty() && page.flaw().is_none()).then_some(Self { page, paragraphs })
    }

    /// Eight to forty words of a paragraph.
    fn cut(&self, dice: &mut Dice) -> &[String] {
        let paragraph = &self.paragraphs[dice.roll(self.paragraphs.len())];
        let long = (8 + dice.roll(33)).min(paragraph.len());
        let from = dice.roll(paragraph.len() - long + 1);
        &paragraph[from..from + long]
    }

    fn holds(&self, words: &[String]) -> bool {
        let plain = |text: &str| -> String { text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect() };
        plain(self.page.text()).contains(&plain(&words.concat()))
    }
}

/// Paragraphs of plain running text: no marks of notes, nothing dropped.
fn paragraphs(article: &Article, least: usize) -> Vec<Vec<String>> {
    let blocks = article.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph && b.range.end <= article.visible_end);
    let texts =
        blocks.map(|b| article.slice(b.range)).filter(|text| !text.contains(['[', ']', OBJECT, '(', '<', '…', '↩']));
    let plain = texts.filter(|text| !text.contains("..") && !text.contains("://"));
    // Marks of notes that are glued to a word cannot be told from the word here.
    let glued = |word: &str| word.contains(|c: char| c.is_ascii_digit()) && word.contains(char::is_alphabetic);
    let split = plain.map(|text| text.split_whitespace().map(str::to_owned).collect::<Vec<String>>());
    split.filter(|words| words.len() >= least && !words.iter().any(|word| glued(word))).collect()
}

/// So many cuts are tried until one has a number.
const CUTS: usize = 200;

fn has_number(words: &[String]) -> bool {
    words.iter().any(|word| word.contains(|c: char| c.is_ascii_digit()))
}

/// How a quotation is written, or what is done to it.
const KINDS: [&str; 11] = [
    "verbatim",
    "typography",
    "ellipsis",
    "[T]he",
    "note in the source",
    "note in the quotation",
    "“not” inserted",
    "number swapped",
    "another text",
    "words dropped",
    "words replaced",
];

/// How many of the kinds are honest.
const HONEST: usize = 6;

/// One article with one quotation, and the sources it is looked for in.
struct Case {
    quoted: String,
    /// What the cited source says.
    cited: Arc<Page>,
    /// What the other listed source says.
    other: Option<Arc<Page>>,
}

/// The case of one kind, cut at `words` of `own`; `None` where it cannot be made (no number to swap).
fn case(kind: &str, words: &[String], own: &Origin, other: &Origin, dice: &mut Dice) -> Option<Case> {
    let last = words.len() - 1;
    let mut changed = words.to_vec();
    let mut cited = own.page.clone();
    match kind {
        "typography" => changed = typography(words, dice),
        "ellipsis" => {
            let from = 3 + dice.roll(last - 5);
            let to = (from + 1 + dice.roll(8)).min(last - 1);
            changed.splice(from..to, [["…", "...", "[…]", "[...]", "(…)"][dice.roll(5)].to_owned()]);
        }
        "[T]he" => {
            let mut letters = words[0].chars();
            let first = letters.next().filter(|c| c.is_alphabetic())?;
            let first: String =
                if first.is_uppercase() { first.to_lowercase().collect() } else { first.to_uppercase().collect() };
            changed[0] = format!("[{first}]{}", letters.as_str());
        }
        "note in the source" => cited = noted(words, dice),
        "note in the quotation" => changed.insert(2 + dice.roll(last - 2), format!("[{}]", 1 + dice.roll(40))),
        "“not” inserted" => changed.insert(1 + dice.roll(last), "not".into()),
        "number swapped" => {
            let numbers: Vec<usize> =
                (0..words.len()).filter(|&n| words[n].contains(|c: char| c.is_ascii_digit())).collect();
            let at = *numbers.get(dice.roll(numbers.len()))?;
            changed[at] = swapped(&words[at]);
        }
        "another text" => {
            if other.holds(words) {
                return None;
            }
            cited = other.page.clone();
        }
        "words dropped" => {
            let from = 1 + dice.roll(last - 3);
            changed.drain(from..from + 1 + dice.roll(2));
        }
        "words replaced" => {
            let from = &other.paragraphs[dice.roll(other.paragraphs.len())];
            for _ in 0..=dice.roll(2) {
                let at = 1 + dice.roll(last - 1);
                let plain = |word: &str| word.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "");
                let word = from.iter().map(|w| plain(w)).find(|w| !w.is_empty() && *w != plain(&words[at]))?;
                changed[at] = word;
            }
        }
        _ => {}
    }
    let other = (kind == "another text" && dice.roll(2) == 0).then(|| own.page.clone());
    Some(Case { quoted: inner_marks(&changed.join(" ")), cited, other })
}

/// Another digit for the first of a word.
fn swapped(word: &str) -> String {
    let mut done = false;
    let digit = |c: char| char::from_digit((c.to_digit(10).unwrap() + 3) % 10, 10).unwrap();
    word.chars().map(|c| if c.is_ascii_digit() && !std::mem::replace(&mut done, true) { digit(c) } else { c }).collect()
}

/// The same words with other quotation marks, dashes, blanks, soft hyphens and capitals.
fn typography(words: &[String], dice: &mut Dice) -> Vec<String> {
    let other = |c: char| match c {
        '\'' => '’',
        '’' => '\'',
        '–' | '—' => '-',
        c => c,
    };
    let mut changed: Vec<String> = words.iter().map(|word| word.chars().map(other).collect()).collect();
    let at = dice.roll(changed.len());
    let middle = changed[at].char_indices().nth(3).map(|(at, _)| at);
    if let Some(middle) = middle {
        changed[at].insert(middle, '\u{ad}');
    }
    let upper = dice.roll(changed.len());
    changed[upper] = changed[upper].to_uppercase();
    let glued = dice.roll(changed.len() - 1);
    let pair = format!("{}\u{a0}{}", changed[glued], changed[glued + 1]);
    changed.splice(glued..glued + 2, [pair]);
    changed
}

/// A page that says the words with the number of a note between them.
fn noted(words: &[String], dice: &mut Dice) -> Arc<Page> {
    let number = 1 + dice.roll(40);
    let mark = match dice.roll(4) {
        0 => format!("<sup>{number}</sup>"),
        1 => format!("<sup><a href=\"#n{number}\">[{number}]</a></sup>"),
        2 => format!("[{number}]"),
        _ => "²".to_owned(),
    };
    // A raised number behind a digit is an exponent.
    let is_free = |at: &usize| !words[at - 1].ends_with(|c: char| c.is_ascii_digit());
    let at = 2 + dice.roll(words.len() - 3);
    let at = (at..words.len()).chain(2..at).find(is_free).unwrap_or(at);
    let escaped: Vec<String> = words.iter().map(|word| escape(word)).collect();
    let text = format!("{}{mark} {}", escaped[..at].join(" "), escaped[at..].join(" "));
    let around =
        "<p>The keeper of the weir wrote down what he saw on every single day of that long year.</p>".repeat(6);
    let page =
        PageText::read(&Input::from_text("page", Format::Html, format!("<main>{around}<p>{text}</p>{around}</main>")));
    Arc::new(Page::new(page))
}

/// Inside a quotation, quotation marks are single ones.
fn inner_marks(text: &str) -> String {
    let mut open = false;
    let inner = |c: char| match c {
        '"' => {
            open = !open;
            if open { '‘' } else { '’' }
        }
        '“' | '„' | '«' | '»' | '”' => '’',
        c => c,
    };
    text.chars().map(inner).collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// What the program makes of a case, all the way from the bytes of an article.
fn verdict(case: &Case) -> Option<Verdict> {
    let mut library = Library::default();
    let cited = library.add(Ok(case.cited.clone()));
    library.at_url(cited, "https://source.example/cited");
    if let Some(other) = &case.other {
        let other = library.add(Ok(other.clone()));
        library.at_url(other, "https://source.example/other");
    }
    let text = format!(
        "<h1>A report</h1><p>One of them wrote: “{}” <a href=\"#s1\">[1]</a>. Nobody answered <a href=\"#s2\">[2]</a>.</p>\
         <h2>Sources</h2><p id=\"s1\">[1] First. https://source.example/cited</p>\
         <p id=\"s2\">[2] Second. https://source.example/other</p>",
        escape(&case.quoted)
    );
    let input = Input::from_text("report.html", Format::Html, text);
    let settings = Settings { library: Some(Arc::new(library)), ..Settings::default() };
    let file = engine::report_with(&input, &settings);
    file.quotations.first().map(|quotation| quotation.verdict)
}

/// How the cases of one kind came out.
#[derive(Default)]
struct Row {
    sound: usize,
    altered: usize,
    elsewhere: usize,
    absent: usize,
    unchecked: usize,
    examples: Vec<String>,
}

impl Row {
    fn all(&self) -> usize {
        self.sound + self.altered + self.elsewhere + self.absent + self.unchecked
    }

    fn add(&mut self, verdict: Option<Verdict>, expected: bool, case: &Case) {
        *match verdict {
            Some(v) if v.is_sound() => &mut self.sound,
            Some(Verdict::Altered | Verdict::AlteredCritical) => &mut self.altered,
            Some(Verdict::Elsewhere) => &mut self.elsewhere,
            Some(Verdict::NotFound) => &mut self.absent,
            _ => &mut self.unchecked,
        } += 1;
        if !expected {
            self.examples.push(format!("{verdict:?}: {}", case.quoted));
        }
    }
}

/// Cuts `wanted` quotations and judges each in every kind; prints the table.
fn judge_all(origins: &[Origin], wanted: usize, seed: u64) {
    let mut dice = Dice(seed);
    let mut rows: Vec<Row> = KINDS.iter().map(|_| Row::default()).collect();
    for _ in 0..wanted {
        let (own, other) = (dice.roll(origins.len()), dice.roll(origins.len() - 1));
        let other = if other >= own { other + 1 } else { other };
        let (own, other) = (&origins[own], &origins[other]);
        let words = own.cut(&mut dice);
        for (kind, row) in KINDS.iter().zip(&mut rows) {
            let numbered = *kind == "number swapped";
            let mut with_number = || (0..CUTS).map(|_| own.cut(&mut dice)).find(|words| has_number(words));
            let words = if numbered { with_number().unwrap_or(words) } else { words };
            let Some(case) = case(kind, words, own, other, &mut dice) else { continue };
            let verdict = verdict(&case);
            let is_alarm = verdict.is_some_and(|v| !v.is_sound() && v != Verdict::Unchecked);
            let honest = KINDS[..HONEST].contains(kind);
            row.add(verdict, honest != is_alarm && verdict != Some(Verdict::Unchecked), &case);
        }
    }
    println!(
        "{:24}{:>6}{:>7}{:>9}{:>11}{:>8}{:>11}",
        "kind", "cases", "sound", "altered", "elsewhere", "absent", "unchecked"
    );
    for (kind, row) in KINDS.iter().zip(&rows) {
        let [all, sound, altered] = [row.all(), row.sound, row.altered];
        println!("{kind:24}{all:>6}{sound:>7}{altered:>9}{:>11}{:>8}{:>11}", row.elsewhere, row.absent, row.unchecked);
    }
    for (kind, row) in KINDS.iter().zip(&rows).take(HONEST + 3) {
        assert!(row.all() > wanted / 8, "{kind}: only {} cases", row.all());
        assert!(row.examples.is_empty(), "{kind}:\n{}", row.examples.join("\n"));
    }
    for (kind, row) in KINDS.iter().zip(&rows).skip(HONEST + 3) {
        assert!(
            row.altered * 100 >= row.all() * 95,
            "{kind}: {} of {}\n{}",
            row.altered,
            row.all(),
            row.examples.join("\n")
        );
    }
}

#[test]
fn quotations_cut_from_real_texts() {
    let documents = corpus::documents();
    if documents.is_empty() {
        return;
    }
    let origins: Vec<Origin> = documents.iter().filter_map(|(input, _)| Origin::of(input, 40)).collect();
    println!("{} texts", origins.len());
    judge_all(&origins, 150, 20);
}

#[test]
fn quotations_cut_from_own_texts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/quotations");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let html = path.extension().is_some_and(|e| e == "html");
        let format = if html { Format::Html } else { Format::Text };
        Input::from_text(path.to_string_lossy(), format, fs::read_to_string(path).unwrap())
    };
    let origins: Vec<Origin> = files.iter().map(read).filter_map(|input| Origin::of(&input, 12)).collect();
    assert_eq!(origins.len(), files.len());
    judge_all(&origins, 40, 7);
}

/// An article that quotes `quoted` from a page, as often as `times` says.
fn report(quoted: &str, times: usize, page: &str) -> Vec<Verdict> {
    let mut library = Library::default();
    let copy = library.add(Ok(Page::new(PageText::read(&Input::from_text("page", Format::Text, page)))));
    library.at_url(copy, "https://source.example/cited");
    let quotations = format!("<p>One of them wrote: “{}” <a href=\"#s1\">[1]</a>.</p>", escape(quoted)).repeat(times);
    let list = "<h2>Sources</h2><p id=\"s1\">[1] First. https://source.example/cited</p>";
    let input = Input::from_text("report.html", Format::Html, format!("{quotations}{list}"));
    let settings = Settings { library: Some(Arc::new(library)), ..Settings::default() };
    engine::report_with(&input, &settings).quotations.iter().map(|quotation| quotation.verdict).collect()
}

/// Pages and quotations that are made to take long; what they come to matters less than that they come to an end.
#[test]
fn no_page_is_too_large_or_too_dull() {
    let dull = "a b ".repeat(100_000);
    assert_eq!(report(&"a b ".repeat(40), 50, &dull), [Verdict::Verbatim; 50]);
    let wide: String = (0..100_000).map(|n| format!("word{n} ")).collect();
    let middle: String = (50_000..50_040).map(|n| format!("word{n} ")).collect();
    assert_eq!(report(&middle, 50, &wide), [Verdict::Verbatim; 50]);
    let long: String = (0..25_000).map(|n| format!("word{n} ")).collect();
    assert_eq!(report(&long, 1, &wide), [Verdict::Verbatim]);
    let every_other: String = (0..2_000).map(|n| format!("word{} ", n * 2)).collect();
    assert_eq!(report(&every_other, 5, &wide).len(), 5);
    let shuffled: String = (0..5_000).map(|n| format!("word{} word{} ", n * 37 % 5_000, n * 37 % 5_000 + 1)).collect();
    assert_eq!(report(&shuffled, 2, &wide).len(), 2);
    assert_eq!(report(&"… a [b] ".repeat(5_000), 1, &dull).len(), 1);
}

mod any {
    use proptest::prelude::*;
    use proptest::sample::select;

    const PIECES: &[&str] = &[
        "word",
        "Word",
        "not",
        "12",
        "3.5",
        "1,000",
        "é",
        "e\u{301}",
        "\u{ad}",
        "’",
        "'",
        "“",
        "”",
        "…",
        "...",
        "[...]",
        "[T]",
        "[",
        "]",
        "[the mayor]",
        "[12]",
        "(",
        "–",
        "-",
        "\u{a0}",
        "\n",
        " ",
        " ",
        "²",
        "潮",
        "𝄞",
        "\u{fffc}",
        "\0",
    ];

    fn text() -> impl Strategy<Value = String> {
        proptest::collection::vec(select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
    }

    /// Words of a quotation.
    fn words() -> impl Strategy<Value = Vec<&'static str>> {
        let words = ["tide", "Tide", "not", "12", "é", "harbour", "the", "of", "will", "3.5"];
        proptest::collection::vec(select(words.to_vec()), 6..40)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn quotation_and_page_come_to_a_verdict(quoted in text(), page in text()) {
            super::report(&quoted, 1, &page);
        }

        #[test]
        fn what_is_copied_is_found(words in words(), around in text()) {
            let plain = words.join(" ");
            let verdicts = super::report(&plain, 1, &format!("{around}\n\n{plain}\n\n{around}"));
            prop_assert!(verdicts.iter().all(|verdict| verdict.is_sound()), "{verdicts:?}");
        }
    }
}
