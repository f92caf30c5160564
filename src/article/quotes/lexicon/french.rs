//! French.

use super::{
    ADVERB, BREAK, CONNECTIVE, Cue, DAY, DETERMINER, HANGS, OPENER, PREPOSITION, PRONOUN, RELATIVE, SOURCE, Words,
};

pub(super) const WORDS: Words = Words {
    kinds: &[
        (PRONOUN, "il elle ils elles je j' nous vous on celui-ci celle-ci ce-dernier lui eux"),
        (
            DETERMINER,
            "le la les l' un une des son sa ses leur leurs mon ma mes notre nos ce cet cette ces plusieurs certains certaines \
        quelques chaque autre autres",
        ),
        (
            BREAK,
            "à au aux a ont en dans sur sous par pour avec sans chez contre entre vers depuis pendant durant après avant lors \
        devant dès malgré selon qui que qu' dont où quand lorsque comme si car donc parce puisque et ou mais ni ne n' pas \
        plus est sont était étaient sera seraient serait avait avaient peut peuvent doit doivent être avoir cela ceci ça \
        ainsi alors aussi c' puis très moins tout rien personne lire voir lequel laquelle quoi",
        ),
        (
            PREPOSITION,
            "à au aux en dans sur sous par pour avec sans chez contre entre vers depuis pendant durant après avant lors devant \
        dès malgré",
        ),
        (
            ADVERB,
            "a ont avait avaient aurait est sont était ensuite aussi encore déjà également toujours jamais notamment ainsi alors \
        enfin même se s' y lui leur nous n' ne pas hier aujourd'hui fait font",
        ),
        (CONNECTIVE, "et mais ou puis"),
        (
            DAY,
            "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre \
        octobre novembre décembre hier aujourd'hui demain mois an ans année années semaine semaines jour jours heure heures \
        nuit matin soir",
        ),
        (
            OPENER,
            "le la les l' un une des et mais dans en pour sur par avec à au aux il elle ils elles je nous on son sa ses selon \
        comme quand lorsque si après avant depuis pendant lors ainsi alors aussi car donc ce cet cette ces de du d' \
        plusieurs certains tous toutes puis enfin",
        ),
        (RELATIVE, "qui"),
        (HANGS, "de du des d'"),
        (SOURCE, "selon d'après d’après"),
    ],
    cues: &[
        (Cue::Adding, "disant affirmant ajoutant soulignant expliquant déclarant précisant rappelant estimant"),
        (
            Cue::Says,
            "dit disait déclare déclaré déclarait affirme affirmé affirmait explique expliqué expliquait ajoute ajouté ajoutait \
        estime estimé estimait indique indiqué indiquait souligne souligné soulignait précise précisé précisait assure \
        assuré assurait confie confié raconte raconté racontait regrette regretté rappelle rappelé reconnaît reconnu répond \
        répondu répète écrit lance lancé poursuit poursuivi conclut conclu résume résumé témoigne témoigné insiste insisté \
        martèle martelé note noté observe observé prévient prévenu promet promis admet admis annonce annoncé avance avancé \
        commente commenté constate constaté demande demandé dénonce dénoncé détaille détaillé espère fustige ironise juge \
        jugé justifie plaide plaidé prédit réagit réagi relève relevé salue salué soupire soutient soutenu tempère tweeté \
        twitte s'exclame s'inquiète s'insurge se-félicite confirme confirmé évoque évoqué qualifie qualifié glisse nuance \
        nuancé s'amuse s'étonne s'enthousiasme s'agace sourit souffle soufflé tranche plaisante plaisanté raille disent \
        affirment expliquent ajoutent estiment soulignent précisent assurent indiquent rapporte rapporté rapportent argue \
        argué s'alarme alerte alerté dit-on écrivait écrivent clame clamé lâche lâché interroge s'interroge promettait \
        prévenait enchaîne enchaîné savoir se-réjouit réjouit tonne tonné s'emporte se-souvient plaident dénoncent regrettent \
        rappellent reconnaissent racontent répondent déplore déplorent déploré déclarent annoncent concède concédé \
        analyse décrypte ironisent s'indigne s'offusque balaie balaye temporise abonde complète relativise",
        ),
        (Cue::Calls, "appelle appelé décrit décrite qualifie qualifié considère cite cité"),
    ],
};
