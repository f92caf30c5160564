//! Captions of pictures: by the words that open them, or by the credit that closes them.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::article::clean::tail;
use crate::article::starts::Starts;

/// The longest caption, in bytes.
const BYTES: usize = 700;
/// What is looked at for the credit that closes one, in bytes from its end.
const CREDIT_BYTES: usize = 100;
/// What opens a caption, in lower case; a mark of [`MARKS`] follows, or the end.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "photo", "photos", "photo credit", "photo by", "photograph", "photograph by", "photography by", "photo courtesy of", "photo illustration by", "photo illustration", "file photo", "file image", "file pic", "file picture", "file", "image", "image credit", "image credits", "image courtesy of", "image caption", "image copyright", "image source", "images", "picture", "picture credit", "pic", "pictured", "picture by", "credit", "credits", "caption", "media caption", "video caption", "courtesy", "courtesy of", "illustration by", "illustration", "ap photo", "afp photo", "reuters photo", "getty images", "getty", "shutterstock", "representational image", "representative image",
    "foto", "fotos", "bild", "bilder", "bildquelle", "bildunterschrift", "symbolbild", "archivbild", "archivfoto", "grafik", "crédit photo", "crédits photo", "crédit", "crédits", "photo d'illustration", "photo d'archives", "légende", "imagen", "imágenes", "fotografía", "foto de archivo", "crédito", "créditos", "reprodução", "divulgação", "foto di", "immagine", "fotografia", "beeld", "fot", "zdjęcie", "zdroj", "kuva", "bildtext", "foto av", "фото", "фотография", "görsel", "fotoğraf", "ảnh", "الصورة", "صورة", "تصوير", "عکس", "تصویر", "فوٹو", "फोटो", "写真", "画像", "（写真", "撮影", "図", "图", "图片", "图为", "圖", "圖片", "圖為", "사진",
];
const MARKS: &[char] = &[':', '/', '|', '\u{ff1a}', '=', '\u{2014}', '\u{a9}', '\u{bb}'];
/// Those that need no mark behind them.
#[rustfmt::skip]
const SURE_OPENERS: &[&str] = &[
    "image caption ", "image copyright ", "image source ", "media caption ", "video caption ", "photo by ", "photograph by ", "photo credit ", "photo courtesy ", "image courtesy ", "photo illustration by ", "getty images/", "ap photo/", "afp photo/", "(photo", "(photo:", "(foto:", "(bild:", "(image", "(ap photo", "(afp", "(reuters/", "(file photo", "(file)", "file photo of ", "file photo -", "file -", "file \u{2013}", "file \u{2014}", "in this photo", "in this file photo", "in this image", "in this handout", "this photo provided by", "crédit photo", "\u{a9} ", "写真は", "写真提供", "［写真", "[写真", "(写真", "（写真", "图为", "圖為",
];
/// Holders of pictures, as they stand behind the last mark of a credit.
#[rustfmt::skip]
const HOLDERS: &[&str] = &[
    "getty images", "getty", "afp", "ap", "ap photo", "reuters", "epa", "epa-efe", "efe", "shutterstock", "alamy", "alamy stock photo", "istock", "istockphoto", "pa", "pa wire", "pa images", "pa media", "rex", "rex features", "rex/shutterstock", "bloomberg", "xinhua", "zuma", "zuma press", "flickr", "wikimedia commons", "wikimedia", "wikipedia", "unsplash", "pixabay", "pexels", "dpa", "picture alliance", "imago", "imago images", "keystone", "ritzau", "scanpix", "ntb", "tt", "anp", "belga", "ansa", "lapresse", "corbis", "usa today sports", "the canadian press", "facebook", "instagram", "twitter", "youtube", "screenshot", "handout", "pool", "courtesy", "file", "staff", "sipa", "sipa usa", "tass", "ria novosti", "sputnik", "pti", "ani", "yonhap", "kyodo", "jiji", "adobe stock", "dreamstime", "wireimage", "filmmagic", "nurphoto", "anadolu", "anadolu agency", "anadolu agency via getty images",
];

