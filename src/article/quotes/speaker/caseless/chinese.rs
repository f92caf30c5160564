//! Chinese: the name stands between a mark and the verb of speech.

use super::{Found, Place, lists, without_age};

/// Verbs that end the clause before a quote or behind it; the longest that fits is the cue.
const VERBS: &str = "说 說 表示 称 稱 指出 认为 認為 告诉记者 告訴記者 介绍 介紹 介绍说 介紹說 坦言 坦言道 直言 补充道 \
    補充道 补充说 補充說 补充 補充 强调 強調 回忆 回憶 回忆说 回憶說 回忆道 笑着说 笑著說 笑说 笑說 笑道 写道 寫道 问道 問道 答道 \
    回答 回答说 回應 回应 回应称 回應稱 解释 解釋 解释说 解釋說 解释道 透露 呼吁 呼籲 感叹 感嘆 感叹道 感慨 感慨道 宣布 宣佈 \
    说道 說道 声称 聲稱 宣称 宣稱 表示称 说明 說明 坚称 堅稱 批评 批評 批评道 承认 承認 警告 警告说 警告称 形容 喊道 反问 反問 \
    分析 分析称 分析说 总结道 总结说 写到 谈到 談到 提到 调侃 調侃 打趣道 打趣说 建议 建議 自称 自稱";
/// Verbs that hold for all of the sentence behind them.
const STRONG: &str = "说 說 表示 称 稱 指出 认为 認為 告诉记者 告訴記者 介绍 介紹 强调 強調 透露 补充道 補充道 坦言";
/// Words that end like a verb and are none, and those that stand for nobody.
const NO_VERBS: &str = "小说 小說 传说 傳說 学说 學說 解说 解說 演说 演說 听说 聽說 据说 據說 再说 再說 虽说 雖說 来说 來說 是说 \
    是說 话说 話說 以说 以說 名称 名稱 简称 簡稱 俗称 俗稱 号称 號稱 人称 人稱 据称 據稱 统称 堪称 堪稱 职称 通称 别称 不说 不說";
/// Words between a name and its verb, and those that open a clause.
const ADVERBS: &str = "也 还 還 则 則 又 再 却 卻 都 就 曾 便 随后 隨後 同时 同時 对此 對此 笑着 笑著 进一步 進一步 日前 近日 今天 昨天 \
    昨日 今日 当天 當天 当日 當日 最后 最後 曾经 曾經 后来 後來 一再 不断 公开 公開 特别 特別 此前 稍后 稍早 早些时候 接着 接著 继续 \
    繼續 这样 這樣 如此 明确 明確 并 並 而 但 不过 不過 因此 另外 此外 其中 据 據 根据 根據 对于此 针对此事 對此事";
/// Words that open what stands between a name and its verb.
const BETWEEN: &str =
    "周一 周二 周三 周四 周五 周六 周日 週一 週二 週三 週四 週五 週六 週日 星期 对 對 向 在 于 於 接受 受访 受訪";
const PRONOUNS: &str = "他 她 我 他们 她们 他們 她們 我们 我們 我 对方 對方";
/// Characters that no name has, nor a role before one.
const NO_NAME: &str = "了被把着著没沒不吗嗎呢吧这這那谁誰什";
/// The last characters of words for what somebody is.
const ROLE_ENDS: &str =
    "长長员員生者师師主人任理授士官民客机機记記总總家手工星演友妈媽爸爷爺奶婆母父妻夫儿兒哥姐弟妹卿统統农農兵警商子";
/// Roles before a name that may be foreign.
const ROLES: &str = "总统 總統 首相 总理 總理 国务卿 國務卿 部长 部長 外长 外長 议员 議員 教授 博士 主席 市长 市長 州长 州長 发言人 \
    發言人 秘书长 秘書長 大使 导演 導演 总裁 總裁 经理 經理 主任 队长 隊長 教练 教練 记者 記者 专家 專家 研究员 研究員";
