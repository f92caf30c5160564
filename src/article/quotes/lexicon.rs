//! The words that attribute speech, by language.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

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

/// The languages whose verbs of speech are known. Speakers are told by their capitals and by the verb beside them.
const LANGUAGES: &[&str] = &["en", "de", "fr", "es", "it", "pt", "nl", "ru", "sv", "pl", "tr"];

const EN_SAYS: &str = "said says say added adds add noted notes stressed stresses underscored underscores underlined underlines \
    emphasized emphasised emphasizes stated states explained explains warned warns argued argues insisted insists claimed claims \
    asked asks replied replies wrote writes tweeted tweets retweeted posted posts announced declared declares recalled recalls \
    remarked remarks commented comments concluded concludes continued continues acknowledged acknowledges admitted admits conceded \
    concedes denied confirmed suggested suggests vowed vows pledged pledges predicted predicts complained complains joked jokes \
    quipped quips shouted shouts yelled yells testified testifies observed observes reiterated reiterates maintained maintains \
    cautioned cautions responded responds answered answers asserted asserts alleged alleges boasted boasts bragged contended \
    contends countered counters cried exclaimed fumed griped grumbled hinted insinuated interjected intoned lamented laments mused \
    muses opined ordered pleaded proclaimed proclaims pronounced proposed protested questioned quoted reasoned reported reports \
    reflected retorted revealed reveals ruled screamed sighed sniffed snapped speculated texted thundered urged urges \
    whispered wondered emailed e-mailed blogged chanted chants sang cheered read reads agreed agrees affirmed affirms advised \
    apologized apologised believes believed demanded demands elaborated elaborates estimated estimates gushed implored inquired \
    joined promised promises railed ranted recounted recounts repeated repeats scoffed shrugged stammered thinks thought \
    barked begged bemoaned blurted conveyed decried deadpanned enthused echoed echoes feared fears forecast hoped hopes \
    indicated indicates informed interrupted jested laughed marveled mentioned muttered offered offers preached pressed puts put \
    rejoiced relayed remembered remembers resolved shot signed signaled summarized summed taunted teased tells teases swore warned";
const EN_TELLS: &str = "told tells tell assured assures reminded reminds informed informs accused accuses blamed blames criticized \
    criticised criticizes slammed blasted mocked praised thanked urged called-on attacked credited challenged greeted ripped \
    hammered knocked ridiculed congratulated threatened chided lambasted scolded promised welcomed";
const EN_CALLS: &str = "called calls describes described dubbed labeled labelled labels branded termed denounced dismissed \
    characterized characterised characterizes cited cites quotes refers referred hailed condemned condemns used uses touted \
    found finds considers considered deemed portrayed compared likened spoke speaks talked talks made gave issued released \
    published sent titled entitled expressed expresses voiced cast pointed points showed shows listed presented tweeted defended \
    rejected rejects decried blasted slammed ridiculed mocked accused accuses praised wants wanted sees saw welcomed";
const EN_ADDING: &str = "saying adding noting stressing underscoring underlining emphasizing emphasising stating explaining warning \
    arguing insisting claiming asking replying writing tweeting announcing declaring recalling remarking commenting concluding \
    continuing acknowledging admitting conceding denying confirming suggesting calling describing telling quoting citing vowing \
    pledging promising urging predicting complaining joking shouting yelling chanting reading asserting alleging labeling labelling \
    branding dubbing denouncing dismissing accusing reiterating responding lamenting boasting likening demanding proclaiming \
    pronouncing reminding referring questioning mocking criticizing criticising praising slamming declaring observing";
