//! The lines that close a story: codes of desks, agencies, and who reported and edited it.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use regex::RegexSet;

use crate::article::starts::Starts;

/// The longest such line, in bytes, and the longest code.
const BYTES: usize = 600;
const CODE_BYTES: usize = 60;
/// Groups of initials that close a story at most.
const INITIALS: usize = 5;
/// A code without any mark is at most this long.
const SHORT_BYTES: usize = 12;
/// The longest line that says who contributed.
const CONTRIBUTED_BYTES: usize = 200;

/// Codes of desks and agencies: "bur-oho/aha", "(dpa/gem)", "\u{2014} AFP", "ENDS".
static CODE: LazyLock<Option<RegexSet>> = LazyLock::new(|| {
    let agency = r"(?:AFP|AP|APA|ANI|ANSA|APP|BBC|Bernama|CNN|CP|DPA|dpa|EFE|IANS|Kyodo|Lusa|NNA|PA|PTI|REUTERS|Reuters|RFI|SDA|sda|SID|TASS|UPI|UNI|Xinhua|Yonhap|epd|KNA|apa|afp|reuters|Thomson Reuters|Associated Press|Agencies|agencies|[A-Z]{2,5})";
    let initials = r"[a-zäöü]{2,5}(?:-[a-zäöü]{2,5})*";
    RegexSet::new([
        format!(r"^\(?(?:{initials})?(?:/{initials})+\)?(?:\s*\({agency}(?:[,/]\s?{agency})*\))?$"),
        format!(r"^\((?:c\)\s?)?{agency}(?:\s?[/,]\s?(?:{agency}|{initials}|[^()/,]{{1,24}}))*\)$"),
        format!(r"^[\u{{2014}}\u{{2013}}-]+\s?{agency}(?:\s?[/,]\s?{agency})*$"),
        format!(r"^(?:{agency}\s?/\s?)+(?:{agency}|{initials})$"),
        r"^(?:AFP|ANI|IANS|PTI|APP|dpa|Reuters?|REUTERS?|Xinhua|Bernama|NNA)$".to_owned(),
        r"^[(\[*-]*\s?(?i:ends?|the end|fin|fim|ende)\s?[)\]*-]*$".to_owned(),
        r"^-\s?30\s?-$".to_owned(),
        r"^(?:#\s?){2,}$|^_{2,}$".to_owned(),
        r"^\(c\)\s?(?:AFP|AP|dpa|Reuters|EFE).{0,40}$".to_owned(),
    ])
    .ok()
});

/// Words before the names of those who made a story.
#[rustfmt::skip]
const CREDITS: &[&str] = &[
    "additional reporting by", "additional reporting", "additional writing by", "compiled by", "edited by", "editing by", "reporting and writing by", "reported by", "reporting by", "with additional reporting", "with agency input", "with agency inputs", "with files from", "with input from", "with inputs from",
    "with reporting by", "with reporting from", "written by", "writing by", "translated by", "translation by", "inputs from", "input from", "production by", "graphic by", "graphics by", "source:", "sources:", "mit agenturmaterial", "mit material von", "mit informationen von", "redaktion:", "redaktion :", "quelle:", "quellen:", "mitarbeit:", "übersetzung:", "avec agences", "avec afp", "avec reuters", "avec l'afp", "source :", "sources :", "traduit par", "con información de", "con informes de",
    "fuente:", "fuentes:", "redacción:", "editado por", "reportaje de", "com informações d", "com agências", "fonte:", "edição:", "reportagem de", "a cura di", "bron:", "bronnen:", "источник:", "джерело:", "źródło:", "kaynak:", "sumber:", "المصدر:", "المصدر :", "إعداد ", "إعداد:", "تحرير:", "编辑:", "编辑：", "责任编辑", "責任編輯", "編輯：", "編集：", "来源：", "来源:", "來源：", "출처:", "출처 :",
];

static CONTRIBUTED: LazyLock<Finder> = LazyLock::new(|| Finder::new("contributed"));
static CREDIT_TABLE: LazyLock<Starts<()>> = LazyLock::new(|| Starts::new(CREDITS.iter().map(|credit| (*credit, ()))));

/// Whether a line closes a story.
pub(in crate::article) fn is_sign_off(line: &str) -> bool {
    line.len() <= CODE_BYTES && is_code(line) || line.len() <= BYTES && is_credit(line)
}

/// Whether it is a rule that may also part two halves of an article.
pub(super) fn is_rule(line: &str) -> bool {
    !line.contains(char::is_alphanumeric)
}

