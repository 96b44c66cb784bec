//! As much of Terraform's version constraints as the rules about engine versions need.

use super::VersionConstraint;

impl VersionConstraint {
    /// The oldest version a constraint admits, and the first one that it no longer admits: `>= 1.10, < 2.0` is `1.10` and `2.0`.
    pub fn bounds(&self) -> ((u64, u64), Option<(u64, u64)>) {
        let (mut lowest, mut above) = ((0, 0), None::<(u64, u64)>);
        let mut end = |version: (u64, u64)| above = Some(above.map_or(version, |known| known.min(version)));
        for part in self.as_str().split(',') {
            let part = part.trim();
            let text = part.trim_start_matches(['>', '<', '=', '!', '~']);
            let operator = part.get(..part.len() - text.len()).unwrap_or_default();
            let numbers: Vec<u64> = text.trim().split(['.', '-']).map_while(|number| number.parse().ok()).collect();
            let version = (numbers.first().copied().unwrap_or(0), numbers.get(1).copied().unwrap_or(0));
            let next = (version.0, version.1 + 1);
            match operator {
                ">=" | ">" => lowest = lowest.max(version),
                "<" if numbers.get(2).is_some_and(|patch| *patch > 0) => end(next),
                "<" => end(version),
                "<=" => end(next),
                "~>" => {
                    lowest = lowest.max(version);
                    end(if numbers.len() > 2 { next } else { (version.0 + 1, 0) });
                }
                "!=" => {}
                _ => {
                    lowest = lowest.max(version);
                    end(next);
                }
            }
        }
        (lowest, above)
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr as _;

    use super::*;

    #[test]
    fn reads_constraints() {
        for (text, expected) in [
            (">= 1.10", ((1, 10), None)),
            (">= 1.10, < 2.0", ((1, 10), Some((2, 0)))),
            ("~> 1.9", ((1, 9), Some((2, 0)))),
            ("~> 1.9.5", ((1, 9), Some((1, 10)))),
            ("1.11.4", ((1, 11), Some((1, 12)))),
            ("= 1.11", ((1, 11), Some((1, 12)))),
            ("> 1.8, != 1.9, <= 1.12", ((1, 8), Some((1, 13)))),
            ("< 1.11.3", ((0, 0), Some((1, 12)))),
        ] {
            assert_eq!(VersionConstraint::from_str(text).unwrap().bounds(), expected, "{text}");
        }
    }
}
