use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::article::{self, Fields};

const TODAY: Date = date(2024, 2, 10);

fn parse(text: &str) -> Result<Query, QueryError> {
    Query::parse(text, TODAY)
}

/// What a text means, in its canonical form.
fn check(text: &str, canonical: &str) {
    match parse(text) {
        Ok(query) => assert_eq!(query.to_string(), canonical, "{text:?}"),
        Err(error) => panic!("{text:?}: {error}"),
    }
    assert_eq!(format!("{:?}", parse(canonical)), format!("{:?}", parse(text)), "{text:?}");
}

/// What is wrong with a text, and whether it is only typed by half.
fn check_error(text: &str, message: &str, incomplete: bool) {
    let error = parse(text).expect_err(text);
    assert_eq!((error.to_string().as_str(), error.incomplete), (message, incomplete), "{text:?}");
}

#[test]
fn words_and_phrases() {
    check("", "");
    check("  \t ", "");
    check("*", "");
    check("fentanyl talks", "fentanyl talks");
    check("covid-19 U.S. don't", "covid-19 U.S don't");
    check("\"press release\"", "\"press release\"");
    check("\"Press - Release!\" \"one\"", "\"Press Release\" one");
    check("nuclear* \"press rel\"* covid-1*", "nuclear* \"press rel\"* covid-1*");
    check("\"fentan*\" \"press rel* \" \"press * \"", "fentan* \"press rel\"* press");
    check("\"OR\" \"NOT\"", "\"OR\" \"NOT\"");
    check("北京 ہے مُل", "北京 ہے مُل");
    check("say\"two words\"(x)", "say \"two words\" x");
}

#[test]
fn marks_of_print_and_of_other_languages_mark_phrases() {
    for (open, close) in
        [('\u{201c}', '\u{201d}'), ('\u{201e}', '\u{201c}'), ('\u{201e}', '\u{201d}'), ('«', '»'), ('»', '«')]
    {
        check(&format!("a {open}press release{close} b"), "a \"press release\" b");
        check(&format!("title:{open}press release{close}"), "title:\"press release\"");
        check(&format!("-{open}press rel{close}*, b"), "-\"press rel\"* b");
        check(&format!("tag:{open}ask her{close}"), "tag:\"ask her\"");
        // It may be pasted without its other half.
        check(&format!("{open}press release b"), "press release b");
    }
    check("« press release »", "\"press release\"");
    check("Home » World » Sport", "Home World Sport");
    check("l'«été»", "\"l'«été\"");
    check("\"he said \u{201c}yes\u{201d}\"", "\"he said yes\"");
}

#[test]
fn pasted_text_is_words() {
    check("Stocks -- a review (again) … &", "Stocks a review again");
    check("http://example.com/a", "\"http://example.com/a\"");
    check("12:30 Re: this foo:bar Title: x", "\"12:30\" Re this \"foo:bar\" Title x");
    check("and/or 24/7 / a", "\"and/or\" \"24/7\" a");
    check("a - b", "a b");
}

#[test]
fn operators() {
    check("a b OR c -d", "a b OR c -d");
    check("a | b || c", "a OR b OR c");
    check("(a OR b) AND c", "(a OR b) c");
    check("NOT a NOT (b c) --d", "-a -(b c) d");
    check("((a) (b (c)))", "a b c");
    check("a or b", "a or b");
    check("-*", "-*");
    check("* a", "a");
    check("* OR a", "");
}

#[test]
fn what_looks_like_a_field_is_known() {
    for (text, name) in [
        ("a foo:bar", Some("foo")),
        ("(a OR -foo:bar) baz:b", Some("foo")),
        ("site:foo 12:30 Re: this http://a.example \"foo:bar\"", None),
        ("(foo:bar", None),
    ] {
        assert_eq!(strange_field(text).as_deref(), name, "{text}");
    }
}

#[test]
fn text_fields() {
    check("title:fentanyl author:\"Umer Jamshaid\"", "title:fentanyl author:\"Umer Jamshaid\"");
    check("site:bbc.co.uk source:AFP place:new* speaker:x", "site:bbc.co.uk source:AFP place:new* speaker:x");
    check("title:(a OR \"b c\" d*) e", "(title:a OR title:\"b c\" title:d*) e");
    check("-title:(a body:b)", "-(title:a body:b)");
    check("title:OR", "title:\"OR\"");
}

