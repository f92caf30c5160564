use super::*;
use crate::article::ParagraphKind;

fn check(text: &str, expected: &str) {
    let paragraphs = vec![Paragraph { kind: ParagraphKind::Text, text: Text::new(text) }];
    let article = Article { paragraphs, ..Article::default() };
    assert_eq!(detect(&article).as_deref().unwrap_or(""), expected, "{text}");
}

#[test]
fn languages_are_told_apart() {
    check("The harbour opened on Sunday after a long winter, and most of the town had come to see it happen.", "en");
    check(
        "Der Hafen wurde am Sonntag nach einem langen Winter geöffnet, und die meisten Bewohner der Stadt sind gekommen.",
        "de",
    );
    check(
        "Le port a rouvert dimanche après un long hiver, et la plupart des habitants de la ville sont venus pour le voir.",
        "fr",
    );
    check(
        "El puerto abrió el domingo después de un largo invierno, y la mayoría de los vecinos fue a verlo con sus hijos.",
        "es",
    );
    check(
        "Il porto ha riaperto domenica dopo un lungo inverno, e la maggior parte della città è venuta a vederlo con i figli.",
        "it",
    );
    check(
        "O porto reabriu no domingo depois de um longo inverno, e a maior parte da cidade veio ver o que não via há meses.",
        "pt",
    );
    check(
        "De haven ging zondag open na een lange winter, en het grootste deel van de stad was er bij met de kinderen.",
        "nl",
    );
    check(
        "Hamnen öppnade på söndagen efter en lång vinter, och de flesta i staden hade kommit för att se det hända.",
        "sv",
    );
    check(
        "Havnen åbnede søndag efter en lang vinter, og de fleste i byen var kommet for at se det, men ikke af pligt.",
        "da",
    );
    check(
        "Havnen åpnet søndag etter en lang vinter, og de fleste i byen var kommet for å se det, men ikke av plikt, sa hun.",
        "no",
    );
    check(
        "Port został otwarty w niedzielę po długiej zimie, a większość mieszkańców przyszła to zobaczyć, bo nie było tego od lat i się nie spodziewali.",
        "pl",
    );
    check(
        "Liman pazar günü uzun bir kışın ardından açıldı ve kasabanın çoğu bunu görmek için geldi; bu da bir ilk olarak kayda geçti.",
        "tr",
    );
    check(
        "Pelabuhan dibuka pada hari Minggu setelah musim dingin yang panjang, dan warga kota itu datang untuk melihat dengan keluarga.",
        "id",
    );
    check("Порт открылся в воскресенье после долгой зимы, и почти весь город пришёл это увидеть.", "ru");
    check("Порт відкрився в неділю після довгої зими, і майже все місто прийшло це побачити.", "uk");
    check("افتتح الميناء يوم الأحد بعد شتاء طويل وجاء معظم سكان المدينة لمشاهدته", "ar");
    check("بندرگاہ طویل سردیوں کے بعد اتوار کو کھل گئی اور شہر کے زیادہ تر لوگ اسے دیکھنے آئے", "ur");
    check("بندر پس از زمستانی طولانی روز یکشنبه باز شد و بیشتر مردم شهر برای دیدن آن آمده بودند", "fa");
    check("港口在漫长的冬天之后于星期日重新开放，城里的大多数人都来看了。", "zh");
    check("港は長い冬のあと日曜日に開き、町のほとんどの人が見に来た。", "ja");
    check("항구는 긴 겨울이 지난 뒤 일요일에 문을 열었고 마을 사람 대부분이 보러 왔다.", "ko");
    check("Το λιμάνι άνοιξε την Κυριακή μετά από έναν μακρύ χειμώνα.", "el");
    check("הנמל נפתח ביום ראשון אחרי חורף ארוך, ורוב העיר באה לראות.", "he");
    check("लंबी सर्दी के बाद रविवार को बंदरगाह खुल गया और शहर के अधिकांश लोग देखने आए।", "hi");
}

