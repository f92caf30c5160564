//! Korean: the speaker bears the particle of the topic, and the verb follows the particle behind the quote.

use super::{Found, Place, lists, strip_any, without_age};

/// Particles right behind a quote, the longest first: those that need a verb, and those that say by themselves that somebody spoke.
const THAT: &str = "이라고도 라고도 이라고 라고 고도 고 는 이라는 라는";
const SAYING: &str = "이라면서도 이라면서 라면서도 라면서 면서도 면서 이라며 라며 며";
/// Stems of verbs of speech.
const STEMS: &str = "말했 말한 말하 밝혔 밝히 전했 전하 설명했 설명하 강조했 강조하 덧붙였 덧붙이 주장했 주장하 지적했 지적하 답했 토로했 했다 했습니다 \
    한다 회상했 회고했 당부했 호소했 소개했 털어놨 털어놓 비판했 반박했 외쳤 적었 썼다 물었 되물었 웃었 귀띔했 평가했 내다봤 우려했 촉구했 언급했 \
    이야기했 얘기했 발표했 약속했 경고했 인정했";
/// Titles behind a name.
const TITLES: &str = "대표 선장 시장 군수 총리 대통령 장관 차관 의원 교수 박사 위원장 회장 사장 부장 국장 과장 팀장 원장 소장 관장 이장 대변인 감독 선수 작가 \
    연구원 기자 변호사 판사 검사 총장 교장 교사 의장 지사 청장 실장 센터장 단장 본부장 이사장 이사 총재 목사 신부 스님 기사 대사 주인 할머니 할아버지 여사 양 군";
/// Bodies and people without a name, which go with the word before them.
const BODIES: &str = "당국 정부 관계자 측 협회 위원회 사무소 본부 센터 경찰 대표단 주민 직원";
/// The first syllables of names.
const SURNAMES: &str = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금옥육\
    인맹제모탁국어은편용예경봉사부가복태목형피두감음빈동온호범좌팽승간견당화창";
/// Words of the longest role or body.
const LONGEST: usize = 4;

/// Who said the quote.
pub(super) fn read(place: &Place) -> Option<Found> {
    let behind = place.behind;
    let saying = strip_any(behind, SAYING);
    let rest = saying.or_else(|| strip_any(behind, THAT))?;
    let free = rest.starts_with(|c: char| c.is_whitespace() || c == ',') || rest.is_empty();
    let cue = verb(rest);
    if !free || saying.is_none() && cue.is_none() {
        return None;
    }
    let until = cue.and_then(|cue| rest.split_once(cue)).map_or(rest, |(until, _)| until);
    let inner = within(until, place);
    let subject = inner.or_else(|| subject(place.before)).or_else(|| subject(place.lead));
    Some(Found::new(&subject.unwrap_or_default(), cue.unwrap_or_default()))
}

/// The first verb of speech of a text, with its ending.
fn verb(text: &str) -> Option<&str> {
    let is_verb = |word: &&str| STEMS.split_ascii_whitespace().any(|stem| word.starts_with(stem));
    text.split_whitespace().find(is_verb).map(|word| word.trim_end_matches(|c: char| !c.is_alphanumeric()))
}

/// The subject between a quote and its verb: `"…"라고 X 대표는 말했다`.
fn within(text: &str, place: &Place) -> Option<String> {
    let text = text.trim_start_matches([',', ' ']);
    let (at, bare) = topics(text).next()?;
    if lists("그 그녀 그들", bare) && at == 0 {
        // Who "he" is, the sentence before says.
        return subject(place.previous).or_else(|| Some(bare.to_owned()));
    }
    name(text.get(..at)?, bare, at == 0)
}

/// The topic of what stands before a quote: the one right before it, or one that is plainly a person, or that opens the sentence.
fn subject(text: &str) -> Option<String> {
    let text = text.trim();
    let mut found = None;
    for (at, bare) in topics(text) {
        let before = text.get(..at)?;
        let end = at + bare.len();
        let adjacent = text.get(end..).is_some_and(|rest| rest.chars().count() == 1);
        let opens = before.split_whitespace().count() <= 2;
        if adjacent || opens || is_person(before, bare) {
            found = name(before, bare, adjacent || opens).or(found);
        }
    }
    found
}

