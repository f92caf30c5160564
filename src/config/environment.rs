//! What the environment says: variables that other programs heed, too.

use std::ffi::{OsStr, OsString};

/// Whether the locale writes UTF-8: `LC_ALL` over `LC_CTYPE` over `LANG` (POSIX.1-2017, 8.2). Where none of them is set nothing
/// is known, and terminals that do not write UTF-8 are rare by now.
#[must_use]
pub fn is_utf8() -> bool {
    says_utf8(|name| std::env::var_os(name))
}

fn says_utf8(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let set =
        ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| variable(name).filter(|value| !value.is_empty()));
    set.is_none_or(|locale| {
        let locale = locale.to_string_lossy().to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

/// Whether colours are written where nobody said always or never: `NO_COLOR` (no-color.org) forbids them, else `CLICOLOR_FORCE`
/// asks for them, else `CLICOLOR=0` forbids them (bixense.com/clicolors); else a terminal that can do more than write lines gets
/// them.
#[must_use]
pub fn has_colours(is_terminal: bool) -> bool {
    says_colours(is_terminal, |name| std::env::var_os(name))
}

fn says_colours(is_terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let is = |name: &str, value: &str| set(name).is_some_and(|set| set == *OsStr::new(value));
    if set("NO_COLOR").is_some() {
        return false;
    }
    if set("CLICOLOR_FORCE").is_some() && !is("CLICOLOR_FORCE", "0") {
        return true;
    }
    !is("CLICOLOR", "0") && is_terminal && !is("TERM", "dumb")
}

/// The command of `$VISUAL`, else `$EDITOR`, else vi(1), which POSIX has everywhere.
#[must_use]
pub fn editor() -> String {
    let named = ["VISUAL", "EDITOR"].iter().filter_map(|name| std::env::var(name).ok());
    named.into_iter().find(|editor| !editor.trim().is_empty()).unwrap_or_else(|| "vi".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(set: &[(&str, &str)]) -> impl Fn(&str) -> Option<OsString> {
        let set: Vec<_> = set.iter().map(|(name, value)| ((*name).to_owned(), OsString::from(value))).collect();
        move |name| set.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone())
    }

    #[test]
    fn the_strongest_variable_of_the_locale_counts() {
        let utf8 = |set: &[(&str, &str)]| says_utf8(check(set));
        assert!(utf8(&[]) && utf8(&[("LANG", "de_DE.UTF-8")]) && utf8(&[("LC_CTYPE", "C.utf8")]));
        assert!(!utf8(&[("LANG", "C")]) && !utf8(&[("LANG", "de_DE.ISO-8859-1")]));
        assert!(!utf8(&[("LC_ALL", "POSIX"), ("LC_CTYPE", "C.UTF-8"), ("LANG", "C.UTF-8")]));
        assert!(utf8(&[("LC_ALL", ""), ("LC_CTYPE", "C.UTF-8"), ("LANG", "C")]));
    }

    #[test]
    fn no_color_is_stronger_than_force_and_that_than_the_terminal() {
        let colours = |terminal: bool, set: &[(&str, &str)]| says_colours(terminal, check(set));
        assert!(colours(true, &[]) && !colours(false, &[]));
        assert!(colours(true, &[("NO_COLOR", "")]) && !colours(true, &[("NO_COLOR", "0")]));
        assert!(!colours(true, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]));
        assert!(
            colours(false, &[("CLICOLOR_FORCE", "1"), ("CLICOLOR", "0")])
                && !colours(false, &[("CLICOLOR_FORCE", "0")])
        );
        assert!(!colours(true, &[("CLICOLOR", "0")]) && !colours(false, &[("CLICOLOR", "1")]));
        assert!(!colours(true, &[("TERM", "dumb")]) && colours(true, &[("TERM", "dumb"), ("CLICOLOR_FORCE", "1")]));
    }
}
