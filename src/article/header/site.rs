//! The name of the site, which pages put behind or before their headlines.

use super::headline::{fold_alike, folded};
use super::words;
use crate::article::letters::is_dense;

/// A headline is at most this long, in bytes.
const LINE_BYTES: usize = 1000;
/// The name of a paper in scripts that part no words is at most this long, in characters.
const PAPER_CHARS: usize = 12;
/// The name of a site is at most this long, in bytes.
const SITE_BYTES: usize = 60;
/// What parts the name of a site from a headline.
const BARS: &[&str] = &[" | ", " « ", " » ", " :: ", " // ", " • ", " · ", " ¦ ", "｜", " |", " ‹ ", " › ", " \\ "];
const DASHES: &[&str] = &[" - ", " – ", " — ", " * ", " -- ", " : ", " － "];
/// Those that stand without spaces in scripts that have none.
const GLUED: &[&str] = &["_", "--", "-", "－", "：", ":", "|"];
/// What names of papers have in those scripts.
const PAPERS: &[&str] = &[
    "新聞",
    "新闻",
    "日报",
    "日報",
    "晚报",
    "网",
    "ニュース",
    "オンライン",
    "通信",
    "뉴스",
    "신문",
    "일보",
    "周刊",
    "週刊",
];

/// Parts a headline and the site behind or before it; `sites` are names that are known to be the site's.
pub(super) fn split<'a>(line: &'a str, sites: &[String]) -> Option<(&'a str, &'a str)> {
    // A field may hold anything; what follows looks at each mark more than once.
    if line.len() > LINE_BYTES || !may_be_parted(line) {
        return None;
    }
    before(line, sites).or_else(|| behind(line, sites))
}

/// Whether a line has what may part a headline from a site. Most have nothing like it.
fn may_be_parted(line: &str) -> bool {
    let pairs = line.bytes().zip(line.bytes().skip(1));
    let mut marks =
        pairs.filter(|pair| matches!(pair, (b' ', b'|' | b':' | b'/' | b'*' | b'-' | b'\\') | (b':', b' ')));
    marks.next().is_some()
        || !line.is_ascii() && line.chars().any(|c| !c.is_ascii() && (!c.is_alphabetic() || is_dense(c)))
}

/// The headline and the site of "Headline * Site", where `repeat` is the headline alone.
pub(super) fn behind_repeat<'a>(line: &'a str, repeat: &str) -> Option<(&'a str, &'a str)> {
    let site = line.strip_prefix(repeat).filter(|site| !repeat.is_empty() && site.len() <= SITE_BYTES)?;
    let parted = BARS.iter().chain(DASHES).any(|mark| site.starts_with(mark));
    let site = site.trim_start_matches(|c: char| !c.is_alphanumeric());
    (parted && !site.is_empty()).then(|| Some((line.get(..repeat.len())?, site)))?
}

fn behind<'a>(line: &'a str, sites: &[String]) -> Option<(&'a str, &'a str)> {
    let ends: Vec<(usize, &str)> =
        separators(line).filter_map(|(at, length)| Some((at, line.get(at + length..)?))).collect();
    // "Headline - Site - What the site is": everything from the site's name on.
    let named = ends.iter().find(|(_, rest)| {
        let part = separators(rest).next().and_then(|(at, _)| rest.get(..at)).unwrap_or(rest);
        is_named(part.trim(), sites)
    });
    let mut cut = named.map(|(at, _)| *at);
    let above = cut.unwrap_or(line.len());
    for (at, rest) in ends.iter().rev().filter(|(at, _)| *at < above) {
        // "Headline | Section | Site" loses both.
        let title = line.get(..*at)?.trim();
        let part = rest.get(..cut.map_or(rest.len(), |cut| rest.len() - (line.len() - cut)))?.trim();
        let bar = line
            .get(*at..)
            .is_some_and(|rest| BARS.iter().any(|bar| rest.starts_with(bar)) || cut.is_some() && rest.starts_with('_'));
        let short = part.chars().count() <= 45 && part.split_whitespace().count() <= 6 && !part.ends_with(['?', '!']);
        let longer = title.split_whitespace().count() >= 3 || title.chars().count() > part.chars().count();
        if !(is_known(part, sites) || bar && short && longer) {
            break;
        }
        cut = Some(*at);
    }
    let title = line.get(..cut?)?.trim();
    let site = line.get(cut?..)?.trim_start_matches(|c: char| !c.is_alphanumeric());
    (title.chars().count() >= 3).then_some((title, site))
}

