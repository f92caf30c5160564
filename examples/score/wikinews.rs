//! The German news quotation attribution dataset: articles of Wikinews as JSON.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::Deserialize;

use crate::voices::{Quoted, Scores, Truth};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    #[serde(rename = "documentName")]
    name: String,
    original_text: String,
    annotations: Vec<Annotation>,
}

#[derive(Deserialize)]
struct Annotation {
    quote: Words,
    speaker: Option<Words>,
    r#type: String,
}

#[derive(Deserialize)]
struct Words {
    #[serde(default)]
    spans: Vec<Span>,
    #[serde(default)]
    text: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Span {
    char_begin: usize,
    char_end: usize,
}

pub(crate) fn score(dir: &Path, misses: bool, out: &mut impl Write) -> io::Result<()> {
    let mut files: Vec<_> = fs::read_dir(dir)?.collect::<Result<_, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    let mut scores = Scores::new(misses);
    for file in files {
        let Ok(document) = serde_json::from_slice::<Document>(&fs::read(file.path())?) else { continue };
        scores.add(&truth(document), out)?;
    }
    scores.print(out)
}

fn truth(document: Document) -> Truth {
    let mut quotes = Vec::new();
    let mut attributed = Vec::new();
    for annotation in document.annotations.into_iter().filter(|annotation| annotation.r#type == "Direct") {
        let speaker = annotation.speaker.map(|speaker| speaker.text).filter(|text| !text.is_empty());
        let speakers: Vec<String> = speaker.into_iter().collect();
        for span in annotation.quote.spans {
            attributed.push(span.char_begin..span.char_end);
            quotes.push(Quoted { chars: span.char_begin..span.char_end, speakers: speakers.clone() });
        }
    }
    Truth { name: document.name, text: document.original_text, from: 0, quotes, attributed }
}
