//! Portuguese.

use super::{
    ADVERB, BREAK, CONNECTIVE, Cue, DAY, DETERMINER, HANGS, OPENER, PREPOSITION, PRONOUN, RELATIVE, SOURCE, Words,
};

pub(super) const WORDS: Words = Words {
    kinds: &[
        (PRONOUN, "eu ele ela eles elas nós você vocês"),
        (
            DETERMINER,
            "o a os as um uma uns umas seu sua seus suas meu minha meus minhas nosso nossa nossos nossas este esta estes estas \
        esse essa esses essas aquele aquela aqueles aquelas outro outra outros outras algum alguma alguns algumas vários \
        várias muitos muitas cada ambos ambas",
        ),
        (
            BREAK,
            "em no na nos nas num numa nuns numas neste nesta nestes nestas nesse nessa nesses nessas naquele naquela por pelo \
        pela pelos pelas para pra com sem sobre sob entre até desde contra após durante perante mediante ao aos à às ante \
        que quem onde quando como porque pois se embora enquanto conforme segundo caso mas porém contudo todavia e ou nem \
        não é são foi foram era eram está estão estava estavam tem têm tinha tinham há havia haviam ter sido seria seriam \
        pode podem podia deve devem vai vão isso isto aquilo apesar além diante devido assim aqui ali lá leia veja confira \
        saiba assista ouça acompanhe clique cujo cuja qual quais tudo nada ninguém alguém algo muito mais menos tão tanto",
        ),
        (
            PREPOSITION,
            "em no na nos nas num numa neste nesta nestes nestas nesse nessa nesses nessas naquele naquela por pelo pela pelos \
        pelas para pra com sem sobre sob entre até desde contra após durante perante mediante ao aos à às ante",
        ),
        (
            ADVERB,
            "também ainda já não nunca sempre depois então agora hoje ontem apenas só somente mais recentemente posteriormente \
        anteriormente inclusive antes logo se me te lhe lhes nos foi é tem teria tinha havia vem chegou voltou",
        ),
        (CONNECTIVE, "e mas ou porém"),
        (
            DAY,
            "segunda terça quarta quinta sexta segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo \
        janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro hoje ontem amanhã dia dias mês meses ano anos semana semanas hora horas noite tarde manhã",
        ),
        (
            OPENER,
            "o a os as um uma e mas em no na nos nas por para com ele ela eles elas eu nós seu sua segundo conforme como quando \
        se após antes depois durante além apesar já ainda também não de do da dos das ao à até entre então assim porém \
        entretanto porque este esta esse essa isso só outro outra todos todas muitos",
        ),
        (RELATIVE, "que"),
        (HANGS, "de do da dos das deste desta destes destas desse dessa desses dessas daquele daquela"),
        (SOURCE, "segundo conforme acordo"),
    ],
    cues: &[
        (
            Cue::Adding,
            "dizendo afirmando acrescentando argumentando alegando ressaltando destacando declarando explicando",
        ),
        (
            Cue::Says,
            "disse diz estima estimou calcula calculou dizia dizem afirmou afirma declarou declara explicou explica acrescentou acrescenta destacou destaca \
        ressaltou ressalta informou informa escreveu escreve comentou comenta contou conta relatou relata lembrou lembra \
        avaliou avalia concluiu conclui criticou defendeu defende questionou pontuou completou completa frisou sublinhou \
        salientou alertou admitiu garantiu garante respondeu perguntou considerou considera referiu adiantou revelou \
        assegurou argumentou argumenta enfatizou enfatiza complementou complementa lamentou lamenta questiona justificou \
        justifica analisou analisa opinou opina relembrou relembra continuou continua observou observa ponderou pondera \
        registrou registra revela finalizou finaliza resumiu resume detalhou detalha sustentou sustenta sustentam pergunta \
        apontou aponta apontam pontua discursou anotou insistiu insiste recorda recordou alerta reforçou reforça emendou \
        responde indagou indaga advertiu adverte desabafou desabafa esclareceu esclarece brincou brinca ironizou ironiza \
        rebateu rebate narrou narra assinala assinalou provocou reclamou reclama salienta alega alegou alegam tuitou reagiu \
        protestou retrucou postou gritou disparou alfinetou confessou confessa confirmou confirma reconheceu reconhece \
        prometeu promete pediu pede anunciou anuncia argumentaram afirmaram afirmam disseram declararam declaram explicaram \
        informaram explicam contaram contam relataram relatam acrescentaram escreveram avaliam defendem defenderam criticam \
        alertam frisa sublinha assegura adianta prosseguiu prossegue noticiou exclamou reiterou reitera exaltou elogiou \
        elogia denunciou denuncia prevê aconselha aconselhou sugeriu sugere ressaltaram destacaram publicou comemora \
        comemorou indicou indica acredita acreditam entende retuitou consolou caçoa filosofa arrematou descreve descreveu \
        contesta contestou ameaçou cobrou cobra",
        ),
        (
            Cue::Calls,
            "chamou chama classificou classifica definiu define considera descreveu descreve citou cita qualificou qualifica \
        apontou",
        ),
    ],
};
