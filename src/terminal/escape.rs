//! Escape sequences that come in parts, as over a slow line: Esc, and a moment later the rest of an arrow.
//!
//! What comes with its Esc crossterm puts together. Once it has taken an Esc for the key, the rest would be letters, and an arrow
//! would close the article.

use std::io;
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// How long the next part may take: as long as a key may seem to do nothing.
pub(super) const PART: Duration = Duration::from_millis(50);
/// Characters of a sequence at most.
const LONGEST: usize = 32;

/// What an Esc and what follows it mean. `next` gives the next event, if it comes in time.
pub(super) fn after_escape(mut next: impl FnMut() -> io::Result<Option<Event>>) -> io::Result<Vec<Event>> {
    let mut taken = vec![Event::Key(KeyCode::Esc.into())];
    let mut sequence = String::new();
    while sequence.len() < LONGEST {
        let Some(event) = next()? else { return Ok(taken) };
        let letter = letter(&event);
        taken.push(event);
        match letter {
            Some(c @ ('[' | 'O')) if sequence.is_empty() => sequence.push(c),
            Some(c) if !sequence.is_empty() => sequence.push(c),
            _ => return Ok(taken),
        }
        match sequence.as_str() {
            "[" | "O" => {}
            "[200~" => return Ok(vec![Event::Paste(pasted(next)?)]),
            // Letters end it. The mouse is not worth the parts of what it does.
            _ if sequence.starts_with('O') || sequence.ends_with(|c| ('@'..='~').contains(&c)) => {
                return Ok(key(&sequence).map(Event::Key).into_iter().collect());
            }
            _ => {}
        }
    }
    Ok(taken)
}

/// What was pasted behind a bracket that came in parts: all that comes without a pause.
fn pasted(mut next: impl FnMut() -> io::Result<Option<Event>>) -> io::Result<String> {
    let mut text = String::new();
    while let Some(event) = next()? {
        match event.as_key_press_event().map(|key| key.code) {
            Some(KeyCode::Enter) => text.push('\n'),
            Some(KeyCode::Tab) => text.push('\t'),
            Some(KeyCode::Char(c)) => text.push(c),
            _ => {}
        }
    }
    Ok(text)
}

fn letter(event: &Event) -> Option<char> {
    let key = event.as_key_press_event()?;
    key.code.as_char().filter(|c| c.is_ascii_graphic() && (key.modifiers - KeyModifiers::SHIFT).is_empty())
}

/// The key that a sequence stands for (xterm control sequences, "PC-Style Function Keys").
fn key(sequence: &str) -> Option<KeyEvent> {
    let (last, first) = (sequence.chars().next_back()?, sequence.get(1..sequence.len() - 1)?);
    let mut numbers = first.split(';');
    let number = numbers.next().unwrap_or_default();
    let code = match (last, number) {
        ('A', _) => KeyCode::Up,
        ('B', _) => KeyCode::Down,
        ('C', _) => KeyCode::Right,
        ('D', _) => KeyCode::Left,
        ('H', _) | ('~', "1" | "7") => KeyCode::Home,
        ('F', _) | ('~', "4" | "8") => KeyCode::End,
        ('Z', _) => KeyCode::BackTab,
        ('P', _) => KeyCode::F(1),
        ('~', "3") => KeyCode::Delete,
        ('~', "5") => KeyCode::PageUp,
        ('~', "6") => KeyCode::PageDown,
        _ => return None,
    };
    // One more than the modifiers, as bits in the order in which crossterm has Shift, Alt and Ctrl.
    let bits = numbers.next().and_then(|held| held.parse::<u8>().ok()).map_or(0, |held| held.saturating_sub(1));
    let held = [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)];
    let modifiers = held.into_iter().filter(|(bit, _)| bits & bit > 0).map(|(_, held)| held).collect();
    Some(KeyEvent::new(code, modifiers))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What an Esc becomes before keys that come in time, told as crossterm tells keys.
    fn check(typed: &str, expected: &[&str]) {
        let mut events = typed.chars().map(|c| {
            let held = if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
            Event::Key(KeyEvent::new(if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) }, held))
        });
        let said: Vec<String> = after_escape(|| Ok(events.next()))
            .unwrap()
            .into_iter()
            .map(|event| match event {
                Event::Key(key) if key.modifiers.contains(KeyModifiers::CONTROL) => format!("Ctrl {}", key.code),
                Event::Key(key) => key.code.to_string(),
                Event::Paste(text) => format!("pasted {text}"),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(said, expected, "{typed:?}");
    }

    #[test]
    fn a_sequence_in_parts_is_its_key() {
        check("[A", &["Up"]);
        check("OB", &["Down"]);
        check("[1;5C", &["Ctrl Right"]);
        check("[6~", &["Page Down"]);
        check("[<0;10;4M", &[]);
        check("[200~q\nQ", &["pasted q\nQ"]);
    }

    #[test]
    fn other_keys_behind_esc_are_keys() {
        check("", &["Esc"]);
        check("q", &["Esc", "q"]);
        check("[", &["Esc", "["]);
        check("\n", &["Esc", "Enter"]);
        let digits = "1".repeat(LONGEST);
        let (_, digits) = digits.split_at(1);
        let said: Vec<&str> = ["Esc", "["].into_iter().chain(std::iter::repeat_n("1", LONGEST - 1)).collect();
        check(&format!("[{digits}"), &said);
    }
}
