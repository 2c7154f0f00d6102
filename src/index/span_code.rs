//! A stretch of years as one number, to be read beside a passage without reading the passage.

use crate::lore::{Bound, YearSpan};

const BOUNDS: [Bound; 6] = [Bound::Within, Bound::Before, Bound::UpTo, Bound::From, Bound::After, Bound::About];

/// How many bits the years from the first to the last take; a longer stretch is kept as one of so many.
const LENGTH_BITS: u32 = 28;

/// The number that stands for a stretch of years: its first year, how many follow, where the event is placed, and whether it
/// is borrowed.
pub(super) fn code_of(span: &YearSpan) -> u64 {
    let length = span.last.saturating_sub(span.first).clamp(0, (1 << LENGTH_BITS) - 1);
    let bound = BOUNDS.iter().position(|bound| *bound == span.bound).unwrap_or_default() as u64;
    u64::from(span.first.cast_unsigned()) << 32
        | u64::from(length.cast_unsigned()) << 4
        | bound << 1
        | u64::from(span.borrowed)
}

/// The stretch that a number stands for, without its place in the text; a bound that is none is read as the last one.
pub(super) fn span_of(code: u64) -> YearSpan {
    let low = |bits: u64| u32::try_from(bits & u64::from(u32::MAX)).unwrap_or_default();
    let first = low(code >> 32).cast_signed();
    let length = (low(code) >> 4).cast_signed();
    let bound = usize::from(u8::try_from(code >> 1 & 7).unwrap_or_default()).min(BOUNDS.len() - 1);
    YearSpan { first, last: first.saturating_add(length), bound: BOUNDS[bound], borrowed: code & 1 == 1, written: 0..0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stretch_comes_back() {
        for bound in BOUNDS {
            for (first, last) in
                [(2409, 2409), (-10_000_000, 2409), (0, 0), (i32::MIN, i32::MIN + 7), (i32::MAX, i32::MAX)]
            {
                for borrowed in [false, true] {
                    let span = YearSpan { first, last, bound, borrowed, written: 0..0 };
                    assert_eq!(span_of(code_of(&span)), span);
                }
            }
        }
    }

    #[test]
    fn any_number_stands_for_some_stretch() {
        for code in [0, u64::MAX, 1 << 63, 0xFFFF_FFFF] {
            let span = span_of(code);
            assert!(span.first <= span.last);
        }
    }
}