/// The last characters of bodies and groups, which are no names behind a role.
const BODY_ENDS: &str = "面管委员員长長属屬目位体體局部处處会會院司队隊家者人师師室团團理组組问問级級府方";
/// Surnames of one character.
const SURNAMES: &str = "赵趙钱錢孙孫李周吴吳郑鄭王冯馮陈陳褚卫衛蒋蔣沈韩韓杨楊朱秦尤许許何吕呂施张張孔曹严嚴华華金魏陶姜戚谢謝邹鄒喻柏\
    窦竇章云苏蘇潘葛范彭郎鲁魯韦韋昌马馬苗凤花方俞任袁柳鲍鮑史唐费費廉岑薛雷贺賀倪汤湯滕殷罗羅毕畢郝邬鄔安常乐于傅卞齐齊康伍余顾顧孟平\
    黄黃穆萧蕭尹姚邵汪祁毛禹狄米贝貝明臧计計伏成戴谈談宋庞龐熊纪紀舒屈项項祝董梁杜阮蓝藍闵閔席季麻强賈贾路娄婁危江童颜顏郭梅盛林刁钟鍾\
    鐘徐邱骆駱高夏蔡田樊胡凌霍虞万萬支柯卢盧莫房裘缪繆解應宗丁宣邓鄧郁单單杭洪包诸諸左石崔吉龚龔程邢裴陆陸荣榮翁荀羊甄封储段富巫乌焦巴\
    牧谷车車侯宓班仰仲伊宁寧仇栾甘厉祖武符刘劉景詹束龙龍叶葉司韶黎溥印白怀蒲邰鄂索赖賴卓蔺屠蒙池乔喬胥苍闻聞莘党翟谭譚贡劳申扶冉宰雍\
    桑桂牛寿边燕冀尚农温溫庄莊晏柴瞿阎閻充慕连茹习習宦艾鱼容向古易慎廖庾居衡耿滿弘匡文寇广东欧利师巩聂聶晁敖冷辛阚那简簡饶饒曾沙丰关\
    關查荆红游竺权桓公岳";
const COMPOUND: &str = "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 公孙 公孫 慕容 司徒 令狐 夏侯 端木";
/// Characters of the longest name.
const LONGEST: usize = 12;
const COMMAS: [char; 5] = ['，', ',', '；', ';', ' '];
const COLONS: [char; 2] = ['：', ':'];

/// Who said the quote.
pub(super) fn read(place: &Place) -> Option<Found> {
    before(place).or_else(|| behind(place))
}

/// `X说：“…”`, or a verb further before that holds for the sentence.
fn before(place: &Place) -> Option<Found> {
    let is_break = |c: char| COMMAS.contains(&c) || COLONS.contains(&c);
    let text = place.before.trim_end();
    let marked = text.ends_with(is_break);
    let mut clauses = text.trim_end_matches(is_break).rsplit(is_break);
    let found = said(clauses.next()?, |verb| marked || lists(STRONG, verb) && verb != "称" && verb != "稱");
    found.or_else(|| clauses.find_map(|clause| said(clause, |verb| lists(STRONG, verb))))
}

/// `“…，”X说`.
fn behind(place: &Place) -> Option<Found> {
    let text = place.behind.trim_start();
    let comma = text.starts_with(['，', ',']);
    let text = text.trim_start_matches(['，', ',']).trim_start();
    let end = text.find(|c| COMMAS.contains(&c) || COLONS.contains(&c));
    let clause = text.get(..end.unwrap_or(text.len()))?;
    let goes_on = comma || matches!(place.last, Some(',' | '，'));
    let ended = matches!(place.last, Some('。' | '！' | '？' | '…' | '.' | '!' | '?'));
    // What ends with a colon, or right before a quote, is about the next one.
    let next = end.is_some_and(|at| text.get(at..).is_some_and(|rest| rest.starts_with(COLONS)))
        || end.is_none() && place.before_quote;
    if !goes_on && (next || !ended) {
        return None;
    }
    said(clause, |_| true)
}

