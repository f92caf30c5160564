//! Languages of which little more than the verbs is known.

use super::{ADVERB, BREAK, CONNECTIVE, Cue, DAY, DETERMINER, OPENER, PREPOSITION, PRONOUN, SOURCE, Words};

pub(super) const DUTCH: Words = Words {
    kinds: &[
        (PRONOUN, "hij zij ze ik wij"),
        (DETERMINER, "de het een"),
        (BREAK, "op met voor bij aan uit door tegen die dat en maar is in om over als of naar"),
        (PREPOSITION, "met voor bij aan uit door op van in om over naar tegen"),
        (ADVERB, "heeft is ook nog"),
        (CONNECTIVE, "en maar of"),
        (DAY, "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"),
        (OPENER, "de het een maar op van dat hij zij ze in"),
        (SOURCE, "volgens"),
    ],
    cues: &[(
        Cue::Says,
        "zei zegt zeggen zeiden aldus verklaarde verklaart vertelt vertelde schrijft schreef stelt stelde meldt meldde \
        benadrukt benadrukte reageert reageerde vindt vond waarschuwt waarschuwde antwoordde vroeg vraagt laat noemt noemde \
        concludeert",
    )],
};

pub(super) const RUSSIAN: Words = Words {
    kinds: &[
        (PRONOUN, "он она они я мы"),
        (BREAK, "в на с по к о от из у за что и а но"),
        (PREPOSITION, "в на с по к о от из у за"),
        (CONNECTIVE, "и а но"),
    ],
    cues: &[(
        Cue::Says,
        "сказал сказала сказали заявил заявила заявили отметил отметила отметили подчеркнул подчеркнула добавил добавила \
        сообщил сообщила сообщили рассказал рассказала пояснил пояснила написал написала объяснил объяснила считает считают \
        говорит говорят уверен уверена заверил заметил заметила признал признала напомнил цитирует передает уточнил уточнила",
    )],
};

pub(super) const SWEDISH: Words = Words {
    kinds: &[
        (PRONOUN, "han hon de"),
        (DETERMINER, "en ett den det"),
        (BREAK, "på i av med för till från att som och men"),
        (PREPOSITION, "på i av med för till från"),
        (CONNECTIVE, "och men"),
        (SOURCE, "enligt"),
    ],
    cues: &[(Cue::Says, "säger sade sa berättar skriver skrev menar förklarar menade tillägger uppger")],
};

pub(super) const POLISH: Words = Words {
    kinds: &[
        (BREAK, "w na z do od za że i a ale"),
        (PREPOSITION, "w na z do od za"),
        (CONNECTIVE, "i a ale"),
        (SOURCE, "według zdaniem"),
    ],
    cues: &[(
        Cue::Says,
        "powiedział powiedziała mówi mówił mówiła dodał dodała stwierdził stwierdziła podkreślił podkreśliła napisał napisała \
        zaznaczył ocenił wyjaśnił wyjaśniła oświadczył poinformował poinformowała tłumaczy",
    )],
};

pub(super) const TURKISH: Words = Words {
    kinds: &[
        (PRONOUN, "o onlar ben biz"),
        (BREAK, "ve ile için ama ancak fakat gibi kadar sonra önce göre ardından üzerine"),
        (ADVERB, "diye şeklinde ise de da ayrıca daha sonra sözleriyle ifadesini ifadelerini ifadesine ifadelerine"),
        (CONNECTIVE, "ve ama"),
    ],
    cues: &[(
        Cue::Says,
        "dedi diyor demişti söyledi söylüyor belirtti belirtiyor açıkladı ifade konuştu kaydetti vurguladı ekledi aktardı anlattı \
         savundu yazdı sordu uyardı bildirdi değerlendirdi kullandı seslendi yanıtladı hatırlattı",
    )],
};
