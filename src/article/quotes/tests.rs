//! What stands between marks, and who said it.

use QuoteKind::{Fragment, Other, Speech};

use super::*;
use crate::article::ParagraphKind;

fn body(text: &str) -> Vec<Paragraph> {
    text.lines().map(|line| Paragraph { kind: ParagraphKind::Text, text: Text::new(line) }).collect()
}

/// Checks the quotes of a text; a line is a paragraph.
fn spans(text: &str, quotes: &[&str]) {
    let (found, _) = find(&body(text), Some("en"), None);
    let found: Vec<&str> = found.iter().map(|quote| quote.text.as_str()).collect();
    assert_eq!(found, quotes, "{text}");
}

/// Checks speaker and cue of the first quote; "" stands for none.
fn voice(language: &str, text: &str, speaker: &str, cue: &str) {
    let (found, _) = find(&body(text), Some(language), None);
    let quote = found.first().unwrap();
    let of = |text: &Option<Text>| text.as_deref().unwrap_or_default().to_owned();
    assert_eq!((of(&quote.speaker).as_str(), of(&quote.cue).as_str()), (speaker, cue), "{text}");
}

#[test]
fn marks_of_many_countries() {
    spans("\"It is done,\" she said.", &["\"It is done,\""]);
    spans("``It is done,'' she said.", &["``It is done,''"]);
    spans("„Es ist vorbei“, sagte Holm. „Endlich!”", &["„Es ist vorbei“", "„Endlich!”"]);
    spans("»Es ist vorbei«, sagte Holm. (»Endlich!«)", &["»Es ist vorbei«", "»Endlich!«"]);
    spans("« C’est fini », a dit Holm. «Enfin!»", &["« C’est fini »", "«Enfin!»"]);
    spans("”Nu är det klart”, säger Holm.", &["”Nu är det klart”"]);
    spans("知事は「終わった。『灯台』も」と述べた。", &["「終わった。『灯台』も」"]);
    spans("市长说：“桥通了。”他很高兴。", &["“桥通了。”"]);
    spans("시장은 \"끝났다\"라고 말했다.", &["\"끝났다\""]);
    spans("قال هولم: «انتهى العمل»، وابتسم.", &["«انتهى العمل»"]);
    spans("وصفه بـ\"عمل كبير\" أمس.", &["\"عمل كبير\""]);
    spans("ہولم نے کہا کہ ’’کام ختم ہوا‘‘ اور چلے گئے۔", &["’’کام ختم ہوا‘‘"]);
}

#[test]
fn the_neighbours_decide_and_not_the_glyph() {
    spans("”It is done,“ she said.", &["”It is done,“"]);
    spans("“It is done,\" she said of the \"plan”.", &["“It is done,\"", "\"plan”"]);
    spans("A 19\" screen, and \"no more\" of 24\" ones.", &["\"no more\""]);
    spans("He said (\"quietly\") that it—\"the pier\"—was open.", &["\"quietly\"", "\"the pier\""]);
}

#[test]
fn single_marks_count_where_they_are_the_primary_ones() {
    spans("‘It’s the workers’ plan,’ he said. ‘Tis so.", &["‘It’s the workers’ plan,’"]);
    spans(
        "'We don't know,' she said of the '90s. 'He said \"no\" to it.'",
        &["'We don't know,'", "'He said \"no\" to it.'"],
    );
    spans("\"The 'plan' isn't ours,\" he said in the '90s.", &["\"The 'plan' isn't ours,\""]);
    spans("The workers' plan isn't new. It's theirs.", &[]);
}

#[test]
fn quotes_within_quotes_are_part_of_them() {
    spans("“He told me “no” and left,” she said.", &["“He told me “no” and left,”"]);
    spans("\"She said 'yes' at once,\" he said.", &["\"She said 'yes' at once,\""]);
}

