//! The body: paragraphs, stray lines, the sign-off, and the sections among them.

use std::sync::LazyLock;

use regex::{Regex, RegexSet};

use super::lines::Line;
use super::sections;
use super::{Article, Paragraph, ParagraphKind, Stray, Text};

/// A sub-heading is at most this long, and stands between paragraphs that are at least so long, in characters.
const HEADING_CHARS: usize = 70;
const PARAGRAPH_CHARS: usize = 80;

static STRAY: LazyLock<Option<RegexSet>> = LazyLock::new(|| {
    RegexSet::new([
        r"(?i)^(?:advertisement|advertise\b.*adchoices|anzeige|publicité|publicidad|scroll to continue|loading\W*)$",
        r"(?i)^[\d.,]+k?\s*(?:shares?|comments?|views?|likes?|retweets?)?$",
        r"(?i)^(?:share|share this|share on .{1,40}|follow us.{0,60}|print|email|e-mail|comments?|subscribe.{0,60}|sign up.{0,80})$",
        r"(?i)^(?:read more|also read|see also|read also|also on|watch|related|lesen sie auch|lire aussi|leggi anche)\s*[:|\u{2014}-].{3,}$",
        r"^<[a-z]+\b[^>]*>$",
        r"^https?://\S+$",
        r"(?i)^(?:click|tap) here\b.{0,80}$",
        r"(?i)^(?:read more|related|see also|also read)$",
    ])
    .ok()
});

static SIGN_OFF: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let pattern = r"(?x)^(?:
        [a-z]{2,5}(?:-[a-z]{2,5})*(?:/[a-z]{2,5}(?:-[a-z]{2,5})*)+
        | \(?(?i:(?:additional\s+)?reporting\s+by|writing\s+by|editing\s+by|compiled\s+by)\s.{3,300}
        | ENDS | \#\#\# | ___+ | -30-
        | \((?:dpa|AFP|AP|Reuters|sda|APA)[^)]{0,30}\)
        )$";
    Regex::new(pattern).ok()
});

static CAPTION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^\(?(?:(?:file )?photo|image|picture|foto|bild|crédit photo|caption)\s*(?:by|credit|:|courtesy|/)\s?.{0,240}$").ok()
});

/// Reads the body off `lines` into `article`.
pub(super) fn read(lines: &[Line], article: &mut Article) {
    let mut at = 0;
    let mut sign_off = Vec::new();
    while let Some(line) = lines.get(at) {
        let text = &line.text;
        if sections::is_heading(text)
            && let Some((mut section, taken)) = sections::read(lines, at)
        {
            section.before = article.paragraphs.len();
            article.sections.push(section);
            at += taken;
            continue;
        }
        at += 1;
        if STRAY.as_ref().is_some_and(|stray| stray.is_match(text))
            || !text.contains(char::is_alphanumeric) && text.len() < 3
        {
            article.strays.push(Stray { before: article.paragraphs.len(), text: text.clone() });
        } else if !article.paragraphs.is_empty() && SIGN_OFF.as_ref().is_some_and(|pattern| pattern.is_match(text)) {
            sign_off.push(text.as_str());
        } else {
            let paragraph = paragraph(lines, at - 1, text);
            article.paragraphs.push(paragraph);
        }
    }
    article.sign_off = (!sign_off.is_empty()).then(|| Text::new(&sign_off.join(" ")));
}

fn paragraph(lines: &[Line], at: usize, text: &Text) -> Paragraph {
    let of = |kind, text: &str| Paragraph { kind, text: Text::new(text) };
    if text.starts_with('#') {
        return of(ParagraphKind::Heading, text.trim_start_matches(['#', ' ']));
    }
    if let Some(item) =
        ["- ", "* ", "\u{2022} ", "\u{2022}", "\u{2013} "].iter().find_map(|bullet| text.strip_prefix(bullet))
    {
        return of(ParagraphKind::List, item.trim());
    }
    if CAPTION.as_ref().is_some_and(|caption| caption.is_match(text)) {
        return of(ParagraphKind::Caption, text);
    }
    let kind = if is_sub_heading(lines, at, text) { ParagraphKind::Heading } else { ParagraphKind::Text };
    Paragraph { kind, text: text.clone() }
}

/// A short line without an end between two long ones.
fn is_sub_heading(lines: &[Line], at: usize, text: &str) -> bool {
    let long = |line: Option<&Line>| line.is_some_and(|line| line.text.chars().count() >= PARAGRAPH_CHARS);
    let open = !text.ends_with(['.', '!', ',', ';', ':', '"', '\u{201d}', '\'', '\u{2019}', '»', '。', '」']);
    let quoted = text.starts_with(['"', '\u{201c}', '\u{201e}', '«', '\u{2018}', '\'']);
    text.chars().count() <= HEADING_CHARS
        && text.split_whitespace().count() <= 10
        && open
        && !quoted
        && long(at.checked_sub(1).and_then(|before| lines.get(before)))
        && long(lines.get(at + 1))
}
