use crate::article::{Article, Fields, Text, parse};

const BODY: &str = "The harbour opened on Sunday after a long winter without a single ship, and most of the town had come to see it happen.\n\
    Nobody had expected so many people, said the harbour master, who had ordered coffee for fifty and needed it for five hundred.";

/// The article of a header above a body of two paragraphs; nothing of it leaks into the body.
fn check(header: &str, title: &str, authors: &str, published: &str) -> Article {
    let article = parse(&format!("{header}\n{BODY}"), &Fields::default());
    let names: Vec<&str> = article.authors.iter().map(Text::as_str).collect();
    let stamp = article.published.map(|stamp| stamp.to_string()).unwrap_or_default();
    let seen = (article.headline.as_deref().unwrap_or(""), names.join("; "), stamp);
    assert_eq!(seen, (title, authors.to_owned(), published.to_owned()), "{header}");
    assert_eq!(article.paragraphs.len(), 2, "{header}: {:?}", article.paragraphs);
    article
}

#[test]
fn the_names_and_dates_of_a_table_stay_in_it() {
    let rows = "| Candidate | Day | Votes |\n| --- | --- | --- |\n| Mira Halvorsen | January 29, 2024 | 12 |";
    let text = format!("Norvik votes for a mayor\nBy Mira Halvorsen\nJanuary 30, 2024\n\n{rows}\n\n{BODY}");
    let article = parse(&text, &Fields::default());
    let kept = article.paragraphs.iter().filter(|paragraph| paragraph.text.contains('|')).count();
    assert_eq!((kept, article.header.len()), (2, 2), "{:?}", article.header);
}

#[test]
fn headers_in_many_orders() {
    let title = "Norvik harbour opens after a long winter";
    let author = "Mira Halvorsen";
    for header in [
        format!("{title}\nBy {author}\nJanuary 30, 2024"),
        format!("{title}\nJanuary 30, 2024\nBy {author}"),
        format!("January 30, 2024\n{title}\nBy {author}"),
        format!("{title}\n{author} Published January 30, 2024"),
        format!("{title}\n{author}\nJanuary 30, 2024"),
        format!("{title}\nPublished January 30, 2024 | By {author}"),
        format!("{title}\nBy {author} January 30, 2024"),
        format!("{title}\n{author}, January 30, 2024"),
        format!("{title}\nBy\n{author}\nJanuary 30, 2024"),
        format!("{title}\nTue\n30 January\n2024\nBy {author}, Staff Writer"),
        format!("{title} | Bay Herald\nBy {author}\n30/01/2024"),
        format!("World\n{title}\nBy {author}\nJanuary 30, 2024\nShare\nJanuary 30, 2024"),
        format!("Norvik harbour opens\nafter a long winter\nBy {author}\nJanuary 30, 2024"),
        format!("{title}\n{title}\nBy {author} in Norvik\nTuesday, January 30, 2024"),
        format!("{title}\nThe Bay Ledger\nJanuary 30, 2024\nBy {author}"),
        format!("{title}\nBy {author}\nSouth Sea correspondent\nJanuary 30, 2024"),
        format!("{title} * norvikpost.example\n{title}\nBy {author}\nJanuary 30, 2024"),
        format!("{title} - The Bay Herald\nHome\nWorld\n{title}\nBy {author}\nJanuary 30, 2024"),
        format!("{title}\n{author}, Staff Reporter\nJanuary 30, 2024"),
        format!("{title}\n{author} at Norvik Quay\nJanuary 30, 2024"),
        format!("Home\n{title}\nWords by {author}\n5 min read\nJanuary 30, 2024"),
    ] {
        check(&header, title, author, "2024-01-30");
    }
}

#[test]
fn what_is_missing_stays_missing() {
    check("", "", "", "");
    check("2024-01-30", "", "", "2024-01-30");
    check("Norvik harbour opens after a long winter", "Norvik harbour opens after a long winter", "", "");
    check("By Mira Halvorsen", "", "Mira Halvorsen", "");
}

