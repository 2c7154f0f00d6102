//! The place of a passage as a button carries it: short, and known to be stale when the passage is another by now.

use sha2::{Digest, Sha256};

use crate::lore::{Hit, PassageId};

/// The place of a passage, with a mark of what stood there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The place.
    pub id: PassageId,
    /// A digest of the article's title and the passage: another one at this place hardly has the same.
    mark: u16,
}

impl Spot {
    /// The spot of a passage.
    pub fn of(hit: &Hit) -> Spot {
        let digest = Sha256::new().chain_update(&hit.article).chain_update([0]).chain_update(&hit.passage).finalize();
        Spot { id: hit.id, mark: u16::from_be_bytes([digest[0], digest[1]]) }
    }

    /// Writes `article.passage.mark` in hexadecimal.
    pub fn write(self) -> String {
        format!("{:x}.{:x}.{:x}", self.id.article, self.id.passage, self.mark)
    }

    /// Reads what [`Spot::write`] wrote.
    pub fn read(text: &str) -> Option<Spot> {
        let mut fields = text.split('.');
        let article = u32::from_str_radix(fields.next()?, 16).ok()?;
        let passage = u32::from_str_radix(fields.next()?, 16).ok()?;
        let mark = u16::from_str_radix(fields.next()?, 16).ok()?;
        let spot = Spot { id: PassageId { article, passage }, mark };
        (fields.next().is_none() && spot.write() == text).then_some(spot)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_spot_is_read_back(article in any::<u32>(), passage in any::<u32>(), mark in any::<u16>()) {
            let spot = Spot { id: PassageId { article, passage }, mark };
            prop_assert_eq!(Spot::read(&spot.write()), Some(spot));
        }

        #[test]
        fn any_text_is_a_spot_or_none(text in "\\PC{0,20}|[0-9a-f.+]{0,12}") {
            prop_assert!(Spot::read(&text).is_none_or(|spot| spot.write() == text));
        }
    }
}
