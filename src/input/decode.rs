//! From bytes to text: byte order mark, declared charset, UTF-8, then a guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::disk::DiskMap;

/// How far into a file a declaration of its charset is looked for.
const DECLARATION_WINDOW: usize = 2048;
/// How much of a file a guess rests on.
const GUESS_WINDOW: usize = 1 << 20;

/// Decoded text.
pub(super) struct Decoded {
    /// The text, without a byte order mark.
    pub(super) text: String,
    /// The encoding's name in lower case.
    pub(super) encoding: String,
    /// The way back to the bytes, where the encoding is UTF-8.
    pub(super) disk: DiskMap,
}

/// Decodes a whole file. Total: what cannot be decoded becomes U+FFFD.
pub(super) fn decode(bytes: Vec<u8>) -> Decoded {
    let (encoding, mark) = encoding(&bytes);
    if encoding == UTF_8 {
        return decode_utf8(bytes, mark);
    }
    let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
    Decoded { text: text.into_owned(), encoding: name(encoding), disk: DiskMap::default() }
}

/// Decodes a page from the web: by its byte order mark, else by the charset that its server names, else like a file.
/// A server that says UTF-8 and sends something else is not believed. Total, like all decoding here.
pub fn decode_page(mut bytes: Vec<u8>, charset: Option<&str>) -> String {
    // A page that is not read to its end may end within a sign.
    if let Some(cut) = std::str::from_utf8(&bytes).err().filter(|error| error.error_len().is_none()) {
        bytes.truncate(cut.valid_up_to());
    }
    let named = charset.and_then(|charset| Encoding::for_label(charset.trim().as_bytes()));
    if named == Some(UTF_8) && Encoding::for_bom(&bytes).is_none() && is_surely_utf8(&bytes) {
        return decode_utf8(bytes, 0).text;
    }
    match named {
        Some(named) if Encoding::for_bom(&bytes).is_none() && (named != UTF_8 || mostly_utf8(&bytes)) => {
            named.decode_without_bom_handling(&bytes).0.into_owned()
        }
        _ => decode(bytes).text,
    }
}

/// Whether bytes can be nothing but UTF-8: they are beyond ASCII, or ASCII without what gives away the encodings that
/// look like it, zeros (UTF-16) and escapes (ISO-2022).
fn is_surely_utf8(bytes: &[u8]) -> bool {
    match bytes.is_ascii() {
        true => memchr::memchr2(0, 0x1b, bytes).is_none(),
        false => std::str::from_utf8(bytes).is_ok(),
    }
}

/// The text of a file that is no article.
pub fn decoded(bytes: Vec<u8>) -> String {
    decode(bytes).text
}

/// The encoding of a whole file, and the length of its byte order mark.
pub(super) fn encoding(bytes: &[u8]) -> (&'static Encoding, usize) {
    Encoding::for_bom(bytes).unwrap_or_else(|| (encoding_of(bytes), 0))
}

fn decode_utf8(mut bytes: Vec<u8>, mark: usize) -> Decoded {
    let mut disk = DiskMap::default();
    if mark > 0 {
        bytes.drain(..mark);
        disk.shift(0, mark);
    }
    let text = String::from_utf8(bytes).unwrap_or_else(|error| replace_bad(error.as_bytes(), mark, &mut disk));
    Decoded { text, encoding: name(UTF_8), disk }
}

/// Reads UTF-8 with bad sequences as U+FFFD, noting in `disk` where the two drift apart.
fn replace_bad(bytes: &[u8], mark: usize, disk: &mut DiskMap) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut read = mark;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        read += chunk.valid().len() + chunk.invalid().len();
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            disk.shift(text.len(), read);
        }
    }
    text
}

/// The encoding of bytes without a byte order mark.
fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some(wide) = wide_without_mark(bytes) {
        return wide;
    }
    let text = std::str::from_utf8(bytes);
    match declared(bytes) {
        // Browsers save pages as UTF-8 and leave the old declaration in: bytes that are valid UTF-8 beyond ASCII prove it.
        Some(declared) if !(text.is_ok() && declared.is_single_byte() && !bytes.is_ascii()) => declared,
        Some(_) => UTF_8,
        None if text.is_ok() || mostly_utf8(bytes) => UTF_8,
        None => guess(bytes),
    }
}

/// UTF-16 without a mark shows in its zero bytes: nearly every second one, always on the same side.
fn wide_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512)];
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    match () {
        () if pairs < 2 => None,
        () if odd * 10 >= pairs * 7 && even * 20 <= pairs => Some(UTF_16LE),
        () if even * 10 >= pairs * 7 && odd * 20 <= pairs => Some(UTF_16BE),
        () => None,
    }
}

/// Whether the bytes are UTF-16 without a mark.
pub(super) fn is_wide(bytes: &[u8]) -> bool {
    wide_without_mark(bytes).is_some()
}

