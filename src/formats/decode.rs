//! From bytes to text.

mod guess;

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::{Document, Parts, Problem, repair};

/// Bytes that are looked at to tell text from other data.
pub(super) const SAMPLE: usize = 8 * 1024;
/// How files start that are no text, whatever follows.
const MAGIC: [&[u8]; 22] = [
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"RIFF",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"MZ\x90",
    b"SQLite format 3",
    b"OggS",
    b"ID3",
    b"fLaC",
    b"\x1a\x45\xdf\xa3",
    b"\xd0\xcf\x11\xe0",
    b"7z\xbc\xaf",
    b"Rar!",
    b"BZh9",
    b"\xfd7zXZ",
    b"wOF2",
    b"\0asm",
];

/// Decoded text.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static str,
    pub(super) warnings: Vec<String>,
}

impl Decoded {
    /// Fields that were decoded apart from their text.
    pub(super) fn utf_8() -> Self {
        Self { text: String::new(), encoding: "utf-8", warnings: Vec::new() }
    }

    /// The document that a container's `parts` make. Text and fields are repaired.
    pub(super) fn document(self, format: &'static str, parts: Parts) -> Document {
        let mut warnings = self.warnings;
        warnings.extend(parts.warnings);
        let (text, done) = repair::text(parts.text);
        warnings.extend(done.into_iter().map(str::to_owned));
        let mut fields = parts.fields;
        fields.language = fields.language.map(|language| plain_language(&language));
        let single = [&mut fields.headline, &mut fields.site, &mut fields.source];
        for field in single.into_iter().flatten().chain(&mut fields.authors) {
            *field = repair::text(std::mem::take(field)).0;
        }
        Document { format, encoding: self.encoding, text, fields, warnings, ..Document::default() }
    }
}

/// Codes of ISO 639-3, which web archives use, and those of ISO 639-1.
const THREE_LETTERS: [(&str, &str); 20] = [
    ("eng", "en"),
    ("deu", "de"),
    ("fra", "fr"),
    ("spa", "es"),
    ("por", "pt"),
    ("ita", "it"),
    ("nld", "nl"),
    ("pol", "pl"),
    ("rus", "ru"),
    ("ukr", "uk"),
    ("ara", "ar"),
    ("fas", "fa"),
    ("urd", "ur"),
    ("hin", "hi"),
    ("zho", "zh"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("tur", "tr"),
    ("swe", "sv"),
    ("ces", "cs"),
];

/// The language of a locale or a code: `en` of `en-US`, `en_GB.UTF-8` and `eng`. Names stay.
fn plain_language(language: &str) -> String {
    let first = language.trim().split(['-', '_', ',', '.', ';']).next().unwrap_or_default();
    let lower = first.to_lowercase();
    match THREE_LETTERS.iter().find(|(three, _)| *three == lower) {
        Some((_, two)) => (*two).to_owned(),
        None if (2..=3).contains(&first.len()) => lower,
        None => language.trim().to_owned(),
    }
}

/// Decodes by the byte order mark, as UTF-16 or strict UTF-8 where it is certain, by what was `declared`, by what the bytes look
/// like, else as Windows-1252. Text that is UTF-8 up to a cut at its end, or but for some bytes, is UTF-8. NUL bytes go.
///
/// # Errors
///
/// When there is nothing, or when it is no text.
pub(super) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<Decoded, Problem> {
    let mut decoded = match (Encoding::for_bom(bytes), guess::utf_16(bytes)) {
        (Some((encoding, _)), _) | (None, Some(encoding)) => foreign(bytes, encoding),
        (None, None) => {
            refuse_binary(bytes)?;
            without_mark(bytes, declared)
        }
    };
    decoded.text = repair::controls(decoded.text);
    if memchr::memchr(0, decoded.text.as_bytes()).is_some() {
        decoded.text.retain(|c| c != '\0');
        decoded.warnings.push("NUL bytes dropped".to_owned());
    }
    if decoded.text.trim().is_empty() {
        return Err(Problem::new("empty"));
    }
    Ok(decoded)
}

/// [`decode`] of the start of a text, which may be cut within a character.
///
/// # Errors
///
/// When there is nothing.
pub(super) fn start(bytes: &[u8]) -> Result<Decoded, Problem> {
    let cut = bytes.iter().rev().take(3).take_while(|byte| matches!(byte, 0x80..=0xbf)).count() + 1;
    // Without its last character, if that is no ASCII.
    let whole = match bytes.last() {
        Some(0x80..) => bytes.get(..bytes.len() - cut.min(bytes.len())).unwrap_or_default(),
        _ => bytes,
    };
    match plain(whole) {
        Some(text) if !text.trim().is_empty() => Ok(Decoded { text: text.to_owned(), ..Decoded::utf_8() }),
        _ => decode(bytes, None),
    }
}

/// The text of bytes that [`decode`] would give back as they are.
pub(super) fn plain(bytes: &[u8]) -> Option<&str> {
    if has_controls(bytes) || repair::has_c1(bytes) || bytes.starts_with(b"\xef\xbb\xbf") {
        return None;
    }
    std::str::from_utf8(bytes).ok()
}

fn without_mark(bytes: &[u8], declared: Option<&'static Encoding>) -> Decoded {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Decoded { text: text.to_owned(), encoding: "utf-8", warnings: Vec::new() },
        Err(error) => error,
    };
    if error.error_len().is_none() {
        let whole = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let warnings = vec!["the text is cut within its last character".to_owned()];
        return Decoded { text: String::from_utf8_lossy(whole).into_owned(), encoding: "utf-8", warnings };
    }
    if let Some(text) = mostly_utf_8(bytes) {
        let warnings = vec!["some bytes are not utf-8".to_owned()];
        return Decoded { text, encoding: "utf-8", warnings };
    }
    foreign(bytes, declared.filter(|encoding| *encoding != UTF_8).unwrap_or_else(|| guess::legacy(bytes)))
}

