use super::*;
use crate::article::ParagraphKind;

fn check(text: &str, expected: &str) {
    let paragraphs = [Paragraph { kind: ParagraphKind::Text, text: Text::new(text) }];
    assert_eq!(detect(&paragraphs).as_deref().unwrap_or(""), expected, "{text}");
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
fn too_little_tells_nothing() {
    check("", "");
    check("Norvik 2, Tallinn 1", "");
    check("Mira Halvorsen, Aki Lehtonen, Ole Brandt, Ilse Brandt", "");
    check("2024-01-30 15:50", "");
}
