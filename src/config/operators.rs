//! Arithmetic and comparison, written so that no input can make them fail with anything but a sentence.
//!
//! hcl-rs's evaluator is not used: its numbers overflow, and divide by zero, with a panic or with a wrong result.

use std::cmp::Ordering;

use hcl::edit::expr::BinaryOperator;
use serde_json::Number;

use super::Kind;

/// Applies an operator.
///
/// # Errors
/// What is wrong, as a whole sentence.
pub fn binary(left: &Kind, operator: BinaryOperator, right: &Kind) -> Result<Kind, String> {
    use BinaryOperator as Op;
    let kind = match (left, operator, right) {
        (left, Op::Eq, right) => Kind::Bool(equal(left, right)),
        (left, Op::NotEq, right) => Kind::Bool(!equal(left, right)),
        (Kind::Bool(left), Op::And, Kind::Bool(right)) => Kind::Bool(*left && *right),
        (Kind::Bool(left), Op::Or, Kind::Bool(right)) => Kind::Bool(*left || *right),
        (Kind::Number(left), Op::Less, Kind::Number(right)) => Kind::Bool(compare(left, right) == Ordering::Less),
        (Kind::Number(left), Op::LessEq, Kind::Number(right)) => Kind::Bool(compare(left, right) != Ordering::Greater),
        (Kind::Number(left), Op::Greater, Kind::Number(right)) => Kind::Bool(compare(left, right) == Ordering::Greater),
        (Kind::Number(left), Op::GreaterEq, Kind::Number(right)) => Kind::Bool(compare(left, right) != Ordering::Less),
        (Kind::Number(left), operator, Kind::Number(right)) => Kind::Number(calculate(left, operator, right)?),
        (_, Op::And | Op::Or, _) => return Err(format!("`{operator}` needs `true` or `false` on both sides")),
        _ => return Err(format!("`{operator}` needs a number on both sides")),
    };
    Ok(kind)
}

/// Changes the sign.
///
/// # Errors
/// When the number has no negative.
pub fn negate(number: &Number) -> Result<Number, String> {
    calculate(&Number::from(0), BinaryOperator::Minus, number)
}

/// Whether two values are the same, wherever they are written.
pub fn equal(left: &Kind, right: &Kind) -> bool {
    match (left, right) {
        (Kind::Null, Kind::Null) => true,
        (Kind::Bool(left), Kind::Bool(right)) => left == right,
        (Kind::Number(left), Kind::Number(right)) => compare(left, right) == Ordering::Equal,
        (Kind::String(left), Kind::String(right)) => left == right,
        (Kind::List(left), Kind::List(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal(&left.kind, &right.kind))
        }
        (Kind::Object(left), Kind::Object(right)) => {
            let same = |(key, value): &(super::LabelText, super::Value)| {
                right.iter().any(|(other, right)| other.text == key.text && equal(&value.kind, &right.kind))
            };
            left.len() == right.len() && left.iter().all(same)
        }
        _ => false,
    }
}

fn compare(left: &Number, right: &Number) -> Ordering {
    match (whole(left), whole(right)) {
        (Some(left), Some(right)) => left.cmp(&right),
        _ => decimal(left).total_cmp(&decimal(right)),
    }
}

fn calculate(left: &Number, operator: BinaryOperator, right: &Number) -> Result<Number, String> {
    use BinaryOperator as Op;
    if matches!(operator, Op::Div | Op::Mod) && decimal(right) == 0.0 {
        return Err("this divides by zero".to_owned());
    }
    if let (Some(left), Some(right)) = (whole(left), whole(right)) {
        let exact = match operator {
            Op::Plus => left.checked_add(right),
            Op::Minus => left.checked_sub(right),
            Op::Mul => left.checked_mul(right),
            Op::Div => (left % right == 0).then(|| left / right),
            Op::Mod => Some(left % right),
            _ => None,
        };
        if let Some(number) = exact.and_then(from_whole) {
            return Ok(number);
        }
    }
    let (left, right) = (decimal(left), decimal(right));
    let result = match operator {
        Op::Plus => left + right,
        Op::Minus => left - right,
        Op::Mul => left * right,
        Op::Div => left / right,
        Op::Mod => left % right,
        _ => return Err(format!("`{operator}` cannot be used with numbers")),
    };
    from_decimal(result).ok_or_else(|| "the result is too large a number".to_owned())
}

/// A number of `f64`, as a whole number where it is one. `None` for infinity.
pub fn from_decimal(number: f64) -> Option<Number> {
    // Up to here every whole number has its own `f64`.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() <= EXACT { Some(Number::from(number as i64)) } else { Number::from_f64(number) }
}

fn whole(number: &Number) -> Option<i128> {
    number.as_u64().map(i128::from).or_else(|| number.as_i64().map(i128::from))
}

fn from_whole(number: i128) -> Option<Number> {
    u64::try_from(number).map(Number::from).or_else(|_| i64::try_from(number).map(Number::from)).ok()
}

fn decimal(number: &Number) -> f64 {
    number.as_f64().unwrap_or(f64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(number: f64) -> Kind {
        Kind::Number(from_decimal(number).unwrap())
    }

    #[test]
    fn calculates_at_the_edges_of_the_number_types() {
        let max = Kind::Number(Number::from(u64::MAX));
        let show = |result: Result<Kind, String>| match result {
            Ok(Kind::Number(number)) => number.to_string(),
            Ok(other) => format!("{other:?}"),
            Err(message) => message,
        };
        assert_eq!(show(binary(&max, BinaryOperator::Minus, &max)), "0");
        assert_eq!(show(binary(&number(0.0), BinaryOperator::Minus, &number(3.0))), "-3");
        assert_eq!(show(binary(&max, BinaryOperator::Plus, &number(1.0))), "1.8446744073709552e+19");
        assert_eq!(show(binary(&max, BinaryOperator::Mul, &max)), "3.402823669209385e+38");
        assert_eq!(show(binary(&number(1.0), BinaryOperator::Div, &number(0.0))), "this divides by zero");
        assert_eq!(show(binary(&number(1.0), BinaryOperator::Mod, &number(0.0))), "this divides by zero");
        assert_eq!(show(binary(&number(7.0), BinaryOperator::Div, &number(2.0))), "3.5");
        assert_eq!(show(binary(&number(1e308), BinaryOperator::Mul, &number(1e308))), "the result is too large a number");
        let min = Kind::Number(Number::from(i64::MIN));
        assert_eq!(show(binary(&min, BinaryOperator::Div, &number(-1.0))), "9223372036854775808");
    }
}