const DE_SAYS: &str = "sagte sagt sagten sagen erklärte erklärt erklärten betonte betont betonten meinte meint meinten schrieb \
    schreibt schrieben warnte warnt warnten kritisierte kritisiert kritisierten forderte fordert forderten ergänzte ergänzt \
    berichtete berichtet berichteten behauptete behauptet behaupteten äußerte äußert äußerten kommentierte kommentiert versicherte \
    versichert antwortete antwortet fragte fragt rief ruft erläuterte erläutert unterstrich bekräftigte bekräftigt bestätigte \
    bestätigt verkündete verkündet kündigte prophezeite klagte klagt lobte lobt mahnte mahnt räumte stellte konstatierte konstatiert \
    resümierte resümiert entgegnete erwiderte erinnerte argumentierte argumentiert begründete begründet urteilte urteilt beurteilte beurteilt \
    hofft hoffte glaubt glaubte beteuerte twitterte verlangte verlangt verurteilte verurteilt würdigte bezeichnete bezeichnet bezeichneten nannte \
    nennt nannten sprach spricht sprachen teilte teilten führte fügte gab zitierte zitiert zitierten beschrieb beschreibt \
    skandierte skandiert skandierten lautete lautet so gesagt erklärt geäußert betont befand findet fand sieht räsonierte beklagte begrüßte schilderte schildert \
    präzisierte formulierte formuliert appellierte bilanzierte verriet meldete meldet rechtfertigte rechtfertigt schwärmte freute \
    feststellt stellt hieß";
const DE_CALLS: &str = "attackierte attackiert riet rät empfahl empfiehlt zurückgewiesen hält hielt wertete wertet bezweifelte warf wirft \
    befürchtet befürchtete rechnet rechnete plädierte plädiert wies weist rügte rügt tadelte bedauerte bedauert bescheinigte attestierte \
    verglich vergleicht beschuldigte beschuldigt lehnte lehnt protestierte protestierten";
const FR_SAYS: &str = "dit disait déclare déclaré déclarait affirme affirmé affirmait explique expliqué expliquait ajoute ajouté \
    ajoutait estime estimé estimait indique indiqué indiquait souligne souligné soulignait précise précisé précisait assure assuré \
    assurait confie confié raconte raconté racontait regrette regretté rappelle rappelé reconnaît reconnu répond répondu répète écrit \
    lance lancé poursuit poursuivi conclut conclu résume résumé témoigne témoigné insiste insisté martèle martelé note noté observe \
    observé prévient prévenu promet promis admet admis annonce annoncé avance avancé commente commenté constate constaté demande \
    demandé dénonce dénoncé détaille détaillé espère fustige ironise juge jugé justifie plaide plaidé prédit promis réagit réagi \
    relève relevé salue salué soupire soutient soutenu tempère tweeté twitte s'exclame s'inquiète s'insurge se-félicite confirme \
    confirmé évoque évoqué qualifie qualifié glisse nuance nuancé s'amuse s'étonne s'enthousiasme s'agace sourit souffle \
    soufflé tranche répète insiste plaisante plaisanté raille";
const ES_SAYS: &str = "dijo dice dijeron decía dicho afirmó afirma afirmado señaló señala señalado explicó explica explicado añadió \
    añade añadido aseguró asegura asegurado declaró declara declarado indicó indica indicado manifestó manifiesta manifestado sostuvo \
    sostiene advirtió advierte advertido agregó agrega comentó comenta comentado apuntó apunta apuntado subrayó subraya recalcó recalca \
    recordó recuerda insistió insiste destacó destaca destacado reconoció reconoce admitió admite anunció anuncia confesó confiesa \
    concluyó concluye contestó contesta respondió responde preguntó pregunta escribió escribe expresó expresa expresado expuso \
    lamentó lamenta matizó matiza precisó precisa prometió pidió pide relató relata reiteró reitera resumió sentenció sentencia \
    tuiteó opinó opina denunció denuncia cuenta contó contaba contado bromeó bromea criticó critica defendió defiende consideró considera puntualizó aclaró detalló celebró calificó";
const IT_SAYS: &str = "detto dice diceva disse dichiara dichiarato dichiarò afferma affermato affermò spiega spiegato spiegò aggiunge \
    aggiunto aggiunse sottolinea sottolineato riferito riferisce ammesso scherza scherzato conclude concluso commenta commentato scrive scritto racconta raccontato ricorda \
    ricordato sostiene sostenuto ribadisce ribadito osserva osservato precisa precisato avverte annuncia annunciato risponde risposto \
    ammette assicura confessa prosegue rivela rivelato denuncia evidenzia chiarisce";
const PT_SAYS: &str = "disse diz dizia dizem afirmou afirma declarou declara explicou explica acrescentou acrescenta destacou destaca \
    ressaltou ressalta informou informa escreveu escreve comentou comenta contou conta relatou relata lembrou lembra avaliou avalia \
    concluiu conclui criticou defendeu defende questionou pontuou completou completa frisou sublinhou salientou alertou admitiu garantiu \
    garante respondeu perguntou considerou considera referiu adiantou revelou assegurou";
