//! `wellcited`, a citation integrity linter.
//!
//! It reads an article, finds every citation and the source list, joins the two, and reports what is broken.
//!
//! # Words
//! An [`input::Input`] is a file or record; an [`article::Article`] is its model. A [`cite::Marker`] is an in-text
//! citation as written (`[[1], [4]]`), a [`cite::Cite`] one key inside it; an [`cite::Entry`] is one item of a source
//! [`cite::List`]. A [`finding::Finding`] is what a rule reports. "Source" and "citation" are for messages.
//!
//! # Flow: one way, left to right
//! ```text
//! bytes → Input → Article → Citations ──┐
//!                    addresses → verify ┤ (on request, once for all files, each address once)
//!                                       └→ rules → findings → causes → report
//! ```
//! Reading and checking are two pure functions, [`engine::read`] and [`engine::check`], run over files in parallel.
//! Nothing flows backwards; rules never do I/O. What the web says about sources arrives as [`outcome::Outcomes`], plain
//! data like everything else, so that a dead link is an ordinary finding of an ordinary rule.
//!
//! Running many inputs is [`engine::run`]; what it yields is plain data, and [`report`] turns that into what people and
//! programs read. [`fix`] makes the changes that findings offer, in memory. The feature `cli` (on by default) adds the
//! reports for a screen and the binary; the feature `verify` (on by default) everything that asks the web.
//!
//! # Modules, each importing only what stands before it
//! `map → input → article → cite → quote → outcome → finding → rules → config → engine → fix → baseline → review → verify → report → cli → run → main`

//!
//! # Decisions that are not obvious
//! - **Text that readers do not see as part of a sentence is set apart, not left out.** Hidden text, alternative text
//!   and side notes stand behind the visible text of the one arena, so that neighbours in a sentence are neighbours.
//! - **A list needs evidence.** Every line that starts like a source is a hit, hits form runs, and a run is a list only
//!   where markup, links, a heading or the use of its labels says so (`cite::list`). Forms decide nothing alone.
//! - **Links against numbers.** A number that is printed is believed before the link on it. Where a style sheet or the
//!   place in an `<ol>` makes the number, several links that disagree in good order are believed instead: an item was
//!   taken out, or the page counts otherwise.
//! - **`[1]` and `[^1]` are two name spaces in Markdown only.** Elsewhere a bracketed number that only notes know means
//!   the note.
//! - **Headings of lists and marks of tools are data** (`cite/list/headings.txt`, `rules/residue.toml`): a language or a
//!   tool more is a line more.
//! - **Residue is looked for by windows of four bytes, not by an automaton.** A bit for each set of windows says whether
//!   a literal may stand here; an automaton that reports overlapping matches took six times as long, and longer to make
//!   than most articles to read (`rules::residue`).
//! - **A blank before a comma may be a hole, too.** One in fewer than a hundred commas once meant that a converter had made
//!   all blanks; but who lost citations before full stops has lost some before commas. Now the kinds are weighed against
//!   each other, and a comma counts only beside other signs (`rules::holes`).
//! - **Comments that silence rules are read with the rules** (`rules::directives`): an unused one is a finding.
//! - **Bounds instead of failures.** Nesting below 200 levels makes no structure, one range expands to 512 keys, and all
//!   ranges of an article to no more keys than its length allows; the text itself is always read.
//! - **A verdict is a reason and its evidence, never a bool.** Who turns programs away is not dead, a time-out is not
//!   dead, what was not asked is neither good nor bad; the reason alone decides the class (`outcome`).
//! - **The limit for all hosts is taken after a host's turn**, and what waits holds no place, so that a slow host keeps
//!   nobody waiting but itself (`verify`).
//! - **An article is read once, also where the web is asked.** Its addresses make the plan, the rules that the text alone
//!   decides run while requests are under way, and those of the group Web follow with the answers (`engine::Pending`).
//! - **One thread drives all requests, others read what comes back.** Several threads that drive requests mostly wake each
//!   other, and a large page that is parsed between two answers keeps all others waiting. Each turn takes one answer,
//!   reads one small page and sends one request: taken together, requests move in waves, in which the servers and this
//!   program wait for each other (`verify`).
//! - **Titles convict only with three words on both sides**; the random address that shows whether a site answers
//!   everything alike is asked only on suspicion, once for each folder.
//! - **Metadata of Markdown is read by us**, at the start of a file only: the parser's own extension takes text between
//!   two thematic breaks for metadata and loses it.

pub mod article;
pub mod baseline;
pub mod cite;
pub mod config;
pub mod engine;
pub mod finding;
pub mod fix;
pub mod input;
pub mod map;
pub mod outcome;
pub mod quote;
pub mod report;
#[cfg(feature = "cli")]
pub mod review;
pub mod rules;
#[cfg(feature = "verify")]
pub mod verify;
