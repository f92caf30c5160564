//! Articles of the shapes that are found in the wild, and properties that hold for any text.

use proptest::prelude::*;

use super::*;

const NEWSWIRE: &str = " date 2024-02-14 Norvik, Aland Reopen Ferry Talks In Tallinn\n\
Mira Halvorsen Published February 14, 2024 | 04:20 PM\n\
Tallinn, (NRD - PortTimes / Baltic Point News - 14th Feb, 2024) Norvik and Aland officials on Wednesday reopened talks on the ferry line that has been closed since the autumn storms of last year.\n\
The line carried two million people a year before the pier at Norvik broke in October.\n\
Norvik's side is led by Deputy Transport Minister Ilse Brandt.\n\
After a tour of the harbour with Harbour Master Aki Lehtonen, Brandt stressed that \"this pier must open before the summer\", according to people in the room.\n\
\"We have come with engineers and with money, and we intend to leave with a date,\" she added.\n\
Lehtonen, in turn, said the other side's plan was a \"step that was overdue\" for the port.\n\
He said the morning's talks had been \"open\" and \"to the point\".\n\
mho-ake/til\n\
Recent Stories\n\
Storm closes three ports\n\
Bread prices fall for a third month\n\
More Stories From World\n\
-\n\
Pier repairs to end in 202520 minutes ago\n\
-\n\
Council votes on fares1 hour ago";

#[test]
fn a_newswire_page_is_understood() {
    let article = parse(NEWSWIRE, &Fields::default());
    assert_eq!(article.headline.as_deref(), Some("Norvik, Aland Reopen Ferry Talks In Tallinn"));
    assert_eq!(article.authors, [Text::new("Mira Halvorsen")]);
    assert_eq!(article.published.map(|stamp| stamp.to_string()).as_deref(), Some("2024-02-14T16:20"));
    let dateline = article.dateline.clone().unwrap();
    assert_eq!(dateline.place.as_deref(), Some("Tallinn"));
    assert_eq!(dateline.agency.as_deref(), Some("NRD - PortTimes / Baltic Point News"));
    assert_eq!(dateline.date.map(|date| date.to_string()).as_deref(), Some("2024-02-14"));
    assert_eq!(article.site.as_deref(), Some("PortTimes"));
    assert_eq!(article.paragraphs.len(), 7);
    assert_eq!(article.sign_off.as_deref(), Some("mho-ake/til"));
    let ages: Vec<_> =
        article.sections[1].items.iter().map(|item| (item.title.as_str(), item.age.as_deref())).collect();
    assert_eq!(
        ages,
        [("Pier repairs to end in 2025", Some("20 minutes ago")), ("Council votes on fares", Some("1 hour ago"))]
    );
    assert_eq!(article.sections[0].items.len(), 2);
    assert!(article.warnings.is_empty(), "{:?}", article.warnings);
}

#[test]
fn its_quotes_have_their_speakers() {
    let article = parse(NEWSWIRE, &Fields::default());
    let voices: Vec<_> = article
        .quotes
        .iter()
        .map(|quote| (quote.text.as_str(), quote.speaker.as_deref().unwrap_or(""), quote.cue.as_deref().unwrap_or("")))
        .collect();
    assert_eq!(
        voices,
        [
            ("\"this pier must open before the summer\"", "Ilse Brandt", "stressed"),
            ("\"We have come with engineers and with money, and we intend to leave with a date,\"", "she", "added"),
            ("\"step that was overdue\"", "Aki Lehtonen", "said"),
            ("\"open\"", "He", "said"),
            ("\"to the point\"", "He", "said"),
        ]
    );
}

#[test]
fn a_list_in_mid_body_ends_where_prose_resumes() {
    let prose = "The town had waited for this day for most of a year, and when it came there was hardly anybody left on the quay who had \
                 not been told of it twice over by the radio and once by the bells.";
    let text = format!(
        "Bells over the bay\n{prose}\nRelated articles\nStorm closes three ports\nFares to rise\n{prose}\n{prose}"
    );
    let article = parse(&text, &Fields::default());
    assert_eq!(article.paragraphs.len(), 3);
    assert_eq!(article.sections[0].items.len(), 2);
    assert_eq!(article.sections[0].before, 1);
}