fn is_code(line: &str) -> bool {
    if matches!(line, "(完)" | "（完）" | "(끝)" | "(了)") || is_initials(line) || is_service(line) {
        return true;
    }
    let opens = line.starts_with(['(', '[', '*', '-', '\u{2014}', '\u{2013}', '#', '_']);
    let may = opens || line.len() <= SHORT_BYTES || line.contains('/');
    may && CODE.as_ref().is_some_and(|code| code.is_match(line))
}

/// "dpa stg/eth hub": initials, and nothing else.
fn is_initials(line: &str) -> bool {
    let initials = |part: &str| (2..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase());
    let parts = || line.split([' ', '/', '-']);
    line.contains('/') && line.contains(' ') && parts().count() <= INITIALS && parts().all(initials)
}

/// "- Kestrel News Service".
fn is_service(line: &str) -> bool {
    let name = line.strip_prefix(['-', '\u{2013}', '\u{2014}']).map(str::trim_start);
    name.is_some_and(|name| {
        ["News Service", "News Agency", "News Wire", "Press Agency"].iter().any(|end| name.ends_with(end))
            && name.split(' ').all(|word| word.starts_with(char::is_uppercase))
    })
}

/// "(Reporting by A; Editing by B)", "With reporting by A", "A contributed to this report."
fn is_credit(line: &str) -> bool {
    let bare = line.trim_start_matches(['(', '[', '（', '【', '*', '_', '\u{2014}', '\u{2013}', '-', ' ', '\u{2022}']);
    let bracketed = line.starts_with(['(', '[', '（', '【']) && line.ends_with([')', ']', '）', '】', '.']);
    if let Some((names, ())) = CREDIT_TABLE.of(bare).next() {
        return bracketed || is_names(names);
    }
    if line.len() > CONTRIBUTED_BYTES {
        return false;
    }
    if CONTRIBUTED.find(bare.as_bytes()).is_none() {
        return false;
    }
    let report = [
        "contributed to this report",
        "contributed to this story",
        "contributed to this article",
        "contributed reporting",
    ];
    report.iter().any(|end| bare.contains(end)) && is_names(bare.split(" contributed").next().unwrap_or_default())
}

/// Whether most words are names, so that a text is no sentence.
fn is_names(text: &str) -> bool {
    let (mut names, mut others) = (0, 0);
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/')).filter(|word| !word.is_empty())
    {
        match word.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next() {
            Some(c) if c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase() => names += 1,
            Some(_)
                if matches!(
                    word,
                    "and"
                        | "in"
                        | "by"
                        | "und"
                        | "et"
                        | "y"
                        | "e"
                        | "the"
                        | "at"
                        | "from"
                        | "of"
                        | "de"
                        | "von"
                        | "der"
                        | "Editing"
                        | "editing"
                        | "writing"
                        | "reporting"
                        | "additional"
                ) => {}
            Some(_) => others += 1,
            None => {}
        }
    }
    names > 0 && names > others * 2 && text.len() <= 300
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sign_offs_are_known() {
        for line in [
            "bur-oho/aha",
            "dpa/gem",
            "(dpa/gem)",
            "(END)",
            "ENDS",
            "###",
            "# # #",
            "___",
            "-30-",
            "(APP)",
            "/tm",
            "xjf/xyz",
            "jm/kl (dpa, Reuters)",
            "\u{2014} AFP",
            "(Reporting by Mira Halvorsen in Olm; Editing by Aki Lehtonen)",
            "With reporting by Mira Halvorsen",
            "Additional reporting by Aki Lehtonen and Ilse Brandt.",
            "Redaktion: Ilse Brandt",
            "(c)AFP/Mira Halvorsen",
            "Mira Halvorsen contributed to this report.",
            "(Inputs from agencies)",
            "dpa stg/eth hub",
            "- Kestrel News Service",
            "Reuter",
            "(完)",
            "【编辑:段青梧】",
            "(إعداد سلمى الدروبي)",
        ] {
            assert!(is_sign_off(line), "{line}");
        }
    }

    #[test]
    fn sentences_are_none() {
        for line in [
            "Reporting by the council's own auditors showed that nothing had been paid for in years.",
            "The end of the pier",
            "Ends of ropes lay on the quay.",
            "He left (again).",
            "Source: the letter that the minister had sent to the whole of the council on Monday said so.",
            "Yes",
            "NATO talks",
            "- The news service",
            "yes and/or no to it all",
        ] {
            assert!(!is_sign_off(line), "{line}");
        }
    }
}
