//! Text of a plan that must not be more than text: anyone who may name a resource may write these.

/// Characters that change how their surroundings are shown: controls, line ends of Unicode, and marks that turn the direction of
/// writing, with which a line can be made to read as another.
fn acts(c: char) -> bool {
    c.is_control() || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// On one line and with nothing that acts.
pub(super) fn inert(text: &str) -> String {
    let mut inert = String::with_capacity(text.len());
    for c in text.chars() {
        if acts(c) { inert.extend(c.escape_unicode()) } else { inert.push(c) }
    }
    inert
}

/// In quotes, on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if acts(c) => quoted.extend(c.escape_unicode()),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A code span of Markdown, whatever backticks it holds.
pub(super) fn code(text: &str) -> String {
    let text = inert(text);
    let fence = "`".repeat(longest_run(&text) + 1);
    // Blanks beside the fence are taken away again, and keep a backtick apart from it.
    let blank = if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    format!("{fence}{blank}{text}{blank}{fence}")
}

/// The most backticks in a row.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// The longest beginning of at most `limit` bytes that ends between two characters; at the end of a line, if there is one not far away.
pub(super) fn cut(text: &str, limit: usize) -> &str {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let kept = &text[..end];
    match kept.rfind('\n') {
        Some(line) if end < text.len() && end - line <= 4096 => &kept[..=line],
        _ => kept,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_span_holds_any_backticks() {
        for (text, span) in
            [("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("``a", "``` ``a ```"), ("", "`  `"), ("a\n`", "`` a\\u{a}` ``")]
        {
            assert_eq!(code(text), span);
        }
    }

    #[test]
    fn nothing_is_cut_in_the_middle_of_a_character() {
        let text = "aé\u{1f600}\nb";
        let kept: Vec<&str> = (0..=text.len()).map(|limit| cut(text, limit)).collect();
        assert_eq!(kept, ["", "a", "a", "aé", "aé", "aé", "aé", "aé\u{1f600}", "aé\u{1f600}\n", text]);
    }

    #[test]
    fn what_acts_is_shown_instead() {
        assert_eq!(inert("a\n\u{202e}b\u{1b}"), "a\\u{a}\\u{202e}b\\u{1b}");
        assert_eq!(quoted("a\"\\\n\u{2028}"), "\"a\\\"\\\\\\n\\u{2028}\"");
    }
}