static OPENER_TABLE: LazyLock<Starts<()>> = LazyLock::new(|| Starts::new(OPENERS.iter().map(|opener| (*opener, ()))));
static SURE_TABLE: LazyLock<Starts<()>> =
    LazyLock::new(|| Starts::new(SURE_OPENERS.iter().map(|opener| (*opener, ()))));

/// Whether a line is the caption of a picture.
pub(in crate::article) fn is_caption(line: &str) -> bool {
    line.len() <= BYTES && (opens(line) || closes(line))
}

fn opens(line: &str) -> bool {
    if SURE_TABLE.of(line).next().is_some() {
        return true;
    }
    let bare = line.trim_start_matches(['(', '[', '*', '_', '\u{2191}', '\u{25b2}', '\u{25bc}', ' ']);
    OPENER_TABLE.of(bare).any(|(rest, ())| rest.trim_start().starts_with(MARKS))
}

static VIA: LazyLock<Finder> = LazyLock::new(|| Finder::new(" via "));

/// "The pier on Monday. Mira Halvorsen / Getty Images", "(AP Photo/Aki Lehtonen)", "[File: Ilse Brandt/Reuters]".
fn closes(line: &str) -> bool {
    if line.ends_with(['.', '"', '\u{201d}'])
        && !line.ends_with(").")
        && !line.ends_with("].")
        && line.len() > CREDIT_BYTES
    {
        return false;
    }
    let line = tail(line, CREDIT_BYTES);
    let bytes = line.as_bytes();
    let marked =
        memchr::memchr3(b'/', b'|', b')', bytes).is_some() || memchr::memchr(b']', bytes).is_some() || !line.is_ascii();
    if !marked && VIA.find(bytes).is_none() {
        return false;
    }
    let bare = line.trim_end_matches([')', ']', '.', ' ', '*']);
    let bracketed = bare.len() < line.len() && line.trim_end_matches('.').ends_with([')', ']']);
    if bracketed && let Some(open) = bare.rfind(['(', '[']) {
        let credit = bare.get(open + 1..).unwrap_or_default().to_lowercase();
        let photo =
            ["photo", "getty", "image", "picture", "courtesy", "credit", "file:", "shutterstock", "screenshot", "foto"];
        let slashed = credit.rsplit_once('/').is_some_and(|(_, holder)| HOLDERS.contains(&holder.trim()));
        let short = credit.len() <= 90;
        return short
            && (slashed
                || photo.iter().any(|word| {
                    credit.starts_with(word) || credit.contains("ap photo") || credit.contains("getty images")
                }));
    }
    let Some((_, holder)) = bare.rsplit_once(['/', '|', '\u{a9}', '\u{2022}']) else {
        let folded = bare.get(bare.len().saturating_sub(40)..).unwrap_or_default().to_lowercase();
        return folded.ends_with(" via getty images") || folded.ends_with(" via ap") || folded.ends_with("via reuters");
    };
    holder.len() <= 40 && HOLDERS.contains(&holder.trim().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_known() {
        for line in [
            "Photo: Mira Halvorsen",
            "(AP Photo/Aki Lehtonen)",
            "Image copyright Getty Images",
            "Image caption The pier on Monday",
            "The pier on Monday. Mira Halvorsen / Getty Images",
            "FILE PHOTO: The pier at Norvik",
            "Foto: Ilse Brandt",
            "Bild: dpa",
            "写真：港の桟橋",
            "(Photo by Mira Halvorsen)",
            "Credit: Aki Lehtonen",
            "The pier on Monday (Photo: Mira Halvorsen)",
            "Ships wait [File: Ilse Brandt/Reuters]",
            "FILE - The pier at Norvik in 2019.",
            "Фото: Илзе Брандт",
        ] {
            assert!(is_caption(line), "{line}");
        }
        for line in [
            "Photo shops close.",
            "Images of the pier were shown all day.",
            "The council met (again).",
            "He wrote it on Facebook.",
            "File a claim, she said.",
            "The minister said so on Monday (AFP).",
            "Credit is tight.",
        ] {
            assert!(!is_caption(line), "{line}");
        }
    }
}