/// The name and the verb of a clause that ends with one.
fn said(clause: &str, allows: impl Fn(&str) -> bool) -> Option<Found> {
    let clause = clause.trim();
    if NO_VERBS.split_ascii_whitespace().any(|word| clause.ends_with(word)) {
        return None;
    }
    let verbs = VERBS.split_ascii_whitespace().filter(|verb| clause.ends_with(verb));
    if let Some(verb) = verbs.max_by_key(|verb| verb.len()) {
        let name = clause.strip_suffix(verb).filter(|_| allows(verb)).and_then(name)?;
        return Some(Found::new(&name, verb));
    }
    let (who, whom) = clause.split_once("告诉").or_else(|| clause.split_once("告訴"))?;
    let told = clause.get(who.len()..clause.len() - whom.len())?;
    let short = whom.chars().count() <= LONGEST && allows(told);
    name(who).filter(|_| short).map(|name| Found::new(&name, told))
}

/// The name in what stands before a verb.
fn name(part: &str) -> Option<String> {
    // The line of an agency, "(记者 …)", stands before the sentence.
    let part = without_age(part.trim());
    let mut part = part.rsplit([')', '）', '】', ']']).next().unwrap_or(part).trim();
    while let Some(rest) = ADVERBS.split_ascii_whitespace().find_map(|word| part.strip_suffix(word)) {
        part = rest;
    }
    while let Some(rest) = super::strip_any(part, ADVERBS) {
        part = rest;
    }
    if lists(PRONOUNS, part) {
        return Some(part.to_owned());
    }
    if let Some(bare) = part.rsplit_once('的').and_then(|(_, rest)| without_role(cut(rest))) {
        return Some(bare.to_owned());
    }
    let part = without_age(if part.contains('的') { part } else { cut(part) });
    if lists(PRONOUNS, part) {
        return Some(part.to_owned());
    }
    let bare = without_role(part).unwrap_or(part);
    let length = bare.chars().count();
    let plain = (2..=LONGEST).contains(&length) && !bare.contains(|c: char| NO_NAME.contains(c));
    let ends =
        bare.ends_with(['来', '來', '是', '以', '里', '裡', '中', '时', '時', '后', '後', '得', '地', '话', '話']);
    let nobody = bare.starts_with('有')
        || lists("有人 一直 正在 也就 可以 应该 應該 有的 报道 報道 报告 消息 公告 声明 聲明", bare);
    (plain && !ends && !nobody).then(|| bare.to_owned())
}

/// A name without the day, the place and the listener behind it: "李明5日在会上".
fn cut(part: &str) -> &str {
    let second = part.char_indices().nth(2).map_or(part.len(), |(at, _)| at);
    let Some(rest) = part.get(second..) else { return part };
    let words = BETWEEN.split_ascii_whitespace().filter_map(|word| rest.find(word));
    let end = words.chain(rest.find(|c: char| c.is_ascii_digit())).min();
    let name = end.and_then(|end| part.get(..second + end)).unwrap_or(part).trim();
    ADVERBS.split_ascii_whitespace().find_map(|word| name.strip_suffix(word)).unwrap_or(name)
}

/// The name behind a role: "裁判长褚望年". A name alone is one, too.
fn without_role(part: &str) -> Option<&str> {
    for length in [4, 3, 2] {
        let Some((at, first)) = part.char_indices().rev().nth(length - 1) else { continue };
        let (role, name) = part.split_at_checked(at)?;
        let compound = COMPOUND.split_ascii_whitespace().any(|surname| name.starts_with(surname));
        let fits = if length == 4 { compound } else { compound || SURNAMES.contains(first) };
        let behind_role = role.is_empty() || role.ends_with(|c| ROLE_ENDS.contains(c));
        if fits && behind_role && !name.ends_with(|c| BODY_ENDS.contains(c)) {
            return Some(name);
        }
    }
    let ends = ROLES.split_ascii_whitespace().filter_map(|role| part.rfind(role).map(|at| at + role.len()));
    let name = part.get(ends.max()?..)?;
    let plain = (2..=LONGEST).contains(&name.chars().count()) && !name.ends_with(|c| BODY_ENDS.contains(c));
    plain.then_some(name)
}
