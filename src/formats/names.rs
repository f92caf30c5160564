//! The names of authors, out of what containers keep of them.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

/// How the names of months start in a line of a byline.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// A name is at most this long, in characters.
const CHARS: usize = 80;

static BY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:(?:written|posted|reported|published|text|words|story)\s+)?(?:by|von|par|por|di|da|от)\b[:\s]+|^(?:authors?|byline)\s*:\s*").ok()
});
static PARTS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\s*[;|\n]\s*|\s*,?\s+(?:and|und|et|y)\s+|\s+&\s+").ok());
static CONTACT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\(?\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\)?|\(?\b(?:https?://|www\.)\S+|@\w+").ok());

/// The names in a value: a string, a list of strings or objects, an object.
pub(super) fn of(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => match python_list(text) {
            Some(names) => names.iter().flat_map(|name| split(name)).collect(),
            None => split(text),
        },
        Value::Array(list) => list.iter().flat_map(of).collect(),
        Value::Object(object) => {
            let named = ["name", "display_name", "fullName", "full_name", "title", "original"];
            let name = named.iter().find_map(|name| object.get(*name)).map(of).filter(|names| !names.is_empty());
            name.unwrap_or_else(|| {
                let part = |names: [&str; 3]| names.iter().find_map(|name| object.get(*name)?.as_str());
                let first = part(["first_name", "firstName", "givenName"]);
                let last = part(["last_name", "lastName", "familyName"]);
                let whole: Vec<&str> = [first, last].into_iter().flatten().collect();
                split(&whole.join(" "))
            })
        }
        _ => Vec::new(),
    }
}

/// Parts a line of names: at `;` and `|`, at "and", and at commas where every part is a name of some words.
pub(super) fn split(line: &str) -> Vec<String> {
    let line = without_by(line);
    let parts = match PARTS.as_ref().filter(|_| may_be_parted(&line)) {
        Some(parts) => parts.split(&line).collect(),
        None => vec![&*line],
    };
    let parts = parts.into_iter().flat_map(|part| {
        let names: Vec<&str> = part.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
        let is_name = |name: &&str| (2..=4).contains(&name.split_whitespace().count());
        if names.len() > 1 && names.iter().all(is_name) { names } else { vec![part.trim()] }
    });
    parts.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// A line without the "By" that opens it. Most have none, and their first words tell it.
fn without_by(line: &str) -> Cow<'_, str> {
    const OPENERS: [&str; 17] = [
        "written",
        "posted",
        "reported",
        "published",
        "text",
        "words",
        "story",
        "by",
        "von",
        "par",
        "por",
        "di",
        "da",
        "от",
        "author",
        "authors",
        "byline",
    ];
    let line = line.trim();
    let first = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let opens = OPENERS.iter().any(|opener| opener.eq_ignore_ascii_case(first)) || !first.is_ascii();
    match BY.as_ref().filter(|_| opens) {
        Some(by) => by.replace(line, ""),
        None => line.into(),
    }
}

/// Whether a line has what may part names, but for commas. The line of a page that tells the time has other parts.
fn may_be_parted(line: &str) -> bool {
    let is_time = |colon: usize| {
        let digit = |at: usize| line.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
        colon.checked_sub(1).is_some_and(digit) && digit(colon + 1) && digit(colon + 2)
    };
    if memchr::memchr_iter(b':', line.as_bytes()).any(is_time) {
        return false;
    }
    let and = |word: &str| ["and", "und", "et", "y"].iter().any(|and| and.eq_ignore_ascii_case(word));
    line.contains([';', '|', '\n', '&']) || line.split_whitespace().any(and)
}

/// Whether a name may have an address in it.
fn may_have_contact(name: &str) -> bool {
    let bytes = name.as_bytes();
    bytes.contains(&b'@')
        || name.contains("://")
        || bytes.contains(&b'.') && memchr::memchr2(b'w', b'W', bytes).is_some()
}

/// The strings of a Python list as `repr` writes it: `['A', "B's"]`.
pub(super) fn python_list(text: &str) -> Option<Vec<String>> {
    let mut rest = text.trim().strip_prefix('[')?.strip_suffix(']')?.trim();
    let mut strings = Vec::new();
    while let Some(mark) = rest.chars().next() {
        let mark = if matches!(mark, '\'' | '"') { mark } else { return None };
        let (mut string, mut escaped, mut end) = (String::new(), false, None);
        for (at, c) in rest.char_indices().skip(1) {
            match c {
                _ if escaped => {
                    string.push(c);
                    escaped = false;
                }
                '\\' => escaped = true,
                c if c == mark => {
                    end = Some(at + 1);
                    break;
                }
                c => string.push(c),
            }
        }
        strings.push(string);
        rest = rest.get(end?..)?.trim_start();
        rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    }
    Some(strings)
}

/// Names without what is none: "By", addresses, the name of the site, what comes twice.
pub(super) fn cleaned(names: Vec<String>, site: Option<&str>) -> Vec<String> {
    let mut clean: Vec<String> = Vec::new();
    for name in names {
        let name = without_by(&name);
        let contact = CONTACT.as_ref().filter(|_| may_have_contact(&name));
        let name = contact.map_or_else(|| name.clone(), |contact| contact.replace_all(&name, ""));
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = name.trim_matches([',', ';', '|', '-', '\u{2013}', '\u{b7}', ':', ' ', '/', '\u{2022}']);
        let nothing = ["none", "null", "nan", "unknown", "admin", "n/a", "anonymous", "editor", "author"];
        // "CNN" of "cnn.com".
        let is_site = site
            .is_some_and(|site| same(site, name) || site.split_once('.').is_some_and(|(label, _)| same(label, name)));
        let known = clean.iter().any(|other| same(other, name));
        let company = [" Inc.", " Inc", " Ltd", " Ltd.", " LLC", " GmbH"].iter().any(|end| name.ends_with(end));
        // Credits of pictures: "(Image: …".
        let credit = name.starts_with('(') || name.contains("mage:");
        let is_name = !company
            && !credit
            && name.contains(char::is_alphabetic)
            && name.chars().count() <= CHARS
            && !name.contains("://");
        if is_name && !is_site && !known && !nothing.iter().any(|word| name.eq_ignore_ascii_case(word)) {
            clean.push(name.to_owned());
        }
    }
    clean
}

/// A line of authors without what follows the names: a date, "Updated", an office.
pub(super) fn byline(line: &str) -> String {
    let ends = |at: &usize| {
        let rest = line.get(*at..).unwrap_or_default().to_lowercase();
        MONTHS.iter().any(|month| rest.starts_with(month))
            && rest.split_whitespace().nth(1).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()))
            || ["updated", "published", "posted", "on ", "| ", "\u{b7} ", "\u{2022} ", "follow", "@"]
                .iter()
                .any(|word| rest.starts_with(word))
            || rest.starts_with(|c: char| c.is_ascii_digit())
    };
    let starts = line.match_indices(' ').map(|(at, _)| at + 1);
    let end = starts.into_iter().find(ends).unwrap_or(line.len());
    line.get(..end).unwrap_or_default().trim_end_matches([' ', ',', '-', '|']).to_owned()
}

