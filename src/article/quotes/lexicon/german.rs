//! German. All its nouns have capitals, so that its small words count for more.

use super::{ADVERB, AUXILIARY, BREAK, CONNECTIVE, Cue, DAY, DETERMINER, OPENER, PRONOUN, SOURCE, WRONG_CASE, Words};

pub(super) const WORDS: Words = Words {
    kinds: &[
        (PRONOUN, "er sie ich wir es"),
        (DETERMINER, "der die das ein eine einer dem den des seine ihre sein ihr"),
        (
            BREAK,
            "in so was will im am beim vom zum zur ins ans seitens mittels an auf aus bei mit nach von vor zu über um gegen gegenüber für durch dass weil \
        wenn als wie und oder aber auch nicht ist war hat hatte sind waren haben wird wurde ab angesichts anlässlich anstatt \
        aufgrund außer bevor bezüglich bis denn entgegen falls gemäß hinsichtlich hinter indem infolge innerhalb nachdem \
        neben ob obgleich obwohl ohne seit sobald sofern solange sondern soweit statt trotz ungeachtet unter während wann \
        warum wegen weshalb weswegen wieso wo wobei wodurch wofür wogegen woher wohin womit wonach woran worauf woraufhin \
        woraus worin worüber wovon wozu zumal zwischen",
        ),
        (
            ADVERB,
            "hat habe hatte haben hätten später zuletzt auch noch schon damals dazu daraufhin weiter zudem außerdem abends \
        aktuell allerdings besorgt deutlich empört enttäuscht erfreut höhnisch ironisch kritisch optimistisch positiv scharf \
        skeptisch verärgert zufrieden zuversichtlich ähnlich also anschließend ansonsten bereits besonders bisher bislang \
        dabei dadurch dafür dagegen daher dahinter damit danach daneben daran darauf daraus darin darüber darum darunter \
        davon davor demnach demzufolge dennoch derweil derzeit deshalb deswegen dort ebenfalls ebenso einerseits erneut erst \
        erstmals ferner folglich freilich früher gegenwärtig gerade gestern gleichzeitig grundsätzlich heute hier hierbei \
        hierfür hierzu hingegen immer immerhin indes indessen insbesondere insgesamt inzwischen jedoch jetzt kürzlich längst \
        lediglich letztlich mittlerweile morgen natürlich nun nunmehr nur offenbar oft ohnehin schließlich sehr seitdem \
        seither selten sodann sogar somit sonst stattdessen trotzdem überdies überhaupt unterdessen ursprünglich vermutlich \
        vielleicht vielmehr vorher währenddessen weiterhin wieder wiederum wohl wörtlich zeitgleich zugleich zumindest \
        zunächst zusätzlich zuvor zwar zwischenzeitlich",
        ),
        (CONNECTIVE, "und oder aber"),
        (
            DAY,
            "montag dienstag mittwoch donnerstag freitag samstag sonntag april august september november januar februar märz mai \
        juni juli oktober dezember sonnabend",
        ),
        (
            OPENER,
            "der die das ein eine und aber in so im am auf bei mit nach von vor zu als wenn wie er sie es wir ich",
        ),
        (SOURCE, "laut nach zufolge"),
        (WRONG_CASE, "dem den denen des einem einen eines"),
        (AUXILIARY, "hat hatte hatten haben habe hätte hätten"),
    ],
    cues: &[
        (
            Cue::Says,
            "sagte sagt sagten sagen erklärte erklärt erklärten betonte betont betonten meinte meint meinten schrieb schreibt \
        schrieben warnte warnt warnten kritisierte kritisiert kritisierten forderte fordert forderten ergänzte ergänzt \
        berichtete berichtet berichteten behauptete behauptet behaupteten äußerte äußert äußerten kommentierte kommentiert \
        versicherte versichert antwortete antwortet fragte fragt rief ruft erläuterte erläutert unterstrich bekräftigte \
        bekräftigt bestätigte bestätigt verkündete verkündet kündigte prophezeite klagte klagt lobte lobt mahnte mahnt \
        räumte stellte konstatierte konstatiert resümierte resümiert entgegnete erwiderte erinnerte argumentierte \
        argumentiert begründete begründet urteilte urteilt beurteilte beurteilt hofft hoffte glaubt glaubte beteuerte \
        twitterte verlangte verlangt verurteilte verurteilt würdigte bezeichnete bezeichnet bezeichneten nannte nennt \
        nannten sprach spricht sprachen teilte teilten führte fügte gab zitierte zitiert zitierten beschrieb beschreibt \
        skandierte skandiert skandierten lautete lautet so gesagt geäußert befand findet fand sieht räsonierte beklagte \
        begrüßte schilderte schildert präzisierte formulierte formuliert appellierte bilanzierte verriet meldete meldet \
        rechtfertigte rechtfertigt schwärmte freute feststellt stellt hieß heißt \
        fügt räumt teilt kündigt hob hebt unterstreicht erzählte erzählt versprach verspricht gestand gesteht jubelte \
        schimpfte scherzte witzelte spottete höhnte ärgerte monierte moniert konterte kontert dementierte dementiert \
        signalisierte wünschte bilanziert erwidert entgegnet beteuert twittert vermutet vermutete",
        ),
        (
            Cue::Calls,
            "attackierte attackiert riet rät empfahl empfiehlt zurückgewiesen hält hielt wertete wertet bezweifelte warf wirft \
        befürchtet befürchtete rechnet rechnete plädierte plädiert wies weist rügte rügt tadelte bedauerte bedauert \
        bescheinigte attestierte verglich vergleicht beschuldigte beschuldigt lehnte lehnt protestierte protestierten",
        ),
    ],
};
