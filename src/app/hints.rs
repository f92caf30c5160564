//! Letters on story links.

use super::key::Key;
use super::{Effect, Hint, Overlay, State};

/// The letters of the hints: those under the fingers first.
const HINT_LETTERS: &[u8] = b"asdfghjklewruiocmn";

impl State {
    pub(super) fn hints(&mut self) {
        let Some(reader) = &mut self.reader else { return };
        let links = reader.links_in_window();
        if links.is_empty() {
            self.status = Some("no story links in this article".to_owned());
            return;
        }
        let letters = HINT_LETTERS.len();
        let long = links.len() > letters;
        let letter = |n: usize| HINT_LETTERS.get(n % letters).map_or('a', |&byte| char::from(byte));
        let hints = links.into_iter().take(letters * letters).enumerate().map(|(n, link)| {
            let letters = if long { vec![letter(n / letters), letter(n)] } else { vec![letter(n)] };
            Hint { letters: letters.into_iter().collect(), link }
        });
        self.overlay = Some(Overlay::Hints(hints.collect(), String::new()));
    }

    pub(super) fn hint_key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let Some(Overlay::Hints(hints, typed)) = &mut self.overlay else { return };
        typed.extend(key.letter());
        if let Some(hint) = hints.iter().find(|hint| hint.letters == *typed) {
            let (section, item) = hint.link;
            self.overlay = None;
            self.follow(section, item, effects);
        } else if key.letter().is_none() || !hints.iter().any(|hint| hint.letters.starts_with(typed.as_str())) {
            self.overlay = None;
        }
    }
}