#[test]
fn dates() {
    check("date:2024", "date:2024-01-01..2024-12-31");
    check("date:2024-2", "date:2024-02-01..2024-02-29");
    check("date:2024-01-30", "date:2024-01-30");
    check("date:2024-01..2024-02-15", "date:2024-01-01..2024-02-15");
    check("date:..2023 date:2023..", "date:..2023-12-31 date:2023-01-01..");
    check("date:7d.. date:7d date:..2w", "date:2024-02-03.. date:2024-02-03.. date:..2024-01-27");
    check("date:1m.. date:1y..1m", "date:2024-01-10.. date:2023-02-10..2024-01-10");
    check("date:today date:yesterday", "date:2024-02-10 date:2024-02-09");
    check("date:>2024-01 date:>=2024-01", "date:2024-02-01.. date:2024-01-01..");
    check("date:<2024-01 date:<=2024-01", "date:..2023-12-31 date:..2024-01-31");
    check("-date:..", "-date:..");
    check("date:(2023 OR today)", "date:2023-01-01..2023-12-31 OR date:2024-02-10");
}

#[test]
fn other_fields() {
    check("words:>800 words:<100 words:>=800 words:<=100", "words:801.. words:..99 words:800.. words:..100");
    check("words:300..800 words:500 words:..", "words:300..800 words:500 words:..");
    check("words:<5000000000", "words:..4294967294");
    check(
        "is:unread -is:problem has:quotes tag:later tag:\"to do\"",
        "is:unread -is:problem has:quotes tag:later tag:\"to do\"",
    );
    check("is:(kept OR starred)", "is:kept OR is:starred");
    check("path:world/**/*.txt path:\"a b\"", "path:world/**/*.txt path:\"a b\"");
    check("lang:EN lang:zh-Hans", "lang:en lang:zh");
    check("sort:-date a sort:words,site", "a sort:-date,words,site");
    check("sort:relevance", "sort:relevance");
}

#[test]
fn regular_expressions() {
    check("/foo bar/ x", "/foo bar/ x");
    check(r"/a\/b/i /[A-Z]{3}/c -/x/", r"/a\/b/ /[A-Z]{3}/c -/x/");
    check("(/a(b)/)", "/a(b)/");
}

#[test]
fn mistakes_point_at_the_column() {
    check_error("a -- b tilte:x", "column 8: there is no field \"tilte\"; did you mean \"title\"?", false);
    check_error("é Title:x", "column 3: there is no field \"Title\"; did you mean \"title\"?", false);
    check_error("headline:x", "column 1: there is no field \"headline\"; did you mean \"title\"?", false);
    check_error("a is:unraed", "column 6: there is no is:unraed; did you mean \"unread\"?", false);
    check_error("has:pictures", "column 5: there is no has:pictures; there is quotes, sections, note, defect", false);
    check_error(
        "lang:english",
        "column 6: \"english\" is no code of a language such as en, ur, zh; did you mean \"en\"?",
        false,
    );
    check_error("title:-x", "column 1: a minus stands before the field; did you mean \"-title:x\"?", false);
    check_error("a)", "column 2: no parenthesis is open here", false);
    check_error("OR a", "column 1: OR has nothing before it; in quotation marks it is a word", false);
    check_error("a OR OR b", "column 3: OR has nothing behind it; in quotation marks it is a word", false);
    check_error("peace|talks", "column 1: other words are joined by OR; did you mean \"peace OR talks\"?", false);
    check_error("a -b|c||d", "column 4: other words are joined by OR; did you mean \"(b OR c OR d)\"?", false);
    check_error("title:a|b", "column 7: other words are joined by OR; did you mean \"(a OR b)\"?", false);
    check("|a a| a/b", "a a \"a/b\"");
    check("tag:\"\u{201c}x\u{201d}\"", "tag:\"\u{201c}x\u{201d}\"");
    check_error("f*ck", "column 1: a star stands only behind the beginning of a word", false);
    check_error("date:2024-13", "column 6: \"2024-13\" has no month from 01 to 12, as 2024-01-30 has", false);
    check_error("date:2024-02-30", "column 6: \"2024-02-30\" has no day of that month, as 2024-01-30 has", false);
    check_error("date:2024..2023", "column 6: the range ends before it begins", false);
    check_error("date:9999y", "column 6: \"9999y\" is too long ago", false);
    check_error("date:<0000", "column 6: no day lies beyond that one", false);
    check_error("sort:-dats,site x", "column 6: there is no sort:dats; did you mean \"-date,site\"?", false);
    check_error("ـ x OR ـ y ـ OR ـ ", "column 14: OR has nothing behind it; in quotation marks it is a word", false);
    check_error("words:many", "column 7: \"many\" is no number", false);
    check_error("path:a[ b", "column 6: \"a[\" is no glob: unclosed character class; missing ']'", false);
    check_error("/a(/", "column 1: this is no regular expression: unclosed group", false);
    check_error(r"/\w{999}/", "column 1: this regular expression is too large", false);
    check_error(
        "/usr/bin",
        "column 1: \"bin\" is no flag of a regular expression: i, c; paths are found with path:",
        false,
    );
    check_error("title:/x/", "column 7: a regular expression looks at headline and body, without a field", false);
    check_error("-sort:date", "column 1: an order is turned round behind the colon: sort:-date", false);
    check_error("(sort:date)", "column 1: an order stands outside of parentheses", false);
    check_error("title: x", "column 1: title: has its value right behind the colon", false);
    check_error("() x", "column 1: there is nothing between these parentheses", false);
}

