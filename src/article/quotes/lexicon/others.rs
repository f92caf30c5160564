//! Languages of which little more than the verbs is known.

use super::{
    ADVERB, BREAK, CONNECTIVE, Cue, DAY, DETERMINER, HANGS, OPENER, PREPOSITION, PRONOUN, SOURCE, TITLE, Words,
};

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
        concludeert concludeerde antwoordt denkt legt vult voegt meent oordeelt bevestigt bevestigde vervolgt klinkt",
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
        говорит говорят уверен уверена заверил заметил заметила признал признала напомнил цитирует передает уточнил уточнила \
        ответил ответила ответили отвечает спросил спросила спрашивает пишет пишут рассказывает рассказали отмечает отмечают \
        поясняет добавляет добавили подчеркивает сообщает сообщают заявляет заявляют объясняет вспоминает вспоминал вспоминала \
        предупредил предупредила предупреждает констатировал констатирует утверждает утверждал утверждала утверждают полагает \
        полагают думает признался призналась признает возмущается удивляется поделился поделилась делится пожаловался \
        прокомментировал прокомментировала комментирует резюмировал отреагировал пообещал пообещала",
    )],
};

pub(super) const SWEDISH: Words = Words {
    kinds: &[
        (PRONOUN, "han hon de hen jag vi"),
        (DETERMINER, "en ett den det"),
        (BREAK, "på i av med för till från att som och men om är var"),
        (PREPOSITION, "på i av med för till från om"),
        (ADVERB, "har hade också dock"),
        (CONNECTIVE, "och men"),
        (SOURCE, "enligt"),
    ],
    cues: &[(
        Cue::Says,
        "säger sade sa sagt berättar berättade skriver skrev menar menade förklarar förklarade tillägger konstaterar konstaterade \
        uppger uppgav svarar svarade frågar frågade hävdar hävdade betonar betonade kommenterar kommenterade anser tycker tror \
        utropar kallar kallade varnar varnade medger undrar",
    )],
};

/// Bokmål and Nynorsk.
pub(super) const NORWEGIAN: Words = Words {
    kinds: &[
        (PRONOUN, "han hun ho de dei jeg eg vi"),
        (DETERMINER, "en ei et ein eit den det"),
        (BREAK, "på i av med for til fra frå at som og men om er var etter mot ved hos"),
        (PREPOSITION, "på i av med for til fra frå om etter mot ved hos"),
        (ADVERB, "har hadde også òg videre"),
        (CONNECTIVE, "og men"),
        (SOURCE, "ifølge"),
    ],
    cues: &[(
        Cue::Says,
        "sier sa seier sagt sagde forteller fortalte fortel fortalde skriver skrev skriv mener mente meiner meinte forklarer \
        forklarte forklarar forklarte opplyser opplyste svarer svarte svarar spør spurte hevder hevdet påpeker påpekte \
        understreker understreket kommenterer kommenterte utdyper utdypet konstaterer konstaterte fastslår tror tilføyer \
        legger la advarer advarte kaller kalte innrømmer erkjenner presiserer poengterer konkluderer lyder uttaler uttalte",
    )],
};

pub(super) const DANISH: Words = Words {
    kinds: &[
        (PRONOUN, "han hun de jeg vi"),
        (DETERMINER, "en et den det"),
        (BREAK, "på i af med for til fra at som og men om er var efter mod ved hos"),
        (PREPOSITION, "på i af med for til fra om efter mod ved hos"),
        (ADVERB, "har havde også videre"),
        (CONNECTIVE, "og men"),
        (SOURCE, "ifølge"),
    ],
    cues: &[(
        Cue::Says,
        "siger sagde sagt fortæller fortalte skriver skrev mener mente forklarer forklarede oplyser oplyste svarer svarede \
        spørger spurgte hævder hævdede påpeger påpegede understreger understregede kommenterer kommenterede konstaterer \
        konstaterede fastslår tror tilføjer tilføjede lyder lød advarer advarede kalder kaldte erkender erkendte udtaler \
        udtalte uddyber vurderer vurderede",
    )],
};

