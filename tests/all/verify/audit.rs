//! An audit of a whole site that asks the web.

use serde_json::Value;

use super::faults::script;
use super::server::Server;
use crate::audit::{sum, table};
use crate::desk::Desk;

/// How many pages carry the same dead link.
const COPIES: usize = 600;

/// Pages that cite one dead address, in two forms, and one page that cites a good one too.
fn site(server: &Server) -> Desk {
    let page = |address: &str| {
        format!("# Tides\n\nThe quay was sold [1].\n\n## Sources\n\n[1] Harbour Times. “Quay sold.” {address}\n")
    };
    let mut pages: Vec<(String, String)> = (0..COPIES)
        .map(|n| {
            let address = server.url(1, if n % 2 == 0 { "/s/404" } else { "/s/404#top" });
            (format!("site/part-{}/page-{n:03}.md", n % 7), page(&address))
        })
        .collect();
    pages.push(("site/good.md".into(), page(&server.url(1, "/title-agrees"))));
    let pages: Vec<(&str, &[u8])> = pages.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    Desk::new(&pages)
}

#[test]
fn many_copies_of_a_dead_link_are_one_source_with_all_its_pages() {
    let server = Server::start(1, script);
    let desk = site(&server);
    let ran = desk.run(&[
        "check",
        "--verify",
        "--allow-private",
        "--interval=0",
        "--now=2026-11-22T14:03:00Z",
        "--config=rules.private-url=\"off\"",
        "--audit=out",
        "site",
    ]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert_eq!(server.asked("/s/404").len(), 1, "each address is asked once");

    let out = desk.path().join("out");
    let [pages, sources, findings] =
        ["pages", "sources", "findings"].map(|name| table(&out.join(format!("{name}.csv"))));
    let run: Value = serde_json::from_str(&std::fs::read_to_string(out.join("run.json")).unwrap()).unwrap();
    let copies = COPIES.to_string();

    assert_eq!(sources.len(), 2, "{sources:?}");
    let dead = sources.iter().find(|row| row["verdict"] == "dead").unwrap();
    assert_eq!(
        [&dead["reason"], &dead["http_status"], &dead["uses"], &dead["pages"]],
        ["404", "404", &copies, &copies]
    );
    assert_eq!(dead["checked_at"], "2026-11-22T14:03:00Z");
    let mut used_by: Vec<&str> = dead["used_by"].lines().map(|place| place.strip_suffix(":7").unwrap()).collect();
    used_by.sort_unstable();
    let mut cited: Vec<&str> =
        pages.iter().map(|row| row["file"].as_str()).filter(|file| *file != "site/good.md").collect();
    cited.sort_unstable();
    assert_eq!((used_by.len(), used_by), (COPIES, cited), "every page is named");

    let reported = findings.iter().filter(|row| row["rule"] == "dead-url").count();
    assert_eq!(reported, COPIES, "each page has its finding");
    assert_eq!(sum(&pages, "source_uses"), sum(&sources, "uses"));
    assert_eq!((sum(&pages, "findings"), pages.len()), (findings.len() as u64, COPIES + 1));
    let totals = &run["totals"];
    assert_eq!((&totals["sources"], &totals["source_uses"]), (&2.into(), &(COPIES + 1).into()));
    assert_eq!(totals["verified"]["urls"]["dead"], 1, "{totals}");
    assert_eq!(totals["verified"]["entries"]["dead"], COPIES, "{totals}");
}