#[test]
fn what_is_typed_by_half_is_no_mistake_yet() {
    let half = [
        "a \"b",
        "(a",
        "(",
        "title:",
        "a title:(",
        "a OR",
        "a OR ",
        "a |",
        "a AND",
        "NOT",
        "a -",
        "/re",
        "date:2024-",
        "date:20",
        "date:2024-0",
        "date:2024-01-0",
        "date:yest",
        "date:2024.",
        "date:>",
        "words:>",
        "words:3.",
        "is:un",
        "has:q",
        "sort:da",
        "sort:date,",
        "sort:-",
        "lang:e",
        "tag:\"",
        "…",
        "title:-",
        "title:\"",
        "path:\"a",
        "path:a[",
        "path:*.{txt",
    ];
    for text in half {
        assert!(parse(text).is_err_and(|error| error.incomplete), "{text}: {:?}", parse(text));
    }
    for text in ["is:un a", "date:20 a", "title:… a", "words:> a", "a OR )"] {
        assert!(parse(text).is_err_and(|error| !error.incomplete), "{text}: {:?}", parse(text));
    }
}

#[test]
fn what_is_too_much_is_refused() {
    for text in ["(".repeat(100_000), "-".repeat(8000) + "a", "(".repeat(8000), "NOT ".repeat(2000)] {
        assert!(parse(&text).is_err_and(|error| !error.incomplete));
    }
    check(&"a ".repeat(4000), "a ".repeat(4000).trim_end());
    assert!(parse(&format!("{}a{}", "(".repeat(64), ")".repeat(64))).is_ok());
}

#[test]
fn the_examples_of_the_table_are_queries() {
    for spec in FIELDS {
        assert!(parse(spec.example).is_ok(), "{}", spec.example);
        assert!(spec.example.starts_with(&format!("{}:", spec.name)), "{}", spec.example);
    }
    for (form, _) in FORMS {
        assert!(parse(form).is_ok(), "{form}");
    }
}