/// Where marks stand that may part a headline from a site, and how long they are.
fn separators(line: &str) -> impl Iterator<Item = (usize, usize)> {
    let ideographs = line.chars().any(is_dense);
    let mut last = 0;
    line.char_indices().filter_map(move |(at, _)| {
        let rest = line.get(at..)?;
        let mut next = rest.chars();
        if next.next().is_some_and(char::is_alphanumeric)
            || rest.starts_with(' ') && next.next().is_some_and(char::is_alphanumeric)
        {
            return None;
        }
        let glued = if ideographs { GLUED } else { &[] };
        let mark = BARS.iter().chain(DASHES).chain(glued).find(|mark| rest.starts_with(**mark))?;
        let inside = at < last;
        last = last.max(at + mark.len());
        (!inside && at > 0).then_some((at, mark.len()))
    })
}

/// "BBC News - Headline", "Bay Herald: Headline", "BBC NEWS | World | Headline".
fn before<'a>(line: &'a str, sites: &[String]) -> Option<(&'a str, &'a str)> {
    let first = [" | ", " - ", " – ", " — ", ": ", " :: "]
        .iter()
        .filter_map(|mark| line.find(mark).map(|at| (at, *mark)))
        .min()?;
    let (at, mark) = first;
    let (site, title) = (line.get(..at)?, line.get(at + mark.len()..)?);
    let named = sites.iter().any(|known| fold_alike(known, site));
    let outlet = mark != ": " && is_known(site, sites) && site.split_whitespace().count() <= 3;
    let title = if mark == " | " { title.rsplit(" | ").next().unwrap_or(title) } else { title };
    ((named || outlet) && title.split_whitespace().count() >= 3).then_some((title, site))
}

/// Whether a line is the name of a paper, and nothing else.
pub(super) fn is_paper(line: &str) -> bool {
    if line.chars().any(is_dense) {
        // "ニュース" alone is a section.
        let named = |rest: &str| rest.chars().filter(|c| is_dense(*c)).count() >= 2;
        let name = line.trim_end_matches("デジタル").trim_end_matches("オンライン");
        return line.chars().count() <= PAPER_CHARS
            && !line.contains([' ', '、', '，', ',', '「', '“', '？', '！', 'の', 'が', 'を', 'に'])
            && PAPERS.iter().any(|paper| name.strip_suffix(paper).is_some_and(named));
    }
    // "Jane Doe, Staff Reporter" is a byline.
    !line.contains(',') && line.split_whitespace().count() >= 2 && is_known(line, &[])
}

/// Whether a name is one of those that are known to be the site's, or a part of one.
fn is_named(site: &str, sites: &[String]) -> bool {
    let bare = folded(site);
    let first = folded(site.split_whitespace().next().unwrap_or_default());
    let same = |known: &String| {
        let known = folded(known);
        let part = bare.len() >= 4 && (known.starts_with(&bare) || known.ends_with(&bare));
        known == bare || part || known.len() >= 4 && bare.starts_with(&known) || known.len() == 3 && first == known
    };
    !bare.is_empty() && site.chars().count() <= 45 && sites.iter().any(same)
}

