//! Texts with `${…}` and `%{…}` in them.

use hcl::edit::template::{Directive, Element, ForDirective, HeredocTemplate, IfDirective, StringTemplate, Template};

use super::evaluate::Evaluator;
use super::from_value::describe;
use super::{Kind, Value};

/// Whether the white space on either side of a piece of text is to be removed: `~` in the tag before or after it.
#[derive(Clone, Copy, Default)]
struct Trim {
    start: bool,
    end: bool,
}

impl Evaluator<'_> {
    /// A text in quotes. One that is nothing but `${…}` keeps the type of what is inside, as in Terraform.
    pub(super) fn string(&mut self, template: &StringTemplate) -> Option<Kind> {
        let mut elements = template.iter();
        if let (Some(Element::Interpolation(only)), None) = (elements.next(), elements.next()) {
            return self.value(&only.expr).map(|value| value.kind);
        }
        let mut out = String::new();
        self.elements(&template.iter().collect::<Vec<_>>(), Trim::default(), &mut out)?;
        Some(Kind::String(out))
    }

    /// `<<EOT … EOT`. Its lines end in `\n` even where the file's end in `\r\n`, so that what is generated does not depend on how
    /// the file was checked out.
    pub(super) fn heredoc(&mut self, heredoc: &HeredocTemplate) -> Option<Kind> {
        let mut out = String::new();
        self.template(&heredoc.template, Trim::default(), &mut out)?;
        Some(Kind::String(out.replace("\r\n", "\n")))
    }

    fn template(&mut self, template: &Template, around: Trim, out: &mut String) -> Option<()> {
        self.elements(&template.iter().collect::<Vec<_>>(), around, out)
    }

    fn elements(&mut self, elements: &[&Element], around: Trim, out: &mut String) -> Option<()> {
        let mut complete = Some(());
        for (index, element) in elements.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|index| elements.get(index));
            let trim = Trim {
                start: before.map_or(around.start, |element| tags(element).end),
                end: elements.get(index + 1).map_or(around.end, |element| tags(element).start),
            };
            let done = match element {
                Element::Literal(text) => {
                    out.push_str(trimmed(text, trim));
                    Some(())
                }
                Element::Interpolation(interpolation) => match self.value(&interpolation.expr) {
                    None => None,
                    Some(value) => self.interpolate(&value, out),
                },
                Element::Directive(directive) => match directive.as_ref() {
                    Directive::If(directive) => self.if_directive(directive, out),
                    Directive::For(directive) => self.for_directive(directive, out),
                },
            };
            complete = complete.and(done);
        }
        complete
    }

    fn interpolate(&mut self, value: &Value, out: &mut String) -> Option<()> {
        match self.text(value) {
            Some(text) => out.push_str(&text),
            None => return self.fail(value.span, format!("{} cannot be put into a text", describe(value))),
        }
        Some(())
    }

    fn if_directive(&mut self, node: &IfDirective, out: &mut String) -> Option<()> {
        let (opening, closing) = (node.if_expr.strip, node.endif_expr.strip);
        let middle = node.else_expr.as_ref().map_or(closing, |branch| branch.strip);
        if self.condition(&node.if_expr.cond_expr)? {
            let trim = Trim { start: opening.strip_end(), end: middle.strip_start() };
            return self.template(&node.if_expr.template, trim, out);
        }
        match &node.else_expr {
            Some(branch) => self.template(&branch.template, Trim { start: middle.strip_end(), end: closing.strip_start() }, out),
            None => Some(()),
        }
    }

    fn for_directive(&mut self, node: &ForDirective, out: &mut String) -> Option<()> {
        let trim = Trim { start: node.for_expr.strip.strip_end(), end: node.endfor_expr.strip.strip_start() };
        let depth = self.locals.len();
        for (key, value) in self.collection(&node.for_expr.collection_expr)? {
            self.locals.extend(node.for_expr.key_var.as_ref().map(|name| (name.to_string(), key)));
            self.locals.push((node.for_expr.value_var.to_string(), value));
            let done = self.template(&node.for_expr.template, trim, out);
            self.locals.truncate(depth);
            done?;
        }
        self.fuelled().then_some(())
    }
}

/// Which sides of an element's tags have a `~`.
fn tags(element: &Element) -> Trim {
    match element {
        Element::Literal(_) => Trim::default(),
        Element::Interpolation(interpolation) => Trim { start: interpolation.strip.strip_start(), end: interpolation.strip.strip_end() },
        Element::Directive(directive) => match directive.as_ref() {
            Directive::If(node) => Trim { start: node.if_expr.strip.strip_start(), end: node.endif_expr.strip.strip_end() },
            Directive::For(node) => Trim { start: node.for_expr.strip.strip_start(), end: node.endfor_expr.strip.strip_end() },
        },
    }
}

/// `~` takes the blanks up to the end of the line, and the end of the line.
fn trimmed(text: &str, trim: Trim) -> &str {
    let blank = |c: char| c.is_whitespace() && c != '\r' && c != '\n';
    let mut text = text;
    if trim.start {
        text = text.trim_start_matches(blank);
        text = text.strip_prefix("\r\n").or_else(|| text.strip_prefix('\n')).unwrap_or(text);
    }
    if trim.end {
        text = text.trim_end_matches(blank);
        text = text.strip_suffix("\r\n").or_else(|| text.strip_suffix('\n')).unwrap_or(text);
    }
    text
}
