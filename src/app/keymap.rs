//! From keys to actions: the default keys, a preset over them, the user's own over both.

use super::action::{ACTIONS, Action, MORE_KEYS, Scope, entry};
use super::key::{Key, label};
use super::presets;
use crate::config::{Complaint, KeyBinding, KeyScope, Settings};
use crate::library::query::nearest;

/// What takes the action from keys.
const NONE: &str = "none";

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
    fn default() -> Self {
        Self::new(&Settings::default()).0
    }
}

impl Keymap {
    /// The keys that `settings` ask for, and what is wrong with those of the user's own. What is wrong binds nothing; everything
    /// else is in force.
    #[must_use]
    pub fn new(settings: &Settings) -> (Self, Vec<Complaint>) {
        let mut keymap = Self { bindings: Vec::new() };
        let table = ACTIONS.iter().flat_map(|entry| entry.keys.iter().map(|keys| (entry.scope, *keys, entry.action)));
        let preset = presets::keys(settings.preset).iter();
        // Of several keys the first one is named on the screen: what holds in one scope only is what is pressed there.
        for (scope, keys, action) in MORE_KEYS.iter().copied().chain(table).chain(preset.copied()) {
            keymap.bind(scope, &Key::sequence(keys).unwrap_or_default(), Some(action));
        }
        keymap.give_back();
        let complaints = keymap.own(settings);
        (keymap, complaints)
    }

    /// Gives actions that have no key left where they can be used their first one again, behind a key that is free.
    fn give_back(&mut self) {
        for entry in ACTIONS {
            let Some(keys) = entry.keys.first() else { continue };
            let lost = |scope: &Scope| entry.scope.meets(*scope) && self.label(entry.action, *scope).is_none();
            let scopes: Vec<Scope> = [Scope::List, Scope::Reader].into_iter().filter(lost).collect();
            let keys = Key::sequence(&format!("{} {keys}", presets::BEHIND)).unwrap_or_default();
            match *scopes {
                [scope] => self.bind(scope, &keys, Some(entry.action)),
                [_, _] => self.bind(Scope::Anywhere, &keys, Some(entry.action)),
                _ => {}
            }
        }
    }

    /// Binds the keys of the user's own.
    fn own(&mut self, settings: &Settings) -> Vec<Complaint> {
        let mut complaints = Vec::new();
        let mut bound: Vec<(Scope, Vec<Key>, &str, usize)> = Vec::new();
        let searches = settings.searches.iter().enumerate().filter_map(|(number, search)| {
            let keys = search.key.as_deref()?;
            Some((Scope::Anywhere, keys, Ok(Some(Action::Saved(number))), search.line))
        });
        let keys = settings
            .keys
            .iter()
            .map(|binding| (scope_of(binding.scope), binding.keys.as_str(), action_of(binding), binding.line));
        for (scope, text, action, line) in keys.chain(searches) {
            let mut complain = |message: String| complaints.push(settings.complaint(line, message));
            let keys = match Key::sequence(text) {
                Ok(keys) if keys.is_empty() => {
                    complain("no key stands here".to_owned());
                    continue;
                }
                Ok(keys) if keys.first().and_then(|key| key.letter()).is_some_and(|key| ('1'..='9').contains(&key)) => {
                    complain(format!("\u{201c}{text}\u{201d} cannot be had: a number is how often, or how many"));
                    continue;
                }
                Ok(keys) => keys,
                Err(part) => {
                    complain(format!(
                        "\u{201c}{part}\u{201d} is no key; keys are written so: g u, ctrl-d, alt-left, f5"
                    ));
                    continue;
                }
            };
            let action = match action {
                Ok(action) => action,
                Err(message) => {
                    complain(message);
                    continue;
                }
            };
            let clash = bound.iter().find(|(other, there, ..)| scope.meets(*other) && hides(&keys, there));
            if let Some((_, _, there, at)) = clash {
                complain(format!("\u{201c}{text}\u{201d} and \u{201c}{there}\u{201d} of line {at} cannot both be had"));
                continue;
            }
            self.bind(scope, &keys, action);
            bound.push((scope, keys, text, line));
        }
        complaints
    }

