//! The plainest expression of the same meaning.

use super::Expr;

impl Expr {
    /// The same without what changes nothing: one kind of list in itself, a list of one, two negations, [`Expr::All`] in a list.
    #[must_use]
    pub fn simplified(self) -> Self {
        match self {
            Self::Not(inner) => inner.simplified().negated(),
            Self::And(parts) => {
                let mut flat = Vec::new();
                for part in parts {
                    match part.simplified() {
                        Self::All => {}
                        Self::And(parts) => flat.extend(parts),
                        part => flat.push(part),
                    }
                }
                single(flat, Self::And, Self::All)
            }
            Self::Or(parts) => {
                let mut flat = Vec::new();
                for part in parts {
                    match part.simplified() {
                        Self::All => return Self::All,
                        Self::Or(parts) => flat.extend(parts),
                        part => flat.push(part),
                    }
                }
                single(flat, Self::Or, Self::All.negated())
            }
            other => other,
        }
    }

    fn negated(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }
}

/// A list of some parts: only the part where there is one, `none` where there is none.
fn single(mut parts: Vec<Expr>, list: fn(Vec<Expr>) -> Expr, none: Expr) -> Expr {
    if parts.len() > 1 { list(parts) } else { parts.pop().unwrap_or(none) }
}
