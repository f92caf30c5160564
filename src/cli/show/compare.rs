//! The copy that an article is printed beside.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::super::opened::Opened;
use super::super::{complain, name_of};
use crate::article::compare::{Body, Comparison, compare};
use crate::article::{self, Article, ArticleId, Stamp, Text, clean};
use crate::formats;
use crate::layout::Part;
use crate::library::script::Script;

/// The copy.
pub(super) struct Other {
    path: PathBuf,
    article: Article,
}

/// How an article differs from the copy.
#[derive(Serialize)]
pub(super) struct Compared {
    with: ArticleId,
    path: Text,
    title: Option<Text>,
    site: Option<Text>,
    published: Option<Stamp>,
    #[serde(flatten)]
    pub(super) comparison: Comparison,
}

impl Other {
    /// The article that a file holds, the first one of several, or that has an id.
    ///
    /// # Errors
    ///
    /// With the exit code, when there is none.
    pub(super) fn find(named: &Path, paths: &[PathBuf], opened: Option<&Opened>) -> Result<Self, u8> {
        if let Some(digits) = super::id(named) {
            let quietly;
            let opened = if let Some(opened) = opened {
                opened
            } else {
                quietly = Opened::quietly(paths, false)?;
                &quietly
            };
            let (_, place) = super::with_id(opened, &digits)?;
            return Self::read(&place.path, formats::document(&place.path, &place.record));
        }
        if let Some(wrong) = super::folder(named, "--compare takes a file or an id") {
            complain(&wrong);
            return Err(super::WRONG_USE);
        }
        let mut first = None;
        let read = super::documents(named, &mut |document| {
            first = Some(document);
            ControlFlow::Break(())
        });
        match (first, read) {
            (Some(document), _) => Self::read(named, document),
            (None, Err(problem)) => Self::read(named, Err(problem)),
            (None, Ok(())) => {
                complain(&format!("{}: no article in it", name_of(named)));
                Err(1)
            }
        }
    }

    fn read(path: &Path, document: Result<formats::Document, formats::Problem>) -> Result<Self, u8> {
        match document {
            Ok(document) => {
                Ok(Self { path: path.to_owned(), article: article::parse(&document.text, &document.fields) })
            }
            Err(problem) => {
                complain(&problem.of(&clean::name(path)));
                Err(1)
            }
        }
    }

    /// How an article with this path differs from it.
    pub(super) fn compare(&self, article: &Article, path: &Path, library: Option<&Script>) -> Compared {
        let aside = |article: &Article, path: &Path| {
            library.map(|library| library.boilerplate(article, path)).unwrap_or_default()
        };
        let (here, there) = (aside(article, path), aside(&self.article, &self.path));
        let comparison = compare(
            Body { paragraphs: &article.paragraphs, left_aside: &here },
            Body { paragraphs: &self.article.paragraphs, left_aside: &there },
        );
        let Article { id, headline, site, published, .. } = &self.article;
        Compared {
            with: *id,
            path: clean::name(&self.path),
            title: headline.clone(),
            site: site.clone(),
            published: *published,
            comparison,
        }
    }
}

/// What stands before a row of an article that is printed beside a copy.
pub(super) fn sign(part: Part, comparison: &Comparison) -> &'static str {
    match part {
        Part::Paragraph(paragraph) if comparison.added.binary_search(&paragraph).is_ok() => "+ ",
        Part::LeftOut(_) => "- ",
        Part::Changes(_) => "~ ",
        _ => "  ",
    }
}
