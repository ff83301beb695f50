//! A change to a file as `patch` reads it.

use std::io::{self, Write};

use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};

/// How many unchanged lines stand around a change.
const CONTEXT: usize = 3;
/// More pairs of lines than this are not compared with one another.
const MOST_COMPARED: usize = 50_000_000;

/// Writes the unified diff of two versions of a file, byte by byte; nothing where they are equal.
pub fn write(path: &str, before: &[u8], after: &[u8], out: &mut dyn Write) -> io::Result<()> {
    let (old, new) = (lines(before), lines(after));
    let groups = group_diff_ops(operations(&old, &new), CONTEXT);
    if groups.is_empty() {
        return Ok(());
    }
    // A tab tells `patch` where a name with blanks ends.
    let end = if path.contains(char::is_whitespace) { "\t" } else { "" };
    writeln!(out, "--- {path}{end}\n+++ {path}{end}")?;
    for group in groups {
        write_hunk(&group, &old, &new, out)?;
    }
    Ok(())
}

/// How one becomes the other. The shortest way is looked for where that is cheap; where nearly all of a large file
/// changes, lines are compared in pairs, or all replaced.
fn operations(old: &[&[u8]], new: &[&[u8]]) -> Vec<DiffOp> {
    let changed = old.len() - old.iter().zip(new).take_while(|(a, b)| a == b).count();
    if changed.saturating_mul(changed) <= MOST_COMPARED {
        return capture_diff_slices(Algorithm::Myers, old, new);
    }
    if old.len() != new.len() {
        return vec![DiffOp::Replace { old_index: 0, old_len: old.len(), new_index: 0, new_len: new.len() }];
    }
    let pairs: Vec<bool> = old.iter().zip(new).map(|(a, b)| a == b).collect();
    let mut at = 0;
    let runs = pairs.chunk_by(|a, b| a == b).map(|run| {
        let (index, len) = (at, run.len());
        at += len;
        match run[0] {
            true => DiffOp::Equal { old_index: index, new_index: index, len },
            false => DiffOp::Replace { old_index: index, old_len: len, new_index: index, new_len: len },
        }
    });
    runs.collect()
}

fn write_hunk(ops: &[DiffOp], old: &[&[u8]], new: &[&[u8]], out: &mut dyn Write) -> io::Result<()> {
    let (Some(first), Some(last)) = (ops.first(), ops.last()) else { return Ok(()) };
    let removed = side(first.old_range().start, last.old_range().end);
    let added = side(first.new_range().start, last.new_range().end);
    writeln!(out, "@@ -{removed} +{added} @@")?;
    for op in ops {
        if let DiffOp::Equal { old_index, len, .. } = *op {
            old[old_index..old_index + len].iter().try_for_each(|line| write_line(b" ", line, out))?;
            continue;
        }
        old[op.old_range()].iter().try_for_each(|line| write_line(b"-", line, out))?;
        new[op.new_range()].iter().try_for_each(|line| write_line(b"+", line, out))?;
    }
    Ok(())
}

/// One side of a hunk: its first line and its length. An empty side is named by the line before it.
fn side(start: usize, end: usize) -> String {
    if start == end { format!("{start},0") } else { format!("{},{}", start + 1, end - start) }
}

fn write_line(sign: &[u8], line: &[u8], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(sign)?;
    out.write_all(line)?;
    if line.ends_with(b"\n") { Ok(()) } else { out.write_all(b"\n\\ No newline at end of file\n") }
}

/// Lines as `patch` counts them: only `\n` ends one.
fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|b| *b == b'\n').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(before: &str, after: &str) -> String {
        let mut out = Vec::new();
        write("low tide.md", before.as_bytes(), after.as_bytes(), &mut out).unwrap_or_default();
        String::from_utf8(out).unwrap_or_default()
    }

    #[test]
    fn hunks_name_their_lines() {
        assert_eq!(diff("a\n", "a\n"), "");
        assert_eq!(
            diff("1\n2\n3\n4\r\n5", "1\n2\n3\n5"),
            "--- low tide.md\t\n+++ low tide.md\t\n@@ -1,5 +1,4 @@\n 1\n 2\n 3\n-4\r\n 5\n\\ No newline at end of file\n"
        );
        let long = |line: &str| line.repeat(8000);
        assert_eq!(diff(&long("a\nb\n"), &long("c\nb\n")).lines().filter(|l| l.starts_with('-')).count(), 8001);
        assert_eq!(diff("x\n", ""), "--- low tide.md\t\n+++ low tide.md\t\n@@ -1,1 +0,0 @@\n-x\n");
    }
}