/// The same, with the date of the last change.
fn check_updated(header: &str, title: &str, authors: &str, published: &str, updated: &str) {
    let article = check(header, title, authors, published);
    assert_eq!(article.updated.map(|stamp| stamp.to_string()).unwrap_or_default(), updated, "{header}");
}

#[test]
fn headers_in_many_languages() {
    check_updated(
        "Hafen von Norvik öffnet wieder\nVon Mira Halvorsen und Aki Lehtonen\nStand: 30. Januar 2024, 18:20 Uhr",
        "Hafen von Norvik öffnet wieder",
        "Mira Halvorsen; Aki Lehtonen",
        "2024-01-30T18:20",
        "2024-01-30T18:20",
    );
    check_updated(
        "Le port de Norvik rouvre\nPar Mira Halvorsen\nPublié le 30 janvier 2024 à 14h05, mis à jour le 31 janvier 2024 à 09h10",
        "Le port de Norvik rouvre",
        "Mira Halvorsen",
        "2024-01-30T14:05",
        "2024-01-31T09:10",
    );
    check_updated(
        "El puerto de Norvik reabre\nPor Mira Halvorsen\n30 de enero de 2024\nActualizado: 31 de enero de 2024 10:15",
        "El puerto de Norvik reabre",
        "Mira Halvorsen",
        "2024-01-30",
        "2024-01-31T10:15",
    );
    check_updated(
        "Il porto di Norvik riapre\ndi Mira Halvorsen\n30 gennaio 2024 alle 09:30",
        "Il porto di Norvik riapre",
        "Mira Halvorsen",
        "2024-01-30T09:30",
        "",
    );
    check_updated(
        "O porto de Norvik reabre\nPor Mira Halvorsen\n30/01/2024 às 15h50",
        "O porto de Norvik reabre",
        "Mira Halvorsen",
        "2024-01-30T15:50",
        "",
    );
    check_updated(
        "Порт Норвика снова открыт\nАвтор: Мира Халворсен\n30 января 2024, 15:50",
        "Порт Норвика снова открыт",
        "Мира Халворсен",
        "2024-01-30T15:50",
        "",
    );
    check_updated(
        "افتتاح ميناء نورفيك بعد شتاء طويل\nبقلم: ميرا هالفورسن\nنشر في: 30 كانون الثاني/يناير 2024",
        "افتتاح ميناء نورفيك بعد شتاء طويل",
        "ميرا هالفورسن",
        "2024-01-30",
        "",
    );
    check_updated("نورویک کی بندرگاہ کھل گئی\n۳۰ جنوری ۲۰۲۴", "نورویک کی بندرگاہ کھل گئی", "", "2024-01-30", "");
    check_updated(
        "De haven van Norvik gaat open\nDoor Mira Halvorsen\n30 januari 2024 15:50",
        "De haven van Norvik gaat open",
        "Mira Halvorsen",
        "2024-01-30T15:50",
        "",
    );
}

#[test]
fn headers_of_east_asia() {
    check_updated(
        "诺维克港口在长冬之后重新开放\n2024年01月30日 15:50\n作者：王小明",
        "诺维克港口在长冬之后重新开放",
        "王小明",
        "2024-01-30T15:50",
        "",
    );
    check_updated(
        "诺维克港口在长冬之后重新开放\n2024-01-30 15:50 作者：米拉·哈尔沃森",
        "诺维克港口在长冬之后重新开放",
        "米拉·哈尔沃森",
        "2024-01-30T15:50",
        "",
    );
    check_updated(
        "ノルビク港、長い冬のあと再開\n2024年1月30日 15時50分",
        "ノルビク港、長い冬のあと再開",
        "",
        "2024-01-30T15:50",
        "",
    );
    check_updated(
        "潮風新聞デジタル\nノルビク港、長い冬のあと再開\n有料記事\n山田太郎 2024年1月30日 15時50分",
        "ノルビク港、長い冬のあと再開",
        "山田太郎",
        "2024-01-30T15:50",
        "",
    );
    check_updated(
        "诺维克港口在长冬之后重新开放\n2024-01-30 15:50 来源:海港网 作者:王小明",
        "诺维克港口在长冬之后重新开放",
        "王小明",
        "2024-01-30T15:50",
        "",
    );
    check_updated(
        "노르비크 항구, 긴 겨울 뒤 다시 열려\n기사입력 2024-01-30 15:50 | 최종수정 2024-01-31 09:10",
        "노르비크 항구, 긴 겨울 뒤 다시 열려",
        "",
        "2024-01-30T15:50",
        "2024-01-31T09:10",
    );
    check_updated(
        "노르비크 항구, 긴 겨울 뒤 다시 열려\n입력 2024.01.30 15:50 수정 2024.01.31 09:10",
        "노르비크 항구, 긴 겨울 뒤 다시 열려",
        "",
        "2024-01-30T15:50",
        "2024-01-31T09:10",
    );
}