/// Whether a line only stands before or between names.
pub(super) fn is_joint(line: &str) -> bool {
    let words = [
        "by",
        "and",
        "von",
        "par",
        "por",
        "di",
        "und",
        "et",
        "y",
        "with",
        "written by",
        "author",
        "authors",
        "text",
        "in",
        "story by",
        "posted by",
    ];
    words.contains(&line.trim().trim_end_matches(':').to_lowercase().as_str())
}

/// Whether a name looks like a person's: some words with capitals, or one in a script without them.
pub(super) fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let small =
        ["de", "da", "di", "van", "von", "der", "den", "la", "le", "bin", "al", "el", "dos", "du", "ten", "zu", "and"];
    let capital = |word: &&str| word.starts_with(|c: char| !c.is_lowercase() && c.is_alphabetic());
    let wide =
        !name.is_ascii() && name.chars().filter(|c| c.is_alphabetic()).all(|c| !c.is_lowercase() && !c.is_uppercase());
    let count = if wide { 1..=3 } else { 2..=5 };
    count.contains(&words.len())
        && !name.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '?' | '!' | '#' | '"'))
        && words.iter().filter(|word| !small.contains(*word)).all(capital)
        && !is_furniture(name)
}

/// Whether a line near a byline is a button or a role, and no name.
fn is_furniture(line: &str) -> bool {
    const WORDS: [&str; 20] = [
        "about",
        "by",
        "comment",
        "comments",
        "contributor",
        "e-mail",
        "editor",
        "email",
        "facebook",
        "follow",
        "home",
        "linkedin",
        "more",
        "newsletter",
        "posts",
        "reporter",
        "share",
        "staff",
        "subscribe",
        "twitter",
    ];
    let lower = line.to_lowercase();
    let ends = |word: Option<&str>| word.is_some_and(|word| WORDS.contains(&word));
    ends(lower.split_whitespace().next()) || lower.ends_with(" comments")
}

