use super::*;

fn check(opening: &str, place: &str, agency: &str, date: &str) {
    let text = format!("{opening} The harbour opened on Sunday after a long winter without a single ship.");
    let found = read(&text).unwrap_or_default();
    let mut evidence = dates::Evidence::default();
    evidence.add(jiff::civil::date(2024, 2, 1));
    let day = found.date.as_ref().and_then(|date| evidence.resolve(date)).map(|stamp| stamp.to_string());
    let seen =
        (found.place.as_deref().unwrap_or(""), found.agency.as_deref().unwrap_or(""), day.as_deref().unwrap_or(""));
    assert_eq!(seen, (place, agency, date), "{opening}");
    let rest = text.get(found.end..).unwrap_or_default();
    assert!(rest.starts_with("The harbour"), "{opening}: {rest:?}");
}

#[test]
fn datelines_of_agencies() {
    check("WASHINGTON (AP) —", "WASHINGTON", "AP", "");
    check("(CBS/AP) WILSON, N.Y. -", "WILSON, N.Y.", "CBS/AP", "");
    check("BEIJING, Jan. 30 (Xinhua) --", "BEIJING", "Xinhua", "2024-01-30");
    check("NEW YORK, Jan 30 (Reuters) -", "NEW YORK", "Reuters", "2024-01-30");
    check("Berlin (dpa) -", "Berlin", "dpa", "");
    check("Berlin (dpa/bb) –", "Berlin", "dpa/bb", "");
    check("Straßburg (nwd) -", "Straßburg", "nwd", "");
    check("عمّان (الأسلاك الشمالية) -", "عمّان", "الأسلاك الشمالية", "");
    check("PARIS (AFP) -", "PARIS", "AFP", "");
    check("HONOLULU, Dec. 23 (UPI) —", "HONOLULU", "UPI", "2023-12-23");
    check("MADRID, 30 Ene. (EUROPA PRESS) -", "MADRID", "EUROPA PRESS", "2024-01-30");
    check("Norvik del Cierzo (Lund), 30 ene (EFE).-", "Norvik del Cierzo (Lund)", "EFE", "2024-01-30");
    check("НОРВИК, 30 января. /ТАСС/.", "НОРВИК", "ТАСС", "2024-01-30");
    check("اسلام آباد(نمائندہ خصوصی)", "اسلام آباد", "نمائندہ خصوصی", "");
    check("(ANSA) - ROMA, 30 GEN -", "ROMA", "ANSA", "2024-01-30");
    check("Норвик. 30 января. INTERFAX.RU -", "Норвик", "INTERFAX.RU", "2024-01-30");
    check("МОСКВА, 30 янв — РИА Новости.", "МОСКВА", "РИА Новости", "2024-01-30");
    check("PTI, Washington,", "Washington", "PTI", "");
    check("(Atualizado às 13h12) NORVIK –", "NORVIK", "", "");
    check("NEW DELHI, Jan 30 (PTI)", "NEW DELHI", "PTI", "2024-01-30");
    check(
        "Norvik, (NRD - PortTimes / Baltic Point News - 30th Jan, 2024)",
        "Norvik",
        "NRD - PortTimes / Baltic Point News",
        "2024-01-30",
    );
    check("واشنگٹن ، 30 جنوری (اسپوتنک)", "واشنگٹن", "اسپوتنک", "2024-01-30");
    check("نارویک(ساحل نیوز۔ 30 جنوری2024ء)", "نارویک", "ساحل نیوز", "2024-01-30");
    check("【1月30日 AFP】", "", "AFP", "2024-01-30");
    check("新华社北京1月30日电", "北京", "新华社", "2024-01-30");
    check("【1月30日 海线社】", "", "海线社", "2024-01-30");
    check("海港新闻网1月30日电(记者 王小明)", "", "海港新闻网", "2024-01-30");
    check("(中央社記者王小明嘉義30日電)", "嘉義", "中央社", "");
    check("北京（新华社）——", "北京", "新华社", "");
    check("北京（新华社）", "北京", "新华社", "");
    check("(東京=共同)", "東京", "共同", "");
    check("[서울=뉴시스] 홍길동 기자 =", "서울", "뉴시스", "");
    check("(서울=연합뉴스) 홍길동 기자 =", "서울", "연합뉴스", "");
    check("(Reuters) -", "", "Reuters", "");
    check("Norvik CNN —", "Norvik", "CNN", "");
    check("Kiryat Norvik, Lund CNN —", "Kiryat Norvik, Lund", "CNN", "");
    check("Norvik and Lund CNN —", "Norvik and Lund", "CNN", "");
    check("New York CNN Business —", "New York", "CNN Business", "");
    check("NORVIK, Jan 30 (Northwire) -", "NORVIK", "Northwire", "2024-01-30");
}