pub(super) const FINNISH: Words = Words {
    kinds: &[
        (PRONOUN, "hän he minä me"),
        (BREAK, "että ja mutta kun joka jotka jos ei on oli myös kuin"),
        (ADVERB, "myös puolestaan"),
        (CONNECTIVE, "ja mutta"),
        (SOURCE, "mukaan mielestä"),
    ],
    cues: &[(
        Cue::Says,
        "sanoo sanoi sanovat sanoivat kertoo kertoi kertovat kertoivat toteaa totesi toteavat totesivat kirjoittaa kirjoitti \
        arvioi selittää selitti korostaa korosti kuvailee kuvaili kommentoi vastaa vastasi kysyy kysyi muistuttaa muistutti \
        huomauttaa huomautti lisää lisäsi jatkaa jatkoi vakuuttaa vakuutti väittää väitti uskoo uskoi pohtii pohti \
        painottaa painotti iloitsee harmittelee naurahtaa summaa tiivistää varoittaa varoitti linjaa ihmettelee",
    )],
};

pub(super) const CZECH: Words = Words {
    kinds: &[
        (PRONOUN, "on ona oni já my"),
        (
            BREAK,
            "v ve na z ze do od za po pro při s se že a i ale aby když který která které je by u k ke o nad mezi před proti bez přes \
        kvůli však není",
        ),
        (PREPOSITION, "v ve na z ze do od za po pro při s"),
        (ADVERB, "také dále pak"),
        (CONNECTIVE, "a i ale"),
        (SOURCE, "podle dle"),
    ],
    cues: &[(
        Cue::Says,
        "řekl řekla řekli říká uvedl uvedla uvedli dodal dodala dodali sdělil sdělila sdělili prohlásil prohlásila upozornil \
        upozornila vysvětlil vysvětlila vysvětluje míní tvrdí tvrdil tvrdila napsal napsala píše popsal popsala popisuje \
        potvrdil potvrdila doplnil doplnila konstatoval konstatovala zdůraznil zdůraznila podotkl podotkla poznamenal \
        poznamenala odpověděl odpověděla zeptal zeptala připomněl připomněla varoval varovala oznámil oznámila myslí",
    )],
};

pub(super) const UKRAINIAN: Words = Words {
    kinds: &[
        (PRONOUN, "він вона вони я ми"),
        (BREAK, "в у на з із зі до від за по про для що і й та а але як"),
        (PREPOSITION, "в у на з із зі до від за по про для"),
        (ADVERB, "також"),
        (SOURCE, "за на"),
        (CONNECTIVE, "і й та а але"),
    ],
    cues: &[(
        Cue::Says,
        "сказав сказала сказали каже кажуть заявив заявила заявили зазначив зазначила зазначили зазначає наголосив наголосила \
        наголошує додав додала додали повідомив повідомила повідомили повідомляє розповів розповіла розповідає пояснив пояснила \
        пояснює написав написала пише підкреслив підкреслила вважає вважають говорить стверджує переконаний переконана \
        впевнений впевнена зауважив зауважила уточнив уточнила відповів відповіла запитав запитала попередив попередила \
        нагадав нагадала визнав визнала цитує",
    )],
};

pub(super) const ROMANIAN: Words = Words {
    kinds: &[
        (PRONOUN, "el ea ei ele"),
        (DETERMINER, "un o"),
        (BREAK, "în la de din cu pe pentru că și dar iar care ce să nu este sunt prin despre"),
        (PREPOSITION, "în la de din cu pe pentru prin despre"),
        (ADVERB, "a au mai s-a s-au și-a ne-a le-a i-a mi-a"),
        (CONNECTIVE, "și dar iar"),
        (SOURCE, "potrivit conform"),
    ],
    cues: &[(
        Cue::Says,
        "spus spune spunea declarat declară afirmat afirmă precizat precizează adăugat adaugă transmis transmite scris scrie \
        explicat explică susținut susține subliniat subliniază menționat menționează arătat arată anunțat anunță avertizat \
        avertizează răspuns răspunde întrebat întreabă povestit povestește crede consideră apreciat apreciază comentat \
        conchis concluzionat zis zice",
    )],
};

