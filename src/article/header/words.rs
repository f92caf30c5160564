//! The words that bylines, date lines and the furniture of pages are made of, in lower case.

mod common;

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashMap;

use crate::article::dates;
use crate::article::table::Table;
use common::COMMON;

/// Words that introduce the writer of a story, parted by semicolons; the longer first where one begins with another.
const CUES: &str = "words by; written by; story by; reported by; reporting by; posted by; published by; submitted by; \
    analysis by; edited by; opinion by; review by; report by; text by; article by; interview by; as told to; \
    by:; by; author:; authors:; author; reporter:; writer:; ein beitrag von; ein kommentar von; \
    eine analyse von; eine reportage von; ein interview von; kommentar von; text von; text:; texte:; text; \
    von:; von; autor:; autorin:; autoren:; un texte de; propos recueillis par; écrit par; publié par; \
    rédigé par; article de; par:; par; auteur:; auteur :; escrito por; publicado por; redactado por; por:; por; \
    da redação,; texto:; texto de; a cura di; scritto da; pubblicato da; autore:; di; door:; door; auteurs:; \
    av:; av; af:; af; tekst:; skrevet av; skrevet af; autor; autorka:; oprac.; yazan:; oleh:; oleh; penulis:; \
    автор:; автор; авторы:; текст:; автор —; автор статьи:; από τον; από την; του; της; מאת:; מאת; بقلم:; بقلم; \
    كتب:; كتبت:; كتب -; كتب; كتبت; إعداد:; إعداد; تحرير:; الكاتب:; تحریر:; تحریر; رپورٹ:; نویسنده:; लेखक:; 作者:; \
    作者：; 作者; 文/记者; 文/記者; 文/; 文／; 文:; 文：; 文●; 撰文:; 撰文：; 撰文; 记者:; 记者：; 记者; 記者:; 記者：; 記者; 本报记者; 本報記者; 投稿者:; 投稿者; ライター:; 著者:; 著者; \
    執筆:; 執筆：; 取材・文; 取材・文/; 글:; 글; 기자:";

/// The cues by their first letter: most lines begin with none.
static CUES_BY_LETTER: LazyLock<FxHashMap<char, Vec<&str>>> = LazyLock::new(|| {
    let mut cues: FxHashMap<char, Vec<&str>> = FxHashMap::default();
    for cue in CUES.split("; ") {
        cues.entry(cue.chars().next().unwrap_or_default()).or_default().push(cue);
    }
    cues
});

/// The words that introduce a writer and begin with a letter.
pub(super) fn cues(first: char) -> &'static [&'static str] {
    CUES_BY_LETTER.get(&first).map_or(&[], Vec::as_slice)
}

/// Words between two names.
pub(super) static ANDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let words = "and; und; et; y; e; и; en; och; og; ve; dan; with; mit; avec; con; com; و; i; és; a; και";
    words.split("; ").collect()
});

/// Small words within names.
pub(super) static PARTICLES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let words = "de; van; von; der; den; al; el; bin; ibn; bint; la; le; du; da; dos; das; di; del; della; dei; zu; zur; \
    zum; ter; ten; te; 't; d'; af; av; y; e; ul; ur; al-; el-; ben; vom; st.; st; do; san; of";
    words.split("; ").collect()
});

const ROLES: &str = "기자 선임기자 인턴기자 객원기자 특파원 논설위원 에디터 correspondent correspondents reporter reporters editor editors writer writers staff senior chief deputy columnist contributor \
     contributors contributing editorial bureau political business economics health science education environment technology sports \
     national foreign special in for from at of on the who contributed follow following is was has says said author updated published \
     posted last first via photographer photography photos photo video reporting additional freelance guest associate assistant \
     managing executive producer journalist blogger analyst professor intern @ here an \
     ceo cto cfo founder fellow link copied stories phd view profile bio email full more see about read twitter facebook instagram linkedin redakteur redakteurin reporterin \
     korrespondent korrespondentin redaktion journaliste rédacteur rédactrice correspondante envoyé envoyée envoyés envoyées spécial spéciale spéciaux spéciales enviado enviada enviados inviati redactor redactora \
     corresponsal corresponsales periodista redazione inviato inviata corrispondente redação jornalista repórter redacteur verslaggever \
     correspondente journalist in: nach aus à em корреспондент специальный обозреватель редактор журналист مراسل محرر نامہ نگار \
     special. staff. published: updated: posted: stand und bei zuletzt aktualisiert veröffentlicht le el publié mis der den am um im";

