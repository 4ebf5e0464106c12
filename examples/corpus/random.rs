//! Numbers that look random and are the same everywhere: Marsaglia's xorshift on 64 bits.

/// A source of numbers. Each record has one of its own, so that nothing depends on the order of making.
pub(crate) struct Random(u64);

impl Random {
    /// The source for record `number` of `kind` in the world of `seed`.
    pub(crate) fn new(seed: u64, kind: u64, number: u32) -> Self {
        let mixed = (seed ^ kind.rotate_left(40) ^ u64::from(number).rotate_left(17))
            .wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut random = Self(mixed | 1);
        // The first numbers of neighbouring seeds are alike.
        for _ in 0..8 {
            random.next();
        }
        random
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `end`, which is at least 1.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        u32::try_from(self.next() >> 33).unwrap_or(0) % end.max(1)
    }

    /// A number from `from` to `to`, both included.
    pub(crate) fn within(&mut self, from: u32, to: u32) -> u32 {
        from + self.below(to.saturating_sub(from) + 1)
    }

    /// Whether it happens, in `percent` of all cases.
    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of several words.
    pub(crate) fn pick(&mut self, list: &[&'static str]) -> &'static str {
        let at = self.below(u32::try_from(list.len()).unwrap_or(1)) as usize;
        list.get(at).copied().unwrap_or("")
    }
}
