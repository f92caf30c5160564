//! Arabic: the verb of speech stands before its subject.

use super::{Found, Place, lists};

/// Verbs of speech without the conjunction before them and the marks of vowels.
const VERBS: &str = "قال قالت يقول تقول أضاف أضافت يضيف تضيف اضاف اضافت أكد أكدت اكد اكدت يؤكد تؤكد صرح صرحت أوضح أوضحت اوضح اوضحت يوضح توضح ذكر \
    ذكرت أشار أشارت اشار اشارت تابع تابعت اعتبر اعتبرت أعلن أعلنت اعلن اعلنت كتب كتبت شدد شددت لفت لفتت رأى رأت روى روت يروي تروي حذر حذرت \
    أعرب أعربت علق علقت رد ردت أجاب أجابت نفى نفت اعترف اعترفت أفاد أفادت أردف أردفت استطرد وصف وصفت";
/// Words for the source of what is said.
const SOURCES: &str = "بحسب حسب وفق وفقا";
/// Words behind a quote before its verb.
const AS: &str = "كما حسبما هكذا بهذا";
/// Words that end a name.
const STOPS: &str = "في إن أن ان بأن خلال من عن على الذي التي الذين إلى الى بعد قبل أمس اليوم مساء صباح يوم الاثنين الثلاثاء الأربعاء الخميس الجمعة \
    السبت الأحد قائلا قائلة إنه إنها أنه أنها إنهم أنهم إننا أننا إنني أنني انه انها بأنه بأنها بأنهم مع عبر كما حول بشأن لكن ولكن أيضا مضيفا مضيفة حين \
    عندما لدى أثناء ردا تعليقا مشيرا مؤكدا موضحا معتبرا لرويترز لوكالة لصحيفة لقناة لموقع لهيئة لإذاعة لفرانس بيان ببيان بشكل بتصريح بحسب بصوت وهو \
    وهي وقد فيما بينما هذا هذه ذلك له لها لهم لنا لي ب ل عليه عليها عليهم بالقول بقوله بقولها وأن وإن لا ما لم هو هي";
/// Roles that a noun follows: "minister of …".
const ROLES: &str = "رئيس رئيسة وزير وزيرة مدير مديرة صاحب صاحبة نائب نائبة عضو عضوة حاكم قائد محافظ سفير سفيرة أمين أمينة مبعوث مبعوثة منسق منسقة \
    عمدة مساعد مساعدة ممثل ممثلة مسؤول مسؤولة والي زعيم زعيمة مدرب مدربة أستاذ أستاذة خبير خبيرة مهندس مهندسة حارس حارسة كبير كبيرة وكيل";
/// Words of the longest name.
const LONGEST: usize = 8;

/// Words before a quote that is a title.
const TITLES: &str = "ب ل معرض كتاب فيلم رواية كلمة صحيفة قناة مجلة فرقة حزب مسلسل أغنية مطعم مقهى فندق سفينة شركة مشروع برنامج منصة \
    شارع مدرسة جمعية منظمة تطبيق عملية حملة";

/// Who said the quote.
pub(super) fn read(place: &Place) -> Option<Found> {
    let before = place.before.trim_end();
    let last = before.split_whitespace().next_back().unwrap_or_default();
    if last.ends_with('ـ') || lists(TITLES, last) {
        // A preposition that is joined to the quote makes it a noun of the sentence.
        return None;
    }
    let goes_on = place.after_quote && before.ends_with(':');
    let lead = || spoken(place.lead).filter(|_| goes_on);
    spoken(before).or_else(|| behind(place)).or_else(lead).or_else(|| {
        // "And he added:" names nobody, but somebody spoke.
        let verb = without_conjunction(last.trim_end_matches(':'));
        lists(VERBS, &plain(verb)).then(|| Found::new("", verb))
    })
}

/// The last verb before a quote that has a subject, or the source that it names.
fn spoken(text: &str) -> Option<Found> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (0..words.len()).rev().find_map(|at| {
        let word = words.get(at)?;
        let bare = without_conjunction(word);
        let known = plain(bare);
        // "وصف" may be the noun: within a sentence only a verb with its conjunction, or one that opens it, is plain.
        let opens = at == 0 || bare.len() < word.len() || words.get(at - 1)?.ends_with(['،', ',']);
        if !opens && lists("وصف وصفت اعتبر اعتبرت", &known) {
            // "The agency said the minister called it …": these words are the minister's.
            return Some(None);
        }
        let verb = lists(VERBS, &known) && (opens || lists("قال قالت أضاف أكد أوضح صرح", &known));
        if verb || lists(SOURCES, &known) && opens {
            return name(words.get(at + 1..)?).map(|name| Some(Found::new(&name, bare)));
        }
        None
    })?
}

