//! Which two neighbouring tokens stand apart.

use super::token::Kind;

/// Whether a space belongs between two neighbours.
#[derive(Clone, Copy)]
enum Spacing {
    Together,
    Apart,
    /// Apart if a name stands before the two.
    ApartAfterName,
    /// Apart unless what stands before the two makes a sign of a minus.
    ApartAsOperator,
}

/// Whether a space belongs between `left` and `right`; `before` is what stands left of `left` in the same line.
#[inline]
pub(super) fn apart(before: Option<Kind>, left: Kind, right: Kind) -> bool {
    match SPACING[left as usize][right as usize] {
        spacing @ (Spacing::Together | Spacing::Apart) => matches!(spacing, Spacing::Apart),
        Spacing::ApartAfterName => before.is_some_and(Kind::is_word),
        Spacing::ApartAsOperator => !negates(before),
    }
}

/// The rule of every pair, looked up for each token.
static SPACING: [[Spacing; Kind::ALL.len()]; Kind::ALL.len()] = {
    let mut spacing = [[Spacing::Together; Kind::ALL.len()]; Kind::ALL.len()];
    let mut left = 0;
    while left < Kind::ALL.len() {
        let mut right = 0;
        while right < Kind::ALL.len() {
            spacing[left][right] = rule(Kind::ALL[left], Kind::ALL[right]);
            right += 1;
        }
        left += 1;
    }
    spacing
};

/// The arms are in order: an earlier one wins over a later one, and some pairs match several.
const fn rule(left: Kind, right: Kind) -> Spacing {
    match (left, right) {
        // A function's name and its call; `provider::aws::name`.
        (word, Kind::OpenParen) if word.is_word() => Spacing::Together,
        (word, Kind::DoubleColon) | (Kind::DoubleColon, word) if word.is_word() => Spacing::Together,

        (Kind::Dot, _) | (_, Kind::Dot | Kind::Comma | Kind::Ellipsis) => Spacing::Together,
        (Kind::Comma, _) => Spacing::Apart,

        // A space here would become part of a string.
        (Kind::Literal | Kind::OpenQuote | Kind::OpenHeredoc, _) => Spacing::Together,
        (_, Kind::Literal | Kind::CloseQuote | Kind::CloseHeredoc) => Spacing::Together,

        // `for x in [a]` has a list, `x[a]` has an index.
        (Kind::In, Kind::OpenBracket | Kind::CloseBracket | Kind::CloseParen | Kind::CloseTemplate) => Spacing::ApartAfterName,
        (indexed, Kind::OpenBracket) if indexed.is_word() || matches!(indexed, Kind::Number) || indexed.closes() => Spacing::Together,

        (Kind::Bang, _) => Spacing::Together,
        (Kind::Minus, _) => Spacing::ApartAsOperator,

        // Braces, unlike other brackets, have air inside, unless they are empty.
        (Kind::OpenBrace, Kind::CloseBrace) => Spacing::Together,
        (Kind::OpenBrace, _) | (_, Kind::CloseBrace) => Spacing::Apart,
        (Kind::OpenTemplate, Kind::OpenBrace) | (Kind::CloseBrace, Kind::CloseTemplate) => Spacing::Apart,

        (Kind::CloseTemplate, Kind::OpenTemplate) => Spacing::Together,
        (open, _) if open.opens() => Spacing::Together,
        (_, close) if close.closes() => Spacing::Together,
        _ => Spacing::Apart,
    }
}

/// Whether a minus after this token is a sign rather than a subtraction.
///
/// After `=>` and `${` it is a sign too, but `terraform fmt` does not think so and writes `=> - 1`.
fn negates(before: Option<Kind>) -> bool {
    let Some(before) = before else { return true };
    matches!(
        before,
        Kind::OpenParen
            | Kind::OpenBrace
            | Kind::OpenBracket
            | Kind::Equal
            | Kind::Colon
            | Kind::Comma
            | Kind::Question
            | Kind::Operator
            | Kind::Minus
            | Kind::Bang
    )
}
