//! A [`Stamp`] as a number that orders as the stamp does.

use jiff::civil::Date;
use jiff::{Span, Unit};

use crate::article::Stamp;

/// The number of an article without a date: less than every other.
pub(crate) const UNDATED: i64 = i64::MIN;

/// The day of an article without a date.
pub(crate) const NO_DAY: i32 = i32::MIN;

/// Bits for the offset, and what is added so that it is positive; 0 says that there is none.
const OFFSET_BITS: u32 = 12;
const OFFSET_ZERO: i64 = 1_024;
/// Bits for the minute, of which 0 says that there is none.
const MINUTE_BITS: u32 = 12;

fn epoch() -> Date {
    jiff::civil::date(1970, 1, 1)
}

/// The days since 1970-01-01.
pub(crate) fn days(date: Date) -> i64 {
    date.since((Unit::Day, epoch())).map_or(0, |span| i64::from(span.get_days()))
}

/// The number of the first moment of a day.
pub(crate) fn at_day(date: Date) -> i64 {
    days(date) << (MINUTE_BITS + OFFSET_BITS)
}

/// The days since 1970-01-01 of a number; of none, fewer than of any other.
pub(crate) fn day_number(number: i64) -> i64 {
    number >> (MINUTE_BITS + OFFSET_BITS)
}

/// The date so many days behind 1970-01-01; `None` where the calendar has none.
pub(crate) fn date(days: i64) -> Option<Date> {
    epoch().checked_add(Span::new().try_days(days).ok()?).ok()
}

/// The days from 1970-01-01 to the date of a number; `None` where it is that of no date.
pub(crate) fn day(number: i64) -> Option<i32> {
    i32::try_from(number >> (MINUTE_BITS + OFFSET_BITS)).ok().filter(|_| number != UNDATED)
}

pub(crate) fn encode(stamp: Option<Stamp>) -> i64 {
    let Some(stamp) = stamp else { return UNDATED };
    let minute = stamp.minute.map_or(0, |minute| i64::from(minute) + 1);
    let offset = stamp.offset.map_or(0, |offset| i64::from(offset).clamp(1 - OFFSET_ZERO, OFFSET_ZERO) + OFFSET_ZERO);
    at_day(stamp.date) | minute << OFFSET_BITS | offset
}

/// The stamp of a number; `None` also for one that [`encode`] never gives.
pub(crate) fn decode(number: i64) -> Option<Stamp> {
    if number == UNDATED {
        return None;
    }
    let days = i32::try_from(number >> (MINUTE_BITS + OFFSET_BITS)).ok()?;
    let date = epoch().checked_add(Span::new().try_days(days).ok()?).ok()?;
    let minute = number >> OFFSET_BITS & ((1 << MINUTE_BITS) - 1);
    let offset = number & ((1 << OFFSET_BITS) - 1);
    Some(Stamp {
        date,
        minute: (minute > 0).then(|| u16::try_from(minute - 1).unwrap_or_default()).filter(|minute| *minute < 1_440),
        offset: (offset > 0).then(|| i16::try_from(offset - OFFSET_ZERO).unwrap_or_default()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn numbers_order_as_stamps_do_and_lead_back_to_them() {
        let stamp = |date, minute, offset| Some(Stamp { date, minute, offset });
        let day = date(2024, 1, 30);
        let ordered = [
            None,
            stamp(date(-9999, 1, 1), None, None),
            stamp(date(1969, 12, 31), Some(1_439), None),
            stamp(day, None, None),
            stamp(day, Some(0), None),
            stamp(day, Some(950), None),
            stamp(day, Some(950), Some(-720)),
            stamp(day, Some(950), Some(0)),
            stamp(day, Some(950), Some(840)),
            stamp(date(2024, 1, 31), None, None),
            stamp(date(9999, 12, 31), Some(1_439), Some(840)),
        ];
        let numbers: Vec<i64> = ordered.iter().map(|stamp| encode(*stamp)).collect();
        assert!(numbers.is_sorted());
        assert_eq!(numbers.iter().map(|number| decode(*number)).collect::<Vec<_>>(), ordered);
        assert_eq!(encode(stamp(day, None, None)), at_day(day));
    }

    #[test]
    fn any_number_is_a_stamp_or_none() {
        for number in [i64::MAX, i64::MIN + 1, -1, 1 << 60, 0x7ff] {
            let _ = decode(number);
        }
    }
}
