//! What a line asks for.

use std::ops::RangeInclusive;

/// A line of the dialogue, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// The next page of the list, or more of the article.
    More,
    /// The page before.
    Before,
    /// The list, from the article on that was read last.
    List,
    /// The article of this number.
    Open(usize),
    /// The article behind the one that is read.
    Next,
    /// The article before it.
    Previous,
    /// The verb, to these articles.
    Mark(Verb, Vec<RangeInclusive<usize>>),
    /// Undo the last mark.
    Undo,
    /// Redo it.
    Redo,
    /// Limit the list by a query; an empty one takes the limit away.
    Limit(String),
    /// Only unread articles, or all.
    Unread,
    /// All commands.
    Help,
    /// Out of the article, or of the program.
    Back,
    /// Out of the program.
    Quit,
}

/// What is done to articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Read,
    Star,
    Keep,
    Drop,
    /// Words such as `+later` and `-old`.
    Tag(Vec<String>),
}

/// All commands, for people.
pub(super) const HELP: &str = "\
Enter   the next page of the list, more of the article, at its end the next article
p       the page before
5       open article 5 of the list
] [     the next article, the one before
l       the list again
r       read, or unread again: this article; r 3 5-7: these; r all: the whole list
s       star, or take the star away
a  d    keep; drop
t +later -old    put tags on, take tags off; t +later 3 5-7: on these
u  U    undo; redo
o       only unread articles, or all
/ QUERY limit the list by a query, such as / is:starred date:2024-01; / alone: all
q  Q    back from the article, out of the list; out of the program
h       this help
";

impl Command {
    /// Understands a line.
    ///
    /// # Errors
    ///
    /// With what to say, where it means nothing.
    pub(super) fn parse(line: &str) -> Result<Self, String> {
        let line = line.trim();
        if let Some(query) = line.strip_prefix('/') {
            return Ok(Self::Limit(query.trim().to_owned()));
        }
        if let Ok(number) = line.parse() {
            return Ok(Self::Open(number));
        }
        let mut words = line.split_whitespace();
        let verb = match words.next() {
            None | Some("n") => return alone(Self::More, words),
            Some("p") => return alone(Self::Before, words),
            Some("l") => return alone(Self::List, words),
            Some("]") => return alone(Self::Next, words),
            Some("[") => return alone(Self::Previous, words),
            Some("u") => return alone(Self::Undo, words),
            Some("U") => return alone(Self::Redo, words),
            Some("o") => return alone(Self::Unread, words),
            Some("h" | "?") => return alone(Self::Help, words),
            Some("q") => return alone(Self::Back, words),
            Some("Q") => return alone(Self::Quit, words),
            Some("r") => Verb::Read,
            Some("s") => Verb::Star,
            Some("a") => Verb::Keep,
            Some("d") => Verb::Drop,
            Some("t") => {
                let tags: Vec<&str> = words.clone().take_while(|word| word.starts_with(['+', '-'])).collect();
                if tags.is_empty() {
                    return Err("t takes tags such as +later or -old".to_owned());
                }
                words = line.split_whitespace();
                words.nth(tags.len());
                Verb::Tag(tags.into_iter().map(str::to_owned).collect())
            }
            Some(_) => return Err("not a command; h lists them".to_owned()),
        };
        Ok(Self::Mark(verb, words.map(range).collect::<Result<_, _>>()?))
    }
}

fn alone<'w>(command: Command, mut rest: impl Iterator<Item = &'w str>) -> Result<Command, String> {
    match rest.next() {
        None => Ok(command),
        Some(_) => Err("nothing stands behind this command; h lists them all".to_owned()),
    }
}

fn range(word: &str) -> Result<RangeInclusive<usize>, String> {
    if word == "all" {
        return Ok(1..=usize::MAX);
    }
    let (first, last) = word.split_once('-').unwrap_or((word, word));
    match (first.parse(), last.parse()) {
        (Ok(first), Ok(last)) if first <= last => Ok(first..=last),
        _ => Err("articles are told by their numbers, such as 3 or 5-7, or by all".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_understood() {
        let parse = |line: &str| Command::parse(line);
        assert_eq!(
            [parse(""), parse(" n "), parse("12")],
            [Ok(Command::More), Ok(Command::More), Ok(Command::Open(12))]
        );
        assert_eq!(parse("r"), Ok(Command::Mark(Verb::Read, vec![])));
        assert_eq!(parse("s 3 5-7"), Ok(Command::Mark(Verb::Star, vec![3..=3, 5..=7])));
        assert_eq!(parse("d all"), Ok(Command::Mark(Verb::Drop, vec![1..=usize::MAX])));
        let tags = Verb::Tag(vec!["+later".to_owned(), "-old".to_owned()]);
        assert_eq!(parse("t +later -old 2"), Ok(Command::Mark(tags, vec![2..=2])));
        assert_eq!(parse("/ is:unread"), Ok(Command::Limit("is:unread".to_owned())));
        for wrong in ["x", "r x", "r 7-3", "q 1", "t", "t 3"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
