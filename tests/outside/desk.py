"""A desk at work in the workbook, with a library that it might use."""

import sys

import openpyxl

DECISIONS = [("confirmed", "Ona", "=1+1; asked\nthe author"), ("waived", "Ivo", "may stay"), ("open", "Ona", "later")]


def rows(file):
    sheet = openpyxl.load_workbook(file)["findings"]
    names = [cell.value for cell in sheet[1]]
    return [dict(zip(names, [cell.value for cell in row])) for row in sheet.iter_rows(min_row=2)]


def decide(before, after):
    book = openpyxl.load_workbook(before)
    sheet = book["findings"]
    at = {cell.value: cell.column for cell in sheet[1]}
    decided = 0
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, at["state"]).value != "open":
            continue
        for name, value in zip(("state", "assignee", "note"), DECISIONS[decided % 3]):
            cell = sheet.cell(row, at[name])
            cell.value = value
            cell.data_type = "s"
        decided += 1
    assert decided > 10
    book.save(after)


def compare(decided, second):
    known = {(row["file"], row["fingerprint"]): row for row in rows(decided)}
    again = rows(second)
    assert len(again) == len(known)
    for row in again:
        before = known[row["file"], row["fingerprint"]]
        for name in ("state", "assignee", "note"):
            assert row[name] == before[name], (name, before, row)
        assert row["state"] == "suppressed" or row["change"] == "still there", row


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
