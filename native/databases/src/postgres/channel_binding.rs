//! The `tls-server-end-point` channel binding of RFC 5929: a hash of the server's certificate, by
//! the hash function that its signature uses.

use sha2::{Digest, Sha256, Sha384, Sha512};

const SEQUENCE: u8 = 0x30;
const OBJECT_IDENTIFIER: u8 = 0x06;
/// 1.2.840.113549.1.1, of which 5 is SHA-1, 11 SHA-256, 12 SHA-384, 13 SHA-512 with RSA.
const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01];
/// 1.2.840.10045.4.3, of which 2 is SHA-256, 3 SHA-384, 4 SHA-512 with ECDSA.
const ECDSA: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03];

/// The hash of a DER certificate; `None` where its signature names no hash function of its own.
pub(super) fn certificate_hash(certificate: &[u8]) -> Option<Vec<u8>> {
    let (tag, certificate_body, _) = element(certificate)?;
    let (_, _, after_signed_part) = element(certificate_body)?;
    let (algorithm_tag, algorithm, _) = element(after_signed_part)?;
    let (identifier_tag, identifier, _) = element(algorithm)?;
    if (tag, algorithm_tag, identifier_tag) != (SEQUENCE, SEQUENCE, OBJECT_IDENTIFIER) {
        return None;
    }
    let (last, family) = identifier.split_last()?;
    match (family, last) {
        // RFC 5929: SHA-256 in place of MD5 and SHA-1.
        (RSA, 4 | 5 | 11) | (ECDSA, 2) => Some(Sha256::digest(certificate).to_vec()),
        (RSA, 12) | (ECDSA, 3) => Some(Sha384::digest(certificate).to_vec()),
        (RSA, 13) | (ECDSA, 4) => Some(Sha512::digest(certificate).to_vec()),
        _ => None,
    }
}

/// The first DER element: its tag, its content and what follows it.
fn element(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = if first < 0x80 {
        (usize::from(first), rest)
    } else {
        let digits = usize::from(first & 0x7f);
        if digits == 0 || digits > 4 || rest.len() < digits {
            return None;
        }
        let (digits, rest) = rest.split_at(digits);
        (
            digits
                .iter()
                .fold(0, |length, &digit| length << 8 | usize::from(digit)),
            rest,
        )
    };
    (rest.len() >= length).then(|| {
        let (content, following) = rest.split_at(length);
        (tag, content, following)
    })
}
