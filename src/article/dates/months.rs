//! The names of months and weekdays.

use std::sync::LazyLock;

use jiff::civil::Weekday;

use crate::article::table::Table;

/// Names and short names of the months: English, German, French, Spanish, Italian, Portuguese, Dutch, the Nordic languages,
/// Polish, Czech, Turkish, Indonesian; Russian and Ukrainian; Greek; Arabic (of the Mashriq, the Maghreb and Morocco), Urdu,
/// Persian; Hebrew; Hindi. An underscore stands for the space within a name.
const MONTHS: [&str; 12] = [
    "january jan januar jänner jän janvier janv enero ene gennaio gen janeiro januari stycznia sty ledna ocak tammikuuta \
     января янв январь січня січ ιανουαρίου ιαν ιανουάριος يناير كانون_الثاني كانون_ثاني جانفي ینایر جنوری ژانویه ינואר בינואר जनवरी",
    "february feb februar feber février févr fév fevrier febrero febbraio febb fevereiro fev februari lutego lut února şubat \
     helmikuuta февраля фев февр февраль лютого лют φεβρουαρίου φεβ فبراير شباط فيفري فروری فوریه פברואר בפברואר फरवरी फ़रवरी",
    "march mar märz mär maerz mrz mars marzo março marco maart mrt marts marca března mart maret maaliskuuta \
     марта мар март березня бер μαρτίου μαρ مارس آذار اذار مارچ מרץ במרץ מרס במרס मार्च",
    "april apr avril avr abril abr aprile kwietnia kwi dubna nisan huhtikuuta \
     апреля апр апрель квітня квіт απριλίου απρ أبريل ابريل إبريل نيسان أفريل افريل اپریل آوریل אפריל באפריל अप्रैल",
    "may mai mayo maggio mag maio mei maj maja května mayıs toukokuuta \
     мая май травня трав μαΐου μαίου μαϊ مايو أيار ايار ماي مئی مه מאי במאי मई",
    "june jun juni juin junio giugno giu junho czerwca cze června haziran kesäkuuta \
     июня июн июнь червня черв ιουνίου ιουν يونيو يونيه حزيران جوان جون ژوئن יוני ביוני जून",
    "july jul juli juillet juil julio luglio lug julho lipca lip července temmuz heinäkuuta \
     июля июл июль липня лип ιουλίου ιουλ يوليو يوليه تموز جويلية يوليوز جولائی ژوئیه יולי ביולי जुलाई",
    "august aug août aout agosto ago augustus augusti sierpnia sie srpna ağustos agustus elokuuta \
     августа авг август серпня серп αυγούστου αυγ أغسطس اغسطس آب أوت اوت غشت اگست אוגוסט באוגוסט अगस्त",
    "september sept sep septembre septiembre setiembre settembre sett set setembro września wrz září eylül syyskuuta \
     сентября сен сент сентябрь вересня вер σεπτεμβρίου σεπ سبتمبر أيلول ايلول شتنبر ستمبر سپتامبر ספטמבר בספטמבר सितंबर सितम्बर",
    "october oct oktober okt octobre octubre ottobre ott outubro out października paź października října ekim lokakuuta \
     октября окт октябрь жовтня жовт οκτωβρίου οκτ أكتوبر اكتوبر تشرين_الأول تشرين_الاول تشرين_أول اکتوبر اکتبر אוקטובר באוקטובר अक्टूबर",
    "november nov novembre noviembre novembro listopada lis listopadu kasım marraskuuta \
     ноября ноя нояб ноябрь листопада лист νοεμβρίου νοε نوفمبر تشرين_الثاني تشرين_ثاني نونبر نومبر نوامبر נובמבר בנובמבר नवंबर नवम्बर",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro desember des grudnia gru prosince aralık \
     desember joulukuuta декабря дек декабрь грудня груд δεκεμβρίου δεκ ديسمبر كانون_الأول كانون_الاول كانون_أول دجنبر دسمبر دسامبر דצמבר בדצמבר दिसंबर दिसम्बर",
];