const NL_SAYS: &str = "zei zegt zeggen zeiden aldus verklaarde verklaart vertelt vertelde schrijft schreef stelt stelde meldt meldde \
    benadrukt benadrukte reageert reageerde vindt vond waarschuwt waarschuwde antwoordde vroeg vraagt laat noemt noemde concludeert";
const RU_SAYS: &str = "сказал сказала сказали заявил заявила заявили отметил отметила отметили подчеркнул подчеркнула добавил добавила \
    сообщил сообщила сообщили рассказал рассказала пояснил пояснила написал написала объяснил объяснила считает считают говорит \
    говорят уверен уверена заверил заметил заметила признал признала напомнил цитирует передает уточнил уточнила";
const SV_SAYS: &str = "säger sade sa berättar skriver skrev menar förklarar menade tillägger uppger";
const PL_SAYS: &str = "powiedział powiedziała mówi mówił mówiła dodał dodała stwierdził stwierdziła podkreślił podkreśliła napisał \
    napisała zaznaczył ocenił wyjaśnił wyjaśniła oświadczył poinformował poinformowała tłumaczy";
const TR_SAYS: &str = "dedi söyledi belirtti açıkladı ifade konuştu kaydetti vurguladı";

/// What a word can be, as bits: a word may be several things.
pub(super) type Kinds = u16;

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

/// The words of each kind, in small letters and without full stops, of all languages.
const KINDS: &[(Kinds, &str)] = &[
    (
        PRONOUN,
        "he she they we i it you er sie ich wir es il elle ils elles je nous on él ella ellos ellas yo lui lei egli loro ele ela eles elas \
     eu hij zij ze ik wij он она они я мы han hon de one both others another",
    ),
    (
        DETERMINER,
        "the a an his her their its our my this these those one another some many several both each der die das ein eine einer dem den des \
     seine ihre le la les un une l' el los las una il lo i gli uno o os as um uma de het een sein ihr",
    ),
    (
        BREAK,
        "in on at to by from with during after before as when while who whom which that because about against over under into since until \
     if but and or though although where whose than then so yet nor how why what per via upon toward towards between among amid despite \
     without within through here there not also is was are were be been being has had have do does did will would can could may might \
     must shall should im am beim vom zum zur an auf aus bei mit nach von vor zu über um gegen gegenüber für durch dass weil wenn als \
     wie und oder aber auch nicht ist war hat hatte sind waren haben wird wurde dans à au aux en sur par pour avec sans sous lors devant \
     qui que dont où et ou mais a ont est sont était en para por con sin sobre ante desde hasta que quien cuando y o pero ha han es era \
     nel nella nei al alla ai dal dalla sul sulla con per tra che chi e ma è no na nos nas ao à em com que ele e op met voor bij aan uit \
     door tegen die dat en maar is в на с по к о от из у за что и а но",
    ),
    (
        PREPOSITION,
        "in on at to by with during before against over under into about toward towards between among amid despite without within through \
     upon per via of for from à aux en sur par pour avec sans dans chez con por para sobre ante desde hasta sin nel nella al alla dal \
     com em no na ao à met voor bij aan uit door op van в на с по к о от из у за med på i av w na z do od",
    ),
    (
        ADVERB,
        "has had have also then later again once further recently previously now never ever just even still only already soon first earlier \
     long always sometimes often went goes on to was were is are been being be as did does do would will could can might may must should \
     not himself herself themselves itself repeatedly hat habe hatte haben hätten später zuletzt auch noch schon damals dazu daraufhin \
     weiter zudem außerdem a ont avait aurait ensuite aussi ha han había también después poi anche também depois is heeft ook 's 've",
    ),
    (CONNECTIVE, "and or but then und oder aber et y e ma en i и a"),
    (
        DAY,
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october \
     november december today yesterday tonight last this next earlier later again recently there here montag dienstag mittwoch \
     donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes \
     sábado domingo mon tue wed thu fri sat sun jan feb mar apr jun jul aug sept sep oct nov dec",
    ),
    (
        TITLE,
        "minister president prime mr mrs ms miss dr prof professor sir dame lord lady secretary senator sen sens representative rep reps \
     congressman congresswoman gov governor chancellor mayor general gen lieutenant lt colonel col captain capt sergeant sgt major maj \
     admiral adm commander chief director spokesman spokeswoman spokesperson judge justice king queen prince princess pope cardinal \
     bishop archbishop father reverend rev rabbi imam sheikh coach manager deputy vice chairman chairwoman chair ceo cfo founder \
     ambassador attorney commissioner superintendent inspector detective officer constable sheriff analyst economist reporter \
     correspondent editor host anchor author writer actor actress singer republican republicans democrat democratic democrats gop \
     leader speaker premier foreign interior finance defense defence health education state u.s us uk former rep councillor \
     councilman councilwoman nominee candidate pollster strategist adviser advisor aide lawyer herr frau ministerin präsident \
     präsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin bundespräsident sprecher sprecherin vorsitzender vorsitzende chef chefin \
     direktor direktorin leiter leiterin professorin oberbürgermeister bürgermeister bürgermeisterin abgeordneter abgeordnete \
     staatssekretär trainer innenminister außenminister finanzminister verkehrsminister ministerpräsident generalsekretär geschäftsführer \
     monsieur madame m mme mlle président présidente ministre maire directeur directrice señor señora sr sra presidente presidenta \
     ministro ministra alcalde alcaldesa portavoz secretario secretaria director directora don doña signor signora sindaco premier \
     deputado senador prefeito governador de-heer mevrouw premier minister-president burgemeester",
    ),
    (PARTICLE, "de van von der den al el bin ibn la le du da dos di del zu y ter ten und e"),
    (
        OPENER,
        "the a an but and so in on at for if when while as after before since though although with to from by it he she they we i you his \
     her their this that these those there here what who how why not no yes now then still yet even just also some many most all one \
     two three meanwhile however instead during between last next my our your its der die das ein eine und aber in im am auf bei mit \
     nach von vor zu als wenn wie er sie es wir ich le la les un une et mais dans en pour sur il elle ils nous el los las una y pero con \
     por para su sus il lo gli e ma per con o os as um uma de het een maar op van dat hij zij ze according asked",
    ),
    (RELATIVE, "who which qui"),
    (HANGS, "of for from at who"),
    (
        SOURCE,
        "according laut nach selon d'après d\u{2019}après según secondo segundo volgens enligt według zdaniem zufolge",
    ),
    (WRONG_CASE, "dem den des einem einen eines"),
];

