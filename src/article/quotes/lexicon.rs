//! The words that attribute speech, by language.

mod english;
mod french;
mod german;
mod italian;
mod others;
mod portuguese;
mod spanish;

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::article::starts::with_lower;

/// What a word that attributes speech can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// It stands before or behind its speaker: "said Holm", "Holm said".
    Says,
    /// It takes an object, so that what follows it is not its speaker: "told reporters".
    Tells,
    /// It attributes only what stands close behind it: "called the plan".
    Calls,
    /// It hangs on the verb of its sentence: "adding that".
    Adding,
}

/// What a word can be, as bits: a word may be several things.
pub(super) type Kinds = u32;

/// It stands for somebody.
pub(super) const PRONOUN: Kinds = 1 << 0;
/// It opens a noun phrase.
pub(super) const DETERMINER: Kinds = 1 << 1;
/// It stands outside of any noun phrase.
pub(super) const BREAK: Kinds = 1 << 2;
/// It governs the noun phrase behind it, so that this is no subject.
pub(super) const PREPOSITION: Kinds = 1 << 3;
/// It may stand between a speaker and the verb.
pub(super) const ADVERB: Kinds = 1 << 4;
/// It joins a verb to the one before it, with the same speaker.
pub(super) const CONNECTIVE: Kinds = 1 << 5;
/// It names a day, a month, or another time.
pub(super) const DAY: Kinds = 1 << 6;
/// It stands before a name without being part of it.
pub(super) const TITLE: Kinds = 1 << 7;
/// It may stand within a name.
pub(super) const PARTICLE: Kinds = 1 << 8;
/// It opens sentences with a capital and is no name.
pub(super) const OPENER: Kinds = 1 << 9;
/// It opens a clause about the noun before it.
pub(super) const RELATIVE: Kinds = 1 << 10;
/// It hangs a noun phrase on another: "a spokesman for the port".
pub(super) const HANGS: Kinds = 1 << 11;
/// A German determiner that no subject has.
pub(super) const WRONG_CASE: Kinds = 1 << 12;
/// It may start an "according to".
pub(super) const SOURCE: Kinds = 1 << 13;
/// It helps a verb of speech that stands at the end of its clause, as verbs do in German.
pub(super) const AUXILIARY: Kinds = 1 << 14;

/// It is what an office is for, and may be in the name of an institution: "defense", "foreign".
pub(super) const FIELD: Kinds = 1 << 15;
/// It is an institution, whose name may go on behind "of".
pub(super) const INSTITUTION: Kinds = 1 << 16;
/// It stands before a name, and nothing of the name before it: "Mr".
pub(super) const HONORIFIC: Kinds = 1 << 17;

/// The words of a language, in small letters and without full stops.
struct Words {
    kinds: &'static [(Kinds, &'static str)],
    /// The verbs of speech. Of a word that stands in several lists the first one counts.
    cues: &'static [(Cue, &'static str)],
}

/// The languages whose verbs of speech are known. Speakers are told by their capitals and by the verb beside them.
const LANGUAGES: &[(&str, Words)] = &[
    ("en", english::WORDS),
    ("de", german::WORDS),
    ("fr", french::WORDS),
    ("es", spanish::WORDS),
    ("it", italian::WORDS),
    ("pt", portuguese::WORDS),
    ("nl", others::DUTCH),
    ("ru", others::RUSSIAN),
    ("sv", others::SWEDISH),
    ("pl", others::POLISH),
    ("tr", others::TURKISH),
    ("no", others::NORWEGIAN),
    ("da", others::DANISH),
    ("fi", others::FINNISH),
    ("cs", others::CZECH),
    ("uk", others::UKRAINIAN),
    ("ro", others::ROMANIAN),
    ("id", others::INDONESIAN),
    ("ms", others::INDONESIAN),
    ("vi", others::VIETNAMESE),
    ("sk", others::SLOVAK),
    ("hr", others::CROATIAN),
    ("sr", others::CROATIAN),
    ("bs", others::CROATIAN),
    ("hu", others::HUNGARIAN),
    ("el", others::GREEK),
    ("bg", others::BULGARIAN),
];

