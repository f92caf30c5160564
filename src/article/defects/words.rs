//! The words by which defects are known, in lower case and with straight apostrophes.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// Phrases that are looked for at once. A set that cannot be built finds nothing.
pub(super) struct Phrases(Option<AhoCorasick>);

impl Phrases {
    fn new(phrases: &[&str]) -> Self {
        Self(AhoCorasick::new(phrases).ok())
    }

    /// Whether one of them is in a line.
    pub(super) fn is_in(&self, line: &str) -> bool {
        self.0.as_ref().is_some_and(|phrases| phrases.is_match(line))
    }

    /// Hands out the number of each one that is in a line.
    pub(super) fn each(&self, line: &str, each: &mut dyn FnMut(usize)) {
        let Some(phrases) = &self.0 else { return };
        phrases.find_iter(line).for_each(|found| each(found.pattern().as_usize()));
    }
}

/// What says that the rest of this article is for subscribers.
#[rustfmt::skip]
pub(super) static WALLED: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(&[
    "subscribe to continue", "subscribe to read", "subscribe to unlock", "subscribe now to read", "subscribe now to continue", "subscribe today to read", "please subscribe to", "to continue reading this article", "to continue reading, ", "to continue reading please", "to keep reading, ", "to read the full article", "to read the full story", "to read the rest of this", "to read this article in full", "read the full story with a", "rest of this article is", "full article is available to", "remaining content is", "this article is for subscribers", "this article is for members", "this article is reserved for", "this article is only available to", "this article is exclusive to", "this story is for subscribers", "this content is for subscribers", "this content is only available to", "available to subscribers only", "available only to subscribers", "for subscribers only", "subscriber-only content", "subscriber exclusive", "exclusive to subscribers", "exclusive content for subscribers", "premium subscribers only", "members-only content", "log in to continue", "log in to read", "login to read", "sign in to read", "sign in to continue reading", "sign up to read", "sign up to continue reading", "register to read", "register to continue reading", "register for free to continue", "create a free account to", "create an account to read", "create an account to continue reading", "free articles this month", "free articles left", "free articles remaining", "limit of free articles", "free article limit", "monthly article limit", "your monthly limit", "unlock this article", "unlock the full article", "purchase a subscription to", "subscription is required", "subscription required",
    "artikel ist nur für abonnent", "artikel ist exklusiv für", "artikel ist kostenpflichtig", "exklusiv für abonnent", "nur für abonnent", "nur mit abo", "mit abo weiterlesen", "mit einem abo weiterlesen", "abonnieren und weiterlesen", "abonnieren sie jetzt, um", "jetzt weiterlesen mit", "weiterlesen mit f+", "weiterlesen mit plus", "registrieren und weiterlesen", "anmelden und weiterlesen", "um diesen artikel zu lesen", "um diesen artikel weiterzulesen", "um weiterzulesen", "den vollständigen artikel lesen sie", "lesen sie diesen artikel mit", "diesen artikel weiterlesen",
    "article réservé aux abonné", "réservé aux abonnés", "réservé à nos abonnés", "réservée aux abonnés", "la suite est réservée", "de cet article à lire", "de cet article à découvrir", "abonnez-vous pour lire", "abonnez-vous pour continuer", "connectez-vous pour lire", "inscrivez-vous pour lire", "pour lire la suite", "pour lire l'intégralité", "contenu réservé aux",
    "exclusivo para suscriptores", "solo para suscriptores", "sólo para suscriptores", "contenido exclusivo para", "suscríbete para seguir", "suscríbete para leer", "suscríbase para", "para seguir leyendo", "para continuar leyendo", "inicia sesión para", "regístrate para seguir",
    "riservato agli abbonati", "riservato agli utenti", "abbonati per continuare", "abbonati per leggere", "per continuare a leggere", "registrati per continuare", "contenuto per abbonati",
    "exclusivo para assinantes", "só para assinantes", "apenas para assinantes", "assine para ler", "assine para continuar", "para continuar lendo", "para continuar a ler", "conteúdo exclusivo para",
    "alleen voor abonnees", "exclusief voor abonnees", "word abonnee om", "om verder te lezen", "verder lezen? ", "log in om verder te lezen", "abonneer je om",
    "för att läsa vidare", "för att läsa hela", "endast för prenumeranter", "kun for abonnenter", "for å lese videre", "for å lese hele", "for at læse videre", "for at læse hele", "kun for medlemmer", "vain tilaajille", "jatka lukemista tilaamalla", "lukeaksesi koko",
    "tylko dla prenumeratorów", "tylko dla subskrybentów", "aby czytać dalej", "aby przeczytać cały", "jen pro předplatitele", "pouze pro předplatitele", "csak előfizetőknek", "doar pentru abonați",
    "abone olarak okumaya", "okumaya devam etmek için", "sadece abonelere", "aboneler içindir",
    "только для подписчиков", "доступно только подписчикам", "доступна только подписчикам", "чтобы продолжить чтение", "чтобы дочитать", "оформите подписку, чтобы", "тільки для передплатників", "лише для передплатників",
    "للمشتركين فقط", "اشترك لمتابعة", "اشترك للقراءة", "لقراءة المقال كاملا", "فقط برای مشترکین",
    "订阅后继续阅读", "订阅以继续阅读", "登录后继续阅读", "登录后可阅读", "仅限订阅", "仅供订阅", "付费阅读", "开通会员继续阅读", "訂閱後繼續閱讀", "僅限訂閱", "有料会員限定", "有料記事", "会員限定記事", "この記事は会員", "続きを読むには", "ログインして続きを", "구독자 전용", "유료회원 전용", "유료 회원 전용", "로그인 후 계속", "구독 후 이용",
]));

