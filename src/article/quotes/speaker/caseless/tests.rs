//! Speakers and verbs, language by language.

use crate::article::quotes::find;
use crate::article::{Paragraph, ParagraphKind, Text};

/// Checks speaker and cue of every quote; "" stands for none.
fn voices(language: &str, text: &str, expected: &[(&str, &str)]) {
    let body: Vec<Paragraph> =
        text.lines().map(|line| Paragraph { kind: ParagraphKind::Text, text: Text::new(line) }).collect();
    let (quotes, _) = find(&body, Some(language));
    let of = |text: &Option<Text>| text.as_deref().unwrap_or_default().to_owned();
    let found: Vec<(String, String)> = quotes.iter().map(|quote| (of(&quote.speaker), of(&quote.cue))).collect();
    let expected: Vec<(String, String)> =
        expected.iter().map(|(speaker, cue)| ((*speaker).to_owned(), (*cue).to_owned())).collect();
    assert_eq!(found, expected, "{text}");
}

/// Checks the only quote of a text.
fn voice(language: &str, text: &str, speaker: &str, cue: &str) {
    voices(language, text, &[(speaker, cue)]);
}

#[test]
fn chinese() {
    voice("zh", "灯塔管理员沈望秋说：“灯修好了。”", "沈望秋", "说");
    voice("zh", "渡口的老船工顾长河也表示，“今年水大。”", "顾长河", "表示");
    voice("zh", "雨停以后，她告诉记者：“我们明天再来。”", "她", "告诉记者");
    voice("zh", "“桥还在，”镇长裴远山对记者说。", "裴远山", "说");
    voice("zh", "“桥还在”，据守桥人罗三多介绍。", "罗三多", "介绍");
    voice("zh", "站長簡遠帆5日在月台上表示：「車會來的。」", "簡遠帆", "表示");
    voice("zh", "外国总统奥尔维格指出：“船太慢。”", "奥尔维格", "指出");
    voice("zh", "市政府随后称：“桥明天开放。”", "市政府", "称");
    voices("zh", "“最难的是等，”排在中间的大学生裴仲谦说，“后来就不急了。”", &[("裴仲谦", "说"); 2]);
    voices("zh", "闵若溪坦言：“我怕高。”“可是灯更怕黑。”", &[("闵若溪", "坦言"), ("闵若溪", "")]);
    // Neither a title nor a word of a thing is speech.
    voice("zh", "途中他们“吃了两顿喜酒”。", "", "");
    voice("zh", "对很多人来说，“慢”是一种技术。", "", "");
    voice("zh", "这座桥号称“第一桥”。", "", "");
    voice("zh", "“老灯塔”今年没有开放。", "", "");
    voice("zh", "他读完一本小说，“海上”很厚。", "", "");
}