#[test]
fn a_quote_may_run_over_paragraphs() {
    spans("\"It goes on\n\"and on,\" he said.", &["\"It goes on \"and on,\""]);
    spans("“One.\n“Two.\n“Three,” she said. “Four.”", &["“One. “Two. “Three,”", "“Four.”"]);
}

#[test]
fn paragraphs_that_were_joined_reopen_their_quotes_within_a_line() {
    let (found, warnings) = find(&body("\"One,\" she said. \"Two. \"Three.\""), Some("en"), None);
    assert_eq!(found.iter().map(|quote| quote.text.as_str()).collect::<Vec<_>>(), ["\"One,\"", "\"Two.", "\"Three.\""]);
    assert!(found.iter().all(|quote| quote.speaker.as_deref() == Some("she")) && warnings.is_empty());
}

#[test]
fn a_quote_that_is_not_closed_ends_with_its_paragraph_and_a_warning() {
    let (found, warnings) = find(&body("“It never ends, he said.\nAnother paragraph."), None, None);
    assert_eq!(found.first().map(|quote| quote.text.as_str()), Some("“It never ends, he said."));
    assert_eq!(warnings, ["a quote in paragraph 1 is not closed"]);
    spans("“It never ends, he said “but this does,” and left.", &["“It never ends, he said", "“but this does,”"]);
    spans("A mark at the end is nothing \"", &[]);
}

#[test]
fn kinds_are_told_apart() {
    let kinds = |text: &str| find(&body(text), Some("en"), None).0.iter().map(|quote| quote.kind).collect::<Vec<_>>();
    assert_eq!(kinds("\"We will build this pier again,\" Holm said."), [Speech]);
    assert_eq!(kinds("Holm said the talks were \"pragmatic\"."), [Fragment]);
    assert_eq!(kinds("The film \"The Long Quay\" opens on Monday."), [Other]);
    assert_eq!(kinds("Holm spoke on \"Morning In Norvik\" and said little."), [Fragment]);
    assert_eq!(kinds("\"Nobody ever came back from that island.\""), [Speech]);
}

#[test]
fn speakers_behind_a_quote() {
    voice("en", "\"It is done,\" said Harbour Master Aki Lehtonen, who had come late.", "Aki Lehtonen", "said");
    voice("en", "\"It is done,\" Mayor Ada Holm told reporters.", "Ada Holm", "told");
    voice("en", "\"It is done,\" Ada Holm, 52, a teacher, said on Monday.", "Ada Holm", "said");
    voice("en", "\"It is done,\" the official said.", "the official", "said");
    voice("en", "\"It is done,\" Ada Connolly Reilly said.", "Ada Connolly Reilly", "said");
    voice("en", "\"It is done,\" said the skipper of the Corvina, Ada Holm.", "Ada Holm", "said");
    voice("en", "\"It is done,\" the skipper, Ada Holm, said.", "Ada Holm", "said");
    voice("en", "\"It is done,\" said the skipper, Holm's brother.", "the skipper", "said");
    voice("en", "\"It is done,\" said a spokesman for the port.", "a spokesman", "said");
    voice("en", "\"It is done,\" said Holm. Ada Holm is the mayor.", "Ada Holm", "said");
    voice("en", "\"It is done,\" he added.", "he", "added");
    voice("en", "\"It is done,\" the Norvik Defense Forces (NDF) said.", "the Norvik Defense Forces", "said");
    voice("en", "\"It is done,\" said Defense Secretary Ada Holm.", "Ada Holm", "said");
    voice("en", "\"It is done,\" the Ministry of Health said.", "the Ministry of Health", "said");
    voice("en", "\"It is done,\" the U.S. Department of State said.", "the U.S. Department of State", "said");
    voice("en", "\"It is done,\" said the mayor of Norvik.", "the mayor", "said");
    voice("en", "\"It is done,\" according to Ada Holm.", "Ada Holm", "according to");
    voice("en", "\"It is done.\" Holm walked away.", "", "");
}