const FILLERS: &str = "inputs from agencies with edited publish more than old is year years month months published updated update last modified posted date on at the first originally created issued release released publication \
     time times est edt et pst pdt pt cst cdt ct mst mdt mt ist bst cet cest gmt utc pkt am pm a p m ht local aest aedt sgt hkt jst kst msk \
     and this article was story in print edition page of by hrs hours hour minutes minute mins min ago read reading days day weeks week \
     today yesterday just now version archived filed entry st nd rd th \
     stand uhr um am veröffentlicht aktualisiert zuletzt erstellt geändert vom der den lesezeit min. minuten vor stunden stunde tag tagen \
     lesedauer erschienen publiziert datum letzte aktualisierung mesz mez und \
     le à publié publiée mis mise jour modifié créé posté il y heures heure temps de lecture dernière ce \
     publicado publicada actualizado actualizada el a las la los del última actualización fecha hace horas lectura creado y h \
     atualizado atualizada às em o há leitura por última modificação modificado \
     pubblicato pubblicata aggiornato aggiornata alle il ore ultimo aggiornamento del di lettura tempo modifica ultima \
     gepubliceerd bijgewerkt laatst gewijzigd geplaatst uur om geleden op \
     publicerad uppdaterad publiceret opdateret publisert oppdatert kl klockan klokken den \
     опубликовано обновлено дата публикации в г года время последнее обновление мск создано изменено сегодня вчера \
     opublikowano aktualizacja data godz dodano yayınlanma güncelleme tarihi saat son diterbitkan diperbarui pukul wib \
     نشر نُشر تاريخ النشر آخر تحديث التحديث في الساعة بتوقيت م ص غرينتش gmt منذ ساعات يوم أضيف تم اليوم \
     شائع اشاعت تاریخ ء بجے اپ ڈیٹ آخری وقت پاکستانی \
     発表 公開 更新 配信 掲載 最終 日時 投稿 公開日 更新日 最終更新 付 時 分 発布 时间 發布 时间 來源 来源 更新时间 发布时间 发布 日期 时 간 \
     입력 기사입력 최초입력 최종수정 등록일 수정일 승인 수정 송고 업데이트 등록 게재 작성 최종 기사 오전 오후 \
     updated: δημοσίευση ενημέρωση פורסם עודכן प्रकाशित अपडेट";

static CHANGED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = "updat; modif; aktualisiert; geändert; stand; mis à jour; mise à jour; actualiz; atualiz; aggiornat; \
    bijgewerkt; gewijzigd; uppdaterad; opdateret; oppdatert; обновлено; изменено; aktualizacja; güncelleme; \
    diperbarui; تحديث; اپ ڈیٹ; 更新; 수정; ενημέρωση; עודכן; अपडेट; last edited; revised; corrected";
    Regex::new(&words.replace("; ", "|")).ok()
});

const FURNITURE: &str = "flag flagged report share shares tweet email e-mail mail print reddit facebook twitter whatsapp pinterest pin linkedin flipboard instagram google+ \
     comments comment follow save saved copy link copied urlcopied listen play advertisement advertise sponsored sponsor links ad ads \
     home menu search subscribe log login sign in up register skip to content main navigation close open more expand \
     gift this article story post on via us add text size increase decrease font photos photo gallery video watch live \
     read reading min mins minute minutes time views view icon image getty images x bookmark loading is player 0 \
     teilen drucken merken anhören kommentare artikel lesezeit anzeige startseite vorlesen \
     partager imprimer commenter commentaires réagir temps de lecture ajouter aux favoris article réservé abonnés aux lire plus tard \
     compartir imprimir comentarios guardar escuchar lectura publicidad inicio condividi stampa commenti salva ascolta \
     compartilhar imprimir ouvir comentários delen bewaren reacties dela spara lyssna \
     поделиться распечатать комментарии شارك طباعة حجم الخط تعليقات مشاركة 分享 打印 评论 字号 シェア ツイート 印刷 보내기 공유 댓글 인쇄 \
     有料記事 会員記事 有料会員限定 有料会員記事 無料記事 会員限定 会員限定有料記事 独自 social sharing open/close breaking key points highlights +";

