//! Markdown for a pull request.

/// GitHub refuses a comment of 65,536 characters. Source: GitHub REST API, "body is too long (maximum is 65536 characters)". Some are left for
/// what else the comment says.
pub(super) const LONGEST: usize = 60_000;

/// A code span, in a table as well: whatever the text is, it neither ends the span nor the cell.
pub(super) fn code(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let longest = line.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let blank = if line.starts_with('`') || line.ends_with('`') || line.is_empty() { " " } else { "" };
    format!("{fence}{blank}{}{blank}{fence}", line.replace('|', "\\|"))
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn nothing_leaves_a_code_span() {
        for (text, span) in [("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("a|b\n# c", "`a\\|b # c`"), ("", "`  `")] {
            assert_eq!(code(text), span);
        }
    }
}
