//! Whether a request comes from Discord: the signature under it, and the time it names
//! (<https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint-validating-security-request-headers>).

use hyper::HeaderMap;
use ring::signature::{ED25519, UnparsedPublicKey};

use crate::discord::Error;
use crate::discord::requests::clock::Clock;

/// Where the signature and the time stand.
const SIGNATURE: &str = "x-signature-ed25519";
const TIMESTAMP: &str = "x-signature-timestamp";
/// How far the time may be from ours, in seconds: what was signed long ago may have been overheard.
const FRESH: i64 = 5 * 60;

/// The key that Discord signs an application's interactions with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// Reads a key as Discord shows it.
    ///
    /// # Errors
    /// When it is no key.
    pub fn read(written: &str) -> Result<PublicKey, Error> {
        let mut key = [0; 32];
        match hex::decode_to_slice(written.trim(), &mut key) {
            Ok(()) => Ok(PublicKey(key)),
            Err(_) => Err(Error::Setting(
                "DISCORD_PUBLIC_KEY",
                "not 64 hexadecimal digits; copy the public key from https://discord.com/developers/applications, \
                 the application, General Information"
                    .to_owned(),
            )),
        }
    }

    /// Whether a seal is this key's, on this body.
    pub fn has_signed(&self, body: &[u8], seal: &Seal) -> bool {
        let signed = [seal.timestamp.as_slice(), body].concat();
        UnparsedPublicKey::new(&ED25519, &self.0).verify(&signed, &seal.signature).is_ok()
    }
}

/// What stands on the outside of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    signature: [u8; 64],
    /// As it is written, because it is signed as it is written.
    timestamp: Vec<u8>,
    /// The same in seconds of the Unix time.
    signed_at: i64,
}

impl Seal {
    /// Reads the seal from a request's headers; `None` where a part is missing or malformed.
    pub fn of(headers: &HeaderMap) -> Option<Seal> {
        let mut signature = [0; 64];
        hex::decode_to_slice(headers.get(SIGNATURE)?.as_bytes(), &mut signature).ok()?;
        let timestamp = headers.get(TIMESTAMP)?;
        let signed_at = timestamp.to_str().ok()?.parse().ok()?;
        Some(Seal { signature, timestamp: timestamp.as_bytes().to_vec(), signed_at })
    }

    /// Whether it names about the present time.
    pub fn is_fresh(&self, clock: &Clock) -> bool {
        clock.is_near(self.signed_at, FRESH)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ring::signature::{Ed25519KeyPair, KeyPair};

    use super::*;

    fn pair() -> Ed25519KeyPair {
        Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap()
    }

    fn key() -> PublicKey {
        PublicKey(pair().public_key().as_ref().try_into().unwrap())
    }

    fn headers(timestamp: &str, signature: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(TIMESTAMP, timestamp.parse().unwrap());
        headers.insert(SIGNATURE, signature.parse().unwrap());
        headers
    }

    fn signature(timestamp: &str, body: &[u8]) -> Vec<u8> {
        pair().sign(&[timestamp.as_bytes(), body].concat()).as_ref().to_vec()
    }

    /// The bytes with one bit of them changed.
    fn with_a_flaw(mut bytes: Vec<u8>, at: usize) -> Vec<u8> {
        let at = at % (bytes.len() * 8);
        bytes[at / 8] ^= 1 << (at % 8);
        bytes
    }

    proptest! {
        #[test]
        fn what_is_signed_verifies_and_nothing_else(
            body in prop::collection::vec(any::<u8>(), 1..200), time in 0..2_000_000_000_i64, at in any::<usize>(),
        ) {
            let time = time.to_string();
            let signed = signature(&time, &body);
            let seal = Seal::of(&headers(&time, &hex::encode(&signed))).unwrap();
            prop_assert!(key().has_signed(&body, &seal));
            prop_assert!(!key().has_signed(&with_a_flaw(body.clone(), at), &seal));
            let flawed = Seal::of(&headers(&time, &hex::encode(with_a_flaw(signed, at)))).unwrap();
            prop_assert!(!key().has_signed(&body, &flawed));
            let later = Seal { timestamp: with_a_flaw(time.into_bytes(), at), ..seal.clone() };
            prop_assert!(!key().has_signed(&body, &later));
            let other = PublicKey(with_a_flaw(key().0.to_vec(), at).try_into().unwrap());
            prop_assert!(!other.has_signed(&body, &seal), "another key, or none at all, fails without a panic");
        }

        #[test]
        fn any_headers_are_read_or_refused(timestamp in "[ -~]{0,40}", signature in "[ -~]{0,140}", body in ".{0,20}") {
            if let Some(seal) = Seal::of(&headers(timestamp.trim(), signature.trim())) {
                prop_assert!(!key().has_signed(body.as_bytes(), &seal));
            }
        }
    }

    #[test]
    fn a_digit_moved_between_the_time_and_the_body_is_noticed() {
        // Both give the same bytes to sign: only the time's own limits tell them apart.
        let seal = Seal::of(&headers("17", &hex::encode(signature("170", b"0")))).unwrap();
        assert!(key().has_signed(b"00", &seal) && !seal.is_fresh(&Clock::default()));
    }

    #[test]
    fn a_key_is_read_as_discord_shows_it_and_anything_else_is_named() {
        let shown = hex::encode(key().0);
        assert_eq!(PublicKey::read(&format!(" {} ", shown.to_uppercase())).unwrap(), key());
        for wrong in ["", "abc", &shown[2..], &format!("{shown}00"), "Qo'noS"] {
            assert!(PublicKey::read(wrong).unwrap_err().to_string().contains("DISCORD_PUBLIC_KEY"), "{wrong}");
        }
    }
}
