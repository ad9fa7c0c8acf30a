//! The two keys of HMAC (RFC 2104), made ahead: the database has the hash alone.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// The bytes that SHA-256 takes at a time.
const BLOCK_BYTES: usize = 64;
const INNER_PAD: u8 = 0x36;
const OUTER_PAD: u8 = 0x5c;

/// The padded keys of HMAC-SHA-256, each of 128 hexadecimal digits.
pub(super) struct PaddedKeys {
    pub(super) inner: String,
    pub(super) outer: String,
}

/// Pads a key.
pub(super) fn padded(key: &str) -> PaddedKeys {
    let mut block = [0; BLOCK_BYTES];
    let digest;
    let bytes = if key.len() > BLOCK_BYTES {
        digest = Sha256::digest(key.as_bytes());
        &digest[..]
    } else {
        key.as_bytes()
    };
    for (place, byte) in block.iter_mut().zip(bytes) {
        *place = *byte;
    }
    PaddedKeys {
        inner: with_pad(&block, INNER_PAD),
        outer: with_pad(&block, OUTER_PAD),
    }
}

fn with_pad(block: &[u8], pad: u8) -> String {
    let mut digits = String::with_capacity(2 * block.len());
    for byte in block {
        // Writing into a String does not fail.
        let _ = write!(digits, "{:02x}", byte ^ pad);
    }
    digits
}
