//! The body: paragraphs, stray lines, the sign-off, and the sections among them.

pub(super) mod captions;
mod headings;
pub(super) mod sign_off;
pub(super) mod standfirst;
pub(super) mod strays;
mod words;

use super::lines::{Form, Line};
use super::quotes::dialogue::{DASHES, Dashed};
use super::sections::{self, Found, Heading};
use super::{Article, Paragraph, ParagraphKind, Section, StoryLink, Stray, Text};

/// No heading of a section is longer, in bytes.
const HEADING_BYTES: usize = 90;
/// From so many paragraphs behind it on a rule parts the article, and does not close it.
const PARTED: usize = 3;

/// Reads the body off `lines` into `article`. It takes the texts out of the lines. Gives the items of lists behind a dash.
pub(super) fn read(lines: &mut [Line], article: &mut Article) -> Vec<Dashed> {
    read_first(lines, usize::MAX, article).1
}

/// [`read`] up to so many paragraphs. Gives the number of lines that they took, too.
pub(super) fn read_first(lines: &mut [Line], paragraphs: usize, article: &mut Article) -> (usize, Vec<Dashed>) {
    let mut body = Body { lines, article, at: 0, closings: Vec::new(), dashed: Vec::new() };
    while body.at < body.lines.len() && body.article.paragraphs.len() < paragraphs {
        body.line();
    }
    let read = (body.at, std::mem::take(&mut body.dashed));
    body.close();
    read
}

struct Body<'a> {
    lines: &'a mut [Line],
    article: &'a mut Article,
    at: usize,
    /// The lines that may close the story, each with the paragraphs before it.
    closings: Vec<(usize, Text)>,
    dashed: Vec<Dashed>,
}

impl Body<'_> {
    /// Reads a line, or a whole section.
    fn line(&mut self) {
        let Some(line) = self.lines.get(self.at) else { return };
        match line.form {
            Form::Plain => {}
            Form::Menu => {
                let before = self.article.paragraphs.len();
                let text = self.take();
                self.article.strays.push(Stray { before, text });
                return;
            }
            Form::Row | Form::Code | Form::Caption => {
                self.paragraph();
                return;
            }
        }
        let text = line.text.as_str();
        let heading = if text.len() <= HEADING_BYTES { sections::heading(text) } else { None };
        let found = match heading {
            Some(heading) => sections::read(self.lines, self.at, heading),
            None => sections::read_bare(self.lines, self.at),
        };
        if let Some(found) = found {
            self.section(found);
            return;
        }
        let last = self.at + 1 == self.lines.len();
        let bare_heading = heading == Some(Heading::Sure) || heading.is_some() && last;
        let closes = !self.article.paragraphs.is_empty() && sign_off::is_sign_off(text);
        let stray = !closes && (bare_heading || strays::is_stray(text) && !self.is_entry(text));
        let before = self.article.paragraphs.len();
        if closes {
            let text = self.take();
            self.closings.push((before, text));
        } else if let Some((heading, title)) = strays::story(text).filter(|_| stray) {
            let (heading, story) = (Text::new(heading), sections::story(title));
            self.at += 1;
            self.promo(heading, story);
        } else if stray {
            let text = self.take();
            self.article.strays.push(Stray { before, text });
        } else {
            self.paragraph();
        }
    }

    /// Whether a time of day heads the prose of an entry, as in a running report: "6:05 p.m.".
    fn is_entry(&self, text: &str) -> bool {
        let next = self.lines.get(self.at + 1);
        let half = text.ends_with(['m', 'M']) || text.ends_with("m.") || text.ends_with("M.");
        half && sections::is_date(text)
            && headings::is_heading(text.trim_end_matches('.'), self.article.paragraphs.last(), next)
    }

    /// Takes the text of the line and goes on to the next.
    fn take(&mut self) -> Text {
        let text = self.lines.get_mut(self.at).map(|line| std::mem::take(&mut line.text)).unwrap_or_default();
        self.at += 1;
        text
    }

    fn section(&mut self, found: Found) {
        let before = self.article.paragraphs.len();
        let mut section = found.section;
        section.before = before;
        self.article.sections.push(section);
        self.article.strays.extend(found.stray.map(|text| Stray { before, text }));
        self.at += found.taken;
    }

    /// Puts a story that a line by itself promotes to the others that are promoted so.
    fn promo(&mut self, heading: Text, story: StoryLink) {
        let before = self.article.paragraphs.len();
        let sections = &mut self.article.sections;
        if let Some(section) = sections.iter_mut().find(|section| section.heading.as_ref() == Some(&heading)) {
            section.items.push(story);
        } else {
            sections.push(Section { heading: Some(heading), before, items: vec![story] });
        }
    }

    fn paragraph(&mut self) {
        let (kind, lead) = self.kind();
        let text = self.take();
        if kind == ParagraphKind::List
            && let Some(dash) = text.chars().next().filter(|mark| DASHES.contains(mark))
        {
            self.dashed.push((self.article.paragraphs.len(), dash));
        }
        let text = if lead == 0 { text } else { Text::trimmed(text.get(lead..).unwrap_or_default()) };
        self.article.paragraphs.push(Paragraph { kind, text });
    }

    /// What the paragraph of the line is, and how many bytes of its text only say so.
    fn kind(&self) -> (ParagraphKind, usize) {
        let Some(line) = self.lines.get(self.at) else { return (ParagraphKind::Text, 0) };
        match line.form {
            Form::Row => return (ParagraphKind::Row, 0),
            Form::Code => return (ParagraphKind::Code, 0),
            Form::Caption => return (ParagraphKind::Caption, 0),
            Form::Plain | Form::Menu => {}
        }
        let text = line.text.as_str();
        let next = self.lines.get(self.at + 1);
        let before = self.article.paragraphs.last();
        let hashes = text.len() - text.trim_start_matches('#').len();
        if (1..=6).contains(&hashes) && text.get(hashes..).is_some_and(|rest| rest.starts_with(' ')) {
            return (ParagraphKind::Heading, hashes);
        }
        if let Some(lead) = bullet(text, next, before) {
            return (ParagraphKind::List, lead);
        }
        if captions::is_caption(text) {
            return (ParagraphKind::Caption, 0);
        }
        if is_numbered(text, next, before) {
            return (ParagraphKind::List, 0);
        }
        let heading = headings::is_heading(text, before, next) || self.is_entry(text);
        (if heading { ParagraphKind::Heading } else { ParagraphKind::Text }, 0)
    }

    /// Joins what closes the story; a rule with more of the article behind it is a stray line.
    fn close(self) {
        let all = self.article.paragraphs.len();
        let (parts, closes): (Vec<_>, Vec<_>) =
            self.closings.into_iter().partition(|(before, text)| sign_off::is_rule(text) && before + PARTED <= all);
        if !parts.is_empty() {
            self.article.strays.extend(parts.into_iter().map(|(before, text)| Stray { before, text }));
            self.article.strays.sort_by_key(|stray| stray.before);
        }
        let texts: Vec<&str> = closes.iter().map(|(_, text)| text.as_str()).collect();
        self.article.sign_off = (!texts.is_empty()).then(|| Text::new(&texts.join(" ")));
    }
}