/// Whether a name may be what an author without a family name writes under.
pub(super) fn is_account(name: &str) -> bool {
    name.chars().count() > 2 && name.chars().all(char::is_alphanumeric) && !is_machine(name) && !is_furniture(name)
}

/// Whether a name is that of an account rather than of a person: "admin", "wpuser1".
pub(super) fn is_machine(name: &str) -> bool {
    let one_word = !name.contains(' ');
    one_word
        && (name.chars().any(|c| c.is_ascii_digit())
            || matches!(name.to_lowercase().as_str(), "admin" | "administrator" | "webmaster"))
}

/// Whether a part of a title is a longer or shorter name of the site: "BBC" or "BBC News - Europe" of "BBC News".
pub(super) fn within(part: &str, site: &str) -> bool {
    let letters = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (part, site) = (letters(part), letters(site));
    part.len() >= 3
        && site.len() >= 3
        && (site.starts_with(&part)
            || part.starts_with(&site)
            || site.starts_with(&format!("the{part}"))
            || part == format!("the{site}"))
}

/// Whether two names are the same, but for case, spaces and points.
pub(super) fn same(one: &str, other: &str) -> bool {
    if one.is_ascii() && other.is_ascii() {
        let letters = |text| str::bytes(text).filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
        return letters(one).eq(letters(other));
    }
    let letters = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    letters(one) == letters(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, names: &[&str]) {
        assert_eq!(cleaned(of(&Value::String(line.to_owned())), Some("The Day")), names, "{line}");
    }

    #[test]
    fn names_are_told_apart() {
        check("By Mira Halvorsen and Jon Aldersey", &["Mira Halvorsen", "Jon Aldersey"]);
        check("Mira Halvorsen, Jon Aldersey & Ana Sé", &["Mira Halvorsen", "Jon Aldersey", "Ana Sé"]);
        check("Halvorsen, Mira", &["Halvorsen, Mira"]);
        check("Mira Halvorsen mira@day.example", &["Mira Halvorsen"]);
        check("https://www.facebook.com/day", &[]);
        check("The Day", &[]);
        check("['Mira Halvorsen', \"D'Arcy\", 'It\\'s']", &["Mira Halvorsen", "D'Arcy", "It's"]);
        check("[]", &[]);
        check("None", &[]);
        check(
            "Mira Halvorsen Published February 14, 2024 | 09:05 AM",
            &["Mira Halvorsen Published February 14, 2024 | 09:05 AM"],
        );
    }
}
