//! From a changed text back to the bytes of its file.

use encoding_rs::{EncoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{archive, decode};

/// Why a changed text cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The page was taken out of a zip archive.
    Archive,
    /// The bytes are not those that were read.
    Changed,
    /// Some bytes stand for no character: they would be lost.
    Undecodable,
    /// The changed bytes would be taken for another encoding.
    Ambiguous,
    /// The encoding of this name has no such character.
    Unmappable(String, char),
}

impl Refused {
    /// The reason, to follow “not changed:”.
    pub fn reason(&self) -> String {
        match self {
            Self::Archive => "it is in a zip archive; unpack it first".into(),
            Self::Changed => "it has changed while it was read".into(),
            Self::Undecodable => "some of its bytes stand for no character and would be lost".into(),
            Self::Ambiguous => "what is left would not tell its encoding".into(),
            Self::Unmappable(encoding, c) => format!("its encoding, {encoding}, has no “{c}”"),
        }
    }
}

/// The bytes of a file whose text was `before` and is now `after`: same encoding, same byte order mark.
///
/// `bytes` are those of the file now. Refused unless they say exactly `before` and nothing else, so that what is not
/// changed stays as it is to the byte.
pub fn rewritten(bytes: &[u8], before: &str, after: &str) -> Result<Vec<u8>, Refused> {
    if archive::is_archive(bytes) {
        return Err(Refused::Archive);
    }
    let (encoding, mark) = decode::encoding(bytes);
    if decode::decode(bytes.to_vec()).text != before {
        return Err(Refused::Changed);
    }
    let (mark, body) = bytes.split_at(mark);
    if encode(before, encoding).ok().as_deref() != Some(body) {
        return Err(Refused::Undecodable);
    }
    let body = encode(after, encoding).map_err(|c| Refused::Unmappable(encoding.name().to_ascii_lowercase(), c))?;
    let bytes = [mark, &body].concat();
    if decode::decode(bytes.clone()).text == after { Ok(bytes) } else { Err(Refused::Ambiguous) }
}

/// A text in an encoding, or the first character that it lacks.
fn encode(text: &str, encoding: &'static Encoding) -> Result<Vec<u8>, char> {
    match encoding {
        _ if encoding == UTF_8 => Ok(text.as_bytes().to_vec()),
        _ if encoding == UTF_16LE => Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        _ if encoding == UTF_16BE => Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        _ => encode_legacy(text, encoding),
    }
}

fn encode_legacy(mut text: &str, encoding: &'static Encoding) -> Result<Vec<u8>, char> {
    let mut encoder = encoding.new_encoder();
    let mut bytes = Vec::with_capacity(text.len() + 16);
    loop {
        let (result, read) = encoder.encode_from_utf8_to_vec_without_replacement(text, &mut bytes, true);
        match result {
            EncoderResult::InputEmpty => return Ok(bytes),
            EncoderResult::Unmappable(c) => return Err(c),
            EncoderResult::OutputFull => bytes.reserve(text.len() + 16),
        }
        text = &text[read..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoding_and_mark_are_kept() {
        let wide: Vec<u8> = "\u{FEFF}Ebbe [2, 2].".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let narrow: Vec<u8> = "\u{FEFF}Ebbe [2].".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cases: &[(&[u8], &str, &str, &[u8])] = &[
            (b"\xEF\xBB\xBFa\r\nb", "a\r\nb", "a\r\n", b"\xEF\xBB\xBFa\r\n"),
            (
                b"<meta charset=latin1>\xE9",
                "<meta charset=latin1>é",
                "<meta charset=latin1>éé",
                b"<meta charset=latin1>\xE9\xE9",
            ),
            (&wide, "Ebbe [2, 2].", "Ebbe [2].", &narrow),
        ];
        for (bytes, before, after, want) in cases {
            assert_eq!(rewritten(bytes, before, after).as_deref(), Ok(*want), "{before}");
        }
    }

    #[test]
    fn what_would_be_lost_is_refused() {
        let latin = b"<meta charset=latin1>\xE9";
        let text = "<meta charset=latin1>é";
        assert_eq!(rewritten(latin, text, "東"), Err(Refused::Unmappable("windows-1252".into(), '東')));
        assert_eq!(rewritten(b"\xC3\xA9\xC3\xA9\xFF", "éé\u{FFFD}", "é"), Err(Refused::Undecodable));
        assert_eq!(rewritten(latin, text, "<meta charset=latin1>Ã©"), Err(Refused::Ambiguous));
        assert_eq!(rewritten(b"new", "old", "x"), Err(Refused::Changed));
        assert_eq!(rewritten(b"PK\x03\x04", "", "x"), Err(Refused::Archive));
    }
}
