use crate::article::{Article, BlockKind, ContainerKind, ElementKind, read};
use crate::input::{Dialect, Format, Input};

fn parse(text: &str) -> Article {
    read(&Input::from_text("a.md", Format::Markdown, text))
}

/// The visible blocks as `kind: text`, separated by ` / `.
fn shown(article: &Article) -> String {
    let blocks = article.blocks.iter().map(|b| format!("{:?}: {}", b.kind, article.slice(b.range)));
    blocks.collect::<Vec<_>>().join(" / ")
}

fn texts(text: &str) -> Vec<String> {
    let article = parse(text);
    article.blocks.iter().map(|b| article.slice(b.range).to_owned()).collect()
}

/// The input under the first place where the article reads `needle`.
fn source<'a>(text: &'a str, needle: &str) -> &'a str {
    let article = parse(text);
    let at = article.text.find(needle).unwrap() as u32;
    let span = article.span(crate::input::TextRange::new(at, at + needle.len() as u32));
    &text[span.bounds()]
}

#[test]
fn markers_stay_as_written() {
    let text = "a [1] b [1, 2] c [[1], [4]] d [^gone] e [@k; @l, p. 3] f ^[inline] g [^1^] h [^n].\n\n[^n]: Note.";
    assert_eq!(texts(text)[0], text.split('\n').next().unwrap());
}

#[test]
fn escapes_and_entities_map_to_their_source() {
    let text = "Rice \\[1\\] and &#91;2&#93;, a \\\\ b &amp; c.";
    assert_eq!(texts(text), ["Rice [1] and [2], a \\ b & c."]);
    assert_eq!(source(text, "[1]"), "\\[1\\]");
    assert_eq!(source(text, "[2]"), "&#91;2&#93;");
    assert_eq!(source(text, "\\ b"), "\\\\ b");
}

#[test]
fn numeric_references_keep_their_brackets() {
    let text = "Tea [1] and [2][] and [1][2] and [leaf][1].\n\n[1]: https://tea.example \"T\"\n[2]: /two\n";
    let article = parse(text);
    assert_eq!(
        shown(&article),
        "Paragraph: Tea [1] and [2] and [1][2] and leaf. / Definition: [1]: https://tea.example \"T\" / Definition: [2]: /two"
    );
    let links: Vec<_> = article
        .elements
        .iter()
        .filter_map(|e| Some((article.slice(e.range), &text[e.span.bounds()], e.href.as_ref()?.reference.as_deref()?)))
        .collect();
    assert_eq!(
        links,
        [
            ("[1]", "[1]", "1"),
            ("[2]", "[2][]", "2"),
            ("[1]", "[1]", "1"),
            ("[2]", "[2]", "2"),
            ("leaf", "[leaf][1]", "1")
        ]
    );
    let href = article.elements[0].href.as_ref().unwrap();
    assert_eq!((&*href.url, &text[href.span.bounds()]), ("https://tea.example", "https://tea.example"));
}

#[test]
fn linked_markers_span_the_whole_link() {
    let text = "Salt [[3]](https://salt.example/a_b) and [4](x.html) and ![5](y.png).";
    let article = parse(text);
    let links: Vec<_> =
        article.elements.iter().map(|e| (e.kind, article.slice(e.range), &text[e.span.bounds()])).collect();
    assert_eq!(
        links,
        [
            (ElementKind::Link, "[3]", "[[3]](https://salt.example/a_b)"),
            (ElementKind::Link, "4", "[4](x.html)"),
            (ElementKind::Image, "\u{fffc}", "![5](y.png)")
        ]
    );
    assert_eq!(shown(&article), "Paragraph: Salt [3] and 4 and \u{fffc}. / Alt: 5");
}

#[test]
fn definitions_are_found_wherever_they_stand() {
    let text = "[1]: https://a.example\n[1]: https://b.example\n  'title'\n\n> [q]: https://q.example\n> Quoted.\n\n\
                - [i]: https://i.example\n  Item.\n\nText [2]: no.\n\n[3]: https://c.example and words\n[4]: Word";
    let article = parse(text);
    let definitions = article.blocks.iter().filter(|b| b.kind == BlockKind::Definition).map(|b| article.slice(b.range));
    assert_eq!(
        definitions.collect::<Vec<_>>(),
        [
            "[1]: https://a.example",
            "[1]: https://b.example 'title'",
            "[q]: https://q.example",
            "[i]: https://i.example",
        ]
    );
    assert!(texts(text).contains(&"[3]: https://c.example and words [4]: Word".to_owned()));
}

