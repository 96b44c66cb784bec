//! CloudWatch metric math, as far as tfgen's own alarms use it, so that a rehearsal asks the very expression that is rendered.
//!
//! Numbers, names, `+ - * /`, comparisons, `AND`, `OR`, parentheses, `IF` and `FILL`. A value may be missing; what is
//! computed from a missing value is missing. Source: CloudWatch user guide, "Using metric math".

/// The value of an expression. `None` where a value that it needs is missing, or where it is none that is known here.
pub fn value(expression: &str, metric: &dyn Fn(&str) -> Option<f64>) -> Option<f64> {
    let mut parser = Parser { rest: expression, metric };
    let value = parser.or()?;
    parser.rest.trim().is_empty().then_some(value)?
}

/// `Some(None)`: well-formed, without a value.
type Value = Option<Option<f64>>;

struct Parser<'a> {
    rest: &'a str,
    metric: &'a dyn Fn(&str) -> Option<f64>,
}

type Compare = fn(f64, f64) -> bool;

fn apply(a: Option<f64>, b: Option<f64>, f: impl Fn(f64, f64) -> f64) -> Option<f64> {
    Some(f(a?, b?))
}

fn truth(yes: bool) -> f64 {
    if yes { 1.0 } else { 0.0 }
}

impl Parser<'_> {
    fn take(&mut self, token: &str) -> bool {
        let rest = self.rest.trim_start();
        let Some(after) = rest.strip_prefix(token) else { return false };
        // A word ends where it ends.
        if token.ends_with(|c: char| c.is_alphabetic()) && after.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            return false;
        }
        self.rest = after;
        true
    }

    fn or(&mut self) -> Value {
        let mut left = self.and()?;
        while self.take("OR") {
            let right = self.and()?;
            left = apply(left, right, |a, b| truth(a != 0.0 || b != 0.0));
        }
        Some(left)
    }

    fn and(&mut self) -> Value {
        let mut left = self.comparison()?;
        while self.take("AND") {
            let right = self.comparison()?;
            left = apply(left, right, |a, b| truth(a != 0.0 && b != 0.0));
        }
        Some(left)
    }

    fn comparison(&mut self) -> Value {
        let left = self.sum()?;
        let operators: [(&str, Compare); 5] =
            [(">=", |a, b| a >= b), ("<=", |a, b| a <= b), ("==", |a, b| a == b), (">", |a, b| a > b), ("<", |a, b| a < b)];
        for (token, compare) in operators {
            if self.take(token) {
                let right = self.sum()?;
                return Some(apply(left, right, |a, b| truth(compare(a, b))));
            }
        }
        Some(left)
    }

    fn sum(&mut self) -> Value {
        let mut left = self.product()?;
        loop {
            if self.take("+") {
                left = apply(left, self.product()?, |a, b| a + b);
            } else if self.take("-") {
                left = apply(left, self.product()?, |a, b| a - b);
            } else {
                return Some(left);
            }
        }
    }

    fn product(&mut self) -> Value {
        let mut left = self.factor()?;
        loop {
            if self.take("*") {
                left = apply(left, self.factor()?, |a, b| a * b);
            } else if self.take("/") {
                // A division by zero has no value in CloudWatch.
                let right = self.factor()?.filter(|right| *right != 0.0);
                left = apply(left, right, |a, b| a / b);
            } else {
                return Some(left);
            }
        }
    }

    fn factor(&mut self) -> Value {
        if self.take("(") {
            let value = self.or()?;
            return self.take(")").then_some(value);
        }
        let rest = self.rest.trim_start();
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        self.rest = after;
        if let Ok(number) = word.parse::<f64>() {
            return Some(Some(number));
        }
        if word.is_empty() {
            return None;
        }
        if !self.take("(") {
            return Some((self.metric)(word));
        }
        let mut arguments = vec![self.or()?];
        while self.take(",") {
            arguments.push(self.or()?);
        }
        if !self.take(")") {
            return None;
        }
        match (word, arguments[..].to_vec().as_slice()) {
            ("IF", [condition, yes, no]) => Some(condition.and_then(|condition| if condition != 0.0 { *yes } else { *no })),
            ("FILL", [value, filler]) => Some(value.or(*filler)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::value;

    fn of(expression: &str) -> Option<f64> {
        value(expression, &|name| match name {
            "errors" => Some(5.0),
            "requests" => Some(200.0),
            "zero" => Some(0.0),
            _ => None,
        })
    }

    #[test]
    fn expressions_have_the_values_cloudwatch_gives_them() {
        for (expression, expected) in [
            ("1 + 2 * 3", Some(7.0)),
            ("(1 + 2) * 3 - 1", Some(8.0)),
            ("100 * FILL(errors, 0) / requests", Some(2.5)),
            ("IF(requests >= 100, 100 * FILL(errors, 0) / requests, 0)", Some(2.5)),
            ("IF(requests >= 1000, 100 * FILL(errors, 0) / requests, 0)", Some(0.0)),
            ("IF(FILL(unhealthy, 0) > 0 AND FILL(healthy, 0) < 1, 1, 0)", Some(0.0)),
            ("IF(FILL(errors, 0) > 0 AND FILL(healthy, 0) < 1, 1, 0)", Some(1.0)),
            ("IF(lag < 0 OR lag > 600, 1, 0)", None),
            ("errors / zero", None),
            ("errors", Some(5.0)),
            ("missing", None),
            ("RATE(errors)", None),
            ("1 +", None),
            ("1 2", None),
            ("(1", None),
            ("", None),
        ] {
            assert_eq!(of(expression), expected, "{expression}");
        }
    }
}