fn foreign(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, encoding, malformed) = encoding.decode(bytes);
    let name = name(encoding);
    let warnings = malformed.then(|| format!("some bytes are not {name}")).into_iter().collect();
    Decoded { text: text.into_owned(), encoding: name, warnings }
}

/// The encoding's name in lower case, as the web writes it.
fn name(encoding: &'static Encoding) -> &'static str {
    const NAMES: [&str; 30] = [
        "utf-8",
        "utf-16le",
        "utf-16be",
        "windows-1252",
        "windows-1250",
        "windows-1251",
        "windows-1253",
        "windows-1254",
        "windows-1255",
        "windows-1256",
        "windows-1257",
        "windows-1258",
        "windows-874",
        "gbk",
        "gb18030",
        "big5",
        "shift_jis",
        "euc-jp",
        "euc-kr",
        "iso-2022-jp",
        "iso-8859-2",
        "iso-8859-4",
        "iso-8859-5",
        "iso-8859-6",
        "iso-8859-7",
        "iso-8859-8",
        "iso-8859-15",
        "koi8-r",
        "koi8-u",
        "ibm866",
    ];
    NAMES.into_iter().find(|name| name.eq_ignore_ascii_case(encoding.name())).unwrap_or_else(|| encoding.name())
}

/// Reads UTF-8 in which a few bytes are Windows-1252; `None` where they are more than a few.
fn mostly_utf_8(bytes: &[u8]) -> Option<String> {
    let (mut wide, mut bad) = (0usize, 0usize);
    let mut text = String::with_capacity(bytes.len() + 16);
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    (wide >= 4 && wide >= bad * 4).then_some(text)
}

/// A sample as text, whatever its bytes: to look at, not to keep.
pub(super) fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    match wide(bytes) {
        Some(encoding) => encoding.decode(bytes).0,
        // What is UTF-8 is told faster so.
        None => std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed),
    }
}

/// The UTF-16 that bytes are in, if they are.
pub(super) fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    marked.or_else(|| guess::utf_16(bytes)).filter(|encoding| *encoding != UTF_8)
}