/// Whether a name is that of a site: one that is known, a host, or capitalised words one of which is used in names of papers.
fn is_known(site: &str, sites: &[String]) -> bool {
    if is_named(site, sites) {
        return true;
    }
    if site.chars().count() <= 20 && site.chars().any(is_dense) {
        return PAPERS.iter().any(|paper| site.ends_with(paper))
            || ["新聞", "新闻", "신문"].iter().any(|paper| site.contains(paper));
    }
    if site.chars().count() > 45 {
        return false;
    }
    let words: Vec<&str> = site.split_whitespace().collect();
    let host = words.len() == 1 && is_host(site);
    let capital = |word: &&str| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c.is_alphabetic() && !c.is_lowercase())
            || is_host(word)
            || matches!(*word, "of" | "the" | "de" | "der" | "del" | "di" | "und" | "&" | "and" | "la" | "n-tv" | "taz")
    };
    let outlets = words.iter().filter(|word| words::is_outlet(word.trim_matches([',', '.'])) || is_host(word)).count();
    let outlet = |word: Option<&&str>| word.is_some_and(|word| words::is_outlet(word));
    let end = site.ends_with(['?', '!', '.', '"', '”']);
    host || !end
        && words.len() <= 5
        && words.iter().all(capital)
        && outlets > 0
        && (outlets * 3 >= words.len() || outlet(words.first()) || outlet(words.last()))
}

fn is_host(text: &str) -> bool {
    let end = text.rsplit_once('.').map(|(_, end)| end.to_lowercase());
    let known = |end: &str| {
        matches!(
            end,
            "com"
                | "org"
                | "net"
                | "info"
                | "tv"
                | "uk"
                | "de"
                | "fr"
                | "es"
                | "it"
                | "pt"
                | "br"
                | "nl"
                | "ch"
                | "at"
                | "be"
                | "ru"
                | "pl"
                | "se"
                | "dk"
                | "no"
                | "in"
                | "pk"
                | "jp"
                | "cn"
                | "kr"
                | "ca"
                | "au"
                | "nz"
                | "za"
                | "ie"
                | "eu"
                | "io"
                | "co"
                | "me"
                | "us"
                | "news"
                | "online"
                | "ua"
                | "tr"
                | "gr"
                | "cz"
                | "hu"
                | "mx"
                | "ar"
        )
    };
    end.is_some_and(|end| known(&end)) && text.len() > 4 && !text.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_are_told_from_sections_and_headlines() {
        let check = |line: &str, expected: bool| assert_eq!(is_paper(line), expected, "{line}");
        check("The Bay Herald", true);
        check("潮風新聞デジタル", true);
        check("海港日报", true);
        check("ニュース", false);
        check("港の新しい新聞", false);
        check("Mira Halvorsen, Staff Reporter", false);
    }

    #[test]
    fn sites_are_told_from_parts_of_the_headline() {
        let check = |line: &str, title: &str| {
            let sites = ["Port Times".to_owned(), "www.harbourgazer.example".to_owned(), "harbourgazer".to_owned()];
            assert_eq!(split(line, &sites).map_or(line, |(title, _)| title), title, "{line}");
        };
        let title = "Ferry talks reopen in Tallinn";
        for site in [
            " | Bay Watcher",
            " - Port Times",
            " * portal.com",
            " – The Guardian",
            " « Bay Blog",
            " - BBC News",
            " | World | Bay Watcher",
            " - harbourgazer.com",
            " - HarbourGazer",
            " - SPIEGEL ONLINE",
            " - Le Monde.fr",
            " | World news - The Guardian",
            " — El País",
        ] {
            check(&format!("{title}{site}"), title);
        }
        for site in ["BBC News - ", "Port Times: ", "BBC NEWS | World | "] {
            check(&format!("{site}{title}"), title);
        }
        for (line, title) in [
            ("Ferry talks reopen - Harbourgazer - Ships, Piers and Ports", "Ferry talks reopen"),
            ("渡轮谈判重启_国际_海港新闻网", "渡轮谈判重启"),
            ("フェリー交渉が再開：港新聞デジタル", "フェリー交渉が再開"),
            ("Ferry talks reopen - The New York Times", "Ferry talks reopen"),
            ("« Ferries | |東..", "« Ferries"),
        ] {
            check(line, title);
        }
        for whole in [
            "Brexit - what now?",
            "Ferry talks - a new start",
            "Storm: ferries stay in port",
            "Ferries - Norvik Against Tallinn",
            "Opinion | The ferry that nobody wanted",
            "Half-time - Norvik 2-1 Tallinn",
            "Reuters: Ferry talks fail again",
        ] {
            check(whole, whole);
        }
    }
}