/// Words in the names of publications.
const OUTLETS: &str = "ledger argus advertiser echo advocate news times post herald tribune journal gazette telegraph courier wire online guardian independent mirror sun express star \
     chronicle observer standard examiner inquirer globe bulletin dispatch sentinel register review today daily weekly magazine \
     tv radio newspaper newsroom press agency media network report reporter monitor digest insider blog \
     bbc cnn nbc cbs abc npr pbs itv rte rté cbc sbs msnbc cnbc fox espn mtv aljazeera jazeera euronews dw bloomberg reuters \
     forbes fortune time newsweek economist atlantic yorker vox vice wired slate salon politico axios quartz huffpost buzzfeed mashable \
     techcrunch engadget verge gizmodo zdnet cnet \
     spiegel zeit welt faz bild stern focus tagesschau zdf ard taz tagesspiegel heise handelsblatt n-tv ntv süddeutsche zeitung nachrichten \
     merkur rundschau abendblatt anzeiger blatt kurier presse nzz srf orf blick \
     monde figaro libération parisien obs express franceinfo france24 rfi dépêche afrique croix humanité \
     país mundo abc vanguardia marca periódico clarín nación universal milenio noticias diario tiempo infobae confidencial \
     repubblica corriere stampa sole ansa fatto quotidiano gazzetta messaggero globo folha estadão público expresso notícias uol g1 \
     telegraaf volkskrant nos nrc trouw ad nu.nl svt aftonbladet expressen nrk vg dr politiken \
     рбк риа тасс лента.ру коммерсантъ известия ведомости новости газета.ru gazeta wyborcza tvn24 onet hürriyet sabah milliyet \
     ドットコム 新聞 ニュース nhk 朝日新聞デジタル 共同通信 時事ドットコム 网 新闻 人民网 新华网 뉴스 연합뉴스 조선일보 한겨레 \
     الجزيرة العربية عربي نت اليوم الأخبار الوطن اردو نیوز dawn geo ary tribune.pk urdupoint";

/// The kinds of words that a word belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u8);

impl Kinds {
    /// Ends the name before it in a byline: a role, a preposition, a label.
    pub(super) const ROLE: u8 = 1;
    /// Says nothing by itself in a date line.
    pub(super) const FILLER: u8 = 1 << 1;
    /// Stands on the buttons of a page.
    pub(super) const FURNITURE: u8 = 1 << 2;
    /// Is used in names of publications.
    pub(super) const OUTLET: u8 = 1 << 3;
    /// No name has it.
    pub(super) const COMMON: u8 = 1 << 4;

    /// Is a weekday.
    pub(super) const WEEKDAY: u8 = 1 << 5;
    /// Is a month or a weekday, and not short.
    pub(super) const DAY: u8 = 1 << 6;

    /// Whether it is of one of these kinds.
    pub(super) fn are(self, kinds: u8) -> bool {
        self.0 & kinds != 0
    }
}

/// All words of which something is known: one look tells all kinds of a word.
static KINDS: LazyLock<Table<u8>> = LazyLock::new(|| {
    let tables = [
        (ROLES, Kinds::ROLE),
        (FILLERS, Kinds::FILLER),
        (FURNITURE, Kinds::FURNITURE),
        (OUTLETS, Kinds::OUTLET),
        (COMMON, Kinds::COMMON),
    ];
    let words = tables.into_iter().flat_map(|(words, kind)| words.split_whitespace().map(move |word| (word, kind)));
    let days = dates::names_of_days().map(|(name, weekday)| {
        // "April" is a first name, too.
        let day = name.chars().nth(4).is_some() && name != "april";
        (name, if weekday { Kinds::WEEKDAY } else { 0 } | if day { Kinds::DAY } else { 0 })
    });
    Table::new(words.chain(days), |one, other| one | other)
});

/// The kinds of a word, whatever its case.
pub(super) fn kinds(word: &str) -> Kinds {
    Kinds(KINDS.get_folded(word).unwrap_or_default())
}

/// Whether a word of a byline ends the name before it: a role, a preposition, a label.
pub(super) fn is_role(word: &str) -> bool {
    kinds(word).are(Kinds::ROLE)
}

/// Whether a word of a date line says nothing by itself.
pub(super) fn is_filler(word: &str) -> bool {
    kinds(word).are(Kinds::FILLER)
}

/// Whether the label before a date says that it is the one of a change.
pub(super) fn is_changed(label: &str) -> bool {
    !label.is_empty() && CHANGED.as_ref().is_some_and(|changed| changed.is_match(label))
}

/// Whether a word is used in names of publications.
pub(super) fn is_outlet(word: &str) -> bool {
    kinds(word).are(Kinds::OUTLET)
}
