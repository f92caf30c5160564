use super::{DefectKind, find};
use crate::article::{self, Fields};

/// Three paragraphs of a story.
const STORY: &str = "The harbour of Norvik was quiet on Tuesday, and the council met behind closed doors for most of the morning \
    to settle who pays for the new pier.\n\nNobody expected the talks to end before the week did, said two members of the council \
    who had sat through all nine of the meetings so far.\n\nThe pier was to be built by the end of next year, with money that the \
    county had promised in the spring and taken back in the autumn.";

/// The kinds of the defects of a text, and the reason of the first one.
fn found(text: &str) -> (Vec<&'static str>, String) {
    let article = article::parse(text, &Fields::default());
    let defects = find(&article);
    let reason = defects.first().map(|defect| defect.reason.to_string()).unwrap_or_default();
    (defects.iter().map(|defect| defect.kind.name()).collect(), reason)
}

fn check(text: &str, kinds: &[&str]) {
    let (found, reason) = found(text);
    assert_eq!(found, kinds, "{text}\n{reason}");
}

fn headed(behind: &str) -> String {
    format!("Council Settles Who Pays\n\n2024-02-03\n\n{STORY}{behind}")
}

#[test]
fn a_story_has_no_defect() {
    check(&headed(""), &[]);
    check(&headed("\n\n(Reporting by Ada Holm; editing by Jo Brandt)"), &[]);
    check(&headed(" They were not asked again, PTI"), &[]);
    check(&headed("\n\nRecent Stories\n\nThief gang busted, three held\n\n20 minutes ago\n"), &[]);
}

#[test]
fn next_to_no_body_is_a_stub() {
    assert_eq!(found("Council Settles Who Pays\n\n2024-02-03\n"), (vec!["stub"], "no body".to_owned()));
    check("Council Settles Who Pays\n\n2024-02-03\n\nNo more is known at this time, the police said.", &["stub"]);
    check(
        "Oops\n\nThe page you are looking for has moved or never was here. Try the search, or go back to the front page of the \
        Courier, where the news of the day is waiting for you.",
        &["stub"],
    );
}

#[test]
fn a_wall_is_known_by_its_words() {
    let wall = "\n\nTo continue reading, please log in or subscribe.";
    assert_eq!(found(&headed(wall)).1, "says \"To continue reading, please log in or subscribe.\"");
    check(&headed(wall), &["paywall"]);
    check(&headed("\n\nIl vous reste 69.06% de cet article à lire. La suite est réservée aux abonnés."), &["paywall"]);
    check(&headed("\n\nこの記事は有料会員限定です"), &["paywall"]);
    // The story goes on: there was no wall for those who saved it.
    check(&format!("Council Settles Who Pays\n\n2024-02-03\n\nSubscribe to continue reading\n\n{STORY}"), &[]);
    // A hint is one only where there is next to no story.
    let short = "Council Settles Who Pays\n\nThe harbour of Norvik was quiet on Tuesday, and the council met behind closed doors \
        for most of the morning to settle who pays for the new pier.\n\nAlready a subscriber? Log in";
    check(short, &["paywall"]);
    check(&headed(&format!("\n\n{STORY}\n\nAlready a subscriber? Log in")), &[]);
}

#[test]
fn a_cookie_wall_is_what_asks_for_consent() {
    check(
        "Before you continue\n\nWe and our partners use cookies to store and access information on your device, to measure ads and \
        to understand who reads us. You may withdraw your consent at any time.\n\nAccept all\n\nManage preferences\n",
        &["cookie-wall"],
    );
    check(
        "Willkommen\n\nWir verwenden Cookies, um Ihnen die besten Inhalte zu zeigen. Mit Ihrer Einwilligung dürfen wir und unsere \
        Partner Daten verarbeiten; mehr dazu steht in der Erklärung zum Datenschutz.\n\nAlle akzeptieren\n",
        &["cookie-wall"],
    );
    check(&headed("\n\nWe use cookies to improve your experience. Accept all"), &[]);
    // A report on cookies is none.
    let report = format!(
        "Regulator Fines Courier Over Cookies\n\n{STORY}\n\nThe use of cookies without consent is against the law, \
        the regulator said, and the cookie policy of the paper did not say which partners had access to what."
    );
    check(&report, &[]);
}

#[test]
fn lost_characters_are_counted() {
    assert_eq!(
        found(&headed(" It\u{fffd}s gone, it\u{fffd}s gone, it\u{fffd}s gone.")).1,
        "3 characters are lost (\u{fffd})"
    );
    check(&headed(" It?s gone, they said; that?s it, and it?s late."), &["mojibake"]);
    check(&headed(" Who? What? Why? See https://x.example/?a=b&c=d, http://y.example/a?b and z.example/?q=1."), &[]);
    let mut article = article::parse(&headed(""), &Fields::default());
    article.warnings.push(super::REPAIRED.to_owned());
    assert_eq!(find(&article).first().map(|defect| defect.kind), Some(DefectKind::Mojibake));
}

#[test]
fn an_article_that_is_cut_ends_within_a_sentence() {
    assert_eq!(
        found(&headed(" The county had no comment when it was asked on Mon")).1,
        "ends with \"had no comment when it was asked on Mon\""
    );
    for end in [
        " The county, which had",
        " The county would pay for the",
        "\n\nThe county, which owns most of the land around the harbour and all of the boats in it, said that it would pay for the",
        " The county [+1234 chars]",
        " The county had no comment [\u{2026}]",
        " The county had no \u{2026} Read more",
    ] {
        check(&headed(end), &["truncated"]);
    }
    for end in [
        " Call 555-0134",
        "\n\nAda Holm",
        " Follow Ada Holm at www.courier.example",
        " \u{2014} Courier",
        "\n\n* one\n* two of the",
    ] {
        check(&headed(end), &[]);
    }
    // Where no paragraph ends with a full stop, none is missed.
    check(&headed(" The county had no comment on that day").replace('.', ""), &[]);
}

#[test]
fn a_menu_tells_nothing() {
    let menu = "Courier\n\nHome\n\nWorld\n\nPolitics\n\nSport and Leisure\n\nOpinion\n\nBusiness\n\nWeather\n\nVideo\n\nTravel\n\nBooks\n\n\
        Contact us\n\nOur history\n\nTerms\n\nAbout\n\nJobs\n\nEvents\n\nShop\n\nPuzzles\n\nRecipes\n";
    check(menu, &["nav-only"]);
    check(&format!("{menu}\n\n{STORY}\n"), &[]);
    // Results are short lines, too.
    let results = (1..20).map(|n| format!("Norvik {n} Lune {}", n % 4)).collect::<Vec<_>>().join("\n\n");
    check(&format!("Results\n\n{results}\n"), &[]);
}

#[test]
fn kinds_have_the_names_that_json_has() {
    for kind in DefectKind::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
    }
}
