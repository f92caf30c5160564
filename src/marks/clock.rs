//! When a change was made.

use std::fmt;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

/// When a change was made: a hybrid logical clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock {
    /// Unix time in milliseconds, at most [`Clock::MAX_MILLIS`].
    pub millis: u64,
    /// Tells changes of the same millisecond apart, at most [`Clock::MAX_COUNTER`].
    pub counter: u32,
}

const COUNTER_BITS: u32 = 20;

impl Clock {
    /// The greatest time that 13 digits can hold, in the year 2286.
    pub const MAX_MILLIS: u64 = 9_999_999_999_999;
    /// The greatest counter; the millisecond after it follows.
    pub const MAX_COUNTER: u32 = (1 << COUNTER_BITS) - 1;

    /// The clock of a time of day.
    #[must_use]
    pub fn at(now: SystemTime) -> Self {
        let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        let millis = u64::try_from(since.as_millis()).unwrap_or(Self::MAX_MILLIS);
        Self { millis: millis.min(Self::MAX_MILLIS), counter: 0 }
    }

    /// The next clock; the same one at the very end of the range.
    #[must_use]
    pub fn next(self) -> Self {
        match self.counter {
            counter if counter < Self::MAX_COUNTER => Self { counter: counter + 1, ..self },
            _ if self.millis < Self::MAX_MILLIS => Self { millis: self.millis + 1, counter: 0 },
            _ => self,
        }
    }

    /// The clock as a number in the same order.
    pub(super) fn pack(self) -> u64 {
        self.millis << COUNTER_BITS | u64::from(self.counter)
    }

    pub(super) fn unpack(packed: u64) -> Self {
        let counter = u32::try_from(packed & u64::from(Self::MAX_COUNTER)).unwrap_or_default();
        Self { millis: packed >> COUNTER_BITS, counter }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:013}.{}", self.millis, self.counter)
    }
}

/// The text is not a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoClock;

impl FromStr for Clock {
    type Err = NoClock;

    /// Reads what [`Display`](fmt::Display) writes.
    fn from_str(text: &str) -> Result<Self, NoClock> {
        let (millis, counter) = text.split_once('.').ok_or(NoClock)?;
        let clock =
            Self { millis: millis.parse().map_err(|_| NoClock)?, counter: counter.parse().map_err(|_| NoClock)? };
        if millis.len() == 13 && clock.counter <= Self::MAX_COUNTER { Ok(clock) } else { Err(NoClock) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_keeps_its_order_as_text_and_as_a_number() {
        let mut clock = Clock { millis: 1_706_630_400_000, counter: Clock::MAX_COUNTER - 1 };
        for _ in 0..3 {
            let next = clock.next();
            assert!(next > clock && next.pack() > clock.pack());
            assert_eq!((Clock::unpack(next.pack()), next.to_string().parse()), (next, Ok(next)));
            clock = next;
        }
        let last = Clock { millis: Clock::MAX_MILLIS, counter: Clock::MAX_COUNTER };
        assert_eq!((last.next(), Clock::unpack(last.pack())), (last, last));
        assert_eq!("1706630400000.1048576".parse::<Clock>(), Err(NoClock));
    }
}
