//! One key, as the terminal sends it and as the configuration writes it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// One key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// Keys that have a name, and the label that people read.
const NAMED: &[(&str, KeyCode, &str)] = &[
    ("enter", KeyCode::Enter, "Enter"),
    ("esc", KeyCode::Esc, "Esc"),
    ("space", KeyCode::Char(' '), "Space"),
    ("tab", KeyCode::Tab, "Tab"),
    ("backtab", KeyCode::BackTab, "Shift-Tab"),
    ("backspace", KeyCode::Backspace, "Backspace"),
    ("delete", KeyCode::Delete, "Del"),
    ("insert", KeyCode::Insert, "Ins"),
    ("up", KeyCode::Up, "Up"),
    ("down", KeyCode::Down, "Down"),
    ("left", KeyCode::Left, "Left"),
    ("right", KeyCode::Right, "Right"),
    ("home", KeyCode::Home, "Home"),
    ("end", KeyCode::End, "End"),
    ("pageup", KeyCode::PageUp, "PgUp"),
    ("pagedown", KeyCode::PageDown, "PgDn"),
];

impl Key {
    /// The key of a terminal event. Shift is part of a letter, so it does not count there.
    #[must_use]
    pub fn of(event: KeyEvent) -> Self {
        let modifiers = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
        let code = match event.code {
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            KeyCode::Char(c) if event.modifiers.contains(KeyModifiers::SHIFT) => {
                KeyCode::Char(c.to_uppercase().next().unwrap_or(c))
            }
            code => code,
        };
        Self { code, modifiers }
    }

    /// Which key it is.
    pub(super) fn code(self) -> KeyCode {
        self.code
    }

    /// Reads a key as it is written in the table: `j`, `G`, `ctrl-d`, `alt-left`, `space`, `f5`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = name;
        while let Some((modifier, key)) = rest.split_once('-').filter(|(_, key)| !key.is_empty()) {
            modifiers |= match modifier {
                "ctrl" => KeyModifiers::CONTROL,
                "alt" => KeyModifiers::ALT,
                _ => return None,
            };
            rest = key;
        }
        let named = NAMED.iter().find(|(name, ..)| *name == rest).map(|(_, code, _)| *code);
        let function = rest.strip_prefix('f').and_then(|number| number.parse().ok());
        let code = match (named, function) {
            (Some(code), _) => code,
            (None, Some(number @ 1..=12)) => KeyCode::F(number),
            _ => {
                let mut chars = rest.chars();
                match (chars.next(), chars.next()) {
                    (Some(c), None) => KeyCode::Char(c),
                    _ => return None,
                }
            }
        };
        Some(Self { code, modifiers })
    }

    /// Reads a sequence: keys between spaces.
    ///
    /// # Errors
    ///
    /// The part that is no key.
    pub fn sequence(text: &str) -> Result<Vec<Self>, &str> {
        text.split(' ').filter(|part| !part.is_empty()).map(|part| Self::parse(part).ok_or(part)).collect()
    }

    /// The letter that the key types by itself.
    #[must_use]
    pub fn letter(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if self.modifiers.is_empty() => Some(c),
            _ => None,
        }
    }

    /// How people read it: "Ctrl-d", "Shift-Tab".
    fn label(self) -> String {
        let mut label = String::new();
        if self.modifiers.contains(KeyModifiers::CONTROL) {
            label.push_str("Ctrl-");
        }
        if self.modifiers.contains(KeyModifiers::ALT) {
            label.push_str("Alt-");
        }
        match (NAMED.iter().find(|(_, code, _)| *code == self.code), self.code) {
            (Some((.., name)), _) => label.push_str(name),
            (None, KeyCode::Char(c)) => label.push(c),
            (None, KeyCode::F(number)) => label.push_str(&format!("F{number}")),
            (None, _) => {}
        }
        label
    }
}

/// How people read a sequence: "]q", "Ctrl-d".
#[must_use]
pub fn label(keys: &[Key]) -> String {
    keys.iter().map(|key| key.label()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_for_people() {
        let check = |keys: &str, expected: &str| assert_eq!(label(&Key::sequence(keys).unwrap()), expected);
        check("] q", "]q");
        check("ctrl-d", "Ctrl-d");
        check("alt-left", "Alt-Left");
        check("backtab", "Shift-Tab");
        check("-", "-");
        check("f12", "F12");
        check("f", "f");
    }

    #[test]
    fn what_is_no_key_is_told() {
        assert_eq!(Key::sequence("g hyper-x"), Err("hyper-x"));
        assert_eq!(Key::sequence("f13"), Err("f13"));
    }
}