/// Pieces that queries are made of, put together without sense.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            " ", "(", ")", "\"", "-", "/", "*", ":", "\\", "OR", "|", "AND", "NOT", "a", "don't", "中文", "é", ">", "..", ",", "7d",
            "2024", "2024-02", "title:", "path:", "lang:", "date:", "words:", "is:", "unread", "tag:", "sort:", "tilte:", "(?i)",
            "[", "e\u{301}", "\n", "\u{1b}",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn expressions() -> impl Strategy<Value = Expr> {
    let word =
        || prop_oneof!["[a-z]{1,8}", Just("OR".to_owned()), Just("o'brien-x".to_owned()), Just("中文".to_owned())];
    let pattern = prop_oneof![
        word().prop_map(Pattern::Word),
        word().prop_map(Pattern::Prefix),
        prop::collection::vec(word(), 2..4).prop_map(Pattern::Phrase),
    ];
    let field = prop::sample::select(vec![TextField::Any, TextField::Title, TextField::Quote, TextField::Section]);
    let day = || prop::option::of((0..3000_i32).prop_map(|days| TODAY.saturating_sub(jiff::Span::new().days(days))));
    let leaf = prop_oneof![
        4 => (field, pattern).prop_map(|(field, pattern)| Leaf::Text(field, pattern)),
        1 => (day(), day()).prop_map(|(a, b)| if b.is_some() && a > b { Leaf::Published(b, a) } else { Leaf::Published(a, b) }),
        1 => (any::<u32>(), any::<u32>()).prop_map(|(a, b)| Leaf::Words(a.min(b)..=a.max(b))),
        1 => (any::<u32>(), any::<u32>()).prop_map(|(a, b)| Leaf::Quotes(a.min(b)..=a.max(b))),
        1 => (prop::sample::select(vec![Count::Links, Count::Copies, Count::New, Count::Boilerplate]), any::<u32>(), any::<u32>())
            .prop_map(|(count, a, b)| Leaf::Count(count, a.min(b)..=a.max(b))),
        1 => (0..=100_u32, 0..=100_u32).prop_map(|(a, b)| Leaf::Count(Count::NewShare, a.min(b)..=a.max(b))),
        1 => (prop::sample::select(vec![Tie::LinksTo, Tie::CopyOf]), "[0-9a-f]{6,32}")
            .prop_map(|(tie, digits)| Leaf::Tied(tie, digits)),
        1 => "[a-z \"\\\\()/*:-]{1,6}".prop_map(Leaf::Tag),
        1 => "[a-z \"\\\\()/*:-]{1,6}".prop_map(Leaf::Note),
        1 => "[a-z ()/*-]{1,6}".prop_map(|pattern| Leaf::Path(Glob { pattern })),
        1 => "[a-z][a-z ]{0,5}".prop_map(|source| Leaf::Regex(regex::Regex::new(&format!("(?i){source}")).unwrap())),
        1 => Just(Leaf::Is(Flag::Unread)),
        1 => Just(Leaf::Has(Has::Note)),
        1 => Just(Leaf::Language("en".to_owned())),
    ];
    let start = prop_oneof![8 => leaf.prop_map(Expr::Leaf), 1 => Just(Expr::All)];
    start.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|inner| Expr::Not(Box::new(inner))),
            prop::collection::vec(inner.clone(), 0..4).prop_map(Expr::And),
            prop::collection::vec(inner, 0..4).prop_map(Expr::Or),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_text_is_a_query_or_an_error(text in prop_oneof![pieces(), any::<String>()]) {
        match parse(&text) {
            Ok(query) => {
                let canonical = query.to_string();
                let again = parse(&canonical).map_err(|error| TestCaseError::fail(format!("{canonical:?}: {error}")))?;
                prop_assert_eq!(format!("{query:?}"), format!("{again:?}"), "{}", canonical);
                prop_assert_eq!(again.to_string(), canonical);
            }
            Err(error) => {
                prop_assert!(text.get(error.span.clone()).is_some(), "{error:?}");
                let before = text.get(..error.span.start).unwrap_or_default();
                prop_assert_eq!(error.column, before.chars().count() + 1);
                prop_assert!(!error.to_string().contains(char::is_control));
            }
        }
    }

    #[test]
    fn a_query_is_what_its_text_says(filter in expressions()) {
        let text = Query { filter: filter.clone(), ..Query::default() }.to_string();
        let again = parse(&text).map_err(|error| TestCaseError::fail(format!("{text:?}: {error}")))?;
        prop_assert_eq!(format!("{:?}", again.filter), format!("{:?}", filter.simplified()), "{}", text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn simplifying_changes_no_answer(filter in expressions(), text in "([a-z]{1,3} |中文|o'brien-x ){0,8}", words in any::<u32>()) {
        let mut article = article::parse(&format!("a b c\n\n{text}"), &Fields::default());
        article.words = words as usize;
        let subject = Subject { article: &article, path: b"a/b", site: "a b", marks: MarkFacts::default() };
        let matches = |expr: &Expr| Matcher::new(expr).matches(&subject);
        prop_assert_eq!(matches(&filter), matches(&filter.clone().simplified()));
        prop_assert_eq!(matches(&filter), !matches(&Expr::Not(Box::new(filter.clone()))));
    }

    #[test]
    fn hits_are_apart_and_of_whole_characters(filter in expressions(), text in "([a-z]{1,3} |中文|é|\\PC){0,20}") {
        let mut end = None;
        for hit in Matcher::new(&filter).hits_in(TextField::Body, &text, Some("en")) {
            prop_assert!(text.get(hit.clone()).is_some_and(|hit| !hit.is_empty()) && end.is_none_or(|end| end < hit.start));
            end = Some(hit.end);
        }
    }
}
