use crate::article::{Article, BlockKind, ContainerKind, Element, ElementKind, Options};
use crate::input::{Format, Input};

fn read(html: &str) -> Article {
    let article = super::read(&Input::from_text("page.html", Format::Html, html), &Options::default());
    check_runs(&article, html);
    article
}

/// Where text and input have the same length they are the same text, line ends aside.
fn check_runs(article: &Article, html: &str) {
    let ends = article.runs.iter().skip(1).map(|run| run.at as usize).chain([article.text.len()]);
    for (run, end) in article.runs.iter().zip(ends) {
        let raw = &html[run.span.bounds()];
        let text = &article.text[run.at as usize..end];
        if raw.len() == text.len() && !text.starts_with(crate::article::OBJECT) {
            assert_eq!(raw.replace(['\n', '\r', '\t'], " "), text.replace('\t', " "), "run at {:?}", run.span);
        }
    }
}

/// The visible blocks, one a line.
fn shown(article: &Article) -> Vec<&str> {
    let visible = article.blocks.iter().filter(|b| !b.kind.is_set_apart());
    visible.map(|b| article.slice(b.range)).collect()
}

fn apart(article: &Article, kind: BlockKind) -> Vec<&str> {
    article.blocks.iter().filter(|b| b.kind == kind).map(|b| article.slice(b.range)).collect()
}

fn elements(article: &Article, kind: ElementKind) -> Vec<&Element> {
    article.elements.iter().filter(|e| e.kind == kind).collect()
}

fn urls(article: &Article) -> Vec<&str> {
    article.elements.iter().filter_map(|e| e.href.as_ref()).map(|href| &*href.url).collect()
}

#[test]
fn blocks_end_where_a_browser_ends_them() {
    let article = read("<h2>Tides</h2><p>Neap<p>Spring<ul><li>one<li>two<ol><li>in</ol></ul>loose<hr>end");
    assert_eq!(shown(&article), ["Tides", "Neap", "Spring", "one", "two", "in", "loose", "", "end"]);
    assert_eq!(article.blocks[0].kind, BlockKind::Heading(2));
    assert_eq!(article.blocks[7].kind, BlockKind::Rule);
}

#[test]
fn inline_ends_do_not_reach_through_blocks() {
    assert_eq!(shown(&read("<p><b>bold<p>plain</b> on</p>")), ["bold", "plain on"]);
    assert_eq!(shown(&read("<span><div>a</span>b</div>")), ["ab"]);
    assert_eq!(shown(&read("<div>a<table><tr><td>b</div>c</table>d</div>")), ["a", "bc", "d"]);
    assert_eq!(shown(&read("<div><nav>menu</div>text")), ["text"]);
}

#[test]
fn stray_ends_break_what_a_browser_breaks() {
    assert_eq!(shown(&read("low</p>tide")), ["low", "tide"]);
    assert_eq!(shown(&read("<p>low</div>tide")), ["lowtide"]);
    let article = read("low</br>tide");
    assert_eq!((shown(&article), article.breaks.clone()), (vec!["low tide"], vec![4]));
    assert_eq!(shown(&read("low</>tide")), ["lowtide"]);
}

#[test]
fn what_is_left_out_does_not_split_its_paragraph() {
    for inner in [
        "<script>if (a<b) {}</script>",
        "<style>p{}</style>",
        "<template><p>x</p></template>",
        "<svg><style/><g/><title>t</title></svg>",
        "<span hidden><div>x</div></span>",
        "<select><option>x</select>",
        "<input>",
        "<noscript><p>x</noscript>",
    ] {
        assert_eq!(shown(&read(&format!("<p>high {inner}tide</p>")))[0], "high tide", "{inner}");
    }
    assert_eq!(shown(&read("high<nav>menu<p>item</nav>tide")), ["high", "tide"]);
    assert_eq!(shown(&read("high<div role=navigation>menu</div>tide")), ["high", "tide"]);
}

#[test]
fn placeholders_stand_for_what_is_no_text() {
    let article = read("<p>Run <code>ebb()</code>, <math><mi>x</mi></math> and <img src=a.png alt='a gauge'>.</p>");
    assert_eq!(shown(&article), ["Run \u{fffc}, \u{fffc} and \u{fffc}."]);
    assert_eq!(apart(&article, BlockKind::Alt), ["a gauge"]);
    assert_eq!(article.code.len(), 1);
    assert_eq!(urls(&article), ["a.png"]);
    let article = read("<p>a<pre>let x = 1;</pre>b <span class='math inline'>\\(x[1]\\)</span>");
    assert_eq!(shown(&article), ["a", "\u{fffc}", "b \u{fffc}"]);
    assert_eq!(article.blocks[1].kind, BlockKind::Code);
}

#[test]
fn references_are_units_with_their_own_span() {
    let html = "<p>Surge &#91;1&#93; &amp; ebb&nbsp;&notit; &shy;x &unknown; a&b</p>";
    let article = read(html);
    assert_eq!(shown(&article), ["Surge [1] & ebb\u{a0}¬it; \u{ad}x &unknown; a&b"]);
    let at = article.text.find("[1]").unwrap_or_default() as u32;
    let span = article.span(crate::input::TextRange::new(at, at + 3));
    assert_eq!(&html[span.bounds()], "&#91;1&#93;");
}