#[test]
fn lines_that_promote_a_story_are_links_together() {
    let prose = "The harbour was open again on Monday, and the boats went out before the wind rose, said the council.";
    let text = format!(
        "Harbour Opens Again\n2024-02-09\n{prose}\nREAD MORE: Bread prices fall again\n{prose}\n(Related: Storm warning given for coast)\n{prose}\nREAD MORE: Ferry line to reopen 2 hours ago\n{prose}"
    );
    let article = parse(&text, &Fields::default());
    let links: Vec<String> = article
        .sections
        .iter()
        .flat_map(|section| {
            section.items.iter().map(|item| format!("{:?} {:?} {}", section.heading, item.age, item.title))
        })
        .collect();
    assert_eq!(
        links,
        [
            "Some(\"READ MORE\") None Bread prices fall again",
            "Some(\"READ MORE\") Some(\"2 hours ago\") Ferry line to reopen",
            "Some(\"Related\") None Storm warning given for coast",
        ]
    );
    assert_eq!((article.paragraphs.len(), article.strays.len()), (4, 0));
    assert_eq!(article.sections.iter().map(|section| section.before).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn datelines_of_several_agencies() {
    let check = |opening: &str, place: &str, agency: &str| {
        let text = format!(
            "A headline\n2024-03-03\n{opening} The harbour opened on Sunday after a long winter without a single ship."
        );
        let article = parse(&text, &Fields::default());
        let dateline = article.dateline.unwrap_or_else(|| panic!("{opening}"));
        assert_eq!(dateline.place.as_deref().unwrap_or(""), place);
        assert_eq!(dateline.agency.as_deref().unwrap_or(""), agency);
    };
    check("WASHINGTON (AP) \u{2014}", "WASHINGTON", "AP");
    check("(CBS/AP) WILSON, N.Y. -", "WILSON, N.Y.", "CBS/AP");
    check("LONDON, March 3 (Northwire) -", "LONDON", "Northwire");
    check("PTI, Washington,", "Washington", "PTI");
}

#[test]
fn quotes_of_many_kinds_are_found() {
    let check = |body: &str, quotes: &[&str]| {
        let paragraphs: Vec<Paragraph> =
            body.lines().map(|line| Paragraph { kind: ParagraphKind::Text, text: Text::new(line) }).collect();
        let (found, _) = quotes::find(&paragraphs, None, None);
        let found: Vec<&str> = found.iter().map(|quote| quote.text.as_str()).collect();
        assert_eq!(found, quotes, "{body}");
    };
    check("\u{201c}It is done,\u{201d} she said. It's the port's day.", &["\u{201c}It is done,\u{201d}"]);
    check("\u{201e}Es ist vorbei\u{201c}, sagte Holm.", &["\u{201e}Es ist vorbei\u{201c}"]);
    check("\u{ab} C'est fini \u{bb}, a dit Holm.", &["\u{ab} C'est fini \u{bb}"]);
    check("''It is done,'' he said.", &["''It is done,''"]);
    check(
        "\u{2018}It\u{2019}s done,\u{2019} he said of the workers\u{2019} plan.",
        &["\u{2018}It\u{2019}s done,\u{2019}"],
    );
    check("知事は「終わった」と述べた。", &["「終わった」"]);
    check("\"It goes on\n\"and on,\" he said.", &["\"It goes on \"and on,\""]);
    check("\"It never ends, he said.\nAnother paragraph.", &["\"It never ends, he said."]);
}

#[test]
fn what_a_template_says_of_its_language_is_not_believed() {
    let check = |told: &str, body: &str, language: &str| {
        let fields = Fields { headline: Some("A".to_owned()), language: Some(told.to_owned()), ..Fields::default() };
        assert_eq!(parse(body, &fields).language.as_deref(), Some(language), "{told} {body}");
    };
    let german = "Der Hafen wurde am Sonntag nach einem langen Winter ge\u{f6}ffnet, und die meisten Bewohner der Stadt sind gekommen.";
    check("en", german, "de");
    check("en-US", german, "de");
    check("fr", german, "fr");
    check("en", "Norvik 2, Tallinn 1", "en");
}

/// Lines of the shapes that pages have, to be put together at random.
const LINES: &[&str] = &[
    " date 2024-02-14 Norvik, Aland Reopen Ferry Talks",
    "Norvik, Aland Reopen Ferry Talks | PortTimes",
    "Mira Halvorsen Published February 14, 2024 | 04:20 PM",
    "By Mira Halvorsen and Aki Lehtonen, Correspondents",
    "Last updated: 15/02/2024",
    "TALLINN, Feb 14 (NRD) - Officials of both sides reopened talks on the ferry line that the storms of last autumn closed.",
    "\u{201c}We have come with engineers and with money,\u{201d} said the mayor, Ilse Brandt. \u{201c}We leave with a date.\u{201d}",
    "The line carried two million people a year before the pier broke in October, and nobody has crossed since.",
    "A new pier",
    "Recent Stories",
    "Read more:",
    "Mehr zum Thema",
    "Storm closes three ports",
    "- Bread prices fall for a third month 20 minutes ago",
    "Pier repairs to end in 202520 minutes ago",
    "3 hours ago",
    "hours ago",
    "Yesterday",
    "-",
    "World",
    "Advertisement",
    "1.2K Shares",
    "Photo: Aki Lehtonen / Harbour Pictures",
    "https://example.org/pier",
    "(Reporting by Mira Halvorsen; Editing by Ilse Brandt)",
    "mho-ake/til",
    "## Background",
    "* The council votes on Monday.",
    "| Year | Passengers |",
    "| --- | --- |",
    "```",
    "    print(\"a)",
    "",
];

#[test]
fn tables_and_code_are_no_prose() {
    use ParagraphKind::{Code, Row, Text};
    let prose = "The kernel team said on Monday that the scheduler would ship with every distribution of the spring.";
    let text = format!(
        "A new scheduler ships\n{prose}\nRelated articles\nStorm closes three ports\nFares to rise\n```\nprint(\"a)\n\n    Most read\n```\n\
         | Year | \"Users |\n| 2023 | 14,500 |\n{prose}"
    );
    let article = parse(&text, &Fields::default());
    let kinds: Vec<_> = article.paragraphs.iter().map(|paragraph| paragraph.kind).collect();
    assert_eq!(kinds, [Text, Code, Code, Row, Row, Text]);
    assert_eq!((article.quotes.len(), article.warnings.len(), article.sections.len()), (0, 0, 1));
    assert_eq!(article.sections[0].items.len(), 2);
    let markdown = markdown(&article);
    let table = "```\nprint(\"a)\n    Most read\n```\n\n| Year | \"Users |\n| --- | --- |\n| 2023 | 14,500 |\n\n";
    assert!(markdown.contains(table), "{markdown}");
}

/// Checks that every word of a text is somewhere in its article.
fn loses_nothing(text: &str) -> Result<(), TestCaseError> {
    let article = parse(text, &Fields::default());
    let mut said = String::new();
    // Only letters and digits, so that an age that was glued to its title is found in one piece.
    let mut add = |text: &str| said.extend(text.chars().filter(|c| c.is_alphanumeric()));
    article.headline.iter().for_each(|text| add(text));
    article.header.iter().for_each(|text| add(text));
    article.paragraphs.iter().for_each(|paragraph| add(&paragraph.text));
    article.strays.iter().for_each(|stray| add(&stray.text));
    article.sign_off.iter().for_each(|text| add(text));
    for section in &article.sections {
        section.heading.iter().for_each(|text| add(text));
        for item in &section.items {
            add(&item.title);
            item.age.iter().for_each(|text| add(text));
            item.teaser.iter().for_each(|text| add(text));
            item.url.iter().for_each(|text| add(text));
        }
    }
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        prop_assert!(said.contains(word), "{word:?} of {text:?} is lost");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gives_an_article_that_loses_nothing(text in "([A-Za-z0-9éß東\"'“”«».,:;|()#*\\- ]{0,60}\n){0,12}") {
        loses_nothing(&text)?;
    }

    #[test]
    fn no_line_of_a_page_is_lost(lines in prop::collection::vec(prop::sample::select(LINES), 0..16)) {
        loses_nothing(&lines.join("\n"))?;
    }

    #[test]
    fn quotes_stay_within_their_paragraphs(text in "([A-Za-zé \"'“”„«»「」‘’.,]{0,80}\n){0,8}") {
        let article = parse(&text, &Fields::default());
        let mut last = (0, 0);
        for quote in &article.quotes {
            let first = &article.paragraphs[quote.paragraph].text;
            let end = &article.paragraphs[quote.end_paragraph].text;
            prop_assert!(first.get(quote.start..).is_some() && end.get(..quote.end).is_some());
            prop_assert!((quote.paragraph, quote.start) >= last && (quote.end_paragraph, quote.end) > (quote.paragraph, quote.start));
            last = (quote.end_paragraph, quote.end);
        }
    }

    #[test]
    fn any_bytes_parse(text in any::<String>()) {
        let article = parse(&text, &Fields::default());
        prop_assert!(article.quotes.len() <= text.len());
    }
}
