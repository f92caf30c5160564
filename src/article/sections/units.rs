//! The words of ages, in the languages of the press.

/// What an age is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    /// The highest number that pages count to before they take the next unit.
    pub(super) fn most(self) -> u32 {
        match self {
            Self::Second | Self::Minute => 60,
            Self::Hour | Self::Month => 24,
            Self::Day => 31,
            Self::Week => 52,
            Self::Year => 99,
        }
    }
}

/// The words of each unit, in small letters.
pub(super) const UNITS: &[(Unit, &str)] = &[
    (
        Unit::Second,
        "second seconds sec secs sekunde sekunden seconde secondes segundo segundos secondo secondi seconden секунда секунды секунду секунд \
         sekund sekunda sekundy sekundę saniye detik sekunder ثانية ثوان ثواني ثانیه سیکنڈ सेकंड 秒 초 giây",
    ),
    (
        Unit::Minute,
        "minute minutes min mins m minuten minuto minutos minuti minut минута минуты минуту минут мин хвилина хвилини хвилину хвилин хв minuta \
         minuty minutę dakika dk menit minuter minutter دقيقتين دقيقة دقائق دقیقه منٹ मिनट 分钟 分鐘 分 분 phút λεπτά דקות",
    ),
    (
        Unit::Hour,
        "hour hours hr hrs h stunde stunden std heure heures hora horas ora ore uur uren час часа часов ч година години годину годин год \
         godzina godziny godzinę godzin godz saat jam timmar timme time timer ساعتين ساعات ساعة ساعت گھنٹے گھنٹہ گھنٹوں घंटे घंटा घण्टे 小时 小時 \
         時間 시간 giờ ώρες שעות hodinami",
    ),
    (
        Unit::Day,
        "day days d tag tagen jour jours j dia dias día días giorno giorni dag dagen dagar dager dage дня дней дні днів день dni dzień gün \
         hari يومين أيام يوم روز دن दिन 天 日 일 ngày dny",
    ),
    (
        Unit::Week,
        "week weeks wk wks w woche wochen semaine semaines semana semanas settimana settimane weken неделю недели недель тижні тижнів тижня \
         tydzień tygodni tygodnie tygodnia hafta minggu vecka veckor uke uker أسبوعين أسابيع أسبوع هفته ہفتے हफ्ते 周 週 週間 주 tuần",
    ),
    (
        Unit::Month,
        "month months mo mos monat monaten mois mes meses mês mese mesi maand maanden месяц месяца месяцев місяці місяців місяця miesiąc \
         miesiące miesięcy ay bulan månad månader måned måneder شهرين أشهر شهر ماه ماہ महीने 个月 個月 か月 ヶ月 カ月 개월 달 tháng",
    ),
    (
        Unit::Year,
        "year years yr yrs y jahr jahren an ans année années año años ano anos anno anni jaar год года лет роки років року lat lata rok yıl \
         tahun år سنوات سنة سال साल 年 년 năm",
    ),
];

/// What follows number and unit, the longer ones first.
#[rustfmt::skip]
pub(super) const AFTER: &[&str] = &[
    "тому назад", "yang lalu", "geleden", "trước", "sitten", "назад", "sedan", "siden", "atrás", "atras", "тому", "lalu", "temu", "önce",
    "पहले", "پہلے", "之前", "قبل", "پیش", "ago", "前", "전", "fa",
];

/// What stands before number and unit, the longer ones first. The dual and plural of Arabic may count by themselves.
#[rustfmt::skip]
pub(super) const BEFORE: &[&str] = &[
    "il y a", "πριν από", "hace", "לפני", "před", "acum", "πριν", "منذ", "قبل", "vor", "faz", "há",
];

/// Numbers that are words.
pub(super) const ONE: &[&str] = &[
    "eine",
    "einem",
    "einer",
    "ein",
    "jeden",
    "један",
    "uma",
    "une",
    "una",
    "uno",
    "un'",
    "un",
    "een",
    "one",
    "an",
    "a",
    "en",
    "et",
];

/// What may stand before a number: "about 3 hours ago".
pub(super) const ABOUT: &[&str] = &["about", "over", "almost", "nearly", "etwa", "circa", "environ", "för", "for"];

/// What is an age where a line says nothing else, without its number.
#[rustfmt::skip]
pub(super) const ALONE: &[&str] = &[
    "just now", "yesterday", "today", "last week", "last month", "last year", "gestern", "heute", "hier", "ayer", "hoy", "ieri", "oggi", "ontem",
    "hoje", "gisteren", "вчера", "сегодня", "dün", "kemarin", "امس", "أمس", "昨天", "昨日", "今天", "어제", "i går",
];
/// Units that need no more than a number where a line says nothing else: "3d", "5 min".
#[rustfmt::skip]
pub(super) const SHORT: &[&str] = &[
    "s", "m", "h", "d", "w", "mo", "y", "min", "mins", "hr", "hrs", "minute", "minutes", "hour", "hours", "day", "days",
];
