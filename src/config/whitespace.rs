//! White space in templates: what `~` and `<<-` take away, done once, before anything is evaluated.
//!
//! Does what Terraform does, including that a line whose end was taken by a `~}` before it is not dedented. hcl-edit dedents by
//! itself, but not inside `%{ … }`, and it cuts letters off a line that is indented less than the others: the text is taken from
//! the file again.

use hcl::edit::Span as _;
use hcl::edit::expr::Expression;
use hcl::edit::template::{Directive, Element, HeredocTemplate, StringTemplate, Strip};
use hcl::edit::visit_mut::{self, VisitMut};

/// Removes it, in every template of an expression.
pub fn settle(text: &str, expression: &mut Expression) {
    Settler { text }.visit_expr_mut(expression);
}

struct Settler<'a> {
    text: &'a str,
}

impl VisitMut for Settler<'_> {
    fn visit_string_template_mut(&mut self, node: &mut StringTemplate) {
        let mut pieces = Vec::new();
        for element in node.iter() {
            flatten(element, &mut pieces, &|literal, _| vec![literal.to_owned()]);
        }
        trim(&mut pieces);
        let mut literals = literals(pieces).into_iter();
        node.iter_mut().for_each(|element| write_back(element, &mut literals));
        visit_mut::visit_string_template_mut(self, node);
    }

    fn visit_heredoc_template_mut(&mut self, node: &mut HeredocTemplate) {
        let before = node.template.span().and_then(|range| self.text.get(..range.start)).unwrap_or_default();
        let opening = before.trim_end_matches(['\r', '\n']).strip_suffix(node.delimiter.as_str()).unwrap_or_default();
        let mut pieces = Vec::new();
        for element in node.template.iter() {
            flatten(element, &mut pieces, &|literal, range| {
                let raw = range.and_then(|range| self.text.get(range));
                let raw = raw.map_or_else(|| literal.to_owned(), |raw| raw.replace("$${", "${").replace("%%{", "%{"));
                // What is generated must not depend on how the file was checked out.
                raw.replace("\r\n", "\n").split_inclusive('\n').map(str::to_owned).collect()
            });
        }
        trim(&mut pieces);
        if opening.ends_with("<<-") {
            dedent(&mut pieces);
        }
        let mut literals = literals(pieces).into_iter();
        node.template.iter_mut().for_each(|element| write_back(element, &mut literals));
        visit_mut::visit_heredoc_template_mut(self, node);
    }
}

/// A template in the order in which it is written.
enum Piece {
    /// A line, or what there is of it, and whether it begins the literal it is part of.
    Text(String, bool),
    /// `${…}` or `%{…}`.
    Tag(Strip),
}

type Lines<'a> = dyn Fn(&str, Option<std::ops::Range<usize>>) -> Vec<String> + 'a;

fn flatten(element: &Element, pieces: &mut Vec<Piece>, lines: &Lines<'_>) {
    match element {
        Element::Literal(literal) => {
            let mut lines = lines(literal, literal.span());
            if lines.is_empty() {
                lines.push(String::new());
            }
            pieces.extend(lines.into_iter().enumerate().map(|(index, line)| Piece::Text(line, index == 0)));
        }
        Element::Interpolation(interpolation) => pieces.push(Piece::Tag(interpolation.strip)),
        Element::Directive(directive) => match directive.as_ref() {
            Directive::If(node) => {
                pieces.push(Piece::Tag(node.if_expr.strip));
                node.if_expr.template.iter().for_each(|element| flatten(element, pieces, lines));
                if let Some(branch) = &node.else_expr {
                    pieces.push(Piece::Tag(branch.strip));
                    branch.template.iter().for_each(|element| flatten(element, pieces, lines));
                }
                pieces.push(Piece::Tag(node.endif_expr.strip));
            }
            Directive::For(node) => {
                pieces.push(Piece::Tag(node.for_expr.strip));
                node.for_expr.template.iter().for_each(|element| flatten(element, pieces, lines));
                pieces.push(Piece::Tag(node.endfor_expr.strip));
            }
        },
    }
}

fn trim(pieces: &mut [Piece]) {
    for at in 0..pieces.len() {
        let Some(Piece::Tag(strip)) = pieces.get(at) else { continue };
        let (start, end) = (strip.strip_start(), strip.strip_end());
        if start && let Some(Piece::Text(text, _)) = at.checked_sub(1).and_then(|before| pieces.get_mut(before)) {
            text.truncate(text.trim_end().len());
        }
        if end && let Some(Piece::Text(text, _)) = pieces.get_mut(at + 1) {
            text.drain(..text.len() - text.trim_start().len());
        }
    }
}

fn dedent(pieces: &mut [Piece]) {
    let mut least = usize::MAX;
    let mut indented = Vec::new();
    let mut line_start = true;
    for (at, piece) in pieces.iter().enumerate() {
        let (blanks, ends) = match piece {
            Piece::Text(text, _) => (text.chars().take_while(|c| c.is_whitespace()).count(), text.ends_with('\n')),
            Piece::Tag(_) => (0, false),
        };
        let empty = matches!(piece, Piece::Text(text, _) if ends && text.trim().is_empty());
        if line_start && !empty {
            least = least.min(blanks);
            indented.push(at);
        }
        line_start = ends;
    }
    for at in indented {
        if let Some(Piece::Text(text, _)) = pieces.get_mut(at) {
            *text = text.chars().skip(least).collect();
        }
    }
}

/// The pieces of text put together again to what each literal now is.
fn literals(pieces: Vec<Piece>) -> Vec<String> {
    let mut literals: Vec<String> = Vec::new();
    for piece in pieces {
        match (piece, literals.last_mut()) {
            (Piece::Text(text, false), Some(literal)) => literal.push_str(&text),
            (Piece::Text(text, _), _) => literals.push(text),
            (Piece::Tag(_), _) => {}
        }
    }
    literals
}

fn write_back(element: &mut Element, literals: &mut std::vec::IntoIter<String>) {
    match element {
        Element::Literal(literal) => {
            if let Some(text) = literals.next() {
                *literal.as_mut() = text;
            }
        }
        Element::Interpolation(_) => {}
        Element::Directive(directive) => match directive.as_mut() {
            Directive::If(node) => {
                node.if_expr.template.iter_mut().for_each(|element| write_back(element, literals));
                if let Some(branch) = &mut node.else_expr {
                    branch.template.iter_mut().for_each(|element| write_back(element, literals));
                }
            }
            Directive::For(node) => node.for_expr.template.iter_mut().for_each(|element| write_back(element, literals)),
        },
    }
}
