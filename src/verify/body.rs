//! Bodies: read as they come, decoded, never more than a limit.

use std::io::{self, Write};

use flate2::write::{DeflateDecoder, GzDecoder, ZlibDecoder};

use super::exchange::Cut;

/// What was read of a body.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Its beginning, decoded.
    pub(super) decoded: Vec<u8>,
    /// What came, as it came; empty where nobody keeps evidence.
    pub(super) raw: Vec<u8>,
    /// Why more may have been sent than is in `raw`, if so.
    pub(super) cut: Option<Cut>,
    pub(super) end: End,
}

/// How reading a body ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum End {
    /// It is whole.
    #[default]
    Whole,
    /// It goes on behind the limit.
    Capped,
    /// There was no more time.
    Late,
    /// The server broke off.
    Broken,
    /// It is not what its coding says.
    Undecodable,
}

/// Takes a body piece by piece.
pub(super) struct Reader {
    decoder: Decoder,
    raw: Option<Vec<u8>>,
    limit: usize,
    /// Whether what came is not what its coding says.
    is_garbled: bool,
}

impl Reader {
    /// For a body with this `Content-Encoding`, at most `limit` decoded bytes of it; `keeps_raw` keeps what came too.
    pub(super) fn new(coding: Option<&str>, limit: usize, keeps_raw: bool) -> Self {
        Self { decoder: Decoder::new(coding, limit), raw: keeps_raw.then(Vec::new), limit, is_garbled: false }
    }

    /// Takes a piece; says why no more is wanted, if so.
    pub(super) fn take(&mut self, piece: &[u8]) -> Option<Cut> {
        if let Some(raw) = &mut self.raw {
            raw.extend_from_slice(piece);
        }
        if !self.is_garbled {
            match self.decoder.write(piece) {
                Ok(()) => return None,
                Err(_) if self.decoder.store().is_full => return Some(Cut::Length),
                Err(_) => self.is_garbled = true,
            }
        }
        // What cannot be decoded is evidence all the same: as much of it is kept as of any body.
        let has_room = self.raw.as_ref().is_some_and(|raw| raw.len() < self.limit);
        (!has_room).then_some(Cut::Length)
    }

    /// All that came; `cut` is why no more did.
    pub(super) fn finish(mut self, cut: Option<Cut>) -> Body {
        let decoded = self.decoder.finish();
        let store = self.decoder.store();
        let end = match cut {
            _ if self.is_garbled => End::Undecodable,
            Some(Cut::Length) => End::Capped,
            Some(Cut::Time) => End::Late,
            Some(Cut::Disconnect) => End::Broken,
            None if decoded.is_ok() => End::Whole,
            None if store.is_full => End::Capped,
            // The answer is whole; the stream of codes breaks off, or nothing of it could be decoded.
            None if store.bytes.is_empty() => End::Undecodable,
            None => End::Broken,
        };
        let decoded = std::mem::take(&mut store.bytes);
        Body { decoded, raw: self.raw.unwrap_or_default(), cut, end }
    }
}

/// Decoded bytes up to a limit; what comes after it is an error.
struct Store {
    bytes: Vec<u8>,
    limit: usize,
    is_full: bool,
}

impl Store {
    fn new(limit: usize) -> Self {
        Self { bytes: Vec::new(), limit, is_full: false }
    }
}

