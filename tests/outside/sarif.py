"""SARIF in the eyes of the multitool."""

import json
import pathlib
import subprocess
import sys


def findings(multitool, log, work):
    """What the rules of the format and of GitHub's code scanning say. On a broken log the tool says nothing."""
    said = work / "validation.sarif"
    said.unlink(missing_ok=True)
    command = [multitool, "validate", log, "--rule-kind", "Sarif;Ghas", "--output", said, "--log", "ForceOverwrite"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    run = json.loads(said.read_text("utf-8-sig"))["runs"][0]
    for invocation in run.get("invocations", []):
        assert invocation["executionSuccessful"], invocation
    return [(r["ruleId"], r.get("level", "warning"), r["message"].get("id")) for r in run.get("results", [])]


def validate(multitool, log, work):
    work = pathlib.Path(work)
    assert (found := findings(multitool, log, work)) == [], found
    # A planted mistake shows that the tool is awake.
    bad = json.loads(pathlib.Path(log).read_text())
    bad["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["endLine"] = 1
    bad["runs"][0]["results"][0]["ruleIndex"] = 7000
    planted = work / "planted.sarif"
    planted.write_text(json.dumps(bad))
    assert findings(multitool, planted, work), "the multitool finds nothing wrong with a wrong log"


def moved(multitool, program, work):
    """A finding that has moved ten lines is the same finding."""
    folder = pathlib.Path(work) / "moved"
    folder.mkdir()
    article = folder / "a.md"
    text = "# Tides\n\nThe water rose [1]. The quay held [4].\n\n## Sources\n\n[1] Office. Tables.\n\n[2] Board. Log.\n"

    def check(name, text):
        article.write_text(text)
        subprocess.run([program, "--quiet", "--report", f"sarif={name}", "a.md"], cwd=folder, stdout=subprocess.DEVNULL)

    check("before.sarif", text)
    check("after.sarif", text.replace("\n\n", "\n\n" + "One more line.\n" * 9 + "\n", 1))
    command = [multitool, "match-results-forward", "after.sarif", "--previous", "before.sarif", "-o", "matched.sarif"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    results = json.loads((folder / "matched.sarif").read_text("utf-8-sig"))["runs"][0]["results"]
    lines = [r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in results]
    states = [(r["ruleId"], r["baselineState"]) for r in results]
    assert len(results) == 2 and lines == [13, 19], lines
    assert all(state in ("unchanged", "updated") for _, state in states), states


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
