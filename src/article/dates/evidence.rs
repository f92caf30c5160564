//! What decides between the meanings of a date that its own words leave open.

use jiff::civil::{Date, Weekday};

use super::{Day, Mention, weekday};
use crate::article::Stamp;
use crate::article::starts::lower;

/// Days by which a story's dates may lie apart and still speak for each other.
const NEAR: i32 = 4;
/// A text that names more weekdays than these tells nothing of its own one.
const WEEKDAYS: usize = 2;

/// What is known of the dates of a text.
#[derive(Clone, Debug, Default)]
pub(in crate::article) struct Evidence {
    /// Days that the text or its address names beyond doubt.
    dates: Vec<Date>,
    /// Whether numbers parted by a mark have the day first, by other dates of the text.
    orders: Vec<(char, bool)>,
    /// The year and the month that the address names.
    month: Option<(i16, i8)>,
    /// Whether the day is first where the text's language or country is.
    habit: Option<bool>,
    /// The weekdays that the text names, each once.
    weekdays: Vec<Weekday>,
}

impl Evidence {
    /// Takes a day as certain.
    pub(in crate::article) fn add(&mut self, date: Date) {
        self.dates.push(date);
    }

    /// Learns from the mentions of a line.
    pub(in crate::article) fn learn(&mut self, mentions: &[Mention]) {
        for mention in mentions {
            match mention.day {
                Day::Known(date) => self.dates.push(date),
                Day::Ordered { date, mark, day_first } => {
                    self.dates.push(date);
                    self.orders.push((mark, day_first));
                }
                Day::Yearless(..) | Day::Either { .. } => {}
            }
        }
    }

    /// Takes the year and the month that the address names.
    pub(in crate::article) fn expect_month(&mut self, month: Option<(i16, i8)>) {
        self.month = month;
    }

    /// Takes the habit of a country or language.
    pub(in crate::article) fn expect_day_first(&mut self, day_first: Option<bool>) {
        self.habit = self.habit.or(day_first);
    }

    /// Takes the weekdays that a text names: "voted on Wednesday". Those of other weeks do not count.
    pub(in crate::article) fn learn_weekdays(&mut self, text: &str) {
        let mut before = "";
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            let other_week = matches!(before, "last" | "next" | "every" | "each" | "Last" | "Next" | "Every" | "Each");
            // Short names are words of other meanings too.
            if !other_week
                && (5..=24).contains(&word.len())
                && let Some(weekday) = weekday(&lower(word))
                && !self.weekdays.contains(&weekday)
            {
                self.weekdays.push(weekday);
            }
            before = word;
        }
    }

    /// The moment that a mention means; `None` where nothing decides.
    pub(in crate::article) fn resolve(&self, mention: &Mention) -> Option<Stamp> {
        let date = match mention.day {
            Day::Known(date) | Day::Ordered { date, .. } => date,
            Day::Yearless(month, day) => self.year_for(mention, month, day)?,
            Day::Either { day_first, month_first, mark } => {
                if self.is_day_first(mention, day_first, month_first, mark)? { day_first } else { month_first }
            }
        };
        Some(Stamp { date, minute: mention.minute, offset: mention.offset })
    }

    /// The day closest to one that is known: "Dec 30" beside a page of 2 January is of the year before.
    fn year_for(&self, mention: &Mention, month: i8, day: i8) -> Option<Date> {
        let in_month = self.month.and_then(|(year, month)| Date::new(year, month, 15).ok());
        let known = self.dates.first().copied().or(in_month)?;
        let years = [known.year(), known.year() - 1, known.year() + 1];
        let days = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
        let fits = |date: &Date| mention.weekday.is_none_or(|weekday| date.weekday() == weekday);
        let mut days: Vec<Date> = days.collect();
        days.sort_by_key(|date| apart(*date, known));
        days.iter().copied().find(fits).or_else(|| days.first().copied())
    }

    fn is_day_first(&self, mention: &Mention, day_first: Date, month_first: Date, mark: char) -> Option<bool> {
        if let Some(weekday) = mention.weekday {
            let (a, b) = (day_first.weekday() == weekday, month_first.weekday() == weekday);
            if a != b {
                return Some(a);
            }
        }
        if let Some((year, month)) = self.month {
            let within = |date: Date| date.year() == year && date.month() == month;
            if within(day_first) != within(month_first) {
                return Some(within(day_first));
            }
        }
        for known in &self.dates {
            let (a, b) = (apart(*known, day_first) <= NEAR, apart(*known, month_first) <= NEAR);
            if a != b {
                return Some(a);
            }
        }
        let same = |day_first: bool| self.orders.contains(&(mark, day_first));
        match (same(true), same(false)) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            (true, true) => None,
            (false, false) => self.habit.or_else(|| self.is_day_first_by_weekday(day_first, month_first)),
        }
    }

    /// Which reading falls on a weekday that the text names, or else on the day before or after one: news is of the same
    /// day, of yesterday or of tomorrow. `None` where both do.
    fn is_day_first_by_weekday(&self, day_first: Date, month_first: Date) -> Option<bool> {
        if self.weekdays.len() > WEEKDAYS {
            return None;
        }
        let on = |date: Date| self.weekdays.contains(&date.weekday());
        let beside = |date: Date| {
            let weekday = date.weekday();
            self.weekdays.iter().any(|named| *named == weekday.previous() || *named == weekday.next())
        };
        match (on(day_first), on(month_first)) {
            (true, true) => None,
            (false, false) => Some(beside(day_first)).filter(|is_first| *is_first != beside(month_first)),
            (is_first, _) => Some(is_first),
        }
    }
}

fn apart(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |span| span.get_days().abs())
}
