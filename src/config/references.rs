//! What an expression may mention: `project`, `environment` and `region`, and nothing else.
//!
//! Runs before evaluation, on every branch of a conditional, so that a mistake is found whatever the environment.

use std::collections::HashMap;

use hcl::edit::Span as _;
use hcl::edit::expr::{Expression, ForExpr, FuncCall, Object, ObjectKey, Traversal};
use hcl::edit::template::{Element, ForDirective, HeredocTemplate, Interpolation, StringTemplate};
use hcl::edit::visit::{self, Visit};

use super::suggest::nearest;
use super::unevaluated::Source;
use crate::diagnostic::{Diagnostic, Span};

/// The names that values can be made from.
const NAMES: [&str; 3] = ["project", "environment", "region"];

/// Reports what an expression must not contain. Tells whether it mentions one of the names, so that its value depends on them.
pub fn check(source: &Source<'_>, expression: &Expression, problems: &mut Vec<Diagnostic>) -> bool {
    let mut checker = Checker { source, locals: Vec::new(), templates: 0, dynamic: false, problems };
    checker.visit_expr(expression);
    checker.dynamic
}

struct Checker<'a> {
    source: &'a Source<'a>,
    /// The variables of the `for` expressions around.
    locals: Vec<String>,
    /// How many `${…}` are around.
    templates: usize,
    dynamic: bool,
    problems: &'a mut Vec<Diagnostic>,
}

impl Checker<'_> {
    fn known(&mut self, name: &str) -> bool {
        if self.locals.iter().any(|local| local == name) {
            return true;
        }
        let known = NAMES.contains(&name);
        self.dynamic |= known;
        known
    }

    fn variable(&mut self, name: &str, span: Span) {
        if self.known(name) {
            return;
        }
        let inside = self.templates > 0 || !self.locals.is_empty();
        let near = meant(name);
        let mut diagnostic = if inside {
            Diagnostic::error(format!("unknown reference `{name}`"))
        } else {
            Diagnostic::error(format!("`{name}` is neither a string nor a known reference"))
        };
        diagnostic = diagnostic.at(span, near.map_or_else(String::new, |near| format!("did you mean `{near}`?")));
        if !inside {
            diagnostic = diagnostic.help(format!("write it in quotes: `\"{name}\"`"));
        }
        if inside || near.is_some() {
            diagnostic = diagnostic.help(only_names());
        }
        self.problems.push(diagnostic);
    }

    fn must_be_one_line(&mut self, span: Span, literal: &str) {
        if literal.contains('\n') {
            let end = self.source.written(span).find(['\r', '\n']).unwrap_or(0);
            let span = Span { end: span.start + end.max(1), ..span };
            let diagnostic = Diagnostic::error("a string must end on the line it starts on").at(span, "not closed on this line");
            self.problems.push(diagnostic.help("close the quotes, write `\\n` for a new line, or use `<<-EOT` for a longer one"));
        }
    }

    fn with_locals(&mut self, names: [Option<String>; 2], visit: impl FnOnce(&mut Self)) {
        let before = self.locals.len();
        self.locals.extend(names.into_iter().flatten());
        visit(self);
        self.locals.truncate(before);
    }
}