#[test]
fn published_and_updated() {
    let title = "Norvik harbour opens after a long winter";
    let check = |lines: &str, published: &str, updated: &str| {
        let article = check(&format!("{title}\n{lines}"), title, "", published);
        assert_eq!(article.updated.map(|stamp| stamp.to_string()).unwrap_or_default(), updated, "{lines}");
    };
    check(
        "First published on Tue 30 Jan 2024 15.50 GMT\nLast updated: Wed 31 Jan 2024 09.10 GMT",
        "2024-01-30T15:50+00:00",
        "2024-01-31T09:10+00:00",
    );
    check(
        "Published: 09:05 EST, 30 January 2024 | Updated: 11:40 EST, 30 January 2024",
        "2024-01-30T09:05-05:00",
        "2024-01-30T11:40-05:00",
    );
    check("January 30, 2024 January 30, 2024\n15:11", "2024-01-30T15:11", "");
    check("Updated on January 30, 2024 09:22 AM\nShare\nEmail", "2024-01-30T09:22", "2024-01-30T09:22");
    // The body tells of Sunday, and 6 May was a Monday.
    check("05/06/2024", "2024-05-06", "");
    check("02/03/2024", "", "");
    check("05/06/2024\nUpdated 25/06/2024", "2024-06-05", "2024-06-25");
}

#[test]
fn the_venue_and_the_time_of_a_fixture_are_no_byline_and_no_year() {
    let check = |lines: &str, authors: &[&str], published: &str| {
        let article = parse(&format!("Norvik v Lund\n\n{lines}\n\n{BODY}"), &Fields::default());
        assert_eq!(article.headline.as_deref(), Some("Norvik v Lund"), "{lines}");
        assert_eq!(article.authors.iter().map(Text::as_str).collect::<Vec<_>>(), authors, "{lines}");
        assert_eq!(article.published.map(|stamp| stamp.to_string()).unwrap_or_default(), published, "{lines}");
    };
    check("Harbour Park\n\nTuesday, 1 March\n\n1945 GMT\n\nAda Holm (Lund)", &[], "");
    check("Harbour Park\n\nTuesday, 1 March\n\n2000 BST", &[], "");
    check("Saturday 20 November\n\nHarbour Road, Norvik\n\n1300 GMT", &[], "");
    check("Harbour Road\nTuesday, 1 March 1945 local time", &[], "");
    check("By Ada Holm\nTuesday, 1 March\n1945 GMT", &["Ada Holm"], "");
    check("Ada Holm\nTuesday, 1 March, 2005, 19:45 GMT", &["Ada Holm"], "2005-03-01T19:45+00:00");
    check("Ada Holm\nTuesday, 1 March, 2005, 1945 GMT", &["Ada Holm"], "2005-03-01T19:45+00:00");
}

