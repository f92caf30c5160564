//! Japanese: the speaker is the topic of the sentence, and the verb follows the particle behind the quote.

use super::{Found, Place, lists, strip_any, without_age};

/// The stems of verbs of speech.
const STEMS: &str = "言 話 述べ 語 笑 答え 説明し 説明する 強調 振り返 指摘 訴え 明かし 明かす 明らかにし コメント 喜 主張 つぶや 呼びかけ 呼び掛け 嘆 \
    付け加え 期待 批判 反論 意気込 打ち明け 感謝 漏ら 問いかけ 苦笑 発言 回答 叫 挨拶 あいさつ 念を押 胸を張 明言 警告 非難 否認";
/// What a name bears behind it, without being part of it.
const HONORIFICS: &str = "さん 氏 容疑者 被告 ちゃん くん 様";
/// Topics of time and the like, which say nothing.
const NO_TOPICS: &str = "今回 今後 当時 実際 今年 昨年 去年 来年 今日 昨日 現在 最近 一方 同日 当日 今 前日 翌日 声明 発表 題名 名前 標語 看板 合言葉";
/// Characters of the longest name, and of the words between a quote and its verb.
const LONGEST: usize = 14;
const CLOSE: usize = 40;

/// Who said the quote.
pub(super) fn read(place: &Place) -> Option<Found> {
    spoken(place).or_else(|| short(place)).or_else(|| so(place)).or_else(|| alone(place))
}

/// `Xさんは「…」と語った` and `「…」とXさんは話す`.
fn spoken(place: &Place) -> Option<Found> {
    let rest = place.behind.trim_start().strip_prefix('と')?;
    let of = |text: &str| topic(text).or_else(|| plain_topic(text));
    if let Some(end) = strip_any(rest, "している した しています しました")
        && (end.is_empty() || end.starts_with('、'))
    {
        let cue = rest.strip_suffix(end)?;
        return of(place.before).map(|name| Found::new(&name, cue));
    }
    // "Called", "that", "with", "as": no verb of speech follows.
    if strip_any(rest, "いう いった いっ す な の は し き いえ 題 名付 名づけ 呼ば 呼ん 呼ぶ 銘打 書かれ 書いた 記さ")
        .is_some()
    {
        return None;
    }
    let (at, cue) = verb(rest)?;
    let until = rest.get(..at)?;
    let inner = topic(until).or_else(|| plain_topic(until));
    if inner.is_none() && until.trim_start_matches('、').contains('、') {
        return None;
    }
    let speaker = inner.or_else(|| of(place.before)).or_else(|| of(place.lead)).unwrap_or_default();
    Some(Found::new(&speaker, cue))
}

/// `Xさんは「…」。`
fn short(place: &Place) -> Option<Found> {
    let before = place.before.trim_end().trim_end_matches('、');
    let bare = before.strip_suffix('は').filter(|_| place.behind.trim().is_empty() && !place.before_quote)?;
    honoured(bare).map(|name| Found::new(&name, ""))
}

/// `「…」。Xさんはそう言って笑った`.
fn so(place: &Place) -> Option<Found> {
    if !place.behind.trim().is_empty() || place.before_quote {
        return None;
    }
    let (who, rest) = place.next.split_once("そう").or_else(|| place.next.split_once("こう"))?;
    let (_, cue) = verb(rest).filter(|(at, _)| *at == 0)?;
    let who = who.trim_end().trim_end_matches('、').strip_suffix(['は', 'が'])?;
    honoured(who).map(|name| Found::new(&name, cue))
}

/// A quote that is a sentence by itself, behind one whose topic is a person.
fn alone(place: &Place) -> Option<Found> {
    let is_alone = place.before.trim().is_empty() && place.behind.trim().is_empty() && !place.before_quote;
    let (who, _) = place.previous.split_once('は').filter(|_| is_alone && !place.after_quote)?;
    honoured(who).map(|name| Found::new(&name, ""))
}

