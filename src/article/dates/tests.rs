use super::*;

/// The stamps of a line that stands in a text of early 2024.
fn check(line: &str, stamps: &[&str]) {
    let mut evidence = Evidence::default();
    evidence.add(jiff::civil::date(2024, 2, 1));
    let found: Vec<String> =
        scan(line).iter().filter_map(|mention| evidence.resolve(mention)).map(|stamp| stamp.to_string()).collect();
    assert_eq!(found, stamps, "{line}");
}

#[test]
fn dates_in_many_languages() {
    let lines = "January 30, 2024; Jan. 30, 2024; Jan 30 2024; January 30th, 2024; Tuesday, January 30, 2024; \
        30 January 2024; 30th of January, 2024; 30-Jan-2024; 30-Jan-24; 30 Jan '24; 2024 January 30; \
        Jan-30-2024; 30. Januar 2024; 30. Jänner 2024; 30.1.2024; 30.01.24; 30 janvier 2024; \
        mar. 30 janv. 2024; le 30 janvier 2024; 30 de enero de 2024; 30 Ene. 2024; enero 30 de 2024; \
        30 de Enero del 2024; 30 de janeiro de 2024; 30 gennaio 2024; 30 GEN 2024; 30° gennaio 2024; \
        30 januari 2024; 30 stycznia 2024 r.; 30 Ocak 2024; 30 січня 2024; 30. ledna 2024; \
        30 Ιανουαρίου 2024; 30 января 2024 г.; 30 янв 2024; 30 يناير 2024; ٣٠ يناير ٢٠٢٤; \
        30 كانون الثاني/يناير 2024; 30 كانون الثاني 2024; 30 يناير / كانون الثاني 2024; ۳۰ ژانویه ۲۰۲۴; \
        30 جنوری 2024ء; جنوری 30, 2024; 30 בינואר 2024; 30 जनवरी 2024; 2024年1月30日; 2024年01月30日(火); \
        ２０２４年１月３０日; 令和6年1月30日; 1月30日; 2024년 1월 30일; 2024. 1. 30.; 2024-01-30; 2024/01/30; 2024.01.30; \
        30/01/2024; 01/30/24; 20240130; Jan 30; 30 Jan; (Jan. 30)";
    for line in lines.split("; ") {
        check(line, &["2024-01-30"]);
    }
    check("1er février 2024", &["2024-02-01"]);
    check("1º de febrero", &["2024-02-01"]);
    check("Dec 30", &["2023-12-30"]);
}

#[test]
fn times_before_and_behind() {
    let lines = "January 30, 2024 | 03:50 PM; 3:50 PM, January 30, 2024; 30 January 2024 15:50; 30.01.2024, 15:50 Uhr; \
        30.01.2024, 15.50 Uhr; 30 janvier 2024 à 15h50; 30 gennaio 2024 alle ore 15:50; \
        30 января 2024, 15:50; 2024年1月30日 15時50分; 2024年1月30日 下午3:50; 2024년 1월 30일 오후 3시 50분; \
        2024-01-30T15:50:10.123; Tue, 30 Jan 2024 at 3.50pm; 30 Jan 2024 3:50 p.m.; 2024-01-30 15:50:10; \
        3:50pm Jan 30, 2024 3:50pm; 15:50pm Jan 30, 2024; 30 يناير 2024 - 15:50; (15:50) 30/01/2024";
    for line in lines.split("; ") {
        check(line, &["2024-01-30T15:50"]);
    }
    check("Published Tue, Jan 30 20249:29 AM", &["2024-01-30T09:29"]);
    check("13:42pm, 30 Jan 2024", &["2024-01-30T13:42"]);
    check("12:05am Feb 2, 2024", &["2024-02-02T00:05"]);
    check("Published 9:05 AM Jan 30, 2024 Updated 10:15 AM Jan 31, 2024", &["2024-01-30T09:05", "2024-01-31T10:15"]);
    check("2024-01-30 15:50 | 2024-02-01 09:05", &["2024-01-30T15:50", "2024-02-01T09:05"]);
}

#[test]
fn zones_only_where_they_are_certain() {
    check("2024-01-30T15:50:10Z", &["2024-01-30T15:50+00:00"]);
    check("2024-01-30T15:50:10.5-05:00", &["2024-01-30T15:50-05:00"]);
    check("2024-02-01 09:05 +0500", &["2024-02-01T09:05+05:00"]);
    check("Tue, 30 Jan 2024 15:50:00 GMT", &["2024-01-30T15:50+00:00"]);
    check("Jan 30, 2024 3:50 PM EST", &["2024-01-30T15:50-05:00"]);
    check("30 Jan 2024 15:50 (UTC+3)", &["2024-01-30T15:50+03:00"]);
    check("30 Jan 2024 15:50 GMT+0530", &["2024-01-30T15:50+05:30"]);
    check("30 Jan 2024 1550 GMT", &["2024-01-30T15:50+00:00"]);
    check("Tuesday, 30 January 1945 GMT", &["2024-01-30T19:45+00:00"]);
    check("Jan 30, 2000 BST", &["2024-01-30T20:00+01:00"]);
    check("30 Jan 2024 1945 local time", &["2024-01-30T19:45"]);
    check("30 January 1945 ET", &["2024-01-30T19:45"]);
    check("30 janvier 2000 et 31 janvier 2000", &["2000-01-30", "2000-01-31"]);
    check("30 January 1945 hrs", &["2024-01-30T19:45"]);
    check("30 January 1975 GMT", &["1975-01-30"]);
    check("30 January 2024 UTC", &["2024-01-30"]);
    check("30 Jan 2024 15:50 IST", &["2024-01-30T15:50"]);
    check("Jan 30, 2024 3:50 PM ET", &["2024-01-30T15:50"]);
}

