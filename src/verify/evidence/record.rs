//! Records of WARC 1.1, and how they are packed.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use data_encoding::BASE32;
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::http::Message;
use crate::verify::exchange::{Cut, Exchange};

/// One record: its head, and its block.
#[derive(Debug)]
pub(super) struct Record {
    head: String,
    block: Vec<u8>,
}

impl Record {
    /// The first record of a file: who wrote it.
    pub(super) fn info(name: &str, now: Timestamp) -> Self {
        let block = format!(
            "software: wellcited/{}\r\nformat: WARC File Format 1.1\r\n\
             conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n\
             description: what a check of citations fetched\r\n",
            env!("CARGO_PKG_VERSION")
        );
        let mut record = Self::new("warcinfo", &uuid(&format!("{name} {now}")), now, block.into_bytes());
        record.field("WARC-Filename", name);
        record.field("Content-Type", "application/warc-fields");
        record
    }

    /// What was asked.
    pub(super) fn request(id: &str, answer: &str, exchange: &Exchange, message: Message) -> Self {
        let mut record = Self::new("request", id, exchange.at, message.bytes());
        record.about(exchange);
        record.field("WARC-Concurrent-To", &format!("<{answer}>"));
        record.field("Content-Type", "application/http;msgtype=request");
        record
    }

    /// What was answered.
    pub(super) fn response(id: &str, exchange: &Exchange, message: &Message) -> Self {
        let mut record = Self::new("response", id, exchange.at, message.bytes());
        record.about(exchange);
        record.field("WARC-Payload-Digest", &message.payload_digest());
        let reason = exchange.cut.map(|cut| match cut {
            Cut::Length => "length",
            Cut::Time => "time",
            Cut::Disconnect => "disconnect",
        });
        if let Some(reason) = reason {
            record.field("WARC-Truncated", reason);
        }
        record.field("Content-Type", "application/http;msgtype=response");
        record
    }

    fn new(kind: &str, id: &str, at: Timestamp, block: Vec<u8>) -> Self {
        let mut record = Self { head: "WARC/1.1\r\n".into(), block };
        record.field("WARC-Type", kind);
        record.field("WARC-Record-ID", &format!("<{id}>"));
        record.field("WARC-Date", &at.strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string());
        record.field("WARC-Block-Digest", &digest(&record.block));
        record
    }

    /// Which address, who answered, and in which protocol.
    fn about(&mut self, exchange: &Exchange) {
        self.field("WARC-Target-URI", &exchange.url);
        if let Some(peer) = exchange.peer {
            self.field("WARC-IP-Address", &peer.ip().to_string());
        }
        let protocol = match exchange.response.version {
            "HTTP/2.0" | "HTTP/2" => "h2",
            "HTTP/1.0" => "http/1.0",
            _ => "http/1.1",
        };
        self.field("WARC-Protocol", protocol);
    }

    /// Adds a field; what would end its line is left out.
    fn field(&mut self, name: &str, value: &str) {
        let value: String = value.chars().filter(|c| !c.is_control()).collect();
        let _ = write!(self.head, "{name}: {value}\r\n");
    }

    /// The record as one member of gzip.
    pub(super) fn packed(&self) -> io::Result<Vec<u8>> {
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(self.head.as_bytes())?;
        write!(packed, "Content-Length: {}\r\n\r\n", self.block.len())?;
        packed.write_all(&self.block)?;
        packed.write_all(b"\r\n\r\n")?;
        packed.finish()
    }
}

/// The digest of bytes as fields carry it.
pub(super) fn digest(bytes: &[u8]) -> String {
    format!("sha256:{}", BASE32.encode(&Sha256::digest(bytes)))
}

/// An id made from what sets a record apart (UUID version 8, RFC 9562).
pub(super) fn uuid(seed: &str) -> String {
    let digest = Sha256::digest(seed.as_bytes());
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex = data_encoding::HEXLOWER.encode(&bytes);
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    format!("urn:uuid:{}", parts.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_their_form() {
        let id = uuid("a");
        let hex = id.strip_prefix("urn:uuid:").unwrap();
        assert_eq!(hex.split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert_eq!(&hex[14..15], "8");
        assert_ne!(id, uuid("b"));
    }

    #[test]
    fn digests_are_those_of_the_standard() {
        assert_eq!(digest(b"abc"), "sha256:XJ4BNP4PAHH6UQKBIDPF3LRCEOYAGYNDSYLXVHFUCD7WD4QACWWQ====");
    }
}
