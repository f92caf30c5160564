//! From keys to actions.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::action::{ACTIONS, Action, Scope};

/// One key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

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

    /// Reads a key as it is written in the table: `j`, `G`, `ctrl-d`, `alt-left`, `space`.
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
        let code = match rest {
            "enter" => KeyCode::Enter,
            "esc" => KeyCode::Esc,
            "space" => KeyCode::Char(' '),
            "tab" => KeyCode::Tab,
            "backtab" => KeyCode::BackTab,
            "backspace" => KeyCode::Backspace,
            "up" => KeyCode::Up,
            "down" => KeyCode::Down,
            "left" => KeyCode::Left,
            "right" => KeyCode::Right,
            "home" => KeyCode::Home,
            "end" => KeyCode::End,
            "pageup" => KeyCode::PageUp,
            "pagedown" => KeyCode::PageDown,
            "f1" => KeyCode::F(1),
            other => {
                let mut chars = other.chars();
                match (chars.next(), chars.next()) {
                    (Some(c), None) => KeyCode::Char(c),
                    _ => return None,
                }
            }
        };
        Some(Self { code, modifiers })
    }

    /// The letter that the key types by itself.
    #[must_use]
    pub fn letter(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if self.modifiers.is_empty() => Some(c),
            _ => None,
        }
    }
}

/// What the keys pressed so far mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// An action.
    Action(Action),
    /// The start of a longer sequence.
    Prefix,
    /// Nothing.
    Nothing,
}

/// The bindings in force.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

#[derive(Clone, Debug)]
struct Binding {
    scope: Scope,
    keys: Vec<Key>,
    label: String,
    action: Action,
}

impl Default for Keymap {
    /// The default keys of [`ACTIONS`].
    fn default() -> Self {
        let bindings = ACTIONS
            .iter()
            .flat_map(|entry| {
                entry.keys.iter().map(|keys| Binding {
                    scope: entry.scope,
                    keys: keys.split(' ').filter_map(Key::parse).collect(),
                    label: label(keys),
                    action: entry.action,
                })
            })
            .collect();
        Self { bindings }
    }
}

impl Keymap {
    /// What `pressed` means in `scope`, which is the list or the reader.
    #[must_use]
    pub fn lookup(&self, scope: Scope, pressed: &[Key]) -> Lookup {
        let mut found = Lookup::Nothing;
        for binding in self.in_scope(scope) {
            if binding.keys == pressed {
                return Lookup::Action(binding.action);
            }
            if binding.keys.starts_with(pressed) {
                found = Lookup::Prefix;
            }
        }
        found
    }

    /// What can follow the keys `pressed`: the rest of each sequence, with its action.
    #[must_use]
    pub fn following(&self, scope: Scope, pressed: &[Key]) -> Vec<(&str, Action)> {
        self.in_scope(scope)
            .filter(|binding| binding.keys.len() > pressed.len() && binding.keys.starts_with(pressed))
            .map(|binding| (binding.label.as_str(), binding.action))
            .collect()
    }

    /// The labels of an action's keys: "]q", "Ctrl-d".
    pub fn labels(&self, action: Action) -> impl Iterator<Item = &str> {
        self.bindings.iter().filter(move |binding| binding.action == action).map(|binding| binding.label.as_str())
    }

    fn in_scope(&self, scope: Scope) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |binding| binding.scope == Scope::Anywhere || binding.scope == scope)
    }
}

/// How a sequence is shown to people: `] q` is "]q", `ctrl-d` is "Ctrl-d", `backtab` is "Shift-Tab".
fn label(keys: &str) -> String {
    keys.split(' ')
        .map(|key| match key {
            "backtab" => "Shift-Tab".to_owned(),
            "pageup" => "PgUp".to_owned(),
            "pagedown" => "PgDn".to_owned(),
            _ if key.chars().count() > 1 => key
                .split('-')
                .map(|part| {
                    let mut chars = part.chars();
                    match chars.next() {
                        Some(first) if part.len() > 1 => first.to_uppercase().chain(chars).collect(),
                        _ => part.to_owned(),
                    }
                })
                .collect::<Vec<_>>()
                .join("-"),
            _ => key.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_key_is_understood() {
        for entry in ACTIONS {
            for keys in entry.keys {
                for key in keys.split(' ') {
                    assert!(Key::parse(key).is_some(), "{key} of {}", entry.name);
                }
            }
        }
    }

    #[test]
    fn no_key_means_two_things_and_none_hides_a_sequence() {
        let keymap = Keymap::default();
        for scope in [Scope::List, Scope::Reader] {
            let bindings: Vec<_> = keymap.in_scope(scope).collect();
            for (i, one) in bindings.iter().enumerate() {
                for other in bindings.iter().skip(i + 1) {
                    assert!(
                        !one.keys.starts_with(&other.keys) && !other.keys.starts_with(&one.keys),
                        "{} and {} in {scope:?}",
                        one.label,
                        other.label
                    );
                }
            }
        }
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = ACTIONS.iter().map(|entry| entry.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ACTIONS.len());
    }

    #[test]
    fn labels_are_for_people() {
        assert_eq!(label("] q"), "]q");
        assert_eq!(label("ctrl-d"), "Ctrl-d");
        assert_eq!(label("alt-left"), "Alt-Left");
        assert_eq!(label("backtab"), "Shift-Tab");
        assert_eq!(label("-"), "-");
    }
}