/// The words that bear the particle of a topic, without it, and where they stand.
fn topics(text: &str) -> impl Iterator<Item = (usize, &str)> + '_ {
    let words = text.split(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len() + 1;
        Some((start, word))
    });
    words.filter_map(|(at, word)| {
        let word = word.trim_end_matches(',');
        let topic = word.strip_suffix(['은', '는']);
        // The particle of a subject may be part of a word: it counts behind what is plainly a person.
        let bare =
            topic.or_else(|| word.strip_suffix(['이', '가']).filter(|bare| bare.ends_with(['씨', ')', '）'])))?;
        let verbal = ["하", "있", "없", "되", "지", "오", "가", "나", "보", "주", "에서", "에", "로", "라", "이"];
        let verbal = topic.is_some() && word.ends_with('는') && verbal.iter().any(|end| bare.ends_with(end));
        (!bare.is_empty() && !verbal).then_some((at, bare))
    })
}

/// Whether a word bears an age, an honorific or a title.
fn is_person(before: &str, bare: &str) -> bool {
    bare.ends_with([')', '）']) || bare.ends_with('씨') || lists(TITLES, bare) && !before.trim().is_empty()
}

/// The name that ends with the word `bare`, behind the words `before`.
fn name(before: &str, bare: &str, plain: bool) -> Option<String> {
    let before = before.trim_end();
    let last = |text: &str| text.rsplit(' ').next().unwrap_or_default().to_owned();
    if bare == "씨" || lists(TITLES, bare) {
        let word = last(before);
        let aged = without_age(&word);
        let honoured = bare == "씨" || aged.len() < word.len();
        if bare == "씨" && aged.len() == word.len() && aged.chars().nth(1).is_none() && !aged.is_empty() {
            return Some(format!("{word} {bare}"));
        }
        if honoured || is_full_name(aged) {
            return Some(aged.to_owned()).filter(|name| !name.is_empty());
        }
        // One syllable is a surname: "함 선장". What else stands before a title is kept if it is short.
        let surname = word.chars().count() == 1 && SURNAMES.contains(word.as_str());
        return if surname { Some(format!("{word} {bare}")) } else { phrase(before, bare).filter(|_| plain) };
    }
    // "홍길동 서울시장": a title with its place.
    let word = last(before);
    if is_full_name(&word) && TITLES.split_ascii_whitespace().any(|title| title.len() > 3 && bare.ends_with(title)) {
        return Some(word);
    }
    let honoured = bare.strip_suffix('씨').unwrap_or(bare);
    let aged = without_age(honoured);
    if aged.len() < bare.len() {
        let short = honoured.len() < bare.len() && aged.chars().nth(1).is_none();
        return Some(if short { bare.to_owned() } else { aged.to_owned() }).filter(|name| !name.is_empty());
    }
    let known = is_full_name(bare) || before.is_empty() || lists("그 그녀 그들", bare);
    if known && plain && !lists("오늘 이날 지난해 올해 이번 이곳 그곳 다음 최근 이것 그것 여기 거기", bare)
    {
        return Some(bare.to_owned());
    }
    phrase(before, bare).filter(|_| plain)
}

/// A body or a role as it stands: all words from the start of the sentence, if none of them bears a particle.
fn phrase(before: &str, bare: &str) -> Option<String> {
    let words: Vec<&str> = before.split_whitespace().collect();
    let particles =
        ["을", "를", "에", "에서", "의", "로", "은", "는", "가", "한", "된", "일", "고", "며", "서", "와", "과", ","];
    let from = words.iter().rposition(|word| particles.iter().any(|end| word.ends_with(end)));
    let words = words.get(from.map_or(0, |at| at + 1)..)?;
    let plain = words.len() < LONGEST && words.iter().all(|word| !word.contains(|c: char| c.is_ascii_digit()));
    let named = lists(TITLES, bare) || BODIES.split_ascii_whitespace().any(|body| bare.ends_with(body));
    // A word that nothing tells is somebody only where it is all there is.
    let alone = words.is_empty() && bare.chars().nth(1).is_some() && from.is_none();
    (plain && (named || alone)).then(|| words.iter().chain([&bare]).copied().collect::<Vec<_>>().join(" "))
}

fn is_full_name(word: &str) -> bool {
    word.chars().count() == 3 && word.starts_with(|c| SURNAMES.contains(c)) && !is_body(word)
}

fn is_body(word: &str) -> bool {
    BODIES.split_ascii_whitespace().chain(TITLES.split_ascii_whitespace()).any(|body| word.ends_with(body))
}
