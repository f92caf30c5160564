//! The headings of lists of other stories, in the languages of the press, in lower case and without decoration.

/// Headings that no article uses for a part of itself.
#[rustfmt::skip]
pub(super) const SURE: &[&str] = &[
    // English
    "also read", "also see", "around the web", "breaking news", "don't miss", "dont miss", "don't miss this", "editor's choice", "editor's pick",
    "editor's picks", "editors' choice", "editors' picks", "editors picks", "elsewhere on the bbc", "explore more", "featured stories", "features & analysis",
    "features and analysis", "from around the web", "from our partners", "from the web", "further reading", "hot news", "hot stories", "in case you missed it",
    "in other news", "keep reading", "keep on reading", "latest articles", "latest headlines", "latest news", "latest posts", "latest stories", "latest updates",
    "latest videos", "live updates", "more articles", "more coverage", "more headlines", "more like this", "more news", "more news stories", "more posts",
    "more stories", "more stories like this", "more stories for you", "more to explore", "more to read", "more top stories", "more videos", "most commented",
    "most emailed", "most popular", "most popular news", "most popular stories", "most read", "most read articles", "most read news", "most read stories",
    "most recent", "most recent stories", "most shared", "most viewed", "most viewed stories", "most watched", "must read", "must reads", "must-read",
    "must-reads", "must read stories", "news in pictures", "next article", "next story", "next up", "on this story", "other news", "other stories",
    "our picks", "paid content", "paid post", "partner content", "people also read", "people are reading", "popular articles", "popular news",
    "popular now", "popular posts", "popular reads", "popular right now", "popular stories", "popular this week", "popular topics", "promoted", "promoted content", "promoted stories",
    "read also", "read more", "read more about it", "read more here", "read more news", "read more on this story", "read more stories", "read next", "read on", "read this next", "readers also liked", "readers also read",
    "recent articles", "recent headlines", "recent news", "recent posts", "recent stories", "recommended articles", "recommended by", "recommended content", "recommended for you",
    "recommended news", "recommended reading", "recommended stories", "related articles", "related content", "related coverage", "related headlines", "related links", "related links & stories",
    "related internet links", "related news", "related news stories", "related pages", "related posts", "related reading", "related stories", "related story", "related article", "related tags", "related to this article",
    "related to this story", "related topics", "related video", "related videos", "see also", "similar articles", "similar news", "similar posts", "similar stories",
    "sponsored content", "sponsored links", "sponsored stories", "stories for you", "stories you may like", "suggested articles", "suggested reading", "suggested stories", "the latest news", "the latest stories",
    "today's headlines", "today's top stories", "top articles", "top headlines", "top news", "top news stories", "top picks", "top posts", "top reads", "top stories", "top stories right now",
    "top stories today", "top trending", "top videos", "trending articles", "trending now", "trending news", "trending on", "trending posts", "trending stories", "trending today", "trending topics", "trending videos", "up next",
    "we recommend", "what others are reading", "what people are reading", "what to read next", "what to watch next", "you may also be interested in", "you may also enjoy", "you may also like", "you may like",
    "you may be interested in", "you may have missed", "you might also be interested in", "you might also enjoy", "you might also like", "you might be interested in", "you might like", "you must read", "your daily dose",
    "also on this topic", "more on this", "more on this story", "more on this topic", "more from this author", "more from this section", "more from the author", "more by this author", "more in this section", "more from the web", "more related stories",
    // German
    "ähnliche artikel", "ähnliche beiträge", "ähnliche themen", "aktuelle meldungen", "aktuelle nachrichten", "auch interessant", "auch lesenswert", "beliebte artikel", "beliebteste artikel",
    "das könnte dich auch interessieren", "das könnte sie auch interessieren", "das könnte sie interessieren", "dazu passend", "die meistgelesenen artikel", "dies könnte sie auch interessieren",
    "empfehlungen der redaktion", "empfehlungen für sie", "lesen sie auch", "lesen sie mehr", "lesen sie mehr zum thema", "lesen sie weiter", "lesetipps", "mehr aus dem ressort", "mehr aus dieser rubrik", "mehr artikel",
    "mehr dazu", "mehr lesen", "mehr nachrichten", "mehr zum thema", "meist gelesen", "meistgeklickt", "meistgelesen", "meistgelesene artikel", "meistkommentiert", "mehr meldungen", "neueste artikel", "neueste beiträge", "neueste nachrichten",
    "passend zum thema", "passende artikel", "schlagzeilen", "top-themen", "top themen", "verwandte artikel", "verwandte beiträge", "verwandte themen", "weitere artikel", "weitere beiträge", "weitere meldungen", "weitere nachrichten", "weitere themen", "weiterlesen", "weiterführende links",
    "zum thema", "zum weiterlesen", "die neuesten nachrichten", "mehr zu diesem thema", "lesen sie hierzu auch", "lesen sie dazu auch", "lesen sie hier weiter",
    // French
    "à découvrir", "à lire", "à lire aussi", "a lire aussi", "à lire également", "a lire également", "à lire ensuite", "à ne pas manquer", "à voir aussi", "articles associés", "articles connexes", "articles liés", "articles populaires", "articles récents",
    "articles recommandés", "articles similaires", "articles les plus lus", "aussi à lire", "contenus sponsorisés", "dans la même rubrique", "dernières actualités", "dernières nouvelles", "dernières infos", "en continu", "et aussi", "le plus lu", "les articles les plus lus", "les dernières actualités",
    "les plus commentés", "les plus consultés", "les plus lus", "les plus populaires", "les plus vus", "lire aussi", "lire également", "lire la suite", "nos recommandations", "notre sélection", "nous vous recommandons", "plus d'articles", "plus d'actualités", "pour aller plus loin", "sur le même sujet", "sur le même thème",
    "voir aussi", "vous aimerez aussi", "vous pourriez aimer", "vous pourriez aussi aimer", "ailleurs sur le web", "à la une", "lisez aussi",
    // Spanish
    "artículos recientes", "artículos relacionados", "contenido relacionado", "contenido patrocinado", "entradas recientes", "entradas relacionadas", "historias relacionadas", "la más leída", "las más leídas", "las más vistas", "lea además", "lea también", "lee también", "lee además", "leer también", "leer más", "lo más leído", "lo más popular",
    "lo más reciente", "lo más visto", "lo último", "los más leídos", "más información", "más leídas", "más leído", "más noticias", "más sobre el tema", "más sobre este tema", "más historias", "mira también", "noticias destacadas", "noticias recientes", "noticias recomendadas", "noticias relacionadas", "notas relacionadas", "no te pierdas",
    "puede interesarle", "recomendados", "recomendamos", "sigue leyendo", "también te puede interesar", "te puede interesar", "te podría interesar", "te recomendamos", "temas relacionados", "tendencias", "últimas noticias", "vea también", "ver también", "ver más", "quizás te interese", "le puede interesar", "otras noticias",
    // Italian
    "altre notizie", "articoli consigliati", "articoli correlati", "articoli più letti", "articoli recenti", "articoli simili", "continua a leggere", "da non perdere", "i più letti", "le più lette", "leggi anche", "notizie correlate", "notizie simili", "più letti", "più lette", "potrebbe interessarti", "potrebbe interessarti anche",
    "potrebbero interessarti", "potrebbero interessarti anche", "sullo stesso argomento", "sullo stesso tema", "ti potrebbe interessare", "ti potrebbe interessare anche", "ultime notizie", "ultimi articoli", "vedi anche", "per approfondire", "per saperne di più", "contenuti sponsorizzati", "in evidenza", "in primo piano",
    // Portuguese
    "as mais lidas", "artigos relacionados", "artigos recentes", "conteúdo relacionado", "continue lendo", "leia também", "leia mais", "ler também", "ler mais", "mais acessadas", "mais lidas", "mais lidos", "mais notícias", "mais populares", "mais sobre o assunto", "mais sobre este tema", "mais vistos", "matérias relacionadas",
    "notícias relacionadas", "notícias recentes", "outras notícias", "posts relacionados", "saiba mais", "tópicos relacionados", "últimas notícias", "veja também", "você pode gostar", "você também pode gostar", "talvez você goste", "recomendado para você", "pode gostar também",
    // Dutch
    "aanbevolen", "gerelateerd", "gerelateerd nieuws", "gerelateerde artikelen", "het laatste nieuws", "laatste nieuws", "lees ook", "lees meer", "lees verder", "meer nieuws", "meer over dit onderwerp", "meer lezen", "meest bekeken", "meest gelezen", "meer artikelen", "net binnen", "ook interessant", "populair", "bekijk ook", "misschien ook interessant",
    // Scandinavian and Finnish
    "andra läser", "fler artiklar", "fler nyheter", "just nu", "lue myös", "læs også", "læs mere", "les mer", "les også", "läs mer", "läs också", "läs även", "luetuimmat", "mer om", "mer om ämnet", "mest læste", "mest lest", "mest läst", "mest lästa", "mest sete", "relaterade artiklar", "relaterade nyheter", "relaterede artikler", "relaterte artikler", "senaste nytt", "senaste nyheterna", "seneste nyt", "siste nytt", "siste nyheter", "uusimmat", "se også", "se även",
    // Russian, Ukrainian, Bulgarian
    "вам может быть интересно", "вам також може сподобатися", "главное", "главные новости", "другие новости", "ещё по теме", "еще по теме", "ещё новости", "еще новости", "интересное", "лента новостей", "материалы по теме", "новости партнеров", "новости партнёров", "новости по теме", "останні новини", "по теме", "по темі", "подробнее",
    "популярное", "популярні новини", "последние новости", "похожие материалы", "похожие новости", "похожие статьи", "рекомендуем", "рекомендуем почитать", "самое популярное", "самое читаемое", "свежие новости", "связанные новости", "смотрите также", "статьи по теме", "схожі новини", "топ новостей", "читай також", "читай также",
    "читайте также", "читайте також", "читайте ещё", "читайте еще", "читать также", "читать далее", "читають також", "актуальное", "вижте още", "прочетете още", "най-четени", "последни новини", "свързани новини", "новини по темі", "популярне",
    // Polish, Czech, Slovak, Hungarian, Romanian, Greek, Croatian, Serbian
    "czytaj także", "czytaj też", "czytaj również", "czytaj więcej", "czytaj dalej", "najczęściej czytane", "najnowsze", "najpopularniejsze", "podobne artykuły", "polecane", "polecamy", "powiązane artykuły", "przeczytaj także", "przeczytaj również", "przeczytaj też", "warto przeczytać", "zobacz także", "zobacz też", "zobacz również", "więcej na ten temat", "ostatnie wiadomości",
    "čtěte také", "čtěte dále", "nejčtenější", "související články", "související", "mohlo by vás zajímat", "další články", "čítajte aj", "najčítanejšie", "súvisiace články", "kapcsolódó cikkek", "olvasd el ezt is", "legolvasottabb", "ajánlott cikkek", "citește și", "citeşte şi", "cele mai citite", "articole similare", "știri similare", "știri recente", "vezi și",
    "διαβάστε επίσης", "διαβάστε ακόμα", "σχετικά άρθρα", "δημοφιλή", "τελευταία νέα", "pročitajte još", "pročitajte i", "najčitanije", "najnovije", "povezane vijesti", "povezani članci", "vezane vesti",
    // Turkish, Azerbaijani, Indonesian, Malay, Vietnamese, Swahili
    "benzer haberler", "bunlar da ilginizi çekebilir", "çok okunanlar", "diğer haberler", "en çok okunanlar", "en çok okunan haberler", "en son haberler", "ilgili haberler", "ilginizi çekebilir", "önerilen haberler", "öne çıkanlar", "son dakika", "son dakika haberleri", "son haberler", "ayrıca bakınız", "sıradaki haber", "günün haberleri",
    "artikel terkait", "artikel lainnya", "baca juga", "baca selanjutnya", "berita lainnya", "berita populer", "berita terbaru", "berita terkait", "berita terkini", "berita utama", "paling banyak dibaca", "rekomendasi untuk anda", "simak juga", "terpopuler", "lihat juga", "pilihan editor", "topik terkait", "baca lagi", "berita berkaitan",
    "bài viết liên quan", "có thể bạn quan tâm", "đọc nhiều", "đọc thêm", "tin cùng chuyên mục", "tin liên quan", "tin mới", "tin mới nhất", "xem thêm", "soma pia", "habari zinazohusiana",
    // Arabic, Persian, Urdu, Hebrew
    "اقرأ أيضا", "اقرأ أيضًا", "اقرأ أيضاً", "إقرأ أيضا", "إقرأ أيضاً", "اقرأ ايضا", "اقرا ايضا", "اقرأ المزيد", "اقرأ كذلك", "أخبار ذات صلة", "اخبار ذات صلة", "أخبار متعلقة", "أخبار أخرى", "آخر الأخبار", "اخر الاخبار", "آخر المقالات", "الأكثر قراءة", "الاكثر قراءة", "الأكثر مشاهدة", "الأكثر تداولا", "المزيد من الأخبار", "شاهد أيضا", "شاهد أيضاً", "شاهد ايضا",
    "قد يعجبك أيضا", "قد يعجبك أيضاً", "قد يهمك", "قد يهمك أيضا", "قد يهمك أيضاً", "قد يهمك ايضا", "مقالات ذات صلة", "مواضيع ذات صلة", "مواضيع متعلقة", "مواضيع أخرى", "موضوعات ذات صلة", "موضوعات متعلقة", "وسوم", "ذات صلة", "المزيد", "أهم الأخبار", "تابع القراءة", "الأكثر شعبية", "المقالات الأكثر قراءة",
    "اخبار مرتبط", "خبرهای مرتبط", "مطالب مرتبط", "مطالب مشابه", "آخرین اخبار", "پربازدیدترین", "پربازدیدها", "بیشتر بخوانید", "بخوانید", "متعلقہ خبریں", "متعلقہ مضامین", "مزید خبریں", "مزید پڑھیں", "مزید پڑھئے", "یہ بھی پڑھیں", "تازہ ترین", "تازہ ترین خبریں", "تازہ ترین خبر", "مقبول خبریں", "مقبول ترین", "اہم خبریں", "زیادہ پڑھی جانے والی خبریں",
    "כתבות נוספות", "כתבות קשורות", "אולי יעניין אותך", "הכי נקראות", "קראו גם", "קרא עוד", "עוד בנושא",
    // Hindi and its neighbours
    "यह भी पढ़ें", "यह भी पढ़े", "ये भी पढ़ें", "इसे भी पढ़ें", "और पढ़ें", "संबंधित खबरें", "संबंधित समाचार", "ताजा खबरें", "ताज़ा खबरें", "ट्रेंडिंग", "बड़ी खबरें", "लेटेस्ट न्यूज़", "सबसे ज्यादा पढ़ी गई", "আরও পড়ুন", "আরো পড়ুন", "সম্পর্কিত খবর", "সর্বশেষ", "সর্বাধিক পঠিত", "மேலும் படிக்க",
    // Chinese, Japanese, Korean, Thai
    "相关新闻", "相关阅读", "相关文章", "相关报道", "相关推荐", "推荐阅读", "热门文章", "热门新闻", "热点新闻", "热门推荐", "热门阅读", "延伸阅读", "更多新闻", "更多阅读", "最新新闻", "最新文章", "猜你喜欢", "为你推荐", "为您推荐", "编辑推荐", "精彩推荐", "今日热点", "阅读排行", "点击排行", "新闻排行", "往期回顾", "阅读更多",
    "相關新聞", "相關閱讀", "相關文章", "相關報導", "推薦閱讀", "熱門文章", "熱門新聞", "延伸閱讀", "更多新聞", "最新新聞", "最新文章", "你可能也喜歡", "你可能有興趣", "猜你喜歡", "為你推薦", "編輯推薦", "看更多", "繼續閱讀", "人氣新聞", "即時新聞",
    "関連記事", "関連ニュース", "関連リンク", "関連トピックス", "関連キーワード", "関連サイト", "関連エントリ", "関連エントリー", "関連する記事", "関連コンテンツ", "関連動画", "あわせて読みたい", "合わせて読みたい", "おすすめ記事", "おすすめの記事", "オススメ記事", "おすすめ", "人気記事", "人気の記事", "人気記事ランキング", "アクセスランキング", "ランキング", "最新記事", "最新ニュース", "新着記事", "新着ニュース", "こちらもおすすめ", "この記事も読まれています", "こんな記事も読まれています", "次に読む", "主要ニュース", "よく読まれている記事", "注目記事", "注目の記事", "ピックアップ", "こちらも読まれています",
    "관련기사", "관련 기사", "관련뉴스", "관련 뉴스", "관련 글", "추천기사", "추천 기사", "인기기사", "인기 기사", "많이 본 뉴스", "많이 본 기사", "최신기사", "최신 기사", "최신뉴스", "최신 뉴스", "주요뉴스", "주요 뉴스", "주요기사", "함께 보면 좋은 기사", "이 기사도 읽어보세요", "더보기", "실시간 뉴스", "핫뉴스", "오늘의 주요뉴스",
    "ข่าวที่เกี่ยวข้อง", "อ่านเพิ่มเติม", "ข่าวล่าสุด", "ยอดนิยม", "บทความที่เกี่ยวข้อง", "อ่านต่อ", "เรื่องที่เกี่ยวข้อง",
];

