//! Who brings right-to-left text into its order.

use super::Environment;
use crate::config::Bidi;

/// VTE reorders from version 0.58 on, which it writes as 5800.
const VTE: u32 = 5_800;

/// A terminal, as far as it has to do with right-to-left text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Emulator {
    /// It reorders nothing, or it leaves that to a program which asks for it.
    #[default]
    Obedient,
    /// VTE, which can be asked, but not through tmux or GNU screen.
    Vte,
    /// It reorders, and cannot be asked not to: Konsole, mlterm, kitty, the one of macOS.
    Stubborn,
}

impl Emulator {
    /// By the variables that terminals set for their programs.
    pub(super) fn tell(term: &str, variable: impl Fn(&str) -> String) -> Self {
        let set = |name: &str| !variable(name).is_empty();
        let stubborn = set("KONSOLE_VERSION") || set("MLTERM") || set("KITTY_WINDOW_ID");
        if stubborn || matches!(term, "mlterm" | "xterm-kitty") || variable("TERM_PROGRAM") == "Apple_Terminal" {
            Self::Stubborn
        } else if variable("VTE_VERSION").parse().is_ok_and(|version: u32| version >= VTE) {
            Self::Vte
        } else {
            Self::Obedient
        }
    }
}

/// Who does it: never [`Bidi::Auto`].
///
/// VTE, mintty and others that follow the `BiDi` recommendation of the terminal working group leave it to a program that asks for
/// explicit mode (BDSM, ECMA-48), as we do; so rows with two panes are not taken for one line of text.
pub(super) fn resolve(setting: Bidi, environment: &Environment) -> Bidi {
    match (setting, environment.emulator) {
        (Bidi::Auto, Emulator::Stubborn) => Bidi::Terminal,
        (Bidi::Auto, Emulator::Vte) if environment.multiplexer => Bidi::Terminal,
        (Bidi::Auto, _) => Bidi::App,
        (settled, _) => settled,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_tell_what_they_are() {
        for (term, name, value, expected) in [
            ("xterm-256color", "", "", Emulator::Obedient),
            ("xterm-256color", "VTE_VERSION", "7006", Emulator::Vte),
            ("xterm-256color", "VTE_VERSION", "5204", Emulator::Obedient),
            ("xterm-256color", "KONSOLE_VERSION", "230804", Emulator::Stubborn),
            ("xterm-256color", "TERM_PROGRAM", "Apple_Terminal", Emulator::Stubborn),
            ("xterm-kitty", "", "", Emulator::Stubborn),
            ("mlterm", "", "", Emulator::Stubborn),
        ] {
            let variable = |asked: &str| if asked == name { value.to_owned() } else { String::new() };
            assert_eq!(Emulator::tell(term, variable), expected, "{term} {name}");
        }
    }

    #[test]
    fn a_terminal_that_reorders_by_itself_is_left_to_it() {
        let of = |emulator, multiplexer| Environment { emulator, multiplexer, ..Environment::default() };
        for (environment, expected) in [
            (of(Emulator::Obedient, false), Bidi::App),
            (of(Emulator::Obedient, true), Bidi::App),
            (of(Emulator::Vte, false), Bidi::App),
            (of(Emulator::Vte, true), Bidi::Terminal),
            (of(Emulator::Stubborn, false), Bidi::Terminal),
        ] {
            assert_eq!(resolve(Bidi::Auto, &environment), expected, "{environment:?}");
            assert_eq!(resolve(Bidi::App, &environment), Bidi::App);
            assert_eq!(resolve(Bidi::Off, &environment), Bidi::Off);
        }
    }
}