/// What hints at a wall, where there is next to no article.
#[rustfmt::skip]
pub(super) static WEAK: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(&[
    "already a subscriber", "already a member?", "already have an account?", "not a subscriber?", "subscribers can log in", "become a subscriber", "start your free trial", "try 1 month", "cancel anytime", "digital subscription", "subscribe now for", "continue reading with",
    "bereits abonnent", "sie haben bereits ein abo", "schon abonnent", "jetzt abonnieren", "probeabo", "jederzeit kündbar", "probemonat", "déjà abonné", "s'abonner pour", "je m'abonne", "sans engagement", "ya eres suscriptor", "ya soy suscriptor", "suscríbete desde", "sei già abbonato", "sei un abbonato?", "abbonati ora", "já é assinante", "assine por", "al abonnee?", "neem een abonnement", "redan prenumerant", "bli prenumerant", "allerede abonnent", "bli abonnent", "masz już prenumeratę", "уже подписаны", "已经是订阅用户", "已是會員", "会員の方は", "이미 구독 중",
]));

/// Words of those who ask for consent to cookies.
#[rustfmt::skip]
pub(super) static CONSENT: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(&[
    "use cookies", "uses cookies", "using cookies", "use of cookies", "cookie policy", "cookie settings", "cookie preferences", "accept cookies", "accept all", "reject all", "manage preferences", "manage options", "your privacy choices", "we value your privacy", "your consent", "privacy policy", "legitimate interest", "our partners", "personalised ads", "personalized ads", "unique identifiers", "essential cookies", "third-party cookies", "your browser settings",
    "verwenden cookies", "verwendet cookies", "nutzen cookies", "von cookies", "cookie-einstellungen", "datenschutz", "einwilligung", "alle akzeptieren", "zustimmen", "mit werbung weiterlesen", "tracking", "utilisons des cookies", "utilise des cookies", "des cookies", "tout accepter", "tout refuser", "nos partenaires", "votre consentement", "utilizamos cookies", "utiliza cookies", "de cookies", "aceptar todas", "nuestros socios", "su consentimiento", "política de privacidad", "utilizziamo i cookie", "utilizza cookie", "utilizza i cookie", "i cookie", "accetta tutti", "consenso", "usamos cookies", "aceitar todos", "os nossos parceiros", "gebruiken cookies", "gebruikt cookies", "plaatsen cookies", "alles accepteren", "toestemming", "använder cookies", "använder kakor", "bruker cookies", "bruker informasjonskapsler", "bruger cookies", "samtykke", "käyttää evästeitä", "evästeitä", "plików cookie", "pliki cookie", "soubory cookie", "çerez", "файлы cookie", "файлов cookie", "cookie を", "cookieを", "クッキー", "使用cookie", "使用 cookie", "쿠키", "ملفات تعريف الارتباط",
]));