/// The weekdays, from Monday on.
const WEEKDAYS: [&str; 7] = [
    "monday mon montag mo lundi lun lunes lunedì segunda maandag måndag mandag poniedziałek pazartesi senin понедельник пн понеділок \
     δευτέρα الاثنين الإثنين پیر دوشنبه שני सोमवार 月 월",
    "tuesday tue tues dienstag di mardi mar martes martedì terça dinsdag tisdag tirsdag wtorek salı selasa вторник вт вівторок \
     τρίτη الثلاثاء منگل سه‌شنبه שלישי मंगलवार 火 화",
    "wednesday wed weds mittwoch mi mercredi mer miércoles miercoles mercoledì quarta woensdag onsdag środa çarşamba rabu среда ср середа \
     τετάρτη الأربعاء الاربعاء بدھ چهارشنبه רביעי बुधवार 水 수",
    "thursday thu thur thurs donnerstag do jeudi jeu jueves giovedì quinta donderdag torsdag czwartek perşembe kamis четверг чт четвер \
     πέμπτη الخميس جمعرات پنجشنبه חמישי गुरुवार 木 목",
    "friday fri freitag fr vendredi ven viernes venerdì sexta vrijdag fredag piątek cuma jumat пятница пт п'ятниця \
     παρασκευή الجمعة جمعہ جمعه שישי शुक्रवार 金 금",
    "saturday sat samstag sonnabend sa samedi sam sábado sabado sabato zaterdag lördag lørdag sobota cumartesi sabtu суббота сб субота \
     σάββατο السبت ہفتہ شنبه שבת शनिवार 土 토",
    "sunday sun sonntag so dimanche dim domingo domenica zondag söndag søndag niedziela pazar minggu воскресенье вс неділя \
     κυριακή الأحد الاحد اتوار یکشنبه ראשון रविवार 日 일",
];

/// What may stand between a date and its time.
const LINKS: &str = "t at um à a alle ore às as las los в o kl klo om saat о time г года ء م 年 الساعة بوقت h pukul and godz klokken c on το \
    στις בשעה p |";

/// What a word in lower case is to a date.
#[derive(Clone, Copy, Debug, Default)]
struct Meaning {
    /// The month and the weekday, from 1 on; 0 for neither.
    month: i8,
    weekday: i8,
    /// Whether it may stand between a date and its time.
    link: bool,
}

static MEANINGS: LazyLock<Table<Meaning>> = LazyLock::new(|| {
    let names = |names: &'static str, of: Meaning| names.split_whitespace().map(move |name| (name, of));
    let months = (1..).zip(MONTHS).flat_map(|(month, all)| names(all, Meaning { month, ..Meaning::default() }));
    let weekdays = (1..).zip(WEEKDAYS).flat_map(|(weekday, all)| names(all, Meaning { weekday, ..Meaning::default() }));
    let links = names(LINKS, Meaning { link: true, ..Meaning::default() });
    Table::new(months.chain(weekdays).chain(links), |one, other| Meaning {
        month: if other.month > 0 { other.month } else { one.month },
        weekday: if other.weekday > 0 { other.weekday } else { one.weekday },
        link: one.link || other.link,
    })
});

fn meaning(word: &str) -> Meaning {
    MEANINGS.get(word).unwrap_or_default()
}

/// The number of the month that a name in lower case means; `second` is the word behind it, for names of two words.
///
/// Also gives how many words the name has.
pub(super) fn month(name: &str, second: &str) -> Option<(i8, usize)> {
    let of = |name: &str| Some(meaning(name).month).filter(|month| *month > 0);
    if let Some(month) = of(name) {
        return Some((month, 1));
    }
    let two = matches!(name, "كانون" | "تشرين") && !second.is_empty();
    let month = two.then(|| of(&format!("{name}_{second}")))??;
    Some((month, 2))
}

/// The weekday that a word in lower case means.
pub(crate) fn weekday(word: &str) -> Option<Weekday> {
    let weekday = meaning(word).weekday;
    // Most words are none, and an error costs an allocation.
    if weekday == 0 { None } else { Weekday::from_monday_one_offset(weekday).ok() }
}

/// Whether a word in lower case may stand between a date and its time.
pub(super) fn links(word: &str) -> bool {
    let meaning = meaning(word);
    meaning.link || meaning.weekday > 0
}

/// All names of one word, and whether they are those of weekdays.
pub(in crate::article) fn names() -> impl Iterator<Item = (&'static str, bool)> {
    let of = |names: &'static str, weekday| names.split_whitespace().map(move |name| (name, weekday));
    let months = MONTHS.into_iter().flat_map(move |names| of(names, false));
    months.filter(|(name, _)| !name.contains('_')).chain(WEEKDAYS.into_iter().flat_map(move |names| of(names, true)))
}