/// Refuses what is no text: by how it starts, or by its NUL bytes and controls.
///
/// # Errors
///
/// When it is none, or when there is nothing.
pub(super) fn refuse_binary(bytes: &[u8]) -> Result<(), Problem> {
    if bytes.is_empty() {
        return Err(Problem::new("empty"));
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let controls = has_controls(sample);
    if Encoding::for_bom(bytes).is_some() || controls && guess::utf_16(bytes).is_some() {
        return Ok(());
    }
    if MAGIC.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(Problem::new("binary"));
    }
    if !controls {
        return Ok(());
    }
    let odd = |byte: &&u8| **byte < 0x20 && !matches!(**byte, 0 | b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let nuls = sample.iter().filter(|byte| **byte == 0).count();
    let odd = sample.iter().filter(odd).count();
    let wild = std::str::from_utf8(sample).is_err_and(|error| error.error_len().is_some());
    let binary = nuls * 10 > sample.len() || odd * 10 > sample.len() || wild && (nuls + odd) * 25 > sample.len();
    if binary { Err(Problem::new("binary")) } else { Ok(()) }
}

/// Whether bytes have controls of ASCII other than those of every text: tabs and line ends. Most have none, so all are looked at
/// without a branch.
fn has_controls(bytes: &[u8]) -> bool {
    bytes.iter().fold(false, |any, byte| any | ((*byte < b' ') & !matches!(byte, b'\t' | b'\n' | b'\r')))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(bytes: &[u8], text: &str, encoding: &str) {
        let decoded = decode(bytes, None).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
    }

    #[test]
    fn encodings_are_told_apart() {
        check("Caf\u{e9}".as_bytes(), "Caf\u{e9}", "utf-8");
        check(b"\xef\xbb\xbfCaf\xc3\xa9", "Caf\u{e9}", "utf-8");
        check(b"\x93Caf\xe9\x94", "\u{201c}Caf\u{e9}\u{201d}", "windows-1252");
        check(b"\xff\xfeh\0i\0", "hi", "utf-16le");
        check(b"\xfe\xff\0h\0i", "hi", "utf-16be");
        check(b"h\0i\0 \0y\0", "hi y", "utf-16le");
        check(b"\0h\0i\0 \0y", "hi y", "utf-16be");
        check(b"cut \xe6\x9d", "cut ", "utf-8");
        check("\u{93}so\u{94}".as_bytes(), "\u{201c}so\u{201d}", "utf-8");
        check(b"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 \x93", "\u{e9}\u{e9}\u{e9}\u{e9} \u{201c}", "utf-8");
        check(b"a few words with a NUL\0 in it", "a few words with a NUL in it", "utf-8");
    }

    #[test]
    fn some_nuls_in_a_text_do_not_make_it_utf_16() {
        let text = "The har\0bour was open again.\nThe boats went o\0ut.\n";
        check(text.repeat(3).as_bytes(), &text.replace('\0', "").repeat(3), "utf-8");
        for text in [
            "Президент заявил, что переговоры будут продолжены.",
            "सरकार ने कहा कि बातचीत अगले हफ्ते भी जारी रहेगी।",
            "总统星期三表示 谈判将在下周继续\n进行 双方都有诚意\n",
            "قال الرئيس يوم الاثنين إن المحادثات ستستمر الأسبوع المقبل",
        ] {
            let bytes: Vec<u8> = text.repeat(4).encode_utf16().flat_map(u16::to_le_bytes).collect();
            check(&bytes, &text.repeat(4), "utf-16le");
        }
    }

    #[test]
    fn old_encodings_are_detected() {
        let texts = [
            ("Президент заявил в понедельник, что переговоры будут продолжены.", "windows-1251"),
            ("Президент заявил в понедельник, что переговоры будут продолжены.", "koi8-u"),
            ("قال الرئيس يوم الاثنين إن المحادثات ستستمر الأسبوع المقبل", "windows-1256"),
            ("総理大臣は月曜日に会見を開き、協議を続けると述べた。", "shift_jis"),
            ("総理大臣は月曜日に会見を開き、協議を続けると述べた。", "euc-jp"),
            ("总统星期一表示，谈判将在下周继续进行，双方都有诚意。", "gbk"),
            ("總統星期一表示，談判將在下週繼續進行，雙方都有誠意。", "big5"),
            ("대통령은 월요일 회담이 다음 주에도 계속될 것이라고 말했다.", "euc-kr"),
            (
                "Prezydent powiedział w poniedziałek, że rozmowy będą kontynuowane, mówiąc o wyższych żądaniach wobec sąsiadów i przyszłości.",
                "windows-1250",
            ),
            (
                "Der Präsident sagte, die Gespräche würden natürlich über die nächsten Jahre fortgeführt, schön für Österreich, größer.",
                "windows-1252",
            ),
            (
                "Le président a déclaré que les négociations étaient terminées à Genève, malgré l’été, où ça s’arrête.",
                "windows-1252",
            ),
        ];
        for (text, label) in texts {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let bytes = encoding.encode(text).0;
            check(&bytes, text, label);
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(decode(b"", None).unwrap_err().reason, "empty");
        assert_eq!(decode(b" \n", None).unwrap_err().reason, "empty");
        assert_eq!(decode(&[0, 1, 2, 3, 0, 0, 255], None).unwrap_err().reason, "binary");
        assert_eq!(decode(b"%PDF-1.4\nplain words", None).unwrap_err().reason, "binary");
    }

    proptest! {
        #[test]
        fn any_bytes_decode_or_are_named(bytes in any::<Vec<u8>>()) {
            match decode(&bytes, None) {
                Ok(decoded) => prop_assert!(!decoded.text.is_empty()),
                Err(problem) => prop_assert!(!problem.reason.is_empty()),
            }
        }
    }
}
