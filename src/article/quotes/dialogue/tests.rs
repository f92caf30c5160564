//! Speech behind dashes.

use crate::article::quotes::find;
use crate::article::{Fields, Paragraph, ParagraphKind, Quote, Text, parse};

fn body(text: &str) -> Vec<Paragraph> {
    text.lines().map(|line| Paragraph { kind: ParagraphKind::Text, text: Text::new(line) }).collect()
}

/// The quotes of a text with their speakers.
fn said(language: &str, text: &str) -> Vec<(String, String)> {
    let (found, _) = find(&body(text), Some(language), None);
    let of =
        |quote: Quote| (quote.text.to_string(), quote.speaker.map(|speaker| speaker.to_string()).unwrap_or_default());
    found.into_iter().map(of).collect()
}

/// Checks quotes and speakers of a text.
fn dialogue(language: &str, text: &str, quotes: &[(&str, &str)]) {
    let found = said(language, text);
    let found: Vec<(&str, &str)> = found.iter().map(|(quote, speaker)| (quote.as_str(), speaker.as_str())).collect();
    assert_eq!(found, quotes, "{text}");
}

#[test]
fn speech_behind_dashes() {
    dialogue("no", "– Vi har ikke noe valg, sier havnesjef Ada Holm.", &[("Vi har ikke noe valg", "Ada Holm")]);
    dialogue("sv", "– Är det slut? undrar Ada Holm.", &[("Är det slut?", "Ada Holm")]);
    dialogue("da", "- Det er slut, lyder det fra Ada Holm.", &[("Det er slut", "Ada Holm")]);
    dialogue("fi", "– Se on ohi, Ada Holm sanoo.", &[("Se on ohi", "Ada Holm")]);
    dialogue(
        "ru",
        "— Всё кончено, — сказала Ада Холм. — Мы закрываем порт.",
        &[("Всё кончено", "Ада Холм"), ("Мы закрываем порт.", "Ада Холм")],
    );
    dialogue("pl", "– To koniec – powiedziała Ada Holm.", &[("To koniec", "Ada Holm")]);
    dialogue("fr", "— C’est fini, dit-elle.", &[("C’est fini", "elle")]);
    dialogue(
        "es",
        "—Se acabó —dijo Ada Holm—. Cerramos el puerto.",
        &[("Se acabó", "Ada Holm"), ("Cerramos el puerto.", "Ada Holm")],
    );
    // Within a paragraph, and with a verb that nobody knows, where the name behind it closes the sentence.
    dialogue("no", "Ada Holm vil vente. – Det er slutt, sier hun.", &[("Det er slutt", "hun")]);
    dialogue("no", "– Det er slutt, brumler Ada Holm.", &[("Det er slutt", "Ada Holm")]);
    // Marks within it are part of the words.
    dialogue("no", "– Hun sa «nei» til oss, sier Ada Holm.", &[("Hun sa «nei» til oss", "Ada Holm")]);
    // Questions between the answers are speech, too, and nobody's.
    dialogue(
        "no",
        "– Det er slutt, sier Ada Holm.\n– Har dere råd til dette nå?\n– Nei, aldri, svarer hun.",
        &[("Det er slutt", "Ada Holm"), ("Har dere råd til dette nå?", ""), ("Nei, aldri", "hun")],
    );
}

#[test]
fn dashes_that_open_no_speech() {
    dialogue("no", "– Ny kai i nord", &[]);
    dialogue("no", "Kaia – den eldste i byen – stenges, sier Ada Holm.", &[]);
    dialogue("en", "— It is over, said Ada Holm.", &[]);
    dialogue("fr", "– la fermeture du quai nord,\n– le départ des bateaux.", &[]);
    dialogue("es", "El puerto. -Foto: Ada Holm", &[]);
}

#[test]
fn a_conversation_is_no_list() {
    let text = "Kaia stenges\n\nHavna i Norvik stenger kaia etter at det ble funnet sprekker i muren.\n\n\
        – Det er slutt, sier Ada Holm.\n\n– Vi har ikke noe valg, sier hun.\n\n\
        Det skal skje:\n\n– Kaia stenges\n– Båtene flyttes\n";
    let article = parse(text, &Fields { language: Some("no".to_owned()), ..Fields::default() });
    let kinds: Vec<_> = article.paragraphs.iter().map(|paragraph| (paragraph.kind, &*paragraph.text)).collect();
    assert_eq!(
        kinds.get(1..).unwrap(),
        [
            (ParagraphKind::Text, "– Det er slutt, sier Ada Holm."),
            (ParagraphKind::Text, "– Vi har ikke noe valg, sier hun."),
            (ParagraphKind::Text, "Det skal skje:"),
            (ParagraphKind::List, "Kaia stenges"),
            (ParagraphKind::List, "Båtene flyttes"),
        ]
    );
    assert_eq!(article.quotes.len(), 2);
}
