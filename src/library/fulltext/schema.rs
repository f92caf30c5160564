//! The fields of the index.

use tantivy::fieldnorm::FieldNormReader;
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

/// What is told of the words of the fields that have many: a number for each article.
///
/// The bits of [`initial`] say with what they start: a prefix of one letter is a good part of all terms, too many to read the
/// articles of each. Above them stands how many they are, as tantivy's code of a length. tantivy itself is not told the lengths: it
/// would weigh every term for a kind of search that is not asked of it.
pub(super) const DIGESTS: [(TextField, Field, &str); 3] = [
    (TextField::Title, Field::from_field_id(12), "headline digest"),
    (TextField::Body, Field::from_field_id(13), "body digest"),
    (TextField::Section, Field::from_field_id(14), "section digest"),
];

/// Bits of a digest that are initials.
const INITIALS: u32 = 36;

/// The digest of a field that has so many words, which start so.
pub(super) fn digest(initials: u64, words: u32) -> u64 {
    initials | u64::from(FieldNormReader::fieldnorm_to_id(words)) << INITIALS
}

/// The code of the length that a digest has.
pub(super) fn length(digest: u64) -> u8 {
    u8::try_from(digest >> INITIALS & 0xff).unwrap_or_default()
}

/// The bit of a letter or digit of ASCII, in lower case, in a digest; none for other bytes.
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
    let text = |tokenizer: &str, record| {
        let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(record);
        TextOptions::default().set_indexing_options(indexing.set_fieldnorms(false))
    };
    for (_, name) in TEXTS {
        schema.add_text_field(name, text(tokenizer::FORMS, IndexRecordOption::WithFreqsAndPositions));
    }
    schema.add_text_field("quotes", text(tokenizer::BOUNDS, IndexRecordOption::WithFreqsAndPositions));
    schema.add_text_field("spellings", text(tokenizer::FORMS, IndexRecordOption::Basic));
    schema.add_u64_field(POSITION.1, NumericOptions::default().set_fast());
    schema.add_text_field(SPEAKERS.1, TextOptions::default().set_fast("raw"));
    for (.., name) in DIGESTS {
        schema.add_u64_field(name, NumericOptions::default().set_fast());
    }
    schema.build()
}
