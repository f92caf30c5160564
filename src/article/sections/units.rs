//! The words of ages, in the languages of the press, as parts of regular expressions.

/// Units from seconds to years.
#[rustfmt::skip]
pub(super) const UNITS: [&[&str]; 7] = [
    &[
        "seconds?", "secs?", "sekunden?", "secondes?", "segundos?", "second[io]", "seconden?", "секунд[аыу]?", "sekund[aey]?",
        "saniye", "detik", "sekunder", "ثانية", "ثوان[ي]?", "ثانیه", "سیکنڈ", "सेकंड", "秒", "초", "giây",
    ],
    &[
        "minutes?", "mins?\\.?", "m", "minuten?", "minutos?", "minut[io]", "minut", "минут[аыу]?", "мин\\.?", "хвилин[аиу]?", "хв\\.?",
        "minut[aey]", "dakika", "dk\\.?", "menit", "minuter", "minutter", "دقيقتين", "دقيقة", "دقائق", "دقیقه", "منٹ", "मिनट", "分钟", "分鐘", "分",
        "분", "phút", "λεπτά", "דקות",
    ],
    &[
        "hours?", "hrs?\\.?", "h", "stunden?", "std\\.?", "heures?", "horas?", "or[ae]", "uur", "uren", "час(?:а|ов)?", "ч\\.?", "годин[аиу]?", "год\\.?",
        "godzin[aęy]?", "godz\\.?", "saat", "jam", "timmar", "timme", "timer?", "ساعتين", "ساعات", "ساعة", "ساعت", "گھنٹے", "گھنٹہ", "گھنٹوں",
        "घंटे", "घंटा", "घण्टे", "小时", "小時", "時間", "시간", "giờ", "ώρες", "שעות", "hodinami",
    ],
    &[
        "days?", "d", "tag(?:en)?", "jours?", "j", "d[ií]as?", "giorn[io]", "dag(?:en|ar|er|e)?", "дн(?:я|ей|і|ів)", "день", "dni", "dzień", "gün", "hari",
        "يومين", "أيام", "يوم", "روز", "دن", "दिन", "天", "日", "일", "ngày", "dny",
    ],
    &[
        "weeks?", "wks?\\.?", "w", "wochen?", "semaines?", "semanas?", "settiman[ae]", "weken?", "недел[юиь]", "тижн(?:і|ів|я)", "tydzień",
        "tygodni(?:e|a)?", "hafta", "minggu", "veck(?:a|or)", "uker?", "أسبوعين", "أسابيع", "أسبوع", "هفته", "ہفتے", "हफ्ते", "周", "週間?", "주", "tuần",
    ],
    &[
        "months?", "mos?\\.?", "monat(?:en)?", "mois", "mes(?:es)?", "mês", "mes[ei]", "maand(?:en)?", "месяц(?:а|ев)?", "місяц(?:і|ів|я)",
        "miesi(?:ąc|ące|ęcy)", "ay", "bulan", "månad(?:er)?", "måneder?", "شهرين", "أشهر", "شهر", "ماه", "ماہ", "महीने", "个月", "個月", "[かヶカ]月", "개월", "달", "tháng",
    ],
    &[
        "years?", "yrs?\\.?", "y", "jahr(?:en)?", "ans?", "années?", "años?", "anos?", "ann[oi]", "jaar", "год(?:а)?", "лет", "рок(?:и|ів|у)", "lata?", "rok",
        "yıl", "tahun", "år", "سنوات", "سنة", "سال", "साल", "年", "년", "năm",
    ],
];

/// What follows number and unit.
#[rustfmt::skip]
pub(super) const AFTER: &[&str] = &[
    "ago", "atr[aá]s", "fa", "geleden", "назад", "тому(?:\\s+назад)?", "temu", "önce", "(?:yang\\s+)?lalu", "پیش", "قبل", "پہلے",
    "पहले", "之?前", "전", "trước", "sitten", "siden", "sedan",
];

/// What stands before number and unit. The dual and plural of Arabic may count by themselves.
#[rustfmt::skip]
pub(super) const BEFORE: &[&str] = &[
    "vor", "il\\s+y\\s+a", "hace", "há", "faz", "منذ", "قبل", "πριν(?:\\s+από)?", "לפני", "před", "acum",
];

/// How [`AFTER`] ends, and what of [`BEFORE`] stands in an age, in lower case and without alternatives: a line without any
/// of them has no age.
#[rustfmt::skip]
pub(super) const ENDS: &[&str] = &[
    "ago", "atras", "atrás", "fa", "geleden", "назад", "тому", "temu", "önce", "lalu", "پیش", "قبل", "پہلے", "पहले", "前", "전", "trước", "sitten", "siden", "sedan",
];
#[rustfmt::skip]
pub(super) const WITHIN: &[&str] = &["vor ", "il y a", "hace ", "há ", "faz ", "منذ", "قبل", "πριν", "לפני", "před ", "acum "];

/// What is an age when a line says nothing else.
#[rustfmt::skip]
pub(super) const ALONE: &[&str] = &[
    "just\\s+now", "yesterday", "today", "(?:an?|one)\\s+(?:minute|hour|day|week|month|year)\\s+ago", "last\\s+(?:week|month|year)", "[0-9]{1,2}\\s?(?:s|m|h|d|w|mo|y|min|mins|hrs?)",
    "[0-9]{1,2}\\s+(?:minutes?|hours?|days?)", "gestern", "heute", "hier", "ayer", "hoy", "ieri", "oggi", "ontem", "hoje", "gisteren",
    "вчера", "сегодня", "dün", "kemarin", "امس", "أمس", "昨天", "昨日", "今天", "어제", "어제", "i går",
    "för\\s+[0-9]+\\s+[^ 0-9]+\\s+sedan", "for\\s+[0-9]+\\s+[^ 0-9]+\\s+siden",
];