/// As [`KINDS`], of one language: its words are others in others.
const KINDS_OF: &[(&str, Kinds, &str)] = &[
    (
        "de",
        BREAK,
        "ab angesichts anlässlich anstatt aufgrund außer bevor bezüglich bis denn entgegen falls gemäß hinsichtlich hinter indem infolge \
     innerhalb nachdem neben ob obgleich obwohl ohne seit sobald sofern solange sondern soweit statt trotz ungeachtet unter während wann \
     warum wegen weshalb weswegen wieso wo wobei wodurch wofür wogegen woher wohin womit wonach woran worauf woraufhin woraus worin \
     worüber wovon wozu zumal zwischen",
    ),
    (
        "de",
        ADVERB,
        "abends aktuell allerdings besorgt deutlich empört enttäuscht erfreut höhnisch ironisch kritisch optimistisch positiv scharf \
     skeptisch verärgert zufrieden zuversichtlich ähnlich also anschließend ansonsten außerdem bereits besonders bisher bislang dabei \
     dadurch dafür dagegen daher dahinter damit danach daneben daran darauf daraus darin darüber darum darunter davon davor demnach demzufolge dennoch derweil derzeit \
     deshalb deswegen dort ebenfalls ebenso einerseits erneut erst erstmals ferner folglich freilich früher gegenwärtig gerade gestern \
     gleichzeitig grundsätzlich heute hier hierbei hierfür hierzu hingegen immer immerhin indes indessen insbesondere insgesamt \
     inzwischen jedoch jetzt kürzlich längst lediglich letztlich mittlerweile morgen natürlich nun nunmehr nur offenbar oft ohnehin \
     schließlich sehr seitdem seither selten sodann sogar somit sonst stattdessen trotzdem überdies überhaupt unterdessen ursprünglich \
     vermutlich vielleicht vielmehr vorher währenddessen weiterhin wieder wiederum wohl wörtlich zeitgleich zugleich zumindest zunächst \
     zusätzlich zuvor zwar zwischenzeitlich",
    ),
    ("de", AUXILIARY, "hat hatte hatten haben habe hätte hätten"),
    ("de", DAY, "märz mai juni juli oktober dezember januar februar sonnabend"),
];