#[test]
fn metadata_is_cleaned() {
    let check = |authors: &[&str], expected: &str, source: &str| {
        let fields = Fields {
            authors: authors.iter().map(|&author| author.to_owned()).collect(),
            site: Some("www.bay-herald.example".to_owned()),
            ..Fields::default()
        };
        let article = parse(BODY, &fields);
        let names: Vec<&str> = article.authors.iter().map(Text::as_str).collect();
        assert_eq!(
            (names.join("; ").as_str(), article.source.as_deref().unwrap_or("")),
            (expected, source),
            "{authors:?}"
        );
        assert_eq!(article.site.as_deref(), Some("bay-herald.example"));
    };
    check(&["By Mira Halvorsen"], "Mira Halvorsen", "");
    check(&["mira halvorsen, aki lehtonen"], "mira halvorsen; aki lehtonen", "");
    check(&["Mira Halvorsen; Aki Lehtonen", "Mira Halvorsen"], "Mira Halvorsen; Aki Lehtonen", "");
    check(&["Mira Halvorsen|Aki Lehtonen"], "Mira Halvorsen; Aki Lehtonen", "");
    check(&["Mira Halvorsen", "https://bay.example/mira", "mira@bay.example"], "Mira Halvorsen", "");
    check(&["Posted by Mira Halvorsen Staff Writer"], "Mira Halvorsen", "");
    check(&["Mira Halvorsen (Norvik", "bureau)"], "Mira Halvorsen", "");
    check(&["Mira Halvorsen Published February 08, 2015 | 02:33 AM"], "Mira Halvorsen", "");
    check(&["Mira Halvorsen", "Reuters"], "Mira Halvorsen", "Reuters");
    check(&["The Associated Press"], "The Associated Press", "The Associated Press");
    check(&["admin"], "admin", "");
    check(&["See full bio"], "", "");
}

#[test]
fn a_short_headline_above_a_date_is_no_name() {
    let told = |text: &str| {
        let article = crate::article::parse(text, &Fields::default());
        let authors = article.authors.iter().map(Text::to_string).collect::<Vec<_>>().join(", ");
        (article.headline.map(|text| text.to_string()).unwrap_or_default(), authors)
    };
    let told_with = |header: &str| {
        told(&format!(
            "{header}\n\nThe harbour was open on Monday, and the boats went out at once.\n\nIt had been closed.\n"
        ))
    };
    let harbour = |author: &str| ("Harbour Opens Again".to_owned(), author.to_owned());
    assert_eq!(told_with("Harbour Opens Again\n\n2024-02-03"), harbour(""));
    assert_eq!(told_with("Harbour Opens Again\nAda Holm\n2024-02-03"), harbour("Ada Holm"));
    assert_eq!(told_with("Ada Holm\n2024-02-03\n\nHarbour Opens Again"), harbour(""));
    assert_eq!(told("Harbour Opens Again\n\n2024-02-03\n\nIt was open again on Monday.\n"), harbour(""));
    assert_eq!(
        told_with("Ada Holm\n2024-02-03\n\nThe Harbour Is Open Again At Last").0,
        "The Harbour Is Open Again At Last"
    );
}

#[test]
fn a_headline_that_is_known_belongs_to_the_header() {
    let check = |known: &str, top: &str, headline: &str| {
        let fields = Fields { headline: Some(known.to_owned()), ..Fields::default() };
        let article = parse(&format!("{top}\n{BODY}"), &fields);
        assert_eq!(article.headline.as_deref(), Some(headline), "{top}");
        assert_eq!(article.paragraphs.len(), 2, "{top}: {:?}", article.paragraphs);
    };
    let title = "Norvik harbour opens after a long winter";
    check(title, title, title);
    check(title, "NORVIK HARBOUR OPENS AFTER A LONG WINTER", title);
    check(title, "World\nNorvik Harbour Opens After a Long Winter\nBy Mira Halvorsen\n30 January 2024", title);
    check(title, "Norvik harbour opens after…", title);
    check(title, "Norvik harbour opens\nafter a long winter", title);
    check(&format!("{title} - Bay Watch"), title, title);
    check(&format!("{title} | Bay Herald"), title, title);
}

