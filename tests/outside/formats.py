"""Reports read by the libraries of others; what they say agrees with the JSON report."""

import collections
import csv
import json
import pathlib
import sys
import urllib.parse

import junitparser
import openpyxl
import pandas
from lxml import etree


def reviewdog(out, name):
    """A file that the validator takes: it knows one document and a list of diagnostics."""
    out = pathlib.Path(out)
    if name == "rdjson":
        return out / name
    lines = [json.loads(line) for line in (out / name).read_text().splitlines()]
    assert len(lines) == len(json.loads((out / "rdjson").read_text())["diagnostics"])
    (out / "rdjsonl.json").write_text(json.dumps(lines))
    return out / "rdjsonl.json"


def check(out, xsd):
    out = pathlib.Path(out)
    report = json.loads((out / "json").read_text())
    findings = [(file["path"], f["start"]["line"], f["rule"]) for file in report["files"] for f in file["findings"]]
    junit(out / "junit", xsd, report, findings)
    gitlab(out, findings)
    reviewdog_bytes(out, report)
    checkstyle(out / "checkstyle", findings)
    tables(out, report, findings)


def junit(file, xsd, report, findings):
    etree.XMLSchema(etree.parse(xsd)).assertValid(etree.parse(file))
    suites = list(junitparser.JUnitXml.fromfile(str(file)))
    assert [suite.name for suite in suites] == [f["path"] for f in report["files"]]
    cases = [case for suite in suites for case in suite]
    failures = sum(isinstance(r, junitparser.Failure) for case in cases for r in case.result)
    notes = report["summary"]["infos"]
    assert failures == len(findings) - notes == sum(suite.failures for suite in suites)
    assert sum(suite.tests for suite in suites) == len(cases)
    assert all(any(not case.result for case in suite) for suite in suites if not suite.failures), "a clean file passes"


def gitlab(out, findings):
    ours = json.loads((out / "gitlab").read_text())
    assert len({issue["fingerprint"] for issue in ours}) == len(ours) == len(findings)
    place = lambda issue: (issue["location"]["path"], issue["location"]["lines"]["begin"], issue["check_name"])
    theirs = json.loads((out / "codeclimate").read_text())
    count = collections.Counter
    assert count(map(place, ours)) == count(findings)
    # The converter knows no suppressions, and leaves addresses of files as they are encoded.
    results = json.loads((out / "sarif").read_text())["runs"][0]["results"]
    silenced = count(sarif_place(result) for result in results if result["suppressions"])
    decoded = count((urllib.parse.unquote(path), line, rule) for path, line, rule in map(place, theirs))
    assert decoded - silenced == count(findings), (decoded - silenced - count(findings), count(findings) - decoded)


def sarif_place(result):
    place = result["locations"][0]["physicalLocation"]
    path = urllib.parse.unquote(place["artifactLocation"]["uri"])
    return path, place["region"]["startLine"], result["ruleId"]


def reviewdog_bytes(out, report):
    """Columns count bytes: the line holds there what JSON says."""
    diagnostics = iter(json.loads((out / "rdjson").read_text())["diagnostics"])
    for file in report["files"]:
        source = (pathlib.Path("fixtures/report/desk") / file["path"]).read_bytes()
        lines = source.split(b"\n")
        for finding in file["findings"]:
            start = next(diagnostics)["location"]["range"]["start"]
            before = sum(len(line) + 1 for line in lines[: start["line"] - 1])
            assert before + start["column"] - 1 == finding["span"]["start"], (file["path"], finding["rule"])


def checkstyle(file, findings):
    found = [
        (element.get("name"), int(error.get("line")), error.get("source").removeprefix("wellcited."))
        for element in etree.parse(file).getroot()
        for error in element
    ]
    assert found == findings


def tables(out, report, findings):
    plain = csv.DictReader((out / "csv").read_text("utf-8-sig").splitlines())
    rows = [row for row in plain if row["state"] != "suppressed"]
    assert [(row["file"].removeprefix("'"), int(row["line"]), row["rule"]) for row in rows] == findings
    audit = out / "audit"
    run = json.loads((audit / "run.json").read_text())
    totals = run["totals"]
    sheets = pandas.read_excel(audit / "audit.xlsx", sheet_name=None)
    for name, total in [("pages", "pages"), ("sources", "sources"), ("findings", "finding_rows")]:
        read = pandas.read_csv(audit / f"{name}.csv")
        assert len(read) == len(sheets[name]) == totals[total], name
        assert list(read.columns) == list(sheets[name].columns), name
    pages, sources, found = (sheets[name] for name in ["pages", "sources", "findings"])
    assert pages["findings"].sum() == (found["state"] == "open").sum() == len(findings)
    assert pages["suppressed"].sum() == (found["state"] == "suppressed").sum() == totals["suppressed"] == 2
    assert pages["source_uses"].sum() == sources["uses"].sum() == totals["source_uses"]
    for severity, name in [("error", "errors"), ("warning", "warnings"), ("info", "notes")]:
        mine = (found["state"] == "open") & (found["severity"] == severity)
        assert pages[name].sum() == mine.sum() == totals["infos" if name == "notes" else name]
    assert set(sources["verdict"]) <= {"not checked", "no address"}
    book = openpyxl.load_workbook(audit / "audit.xlsx")
    sheet = book["findings"]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref, "the head stays and filters"
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"open,confirmed,waived"', choice.formula1
    formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == [], formulas


if __name__ == "__main__":
    said = globals()[sys.argv[1]](*sys.argv[2:])
    if said is not None:
        print(said)
