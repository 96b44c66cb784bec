use super::{lay_out, lay_out_into};

#[track_caller]
fn becomes(text: &str, expected: &str) {
    let laid_out = lay_out(text).unwrap();
    assert_eq!(laid_out, expected);
    assert_eq!(lay_out(&laid_out).unwrap(), expected, "it is no fixpoint");
}

#[track_caller]
fn is_refused(text: &str, expected: &str) {
    assert_eq!(lay_out(text).unwrap_err().to_string(), expected);
}

#[test]
fn neighbouring_lines_share_a_column() {
    becomes("a = 1\nlong = 2\n", "a    = 1\nlong = 2\n");
}

#[test]
fn a_blank_line_ends_a_run_of_aligned_lines() {
    becomes("a = 1\n\nlong = 2\n", "a = 1\n\nlong = 2\n");
}

#[test]
fn a_line_that_leaves_a_bracket_open_is_not_aligned() {
    becomes("long = 1\na = [\n1,\n]\nb = 2\n", "long = 1\na = [\n  1,\n]\nb = 2\n");
}

#[test]
fn a_heredoc_is_aligned_and_its_body_left_alone() {
    becomes("a = <<-EOT\n   x   = 1\n  EOT\nlong = 2\n", "a    = <<-EOT\n   x   = 1\n  EOT\nlong = 2\n");
}

#[test]
fn trailing_comments_share_a_column() {
    becomes("a = 1 # x\nb = 222 // y\n", "a = 1   # x\nb = 222 // y\n");
}

#[test]
fn only_a_single_equals_sign_is_aligned() {
    becomes("a == b\nlong <= c\nd => e\n", "a == b\nlong <= c\nd => e\n");
}

#[test]
fn a_wide_character_is_one_column() {
    becomes("\"日本\" = 1\nlong = 2\n", "\"日本\" = 1\nlong = 2\n");
    becomes("\"👩‍👩‍👧\" = 1\nlong = 2\n", "\"👩‍👩‍👧\"  = 1\nlong = 2\n");
}

#[test]
fn several_brackets_opened_in_one_line_indent_once() {
    becomes("a({ b([\nc\n])\n})\n", "a({ b([\n  c\n  ])\n})\n");
}

#[test]
fn brackets_in_strings_and_comments_count_for_nothing() {
    becomes("a = \"{ [\" # (\nb = 1 /* { */\n", "a = \"{ [\" # (\nb = 1 /* { */\n");
}

#[test]
fn quotes_inside_an_interpolation_do_not_end_the_string() {
    becomes("a = \"x${ b[ \"}\" ] }\"\n", "a = \"x${b[\"}\"]}\"\n");
}

#[test]
fn an_escaped_interpolation_is_text() {
    becomes("a = \"$${ b } %%{ c } $$${ d }\"\n", "a = \"$${ b } %%{ c } $$${ d }\"\n");
}

#[test]
fn empty_braces_have_no_space_inside() {
    becomes("a   {  }\nb = {   }\n", "a {}\nb = {}\n");
}

#[test]
fn blank_lines_are_squeezed() {
    becomes("\n\na = 1\n\n \n\t\nb = 2\n\n\n", "a = 1\n\nb = 2\n");
}

#[test]
fn blank_lines_just_inside_brackets_are_dropped() {
    becomes("a {\n\nb = [\n\n1,\n\n]\n\n}\n", "a {\n  b = [\n    1,\n  ]\n}\n");
    becomes("a { # why\n\nb {}\n}\n", "a { # why\n  b {}\n}\n");
}

#[test]
fn any_white_space_may_stand_before_the_marker_that_ends_a_heredoc() {
    becomes("a = <<EOT\n1\n\u{c}\u{a0}EOT\nlong=2\n", "a    = <<EOT\n1\n\u{c}\u{a0}EOT\nlong = 2\n");
}

#[test]
fn blank_lines_in_a_heredoc_stay() {
    becomes("a = <<EOT\n\n\n  {\n\n\nEOT\n", "a = <<EOT\n\n\n  {\n\n\nEOT\n");
}

