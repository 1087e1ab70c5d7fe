//! Seals links and passes into text that only we can make and anybody can carry.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{LetterId, PersonId, Refusal, link::Link};
use hmac::{Hmac, KeyInit, Mac};
use serde::{Serialize, de::DeserializeOwned};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::{Error, Failure, OrFailure, Settings, session::Pass};

/// What a pass is sealed with beside the key. The text of what is sealed never begins so.
const PASS: &[u8] = b"pass:";

/// What masks are made of beside the key.
const LETTER: &[u8] = b"letter:";

/// The key that seals, if this function was given it.
#[derive(Clone)]
pub struct Seal {
    mac: Option<Hmac<Sha256>>,
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal(…)")
    }
}

impl Seal {
    /// The seal of this deployment. Without the key nothing can be sealed or opened, which fails by its name.
    ///
    /// # Errors
    /// The key is not 32 bytes in hex.
    pub fn new(settings: &Settings) -> Result<Self, Failure> {
        let Some(key) = &settings.seal_key else { return Ok(Self { mac: None }) };
        let key = hex::decode(key.expose()).or_failure("SEAL_KEY is not hex")?;
        if key.len() != 32 {
            return Err(Failure::because("SEAL_KEY has not 32 bytes"));
        }
        Ok(Self { mac: Some(Hmac::new_from_slice(&key).or_failure("SEAL_KEY is no key")?) })
    }

    /// The link as text: the same link always gives the same text.
    ///
    /// # Errors
    /// The key is missing.
    pub fn close(&self, link: &Link) -> Result<String, Failure> {
        self.sealed(b"", link)
    }

    /// The pass as text, which is no link.
    ///
    /// # Errors
    /// The key is missing.
    pub fn close_pass(&self, pass: &Pass) -> Result<String, Failure> {
        self.sealed(PASS, pass)
    }

    /// The pass in `text`, if it is one of ours. Whether it has ended is the caller's question.
    ///
    /// # Errors
    /// The key is missing.
    pub fn open_pass(&self, text: &str) -> Result<Option<Pass>, Failure> {
        self.opened(PASS, text)
    }

    /// The link in `text`, if it is one of ours. Whether it has ended is the caller's question.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; compared in constant time. A failure if the key is missing.
    pub fn open(&self, text: &str) -> Result<Link, Error> {
        Ok(self.opened(b"", text)?.ok_or(Refusal::NotFound)?)
    }

    fn mac(&self, purpose: &[u8]) -> Result<Hmac<Sha256>, Failure> {
        let key = self.mac.clone().ok_or_else(|| Failure::because("the setting SEAL_KEY is missing"))?;
        Ok(key.chain_update(purpose))
    }

    fn sealed(&self, purpose: &[u8], value: &impl Serialize) -> Result<String, Failure> {
        let body = URL_SAFE_NO_PAD.encode(serde_json::to_vec(value).expect("it has only string keys"));
        let mac = self.mac(purpose)?.chain_update(body.as_bytes());
        Ok(format!("{body}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())))
    }

    fn opened<T: DeserializeOwned>(&self, purpose: &[u8], text: &str) -> Result<Option<T>, Failure> {
        let key = self.mac(purpose)?;
        let open = || {
            let (body, mac) = text.split_once('.')?;
            let mac = URL_SAFE_NO_PAD.decode(mac).ok()?;
            key.chain_update(body.as_bytes()).verify_slice(&mac).ok()?;
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).ok()?).ok()
        };
        Ok(open())
    }

    /// `person` as text that only we can read, another one in each letter, and in the same letter always the same.
    ///
    /// # Errors
    /// The key is missing.
    pub fn hidden(&self, person: PersonId, letter: LetterId) -> Result<String, Failure> {
        Ok(hex::encode(self.masked(person.to_bytes(), letter)?))
    }

    /// The person in `text`, of that letter. Whoever made it up finds somebody whom there isn't; `None` for what can't be one.
    ///
    /// # Errors
    /// The key is missing.
    pub fn shown(&self, text: &str, letter: LetterId) -> Result<Option<PersonId>, Failure> {
        let mut bytes = [0; 16];
        if hex::decode_to_slice(text, &mut bytes).is_err() {
            return Ok(None);
        }
        Ok(Some(PersonId::from_bytes(self.masked(bytes, letter)?)))
    }