/// Indonesian and Malay.
pub(super) const INDONESIAN: Words = Words {
    kinds: &[
        (PRONOUN, "dia ia mereka saya kami"),
        (
            BREAK,
            "di ke dari pada untuk dengan dalam oleh bahwa yang dan tetapi namun atau saat ketika karena itu ini tidak",
        ),
        (PREPOSITION, "di ke dari pada untuk dengan dalam oleh"),
        (ADVERB, "juga pun telah sudah lagi kemudian"),
        (CONNECTIVE, "dan tetapi namun"),
        (DAY, "senin selasa rabu kamis jumat sabtu minggu ahad isnin khamis"),
        (SOURCE, "menurut"),
    ],
    cues: &[(
        Cue::Says,
        "kata ujar tutur ucap jelas tegas sebut terang papar ungkap tambah imbuh tulis tukas cetus lanjut pungkas katanya ujarnya \
        tuturnya ucapnya jelasnya tegasnya sebutnya terangnya paparnya ungkapnya tambahnya imbuhnya tulisnya lanjutnya pungkasnya \
        mengatakan menyatakan menyebut menyebutkan menegaskan menjelaskan menambahkan mengungkapkan menuturkan memaparkan \
        menilai mengaku memastikan menulis berkata bertanya menjawab memberitahu",
    )],
};

/// Where a word of several syllables attributes, they are joined by a low line.
pub(super) const VIETNAMESE: Words = Words {
    kinds: &[
        (PRONOUN, "ông_ấy bà_ấy anh_ấy cô_ấy"),
        (BREAK, "ở tại trong của và nhưng với từ đến khi vì là không được bị mà rằng để về sau trước theo"),
        (PREPOSITION, "ở tại trong của với từ đến về"),
        (ADVERB, "cũng đã còn vừa lại vẫn đang chỉ thì"),
        (CONNECTIVE, "và nhưng"),
        (TITLE, "ông bà anh chị cô em gs ts pgs ths bs ls tp"),
        (SOURCE, "theo"),
    ],
    cues: &[(
        Cue::Says,
        "nói cho_biết cho_hay cho_rằng chia_sẻ khẳng_định nhấn_mạnh phát_biểu trả_lời nhận_định đánh_giá giải_thích thông_tin \
        bày_tỏ tâm_sự kể viết hỏi tuyên_bố cảnh_báo phân_tích thừa_nhận bộc_bạch lý_giải đáp nhắc thốt",
    )],
};

