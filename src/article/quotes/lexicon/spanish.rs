//! Spanish.

use super::{
    ADVERB, BREAK, CONNECTIVE, Cue, DAY, DETERMINER, HANGS, OPENER, PREPOSITION, PRONOUN, RELATIVE, SOURCE, Words,
};

pub(super) const WORDS: Words = Words {
    kinds: &[
        (PRONOUN, "yo él ella ellos ellas nosotros usted ustedes"),
        (
            DETERMINER,
            "el la los las un una unos unas su sus mi mis nuestro nuestra nuestros nuestras este esta estos estas ese esa esos \
        esas aquel aquella aquellos aquellas otro otra otros otras algún alguna algunos algunas varios varias muchos muchas \
        cada ambos ambas",
        ),
        (
            BREAK,
            "a al ante bajo con contra desde durante en entre hacia hasta mediante para por según sin sobre tras que quien \
        quienes quién cuando como cómo donde porque pues si aunque mientras y e o u pero sino ni no es son fue fueron era \
        eran está están estaba estaban ha han había habían haya hay será sería puede pueden debe deben va van ser haber esto \
        eso aquello ello así aquí allí además asimismo incluso cuyo cuya cual cuales todo nada nadie alguien algo muy más \
        menos tan tanto tampoco luego lee vea mira consulta dado pese debido gracias",
        ),
        (
            PREPOSITION,
            "a al ante bajo con contra desde durante en entre hacia hasta mediante para por según sin sobre tras",
        ),
        (
            ADVERB,
            "también aún ya no nunca siempre después luego entonces ahora ayer hoy sólo solo además asimismo incluso finalmente \
        recientemente posteriormente ha han había habían se le les me nos te lo es fue todavía tampoco",
        ),
        (CONNECTIVE, "y e pero o u"),
        (
            DAY,
            "lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre \
        octubre noviembre diciembre hoy ayer mañana día días mes meses año años semana semanas hora horas noche tarde",
        ),
        (
            OPENER,
            "el la los las un una y pero en por para con él ella ellos ellas yo su sus según como cuando si tras antes después \
        durante además asimismo aunque ya también no de del al a hasta entre entonces así este esta ese esa esto eso sólo \
        solo otro otra todos todas muchos se tampoco mientras luego finalmente lo",
        ),
        (RELATIVE, "que quien"),
        (HANGS, "de del"),
        (SOURCE, "según acuerdo"),
    ],
    cues: &[
        (
            Cue::Adding,
            "diciendo afirmando añadiendo agregando señalando mencionando asegurando explicando alegando argumentando",
        ),
        (
            Cue::Says,
            "dijo dice dijeron decía dicho afirmó afirma afirmado señaló señala señalado explicó explica explicado añadió añade \
        añadido aseguró asegura asegurado declaró declara declarado indicó indica indicado manifestó manifiesta manifestado \
        sostuvo sostiene advirtió advierte advertido agregó agrega comentó comenta comentado apuntó apunta apuntado subrayó \
        subraya recalcó recalca recordó recuerda insistió insiste destacó destaca destacado reconoció reconoce admitió \
        admite anunció anuncia confesó confiesa concluyó concluye contestó contesta respondió responde preguntó pregunta \
        escribió escribe expresó expresa expresado expuso lamentó lamenta matizó matiza precisó precisa prometió pidió pide \
        relató relata reiteró reitera resumió sentenció sentencia tuiteó opinó opina denunció denuncia cuenta contó contaba \
        contado bromeó bromea criticó critica defendió defiende consideró considera puntualizó aclaró detalló celebró \
        calificó finalizó finaliza reveló revela mencionó menciona aseveró asevera señalaron señalan argumenta argumentó \
        remató remata explican explicaron puntualiza enfatizó enfatiza detalla publicó externó aclara continúa continuó \
        resume alerta alertó compartió informó informa refirió refiere reflexiona indican indicaron afirman afirmaron \
        adelantan agregan agregaron afirmaba informaba abundó acotó apostilló remarcó remarca ejemplificó confirmó confirma \
        cuestiona cuestionó reclamó dicen advierten advirtieron rectificó sintetizó revelaron expusieron demandó reportó \
        adelantó insisten aclararon añadieron añaden resaltó resalta aseguraba aseguran aseguraron exclamó avisa constata \
        culminó ahondó valoró aconseja aconsejó tuiteaba explicaba comentaba decían escribieron declararon anunciaron \
        manifestaron ironizó avisó zanjó espetó prosiguió prosigue comunicó apela apeló cree creen opinan narró narra",
        ),
        (Cue::Calls, "llamó llama calificó califica describió describe tildó tilda definió define considera cita citó"),
    ],
};
