//! Texts with `${…}` and `%{…}` in them. What `~` takes away is gone already.

use hcl::edit::template::{Directive, Element, ForDirective, HeredocTemplate, IfDirective, StringTemplate};

use super::evaluate::Evaluator;
use super::from_value::describe;
use super::{Kind, Value};

impl Evaluator<'_> {
    /// A string in quotes. One that is nothing but `${…}` keeps the type of what is inside, as in Terraform.
    pub(super) fn string(&mut self, template: &StringTemplate) -> Option<Kind> {
        let mut elements = template.iter();
        if let (Some(Element::Interpolation(only)), None) = (elements.next(), elements.next()) {
            return self.value(&only.expr).map(|value| value.kind);
        }
        let mut out = String::new();
        self.elements(template.iter(), &mut out)?;
        Some(Kind::String(out))
    }

    /// `<<EOT … EOT`
    pub(super) fn heredoc(&mut self, heredoc: &HeredocTemplate) -> Option<Kind> {
        let mut out = String::new();
        self.elements(heredoc.template.iter(), &mut out)?;
        Some(Kind::String(out))
    }

    fn elements<'a>(&mut self, elements: impl Iterator<Item = &'a Element>, out: &mut String) -> Option<()> {
        let mut complete = Some(());
        for element in elements {
            let done = match element {
                Element::Literal(text) => {
                    out.push_str(text);
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
            None => return self.fail(value.span, format!("{} cannot be put into a string", describe(value))),
        }
        Some(())
    }

    fn if_directive(&mut self, node: &IfDirective, out: &mut String) -> Option<()> {
        if self.condition(&node.if_expr.cond_expr)? {
            return self.elements(node.if_expr.template.iter(), out);
        }
        match &node.else_expr {
            Some(branch) => self.elements(branch.template.iter(), out),
            None => Some(()),
        }
    }

    fn for_directive(&mut self, node: &ForDirective, out: &mut String) -> Option<()> {
        let depth = self.locals.len();
        for (key, value) in self.collection(&node.for_expr.collection_expr)? {
            self.locals.extend(node.for_expr.key_var.as_ref().map(|name| (name.to_string(), key)));
            self.locals.push((node.for_expr.value_var.to_string(), value));
            let before = out.len();
            let span = self.span(&node.for_expr.collection_expr);
            let done = self.elements(node.for_expr.template.iter(), out).and_then(|()| self.burn(1 + (out.len() - before) / 16, span));
            self.locals.truncate(depth);
            done?;
        }
        Some(())
    }
}