#[test]
fn what_ends_the_story_names_its_source() {
    let check = |end: &str, source: &str| {
        let article = parse(&format!("{BODY}\n{end}"), &Fields::default());
        assert_eq!(article.source.as_deref().unwrap_or(""), source, "{end}");
    };
    check("The port stays open until the autumn. (dpa/gem)", "dpa");
    check("The port stays open until the autumn. (c)AFP", "AFP");
    check("The port stays open until the autumn. PTI", "PTI");
    check("Source: Xinhua", "Xinhua");
    check("The port stays open until the autumn (and longer).", "");
}

#[test]
fn a_date_below_the_paragraph_that_a_dateline_opens_is_the_storys() {
    let check = |first: &str, date: &str, published: &str| {
        let text = BODY.replacen("The harbour opened", &format!("{first} harbour opened"), 1).replacen(
            '\n',
            &format!("\n{date}\n"),
            1,
        );
        let article = parse(&text, &Fields::default());
        let stamp = article.published.map(|stamp| stamp.to_string()).unwrap_or_default();
        assert_eq!(stamp, published, "{first} … {date}");
        assert_eq!(article.header.is_empty(), published.is_empty(), "{first} … {date}");
    };
    check("NORVIK (Northwire) -- The", "January 30, 2024", "2024-01-30");
    check("NORVIK (Northwire) -- The", "January 30", "");
    check("The", "January 30, 2024", "");
}

#[test]
fn the_address_decides_what_the_text_leaves_open() {
    let check = |published: Option<&str>, line: &str, url: &str, expected: &str| {
        let fields = Fields { published: published.map(str::to_owned), url: Some(url.to_owned()), ..Fields::default() };
        let article = parse(&format!("Norvik harbour opens after a long winter\n{line}\n{BODY}"), &fields);
        assert_eq!(article.published.map(|stamp| stamp.to_string()).unwrap_or_default(), expected, "{line} at {url}");
    };
    check(None, "By Mira Halvorsen", "https://bay.example/2024/01/30/harbour", "2024-01-30");
    check(None, "Jan 30, 10:15 AM", "https://bay.example/2024/01/30/harbour", "2024-01-30T10:15");
    check(None, "Jan 30, 10:15 AM", "https://bay.example/2024/01/harbour", "2024-01-30T10:15");
    check(None, "05/06/2024", "https://bay.example/2024/06/harbour", "2024-06-05");
    check(None, "05/06/2024", "https://bay.example/2024/05/06/harbour", "2024-05-06");
    check(None, "05/06/2024", "https://www.bay.co.uk/harbour", "2024-06-05");
    check(Some("05/06/2024"), "5 June 2024", "https://bay.example/harbour", "2024-06-05");
    check(Some("2024-01-30"), "January 30, 2024 | 3:50 PM", "https://bay.example/harbour", "2024-01-30T15:50");
    check(Some("2024-01-30T10:00:00Z"), "February 2, 2024", "https://bay.example/harbour", "2024-01-30T10:00+00:00");
}

#[test]
fn the_ages_of_a_list_below_a_short_story_are_not_the_storys() {
    let check = |body: &str, ages: &[&str]| {
        let list = "Recent Stories\n\nGold prices rise again on weak dollar\n2 hours ago\n\nRain expected over the coast\n3 hours ago\n";
        let article = parse(
            &format!("Ferry line to reopen after nine years\n\nBy Ada Holm\n\n{body}\n\n{list}"),
            &Fields::default(),
        );
        let told: Vec<&str> =
            article.sections.iter().flat_map(|section| &section.items).filter_map(|item| item.age.as_deref()).collect();
        assert_eq!(told, ages, "{body}");
        assert_eq!(article.header, [Text::new("By Ada Holm")], "{body}");
    };
    let both = ["2 hours ago", "3 hours ago"];
    check("NORVIK (Northwire) -- The ferry goes again on Tuesday.", &both);
    check("The ferry goes again. Delegates said on Tuesday that they would be on board.", &both);
}

