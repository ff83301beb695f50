//! Every form that citations and lists come in: one small article each, and what a careful reader finds in it.
//!
//! Each article has a few things beside its citations that are none: intervals, indexes, powers, remarks in brackets.

use std::fs;
use std::path::{Path, PathBuf};

use wellcited::cite::Citations;
use wellcited::engine;
use wellcited::finding::{Finding, Severity};
use wellcited::input::{Input, LoadOptions, Place, Source, load};

/// One form. Keys are joined by blanks; an entry without a key is `-`.
struct Form {
    file: &'static str,
    /// All cites, in order.
    cites: &'static str,
    /// The keys of all entries, in order of their lists.
    sources: &'static str,
    missing: &'static str,
    unused: &'static str,
}

#[rustfmt::skip]
const FORMS: &[Form] = &[
    // Pages that tools render.
    Form { file: "sphinx_manual.html", cites: "1 1", sources: "1", missing: "", unused: "" },
    Form { file: "list_run_on.html", cites: "1 2 3", sources: "1 2 4", missing: "3", unused: "4" },
    Form { file: "md_in_several_works.md", cites: "1 2 2 3 1 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "md_behind_counted_words.md", cites: "2 4 6 1 5 6 1 2 1 4 4 5 1 2 2 3 1 2 1 2 3 5 6 3 4", sources: "1 2 4 5 6", missing: "3", unused: "" },
    Form { file: "md_glued_to_letters.md", cites: "1 2 3 1 2 3 1 2 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "links_are_no_indexes.html", cites: "2 1 3 3 4", sources: "1 2 4", missing: "3", unused: "" },
    Form { file: "asciidoc_series.adoc", cites: "1 2 s3 1 2", sources: "1 2", missing: "s3", unused: "" },
    Form { file: "docs_lost_superscripts.md", cites: "1 3 2 4 4 5 2", sources: "1 2 3 4 5 6", missing: "", unused: "6" },
    Form { file: "docs_lost_superscripts_behind_years.md", cites: "1 2 3", sources: "1 2 3 4 5", missing: "", unused: "5" },
    Form { file: "docs_lost_superscripts_before_stops.md", cites: "1 1 2 3 2 4 1 9", sources: "1 2 3 4 5", missing: "9", unused: "5" },
    Form { file: "docs_lost_superscripts_zh.md", cites: "1 2 3", sources: "1 2 3 4", missing: "", unused: "4" },
    Form { file: "docs_lost_superscripts_inside.md", cites: "1 2 3 4 5 6 7 6", sources: "1 2 3 4 5 6 7 8", missing: "", unused: "8" },
    Form { file: "md_reference_names.md", cites: "3 5", sources: "1 2 4", missing: "3 5", unused: "" },
    Form { file: "md_reference_names_complete.md", cites: "", sources: "", missing: "", unused: "" },
    Form { file: "standard_labels.txt", cites: "RFC5281 3TIDE RFC2119 GAUGE-802.11 I-D.ietf-tide-gauge", sources: "RFC2119 RFC5281 HARBOURNET-2", missing: "3TIDE GAUGE-802.11 I-D.ietf-tide-gauge", unused: "HARBOURNET-2" },
    Form { file: "rst_lone_note.rst", cites: "1 diary", sources: "", missing: "1 diary", unused: "" },
    Form { file: "list_cut_up.md", cites: "1 3 2 6", sources: "1 2 3 4", missing: "6", unused: "4" },
    Form { file: "list_run_on_dotted.md", cites: "1 2 4", sources: "1 2 3", missing: "4", unused: "3" },
    Form { file: "pandoc_figures.md", cites: "doi:10.9999/gull.1 pmid:1234567 tag:quay-count companion-traps url:https://quay.test/sketch isbn:9780000000002", sources: "", missing: "", unused: "" },
    Form { file: "never_numbers_in_names.md", cites: "", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "jats_counters.html", cites: "1 2 3 4 4", sources: "1 2 4 5", missing: "3", unused: "5" },
    Form { file: "jats_linked_years.html", cites: "2019 2004 2010 2012 1", sources: "1 - - -", missing: "2012", unused: "" },
    Form { file: "jats_atypon_labels.html", cites: "1 2 3 1", sources: "1 3 4", missing: "2", unused: "4" },
    Form { file: "jats_author_year.html", cites: "Sluice and Weir 2019 Race 2004 Quern et al. (2021) 1 2021", sources: "1 - -", missing: "Race 2004", unused: "" },
    Form { file: "jats_highwire.html", cites: "1 2 3 4 5 1 8", sources: "1 2 3 4 5 6", missing: "8", unused: "6" },
    Form { file: "openedition.html", cites: "1 2", sources: "1 2 3", missing: "", unused: "3" },
    Form { file: "eurlex.html", cites: "1 2", sources: "1 2", missing: "", unused: "" },
    Form { file: "list_conversation.md", cites: "1 2 3", sources: "1 2 4", missing: "3", unused: "4" },
    Form { file: "plain_raised_dotted.txt", cites: "1 2 4", sources: "1 2 3", missing: "4", unused: "3" },
    Form { file: "list_table_keys.md", cites: "S1 S2 S1 S5", sources: "S1 S2 S3", missing: "S5", unused: "S3" },
    Form { file: "never_math.md", cites: "", sources: "", missing: "", unused: "" },
    Form { file: "gutenberg_footnotes.txt", cites: "1 2 3 4 A 6", sources: "1 2 3 4 5 A", missing: "6", unused: "5" },
    Form { file: "namuwiki.html", cites: "1 2 4", sources: "1 2 3", missing: "4", unused: "3" },
    Form { file: "latexml_numbers_over_names.html", cites: "Murre and Gannet [2019] Skerry [1988] Pilotage Board [2007] Skerry [1988] Skerry [1988] buoy2001 Pilotage Board [2007]", sources: "Murre and Gannet [2019] Skerry [1988] Pilotage Board [2007] Tern [1970]", missing: "buoy2001", unused: "Tern [1970]" },
    Form { file: "latexml_linked_years.html", cites: "Bogg & Sedge (2000) Heath et al. (2006) Heath et al. (2008) Ditch (1976) Bogg & Sedge (2000) Ditch (1976)", sources: "Bogg & Sedge (2000) Heath et al. (2006) Moor (2012)", missing: "Heath et al. (2008) Ditch (1976)", unused: "Moor (2012)" },
    Form { file: "latexml_gone.html", cites: "Frost et al. (1999) Frost et al. (1999) Mere Rime (2003) Rime (2003)", sources: "Frost et al. (1999) Rime (2003)", missing: "Mere", unused: "" },
    Form { file: "markers_spelled_numbers.md", cites: "1 2 3 1 Source 6", sources: "1 2 3 4", missing: "Source 6", unused: "4" },
    Form { file: "jats_script_links.html", cites: "1 2 3 5", sources: "1 2 3 4", missing: "5", unused: "4" },
    Form { file: "never_affiliations_over_references.html", cites: "1 2 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "list_author_year.md", cites: "", sources: "- - - -", missing: "", unused: "" },
    Form { file: "list_lines_announce.md", cites: "", sources: "- - - -", missing: "", unused: "" },
    Form { file: "rst_unnamed_notes.rst", cites: "1 probe 4 2 * † #", sources: "1 probe 2 4 * †", missing: "#", unused: "" },
    Form { file: "rfc_kinds_of_references.txt", cites: "INTRO:1 FRAME:2 LAYER:1 FRAME:9", sources: "INTRO:1 FRAME:1 FRAME:2 LAYER:1", missing: "FRAME:9", unused: "FRAME:1" },
    Form { file: "list_linked_numbers_no_labels.md", cites: "1 2 3", sources: "- -", missing: "3", unused: "" },
    Form { file: "never_link_definitions.md", cites: "", sources: "", missing: "", unused: "" },
    Form { file: "wikipedia_desktop.html", cites: "1 a 2 1 3 4 9", sources: "a 1 2 3 4 5", missing: "9", unused: "5" },
    Form { file: "wikipedia_mobile.html", cites: "1 2 1 3 8", sources: "1 2 3 4", missing: "8", unused: "4" },
    Form { file: "wikipedia_parsoid.html", cites: "1 2 note 1 3 2 6", sources: "note 1 1 2 3 4", missing: "6", unused: "4" },
    Form { file: "wordpress_gutenberg.html", cites: "1 2 1 3 5", sources: "1 2 3 4", missing: "5", unused: "4" },
    Form { file: "wordpress_classic.html", cites: "1 2 3 2 6", sources: "1 2 3 4", missing: "6", unused: "4" },
    Form { file: "wordpress_classic_sup.html", cites: "1 2 3 1 5", sources: "1 2 3 4", missing: "5", unused: "4" },
    Form { file: "easy_footnotes.html", cites: "1 2 3 4", sources: "1 2 3 4", missing: "", unused: "" },
    Form { file: "modern_footnotes.html", cites: "1 2 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "google_docs.html", cites: "1 2 3 2", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "word_filtered.html", cites: "1 2 3 1 6", sources: "1 2 3 4", missing: "6", unused: "4" },
    Form { file: "libreoffice.html", cites: "1 2 3 2", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "pandoc_footnotes.html", cites: "1 2 3 4", sources: "1 2 3 4", missing: "", unused: "" },
    Form { file: "pandoc_citeproc_numeric.html", cites: "1 2 3 1 3", sources: "1 2 3 4", missing: "", unused: "4" },
    Form { file: "pandoc_citeproc_author_year.html", cites: "Dale 2007 2015 Dale 2007 Fenn 1980", sources: "Dale 2007 2015 Fenn 1980", missing: "", unused: "" },
    Form { file: "pandoc_citeproc_linked_years.html", cites: "Bogg and Sedge 2019 Ditch 2004 Moor et al. 2021 Bogg and Sedge 2019 Bogg 2019 1 Ditch 2004 Bogg 2019 Moor et al. 2021", sources: "Bogg 2019 Bogg and Sedge 2019 heath2012 Moor et al. 2021 1", missing: "Ditch 2004", unused: "heath2012" },
    Form { file: "pandoc_citeproc_raised.html", cites: "1 2 3 1 2 3", sources: "1 2 3 4 1 2", missing: "", unused: "4" },
    Form { file: "pandoc_notes_in_citeproc.html", cites: "1 2 3", sources: "- - 1 2 3", missing: "", unused: "" },
    Form { file: "kramdown.html", cites: "1 2 3 1", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "goldmark_hugo.html", cites: "1 2 1 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "github.html", cites: "1 2 3 1", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "markdown_it.html", cites: "1 2 2 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "sphinx_aside.html", cites: "1 Lowe88 2 1 3", sources: "1 2 3 Lowe88 Ivy03", missing: "", unused: "Ivy03" },
    Form { file: "sphinx_dl.html", cites: "1 2 Bry01 1", sources: "1 2 Bry01", missing: "", unused: "" },
    Form { file: "jupyter_cells.html", cites: "1 2", sources: "1 2 3", missing: "", unused: "3" },
    Form { file: "hevea.html", cites: "* 2 1 1 2", sources: "1 2 3 * 1", missing: "", unused: "3" },
    Form { file: "docbook_names_and_footnotes.html", cites: "skerry 1 tern 2", sources: "skerry tern murre 1 2", missing: "", unused: "murre" },
    Form { file: "sphinx_bibtex_author_year.html", cites: "1 2 3 4 5 1", sources: "1 2 3 4 5 6 1", missing: "", unused: "6" },
    Form { file: "sphinx_bibtex.html", cites: "Hod1998 Hod1998 Trow2004 Spade1987", sources: "Hod1998 Trow2004 Line2015", missing: "Spade1987", unused: "Line2015" },
    Form { file: "sphinx_notes.html", cites: "1 2 datum Rill1902", sources: "1 2 3 datum", missing: "Rill1902", unused: "3" },
    Form { file: "respec_diff.html", cites: "PEAL WHEEL-2", sources: "PEAL WHEEL-2 STAY", missing: "", unused: "STAY" },
    Form { file: "docutils_table.html", cites: "1 2 Kerr77 1 5", sources: "1 2 3 Kerr77", missing: "5", unused: "3" },
    Form { file: "latexml_numeric.html", cites: "1 2 3 1", sources: "1 2 3 4", missing: "", unused: "4" },
    Form { file: "latexml_author_year.html", cites: "Hoar (1994) Rime and Sleet (2001) Hoar (1994)", sources: "Hoar (1994) Rime and Sleet (2001)", missing: "", unused: "" },
    Form { file: "latexml_author_year_tags.html", cites: "Marlow et al. (2019) Marlow et al. (2019) Pennant (2020) Quill and Reed (2021) Sail et al. (2022) lost2018", sources: "Marlow et al. (2019) Pennant (2020) Quill and Reed (2021) Sail et al. (2022) Tarp (2017)", missing: "lost2018", unused: "Tarp (2017)" },
    Form { file: "xmlspec_terms.html", cites: "Loop 1.0 Names of Knots Hitch Report 12", sources: "Loop 1.0 Names of Knots Hitch Report 12 Splice/Bend", missing: "", unused: "Splice/Bend" },
    Form { file: "respec.html", cites: "ROPE-CORE KNOT-1 ROPE-CORE KNOT-1 SPLICE", sources: "KNOT-1 ROPE-CORE SPLICE UNLAID", missing: "", unused: "UNLAID" },
    Form { file: "bikeshed.html", cites: "LOCK-2 GATE-1 LOCK-2 SLUICE", sources: "GATE-1 LOCK-2 SLUICE", missing: "", unused: "" },
    Form { file: "distill_source.html", cites: "", sources: "", missing: "", unused: "" },
    Form { file: "distill_rendered.html", cites: "1 2 1", sources: "1 2", missing: "", unused: "" },
    Form { file: "jats_pmc.html", cites: "1 2 3 2 1", sources: "1 2 3 4", missing: "", unused: "4" },
    Form { file: "jats_elife.html", cites: "1 2 1 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "jats_springer.html", cites: "1 2 3 1 2 3 4", sources: "1 2 3 4 5", missing: "", unused: "5" },
    Form { file: "jats_plos.html", cites: "1 2 3 1", sources: "1 2 3 4", missing: "", unused: "4" },
    Form { file: "substack.html", cites: "1 2 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "medium.html", cites: "1 2 3 2 7", sources: "1 2 3 4", missing: "7", unused: "4" },
    Form { file: "ghost.html", cites: "1 2 3 1", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "quarto_html.html", cites: "Gull 1999 1 2", sources: "Gull 1999 1 2", missing: "", unused: "" },
    Form { file: "myst_html.html", cites: "1 Polder (2006) 2 1", sources: "1 2 Polder (2006)", missing: "", unused: "" },
    Form { file: "jupyter_book.html", cites: "Fen12 Fen12 Moo09", sources: "Fen12 Moo09 Hea03", missing: "", unused: "Hea03" },
    Form { file: "obsidian_publish.html", cites: "1 2 1 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "notion.html", cites: "1 2 3 1 6", sources: "1 2 3 4", missing: "6", unused: "4" },
    Form { file: "asciidoctor_footnotes.html", cites: "1 2 1 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "asciidoctor_bibliography.html", cites: "byre 2 byre hay04", sources: "byre 2 hay04 pail", missing: "", unused: "pail" },
    Form { file: "epub.html", cites: "1 2 *", sources: "1 2 *", missing: "", unused: "" },
    Form { file: "epub_other_file.html", cites: "1 2 3", sources: "", missing: "", unused: "" },
    Form { file: "confluence.html", cites: "1 2 3 1 5", sources: "1 2 3 4", missing: "5", unused: "4" },
    Form { file: "aria_roles.html", cites: "1 2 3 1", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "aria_endnotes.html", cites: "1 2 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "wikipedia_harvard.html", cites: "1 2 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "wikipedia_de.html", cites: "1 2 A 1 3", sources: "1 2 3 A 1", missing: "", unused: "" },
    Form { file: "wikipedia_fr.html", cites: "1 2 3 1", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "wordpress_footnotes_plugin.html", cites: "1 2 3 1", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "wordpress_quicktags.html", cites: "1 2 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "footnotes_fd.html", cites: "1 2 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "google_docs_endnote_list.html", cites: "1 2 3 1 5", sources: "1 2 3 4", missing: "5", unused: "4" },
    Form { file: "word_endnotes.html", cites: "i ii iii", sources: "i ii iii", missing: "", unused: "" },
    Form { file: "pandoc_gfm_raw.md", cites: "1 2 3 1", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "docusaurus.html", cites: "1 2 1", sources: "1 2", missing: "", unused: "" },
    Form { file: "pelican_python_markdown.html", cites: "1 2 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "tufte_sidenotes.html", cites: "", sources: "", missing: "", unused: "" },
    Form { file: "jats_frontiers.html", cites: "Mere, 2001 Tarn and Beck, 2010 Tarn and Beck, 2010", sources: "- - - -", missing: "", unused: "" },
    Form { file: "arxiv_ar5iv_footnote.html", cites: "1 2", sources: "1 2", missing: "", unused: "" },
    Form { file: "blogger_named_anchors.html", cites: "1 2 3 1", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "medium_superscript.html", cites: "1 2 3 5", sources: "1 2 3 4", missing: "5", unused: "4" },
    Form { file: "substack_missing.html", cites: "1 2 3", sources: "1 2", missing: "3", unused: "" },
    Form { file: "sphinx_missing.html", cites: "Lowe88 Ivy03", sources: "Lowe88 Ivy03 Oak12", missing: "", unused: "Oak12" },
    Form { file: "latexml_natbib_missing.html", cites: "1 2 4", sources: "1 2 3", missing: "4", unused: "3" },
    Form { file: "docbook.html", cites: "1 2 Tarn99", sources: "Tarn99 1 2", missing: "", unused: "" },
    Form { file: "org_mode.html", cites: "1 2 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "gitlab.html", cites: "1 2", sources: "1 2", missing: "", unused: "" },
    Form { file: "gutenberg_book.html", cites: "1 2 3", sources: "1 2 3", missing: "", unused: "" },
    // Texts in other markup, and in none.
    Form { file: "rfc.txt", cites: "1 2 3 1 5", sources: "1 2 3 4", missing: "5", unused: "4" },
    Form { file: "rfc_keys.txt", cites: "RFC99000 TIMING-NOTE MOOR99 RFC99000", sources: "RFC99000 TIMING-NOTE MOOR99 KNOTS", missing: "", unused: "KNOTS" },
    Form { file: "plain_brackets.txt", cites: "1 2 3 1 3 6", sources: "1 2 3 4", missing: "6", unused: "4" },
    Form { file: "plain_dotted.txt", cites: "1 2 3 1 5", sources: "1 2 3 4", missing: "5", unused: "4" },
    Form { file: "rst_citations.rst", cites: "1 gate CIT-4 1", sources: "1 gate CIT-4 5", missing: "", unused: "5" },
    Form { file: "asciidoc_source.adoc", cites: "byre 2", sources: "byre 2 pail", missing: "", unused: "pail" },
    Form { file: "pandoc_citekeys.md", cites: "dale2007 esk2015 dale2007 lost2001", sources: "dale2007 esk2015 fenn1980", missing: "lost2001", unused: "fenn1980" },
    Form { file: "pandoc_external.md", cites: "dale2007 esk2015", sources: "", missing: "", unused: "" },
    // Shapes of lists.
    Form { file: "list_brackets.md", cites: "1 2 3 1 2 3 6", sources: "1 2 3 4", missing: "6", unused: "4" },
    Form { file: "list_dotted.md", cites: "1 2 3 1 7", sources: "1 2 3 4", missing: "7", unused: "4" },
    Form { file: "list_dashed.md", cites: "1 2 3 1 5", sources: "1 2 3 4", missing: "5", unused: "4" },
    Form { file: "list_bulleted_bold.md", cites: "1 2 3 2", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "list_heading_labels.md", cites: "1 2 3 1", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "list_definitions.md", cites: "1 2 1", sources: "1 2 3 4", missing: "", unused: "4" },
    Form { file: "list_footnotes.md", cites: "1 2 dye 1 9", sources: "1 2 dye 4", missing: "9", unused: "4" },
    Form { file: "list_inline_notes.md", cites: "1", sources: "1", missing: "", unused: "" },
    Form { file: "list_dl.html", cites: "1 2 3 1 6", sources: "1 2 3 4", missing: "6", unused: "4" },
    Form { file: "list_table.html", cites: "1 2 3 1 5", sources: "1 2 3 4", missing: "5", unused: "4" },
    Form { file: "list_table.md", cites: "1 2 3 1 5", sources: "1 2 3 4", missing: "5", unused: "4" },
    Form { file: "list_linked_label.html", cites: "1 2 3 1", sources: "1 2 3 4", missing: "", unused: "4" },
    Form { file: "list_br.html", cites: "1 2 3 2 5", sources: "1 2 3 4", missing: "5", unused: "4" },
    Form { file: "list_lines.md", cites: "1 2 3 2 5", sources: "1 2 3 4", missing: "5", unused: "4" },
    Form { file: "list_middle.md", cites: "1 2 3 1 2 5", sources: "1 2 3 4", missing: "5", unused: "4" },
    Form { file: "list_local.md", cites: "1 2 1 1 2 3 1 2", sources: "1 2 1 2 1 2", missing: "3", unused: "" },
    Form { file: "list_no_heading.md", cites: "1 2 3 1 5", sources: "1 2 3 4", missing: "5", unused: "4" },
    Form { file: "list_details.html", cites: "1 2 3 1", sources: "1 2 3 4", missing: "", unused: "4" },
    Form { file: "list_accordion.html", cites: "1 2 3 1 6", sources: "1 2 3 4", missing: "6", unused: "4" },
    Form { file: "list_further_reading.md", cites: "1 2 1", sources: "1 2 - -", missing: "", unused: "" },
    Form { file: "list_parenthesised.txt", cites: "1 2 3 1", sources: "1 2 3 4", missing: "", unused: "4" },
    Form { file: "list_wrapped_indent.txt", cites: "1 2 3 1 2", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "list_quoted_emails.txt", cites: "1 2 1", sources: "1 2", missing: "", unused: "" },
    Form { file: "list_linked_items.md", cites: "1 2 3 1 5", sources: "1 2 3 4", missing: "5", unused: "4" },
    Form { file: "list_escaped.md", cites: "1 2 3 1", sources: "1 2 3 4", missing: "", unused: "4" },
    Form { file: "list_definitions_titles.md", cites: "1 2 3 1", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "list_table_three_columns.md", cites: "1 2 3 2", sources: "1 2 3 4", missing: "", unused: "4" },
    Form { file: "list_nested_sections.md", cites: "1 2 3 4 1", sources: "1 2 3 4", missing: "", unused: "" },
    Form { file: "list_grouped_restart.md", cites: "1 2 3 4", sources: "1 2 3 4", missing: "", unused: "" },
    Form { file: "list_html_in_markdown.md", cites: "1 2 3 1", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "list_details.md", cites: "1 2 3 1 5", sources: "1 2 3 4", missing: "5", unused: "4" },
    Form { file: "list_fullwidth_dots.md", cites: "1 2 3 1", sources: "1 2 3 4", missing: "", unused: "4" },
    Form { file: "list_bold_heading_de.txt", cites: "1 2 3 1 5", sources: "1 2 3 4", missing: "5", unused: "4" },
    Form { file: "list_beside_source_column.md", cites: "1 3 2 4 1 2", sources: "1 2 3", missing: "4", unused: "" },
    Form { file: "list_below_transcript.md", cites: "1 2", sources: "1 2", missing: "", unused: "" },
    Form { file: "wordpress_reader_comments.html", cites: "1 2 3 5 2 4", sources: "1 2 3 4", missing: "5", unused: "" },
    Form { file: "list_dl_author_year.html", cites: "Frisch 1967 Seeley 2010 Nobody 1999", sources: "Frisch 1967 Seeley 2010 Unused 2001", missing: "Nobody 1999", unused: "Unused 2001" },
    Form { file: "markers_pages_behind_colon.md", cites: "1 2 1 2 3 4 5 6a 7 8", sources: "1 2 3 4 5 6a 6b 7 8", missing: "", unused: "6b" },
    Form { file: "list_for_each_section.md", cites: "1 2 3 1 2 4", sources: "1 2 3 1 2 3", missing: "4", unused: "3" },
    Form { file: "list_in_fence.md", cites: "1 2 3", sources: "1 2 4", missing: "3", unused: "4" },
    Form { file: "list_in_pre.html", cites: "1 2 3", sources: "1 2", missing: "3", unused: "" },
    // Headings of lists.
    Form { file: "heading_de.md", cites: "1 2 3 1 6", sources: "1 2 3 4", missing: "6", unused: "4" },
    Form { file: "heading_fr.md", cites: "1 2 3 1 6", sources: "1 2 3 4", missing: "6", unused: "4" },
    Form { file: "heading_es.md", cites: "1 2 3 1 6", sources: "1 2 3 4", missing: "6", unused: "4" },
    Form { file: "heading_pt.md", cites: "1 2 3 1 6", sources: "1 2 3 4", missing: "6", unused: "4" },
    Form { file: "heading_it.md", cites: "1 2 3 1 6", sources: "1 2 3 4", missing: "6", unused: "4" },
    Form { file: "heading_nl.md", cites: "1 2 3 1 6", sources: "1 2 3 4", missing: "6", unused: "4" },
    Form { file: "heading_ru.md", cites: "1 2 3 1 6", sources: "1 2 3 4", missing: "6", unused: "4" },
    Form { file: "heading_zh.md", cites: "1 2 3 1 6", sources: "1 2 3 4", missing: "6", unused: "4" },
    Form { file: "heading_zh_lenticular.md", cites: "1 2 3 1 2 3 6", sources: "1 2 3 4", missing: "6", unused: "4" },
    Form { file: "heading_ja.md", cites: "1 2 3 1 6", sources: "1 2 3 4", missing: "6", unused: "4" },
    Form { file: "heading_ko.md", cites: "1 2 3 1 6", sources: "1 2 3 4", missing: "6", unused: "4" },
    Form { file: "heading_ar.html", cites: "1 2 3 1 6", sources: "1 2 3 4", missing: "6", unused: "4" },
    // Forms of markers.
    Form { file: "markers.md", cites: "1 2 1 3 1 2 3 1 2 3 4 1 1 2 1 3 5 5 9", sources: "1 2 3 4 5 6", missing: "9", unused: "6" },
    Form { file: "markers_superscript.md", cites: "1 2 3 1 2 4 5", sources: "1 2 3 4 5 6", missing: "", unused: "6" },
    Form { file: "markers_caret_brackets.md", cites: "1 2 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "markers_linked.md", cites: "1 2 3 2", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "markers_alpha.md", cites: "Wool03 Dye-19 Wool03 Loft77", sources: "Wool03 Dye-19 Shear88", missing: "Loft77", unused: "Shear88" },
    Form { file: "markers_letters_notes.html", cites: "note 1 note 2 1 2 1", sources: "1 2 note 1 note 2", missing: "", unused: "" },
    Form { file: "markers_entities.html", cites: "1 2 3 1 2 3 6", sources: "1 2 3 4", missing: "6", unused: "4" },
    Form { file: "markers_raised_groups.html", cites: "1 2 1 2 3 4 5", sources: "1 2 3 4 5 6", missing: "", unused: "6" },
    Form { file: "markers_quoted_locators.html", cites: "1 2 1 3 2", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "markers_reference_anchor.html", cites: "1 2 3 1", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "markers_parentheses.md", cites: "1 2 3 4", sources: "1 2 3 4", missing: "", unused: "" },
    Form { file: "markers_scores.md", cites: "1 3 2 2 1 2 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "digits_fa.md", cites: "۱ ۲ ۳ ۵", sources: "۱ ۲ ۳", missing: "۵", unused: "" },
    Form { file: "digits_fa.html", cites: "۱ ۲ ۹", sources: "۱ ۲", missing: "۹", unused: "" },
    Form { file: "digits_ar.html", cites: "1 ٢ 3", sources: "1 ٢ 3", missing: "", unused: "" },
    // What is no citation.
    Form { file: "never.md", cites: "", sources: "", missing: "", unused: "" },
    Form { file: "never_data.html", cites: "", sources: "", missing: "", unused: "" },
    Form { file: "never_paragraph_numbers.html", cites: "", sources: "", missing: "", unused: "" },
    Form { file: "never_changelog.md", cites: "", sources: "", missing: "", unused: "" },
    Form { file: "never_affiliations.html", cites: "1 2", sources: "1 2", missing: "", unused: "" },
    Form { file: "never_pinpoints.md", cites: "1 2 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "never_intervals.md", cites: "1 2 3 2 1", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "never_verses.md", cites: "1 2", sources: "1 2", missing: "", unused: "" },
    Form { file: "never_compounds.md", cites: "1 2 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "never_counted_things.md", cites: "1 1 2", sources: "1 2", missing: "", unused: "" },
    Form { file: "never_seeds.html", cites: "", sources: "", missing: "", unused: "" },
    Form { file: "never_pagination.html", cites: "1 2", sources: "1 2", missing: "", unused: "" },
    Form { file: "never_remarks_on_another_text.txt", cites: "", sources: "", missing: "", unused: "" },
    Form { file: "never_classes.html", cites: "1 2 3 1 2", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "never_math_page.html", cites: "1 2", sources: "1 2 3", missing: "", unused: "3" },
    Form { file: "sphinx_api.html", cites: "Ash71 Moor80 Ash71 Ash71", sources: "Ash71 Moor80 Vane63 Ash71", missing: "", unused: "Vane63" },
    Form { file: "sphinx_section_ends.html", cites: "", sources: "", missing: "", unused: "" },
    Form { file: "list_run_on_addresses.html", cites: "1 2 2 3 5", sources: "1 2 3 4", missing: "5", unused: "4" },
    Form { file: "list_run_on_colons.html", cites: "1 2", sources: "1 2", missing: "", unused: "" },
    Form { file: "list_tags.html", cites: "", sources: "", missing: "", unused: "" },
    Form { file: "rst_notes_to_read_on.rst", cites: "1 2 3", sources: "1 2 3 4", missing: "", unused: "" },
    Form { file: "rst_comments_and_registers.rst", cites: "1 2 maker 3", sources: "1 maker 2 3", missing: "", unused: "" },
    Form { file: "never_registers.md", cites: "", sources: "", missing: "", unused: "" },
    Form { file: "never_values.md", cites: "1 2 3 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "never_spaced_wide_stops.rst", cites: "1", sources: "1", missing: "", unused: "" },
    Form { file: "markers_behind_digits.md", cites: "1 2 1 3 2 3", sources: "1 2 3", missing: "", unused: "" },
    Form { file: "markers_spoken_words.html", cites: "1 2 3", sources: "1 2 3 4", missing: "", unused: "4" },
    Form { file: "list_numbered_keys.md", cites: "B4 B3 B2", sources: "B4 B3 B2 B1", missing: "", unused: "B1" },
    Form { file: "list_numbered_tags.md", cites: "1 2", sources: "1 2 3", missing: "", unused: "3" },
    Form { file: "texinfo_functions.html", cites: "7", sources: "7", missing: "", unused: "" },
    Form { file: "rst_citations_of_project.rst", cites: "Lever44 Marsh63 well Lever44 Digger", sources: "well", missing: "", unused: "" },
    Form { file: "markers_sections_behind_names.html", cites: "KNOT5 KNOT5 SPLICE-40", sources: "KNOT5 SPLICE-40", missing: "", unused: "" },
    Form { file: "book_chapter_other_file.html", cites: "18 10 1", sources: "1", missing: "", unused: "" },
    Form { file: "never_share_counts.html", cites: "", sources: "", missing: "", unused: "" },
    Form { file: "never_tooltips.html", cites: "1", sources: "1", missing: "", unused: "" },
    Form { file: "never_index.html", cites: "", sources: "", missing: "", unused: "" },
    Form { file: "markers_linked_numbers.md", cites: "1 2 2 1", sources: "1 2 3", missing: "", unused: "3" },
    Form { file: "mdbook_notes_and_references.html", cites: "1 1 2 3 1", sources: "1 2 3 1", missing: "", unused: "" },
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/forms")
}

fn read(file: &str) -> Input {
    let source = Source { shown: file.to_owned(), place: Place::File(folder().join(file)), named: true };
    load(&source, LoadOptions::default()).unwrap_or_else(|_| panic!("{file} can be read")).unwrap()
}

fn cites(citations: &Citations) -> String {
    let keys = citations.markers.iter().flat_map(|m| &citations.cites[m.cites.clone()]).map(|c| citations.key(c.key));
    keys.collect::<Vec<_>>().join(" ")
}

fn sources(citations: &Citations) -> String {
    let keys = citations.entries.iter().map(|e| e.key.map_or("-", |k| citations.key(k)));
    keys.collect::<Vec<_>>().join(" ")
}

fn keys_of(rule: &str, findings: &[Finding]) -> String {
    let own = findings.iter().filter(|f| f.rule.name == rule);
    own.map(|f| f.key.as_deref().unwrap_or("?")).collect::<Vec<_>>().join(" ")
}

/// What else would stop an editor; Google Docs does wrap each link of its exports in one of its own.
fn others(findings: &[Finding]) -> Vec<&str> {
    let stops = |f: &&Finding| f.severity >= Severity::Warning;
    let own = |f: &&Finding| matches!(f.rule.name, "missing-source" | "unused-source" | "redirector-url");
    findings.iter().filter(stops).filter(|f| !own(f)).map(|f| f.message.as_str()).collect()
}

#[test]
fn every_form_is_read_as_a_careful_reader_reads_it() {
    let mut wrong = Vec::new();
    for form in FORMS {
        let input = read(form.file);
        let reading = engine::read(&input);
        let findings = engine::check(&input, &reading);
        for (what, want, got) in [
            ("cites", form.cites, cites(&reading.citations)),
            ("sources", form.sources, sources(&reading.citations)),
            ("missing", form.missing, keys_of("missing-source", &findings)),
            ("unused", form.unused, keys_of("unused-source", &findings)),
            ("other findings", "", others(&findings).join("; ")),
        ] {
            if got != want {
                wrong.push(format!("{}: {what}: {got:?}, not {want:?}", form.file));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}",
        wrong.join(
            "
"
        )
    );
}

#[test]
fn every_article_is_in_the_table() {
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name();
        assert!(FORMS.iter().any(|form| *form.file == name), "{name:?} has no row");
    }
}
