//! How many of whom: amounts as prose names them, and which of two cannot both be meant.

/// How many it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Amount {
    None,
    Few,
    Many,
    Most,
    All,
    /// In per cent.
    Share(u64),
    Count {
        number: u64,
        rough: bool,
    },
}

impl Amount {
    /// Whether two amounts of one thing cannot both be meant, or one is a number and the other only says "many".
    pub(super) fn differs_from(self, other: Amount) -> bool {
        use Amount::{All, Count, Few, Many, Most, None, Share};
        match (self, other) {
            (Share(one), Share(other)) => one.abs_diff(other) > 1,
            (Share(share), All) | (All, Share(share)) => share < 99,
            (Share(share), None) | (None, Share(share)) => share > 0,
            (Share(share), Most) | (Most, Share(share)) => share < 50,
            (Share(share), Few) | (Few, Share(share)) => share > 50,
            (Count { number: one, rough }, Count { number: other, rough: too }) => {
                let tolerance = if rough || too { one.max(other) / 4 } else { 0 };
                one.abs_diff(other) > tolerance
            }
            (Count { number, .. }, None) | (None, Count { number, .. }) => number > 0,
            (Share(_), Many)
            | (Many, Share(_) | All | None | Few)
            | (All | None, Many | Most | Few)
            | (Most | Few, All | None)
            | (All, None)
            | (None, All)
            | (Few, Most | Many)
            | (Most, Few) => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_differ_only_where_both_cannot_be_meant_or_one_says_more() {
        use Amount::{All, Count, Few, Many, Most, None, Share};
        let count = |number, rough| Count { number, rough };
        for (one, other) in [(Many, Share(78)), (None, Many), (All, Most), (Share(78), All), (Few, Many), (Few, Most)] {
            assert!(one.differs_from(other) && other.differs_from(one), "{one:?} {other:?}");
        }
        assert!(count(18, false).differs_from(count(20, false)));
        for (one, other) in [(Many, Most), (Share(78), Most), (Share(100), All), (Many, Many), (count(40, false), Many)]
        {
            assert!(!one.differs_from(other) && !other.differs_from(one), "{one:?} {other:?}");
        }
        assert!(!count(4_000, true).differs_from(count(4_100, false)));
    }
}
