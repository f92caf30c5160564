//! Headlines: which line is one, and which part of it is the name of the site.

use super::words;

/// A headline is at most this long, in characters.
const CHARS: usize = 200;
/// Up to this many characters a line that ends with a point can be a headline.
const SENTENCE_CHARS: usize = 90;
/// What parts the name of a site from a headline.
const BARS: &[&str] = &[" | ", " « ", " » ", " :: ", " // ", " • ", " · ", " ¦ ", "｜", " |", " ‹ ", " › "];
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

/// Letters and digits in lower case: what two writings of a headline have in common.
pub(super) fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two lines end with the same letter: a cheap look before they are folded.
pub(super) fn end_alike(a: &str, b: &str) -> bool {
    let last = |text: &str| text.chars().rev().find(|c| c.is_alphanumeric()).and_then(|c| c.to_lowercase().next());
    last(a) == last(b)
}

/// Whether a line can be a headline: short, and no sentence of running text. `beside` tells that a date or a byline is next to it.
pub(super) fn is_possible(line: &str, beside: bool) -> bool {
    let line = line.trim_start_matches(['#', ' ', '*']);
    let chars = line.chars().count();
    let words = line.split_whitespace().count();
    if chars > CHARS || line.starts_with(['•', '|', '-', '–', '—', '(', '©', '>', '<', '·']) || line.starts_with("http")
    {
        return false;
    }
    let ideographs = line.chars().filter(|c| ('\u{3040}'..='\u{9fff}').contains(c)).count();
    if line.ends_with(['。', '।', '۔', ':', '：', ';', ',']) {
        return false;
    }
    // "… of the U.S." ends with a point that ends no sentence.
    let last =
        line.split_whitespace().next_back().unwrap_or_default().trim_end_matches(['"', '”', '»', '’', '\'', ')']);
    let sentence = last.ends_with('.')
        && !last.ends_with("..")
        && last.trim_end_matches('.').chars().filter(|c| *c == '.').count() == 0;
    if sentence {
        return chars <= SENTENCE_CHARS && (beside || is_title_case(line));
    }
    // Two sentences and no end: a paragraph that was cut.
    let inner = line.matches(". ").count();
    if inner > 1 && chars > 120 {
        return false;
    }
    chars >= 3 && (words >= 2 || ideographs >= 5 || beside) && line.chars().any(char::is_alphabetic)
}

/// Whether nearly all longer words begin with a capital, as in headlines of American papers.
fn is_title_case(line: &str) -> bool {
    let long = || line.split_whitespace().filter(|word| word.chars().count() > 3);
    let capitals = long().filter(|word| word.starts_with(char::is_uppercase)).count();
    capitals >= 4 && capitals * 5 >= long().count() * 4
}

/// Whether a line is a standing head above a headline: a word or two.
pub(super) fn is_kicker(line: &str) -> bool {
    let words = line.split_whitespace().count();
    words <= 3
        && line.chars().count() <= 30
        && !line.ends_with(['.', '?', '!', '"', '”', ':'])
        && !line.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c))
}

/// Whether `next` goes on with the headline that `line` began.
pub(super) fn goes_on(line: &str, next: &str) -> bool {
    let open = line.ends_with([',', ':', '-', '–', '—', '/', '&'])
        || line.split_whitespace().next_back().is_some_and(|word| LINKS.contains(&word.to_lowercase().as_str()));
    let lower = next.trim_start_matches(['"', '“', '‘', '\'', '«', '„']).starts_with(char::is_lowercase)
        && !next.starts_with("http");
    let (a, b) = (line.chars().count(), next.chars().count());
    if next.split_whitespace().count() < 2 || next.contains('_') {
        return false;
    }
    let closed = next.ends_with(['.', ':', ';']) && !next.ends_with("..");
    a >= 12 && b <= 90 && a + b <= CHARS && !closed && !line.ends_with(['.', '!', '?']) && (open || lower)
}

/// Words that no headline ends with.
const LINKS: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "with", "by", "from", "as", "is", "are",
    "into", "over", "but", "his", "her", "their", "its", "der", "die", "das", "und", "von", "mit", "für", "auf", "im",
    "zu", "zum", "zur", "den", "dem", "ein", "eine", "le", "la", "les", "des", "du", "de", "et", "en", "à", "au",
    "aux", "un", "une", "sur", "pour", "dans", "el", "los", "las", "del", "y", "con", "por", "para", "il", "lo", "gli",
    "di", "della", "e", "per", "o", "os", "da", "do", "em", "no", "na", "com", "het", "een", "van", "в", "на", "и",
    "с", "по", "для", "من", "في", "على", "إلى", "کے", "کی", "میں",
];