#[test]
fn definitions_after_a_list_stand_outside() {
    let article = parse("- Item.\n\n[1]: https://a.example\n[2]: https://b.example\n");
    let definition = article.blocks.iter().find(|b| b.kind == BlockKind::Definition).unwrap();
    assert_eq!(article.containers[definition.container].kind, ContainerKind::Document);
}

#[test]
fn notes_are_containers_and_take_no_paragraph_with_them() {
    let text = "Oak [^a].\n\n[^a]: One\n  wrapped.\n[^b]: Two.\n\n    More.\n\n[2] Next.\n\n[^a]: Again.";
    let article = parse(text);
    let notes: Vec<_> = article
        .containers
        .iter()
        .filter_map(|c| match &c.kind {
            ContainerKind::Note { label, label_span } => {
                assert!(text[c.span.bounds()].starts_with("[^"));
                assert_eq!(&text[label_span.bounds()], label);
                Some((label.as_str(), article.slice(c.range)))
            }
            _ => None,
        })
        .collect();
    assert_eq!(notes, [("a", "One wrapped."), ("b", "Two.\nMore."), ("a", "Again.")]);
}

#[test]
fn items_keep_the_number_that_is_written() {
    let article = parse("4. a\n4. b\n9. c\n\n- d\n");
    let numbers: Vec<_> = article
        .containers
        .iter()
        .filter_map(|c| match c.kind {
            ContainerKind::Item { number } => Some(number),
            _ => None,
        })
        .collect();
    assert_eq!(numbers, [Some(4), Some(4), Some(9), None]);
}

#[test]
fn tables_have_rows_and_cells() {
    let article = parse("| A | B |\n| --- | --- |\n| x [1] | y\\|z |\n");
    assert_eq!(shown(&article), "Paragraph: A / Paragraph: B / Paragraph: x [1] / Paragraph: y|z");
    let headers: Vec<_> = article
        .containers
        .iter()
        .filter_map(|c| match c.kind {
            ContainerKind::Cell { header } => Some(header),
            _ => None,
        })
        .collect();
    assert_eq!(headers, [true, true, false, false]);
}

#[test]
fn what_is_no_prose_leaves_a_placeholder() {
    let text = "A `b[1]` c $x_1$ d {{ e }} f {% g %} h [gallery ids=\"1\"] i {{< j \"k\" >}}.\n\n```\n[2]\n```\n\n$$\ny [3]\n$$\n";
    let article = parse(text);
    assert_eq!(
        shown(&article),
        "Paragraph: A \u{fffc} c \u{fffc} d \u{fffc} f \u{fffc} h \u{fffc} i \u{fffc}. / Code: \u{fffc} / Math: \u{fffc}"
    );
    assert_eq!(article.code.len(), 2);
}

#[test]
fn money_is_no_formula() {
    assert_eq!(texts("It cost $5 [1] and later [10](u) US$ or $x$."), ["It cost $5 [1] and later 10 US$ or \u{fffc}."]);
    assert_eq!(
        texts("Cache (C$) is fast [1], and C$ is $3–$4 or $n = 3$."),
        ["Cache (C$) is fast [1], and C$ is $3–$4 or \u{fffc}."]
    );
}

#[test]
fn roles_stay_as_text() {
    assert_eq!(texts("As {cite}`oak1999` says, `code`."), ["As {cite}`oak1999` says, \u{fffc}."]);
}

#[test]
fn expressions_of_mdx_leave_a_placeholder() {
    let input = Input {
        dialect: Dialect::Mdx,
        ..Input::from_text(
            "a.mdx",
            Format::Markdown,
            "import A from 'a'\n\nB {c.d({})} e {/* f */} <G h={1 > 2}>i</G>.",
        )
    };
    let article = read(&input);
    assert_eq!(shown(&article), "Paragraph: B \u{fffc} e  \u{fffc}i.");
    assert_eq!(article.comments.len(), 1);
}

#[test]
fn html_and_markdown_share_one_stack() {
    let text = "Ash<sup>1</sup> <a id=\"f1\"></a>[1]<span style=\"display: none\">[^9]</span> x<br>y.\n\n\
                <div hidden>\n\nGone [2].\n\n</div>\n\n<details>\n<summary>Sum</summary>\n\n- item\n\n</details>\n\nEnd.";
    let article = parse(text);
    assert_eq!(
        shown(&article),
        "Paragraph: Ash1 [1] x y. / Paragraph: Sum / Paragraph: item / Paragraph: End. / Hidden: [^9] / Hidden: Gone [2]."
    );
    assert_eq!(article.elements[0].kind, ElementKind::Sup);
    assert_eq!(&*article.anchors[0].name, "f1");
}