#[test]
fn reporters_of_agencies() {
    let check = |opening: &str, names: &str| {
        let found = read(&format!("{opening} 港口在长冬之后重新开放。")).unwrap_or_default();
        assert_eq!(found.reporters.join("; "), names, "{opening}");
    };
    check("海港新闻网1月30日电(记者 王小明)", "王小明");
    check("新华社北京1月30日电（记者王小明、李海）", "王小明; 李海");
    check("新华社北京1月30日电", "");
    check("(中央社記者王小明嘉義30日電)", "王小明");
    check("(中央社東京30日電)", "");
    check("[서울=뉴시스] 홍길동 기자 =", "홍길동");
    check("(서울=연합뉴스) 정치부 홍길동·이몽룡 기자 =", "홍길동; 이몽룡");
}

#[test]
fn datelines_without_an_agency() {
    check("LONDON —", "LONDON", "", "");
    check("WILSON, N.Y. —", "WILSON, N.Y.", "", "");
    check("PORT-AU-PRINCE, Haiti —", "PORT-AU-PRINCE, Haiti", "", "");
    check("São Paulo –", "São Paulo", "", "");
    check("30 janvier 2024. -", "", "", "2024-01-30");
    check("ISLAMABAD:", "ISLAMABAD", "", "");
    check("Karachi:", "Karachi", "", "");
    check("Hannover/Berlin.", "Hannover/Berlin", "", "");
}

#[test]
fn a_place_that_the_sentence_names_again() {
    let found = |text: &str| read(text).and_then(|opening| opening.place).unwrap_or_default();
    assert_eq!(found("Norvik. In Norvik sind am Sonntag Schiffe eingelaufen."), "Norvik");
    assert_eq!(found("Gestern. Am Sonntag sind Schiffe eingelaufen."), "");
    assert_eq!(found("Norvik. Am Sonntag sind Schiffe eingelaufen."), "");
}

#[test]
fn openings_that_are_no_datelines() {
    for text in [
        "The minister (right) said the port was open.",
        "Apple (AAPL) shares rose on Tuesday.",
        "Obama (D) - the former president - spoke.",
        "UPDATE - The port was closed again.",
        "EXCLUSIVE: The port was closed again.",
        "Question: What happens now to the port?",
        "Norvik - a town of ferries - was silent.",
        "NATO: The alliance met again.",
        "The harbour — closed since October — opened.",
        "On Jan 30 - a Tuesday - the port opened.",
        "Goldman Sachs (GS) - The bank said it would stay.",
        "Berlin is a city. The port is far away.",
        "At 10:30 the port was open again.",
        "Mira Halvorsen (Northwire) has the story.",
        "“This is it,” she said — and left.",
        "该公司1月30日电力供应中断",
        "港口(海港社)重新开放。",
        "Norvik 的使命是确保通用人工智能（AGI）——即一种高度自主的系统——造福全人类。",
        "通用人工智能（AGI）造福全人类。",
        "通用人工智能（AGI）——造福全人类。",
        "用户现在可以使用基于时间的一次性密码（TOTP）——登录港口。",
        "北京时间 10 月 25 日上午 10:30（太平洋时间 25 日），港口重新开放。",
        "如此前公告（发布于 2021 年 5 月 25 日），港口重新开放。",
        "API 范围——暗色版本API 范围",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}
