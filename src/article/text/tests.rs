use crate::article::{Article, ContainerKind, ElementKind, read};
use crate::input::{Dialect, Format, Input};

fn parse(dialect: Dialect, text: &str) -> Article {
    read(&Input { dialect, ..Input::from_text("a.txt", Format::Text, text) })
}

/// Each block as `Kind: text`.
fn shown(dialect: Dialect, text: &str) -> Vec<String> {
    let article = parse(dialect, text);
    article.blocks.iter().map(|b| format!("{:?}: {}", b.kind, article.slice(b.range))).collect()
}

fn plain(text: &str) -> Vec<String> {
    shown(Dialect::Plain, text)
}

fn links(article: &Article) -> Vec<(&str, &str)> {
    let links = article.elements.iter().filter(|e| e.kind == ElementKind::Link);
    links.filter_map(|e| Some((article.slice(e.range), &*e.href.as_ref()?.url))).collect()
}

fn notes(article: &Article) -> Vec<(&str, &str)> {
    let notes = article.containers.iter().filter_map(|c| match &c.kind {
        ContainerKind::Note { label, .. } => Some((label.as_str(), article.slice(c.range))),
        _ => None,
    });
    notes.collect()
}

#[test]
fn wrapped_lines_are_one_paragraph() {
    let text = "Tides rise and fall twice a day in\nmost places [1], and once a day in\nothers [2].\n\nSources\n[1] Oak.\n[2] Elm,\n    and Ash.\n";
    assert_eq!(
        plain(text),
        [
            "Paragraph: Tides rise and fall twice a day in most places [1], and once a day in others [2].",
            "Heading(2): Sources",
            "Paragraph: [1] Oak.",
            "Paragraph: [2] Elm, and Ash."
        ]
    );
    let article = parse(Dialect::Plain, text);
    assert_eq!(article.breaks.len(), 3);
    for (line, at) in ["most", "others", "and Ash"].iter().zip(&article.breaks) {
        assert!(article.text[*at as usize..].starts_with(line));
    }
}

#[test]
fn line_ends_are_meant_where_lines_are_long() {
    let long = "Rivers carry sand to the sea. ".repeat(8);
    let text = format!(
        "The Rivers of the North\n\n{long}\n\nRiver Length\nRhine 1230\nElbe 1094\n\nReferences\n\n[1] Oak.\n\nLeave a Reply\n"
    );
    let blocks = plain(&text);
    assert_eq!(blocks[0], "Heading(1): The Rivers of the North");
    assert_eq!(
        blocks[2..],
        [
            "Paragraph: River Length",
            "Paragraph: Rhine 1230",
            "Paragraph: Elbe 1094",
            "Heading(2): References",
            "Paragraph: [1] Oak.",
            "Heading(2): Leave a Reply"
        ]
    );
}

#[test]
fn pages_are_joined() {
    let text = "1.  Moss\n\n   Moss grows on stones and trees, and it\n   grows slowly, which\n\n\n\nOak & Elm                 Informational                 [Page 1]\n\x0c\n\
                RFC 9999                    Moss                   May 2001\n\n\n   makes it old [MOSS].\n\n2.  References\n\n   [MOSS]     Oak, A., \"On Moss.\n\n\
                Oak & Elm                 Informational                 [Page 2]\n\x0c\nRFC 9999                    Moss                   May 2001\n\n              And lichen\", 1999.\n\n   [FERN-\n    LEAF]     Elm, B.\n";
    assert_eq!(
        plain(text),
        [
            "Heading(1): 1.  Moss",
            "Paragraph: Moss grows on stones and trees, and it grows slowly, which makes it old [MOSS].",
            "Heading(2): 2.  References",
            "Paragraph: [MOSS]     Oak, A., \"On Moss. And lichen\", 1999.",
            "Paragraph: [FERN-LEAF]     Elm, B."
        ]
    );
}

#[test]
fn items_and_numbers_are_those_of_the_source() {
    let article = parse(
        Dialect::Plain,
        "We need:\n\n  o  Tea,\n     green\n  o  Salt\n\n 4. Four\n 5. Five\n\nIt was in\n1912. Then it ended.\n",
    );
    let items: Vec<_> = article
        .containers
        .iter()
        .filter_map(|c| match c.kind {
            ContainerKind::Item { number } => Some((number, article.slice(c.range))),
            _ => None,
        })
        .collect();
    assert_eq!(items, [(None, "Tea, green"), (None, "Salt"), (Some(4), "Four"), (Some(5), "Five")]);
    assert!(article.text.contains("It was in 1912. Then it ended."));
}

#[test]
fn tables_become_cells_and_figures_code() {
    let text = "Name      Size     Note\nOak       big      [1]\nMoss      small    [2]\n\n+------+-----+\n| a    | [3] |\n+------+-----+\n\n\
                +-+-+-+-+-+-+\n|  Type     |\n+-+-+-+-+-+-+\n\nTree\tHeight\nOak\t20 [4]\n";
    let blocks = plain(text);
    assert_eq!(blocks.len(), 9 + 2 + 1 + 4);
    assert_eq!(blocks[8], "Paragraph: [2]");
    assert_eq!(blocks[10], "Paragraph: [3]");
    assert_eq!(blocks[11], "Code: \u{fffc}");
    assert_eq!(blocks[15], "Paragraph: 20 [4]");
}

#[test]
fn formal_notations_are_code() {
    let text =
        "The tree is:\nTree ::=\n  [0] SEQUENCE {\n    height INTEGER,\n\n    age INTEGER\n  }\n\nIt is old [1].\n";
    assert_eq!(
        plain(text),
        ["Paragraph: The tree is:", "Code: \u{fffc}", "Code: \u{fffc}", "Paragraph: It is old [1]."]
    );
}

