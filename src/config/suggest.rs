//! "Did you mean …?": the nearest of the names that would have been right.

/// The candidate that `word` is most likely a misspelling of. Ties go to the first one, so the answer never depends on chance.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let tolerance = (word.chars().count() / 3).clamp(1, 4);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = distance(word, candidate);
        // One edit turns any one-letter word into any other: such a match says nothing.
        let plausible = distance <= tolerance && distance < candidate.chars().count();
        if plausible && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Edits between the two, where `-` for `_` and upper for lower case cost nothing.
fn distance(word: &str, candidate: &str) -> usize {
    // Nobody misspells a word into a hundred times its length; the distance of long words costs quadratic time.
    if word.len() > 64 {
        return usize::MAX;
    }
    strsim::osa_distance(&plain(word), &plain(candidate))
}

fn plain(word: &str) -> String {
    word.to_lowercase().replace('-', "_")
}

/// "`a`, `b` or `c`", in the order given; long lists end in "… and 5 more".
pub(crate) fn listing<'a>(names: impl IntoIterator<Item = &'a str>, conjunction: &str) -> String {
    const SHOWN: usize = 16;
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [shown @ .., last] if names.len() <= SHOWN => format!("{} {conjunction} {last}", shown.join(", ")),
        _ => {
            let shown: Vec<&str> = names.iter().take(SHOWN).map(String::as_str).collect();
            format!("{} … and {} more", shown.join(", "), names.len() - SHOWN)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant_and_keeps_quiet_otherwise() {
        let names = ["health_check", "health_check_grace_period", "cpu", "min"];
        assert_eq!(nearest("helth_check", names), Some("health_check"));
        assert_eq!(nearest("health-check", names), Some("health_check"));
        assert_eq!(nearest("mni", names), Some("min"));
        assert_eq!(nearest("colour", names), None);
        assert_eq!(nearest("x", ["y"]), None);
        assert_eq!(nearest("", names), None);
        assert_eq!(nearest(&"a".repeat(1 << 20), names), None);
    }

    #[test]
    fn lists_names() {
        assert_eq!(listing([], "or"), "");
        assert_eq!(listing(["a"], "or"), "`a`");
        assert_eq!(listing(["a", "b", "c"], "or"), "`a`, `b` or `c`");
        let many: Vec<String> = (0..20).map(|n| n.to_string()).collect();
        assert!(listing(many.iter().map(String::as_str), "or").ends_with("`15` … and 4 more"));
    }
}