/// Of these, what only those say who ask.
#[rustfmt::skip]
pub(super) static CONSENTED: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(&[
    "we use cookies", "we and our partners", "and our partners use", "and our partners store", "this site uses cookies", "this website uses cookies", "our website uses cookies", "our site uses cookies", "uses cookies to", "use cookies to", "use cookies and", "by continuing to use", "you agree to our use", "you consent to", "we value your privacy", "before you continue", "accept all cookies",
    "wir verwenden cookies", "wir nutzen cookies", "verwenden wir cookies", "nutzen wir cookies", "verwendet cookies", "mit werbung und tracking", "nous utilisons des cookies", "nous et nos partenaires", "ce site utilise des cookies", "utilise des cookies", "utilizamos cookies", "este sitio utiliza cookies", "esta web utiliza cookies", "utilizziamo i cookie", "utilizziamo cookie", "questo sito utilizza", "noi e i nostri partner", "usamos cookies", "este site utiliza cookies", "wij gebruiken cookies", "we gebruiken cookies", "gebruikt cookies", "vi använder cookies", "vi använder kakor", "vi bruker cookies", "vi bruker informasjonskapsler", "vi bruger cookies", "käyttää evästeitä", "käytämme evästeitä", "używamy plików cookie", "używa plików cookie", "používáme soubory cookie", "çerez kullan", "çerezleri kullan", "мы используем файлы cookie", "использует файлы cookie", "cookieを使用", "cookie を使用", "クッキーを使用", "使用cookie", "使用 cookie", "쿠키를 사용", "نستخدم ملفات تعريف الارتباط",
]));

/// What pages say that are errors, or doors that a browser would have opened.
#[rustfmt::skip]
pub(super) static ERRORED: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(&[
    "page not found", "page cannot be found", "page can't be found", "page could not be found", "page you requested", "page you are looking for", "page you're looking for", "page no longer exists", "404 error", "error 404", "404 not found", "403 forbidden", "502 bad gateway", "503 service", "500 internal server", "access denied", "access to this page has been denied", "enable javascript", "javascript is disabled", "turn on javascript", "javascript to run this app", "checking your browser", "verify you are human", "prove you are human", "verify you are a human", "verifying you are human", "are you a robot", "not a robot", "unusual traffic", "unusual activity from your", "complete the captcha", "browser is not supported", "browser is out of date", "not available in your region", "not available in your country", "unavailable in your", "due to legal reasons", "european economic area", "article is no longer available", "story is no longer available", "article has been removed", "article was removed",
    "seite nicht gefunden", "seite wurde nicht gefunden", "seite existiert nicht", "bitte aktivieren sie javascript", "javascript aktivieren", "page introuvable", "page n'existe", "activez javascript", "activer javascript", "página no encontrada", "página no existe", "pagina non trovata", "página não encontrada", "pagina niet gevonden", "sidan hittades inte", "sidan kunde inte hittas", "siden ble ikke funnet", "siden blev ikke fundet", "sivua ei löytynyt", "strona nie została znaleziona", "nie znaleziono strony", "stránka nenalezena", "sayfa bulunamadı", "страница не найдена", "сторінку не знайдено", "الصفحة غير موجودة", "页面不存在", "页面未找到", "頁面不存在", "ページが見つかりません", "ページは見つかりません", "페이지를 찾을 수 없", "صفحہ نہیں ملا",
]));

/// Words that nothing ends with: articles, prepositions, conjunctions. Words that also end sentences ("in", "mit", "an") are not
/// among them.
#[rustfmt::skip]
pub(super) const OPEN: &[&str] = &[
    "a", "an", "the", "and", "or", "but", "of", "from", "into", "than", "because", "whose", "their", "his", "its", "your", "is", "was", "were", "are", "has", "have", "had",
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "und", "oder", "aber", "von", "zum", "zur", "für", "dass", "sowie", "beim", "ist", "wurde",
    "le", "la", "les", "un", "une", "du", "de", "et", "ou", "mais", "que", "qui", "aux", "dans", "pour", "sur", "avec", "est",
    "el", "los", "las", "una", "y", "o", "pero", "con", "para", "por", "del", "al", "il", "lo", "gli", "di", "della", "dei", "che", "per", "os", "as", "um", "uma", "e", "em", "com", "não", "dos", "das",
    "het", "een", "van", "voor", "met", "en", "dat", "och", "att", "det", "som", "för", "til", "og", "med", "oraz", "który", "że", "и", "в", "на", "что", "с", "по", "не", "та", "що", "ve", "bir", "ile",
];

/// What closes an article that is said to go on elsewhere, behind an ellipsis or without.
#[rustfmt::skip]
pub(super) const GOES_ON: &[&str] = &[
    "read more", "continue reading", "read full story", "full story", "keep reading", "weiterlesen", "mehr lesen", "lire la suite", "lire plus", "leer más", "seguir leyendo", "leggi tutto", "continua a leggere", "continua", "leia mais", "continuar lendo", "lees verder", "lees meer", "läs mer", "les mer", "læs mere", "lue lisää", "czytaj dalej", "читать далее", "читати далі", "devamını oku", "阅读全文", "阅读更多", "閱讀全文", "続きを読む", "もっと読む", "더보기", "더 보기", "اقرأ المزيد",
];
