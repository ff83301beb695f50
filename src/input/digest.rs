//! Digests of files: what shows later that nothing was changed.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

/// Lower-case hexadecimal SHA-256.
pub fn digest(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|b| [b >> 4, b & 15]);
    digits.map(|d| char::from(DIGITS[usize::from(d)])).collect()
}

/// Passes bytes on and computes their digest.
#[derive(Debug)]
pub struct Digesting<W> {
    out: W,
    hash: Sha256,
}

impl<W: Write> Digesting<W> {
    /// Passes bytes on to `out`.
    pub fn new(out: W) -> Self {
        Self { out, hash: Sha256::new() }
    }

    /// Writes what is left in buffers and returns the digest of all bytes, as [`digest`] does.
    pub fn finish(mut self) -> io::Result<String> {
        self.out.flush()?;
        Ok(hexadecimal(&self.hash.finalize()))
    }
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_through_has_the_same_digest() {
        let mut bytes = Vec::new();
        let mut out = Digesting::new(&mut bytes);
        out.write_all(b"ab").unwrap();
        out.write_all(b"c").unwrap();
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!((out.finish().unwrap().as_str(), digest(b"abc").as_str()), (known, known));
        assert_eq!(bytes, b"abc");
    }
}