#[test]
fn headings_may_be_underlined_or_in_capitals() {
    assert_eq!(
        plain("THE SEA\n\nWaves.\n\nTides\n-----\nHigh.\n\n3. Sources\n\nx.\n"),
        [
            "Heading(1): THE SEA",
            "Paragraph: Waves.",
            "Heading(3): Tides",
            "Paragraph: High.",
            "Heading(2): 3. Sources",
            "Paragraph: x."
        ]
    );
}

#[test]
fn soft_hyphens_join_words_over_lines() {
    assert_eq!(plain("The conti\u{ad}\nnental shelf is wi\u{ad}de."), ["Paragraph: The continental shelf is wide."]);
}

#[test]
fn an_address_may_be_broken_between_angles() {
    let article = parse(Dialect::Plain, "See <https://trees.example/a/\n   b/c> and www.moss.example.\n");
    assert_eq!(
        links(&article),
        [("https://trees.example/a/ b/c", "https://trees.example/a/b/c"), ("www.moss.example", "www.moss.example")]
    );
}

#[test]
fn restructured_text_has_sections_and_notes() {
    let text = "Moss\n====\n\nIt grows [1]_ and [#b]_ on ``[2]_`` stones_, see `the list <https://l.example>`_ and :cite:p:`oak`.\n\n\
                .. note:: Wet.\n\n.. code-block:: c\n   :linenos:\n\n   a[3];\n\n   b[4];\n\nSo::\n\n   c[5]\n\n.. a comment\n\n\
                Sources\n-------\n\n.. _stones: https://s.example\n.. [1] Oak,\n   *Trees*.\n\n   More.\n.. [#b] Elm.\n";
    let article = parse(Dialect::Rst, text);
    assert_eq!(
        shown(Dialect::Rst, text),
        [
            "Heading(1): Moss",
            "Paragraph: It grows [1]_ and [#b]_ on \u{fffc} stones, see the list and :cite:p:`oak`.",
            "Paragraph: Wet.",
            "Code: \u{fffc}",
            "Paragraph: So::",
            "Code: \u{fffc}",
            "Heading(2): Sources",
            "Paragraph: Oak, *Trees*.",
            "Paragraph: More.",
            "Paragraph: Elm."
        ]
    );
    assert_eq!(links(&article), [("stones", "https://s.example"), ("the list", "https://l.example")]);
    assert_eq!(notes(&article), [("1", "Oak, *Trees*.\nMore."), ("#b", "Elm.")]);
    assert_eq!(article.comments.len(), 1);
}

#[test]
fn restructured_text_has_lists_and_tables() {
    let text = "* a\n* b\n  c\n\n1. d\n\n====  ======\nA     B C\n====  ======\nx     y [1]_\n====  ======\n\n.. bibliography::\n";
    assert_eq!(
        shown(Dialect::Rst, text),
        [
            "Paragraph: a",
            "Paragraph: b c",
            "Paragraph: d",
            "Paragraph: A",
            "Paragraph: B C",
            "Paragraph: x",
            "Paragraph: y [1]_"
        ]
    );
    assert!(parse(Dialect::Rst, text).generated_list.is_some());
}

#[test]
fn asciidoc_has_titles_blocks_and_a_bibliography() {
    let text = "= Moss\n:toc:\n\nIt grows <<oak>> on `x[1]` stones, see https://s.example[the list].\n\n[source,c]\n----\na[3];\n----\n\n\
                // a comment\n[bibliography]\n== Sources\n\n* [[[oak]]] Oak,\n  Trees.\n* [[[elm]]] Elm.\n";
    let article = parse(Dialect::AsciiDoc, text);
    assert_eq!(
        shown(Dialect::AsciiDoc, text),
        [
            "Heading(1): Moss",
            "Paragraph: It grows [oak] on \u{fffc} stones, see the list.",
            "Code: \u{fffc}",
            "Heading(2): Sources",
            "Paragraph: [oak] Oak, Trees.",
            "Paragraph: [elm] Elm."
        ]
    );
    assert_eq!(links(&article), [("[oak]", "#oak"), ("the list", "https://s.example")]);
    assert_eq!(article.anchors.iter().map(|a| &*a.name).collect::<Vec<_>>(), ["oak", "elm"]);
}

#[test]
fn a_cross_reference_needs_both_angles() {
    assert_eq!(shown(Dialect::AsciiDoc, "As <<oak> é"), ["Paragraph: As <<oak> é"]);
}

#[test]
fn hostile_input_is_read_in_linear_time() {
    let n = 50_000;
    for piece in [
        "[",
        "[a",
        "\n",
        "\x0c",
        "a\n\x0ca\n\n",
        "a\n=\n",
        "Ab\n==\n",
        "- ",
        "- a\n",
        " - a\n",
        "|",
        "a  b\n",
        "`",
        "``a",
        "<<",
        "[[[",
        "a[",
        "http://a",
        ".. ",
        ".. a\n ",
        "::\n",
        "\\",
        "a_",
        "----\n",
        "+-\n",
        "=",
        "\u{ad}",
        "\r",
        "1. a\n",
        "{\n",
        "x ::= {\n",
        "\t",
        "....\n",
        "_",
        "|===\n",
        "<http://a\n",
    ] {
        let text = piece.repeat(n / piece.len());
        let deep: String = (0..600).map(|i| format!("{}- {piece}\n", " ".repeat(i))).collect();
        for dialect in [Dialect::Plain, Dialect::Rst, Dialect::AsciiDoc] {
            let started = std::time::Instant::now();
            parse(dialect, &text);
            parse(dialect, &deep);
            let took = started.elapsed();
            assert!(took.as_secs() < 5, "{piece:?} as {dialect:?} took {took:?}");
        }
    }
}