/// The words of names, which cross languages.
const NAMES: &[(Kinds, &str)] = &[
    (
        TITLE,
        "minister president prime mr mrs ms miss dr prof professor sir dame lord lady secretary senator sen sens \
         representative rep reps congressman congresswoman gov governor chancellor mayor general gen lieutenant lt \
         colonel col captain capt sergeant sgt major maj admiral adm commander chief director spokesman spokeswoman \
         spokesperson judge justice king queen prince princess pope cardinal bishop archbishop father reverend rev rabbi \
         imam sheikh coach manager deputy vice chairman chairwoman chair ceo cfo founder ambassador attorney commissioner \
         superintendent inspector detective officer constable sheriff analyst economist reporter correspondent editor \
         host anchor author writer actor actress singer republican republicans democrat democratic democrats gop leader \
         speaker premier foreign interior finance defense defence health education state u.s us uk former councillor \
         councilman councilwoman nominee candidate pollster strategist adviser advisor aide lawyer herr frau ministerin \
         präsident präsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin bundespräsident sprecher sprecherin \
         vorsitzender vorsitzende chef chefin direktor direktorin leiter leiterin professorin oberbürgermeister \
         bürgermeister bürgermeisterin abgeordneter abgeordnete staatssekretär trainer innenminister außenminister \
         finanzminister verkehrsminister ministerpräsident generalsekretär geschäftsführer monsieur madame m mme mlle \
         président présidente ministre maire directeur directrice señor señora sr sra presidente presidenta ministro \
         ministra alcalde alcaldesa portavoz secretario secretaria directora don doña signor signora sindaco deputado \
         senador prefeito governador de-heer mevrouw minister-president burgemeester juiz juíza procurador procuradora \
         procurador-geral delegado delegada desembargador desembargadora relator relatora advogado advogada deputada \
         senadora vereador vereadora prefeita governadora secretário secretária médico médica professora tenente coronel \
         capitão empresário empresária jornalista doutor doutora dom papa rei rainha príncipe embaixador embaixadora \
         cantor cantora ator atriz economista cientista pesquisador pesquisadora sociólogo historiador presidenciável \
         candidata líder juez jueza fiscal abogado abogada diputado diputada gobernador gobernadora doctora profesor \
         profesora periodista expresidente expresidenta exministro exministra mandatario rey reina embajador investigador \
         investigadora procureur avocat avocate député députée sénateur sénatrice docteur professeur juge porte-parole \
         chercheur chercheuse secrétaire giudice avvocato deputata senatore senatrice dottor bakan bakanı başkan başkanı \
         cumhurbaşkanı genel milletvekili dottoressa professore professoressa portavoce segretario ex vicepremier premier sottosegretario sottosegretaria \
         vicepresidente ministra governatore governatrice capogruppo eurodeputato eurodeputata fi fdi pd m5s psoe pdg dg",
    ),
    (PARTICLE, "de van von der den al el bin ibn la le du da dos di del zu y ter ten und e"),
];

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) kinds: Kinds,
    pub(super) cue: Option<Cue>,
}

/// The words of one language.
#[derive(Clone, Copy)]
pub(super) struct Lexicon(&'static Table);

struct Table {
    words: FxHashMap<&'static str, Entry>,
    /// Whether two words are one, as those of Vietnamese are: "cho biết", in these lists `cho_biết`.
    has_pairs: bool,
}

impl Lexicon {
    /// Whether names have four words and more, as where each syllable is one.
    pub(super) fn has_long_names(self) -> bool {
        self.0.has_pairs
    }

    /// What is known of two words that are one, where a language has such.
    pub(super) fn look_up_pair(self, first: &str, second: &str) -> Option<Entry> {
        let Table { words, has_pairs } = self.0;
        has_pairs.then(|| format!("{first}_{second}").to_lowercase()).and_then(|pair| words.get(pair.as_str())).copied()
    }

    /// The words of a language, by its ISO 639-1 code; `None` where its verbs of speech are not known.
    pub(super) fn of(language: &str) -> Option<Self> {
        static TABLES: [OnceLock<Table>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];
        let (at, (_, words)) = LANGUAGES.iter().enumerate().find(|(_, (known, _))| *known == language)?;
        Some(Self(TABLES.get(at)?.get_or_init(|| table(words))))
    }

    /// What is known of a word, however it is written.
    pub(super) fn look_up(self, word: &str) -> Entry {
        let mut entry = with_lower(word, |word| self.0.words.get(word).copied()).unwrap_or_default();
        // "Kelly", "Italy" are names.
        if word.len() > 4 && word.ends_with("ly") && word.starts_with(char::is_lowercase) {
            entry.kinds |= ADVERB;
        }
        entry
    }
}

fn table(words: &Words) -> Table {
    let mut table: FxHashMap<&str, Entry> = FxHashMap::default();
    for (kind, list) in NAMES.iter().chain(words.kinds) {
        for word in list.split_whitespace() {
            table.entry(word).or_default().kinds |= kind;
        }
    }
    for (cue, list) in words.cues {
        for word in list.split_whitespace() {
            table.entry(word).or_default().cue.get_or_insert(*cue);
        }
    }
    Table { has_pairs: table.keys().any(|word| word.contains('_')), words: table }
}

/// The forms of "according to": the words, and how many tokens they are.
pub(super) const ACCORDING: &[(&str, &str)] = &[
    ("according", "to"),
    ("laut", ""),
    ("nach", "Angaben"),
    ("nach", "Ansicht"),
    ("nach", "Worten"),
    ("nach", "Einschätzung"),
    ("nach", "Auffassung"),
    ("nach", "Meinung"),
    ("nach", "Überzeugung"),
    ("nach", "Darstellung"),
    ("nach", "Aussage"),
    ("nach", "Aussagen"),
    ("nach", "Auskunft"),
    ("nach", "Informationen"),
    ("nach", "Bewertung"),
    ("selon", ""),
    ("d'après", ""),
    ("d\u{2019}après", ""),
    ("según", ""),
    ("secondo", ""),
    ("segundo", ""),
    ("conforme", ""),
    ("acordo", "com"),
    ("acuerdo", "con"),
    ("volgens", ""),
    ("enligt", ""),
    ("według", ""),
    ("zdaniem", ""),
    ("ifølge", ""),
    ("podle", ""),
    ("dle", ""),
    ("potrivit", ""),
    ("conform", ""),
    ("menurut", ""),
    ("theo", ""),
    ("podľa", ""),
    ("prema", ""),
    ("според", ""),
    ("за", "словами"),
    ("за", "даними"),
    ("на", "думку"),
];

/// What is "according to" behind its source: "dem Bericht zufolge".
pub(super) const BEHIND: &[&str] = &["zufolge", "mukaan", "mielestä", "szerint"];

/// Words that stand within titles of works without a capital.
pub(super) const JOINTS: &str = "a an the of and or in on at to for with by from as is vs der die das des dem den und oder in im am an auf aus bei mit nach von vom zu \
     zum zur für über de du des la le les et en à au aux l' d' del los las el y a con por para di della dei degli il lo gli e per da do \
     dos em van het een op voor";