#[test]
fn languages_with_fewer_papers_are_told_apart() {
    check("Bến cảng mở cửa trở lại vào chủ nhật sau một mùa đông dài, người dân thị trấn đổ ra xem.", "vi");
    check(
        "Luka je otvorena u nedjelju nakon duge zime, a većina stanovnika došla je da vidi ono što nije bilo mjesecima i što su čekali.",
        "hr",
    );
    check(
        "Prístav sa otvoril v nedeľu po dlhej zime a väčšina obyvateľov prišla, aby to videla, pretože to už dlho nebolo tak, ako má byť, povedal starosta, ktorý je tiež rybár.",
        "sk",
    );
    check(
        "Pristanišče je bilo po dolgi zimi odprto v nedeljo in večina prebivalcev je prišla, da bi to videla, ker se to ni zgodilo že dolgo, je dejal župan, ki je tudi ribič.",
        "sl",
    );
    check(
        "Sadam avati pühapäeval pärast pikka talve ja suurem osa linnast oli tulnud seda vaatama, kuid mitte kõik, sest see oli juba teada ning ta ei olnud veel kohal.",
        "et",
    );
    check(
        "Uostas buvo atidarytas sekmadienį po ilgos žiemos ir dauguma miestelio gyventojų atvyko į krantinę, kad tai pamatytų, nes tai jau buvo savo kelią iš žiemos.",
        "lt",
    );
    check(
        "Osta tika atvērta svētdien pēc garas ziemas, un lielākā daļa pilsētas iedzīvotāju bija ieradušies uz to skatīties, bet ne visi, jo tas jau bija zināms arī par ostu.",
        "lv",
    );
    check(
        "Porti u hap të dielën pas një dimri të gjatë dhe shumica e banorëve të qytetit kishin ardhur për ta parë, por jo të gjithë, sepse kjo nuk është më e re.",
        "sq",
    );
    check(
        "Bandari ilifunguliwa Jumapili baada ya majira marefu ya baridi na watu wengi wa mji walikuja kwa wingi katika gati, amesema meya wa mji huo.",
        "sw",
    );
    check(
        "Binuksan ang daungan noong Linggo matapos ang mahabang taglamig at dumating ang karamihan ng mga tao sa bayan para makita ito, ayon sa alkalde.",
        "tl",
    );
    check(
        "Die hawe het Sondag ná 'n lang winter oopgegaan en die meeste mense van die dorp was daar om dit te sien, maar nie almal nie, het hy gesê.",
        "af",
    );
    check(
        "Liman uzun qışdan sonra bazar günü açıldı və şəhərin çox sakini bunu görmək üçün gəldi, bu isə bir ilk kimi qeyd edilib.",
        "az",
    );
    check("ნავსადგური კვირას გაიხსნა გრძელი ზამთრის შემდეგ.", "ka");
    check("ወደቡ ከረጅም ክረምት በኋላ እሁድ ተከፈተ የከተማው ሰዎችም ሊያዩት መጡ", "am");
    check("సుదీర్ఘ శీతాకాలం తర్వాత ఆదివారం ఓడరేవు తెరుచుకుంది", "te");
}

#[test]
fn a_short_text_is_told_by_its_trigrams() {
    check("Satama avattiin sunnuntaina pitk\u{e4}n talven j\u{e4}lkeen, kertoo kaupungin tiedottaja.", "fi");
    check(
        "A kik\u{f6}t\u{151} vas\u{e1}rnap nyitotta meg kapuit, tudatta olvas\u{f3}inkkal a v\u{e1}rosh\u{e1}za.",
        "hu",
    );
    check(
        "Liman pazar g\u{fc}n\u{fc} uzun k\u{131}\u{15f}\u{131}n ard\u{131}ndan yeniden a\u{e7}\u{131}ld\u{131}, belediye duyurdu.",
        "tr",
    );
}

#[test]
fn too_little_tells_nothing() {
    check("", "");
    check("Norvik 2, Tallinn 1", "");
    check("Mira Halvorsen, Aki Lehtonen, Ole Brandt, Ilse Brandt", "");
    check("2024-01-30 15:50", "");
    check("FTSE 100 7,512.3 +0.4 % DAX 16,921 -0.1 % Nikkei 225 36,026 Dow Jones 38,150 S&P 500 4,845", "");
    check("Norvik United 2 Tallinn City 1, Porto 0 Lisboa 3, Ankara 1 Izmir 1, Graz 2 Linz 2, Bergen 0 Oslo 1", "");
}