    /// The bytes under a mask that only the key makes: each letter has its own, and it is used for one person alone.
    fn masked(&self, bytes: [u8; 16], letter: LetterId) -> Result<[u8; 16], Failure> {
        let mask = self.mac(LETTER)?.chain_update(letter.to_bytes()).finalize().into_bytes();
        let mask: [u8; 16] = mask[..16].try_into().expect("a MAC has 32 bytes");
        Ok((u128::from_be_bytes(bytes) ^ u128::from_be_bytes(mask)).to_be_bytes())
    }

    /// The six digits that belong to `nonce`: nobody without the key can tell them.
    ///
    /// # Errors
    /// The key is missing.
    pub fn code(&self, nonce: &str) -> Result<String, Failure> {
        let mac = self.mac(b"code:")?.chain_update(nonce.as_bytes()).finalize().into_bytes();
        let number = u64::from_be_bytes(mac[..8].try_into().expect("a MAC has 32 bytes"));
        Ok(format!("{:06}", number % 1_000_000))
    }

    /// Whether `digits` (spaces don't count) belong to `nonce`; compared in constant time.
    ///
    /// # Errors
    /// The key is missing.
    pub fn is_code(&self, nonce: &str, digits: &str) -> Result<bool, Failure> {
        let typed: String = digits.chars().filter(|c| !c.is_whitespace()).collect();
        Ok(self.code(nonce)?.as_bytes().ct_eq(typed.as_bytes()).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{AssignmentId, SubmissionId};
    use jiff::Timestamp;

    fn seal(byte: &str) -> Seal {
        let key = hex::decode(byte.repeat(32)).expect("hex");
        Seal { mac: Some(Hmac::new_from_slice(&key).expect("any length")) }
    }

    fn link() -> Link {
        let person = PersonId::from_parts(Timestamp::UNIX_EPOCH, 5);
        Link::SignIn { person, nonce: "0f".into(), ends: Timestamp::UNIX_EPOCH }
    }

    #[test]
    fn a_link_opens_only_unchanged_and_with_its_own_key() {
        let text = seal("07").close(&link()).expect("there is a key");
        assert_eq!(seal("07").open(&text).ok(), Some(link()));
        assert!(matches!(seal("08").open(&text), Err(Error::Refusal(Refusal::NotFound))));

        for position in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[position] = if bytes[position] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).expect("still ASCII");
            assert!(seal("07").open(&changed).is_err(), "{position}");
        }
    }

    #[test]
    fn a_pass_is_no_link_and_a_link_is_no_pass() {
        let pass = Pass {
            assessor: PersonId::from_parts(Timestamp::UNIX_EPOCH, 5),
            submission: SubmissionId::from_parts(Timestamp::UNIX_EPOCH, 6),
            assignment: AssignmentId::from_parts(Timestamp::UNIX_EPOCH, 7),
            ends: Timestamp::UNIX_EPOCH,
        };
        let text = seal("07").close_pass(&pass).expect("there is a key");
        let opened_by = |byte: &str, text: &str| seal(byte).open_pass(text).expect("there is a key");
        assert_eq!(opened_by("07", &text), Some(pass));
        assert_eq!(opened_by("08", &text), None);

        let opened: Option<serde_json::Value> = seal("07").opened(b"", &text).expect("there is a key");
        assert_eq!(opened, None, "it is sealed for another purpose");
        assert_eq!(opened_by("07", &seal("07").close(&link()).expect("there is a key")), None);
    }

    #[test]
    fn whose_a_letter_is_can_be_read_with_the_key_alone_and_differs_from_letter_to_letter() {
        let person = PersonId::from_parts(Timestamp::UNIX_EPOCH, 5);
        let [first, second] = [1, 2].map(|number| LetterId::from_parts(Timestamp::UNIX_EPOCH, number));
        let hidden = |letter| seal("07").hidden(person, letter).expect("there is a key");
        assert_eq!(hidden(first), hidden(first));
        assert_ne!(hidden(first), hidden(second));
        let shown = |byte, text: &str| seal(byte).shown(text, first).expect("there is a key");
        assert_eq!(shown("07", &hidden(first)), Some(person));
        for (byte, text) in
            [("08", hidden(first)), ("07", hidden(second)), ("07", "07".into()), ("07", String::new())]
        {
            assert_ne!(shown(byte, &text), Some(person));
        }
    }

    #[test]
    fn a_function_without_the_key_fails_by_its_name() {
        let failure = Seal { mac: None }.close(&link()).expect_err("there is no key");
        assert!(failure.to_string().contains("SEAL_KEY"), "{failure}");
    }
}
