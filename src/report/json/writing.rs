//! JSON that may be looked at: what would steer a terminal or a build server is written as escapes, which mean the same.

use std::io::{self, BufWriter, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

use crate::report::unsafe_characters::is_unsafe;

/// So many bytes are written at once.
const BUFFER: usize = 64 * 1024;

/// Writes a value on a line of its own.
pub(in crate::report) fn write_line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    // JSON is written in very small pieces: a buffer of a known kind takes them faster than whatever `out` is.
    let mut out = BufWriter::with_capacity(BUFFER, out);
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Escaping))?;
    out.write_all(b"\n")?;
    out.flush()
}

struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        // Nearly all of a report is plain ASCII, which needs no closer look.
        if fragment.is_ascii() && memchr::memchr2(b'#', 0x7f, fragment.as_bytes()).is_none() {
            return out.write_all(fragment.as_bytes());
        }
        let mut done = 0;
        let mut at = 0;
        while let Some(next) = fragment.as_bytes()[at..].iter().position(|&byte| byte >= 0x7f || byte == b'#') {
            at += next;
            let rest = &fragment[at..];
            let Some(c) = rest.chars().next() else { break };
            // Build servers act on `##[` and `##vso[` anywhere in a line.
            if is_unsafe(c) || rest.starts_with("##") {
                out.write_all(&fragment.as_bytes()[done..at])?;
                c.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(out, "\\u{unit:04x}"))?;
                done = at + c.len_utf8();
            }
            at += c.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[done..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_mean_the_same() {
        let text = "###[x] a\u{1b}[2J\u{9b}x\u{202e}ü\u{e0001}\u{200b}“ok”";
        let mut line = Vec::new();
        write_line(&text, &mut line).unwrap();
        let line = String::from_utf8(line).unwrap();
        assert_eq!(line, "\"\\u0023\\u0023#[x] a\\u001b[2J\\u009bx\\u202eü\\udb40\\udc01\\u200b“ok”\"\n");
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
    }
}
