use super::*;

#[test]
fn bylines_in_many_forms() {
    let check = |line: &str, names: &str| {
        let found = after_cue(line).and_then(people).unwrap_or_default();
        assert_eq!(found.names.join("; "), names, "{line}");
    };
    check("By Mira Halvorsen", "Mira Halvorsen");
    check("By Mira Halvorsen and Aki Lehtonen", "Mira Halvorsen; Aki Lehtonen");
    check("By Mira Halvorsen, Aki Lehtonen and Ole van der Brandt", "Mira Halvorsen; Aki Lehtonen; Ole van der Brandt");
    check("BY MIRA HALVORSEN, STAFF WRITER", "MIRA HALVORSEN");
    check("By Mira E. Halvorsen Staff Writer", "Mira E. Halvorsen");
    check("By Mira Halvorsen in Norvik", "Mira Halvorsen");
    check("By Mira Halvorsen, Bay Herald", "Mira Halvorsen");
    check("By Mira Halvorsen, Norvik", "Mira Halvorsen");
    check("By Mira Halvorsen @mhalvorsen", "Mira Halvorsen");
    check("By Mira Halvorsen mira@bay.example", "Mira Halvorsen");
    check("By Mira Halvorsen | Northwire", "Mira Halvorsen");
    check("By MIRA HALVORSEN and AKI LEHTONEN, Associated Press", "MIRA HALVORSEN; AKI LEHTONEN");
    check("Words by Mira Halvorsen", "Mira Halvorsen");
    check("Von Mira Halvorsen und Aki Lehtonen", "Mira Halvorsen; Aki Lehtonen");
    check("Par Mira Halvorsen (avec AFP)", "Mira Halvorsen");
    check("Par Mira Le Halvorsen", "Mira Le Halvorsen");
    check("Par Mira Halvorsen, Le Monde", "Mira Halvorsen");
    check("Par Mira Halvorsen Le 3 mai", "Mira Halvorsen");
    check("Par Mira Halvorsen et Aki Lehtonen, envoyés spéciaux", "Mira Halvorsen; Aki Lehtonen");
    check("By Mira Halvorsen at Norvik Lane", "Mira Halvorsen");
    check("Por Mira Halvorsen y Aki Lehtonen", "Mira Halvorsen; Aki Lehtonen");
    check("Di Mira Halvorsen", "Mira Halvorsen");
    check("Door Mira Halvorsen", "Mira Halvorsen");
    check("Автор: Мира Халворсен", "Мира Халворсен");
    check("作者：王小明", "王小明");
    check("文/记者 王小明", "王小明");
    check("作者：米拉·哈尔沃森、阿基·莱赫托宁", "米拉·哈尔沃森; 阿基·莱赫托宁");
    check("著者：ミラ・ハルヴォルセン、アキ·レヒトネン", "ミラ・ハルヴォルセン; アキ·レヒトネン");
    check("기자: 홍길동·이몽룡", "홍길동; 이몽룡");
    check("By Mira Halvorsen · Aki Lehtonen", "Mira Halvorsen; Aki Lehtonen");
    check("بقلم محمد علي", "محمد علي");
    // Names that months, weekdays and conjunctions are, too.
    for name in
        ["Marco Halvorsen", "Julio Halvorsen", "August Halvorsen", "Dan Halvorsen", "Mira Freitag", "Mira Domingo"]
    {
        check(&format!("By {name}"), name);
        check(&format!("By {name} August 5, 2014"), name);
    }
    check("By Mira Halvorsen Monday", "Mira Halvorsen");
    check("Oleh Mira Halvorsen dan Aki Lehtonen", "Mira Halvorsen; Aki Lehtonen");
    check("By George, they did it again this year", "");
    check("By the time the ferry came", "");
    check("Von wegen vorbei", "");
    check("By 2030 the port will be closed", "");
}

#[test]
fn an_agency_is_no_person() {
    let found = after_cue("By The Associated Press").and_then(people).unwrap_or_default();
    assert_eq!(found, People { agency: Some("The Associated Press".to_owned()), ..People::default() });
}

#[test]
fn bare_names_are_told_from_heads() {
    let check = |text: &str, expected: bool| assert_eq!(is_bare_name(text), expected, "{text}");
    check("Mira Halvorsen", true);
    check("Marco Halvorsen", true);
    check("Record March Two", false);
    check("March Eight", false);
    check("Ole van der Brandt", true);
    check("New York", false);
    check("World News", false);
    check("Ferry talks reopen", false);
    check("MIRA HALVORSEN", true);
}
