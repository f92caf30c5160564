//! What an article says in each field that words are looked for in.

use crate::article::{Article, Quote};
use crate::library::query::TextField;

/// Hands out the texts of a field. A phrase lies within one of them: a paragraph, the name of one author, one title.
pub fn texts(article: &Article, field: TextField, each: &mut dyn FnMut(&str)) {
    match field {
        TextField::Any => {
            texts(article, TextField::Title, each);
            texts(article, TextField::Body, each);
        }
        TextField::Title => article.headline.iter().for_each(|text| each(text)),
        TextField::Body => article.paragraphs.iter().for_each(|paragraph| each(&paragraph.text)),
        TextField::Author => article.authors.iter().for_each(|text| each(text)),
        TextField::Site => article.site.iter().for_each(|text| each(text)),
        TextField::Source => article.source.iter().for_each(|text| each(text)),
        TextField::Place => {
            article.dateline.iter().filter_map(|dateline| dateline.place.as_ref()).for_each(|text| each(text));
        }
        TextField::Speaker => {
            article.quotes.iter().filter_map(|quote| quote.speaker.as_ref()).for_each(|text| each(text));
        }
        TextField::Quote => article.quotes.iter().for_each(|quote| pieces(article, quote, each)),
        TextField::Section => {
            for section in &article.sections {
                section.heading.iter().for_each(|text| each(text));
                section.items.iter().for_each(|item| each(&item.title));
            }
        }
    }
}

/// The part of each paragraph that lies within a quote.
fn pieces(article: &Article, quote: &Quote, each: &mut dyn FnMut(&str)) {
    for number in quote.paragraph..=quote.end_paragraph {
        let Some(paragraph) = article.paragraphs.get(number) else { continue };
        let from = if number == quote.paragraph { quote.start } else { 0 };
        let to = if number == quote.end_paragraph { quote.end } else { paragraph.text.len() };
        each(paragraph.text.get(from..to).unwrap_or_default());
    }
}