/// The bytes of the bullet that opens an item. A dash is one only beside another: it also opens speech.
fn bullet(text: &str, next: Option<&Line>, before: Option<&Paragraph>) -> Option<usize> {
    let mark = text.chars().next()?;
    let rest = text.get(mark.len_utf8()..)?;
    let spaced = rest.starts_with([' ', '\u{a0}', '\t']);
    let bullet = match mark {
        '\u{2022}' | '\u{25aa}' | '\u{25cf}' | '\u{25a0}' | '\u{2023}' | '\u{25e6}' | '\u{b7}' | '・' => true,
        '*' | '-' | '+' => spaced,
        '\u{2013}' | '\u{2014}' => {
            let beside = next.is_some_and(|next| next.text.starts_with(mark))
                || before.is_some_and(|before| before.kind == ParagraphKind::List);
            spaced && beside
        }
        _ => false,
    };
    (bullet && rest.contains(char::is_alphanumeric)).then_some(mark.len_utf8())
}

/// Whether a line is an item with a number: the line before or behind has its neighbour.
fn is_numbered(text: &str, next: Option<&Line>, before: Option<&Paragraph>) -> bool {
    let Some(number) = number(text) else { return false };
    let follows = before.and_then(|before| self::number(&before.text)).is_some_and(|before| before + 1 == number);
    follows || next.and_then(|next| self::number(&next.text)) == Some(number + 1)
}

/// The number of "1. …", "12) …"; letters count from 1.
fn number(text: &str) -> Option<u32> {
    let head = text.split_once([' ', '\u{a0}'])?.0;
    let number = head.strip_suffix(['.', ')'])?;
    match number.as_bytes() {
        [letter @ b'a'..=b'z'] if head.ends_with(')') => Some(u32::from(letter - b'a') + 1),
        [_] | [_, _] => number.parse().ok(),
        _ => None,
    }
}