    /// Binds keys, and takes from their actions what would be hidden by them or hide them.
    fn bind(&mut self, scope: Scope, keys: &[Key], action: Option<Action>) {
        for binding in &mut self.bindings {
            if !scope.meets(binding.scope) || !hides(&binding.keys, keys) {
                continue;
            }
            match (binding.scope, scope) {
                // It goes on to hold in the other one.
                (Scope::Anywhere, Scope::List) => binding.scope = Scope::Reader,
                (Scope::Anywhere, Scope::Reader) => binding.scope = Scope::List,
                _ => binding.keys.clear(),
            }
        }
        self.bindings.retain(|binding| !binding.keys.is_empty());
        if let Some(action) = action.filter(|_| !keys.is_empty()) {
            self.bindings.push(Binding { scope, keys: keys.to_vec(), label: label(keys), action });
        }
    }

    /// In the list `y` alone ends the program and prints what was chosen.
    pub(super) fn pick(&mut self) {
        self.bind(Scope::List, &Key::sequence("y").unwrap_or_default(), Some(Action::Pick));
    }

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
    pub fn following(&self, scope: Scope, pressed: &[Key]) -> impl Iterator<Item = (String, Action)> {
        self.in_scope(scope)
            .filter(|binding| binding.keys.len() > pressed.len() && binding.keys.starts_with(pressed))
            .map(|binding| (label(binding.keys.get(pressed.len()..).unwrap_or_default()), binding.action))
    }

    /// The labels of an action's keys: "]q", "Ctrl-d".
    pub fn labels(&self, action: Action) -> impl Iterator<Item = &str> {
        // A preset may bind in one scope what is bound anywhere, too.
        let mut seen = Vec::new();
        let labels = self.bindings.iter().filter(move |binding| binding.action == action);
        labels.map(|binding| binding.label.as_str()).filter(move |label| {
            let is_new = !seen.contains(label);
            seen.push(*label);
            is_new
        })
    }

    /// The first of the labels of an action's keys that holds in `scope`.
    #[must_use]
    pub fn label(&self, action: Action, scope: Scope) -> Option<&str> {
        self.in_scope(scope).find(|binding| binding.action == action).map(|binding| binding.label.as_str())
    }

    /// The labels of an action's keys for the help: of a key that is another one elsewhere with where it is this one.
    #[must_use]
    pub fn told_labels(&self, action: Action) -> Vec<String> {
        let tell = |binding: &Binding| {
            let is_other = |other: &&Binding| other.keys == binding.keys && other.action != action;
            match binding.scope {
                Scope::List if self.bindings.iter().any(|other| is_other(&other)) => {
                    format!("{} (list)", binding.label)
                }
                Scope::Reader if self.bindings.iter().any(|other| is_other(&other)) => {
                    format!("{} (article)", binding.label)
                }
                _ => binding.label.clone(),
            }
        };
        let mut told: Vec<String> = Vec::new();
        for label in self.bindings.iter().filter(|binding| binding.action == action).map(tell) {
            // A preset may bind in one scope what is bound anywhere, too.
            if !told.contains(&label) {
                told.push(label);
            }
        }
        told
    }

    fn in_scope(&self, scope: Scope) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |binding| binding.scope.meets(scope))
    }
}

/// Whether one sequence starts with the other.
fn hides(one: &[Key], other: &[Key]) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

fn scope_of(scope: KeyScope) -> Scope {
    match scope {
        KeyScope::Anywhere => Scope::Anywhere,
        KeyScope::List => Scope::List,
        KeyScope::Reader => Scope::Reader,
    }
}

/// The action that a binding names.
fn action_of(binding: &KeyBinding) -> Result<Option<Action>, String> {
    if binding.action == NONE {
        return Ok(None);
    }
    if let Some(entry) = ACTIONS.iter().find(|entry| entry.name == binding.action) {
        return match (scope_of(binding.scope), entry.scope) {
            (Scope::List, Scope::Reader) => Err(format!("{} can be done in the reader only", entry.name)),
            (Scope::Reader, Scope::List) => Err(format!("{} can be done in the list only", entry.name)),
            _ => Ok(Some(entry.action)),
        };
    }
    let like = like(&binding.action, scope_of(binding.scope));
    let like = like.map(|name| format!("; did you mean {name}?")).unwrap_or_default();
    Err(format!("no action is called \u{201c}{}\u{201d}{like}", binding.action))
}

