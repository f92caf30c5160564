//! The fields of the index.

use tantivy::schema::{Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions};

use super::tokenizer;
use crate::library::query::TextField;

/// The fields with words, in the order in which the schema has them.
pub(super) const TEXTS: [(TextField, &str); 8] = [
    (TextField::Title, "headline"),
    (TextField::Body, "body"),
    (TextField::Section, "section"),
    (TextField::Author, "author"),
    (TextField::Site, "site"),
    (TextField::Source, "source"),
    (TextField::Place, "place"),
    (TextField::Speaker, "speaker"),
];

/// The field of a text field's words. `Any` and `Quote` have none of their own: their words are in others.
pub(super) fn field(text: TextField) -> Option<Field> {
    (0..).zip(TEXTS).find(|(_, (of, _))| *of == text).map(|(number, _)| Field::from_field_id(number))
}

/// Where in the body the quotes begin and end: positions of the one term [`tokenizer::QUOTE`].
pub(super) const QUOTES: Field = Field::from_field_id(8);

/// The forms of stems: see [`Documents`](super::Documents).
pub(super) const SPELLINGS: Field = Field::from_field_id(9);

/// The position in the catalogue, and its name.
pub(super) const POSITION: (Field, &str) = (Field::from_field_id(10), "position");

/// The names of those who speak, whole, to be counted; and the name of the field.
pub(super) const SPEAKERS: (Field, &str) = (Field::from_field_id(11), "speakers");

/// With what the words of the fields with many words start: a number for each article whose bits are those of [`initial`]. A
/// prefix of one letter is a good part of all terms, too many to read the articles of each.
pub(super) const INITIALS: [(TextField, Field, &str); 3] = [
    (TextField::Title, Field::from_field_id(12), "headline initials"),
    (TextField::Body, Field::from_field_id(13), "body initials"),
    (TextField::Section, Field::from_field_id(14), "section initials"),
];

/// The bit of a letter or digit of ASCII, in lower case, among [`INITIALS`]; none for other bytes.
pub(super) fn initial(letter: u8) -> u64 {
    const BITS: [u64; 256] = {
        let mut bits = [0; 256];
        let letters: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
        let mut at = 0;
        while at < letters.len() {
            bits[letters[at] as usize] = 1 << at;
            at += 1;
        }
        bits
    };
    BITS[usize::from(letter)]
}

/// The schema, whose fields are the constants above.
pub(super) fn schema() -> Schema {
    let mut schema = Schema::builder();
    let text = |tokenizer: &str, record, norms| {
        let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(record);
        TextOptions::default().set_indexing_options(indexing.set_fieldnorms(norms))
    };
    for (of, name) in TEXTS {
        let is_scored = matches!(of, TextField::Title | TextField::Body);
        schema.add_text_field(name, text(tokenizer::FORMS, IndexRecordOption::WithFreqsAndPositions, is_scored));
    }
    schema.add_text_field("quotes", text(tokenizer::BOUNDS, IndexRecordOption::WithFreqsAndPositions, false));
    schema.add_text_field("spellings", text(tokenizer::FORMS, IndexRecordOption::Basic, false));
    schema.add_u64_field(POSITION.1, NumericOptions::default().set_fast());
    schema.add_text_field(SPEAKERS.1, TextOptions::default().set_fast("raw"));
    for (.., name) in INITIALS {
        schema.add_u64_field(name, NumericOptions::default().set_fast());
    }
    schema.build()
}