#[test]
fn blanks_fold_across_elements_and_lines() {
    assert_eq!(shown(&read("<p>\n  one <b> two</b>\r\n  three\n</p>")), ["one two three"]);
    assert_eq!(shown(&read("<p>one <i></i> . Two</p>")), ["one . Two"]);
    assert_eq!(shown(&read("<p>one&#10;two&#9;&#32;three</p>")), ["one two three"]);
}

#[test]
fn links_keep_their_address_as_a_browser_reads_it() {
    let html = "<a href=' https://ports.example/a?b=1&amp;c=%5B2%5D\n&copy=3 '>x</a>";
    let article = read(html);
    assert_eq!(urls(&article), ["https://ports.example/a?b=1&c=%5B2%5D&copy=3"]);
    let span = elements(&article, ElementKind::Link)[0].href.as_ref().map(|h| h.span).unwrap_or_default();
    assert_eq!(&html[span.bounds()], &html[9..html.len() - 7]);
    assert_eq!(urls(&read("x<label for=sn-2>2</label><d-cite key='lee19,wu20'></d-cite>")), ["#sn-2", "lee19,wu20"]);
    assert_eq!(urls(&read("<a href=1>x<a href=2>y")), ["1", "2"]);
}

#[test]
fn elements_cover_their_text_and_tags() {
    let html = "<p>Salt<sup id=r1 class='fn ref' role=doc-noteref><a href='#n1'>1</a></sup> rises</p>";
    let article = read(html);
    let sup = elements(&article, ElementKind::Sup)[0];
    assert_eq!(article.slice(sup.range), "1");
    assert_eq!(&html[sup.span.bounds()], &html[7..html.len() - 10]);
    assert!(sup.attrs.has_class(|c| c == "ref") && sup.attrs.has_role("doc-noteref"));
    assert_eq!((&*sup.attrs.id, &*sup.attrs.tag), ("r1", "sup"));
}

#[test]
fn roles_come_from_several_attributes() {
    let article = read("<p>x<a epub:type=noteref data-footnote-ref data-type=noteref href=#a>1</a></p>");
    assert_eq!(&*elements(&article, ElementKind::Link)[0].attrs.role, "noteref noteref data-footnote-ref");
}

#[test]
fn lists_tell_their_numbers() {
    let article = read("<ol start=4><li>a<li value=9>b</ol><ol reversed><li>c<ul><li>d</ul><li>e</ol>");
    let kinds: Vec<_> = article.containers.iter().map(|c| c.kind.clone()).collect();
    assert_eq!(kinds[1], ContainerKind::Numbers { start: 4, reversed: false });
    assert_eq!(kinds[3], ContainerKind::Item { number: Some(9) });
    assert_eq!(kinds[4], ContainerKind::Numbers { start: 2, reversed: true });
}

#[test]
fn every_id_is_an_anchor() {
    let html = "<body id=top><p id=a>x<a name=b></a><a id=c name=d>y</a><input id=e><nav><i id=f></i></nav><pre id=g>z";
    let article = read(html);
    let names: Vec<_> = article.anchors.iter().map(|a| &*a.name).collect();
    assert_eq!(names, ["top", "a", "b", "c", "d", "e", "f", "g"]);
    assert_eq!(article.slice(article.anchors[1].range), "xy");
    assert_eq!(&html[article.anchors[2].span.bounds()], "<a name=b>");
}

#[test]
fn headings_keep_their_words_only() {
    let html = "<h2><a class=headerlink href=#s>¶</a> Sources<span class=mw-editsection>[edit]</span></h2>\
                <h2 class=sr-only>Footnotes</h2><h3><div>Kelp</div></h3><div role=heading aria-level=4>Eel</div>\
                <h2><button aria-expanded=false>Notes</button></h2><button>Share</button>";
    let article = read(html);
    assert_eq!(shown(&article), ["Sources", "Footnotes", "Kelp", "Eel", "Notes"]);
    let levels: Vec<_> = article.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(levels, [2, 2, 3, 4, 2].map(BlockKind::Heading));
}

#[test]
fn notes_inside_a_sentence_are_set_apart() {
    let html = "<p>Mud flats grow<sup>1</sup><span class=sidenote>1. By a <i>hand</i> a year.</span> and shrink.</p>";
    let article = read(html);
    assert_eq!(shown(&article), ["Mud flats grow1 and shrink."]);
    assert_eq!(apart(&article, BlockKind::Inset), ["1. By a hand a year."]);
    let article = read("<p>It grew.<d-footnote>In wet years.</d-footnote> Then it shrank.</p>");
    assert_eq!(shown(&article), ["It grew. Then it shrank."]);
    let note = elements(&article, ElementKind::Cite)[0];
    assert_eq!((article.slice(note.range), note.range.start), ("", 8));
}