/// `«…»، أضاف X` and `«…»، بحسب X`. With a conjunction the verb opens a clause of its own, about the quote to come.
fn behind(place: &Place) -> Option<Found> {
    let text = place.behind.trim_start().trim_start_matches(['،', ',']);
    let mut words: Vec<&str> = text.split_whitespace().collect();
    if words.first().is_some_and(|word| lists(AS, word)) {
        words.remove(0);
    }
    let (first, rest) = words.split_first()?;
    let known = plain(first);
    let cue = lists(VERBS, &known) || lists(SOURCES, &known);
    name(rest).filter(|_| cue).map(|name| Found::new(&name, first))
}

/// The subject that a clause opens with, without the role before the name.
fn name(words: &[&str]) -> Option<String> {
    let words: Vec<&str> = match words.split_first() {
        // "وفقاً للدروبي": the preposition hides half of the article.
        Some((first, rest)) if first.starts_with('ل') && first.chars().nth(1) == Some('ل') => {
            let name = first.strip_prefix("لل")?;
            return phrase(&[&[&*format!("ال{name}")], rest].concat());
        }
        Some(_) => words.to_vec(),
        None => return None,
    };
    phrase(&words)
}

fn phrase(words: &[&str]) -> Option<String> {
    let mut own: Vec<&str> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let bare = word.trim_end_matches(['،', ',', ':', '؛', ';']);
        let role = own.first().is_some_and(|first| lists(ROLES, first) || first.starts_with("ال")) && own.len() < 3;
        let to = bare.starts_with("لل") && !(role && lists("للأمم للشؤون للاتحاد", bare));
        if lists(STOPS, &plain(bare)) || to || bare.starts_with(['(', '«', '"', '-', '–']) || bare.contains('ـ') {
            break;
        }
        own.push(bare);
        if bare.len() < word.len() {
            let alone = own.iter().all(|word| word.starts_with("ال") || lists(ROLES, word));
            let apposition = apposition(words.get(at + 1..)?).filter(|_| alone && word.ends_with(['،', ',']));
            if let Some(name) = apposition {
                return Some(name);
            }
            break;
        }
    }
    if own.is_empty() || own.len() > LONGEST || own.iter().any(|word| !word.starts_with(char::is_alphabetic)) {
        return None;
    }
    let bare = without_role(&own);
    Some(if bare.is_empty() { own.join(" ") } else { bare.join(" ") })
}

/// The name behind a role and a comma, up to the next mark: "الحارس، مسعود القنواتي:".
fn apposition(words: &[&str]) -> Option<String> {
    let end = words.iter().position(|word| word.ends_with([':', '،', ',']))? + 1;
    let name = words.get(..end).filter(|name| (2..=4).contains(&name.len()))?;
    let stops = |word: &&str| lists(STOPS, &plain(word)) || word.starts_with(['(', '«', '"']);
    let starts_small = !name.first()?.starts_with("ال");
    let name = name.join(" ");
    let fits = starts_small && !words.get(..end)?.iter().any(stops);
    fits.then(|| name.trim_end_matches([':', '،', ',']).to_owned())
}

/// What stands behind "minister of the interior" and behind "the waiter"; nothing where no name does.
fn without_role<'w, 'a>(words: &'w [&'a str]) -> &'w [&'a str] {
    let is_definite = |word: &&str| word.starts_with("ال") || word.starts_with("وال") || word.starts_with("لل");
    let roles = words.iter().take_while(|word| lists(ROLES, word)).count();
    let rest = words.get(roles..).unwrap_or_default();
    let definite = rest.iter().take_while(|word| is_definite(word)).count();
    if definite == 0 || words.len() == definite + roles {
        return &[];
    }
    let name = rest.get(definite..).unwrap_or_default();
    // "The spokesman by the name of …", "the head of the school of …": where the role ends is not plain.
    let unclear = name.first().is_some_and(|first| lists("باسم لشؤون بمجلس بوزارة ووزير والوزير", first));
    let single = name.len() == 1 && definite == 1 && roles == 0;
    if unclear || single { &[] } else { name }
}

/// A word without "and" and "so" before it.
fn without_conjunction(word: &str) -> &str {
    let known = |rest: &&str| lists(VERBS, &plain(rest)) || lists(SOURCES, &plain(rest));
    // "وفق" and "وصف" start with the letter themselves.
    if known(&word) {
        return word;
    }
    word.strip_prefix(['و', 'ف']).filter(known).unwrap_or(word)
}

/// A word without the marks of its vowels.
fn plain(word: &str) -> String {
    let marks = |c: &char| !('\u{64b}'..='\u{652}').contains(c) && *c != 'ـ';
    word.chars().filter(marks).filter(|c| !matches!(c, ':' | '،' | ',')).collect()
}