/// The first verb of speech near the start of a text, and where it stands.
fn verb(text: &str) -> Option<(usize, &str)> {
    let near = super::head(text, CLOSE);
    let free = |at: usize| !near.get(..at).is_some_and(|before| before.ends_with(is_kanji));
    let found = STEMS
        .split_ascii_whitespace()
        .filter_map(|stem| near.match_indices(stem).map(|(at, _)| at).find(|at| free(*at)).map(|at| (at, stem)));
    let (at, stem) = found.min_by_key(|(at, stem)| (*at, usize::MAX - stem.len()))?;
    let ending = text.get(at + stem.len()..)?;
    // An ending longer than this is another word.
    let length: usize = ending.chars().take_while(|c| is_hiragana(*c)).take(6).map(char::len_utf8).sum();
    let cue = text.get(at..at + stem.len() + length)?;
    // "The words that he said": the noun behind the verb is none of it.
    Some((at, cue.split_once("こと").map_or(cue, |(cue, _)| cue)))
}

/// The last person who is the topic, or the subject, of a text: "Xさん(44)は".
fn topic(text: &str) -> Option<String> {
    let particles = ['は', 'が', 'も'];
    particles
        .into_iter()
        .find_map(|particle| text.rmatch_indices(particle).find_map(|(at, _)| text.get(..at).and_then(honoured)))
}

/// The name of a text that ends with an honorific, and an age behind it.
fn honoured(text: &str) -> Option<String> {
    let text = without_age(text);
    let honorific = HONORIFICS.split_ascii_whitespace().find(|honorific| text.ends_with(honorific))?;
    name(without_age(text.strip_suffix(honorific)?))
}

/// The name in what stands before an honorific.
fn name(text: &str) -> Option<String> {
    let text = text.rsplit(['、', ',', '，', '。', '「', '」', ')', '）', '】', ' ', '\u{3000}']).next()?;
    let text = without_clause(text)?;
    // "店主の山田": a role. In "しのぶ" the particle is part of the name.
    let role = text.rsplit_once('の').filter(|(role, name)| !role.is_empty() && name.chars().nth(1).is_some());
    let name = role.map_or(text, |(_, name)| name);
    let length = name.chars().count();
    ((1..=LONGEST).contains(&length) && !lists("皆 みな 奥 お客 客 お父 お母 同 両", name)).then(|| name.to_owned())
}

/// A name without the clause before it: "酒屋を営む真鍋つる子". `None` where its end cannot be told.
fn without_clause(text: &str) -> Option<&str> {
    let mut letters = text.char_indices().peekable();
    let mut before = None;
    let mut open: Option<(bool, Option<usize>)> = None;
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let solid = |c: Option<char>| c.is_some_and(|c| !is_hiragana(c));
        let from = before == Some('か') && c == 'ら';
        if c == 'を' || matches!(c, 'に' | 'で' | 'が') && solid(before) && solid(next) || from && solid(next) {
            open = Some((c == 'を', None));
        } else if let Some((_, end @ None)) = &mut open
            && is_hiragana(c)
            && solid(next)
        {
            *end = Some(at + c.len_utf8());
        }
        before = Some(c);
    }
    match open {
        Some((_, Some(end))) => text.get(end..),
        Some((true, None)) => None,
        _ => Some(text),
    }
}

/// A topic that nothing but its place tells: "知事は", "同社は".
fn plain_topic(text: &str) -> Option<String> {
    let (who, _) = text.trim_start().trim_start_matches('、').split_once('は')?;
    let who = without_age(who.rsplit('、').next()?);
    let role = |c: char| c == 'の' || !is_hiragana(c) && c.is_alphanumeric() && !c.is_numeric() || c == '・';
    let plain = (2..=LONGEST).contains(&who.chars().count()) && who.chars().all(role) && !who.starts_with('の');
    let last = who.rsplit('の').next()?;
    let ends =
        who.ends_with(['年', '月', '日', '時', '回', '後', '前', '中', '点', '声', '話', '書', '文', '作', '品']);
    (plain && !ends && !lists(NO_TOPICS, last)).then(|| who.to_owned())
}

fn is_hiragana(c: char) -> bool {
    ('\u{3041}'..='\u{309f}').contains(&c)
}

fn is_kanji(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}