/// The action that was meant by a name that is none: one of whose words it is, or that is mistyped, before one that it is found in.
fn like(typed: &str, scope: Scope) -> Option<&'static str> {
    let names = || ACTIONS.iter().filter(|entry| entry.scope.meets(scope)).map(|entry| entry.name);
    let last = names().find(|name| name.rsplit('-').next() == Some(typed));
    let word = last.or_else(|| names().find(|name| name.split('-').any(|word| word == typed)));
    let near = word.or_else(|| nearest(typed, names()));
    near.or_else(|| super::palette::matching(typed, scope).first().map(|entry| entry.name))
}

/// What the help says of an action: of a saved search its name and query.
#[must_use]
pub fn help(action: Action, settings: &Settings) -> String {
    match (entry(action), action) {
        (Some(entry), _) => entry.help.to_owned(),
        (None, Action::Saved(number)) => {
            settings.searches.get(number).map(|search| format!("{}: {}", search.name, search.query)).unwrap_or_default()
        }
        (None, _) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Preset;

    fn own(keys: &[(KeyScope, &str, &str)]) -> Settings {
        let binding = |(line, (scope, keys, action)): (usize, &(KeyScope, &str, &str))| KeyBinding {
            scope: *scope,
            keys: (*keys).to_owned(),
            action: (*action).to_owned(),
            line: line + 1,
        };
        Settings { keys: keys.iter().enumerate().map(binding).collect(), ..Settings::default() }
    }

    fn means(keymap: &Keymap, scope: Scope, keys: &str) -> Lookup {
        keymap.lookup(scope, &Key::sequence(keys).unwrap())
    }

    #[test]
    fn every_key_of_the_tables_is_understood() {
        let presets = [Preset::Newsboat, Preset::Mutt, Preset::Less];
        let table = ACTIONS.iter().flat_map(|entry| entry.keys.iter().copied());
        let more = presets.into_iter().flat_map(presets::keys).chain(MORE_KEYS).map(|(_, keys, _)| *keys);
        for keys in table.chain(more) {
            assert!(Key::sequence(keys).is_ok(), "{keys}");
        }
    }

    #[test]
    fn no_default_key_is_lost_to_another() {
        let bound: usize = ACTIONS.iter().map(|entry| entry.keys.len()).sum();
        assert_eq!(Keymap::default().bindings.len(), bound + MORE_KEYS.len());
    }

    #[test]
    fn every_preset_leaves_the_way_about_and_the_way_back() {
        let needed =
            [Action::Down, Action::Up, Action::Open, Action::Back, Action::Help, Action::Undo, Action::Palette];
        for preset in [Preset::Default, Preset::Newsboat, Preset::Mutt, Preset::Less] {
            let (keymap, complaints) = Keymap::new(&Settings { preset, ..Settings::default() });
            assert!(complaints.is_empty());
            for action in needed {
                assert!(keymap.labels(action).next().is_some(), "{action:?} under {preset:?}");
            }
        }
    }

    #[test]
    fn no_preset_leaves_an_action_without_a_key() {
        for preset in [Preset::Default, Preset::Newsboat, Preset::Mutt, Preset::Less] {
            let (keymap, _) = Keymap::new(&Settings { preset, ..Settings::default() });
            for entry in ACTIONS.iter().filter(|entry| !entry.keys.is_empty()) {
                for scope in [Scope::List, Scope::Reader].into_iter().filter(|scope| entry.scope.meets(*scope)) {
                    let label = keymap.label(entry.action, scope);
                    assert!(label.is_some(), "{} in {scope:?} under {preset:?}", entry.name);
                }
            }
        }
    }

    #[test]
    fn the_help_names_each_key_once() {
        for preset in [Preset::Default, Preset::Newsboat, Preset::Mutt, Preset::Less] {
            let (keymap, _) = Keymap::new(&Settings { preset, ..Settings::default() });
            let mut told: Vec<String> = ACTIONS.iter().flat_map(|entry| keymap.told_labels(entry.action)).collect();
            let all = told.len();
            told.sort_unstable();
            told.dedup();
            assert_eq!(told.len(), all, "{preset:?}");
        }
        let (mutt, _) = Keymap::new(&Settings { preset: Preset::Mutt, ..Settings::default() });
        assert_eq!(mutt.told_labels(Action::Down), ["j (list)", "Down", "Enter (article)"]);
        assert_eq!(mutt.told_labels(Action::Browse), ["o (article)", ",o"]);
    }

    #[test]
    fn what_a_preset_takes_stands_behind_a_comma() {
        let (less, _) = Keymap::new(&Settings { preset: Preset::Less, ..Settings::default() });
        for (keys, action) in [
            ("g", Action::Top),
            ("G", Action::Bottom),
            ("y", Action::Up),
            (", g s", Action::StarredOnly),
            (", g c", Action::Copies),
            (", y c", Action::CopyCitation),
        ] {
            assert_eq!(means(&less, Scope::List, keys), Lookup::Action(action), "{keys}");
        }
        assert_eq!(means(&less, Scope::List, ", y y"), Lookup::Nothing, "C copies there");
        assert_eq!(means(&Keymap::default(), Scope::List, ","), Lookup::Nothing);
    }

    #[test]
    fn hits_have_their_keys_in_the_reader_of_newsboat() {
        let (keymap, _) = Keymap::new(&Settings { preset: Preset::Newsboat, ..Settings::default() });
        assert_eq!(means(&keymap, Scope::Reader, "n"), Lookup::Action(Action::NextHit));
        assert_eq!(means(&keymap, Scope::Reader, "N"), Lookup::Action(Action::PreviousHit));
        assert_eq!(means(&keymap, Scope::List, "N"), Lookup::Action(Action::ToggleRead));
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = ACTIONS.iter().map(|entry| entry.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ACTIONS.len());
    }

    #[test]
    fn own_keys_take_from_the_default_ones_where_they_hold_only() {
        let (keymap, complaints) =
            Keymap::new(&own(&[(KeyScope::List, "b", "next-unread"), (KeyScope::Anywhere, "r", "none")]));
        assert!(complaints.is_empty(), "{complaints:?}");
        assert_eq!(means(&keymap, Scope::List, "b"), Lookup::Action(Action::NextUnread));
        assert_eq!(means(&keymap, Scope::Reader, "b"), Lookup::Action(Action::PageUp));
        assert_eq!(means(&keymap, Scope::List, "r"), Lookup::Nothing);
    }

    #[test]
    fn a_key_alone_takes_the_sequences_that_start_with_it() {
        let (keymap, _) = Keymap::new(&own(&[(KeyScope::Anywhere, "g", "top"), (KeyScope::List, "x y z", "quit")]));
        assert_eq!(means(&keymap, Scope::List, "g"), Lookup::Action(Action::Top));
        assert_eq!(means(&keymap, Scope::List, "x y"), Lookup::Prefix);
        assert_eq!(means(&keymap, Scope::List, "x y z"), Lookup::Action(Action::Quit));
    }

    #[test]
    fn the_action_that_was_meant_is_the_one_that_is_called_nearly_so() {
        let names = [("star", "toggle-star"), ("togle-star", "toggle-star"), ("article", "next-article")];
        for (typed, name) in names {
            assert_eq!(like(typed, Scope::Reader), Some(name), "{typed}");
        }
        assert_eq!(like("starred", Scope::List), Some("starred-only"));
        assert_eq!(like("article", Scope::List), Some("copy-article"), "what can be done there");
    }

    #[test]
    fn mistakes_are_told_together_with_their_lines() {
        let settings = own(&[
            (KeyScope::List, "hyper-x", "quit"),
            (KeyScope::List, "x", "togle-star"),
            (KeyScope::List, "w", "fold-to-quotes"),
            (KeyScope::List, "z", "quit"),
            (KeyScope::Anywhere, "z q", "quit"),
            (KeyScope::List, "1", "quit"),
        ]);
        let (keymap, complaints) = Keymap::new(&settings);
        let said: Vec<String> = complaints.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 5, "{said:#?}");
        assert!(said[0].contains("line 1: \u{201c}hyper-x\u{201d} is no key"), "{said:#?}");
        assert!(
            said[1].contains("line 2: no action is called \u{201c}togle-star\u{201d}; did you mean toggle-star?"),
            "{said:#?}"
        );
        assert!(said[2].contains("line 3: fold-to-quotes can be done in the reader only"), "{said:#?}");
        assert!(said[3].contains("line 5: \u{201c}z q\u{201d} and \u{201c}z\u{201d} of line 4"), "{said:#?}");
        assert!(said[4].contains("line 6: \u{201c}1\u{201d} cannot be had"), "{said:#?}");
        assert_eq!(means(&keymap, Scope::List, "z"), Lookup::Action(Action::Quit));
        assert_eq!(means(&keymap, Scope::List, "j"), Lookup::Action(Action::Down));
    }
}