/// Headings that an article may use for a part of itself: at least two titles must follow.
#[rustfmt::skip]
pub(super) const UNSURE: &[&str] = &[
    "also", "at a glance", "elsewhere", "explore", "featured", "headlines", "highlights", "in depth", "in this section", "in this story", "latest", "links", "more", "news", "next", "opinion", "other articles", "picks",
    "popular", "recent", "recommended", "related", "sponsored", "the latest", "trending", "watch", "watch now", "watch more", "watch next", "videos", "you may have seen", "key stories", "more information", "read", "reads",
    "aktuell", "beliebt", "empfohlen", "mehr", "neueste", "themen", "videos zum thema", "links zum thema", "hintergrund", "meldungen", "actualités", "actualité", "populaires", "recommandé", "tendances", "vidéos", "destacados", "más", "recientes", "relacionadas", "relacionados",
    "populares", "actualidad", "correlati", "popolari", "recenti", "notizie", "destaques", "recentes", "nieuws", "relaterat", "senaste", "новости", "новини", "популярно", "ще", "также", "wiadomości", "gündem", "haberler", "terkait", "terbaru", "الأخبار", "أخبار", "خبریں", "最新", "热门", "推荐", "相关", "関連", "新着", "人気", "推薦", "相關", "熱門", "관련", "추천", "인기",
];