impl Write for Store {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let room = self.limit - self.bytes.len();
        self.bytes.extend_from_slice(&piece[..piece.len().min(room)]);
        if piece.len() > room {
            self.is_full = true;
            return Err(io::Error::other("the limit is reached"));
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

enum Decoder {
    Plain(Store),
    Gzip(GzDecoder<Store>),
    Zlib(ZlibDecoder<Store>),
    Deflate(DeflateDecoder<Store>),
    /// `deflate` before its first byte: some servers send it without the wrapping of zlib.
    Unsure(Store),
    /// A coding that nobody asked for.
    Unknown(Store),
}

impl Decoder {
    fn new(coding: Option<&str>, limit: usize) -> Self {
        let store = Store::new(limit);
        match coding.map(|coding| coding.trim().to_ascii_lowercase()).as_deref() {
            None | Some("" | "identity") => Self::Plain(store),
            Some("gzip" | "x-gzip") => Self::Gzip(GzDecoder::new(store)),
            Some("deflate") => Self::Unsure(store),
            Some(_) => Self::Unknown(store),
        }
    }

    fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        if let (Self::Unsure(_), Some(&first)) = (&*self, piece.first())
            && let Self::Unsure(store) = std::mem::replace(self, Self::Plain(Store::new(0)))
        {
            // The first byte of zlib names the method 8 in its lower half (RFC 1950).
            *self = match first & 0x0f {
                8 => Self::Zlib(ZlibDecoder::new(store)),
                _ => Self::Deflate(DeflateDecoder::new(store)),
            };
        }
        match self {
            Self::Plain(store) => store.write_all(piece),
            Self::Gzip(decoder) => write_all(decoder, piece),
            Self::Zlib(decoder) => write_all(decoder, piece),
            Self::Deflate(decoder) => write_all(decoder, piece),
            Self::Unsure(_) => Ok(()),
            Self::Unknown(_) => Err(io::Error::other("unknown coding")),
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        match self {
            Self::Gzip(decoder) => decoder.try_finish(),
            Self::Zlib(decoder) => decoder.try_finish(),
            Self::Deflate(decoder) => decoder.try_finish(),
            Self::Plain(_) | Self::Unsure(_) | Self::Unknown(_) => Ok(()),
        }
    }

    fn store(&mut self) -> &mut Store {
        match self {
            Self::Plain(store) | Self::Unsure(store) | Self::Unknown(store) => store,
            Self::Gzip(decoder) => decoder.get_mut(),
            Self::Zlib(decoder) => decoder.get_mut(),
            Self::Deflate(decoder) => decoder.get_mut(),
        }
    }
}

/// Writes a piece; what follows the end of the stream is left out, as browsers do.
fn write_all(decoder: &mut impl Write, mut piece: &[u8]) -> io::Result<()> {
    while !piece.is_empty() {
        match decoder.write(piece)? {
            0 => return Ok(()),
            taken => piece = &piece[taken..],
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    fn read(coding: Option<&str>, pieces: &[&[u8]], limit: usize) -> Body {
        let mut reader = Reader::new(coding, limit, true);
        let cut = pieces.iter().find_map(|piece| reader.take(piece));
        reader.finish(cut)
    }

    #[test]
    fn codings_are_undone() {
        let text = b"the tide turned".repeat(100);
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(&text).unwrap();
        let gzip = gzip.finish().unwrap();
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(&text).unwrap();
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::default());
        raw.write_all(&text).unwrap();
        let cases = [
            (Some("gzip"), gzip.clone()),
            (Some("deflate"), zlib.finish().unwrap()),
            (Some("deflate"), raw.finish().unwrap()),
            (None, text.clone()),
        ];
        for (coding, coded) in cases {
            let body = read(coding, &coded.chunks(7).collect::<Vec<_>>(), 1 << 20);
            assert_eq!((body.decoded == text, body.end), (true, End::Whole), "{coding:?}");
            assert_eq!(body.raw, coded);
        }
        assert_eq!(read(Some("gzip"), &[&gzip[..gzip.len() / 2]], 1 << 20).end, End::Broken);
        assert_eq!(read(Some("gzip"), &[b"this is not gzip"], 1 << 20).end, End::Undecodable);
        assert_eq!(read(Some("br"), &[b"x"], 10).end, End::Undecodable);
        assert_eq!(read(Some("deflate"), &[], 10).end, End::Whole);
    }

    #[test]
    fn what_came_whole_is_not_cut_whatever_its_coding_says() {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(&b"the tide turned".repeat(100)).unwrap();
        let gzip = gzip.finish().unwrap();
        let half = read(Some("gzip"), &[&gzip[..gzip.len() / 2]], 1 << 20);
        assert_eq!((half.end, half.cut), (End::Broken, None));
        let garbled = read(Some("gzip"), &[b"this is not gzip", b", nor is this"], 1 << 20);
        assert_eq!((garbled.end, garbled.cut), (End::Undecodable, None));
        assert_eq!(garbled.raw, b"this is not gzip, nor is this");
        let long = read(Some("gzip"), &[b"this is not gzip".as_slice(); 4], 20);
        assert_eq!((long.end, long.cut, long.raw.len()), (End::Undecodable, Some(Cut::Length), 32));
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let mut bomb = GzEncoder::new(Vec::new(), Compression::fast());
        for _ in 0..8 {
            bomb.write_all(&[0; 1 << 20]).unwrap();
        }
        let body = read(Some("gzip"), &[&bomb.finish().unwrap()], 1000);
        assert_eq!((body.decoded.len(), body.end), (1000, End::Capped));
        assert_eq!(read(None, &[&[1; 1000]], 1000).end, End::Whole);
        assert_eq!(read(None, &[&[1; 1000], b"x"], 1000).end, End::Capped);
    }
}