#[test]
fn what_cannot_be_told_is_left_out() {
    check("05/06/2024", &[]);
    check("31 February 2024", &[]);
    check("10.0.12.24", &[]);
    check("at 10.30 of 12,500 people", &[]);
    check("Vision 2030 and 24/7 care", &[]);
    check("January 2024", &[]);
    check("25/06/2024 06/25/2024", &["2024-06-25", "2024-06-25"]);
    assert!(scan("March 3").iter().all(|mention| Evidence::default().resolve(mention).is_none()));
}

#[test]
fn the_rest_of_the_text_decides() {
    let check = |line: &str, others: &[&str], expected: Option<&str>| {
        let mut evidence = Evidence::default();
        for other in others {
            evidence.learn(&scan(other));
        }
        let stamp = scan(line).first().and_then(|mention| evidence.resolve(mention)).map(|stamp| stamp.to_string());
        assert_eq!(stamp.as_deref(), expected, "{line} beside {others:?}");
    };
    check("05/06/2024", &["5 June 2024"], Some("2024-06-05"));
    check("05/06/2024", &["May 5, 2024"], Some("2024-05-06"));
    check("05/06/2024", &["25/05/2024"], Some("2024-06-05"));
    check("05/06/2024", &["04/26/2024"], Some("2024-05-06"));
    check("05/06/2024", &["04-26-2024"], None);
    check("Wednesday 05/06/2024", &[], Some("2024-06-05"));
}

#[test]
fn a_weekday_decides_where_only_one_reading_falls_on_it() {
    let check = |text: &str, expected: Option<&str>| {
        let mut evidence = Evidence::default();
        evidence.learn_weekdays(text);
        let stamp =
            scan("05/06/2024").first().and_then(|mention| evidence.resolve(mention)).map(|stamp| stamp.to_string());
        assert_eq!(stamp.as_deref(), expected, "{text}");
    };
    // 5 June was a Wednesday, 6 May a Monday.
    check("The towns voted on Wednesday.", Some("2024-06-05"));
    check("Monday's sale was called off.", Some("2024-05-06"));
    check("The sale of Sunday was called off.", Some("2024-05-06"));
    check("The towns voted on Thursday.", Some("2024-06-05"));
    check("The towns voted on Tuesday.", None);
    check("The towns voted on Monday and on Wednesday.", None);
    check("The towns voted last Wednesday.", None);
    check("The towns voted on Friday.", None);
    check("They vote on Monday, Saturday and Sunday.", None);
    check("They rested.", None);
}

#[test]
fn values_of_metadata() {
    let check = |text: &str, expected: &str| {
        let stamp = value(text, &Evidence::default()).map(|stamp| stamp.to_string());
        assert_eq!(stamp.as_deref(), Some(expected), "{text}");
    };
    check("1706629800", "2024-01-30T15:50+00:00");
    check("1706629800000", "2024-01-30T15:50+00:00");
    check("1706629800.0", "2024-01-30T15:50+00:00");
    check("20240130", "2024-01-30");
    check("20240130155000", "2024-01-30T15:50");
    check("20240130T155000Z", "2024-01-30T15:50+00:00");
    check("2024-01-30T15:50:00.000+0000", "2024-01-30T15:50+00:00");
    check("2024-01-30 15:50:00+05:30", "2024-01-30T15:50+05:30");
    check("Tue Jan 30 15:50:00 2024", "2024-01-30T15:50");
    check("Tue Jan 30 15:50:00 UTC 2024", "2024-01-30T15:50+00:00");
    assert_eq!(value("42", &Evidence::default()), None);
}

#[test]
fn days_in_addresses() {
    let check = |url: &str, expected: Option<&str>| {
        assert_eq!(in_url(url).0.map(|date| date.to_string()).as_deref(), expected, "{url}");
    };
    check("https://news.example/2024/01/30/ferry-talks.html", Some("2024-01-30"));
    check("https://news.example/world/2024/jan/30/ferry-talks", Some("2024-01-30"));
    check("https://news.example/2024-01/30/c_1234.htm", Some("2024-01-30"));
    check("https://news.example/n1/2024/0130/c1-2.html", Some("2024-01-30"));
    check("https://news.example/20240130/ab12/c.html", Some("2024-01-30"));
    check("https://news.example/ferry-talks-20240130-a1b2", Some("2024-01-30"));
    check("https://news.example/2024/13/30/", None);
    check("https://news.example/story/12345678?date=2024-01-30", None);
}