#[test]
fn a_byline_that_a_container_kept_whole_tells_the_time() {
    let check = |byline: &str, published: Option<&str>, author: &str, expected: &str| {
        let fields =
            Fields { authors: vec![byline.to_owned()], published: published.map(str::to_owned), ..Fields::default() };
        let article = parse(BODY, &fields);
        assert_eq!(article.authors.iter().map(Text::as_str).collect::<Vec<_>>(), [author], "{byline}");
        assert_eq!(article.published.map(|stamp| stamp.to_string()).as_deref(), Some(expected), "{byline}");
    };
    let line = "Mira Halvorsen Published February 14, 2024 | 09:05 AM";
    check(line, Some("2024-02-14"), "Mira Halvorsen", "2024-02-14T09:05");
    check(line, None, "Mira Halvorsen", "2024-02-14T09:05");
    check(line, Some("2024-02-13"), "Mira Halvorsen", "2024-02-13");
    check("By Mira Halvorsen | Feb 14, 2024, 9:05 am", None, "Mira Halvorsen", "2024-02-14T09:05");
}

#[test]
fn the_name_of_the_file_dates_what_nothing_else_does() {
    let check = |line: &str, url: Option<&str>, expected: &str| {
        let filed = Some(jiff::civil::date(2016, 10, 5));
        let fields = Fields { filed, url: url.map(str::to_owned), ..Fields::default() };
        let article = parse(&format!("Norvik harbour opens after a long winter\n{line}{BODY}"), &fields);
        assert_eq!(article.published.map(|stamp| stamp.to_string()).unwrap_or_default(), expected, "{line}");
    };
    check("", None, "2016-10-05");
    check("By Mira Halvorsen\n", None, "2016-10-05");
    check("NORVIK, Oct. 4 (Northwire) -- ", None, "2016-10-04");
    check("Oct 4, 10:15 AM\n", None, "2016-10-04T10:15");
    check("January 30, 2014\n", None, "2014-01-30");
    check("", Some("https://bay.example/2014/01/30/harbour"), "2014-01-30");
}

#[test]
fn the_article_of_a_whole_page_begins_below_its_menus() {
    let title = "Norvik harbour opens again after a long winter";
    let menu = "Menu\nWorld\nEurope\nSport\nWeather\nSign in\nSubscribe\nShop\nGames\nCrosswords";
    let top = format!("{title}\nBy Mira Halvorsen\nJanuary 30, 2024");
    let page = |above: &str| format!("{above}\n{menu}\n{title}\nMore from Norvik\n{menu}\n{top}");
    for above in [format!("{title} | Bay Herald"), format!("{title} - Bay Herald")] {
        let article = check(&page(&above), title, "Mira Halvorsen", "2024-01-30");
        assert_eq!(article.site.as_deref(), Some("Bay Herald"));
        assert!(article.paragraphs.first().is_some_and(|first| first.text.starts_with("The harbour opened")));
        assert!(article.strays.iter().filter(|stray| stray.before == 0).count() > 20);
    }
    // The page may call it otherwise.
    check(&page("Norvik harbour opens after a winter | Bay Herald"), title, "Mira Halvorsen", "2024-01-30");
    // Where the container told the headline, the text need not begin with it.
    let fields = Fields { headline: Some(title.to_owned()), ..Fields::default() };
    let article = parse(&format!("{menu}\n{top}\n{BODY}"), &fields);
    assert_eq!(article.authors, [Text::new("Mira Halvorsen")]);
    let article = parse(
        &format!("World\n# {title}\nJanuary 30, 2024\nRead more\nShare\nListen\nPhotos\nMaps\nCharts\n{title}\n{BODY}"),
        &fields,
    );
    assert_eq!(article.published.map(|stamp| stamp.to_string()).as_deref(), Some("2024-01-30"));
    // What is said again below an article is no headline of it.
    let article = parse(&format!("{top}\n{BODY}\n{BODY}\n{BODY}\n{menu}\n{title}\nShare"), &Fields::default());
    assert!(article.strays.iter().all(|stray| stray.before > 0), "{:?}", article.strays);
}