pub(super) const POLISH: Words = Words {
    kinds: &[
        (BREAK, "w we na z ze do od za po przez przy u o dla że i a ale nie jest"),
        (PREPOSITION, "w we na z ze do od za po przez przy u o dla"),
        (CONNECTIVE, "i a ale"),
        (SOURCE, "według zdaniem"),
    ],
    cues: &[(
        Cue::Says,
        "powiedział powiedziała mówi mówił mówiła dodał dodała stwierdził stwierdziła podkreślił podkreśliła napisał napisała \
        zaznaczył ocenił wyjaśnił wyjaśniła oświadczył poinformował poinformowała tłumaczy \
        powiedzieli mówią dodaje podkreśla zaznacza zaznaczyła wyjaśnia ocenia oceniła przekonuje stwierdza opowiada pisze \
        odpowiada odpowiedział odpowiedziała przyznał przyznała przyznaje zapewnił zapewniła zapewnia ostrzegł ostrzegła ostrzega \
        przypomniał przypomniała przypomina zapytał zapytała pyta twierdzi uważa komentuje skomentował skomentowała oświadczyła \
        przekazał przekazała zauważył zauważyła zauważa relacjonuje wspomina zwrócił argumentował argumentowała argumentuje apeluje apelował apelowała",
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

pub(super) const SLOVAK: Words = Words {
    kinds: &[
        (PRONOUN, "on ona oni ja my"),
        (
            BREAK,
            "v vo na z zo do od za po pre pri s sa že a i aj ale aby keď ktorý ktorá ktoré je by u k ku o nad medzi pred proti bez cez \
        však nie",
        ),
        (PREPOSITION, "v vo na z zo do od za po pre pri s"),
        (ADVERB, "tiež ďalej"),
        (CONNECTIVE, "a i ale"),
        (SOURCE, "podľa"),
    ],
    cues: &[(
        Cue::Says,
        "povedal povedala povedali hovorí uviedol uviedla uviedli dodal dodala dodali vyhlásil vyhlásila upozornil upozornila \
        vysvetlil vysvetlila vysvetľuje tvrdí tvrdil tvrdila napísal napísala píše opísal opísala potvrdil potvrdila doplnil \
        doplnila skonštatoval skonštatovala zdôraznil zdôraznila poznamenal poznamenala odpovedal odpovedala pripomenul \
        pripomenula varoval varovala oznámil oznámila myslí",
    )],
};

pub(super) const CROATIAN: Words = Words {
    kinds: &[
        (PRONOUN, "on ona oni ja mi"),
        (BREAK, "u na za s sa od do po iz o i a ali da koji koja koje što kao nije"),
        (PREPOSITION, "u na za s sa od do po iz o"),
        (ADVERB, "je su se također"),
        (CONNECTIVE, "i a ali te"),
        (SOURCE, "prema"),
    ],
    cues: &[(
        Cue::Says,
        "rekao rekla rekli kaže kažu kazao kazala izjavio izjavila istaknuo istaknula ističe dodao dodala dodaje naglasio \
        naglasila naglašava poručio poručila napisao napisala piše objasnio objasnila objašnjava potvrdio potvrdila upozorio \
        upozorila upozorava smatra tvrdi tvrdio tvrdila naveo navela navodi odgovorio odgovorila pitao pitala zaključio zaključila \
        priznao priznala ocijenio ocijenila",
    )],
};

pub(super) const HUNGARIAN: Words = Words {
    kinds: &[
        (PRONOUN, "ő ők én mi"),
        (DETERMINER, "a az egy"),
        (BREAK, "hogy és is de nem ha mert mint amely aki szerint"),
        (ADVERB, "is még"),
        (CONNECTIVE, "és de"),
        (SOURCE, "szerint"),
    ],
    cues: &[(
        Cue::Says,
        "mondta mondják közölte közölték írta írja nyilatkozta nyilatkozott fogalmazott fogalmazta hangsúlyozta kiemelte \
        hozzátette elmondta jelentette állítja állította magyarázta válaszolta válaszolt kérdezte kérdezi tudatta véli vélte \
        szögezte emlékeztetett figyelmeztetett jegyezte tette vallja meséli mesélte",
    )],
};

pub(super) const GREEK: Words = Words {
    kinds: &[
        (PRONOUN, "αυτός αυτή εγώ εμείς"),
        (DETERMINER, "το τα ένας μια"),
        (BREAK, "σε στο στη στην στον στα από για με και ότι πως που να δεν αλλά όπως ως κατά"),
        (PREPOSITION, "σε στο στη στην στον στα από για με κατά"),
        (CONNECTIVE, "και αλλά"),
    ],
    cues: &[(
        Cue::Says,
        "είπε είπαν δήλωσε δήλωσαν ανέφερε ανέφεραν τόνισε τόνισαν υποστήριξε υποστήριξαν πρόσθεσε πρόσθεσαν σημείωσε σημείωσαν \
        υπογράμμισε εξήγησε απάντησε ρώτησε έγραψε γράφει λέει λένε επισήμανε διευκρίνισε παραδέχτηκε προειδοποίησε δηλώνει \
        τονίζει αναφέρει υποστηρίζει σχολίασε",
    )],
};

pub(super) const BULGARIAN: Words = Words {
    kinds: &[
        (PRONOUN, "той тя те аз ние"),
        (BREAK, "в във на с със от за до по при че и а но да се който която което са е"),
        (PREPOSITION, "в във на с със от за до по при"),
        (ADVERB, "още също"),
        (CONNECTIVE, "и а но"),
        (SOURCE, "според"),
        (HANGS, "на"),
    ],
    cues: &[(
        Cue::Says,
        "каза казаха казва казват заяви заявиха заявява обясни обясниха обяснява съобщи съобщиха съобщава добави добавя посочи \
        посочва подчерта подчертава написа пише отбеляза отбелязва смята смятат твърди твърдят коментира разказа разказва \
        отговори попита предупреди призна уточни допълни",
    )],
};