/// Starts of headings that go on with a place, a topic, a name or a publication.
#[rustfmt::skip]
pub(super) const STARTS: &[&str] = &[
    "more stories from ", "more stories in ", "more stories on ", "more stories about ", "more stories by ", "more from ", "more on ", "more in ", "more about ", "more by ", "more news from ", "more news on ", "more news about ", "more articles by ", "more articles from ", "more of ", "latest from ", "latest in ", "latest on ",
    "latest news from ", "latest news on ", "latest news in ", "latest stories from ", "latest stories in ", "read more on ", "read more about ", "read more from ", "read more in ", "read more by ", "read more stories ", "recent stories from ", "recent posts ", "recent articles by ", "recent articles from ", "popular on ", "popular in ", "popular from ", "most popular on ",
    "most popular in ", "most read in ", "most read on ", "most viewed in ", "most viewed on ", "most watched ", "trending on ", "trending in ", "trending at ", "top stories in ", "top stories from ", "top stories on ", "top news from ", "top news in ", "related to ", "related articles ", "related stories ", "recommended for ", "recommended from ", "elsewhere on ",
    "elsewhere in ", "elsewhere from ", "also on ", "also in ", "also from ", "around the ", "from around ", "from our ", "sponsored by ", "promoted by ", "other stories from ", "other stories in ", "other news from ", "featured on ", "what to read ", "stories from ", "news from ", "top picks from ", "must reads from ", "must-reads from ", "see more from ", "see more of ", "explore more ", "the latest from ", "the latest in ", "the latest on ",
    "mehr aus ", "mehr zu ", "mehr zum ", "mehr zur ", "mehr von ", "mehr über ", "weitere artikel ", "weitere nachrichten ", "weitere meldungen ", "weitere themen ", "weitere beiträge ", "neues aus ", "aktuelles aus ", "meistgelesen ", "nachrichten aus ", "plus de ", "plus d'", "plus sur ", "tout sur ", "à lire aussi ", "les plus lus ", "les dernières ", "l'actualité ", "más de ", "más sobre ", "más en ", "más noticias ", "lo más leído ", "lo más visto ", "lo último en ", "últimas noticias ",
    "altro su ", "altri articoli ", "altre notizie ", "più letti ", "ultime da ", "mais de ", "mais sobre ", "mais em ", "mais notícias ", "mais lidas ", "últimas de ", "meer van ", "meer over ", "meer uit ", "meer nieuws ", "mer från ", "mer från", "mer om ", "mere om ", "mere fra ", "fler nyheter ", "больше о ", "больше новостей ", "ещё о ", "новости по теме ", "więcej o ", "więcej z ", "więcej na ", "المزيد من ", "المزيد عن ", "المزيد حول ", "مزید خبریں ", "daha fazla ", "en çok okunan ", "lainnya dari ", "berita ",
];
