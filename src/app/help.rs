//! The help: every action with its keys, wrapped to the screen.

use super::State;
use super::action::{ACTIONS, Action, Group, HELP_GROUPS};
use crate::layout::{fit, width, wrap};

/// Columns for the keys; where that is more than a third of the screen, what a key does stands below it.
const KEYS: usize = 22;
const LEAD: usize = 2;

/// A line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// What the following keys are for.
    Heading(String),
    /// Keys with the columns before and behind them, and what they do, or a part of that.
    Key(String, String),
}

/// The help on a screen of so many columns, from the table of actions and the keymap in force.
#[must_use]
pub fn rows(state: &State, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for (heading, group) in HELP_GROUPS {
        let lines = wrap(heading, columns.saturating_sub(1));
        rows.extend(lines.into_iter().map(|line| Row::Heading(format!(" {}", heading.get(line).unwrap_or_default()))));
        for entry in ACTIONS.iter().filter(|entry| entry.group == group) {
            let keys = state.keymap.told_labels(entry.action);
            key(&keys.join(", "), entry.help, columns, &mut rows);
        }
        for number in (0..state.settings.searches.len()).filter(|_| group == Group::Limit) {
            let action = Action::Saved(number);
            let keys = state.keymap.told_labels(action);
            key(&keys.join(", "), &super::keymap::help(action, &state.settings), columns, &mut rows);
        }
    }
    rows
}

/// The lines of one action.
fn key(keys: &str, help: &str, columns: usize, rows: &mut Vec<Row>) {
    let narrow = KEYS * 3 > columns;
    let before = if narrow { LEAD * 2 } else { LEAD + KEYS };
    let keys = format!("{}{keys}", " ".repeat(LEAD));
    let mut lines = wrap(help, columns.saturating_sub(before)).into_iter();
    let mut text = || lines.next().and_then(|line| help.get(line));
    // Keys that take more than their columns stand on a line of their own.
    if narrow || width(&keys) >= before {
        rows.push(Row::Key(fit(&keys, columns).into_owned(), String::new()));
    } else {
        let gap = " ".repeat(before - width(&keys));
        rows.push(Row::Key(keys + &gap, text().unwrap_or_default().to_owned()));
    }
    while let Some(line) = text() {
        rows.push(Row::Key(" ".repeat(before), line.to_owned()));
    }
}