/// The charset that an XML declaration or a `<meta>` element names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARATION_WINDOW)].to_ascii_lowercase();
    let in_tag = |start: &[u8], key: &[u8]| {
        memchr::memmem::find_iter(&head, start).find_map(|at| {
            let tag = &head[at..];
            let tag = &tag[..memchr::memchr(b'>', tag).unwrap_or(tag.len())];
            label(&tag[memchr::memmem::find(tag, key)? + key.len()..])
        })
    };
    let found = match head.trim_ascii_start().starts_with(b"<?xml") {
        true => in_tag(b"<?xml", b"encoding").or_else(|| in_tag(b"<meta", b"charset")),
        false => in_tag(b"<meta", b"charset"),
    }?;
    // A declaration that can be read as ASCII is not UTF-16, whatever it says.
    Some(if found == UTF_16LE || found == UTF_16BE { UTF_8 } else { found })
}

/// The encoding that `= "label"` names.
fn label(rest: &[u8]) -> Option<&'static Encoding> {
    let value = rest.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|b| matches!(b, b'"' | b'\'' | b';' | b'/' | b'?') || b.is_ascii_whitespace());
    Encoding::for_label(&value[..end.unwrap_or(value.len())])
}

/// Whether more sequences are good UTF-8 than bad: a file with a few damaged bytes, not one in another encoding.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let window = &bytes[..bytes.len().min(GUESS_WINDOW)];
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in window.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes[..bytes.len().min(GUESS_WINDOW)], true);
    detector.guess(None, Utf8Detection::Deny)
}

fn name(encoding: &'static Encoding) -> String {
    encoding.name().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, String) {
        let decoded = decode(bytes.to_vec());
        (decoded.encoding, decoded.text)
    }

    fn wide(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn the_encoding_is_marked_declared_proven_or_guessed() {
        let shift_jis = encoding_rs::SHIFT_JIS.encode("<meta charset='shift_jis'>港の記録").0;
        let cases: &[(&[u8], &str, &str)] = &[
            (b"\xEF\xBB\xBFTide", "utf-8", "Tide"),
            (b"Caf\xC3\xA9", "utf-8", "Café"),
            (b"<meta charset=windows-1252>Caf\xE9", "windows-1252", "<meta charset=windows-1252>Café"),
            (b"<meta charset=iso-8859-1>Caf\xC3\xA9", "utf-8", "<meta charset=iso-8859-1>Café"),
            (
                b"<?xml version='1.0' encoding='iso-8859-2'?>\xB1",
                "iso-8859-2",
                "<?xml version='1.0' encoding='iso-8859-2'?>ą",
            ),
            (b"\xC3\xA9\xC3\xA8\xC3\xAA\xFF.", "utf-8", "éèê\u{FFFD}."),
            (b"nul \0 stays", "utf-8", "nul \0 stays"),
            (&shift_jis, "shift_jis", "<meta charset='shift_jis'>港の記録"),
            (b"", "utf-8", ""),
        ];
        for (bytes, encoding, text) in cases {
            assert_eq!(read(bytes), ((*encoding).into(), (*text).into()));
        }
        assert_eq!(read(&wide("Low tide [1].", u16::to_le_bytes)), ("utf-16le".into(), "Low tide [1].".into()));
        assert_eq!(read(&wide("\u{FEFF}Low tide", u16::to_be_bytes)), ("utf-16be".into(), "Low tide".into()));
        assert_eq!(read(b"D\xE9j\xE0 vu, d\xE9j\xE0 lu.").0, "windows-1252");
    }

    #[test]
    fn each_bad_sequence_keeps_its_place_on_disk() {
        let decoded = decode(b"\xEF\xBB\xBF\xC3\xA9\xC3\xA9\xFF\xE2\x82x".to_vec());
        assert_eq!(decoded.text, "éé\u{FFFD}\u{FFFD}x");
        let x = decoded.text.find('x').map(|i| i as u32);
        assert_eq!(x.map(|x| decoded.disk.offset(x)), Some(3 + 4 + 1 + 2));
    }

    #[test]
    fn servers_are_believed_if_they_can_be_right() {
        let page = |bytes: &[u8], charset| decode_page(bytes.to_vec(), charset);
        assert_eq!(page(b"D\xE9j\xE0 vu", Some("utf-8")), "Déjà vu");
        assert_eq!(page(b"\xCF\xF0\xE8\xEB\xE8\xE2", Some("windows-1251")), "Прилив");
        assert_eq!(page("Déjà vu".as_bytes(), Some("UTF-8 ")), "Déjà vu");
        assert_eq!(page(b"\xEF\xBB\xBFTide", Some("iso-8859-1")), "Tide");
        assert_eq!(page("<meta charset=utf-8>é".as_bytes(), Some("no such thing")), "<meta charset=utf-8>é");
        let cut = "ascii, and cut in a sign: é".as_bytes().split_last().unwrap().1;
        assert_eq!(page(cut, Some("utf-8")), "ascii, and cut in a sign: ");
    }

    #[test]
    fn a_lone_surrogate_is_replaced() {
        assert_eq!(read(b"\xFF\xFEa\x00\x00\xD8b\x00").1, "a\u{FFFD}b");
    }
}