#[test]
fn speakers_before_a_quote() {
    voice("en", "Holm said the plan was \"a step that was overdue\" for the port.", "Holm", "said");
    voice("en", "On Monday, Prime Minister Ada Holm told the council: \"It is done.\"", "Ada Holm", "told");
    voice("en", "Speaking in Norvik Mr Holm said: \"It is done.\"", "Holm", "said");
    voice("en", "Holm thanked the crew, adding that \"it is done\".", "Holm", "adding");
    voice("en", "Holm visited the pier and said: \"It is done.\"", "Holm", "said");
    voice("en", "The port says it hopes this will \"bring the ferries back\".", "The port", "hopes");
    voice("en", "The morning's talks with Brandt were \"open and to the point\".", "", "");
    voice("en", "Holm: \"It is done.\"", "Holm", "");
}

#[test]
fn speakers_of_neighbours() {
    let of = |text: &str| {
        let (found, _) = find(&body(text), Some("en"), None);
        found.iter().map(|quote| quote.speaker.as_deref().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of("\"It is done,\" Ada Holm said. \"We are glad.\""), ["Ada Holm", "Ada Holm"]);
    assert_eq!(of("\"It is done,\" Ada Holm said.\n\"We are glad.\""), ["Ada Holm", "Ada Holm"]);
    assert_eq!(of("Ada Holm said:\n\"We are glad.\""), ["Ada Holm"]);
    assert_eq!(of("\"It is done,\" Holm said. Lehtonen said \"never again\"."), ["Holm", "Lehtonen"]);
    assert_eq!(
        of("\"Wang and Holm met,\" said Ada Holm.\n\"No,\" said Wang Li.\n\"Yes,\" said Holm."),
        ["Ada Holm", "Wang Li", "Ada Holm"]
    );
}

#[test]
fn speakers_in_other_languages() {
    voice("de", "„Es ist vorbei“, sagte Bürgermeisterin Ada Holm am Montag.", "Ada Holm", "sagte");
    voice("de", "„Es ist vorbei“, so der Sprecher der Werft.", "der Sprecher der Werft", "so");
    voice("de", "Im Rathaus sagte er: „Es ist vorbei.“", "er", "sagte");
    voice("de", "Die Lage sei ernst, sagte sie: „Es fehlt an allem.“", "sie", "sagte");
    voice("fr", "« C’est fini », a déclaré la maire Ada Holm.", "Ada Holm", "a déclaré");
    voice("de", "„Es ist vorbei“, sagte Ada Holm unserer Zeitung.", "Ada Holm", "sagte");
    voice("fr", "« C’est fini », a expliqué à l'AFP Ada Holm.", "Ada Holm", "a expliqué");
    voice("es", "“Se acabó”, dijo a EFE el alcalde, Vicent Holm.", "Vicent Holm", "dijo");
    voice("fr", "« C’est fini », dit-elle.", "elle", "dit-elle");
    voice("fr", "Selon Ada Holm, « tout est fini ».", "Ada Holm", "Selon");
    voice("es", "“Se acabó”, dijo la alcaldesa Ada Holm.", "Ada Holm", "dijo");
    voice("es", "Según Ada Holm, “todo se acabó”.", "Ada Holm", "Según");
    voice("tr", "Belediye Başkanı Ada Holm, “Her şey bitti” dedi.", "Ada Holm", "dedi");
    voice("tr", "Holm ise “Her şey bitti” diye konuştu.", "Holm", "diye konuştu");
    voice("tr", "“Her şey bitti” ifadelerini kullandı.", "", "ifadelerini kullandı");
    voice("zz", "“Se acabó”, dijo la alcaldesa Ada Holm.", "", "");
}

#[test]
fn speakers_in_german_sentences() {
    let of = |text: &str, speaker: &str, cue: &str| voice("de", text, speaker, cue);
    of("Dabei griff sie ihn scharf an: „Es ist vorbei.“", "", "");
    of("„Es ist vorbei“, hieß es in der Rede.", "", "hieß");
    of("Der Leiter der Werft, Klaus Holm, sagte: „Es ist vorbei.“", "Klaus Holm", "sagte");
    of("Holm hatte die Rolle der Fraktions- und Parteichefs betont: „Es ist vorbei.“", "Holm", "betont");
    of("Der Sprecher Béla Holm hatte am Mittwoch erklärt, es gehe darum, „ob es vorbei ist“.", "Béla Holm", "erklärt");
    of("Wie Ministerin Ada Holm am Dienstag erklärte, sieht die Werft darin „kein Hindernis“.", "Ada Holm", "erklärte");
    of("Angesichts solcher Lücken nannte Ada Holm den Plan „überflüssig“.", "Ada Holm", "nannte");
    of("Passend zu den Gefahren des Eises warnte Ada Holm: „Es ist glatt.“", "Ada Holm", "warnte");
    of("Auch die Ministerin Ada Holm (SPD) äußerte Vorbehalte: „Es ist vorbei.“", "Ada Holm", "äußerte");
    of("Als ein Gast kam, biss der Mann den Gast und rief: „Lasst mich raus!“", "der Mann", "rief");
    of("Es kamen tausend Helfer, die unter anderem skandierten: „Es ist vorbei!“", "Helfer", "skandierten");
    of("Die Werft müsse das „ganz aufgeben“, so Holm.", "Holm", "so");
    of("Die Werft müsse das „ganz“ aufgeben, so Ada Holm.", "Ada Holm", "so");
    of(
        "Ada Holm, eine der Leiterinnen, verurteilte die Haltung der Werft: „Es ist vorbei.“",
        "Ada Holm",
        "verurteilte",
    );
    of("Die Werft, die Holm kennt, sagte Ada Brandt, sei „ganz am Ende“.", "Ada Brandt", "sagte");
    of("Deren Haltung gegenüber der Werft bezeichnete er als „falsch“.", "er", "bezeichnete");
    of("Besorgt äußerte sich auch die Leiterin der Werft, Ada Holm: „Es ist vorbei.“", "Ada Holm", "äußerte");
    of("Ergänzend fügte Holm hinzu: „Es ist vorbei.“", "Holm", "fügte");
    of("„Es ist vorbei“, wird Holm zitiert.", "Holm", "zitiert");
    of("Ada Holm riet allgemein zu „Gelassenheit und Umsicht“.", "Ada Holm", "riet");
    of("Nach den Worten der Sprecherin der Werft, Ada Holm, fehle es „an allem“.", "Ada Holm", "Nach den Worten");
    of("Dem Bericht zufolge gab es „technische Probleme“.", "Dem Bericht", "zufolge");
    of("Das sei neu, sagte Holm.Als „verpasste Chance“ beurteilte Ada Brandt die Zeit.", "Ada Brandt", "beurteilte");
}

#[test]
fn german_verbs_that_tell_whom_to_believe() {
    let of = |text: &str, speaker: &str, cue: &str| voice("de", text, speaker, cue);
    // Who is cited, not who cites.
    of("Ein Sender zitierte Ada Holm mit den Worten: „Es ist vorbei.“", "Ada Holm", "zitierte");
    of("„Es ist vorbei“, zitiert das Blatt den Minister.", "den Minister", "zitiert");
    // Behind the comma of a quote any verb attributes it, but not behind that of a clause.
    of("„Es ist vorbei“, strich Holm in der Werft heraus.", "Holm", "strich");
    of("Da das „ganz vorbei“ ist, suchen die Forscher nach mehr.", "", "");
    of("„Es ist vorbei“, erinnert sich Ada Holm.", "Ada Holm", "erinnert");
    of("Ada Holm nannte den Plan „ganz verfehlt“, Minister Luc Brandt bezeichnete ihn als gut.", "Ada Holm", "nannte");
    // What is written has a writer, where it says so.
    of("„Es ist vorbei“, heißt es in einer Mitteilung der Werft.", "der Werft", "heißt");
    of("Von der Werft hieß es dazu: „Es ist vorbei.“", "der Werft", "hieß");
    of("Die Werft müsse das, so Holm, „ganz aufgeben“ und schließen.", "Holm", "so");
    of("Die Werft müsse, so die Hoffnung, „ganz“ schließen.", "", "");
    of("So heißt es, die Werft habe „ganz“ geschlossen.", "", "heißt");
    of("Nach Ansicht von Ada Holm ist die Werft „ganz am Ende“.", "Ada Holm", "Nach Ansicht von");
    of("Kritiker:innen entgegnet sie: „Es ist vorbei.“", "sie", "entgegnet");
}

#[test]
fn the_german_subjunctive_goes_on_with_who_spoke() {
    let last = |text: &str| {
        let (found, _) = find(&body(text), Some("de"), None);
        found.last().unwrap().speaker.clone().map(|speaker| speaker.to_string()).unwrap_or_default()
    };
    assert_eq!(last("Ada Holm kritisierte den Plan. Das Geld dafür sei „ganz und gar verloren“."), "Ada Holm");
    assert_eq!(last("Ada Holm kritisierte den Plan. Er habe Mängel. Das Geld sei „ganz verloren“."), "Ada Holm");
    assert_eq!(last("Ada Holm kritisierte den Plan. Das Geld dafür war „ganz und gar verloren“."), "");
    assert_eq!(last("Ada Holm kritisierte den Plan. Er kam weit. Das Geld sei „ganz verloren“."), "");
    assert_eq!(last("Ada Holm kritisierte den Plan. „Es ist vorbei“, heißt es in der Werft."), "");
}

#[test]
fn a_name_in_a_case_is_that_of_its_first_form() {
    let last = |language: &str, text: &str| {
        let (found, _) = find(&body(text), Some(language), None);
        found.last().unwrap().speaker.clone().map(|speaker| speaker.to_string()).unwrap_or_default()
    };
    assert_eq!(last("fi", "Laiturin sulki satamajohtaja Ada Holm. Holmin mukaan se on ”täysin ohi”."), "Ada Holm");
    assert_eq!(
        last("cs", "Včera přišel starosta Lars Berg. Podle Larse Berga je věc „naprosto nepochopitelná“."),
        "Lars Berg"
    );
    assert_eq!(
        last("hr", "Jučer je došao gradonačelnik Lars Berg. Prema Bergu slučaj je \"potpuno neshvatljiv\"."),
        "Lars Berg"
    );
    assert_eq!(last("uk", "Учора прийшов мер Ларс Берг. За словами Берга, це «повний кінець»."), "Ларс Берг");
    // Of nobody the first form is there, or it is somebody else's.
    assert_eq!(last("fi", "Holmin mukaan se on ”täysin ohi”."), "Holmin");
    assert_eq!(
        last("cs", "Včera přišel ředitel Ivo Berg. Podle Larse Berga je věc „naprosto nepochopitelná“."),
        "Larse Berga"
    );
}

#[test]
fn speakers_in_more_languages() {
    voice("no", "«Det er slutt», skriver Ada Holm.", "Ada Holm", "skriver");
    voice("no", "Ifølge Ada Holm er det «helt slutt».", "Ada Holm", "Ifølge");
    voice("da", "»Det er slut,« forklarer Ada Holm.", "Ada Holm", "forklarer");
    voice("sv", "”Det är slut”, suckar Ada Holm.", "Ada Holm", "suckar");
    voice("fi", "”Se on täysin ohi”, Ada Holm toteaa.", "Ada Holm", "toteaa");
    voice("fi", "Ada Holmin mukaan se on ”täysin ohi”.", "Ada Holmin", "mukaan");
    voice("cs", "„Je konec,“ řekla ředitelka Ada Holmová.", "Ada Holmová", "řekla");
    voice("sk", "„Je koniec,“ povedala riaditeľka Ada Holmová.", "Ada Holmová", "povedala");
    voice("uk", "«Це кінець», — сказала Ада Голм.", "Ада Голм", "сказала");
    voice("uk", "За словами Ади Голм, це «повний кінець».", "Ади Голм", "За словами");
    voice("ro", "„S-a terminat”, a declarat directoarea portului, Ada Holm.", "Ada Holm", "a declarat");
    voice("id", "\"Ini sudah berakhir,\" kata Ada Holm, Selasa (12/3).", "Ada Holm", "kata");
    voice("id", "Menurut Ada Holm, ini \"sudah berakhir\".", "Ada Holm", "Menurut");
    voice("vi", "\"Thế là hết rồi\", ông Nguyễn Văn Nam nói.", "Nguyễn Văn Nam", "nói");
    voice("vi", "Bà Trần Thị Lan cho biết: \"Thế là hết rồi\".", "Trần Thị Lan", "cho biết");
    voice("vi", "Lễ tân có thể nói \"thế là hết rồi\".", "", "nói");
    voice("hu", "„Vége van” – mondta Holm Ada.", "Holm Ada", "mondta");
    voice("hr", "\"Gotovo je\", rekla je ravnateljica luke Ada Holm.", "Ada Holm", "rekla");
    voice("el", "«Τελείωσε πια», δήλωσε η Άντα Χολμ.", "Άντα Χολμ", "δήλωσε");
    voice("bg", "„Това е краят“, каза Ада Холм.", "Ада Холм", "каза");
    voice("bg", "„Това е краят“, каза директорът на пристанището Ада Холм.", "Ада Холм", "каза");
}

#[test]
fn speakers_in_romance_sentences() {
    let pt = |text: &str, speaker: &str, cue: &str| voice("pt", text, speaker, cue);
    pt("“Acabou”, afirmou a defesa de Holm.", "a defesa de Holm", "afirmou");
    pt("Em nota, a defesa de Holm afirma que tudo “acabou”.", "a defesa de Holm", "afirma");
    pt("A ministra destacou a obra, mas ressaltou que ela “acabou”.", "A ministra", "ressaltou");
    pt("Ele se disse “cansado de tudo”.", "Ele", "disse");
    pt("O Cais Norte divulgou um vídeo em que afirma que tudo “acabou”.", "Cais Norte", "afirma");
    pt("“Acabou”, como ressalta Ada Holm.", "Ada Holm", "ressalta");
    pt("“Acabou”, informa ainda o ministério.", "o ministério", "informa");
    pt("“Acabou”, diz trecho da nota.", "trecho da nota", "diz");
    pt("O presidente do porto, o deputado Luís Holm (PE), diz que tudo “acabou”.", "Luís Holm", "diz");
    pt("“Acabou”, disse nesta sexta-feira (29) o presidente da Câmara, Ada Holm.", "Ada Holm", "disse");
    pt("“Acabou”, afirmou em nota o procurador-geral da República Luís Holm.", "Luís Holm", "afirmou");
    pt("Leia também: “Acabou”.", "", "");
    pt("A escala vai de zero a dez: “Ruim”.", "A escala", "");
    pt("De acordo com Ada Holm da Silva, tudo “acabou”.", "Ada Holm da Silva", "De acordo com");
    pt("Segundo o ministro Gil Holm do STF, tudo “acabou”.", "Gil Holm", "Segundo");
    let es = |text: &str, speaker: &str, cue: &str| voice("es", text, speaker, cue);
    es("El presidente de la Generalitat, Pere Holm, aseguró que todo “se acabó”.", "Pere Holm", "aseguró");
    es("“Se acabó”, se pregunta el autor de la petición.", "el autor de la petición", "se pregunta");
    es("“Se acabó”, ha dicho este lunes la portavoz del puerto.", "la portavoz del puerto", "ha dicho");
    es("Según Ada Holm y Luis Brandt, todo “se acabó”.", "Ada Holm y Luis Brandt", "Según");
    voice(
        "it",
        "«È finita», ha detto all'ANSA il direttore dell'Istituto Norvik.",
        "il direttore dell'Istituto Norvik",
        "ha detto",
    );
    voice("it", "Il sindaco, Ada Holm, ha spiegato che «è finita».", "Ada Holm", "spiegato");
    voice("fr", "« C’est fini », a déclaré mardi l’avocat d’Air Norvik.", "l’avocat d’Air Norvik", "a déclaré");
    voice("fr", "Le juge Luc Holm a ajouté que « c’est fini ».", "Luc Holm", "ajouté");
    let (found, _) =
        find(&body("“Acabou”, disse Ada Holm. O valor, relatou, era outro. “É triste”, completou."), Some("pt"), None);
    assert_eq!(found.iter().filter(|quote| quote.speaker.as_deref() == Some("Ada Holm")).count(), 2, "{found:?}");
    // Who spoke before goes on where a verb has no subject of its own.
    let (found, _) = find(
        &body("“Acabou”, disse Ada Holm. Acrescentou ainda que “nada volta”. “É triste”, completou."),
        Some("pt"),
        None,
    );
    assert!(found.iter().all(|quote| quote.speaker.as_deref() == Some("Ada Holm")), "{found:?}");
}

#[test]
fn curly_single_marks_count_where_a_paragraph_has_no_others() {
    spans(
        "\u{201c}It is done,\u{201d} she said. \u{201c}All of it.\u{201d}\n\u{2018}We leave at six,\u{2019} he said of the workers\u{2019} train.\nThe \u{2018}plan\u{2019} was his.",
        &["\u{201c}It is done,\u{201d}", "\u{201c}All of it.\u{201d}", "\u{2018}We leave at six,\u{2019}"],
    );
}

#[test]
fn speakers_told_within_the_quote() {
    let carried = "«Il conto è salato — dice Ada Holm, presidente della cooperativa — e lo paghiamo noi».";
    voice("it", carried, "Ada Holm", "dice");
    voice("it", "«Siamo stanchi - raccontano i pescatori - e senza reti».", "i pescatori", "raccontano");
    voice("it", "Rossi tace. «Non è vero – ha replicato la sindaca, Ada Holm –. Mai».", "Ada Holm", "ha replicato");
    voice("fr", "« Tout est parti, explique Ada Holm, maire de Norvik. Rien ne reste. »", "Ada Holm", "explique");
    voice("fr", "« Rien n’est joué, assure-t-elle. Nous attendons. »", "elle", "assure-t-elle");
    voice("fr", "« Nous irons, a déclaré la ministre, jusqu’au bout. »", "la ministre", "a déclaré");
    voice("es", "“No hay dinero —dijo Ada Holm— ni lo habrá”.", "Ada Holm", "dijo");
    voice("ru", "«Мы готовы, — сказал Иван Холм. — Осталось ждать».", "Иван Холм", "сказал");
    voice("pt", "“Ele, me contou a ministra, sofreu”, avaliou Ada Holm.", "Ada Holm", "avaliou");
    voice("de", "„Sein Herz – so scheint es – hat es nicht ertragen.“", "", "");
    // What is only told of, and what goes on.
    voice("fr", "« Le port, dit ma mère depuis toujours, est mort. »", "", "");
    voice("it", "«Il mare - la nostra vita - non perdona».", "", "");
}

#[test]
fn speakers_in_french_sentences() {
    let of = |text: &str, speaker: &str, cue: &str| voice("fr", text, speaker, cue);
    of("Interrogé par Le Quotidien, le préfet Luc Holm se veut rassurant : « C’est fini. »", "Luc Holm", "");
    of("Selon lui, « tout est débloqué ».", "lui", "Selon");
    of("« C’est fini, se réjouit-on à la chambre. Il reste à convaincre. »", "on", "se réjouit-on");
    of("« C’est fini », s’emporte-t-elle.", "elle", "s’emporte-t-elle");
    of("« C’est fini », résume, amer, un ancien docker.", "un ancien docker", "résume");
    of("Pour Ada Holm, « il faut tourner la page ».", "Ada Holm", "Pour");
    of("« C’est fini », prévient le PDG, Pekka Holm.", "Pekka Holm", "prévient");
    of("Pour le dessert, « une tarte ».", "", "");
    of("La ministre de la Mer a, de son côté, salué « un effort collectif ».", "La ministre de la Mer", "salué");
    of("La compagnie Norvik Lines a fait savoir qu’elle « étudiait le dossier ».", "Norvik Lines", "savoir");
}

#[test]
fn speakers_in_italian_sentences() {
    let of = |text: &str, speaker: &str, cue: &str| voice("it", text, speaker, cue);
    of("«È finita», ha detto la presidente del tribunale Ada de Holm.", "Ada de Holm", "ha detto");
    of("Anche il senatore Fi Ada Holm ribadisce: «È finita».", "Ada Holm", "ribadisce");
    of("Una cosa, spiega il sindaco, «che non torna più».", "il sindaco", "spiega");
    of("La nave – sostengono i giudici – era «una bara sul mare».", "i giudici", "sostengono");
    of("Chiosa la Guardia Costiera: «È finita».", "Guardia Costiera", "Chiosa");
    of("Risponde a distanza il senatore Ada Holm: «È finita».", "Ada Holm", "Risponde");
    of("«È finita», ha proseguito la direttrice del porto.", "la direttrice del porto", "ha proseguito");
    of("«È finita», ha fatto sapere Ada Holm dal porto.", "Ada Holm", "ha fatto sapere");
    of("«È finita», ha detto il capitano fuori dall'aula.", "il capitano", "ha detto");
    of("«È finita». Lo ha detto il governatore della Banca del Nord Ada Holm in aula.", "Ada Holm", "ha detto");
    of("«È finita». Così la presidente del porto aprendo i lavori.", "la presidente del porto", "Così");
    of("«È finita e non torna»: lo affermano i tecnici del porto.", "i tecnici del porto", "affermano");
    // What opens a sentence with a capital is no name.
    of("Infatti, quando arrivò il capitano, non disse altro che: «È finita».", "", "");
    of("Leggendo il libro si pensa a una battuta: «È finita».", "", "");
    of("Qualche mese dopo lascia un messaggio a Briand: «È finita».", "", "");
    // Whose name it is that stands behind what hangs on a noun.
    voice(
        "es",
        "La esposa del presidente mexicano Luis Holm dijo que “se acabó”.",
        "La esposa del presidente mexicano Luis Holm",
        "dijo",
    );
    voice("es", "“Se acabó”, declaró ese día a la cadena de noticias Norvik la alcaldesa.", "la alcaldesa", "declaró");
    voice("es", "“Se acabó”. Así lo señaló el día de hoy Ada Holm.", "Ada Holm", "señaló");
    voice("es", "“Se acabó”, nos dijo en entrevista Ada Holm, alcaldesa.", "Ada Holm", "nos dijo");
    voice("es", "“Se acabó”, ha dicho al citado medio Ada Holm, alcaldesa.", "Ada Holm", "ha dicho");
    voice("es", "“Se acabó”, dijo al respecto Ada Luz Holm, alcaldesa.", "Ada Luz Holm", "dijo");
    voice("es", "“Se acabó”, dijo al celebrar el triunfo.", "", "dijo");
    voice("pt", "“Acabou”, disse aos diretores Gil Holm e Ada Brandt.", "", "disse");
    voice("pt", "O neto da atriz, Gil Holm, publicou uma foto de Ada, no cais: “Acabou”.", "Gil Holm", "publicou");
    let (found, _) = find(
        &body("«È finita», dice il capo del porto, Ada Holm, e «nessuno torna». Ha quindi aggiunto: «Mai più»."),
        Some("it"),
        None,
    );
    assert!(found.iter().all(|quote| quote.speaker.as_deref() == Some("Ada Holm")), "{found:?}");
}