#[test]
fn hidden_text_is_set_apart() {
    let html = "<p>Seals<span style='display: none'> and otters [2]</span> rest<sup>\
                <span class=visually-hidden>note </span>1</sup>.</p><dialog>Cookies?</dialog>";
    let article = read(html);
    assert_eq!(shown(&article), ["Seals rest1."]);
    assert_eq!(apart(&article, BlockKind::Hidden), ["and otters [2]", "note", "Cookies?"]);
}

#[test]
fn hidden_text_that_is_the_article_is_read() {
    let html = "<p>Loading</p><div hidden><h1>Dunes</h1><p>They wander with the wind [1].</div>";
    assert_eq!(shown(&read(html)), ["Loading", "Dunes", "They wander with the wind [1]."]);
    let body = "<p>Dunes wander with the wind, and grass holds them where it can, for a while at least.";
    let note = |link: &str, hidden: &str| format!("{body}<a href='{link}'>1</a></p>{hidden}");
    let html = note("#n1", "<div style='display:none'><p id=n1>1. A survey of forty dunes.</div>");
    assert_eq!(shown(&read(&html))[1], "1. A survey of forty dunes.");
    let html = note("#b1", "<div hidden><p>Marram grass is planted here <a id=b1>[1]</a></div>");
    assert_eq!(shown(&read(&html)).len(), 1);
    let html = note("#menu", "<div hidden id=menu><a href=/a>Weather today</a> <a href=/b>Tides today</a></div>");
    assert_eq!(shown(&read(&html)).len(), 1);
}

#[test]
fn a_page_of_preformatted_text_is_read() {
    let line = "The buoy sends its height every hour [1].\n";
    let html = format!("<pre>{}\n\n   2. Sources\n\n   [1] Log</pre>", line.repeat(12));
    let article = read(&html);
    assert_eq!(shown(&article)[1..], ["2. Sources", "[1] Log"]);
    assert_eq!(article.breaks.len(), 13);
}

#[test]
fn template_tags_and_shortcodes_are_placeholders() {
    let html = "<p>{{ site.title }} has {% if a %}b{% endif %} [gallery ids=\"1,2\"] and [box]c[/box] [with n=5] [1] [sic] [note 1] \
                [efn_note]d[/efn_note] {{ open</p>";
    let o = '\u{fffc}';
    let expected =
        format!("{o} has {o}b{o} {o} and {o}c{o} [with n=5] [1] [sic] [note 1] [efn_note]d[/efn_note] {{{{ open");
    assert_eq!(shown(&read(html)), [expected]);
}

#[test]
fn the_page_says_what_it_is() {
    let html = "<html lang=de-AT><head><title>Ebbe &amp;\n Flut</title><base href=https://a.example/>\
                <link rel=canonical href='https://b.example/x'><meta property=og:url content=https://c.example/>\
                <body><!-- a --><h1>Watt</h1>";
    let article = read(html);
    assert_eq!(article.title.as_deref(), Some("Ebbe & Flut"));
    assert_eq!(article.language.as_deref(), Some("de-AT"));
    assert_eq!(article.address.as_deref(), Some("https://b.example/x"));
    assert_eq!(article.comments.len(), 1);
    assert_eq!(read("<h1>Watt</h1>").title.as_deref(), Some("Watt"));
}

#[test]
fn an_empty_list_is_made_elsewhere() {
    for html in
        ["<p>x<div id=refs class=references>\n</div>", "<p>x<References/><p>y", "<d-citation-list></d-citation-list>"]
    {
        assert!(read(html).generated_list.is_some(), "{html}");
    }
    for html in ["<div id=refs><p>[1] Log</div>", "<a id=refs></a><h2>References</h2>"] {
        assert!(read(html).generated_list.is_none(), "{html}");
    }
}

#[test]
fn an_xml_page_may_close_any_element_itself() {
    let html = "<?xml version='1.0'?><html><head><script src='a.js'/></head><p>a<a id='n'/>b</p></html>";
    assert_eq!(shown(&read(html)), ["ab"]);
    assert_eq!(shown(&read("<p>a<a name=n />b<p>c")), ["ab", "c"]);
}

#[test]
fn hostile_pages_cost_no_more_than_others() {
    const MANY: usize = 30_000;
    for unit in [
        "<div>",
        "<b>",
        "<a href=#x>",
        "<p hidden>",
        "<table><td>",
        "<svg>",
        "<pre>",
        "</p>",
        "</b></i></div>",
        "<x-y id=a>",
        "</q9>",
        "<div></b>",
        "<b><p></b>",
        "<ul><li>",
        "{{",
        "[a ",
        "[a b=",
        "[[",
        "&amp;",
        "<h1>",
        "<nav>",
        "<span class=sidenote>",
        "<ol reversed><li>",
        "<",
        "</",
        "<!--",
        "<a ",
        "<select><p></p>",
        "<code>",
        "<q9><q8>",
        "<dd><li></form>",
        "<math><mi>",
    ] {
        read(&unit.repeat(MANY));
    }
    let names: String = (0..MANY).map(|i| format!("<x{i} id=a>")).collect();
    read(&names);
}