/// The verbs of speech. Of a word that stands in several lists the first one counts.
const CUES: &[(&str, Cue, &str)] = &[
    ("en", Cue::Adding, EN_ADDING),
    ("en", Cue::Tells, EN_TELLS),
    ("en", Cue::Says, EN_SAYS),
    ("en", Cue::Calls, EN_CALLS),
    ("de", Cue::Says, DE_SAYS),
    ("de", Cue::Calls, DE_CALLS),
    ("fr", Cue::Says, FR_SAYS),
    ("es", Cue::Says, ES_SAYS),
    ("it", Cue::Says, IT_SAYS),
    ("pt", Cue::Says, PT_SAYS),
    ("nl", Cue::Says, NL_SAYS),
    ("ru", Cue::Says, RU_SAYS),
    ("sv", Cue::Says, SV_SAYS),
    ("pl", Cue::Says, PL_SAYS),
    ("tr", Cue::Says, TR_SAYS),
];

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) kinds: Kinds,
    pub(super) cue: Option<Cue>,
}

/// The words of one language.
#[derive(Clone, Copy)]
pub(super) struct Lexicon(&'static FxHashMap<&'static str, Entry>);

impl Lexicon {
    /// The words of a language, by its ISO 639-1 code; `None` where its verbs of speech are not known.
    pub(super) fn of(language: &str) -> Option<Self> {
        static TABLES: [OnceLock<FxHashMap<&str, Entry>>; LANGUAGES.len()] =
            [const { OnceLock::new() }; LANGUAGES.len()];
        let at = LANGUAGES.iter().position(|known| *known == language)?;
        Some(Self(TABLES.get(at)?.get_or_init(|| table(language))))
    }

    /// What is known of a word, however it is written.
    pub(super) fn look_up(self, word: &str) -> Entry {
        let mut entry = if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            self.0.get(word).copied().unwrap_or_default()
        } else if word.len() <= LONGEST && word.is_ascii() {
            let mut small = [0; LONGEST];
            let bytes = small.get_mut(..word.len()).unwrap_or_default();
            bytes.copy_from_slice(word.as_bytes());
            bytes.make_ascii_lowercase();
            std::str::from_utf8(bytes).ok().and_then(|small| self.0.get(small)).copied().unwrap_or_default()
        } else {
            self.0.get(word.to_lowercase().as_str()).copied().unwrap_or_default()
        };
        if word.len() > 4 && word.ends_with("ly") {
            entry.kinds |= ADVERB;
        }
        entry
    }
}

/// The longest word of the tables, in bytes, and then some.
const LONGEST: usize = 24;

fn table(language: &str) -> FxHashMap<&'static str, Entry> {
    let mut table: FxHashMap<&str, Entry> = FxHashMap::default();
    for (kind, list) in KINDS {
        for word in list.split_whitespace() {
            table.entry(word).or_default().kinds |= kind;
        }
    }
    for (_, kind, list) in KINDS_OF.iter().filter(|(of, ..)| *of == language) {
        for word in list.split_whitespace() {
            table.entry(word).or_default().kinds |= kind;
        }
    }
    for (_, cue, list) in CUES.iter().filter(|(of, ..)| *of == language) {
        for word in list.split_whitespace() {
            table.entry(word).or_default().cue.get_or_insert(*cue);
        }
    }
    table
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
    ("volgens", ""),
    ("enligt", ""),
    ("według", ""),
    ("zdaniem", ""),
];

/// Words that stand within titles of works without a capital.
pub(super) const JOINTS: &str = "a an the of and or in on at to for with by from as is vs der die das des dem den und oder in im am an auf aus bei mit nach von vom zu \
     zum zur für über de du des la le les et en à au aux l' d' del los las el y a con por para di della dei degli il lo gli e per da do \
     dos em van het een op voor";