#[test]
fn spaces_at_line_ends_are_dropped() {
    becomes("a = 1  \n# why \t\nb = 2 # what  \n", "a = 1\n# why\nb = 2 # what\n");
}

#[test]
fn carriage_returns_are_dropped_but_in_heredocs() {
    becomes("a = 1 # b\r\n\r\nc = 2\r", "a = 1 # b\n\nc = 2\n");
    becomes("a = <<EOT\r\nb\r\nEOT\r\n", "a = <<EOT\nb\r\nEOT\n");
}

#[test]
fn the_last_line_ends_like_every_other() {
    becomes("a = 1", "a = 1\n");
    becomes("a = <<EOT\nEOT", "a = <<EOT\nEOT\n");
    becomes("# a", "# a\n");
    becomes(" \n", "");
    becomes("", "");
}

#[test]
fn what_is_in_the_buffer_stays() {
    let mut out = "first\n".to_owned();
    lay_out_into("a=1", &mut out).unwrap();
    assert_eq!(out, "first\na = 1\n");
}

#[test]
fn an_unclosed_bracket_is_named_with_its_line() {
    is_refused("a {\n  b = [\n", "line 2: `[` is never closed");
    is_refused("a = \"\n${b\"", "line 1: the string that starts here is not closed on its line");
    is_refused("\na = \"${b", "line 2: `${` is never closed");
    is_refused("a = \"%{~ if b\n", "line 1: `%{~` is never closed");
}

#[test]
fn a_bracket_that_closes_nothing_is_refused() {
    is_refused("a {\n}\n}\n", "line 3: `}` closes nothing");
    is_refused("a = 1 ~}\n", "line 1: `~}` closes nothing");
}

#[test]
fn a_bracket_that_closes_another_is_refused_with_both_lines() {
    is_refused("a {\n  b = 1\n]\n", "line 3: `]` cannot close the `{` of line 1");
    is_refused("a = \"${(b}\"\n", "line 1: `}` cannot close the `(` of line 1");
}

#[test]
fn an_unclosed_string_is_refused() {
    is_refused("a = 1\nb = \"c\n", "line 2: the string that starts here is not closed on its line");
    is_refused("a = \"\\\n\"", "line 1: the string that starts here is not closed on its line");
    is_refused("a = \"\\", "line 1: the string that starts here is not closed on its line");
}

#[test]
fn an_unclosed_heredoc_is_refused() {
    is_refused("a = 1\nb = <<EOT\nx EOT\n", "line 2: the heredoc `EOT` that starts here is never closed");
    is_refused("a = <<EOT", "line 1: the heredoc `EOT` that starts here is never closed");
    is_refused("a = <<EOT \nEOT\n", "line 1: `<<EOT ` does not start a heredoc: a name must follow, and nothing after it");
    is_refused("a = <<<EOT\nEOT\n", "line 1: `<<<EOT` does not start a heredoc: a name must follow, and nothing after it");
    is_refused("a = <<-\n", "line 1: `<<-` does not start a heredoc: a name must follow, and nothing after it");
}

#[test]
fn an_unclosed_comment_is_refused() {
    is_refused("a = 1\n\n/* b\n", "line 3: the comment `/*` that starts here is never closed");
}

#[test]
fn lines_are_counted_through_heredocs_and_comments() {
    is_refused("a = <<EOT\n1\n${b}\nEOT\n/*\n*/ }", "line 6: `}` closes nothing");
}

#[test]
fn a_character_that_hcl_does_not_know_is_refused() {
    is_refused("a = “b”\n", "line 1: `“` is no part of HCL outside quotes");
    is_refused("a = 'b'\n", "line 1: `'` is no part of HCL outside quotes");
    is_refused("a\r= 1\n", "line 1: `\\r` is no part of HCL outside quotes");
    is_refused("\u{feff}a = 1\n", "line 1: `\\u{feff}` is no part of HCL outside quotes");
}