/// Whether a line repeats the headline, perhaps in another case, with its site, or cut short.
pub(super) fn is_same(known: &str, line: &str) -> bool {
    let line = line.trim_start_matches(['#', ' ', '*']).trim();
    if line.len() > known.len() * 2 + 120 || line.is_empty() {
        return false;
    }
    let (a, b) = (folded(known), folded(line));
    if b.is_empty() {
        return false;
    }
    if a == b {
        return true;
    }
    let (a_chars, b_chars) = (a.chars().count(), b.chars().count());
    let cut = line.ends_with(['…']) || line.ends_with("...");
    let starts = a.starts_with(&b) && b_chars >= 15 && (cut || b_chars * 10 >= a_chars * 6);
    let holds = b.starts_with(&a)
        && a_chars >= 15
        && b_chars <= a_chars + 45
        && split(line, &[]).is_some_and(|(title, _)| folded(title) == a);
    let breadcrumb = b.ends_with(&a) && a_chars >= 15 && b_chars <= a_chars + 60;
    starts || holds || breadcrumb || are_alike(known, line)
}

/// Whether two lines share nearly all of their words.
fn are_alike(known: &str, line: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.len() > 1)
            .map(str::to_lowercase)
            .take(60)
            .collect()
    };
    let (a, b) = (words(known), words(line));
    let shared = b.iter().filter(|word| a.contains(word)).count();
    a.len() >= 5 && shared * 4 >= a.len().max(b.len()) * 3
}

/// Parts a headline and the site behind or before it; `sites` are names that are known to be the site's.
pub(super) fn split<'a>(line: &'a str, sites: &[String]) -> Option<(&'a str, &'a str)> {
    before(line, sites).or_else(|| behind(line, sites))
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
    let ideographs = line.chars().any(is_ideograph);
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
        last = at + mark.len();
        (!inside && at > 0).then_some((at, mark.len()))
    })
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// "BBC News - Headline", "Bay Herald: Headline", "BBC NEWS | World | Headline".
fn before<'a>(line: &'a str, sites: &[String]) -> Option<(&'a str, &'a str)> {
    let first = [" | ", " - ", " – ", " — ", ": ", " :: "]
        .iter()
        .filter_map(|mark| line.find(mark).map(|at| (at, *mark)))
        .min()?;
    let (at, mark) = first;
    let (site, title) = (line.get(..at)?, line.get(at + mark.len()..)?);
    let named = sites.iter().any(|known| folded(known) == folded(site));
    let outlet = mark != ": " && is_known(site, sites) && site.split_whitespace().count() <= 3;
    let title = if mark == " | " { title.rsplit(" | ").next().unwrap_or(title) } else { title };
    ((named || outlet) && title.split_whitespace().count() >= 3).then_some((title, site))
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
    if site.chars().count() <= 20 && site.chars().any(is_ideograph) {
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
    let outlets = words
        .iter()
        .filter(|word| words::is_outlet(&word.trim_matches([',', '.']).to_lowercase()) || is_host(word))
        .count();
    let outlet = |word: Option<&&str>| word.is_some_and(|word| words::is_outlet(&word.to_lowercase()));
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

    #[test]
    fn repeats_are_known() {
        let known = "Ferry talks reopen in Tallinn after a long winter";
        for line in [
            "FERRY TALKS REOPEN IN TALLINN AFTER A LONG WINTER",
            "# Ferry talks reopen in Tallinn, after a long winter",
            "Ferry talks reopen in Tallinn…",
            "Ferry talks reopen in Tallinn after a long winter | Port Times",
            "Home › World › Ferry talks reopen in Tallinn after a long winter",
            "Ferry talks re-open in Tallinn after long winter",
        ] {
            assert!(is_same(known, line), "{line}");
        }
        for line in [
            "Ferry talks",
            "The talks in Tallinn reopened after a winter of silence and storms, said the minister.",
            "",
        ] {
            assert!(!is_same(known, line), "{line}");
        }
    }
}
