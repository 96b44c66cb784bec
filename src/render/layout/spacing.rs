//! Which two neighbouring tokens stand apart.

use super::token::Kind;

/// Whether a space belongs between `left` and `right`; `before` is what stands left of `left` in the same cell.
///
/// The arms are in order: an earlier one wins over a later one, and some pairs match several.
pub(super) fn apart(before: Option<Kind>, left: Kind, right: Kind) -> bool {
    match (left, right) {
        // A function's name and its call; `provider::aws::name`.
        (word, Kind::OpenParen) if word.is_word() => false,
        (word, Kind::DoubleColon) | (Kind::DoubleColon, word) if word.is_word() => false,

        (Kind::Dot, _) | (_, Kind::Dot | Kind::Comma | Kind::Ellipsis) => false,
        (Kind::Comma, _) => true,

        // A space here would become part of a string.
        (Kind::Literal | Kind::OpenQuote | Kind::OpenHeredoc, _) => false,
        (_, Kind::Literal | Kind::CloseQuote | Kind::CloseHeredoc) => false,

        // `for x in [a]` has a list, `x[a]` has an index.
        (Kind::In, _) if before.is_some_and(Kind::is_word) => true,
        (indexed, Kind::OpenBracket) if indexed.is_word() || indexed == Kind::Number || indexed.closes() => false,

        (Kind::Bang, _) => false,
        (Kind::Minus, _) => !negates(before),

        // Braces, unlike other brackets, have air inside, unless they are empty.
        (Kind::OpenBrace, Kind::CloseBrace) => false,
        (Kind::OpenBrace, _) | (_, Kind::CloseBrace) => true,
        (Kind::OpenTemplate, Kind::OpenBrace) | (Kind::CloseBrace, Kind::CloseTemplate) => true,

        (Kind::CloseTemplate, Kind::OpenTemplate) => false,
        (open, _) if open.opens() => false,
        (_, close) if close.closes() => false,
        _ => true,
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