#[test]
fn html_blocks_have_structure_and_entities() {
    let text = "<ol start=3><li id=\"r3\">Elm &amp; <a href=\"http://x.example/?a=1&amp;b=2\">fir</a>\n<li>Yew</ol>\n<!-- [7]\nno -->\n<script>\nif (a<b) { x[8] }\n</script>\n";
    let article = parse(text);
    assert_eq!(shown(&article), "Paragraph: Elm & fir / Paragraph: Yew");
    assert_eq!(article.elements[0].href.as_ref().map(|h| &*h.url), Some("http://x.example/?a=1&b=2"));
    assert_eq!(article.comments.len(), 1);
    let items = article.containers.iter().filter(|c| matches!(c.kind, ContainerKind::Item { .. }));
    assert_eq!(items.map(|c| &*c.attrs.id).collect::<Vec<_>>(), ["r3", ""]);
}

#[test]
fn what_a_paragraph_opens_ends_with_it() {
    let article = parse("A <span hidden>b\n\nc <b>d\n\n- <div hidden>e\n\nf");
    assert_eq!(shown(&article), "Paragraph: A / Paragraph: c d / Paragraph: f / Hidden: b / Hidden: e");
}

#[test]
fn signs_of_a_generated_list() {
    for text in [
        "---\nbibliography: b.bib\n---\nx",
        "x\n\n<div id=\"refs\"></div>\n",
        "x\n\n::: {#refs}\n:::\n",
        "x\n\n{% bibliography --cited %}\n",
        "<References/>\n",
        "x\n\n\\bibliography{b}\n",
        "\\printbibliography\n",
        "```{bibliography}\n```\n",
    ] {
        assert!(parse(text).generated_list.is_some(), "{text}");
    }
    for text in
        ["<div id=\"refs\">\n\n[1] Oak.\n\n</div>\n", "```\n\\bibliography{b}\n```\n", "::: {#refs}\n[1] Oak.\n:::\n"]
    {
        assert!(parse(text).generated_list.is_none(), "{text}");
    }
}

#[test]
fn headings_name_the_article_and_themselves() {
    let article = parse("# Trees [1] {#top}\n\n## Sources\n\n## Sources of `x_y`\n");
    assert_eq!(article.title.as_deref(), Some("Trees [1]"));
    let anchors: Vec<_> = article.anchors.iter().map(|a| (&*a.name, article.slice(a.range))).collect();
    assert_eq!(
        anchors,
        [
            ("top", "Trees [1]"),
            ("trees-1", "Trees [1]"),
            ("sources", "Sources"),
            ("sources-of-x_y", "Sources of \u{fffc}")
        ]
    );
}

#[test]
fn a_rule_and_text_in_the_middle_are_no_front_matter() {
    assert_eq!(texts("a\n\n---\nb [1]\n\nc\n\n---\n"), ["a", "", "b [1]", "c", ""]);
}

#[test]
fn line_starts_are_remembered() {
    let article = parse("[1] a\n[2] b\\\n[3] c\r\n> [4] d\n> [5] e");
    let lines: Vec<_> = article.breaks.iter().map(|&at| &article.text[at as usize..at as usize + 3]).collect();
    assert_eq!(lines, ["[2]", "[3]", "[5]"]);
}

#[test]
fn hostile_input_is_read_in_linear_time() {
    let n = 50_000;
    for piece in [
        "[",
        "[a](",
        "{{",
        "{%",
        "<div>",
        "</div>",
        "<a b='",
        "> ",
        "- ",
        "<!--",
        "`",
        "$1[",
        "[x y='",
        "&",
        "www.",
        "http://a(",
        "[1][1]",
        "<b>*",
        "\\[",
        "*a_",
        "[^a]: ",
        "[a]: b\n",
    ] {
        let text = piece.repeat(n / piece.len());
        for dialect in [Dialect::Plain, Dialect::Mdx] {
            let started = std::time::Instant::now();
            let article = read(&Input { dialect, ..Input::from_text("a.md", Format::Markdown, text.as_str()) });
            assert!(article.text.is_char_boundary(article.visible_end as usize));
            let took = started.elapsed();
            assert!(took.as_secs() < 5, "{piece:?} as {dialect:?} took {took:?}");
        }
    }
}
