//! What the members of an object are called, by all who write articles as JSON.
//!
//! The names are in lower case, without `_` and `-`; the best ones stand first. Behind the English ones stand those of other
//! languages, as they are written and as they are written where only ASCII will do.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a member is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Text,
    Headline,
    Authors,
    Published,
    Updated,
    Url,
    Site,
    Language,
}

/// The names of each role, the best ones first.
const ROLES: [&str; 8] = [TEXT, HEADLINE, AUTHORS, PUBLISHED, UPDATED, URL, SITE, LANGUAGE];

/// How good a name is for each role: its place among the names for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ranks([Option<u8>; ROLES.len()]);

static RANKS: LazyLock<FxHashMap<&str, Ranks>> = LazyLock::new(|| {
    let mut all: FxHashMap<&str, Ranks> = FxHashMap::default();
    for (role, names) in ROLES.iter().enumerate() {
        for (rank, name) in (0..=u8::MAX).zip(names.split_whitespace()) {
            if let Some(slot) = all.entry(name).or_default().0.get_mut(role) {
                *slot = Some(rank);
            }
        }
    }
    all
});

impl Ranks {
    /// Those of a name as it is compared.
    pub(super) fn of(name: &str) -> Self {
        RANKS.get(name).copied().unwrap_or_default()
    }

    pub(super) fn get(self, role: Role) -> Option<u8> {
        self.0.get(role as usize).copied().flatten()
    }

    /// Whether the name stands for nothing that is known.
    pub(super) fn is_none(self) -> bool {
        self == Self::default()
    }
}

/// The name of a text, by its rank.
pub(super) fn text_name(rank: u8) -> &'static str {
    match TEXT.split_whitespace().nth(rank.into()).unwrap_or_default() {
        "leadparagraph" => "lead paragraph",
        name => name,
    }
}

/// Whether a name of a text is one of those that only stand in for it.
pub(super) fn is_about(rank: u8) -> bool {
    Ranks::of(ABOUT).get(Role::Text).is_some_and(|about| rank >= about)
}

/// What an object may call its text, the best one first. All names are in lower case, without `_` and `-`.
const TEXT: &str = "\
    maintext articlebody text fulltext originaltext cleanedtext cleantext articletext contenttext bodytext plaintext \
    article body content contenthtml textcontent story document doc maincontent newstext newscontent paragraphs rawtext \
    html articlehtml bodyhtml inhalt artikeltext volltext texte contenu corps texto contenido cuerpo conteudo conteúdo \
    corpo testo contenuto tekst inhoud tresc treść metin icerik içerik teksti sisalto sisältö innehall innehåll brodtext \
    brödtext innhold indhold obsah szoveg szöveg tartalom continut conținut текст содержание зміст isi isiberita konten \
    noidung nộidung 正文 内容 內容 文章内容 本文 記事本文 본문 내용 기사본문 النص نص المحتوى متن पाठ सामग्री leadparagraph summary description abstract excerpt snippet \
    dek lead teaser standfirst chapo chapeau vorspann resumen zusammenfassung resume résumé resumo sommario riassunto \
    tiivistelma tiivistelmä sammanfattning ingress ozet özet аннотация ringkasan 摘要 要約 요약 ملخص";
/// From here on the texts are what others wrote of the article: they stand in for it where there is nothing else.
const ABOUT: &str = "leadparagraph";
const HEADLINE: &str = "\
    title headline headlines articletitle heading titlefull newstitle webtitle fulltitle metatitle documentname name titel \
    titre titulo título titolo otsikko rubrik tittel overskrift nadpis tytul tytuł cim cím titlu baslik başlık заголовок \
    judul tieude tiêuđề 标题 標題 タイトル 見出し 제목 العنوان عنوان शीर्षक uberschrift überschrift schlagzeile titular manchete";
const AUTHORS: &str = "\
    authors author byline bylines creator creators writer authorname reporter autor autoren auteur auteurs autore autores \
    autori autorzy verfasser tekija tekijä kirjoittaja forfatter forfattare författare автор авторы yazar penulis tacgia \
    tácgiả 作者 记者 記者 著者 기자 저자 الكاتب نویسنده लेखक";
const PUBLISHED: &str = "\
    datepublished datepublish publishdate publisheddate publishedat publishedtime published publicationdate pubdate \
    publishtime firstpublishdate firstpublished webpublicationdate articlepublishedtime dategmt date datecreated created \
    createdat releasedate datetime timestamp time posted datum fecha tarih paivamaara päivämäärä dato дата tanggal ngay \
    ngày ngaydang ngàyđăng 日期 日付 发布时间 發佈時間 发布日期 公開日 날짜 작성일 التاريخ تاريخ تاریخ erscheinungsdatum veroffentlicht \
    veröffentlicht datepublication fechapublicacion datapublicacao datapubblicazione datapublikacji";
const UPDATED: &str = "\
    datemodified datemodify modified modifiedat updated updatedat lastmodified dateupdated articlemodifiedtime lastmod";
const URL: &str = "\
    url canonicallink canonicalurl canonical link weburl articleurl sourceurl permalink mainentityofpage uri source @id \
    guid lien enlace ссылка tautan 链接 連結 リンク 링크 الرابط";
const SITE: &str = "\
    sitename metasitename publisher publication outlet newspaper sourcename sourcehostname source site sitefull thread \
    feed website hostname sourcedomain domain host netloc provider quelle fuente fonte kaynak zrodlo źródło zdroj lahde \
    lähde kilde kalla källa bron источник sumber nguon nguồn 来源 來源 出典 媒体 언론사 المصدر منبع zeitung journal periodico \
    periódico giornale jornal krant gazete";
const LANGUAGE: &str = "\
    language lang metalang inlanguage languagecode locale sprache langue idioma lingua kieli taal sprak språk язык 语言";
/// Members that only crawls have: their dates are those of the visit.
pub(super) const CRAWL: &[&str] = &["dump", "filepath", "languagescore"];
/// When a page was visited: the ages of stories on it are to be understood from there.
pub(super) const VISIT: &[&str] = &[
    "timestamp",
    "scrapedat",
    "scrapeddate",
    "scrapedate",
    "scrapetime",
    "scrapedtime",
    "crawledat",
    "crawldate",
    "crawleddate",
    "crawltime",
    "fetchedat",
    "fetchdate",
    "fetchtime",
    "retrievedat",
    "retrievaldate",
    "datedownload",
    "downloadedat",
    "accessedat",
    "accessdate",
    "collectedat",
    "extractedat",
    "extractiondate",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_folded_stand_once_and_have_a_rank() {
        for names in ROLES {
            let names: Vec<&str> = names.split_whitespace().collect();
            assert!(u8::try_from(names.len()).is_ok());
            for (at, name) in names.iter().enumerate() {
                assert!(!names[..at].contains(name), "{name}");
                let is_folded = |c: char| !matches!(c, '_' | '-' | '.' | ':') && c.to_lowercase().eq([c]);
                assert!(name.chars().all(is_folded), "{name}");
            }
        }
        let source = Ranks::of("source");
        assert!(source.get(Role::Url) > Ranks::of("url").get(Role::Url) && source.get(Role::Site).is_some());
        assert!(source.get(Role::Text).is_none() && Ranks::of("label").is_none());
        assert!(is_about(Ranks::of("teaser").get(Role::Text).unwrap()) && !is_about(0));
        assert_eq!(text_name(1), "articlebody");
    }
}
