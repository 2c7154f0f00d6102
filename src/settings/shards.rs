//! Which shards of the gateway a process opens: `LOREBOT_SHARDS`.

/// Which shards a process opens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shards {
    /// All of them, as many as Discord recommends.
    #[default]
    Auto,
    /// These; other processes open the others.
    Named(ShardRange),
}

/// Shards that follow one another, out of so many. Each server belongs to one shard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShardRange {
    first: u32,
    last: u32,
    total: u32,
}

impl Shards {
    /// Reads `auto`, `0-3/16` (shards 0 to 3 of 16) or `5/16` (shard 5 of 16); `None` for all else.
    pub(super) fn read(value: &str) -> Option<Shards> {
        if value.eq_ignore_ascii_case("auto") {
            return Some(Shards::Auto);
        }
        let (range, total) = value.split_once('/')?;
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let number = |text: &str| text.trim().parse::<u32>().ok();
        ShardRange::new(number(first)?, number(last)?, number(total)?).map(Shards::Named)
    }
}

impl ShardRange {
    /// Shards from the first to the last out of so many; `None` where there are no such shards.
    pub fn new(first: u32, last: u32, total: u32) -> Option<ShardRange> {
        (first <= last && last < total).then_some(ShardRange { first, last, total })
    }

    /// All of so many shards; one where there are to be none.
    pub fn all_of(total: u32) -> ShardRange {
        let total = total.max(1);
        ShardRange { first: 0, last: total - 1, total }
    }

    /// One of them alone.
    #[must_use]
    pub fn only(self, shard: u32) -> ShardRange {
        ShardRange { first: shard, last: shard, ..self }
    }

    /// Their numbers.
    pub fn numbers(self) -> impl ExactSizeIterator<Item = u32> {
        // A range without its end, since only that one knows its length.
        self.first..self.last + 1
    }

    /// Out of how many they are.
    pub fn total(self) -> u32 {
        self.total
    }

    /// Whether the first of all shards is among them: what is to be done once for the application is done there, and
    /// direct messages arrive there.
    pub fn is_main(self) -> bool {
        self.first == 0
    }

    /// Whether a server is on one of them, by Discord's formula
    /// (<https://docs.discord.com/developers/events/gateway#sharding-sharding-formula>).
    pub fn has(self, guild: u64) -> bool {
        let shard = (guild >> 22) % u64::from(self.total);
        (u64::from(self.first)..=u64::from(self.last)).contains(&shard)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_shards_are_opened_or_those_that_are_named() {
        let named = |first, last, total| ShardRange::new(first, last, total).map(Shards::Named);
        assert_eq!(Shards::read("Auto"), Some(Shards::Auto));
        assert_eq!((Shards::read("0-3/16"), Shards::read(" 5 / 16")), (named(0, 3, 16), named(5, 5, 16)));
        for wrong in ["", "4", "0-3", "/", "0/0", "4-3/16", "0-16/16", "-1/4", "0-3/16/2", "0-99999999999/999999999999"]
        {
            assert_eq!(Shards::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn each_server_is_on_one_shard() {
        let all = ShardRange::all_of(3);
        for guild in [0, 1, 8_888_888_888_888_888_888, u64::MAX] {
            assert!(all.has(guild));
            assert_eq!(all.numbers().filter(|shard| all.only(*shard).has(guild)).count(), 1, "{guild}");
        }
        assert!(all.only(2).has(5 << 22) && !all.only(2).has(6 << 22));
    }

    #[test]
    fn the_largest_numbers_are_no_trouble() {
        let last = ShardRange::new(u32::MAX - 1, u32::MAX - 1, u32::MAX).unwrap();
        assert_eq!((last.numbers().len(), last.is_main(), ShardRange::all_of(0)), (1, false, ShardRange::all_of(1)));
    }
}