impl Visit for Checker<'_> {
    fn visit_expr(&mut self, node: &Expression) {
        let span = self.source.span(node.span());
        match node {
            Expression::Variable(name) => self.variable(name, span),
            Expression::String(text) if text.contains('\n') => {
                // The escape `\n` is fine; a real end of line is not.
                let raw = self.source.written(span);
                self.must_be_one_line(span, raw);
            }
            _ => visit::visit_expr(self, node),
        }
    }

    fn visit_traversal(&mut self, node: &Traversal) {
        if let Expression::Variable(name) = &node.expr
            && !self.known(name)
        {
            let end = node.operators.iter().filter_map(|operator| operator.span()).map(|range| range.end).max();
            let start = self.source.span(node.expr.span());
            let span = Span { end: end.unwrap_or(start.end).max(start.end), ..start };
            let text = self.source.written(span);
            let last = text.rsplit(['.', '[']).next().unwrap_or_default();
            let near = if text == "terraform.workspace" { Some("environment") } else { NAMES.into_iter().find(|known| *known == last) };
            let diagnostic = Diagnostic::error(format!("unknown reference `{}`", one_line(text)));
            let diagnostic = diagnostic.at(span, near.map_or_else(String::new, |near| format!("did you mean `{near}`?")));
            self.problems.push(diagnostic.help(only_names()));
        } else {
            self.visit_expr(&node.expr);
        }
        for operator in &node.operators {
            self.visit_traversal_operator(operator);
        }
    }

    fn visit_func_call(&mut self, node: &FuncCall) {
        let name = node.name.name.as_str();
        let diagnostic = Diagnostic::error(format!("functions such as `{name}` cannot be called here"));
        let span = self.source.span(node.name.name.span());
        self.problems.push(diagnostic.at(span, "").help("write the result; tfgen plans networks and names by itself"));
    }

    fn visit_object(&mut self, node: &Object) {
        let mut seen: HashMap<String, Span> = HashMap::new();
        for (key, value) in node {
            let literal = match key {
                ObjectKey::Ident(ident) => Some((ident.as_str(), ident.span())),
                ObjectKey::Expression(Expression::String(text)) => Some((text.as_str(), text.span())),
                ObjectKey::Expression(_) => None,
            };
            if let Some((text, range)) = literal {
                let span = self.source.span(range);
                let name = self.source.key(span, text);
                if let Some(first) = seen.get(&name) {
                    let diagnostic = Diagnostic::error(format!("the key `{}` is written twice", one_line(&name)));
                    self.problems.push(diagnostic.at(span, "again here").related(*first, "first written here"));
                } else {
                    seen.insert(name, span);
                }
            }
            self.visit_object_item(key, value);
        }
    }

    fn visit_for_expr(&mut self, node: &ForExpr) {
        self.visit_expr(&node.intro.collection_expr);
        let names = [node.intro.key_var.as_ref().map(|name| name.to_string()), Some(node.intro.value_var.to_string())];
        self.with_locals(names, |checker| {
            if let Some(key) = &node.key_expr {
                checker.visit_expr(key);
            }
            checker.visit_expr(&node.value_expr);
            if let Some(condition) = &node.cond {
                checker.visit_expr(&condition.expr);
            }
        });
    }

    fn visit_for_directive(&mut self, node: &ForDirective) {
        self.visit_expr(&node.for_expr.collection_expr);
        let names = [node.for_expr.key_var.as_ref().map(|name| name.to_string()), Some(node.for_expr.value_var.to_string())];
        self.with_locals(names, |checker| checker.visit_template(&node.for_expr.template));
    }

    fn visit_string_template(&mut self, node: &StringTemplate) {
        let whole = self.source.span(node.span());
        for element in node {
            if let Element::Literal(literal) = element {
                let span = self.source.span(literal.span());
                let raw = self.source.written(span);
                if raw.contains('\n') {
                    self.must_be_one_line(whole, raw);
                    return;
                }
            }
        }
        self.templates += 1;
        visit::visit_string_template(self, node);
        self.templates -= 1;
    }

    fn visit_heredoc_template(&mut self, node: &HeredocTemplate) {
        self.templates += 1;
        visit::visit_heredoc_template(self, node);
        self.templates -= 1;
    }

    fn visit_interpolation(&mut self, node: &Interpolation) {
        self.visit_expr(&node.expr);
    }
}

/// The name that was probably meant.
fn meant(name: &str) -> Option<&'static str> {
    match name {
        "env" | "stage" | "workspace" => Some("environment"),
        _ => nearest(name, NAMES),
    }
}

fn only_names() -> &'static str {
    "only `project`, `environment` and `region` can be used here"
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
