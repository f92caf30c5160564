//! Italian.

use super::{
    ADVERB, BREAK, CONNECTIVE, Cue, DAY, DETERMINER, HANGS, OPENER, PREPOSITION, PRONOUN, RELATIVE, SOURCE, Words,
};

pub(super) const WORDS: Words = Words {
    kinds: &[
        (PRONOUN, "io lui lei egli ella loro noi essi"),
        (
            DETERMINER,
            "il lo la i gli le un uno una un' l' suo sua suoi sue mio mia nostro nostra questo questa questi queste quello quella \
        quelli quelle quel quei altro altra altri altre alcuni alcune molti molte ogni qualche ciascun ciascuna nessun nessuna",
        ),
        (
            BREAK,
            "a ad al allo alla ai agli alle all' da dal dallo dalla dai dagli dalle dall' in nel nello nella nei negli nelle \
        nell' su sul sullo sulla sui sugli sulle sull' con per tra fra che chi cui quando come dove perché se mentre e ed o \
        ma né non è sono era erano ha hanno aveva avevano sarà sarebbe può possono deve devono essere avere questo ciò così \
        qui lì anche inoltre secondo dopo prima durante contro senza verso quale quali tutto nulla nessuno qualcuno qualcosa \
        molto più meno tanto poi leggi guarda fuori dentro oltre circa infatti insomma intanto tuttavia quindi dunque",
        ),
        (
            PREPOSITION,
            "a ad al allo alla ai agli alle all' da dal dallo dalla dai dagli dalle dall' in nel nello nella nei negli nelle \
        nell' su sul sullo sulla sui sugli sulle sull' con per tra fra dopo durante contro senza verso fuori oltre",
        ),
        (
            ADVERB,
            "poi anche ancora già sempre mai inoltre non ha hanno aveva avevano avrebbe è sono si gli le mi ci ne infine oggi \
        ieri solo recentemente successivamente quindi dunque soltanto infatti intanto tuttavia fa fanno fatto",
        ),
        (CONNECTIVE, "e ed ma o"),
        (
            DAY,
            "lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio marzo aprile maggio giugno luglio agosto \
        settembre ottobre novembre dicembre oggi ieri domani mese mesi anno anni settimana settimane giorno giorni ora ore \
        notte mattina sera pomeriggio",
        ),
        (
            OPENER,
            "il lo la i gli le un uno una e ma in nel nella per con lui lei loro noi io suo sua secondo come quando se dopo prima \
        durante anche ancora già non di del dalla al a da su tra così poi infine inoltre perché mentre questo questa quello \
        altri tutti molti",
        ),
        (RELATIVE, "che"),
        (HANGS, "di del dello della dei degli delle dell' d'"),
        (SOURCE, "secondo"),
    ],
    cues: &[
        (Cue::Adding, "dicendo affermando aggiungendo sottolineando spiegando dichiarando ricordando sostenendo"),
        (
            Cue::Says,
            "detto dice diceva disse dichiara dichiarato dichiarò afferma affermato affermò spiega spiegato spiegò aggiunge \
        aggiunto aggiunse sottolinea sottolineato riferito riferisce ammesso scherza scherzato conclude concluso commenta \
        commentato scrive scritto racconta raccontato ricorda ricordato sostiene sostenuto ribadisce ribadito osserva \
        osservato precisa precisato avverte annuncia annunciato risponde risposto ammette assicura confessa prosegue rivela \
        rivelato denuncia evidenzia chiarisce dicono dicevano affermano hanno-detto concludono confermato conferma replica \
        replicato tuona attacca attaccato incalza insiste chiosa rilancia rimarca rimarcato evidenziato lamenta lamentato \
        twitta twittato avvertito assicurato chiarito puntualizza denunciato confessato rassicura ironizza esclama \
        raccontano spiegano assicurano sostengono ricostruiscono ricostruisce prosegue proseguito continua continuato \
        rivendica annota annotano annotato ordina ordinato insorge rassicurava esorta esortato auspica auspicato \
        ribatte ribattuto sbotta riflette riconosce riconosciuto accusa accusato minimizza riassume sapere riferiscono \
        sottolineano aggiungono ricordano precisano rispondono scrivono commentano osservano denunciano chiariscono \
        confermano avvertono replicano lamentano spiegava raccontava ricordava aggiungeva scriveva sosteneva rispose spiegò \
        raccontò scrisse rispondeva domanda domandato chiede chiesto invoca promette promesso garantisce garantito motiva \
        motivato argomenta specifica specificato suggerisce suggerito scandisce tuonato incalzato",
        ),
        (Cue::Calls, "chiama chiamato definisce definito descrive descritto cita citato considera"),
    ],
};
