//! Evaluation of expressions, for one environment.
//!
//! Knows literals, the three names, operators, conditionals, `for`, indexing and templates. Every value, and every mistake, keeps
//! the place of the smallest expression it came from.

use hcl::edit::Number;
use hcl::edit::expr::{
    BinaryOp, Conditional, Expression, ForExpr, Object, ObjectKey, Traversal, TraversalOperator, UnaryOp, UnaryOperator,
};

use super::anchor::Anchor;
use super::from_value::describe;
use super::operators;
use super::{Kind, LabelText, Value};
use crate::diagnostic::{Diagnostic, Span};

/// How much a `for` may compute before it is called a mistake: loops inside loops multiply.
const FUEL: usize = 1_000_000;

/// What the three names stand for. `None` where the document does not say: its absence is reported when the document is decoded.
pub struct Scope<'a> {
    /// `${project}`
    pub project: Option<&'a str>,
    /// `${environment}`
    pub environment: &'a str,
    /// `${region}`
    pub region: Option<&'a str>,
}

/// Evaluates one argument.
pub struct Evaluator<'a> {
    anchor: Anchor,
    scope: &'a Scope<'a>,
    pub(super) locals: Vec<(String, Value)>,
    /// `None` once it is used up, which is reported once.
    fuel: Option<usize>,
    problems: &'a mut Vec<Diagnostic>,
}

impl<'a> Evaluator<'a> {
    /// An evaluator for expressions of one syntax tree.
    pub fn new(anchor: Anchor, scope: &'a Scope<'a>, problems: &'a mut Vec<Diagnostic>) -> Self {
        Self { anchor, scope, locals: Vec::new(), fuel: Some(FUEL), problems }
    }

    /// The value of an expression; `None` when that has been reported as a mistake.
    pub fn value(&mut self, expression: &Expression) -> Option<Value> {
        let span = self.span(expression);
        let kind = match expression {
            Expression::Null(_) => Kind::Null,
            Expression::Bool(value) => Kind::Bool(*value.value()),
            Expression::Number(value) => number(value.value()),
            Expression::String(text) => Kind::String(text.value().clone()),
            Expression::Array(array) => {
                let values: Vec<Option<Value>> = array.iter().map(|element| self.value(element)).collect();
                Kind::List(values.into_iter().collect::<Option<_>>()?)
            }
            Expression::Object(object) => self.object(object)?,
            Expression::StringTemplate(template) => self.string(template)?,
            Expression::HeredocTemplate(heredoc) => self.heredoc(heredoc)?,
            Expression::Parenthesis(inner) => return self.value(inner.inner()),
            Expression::Variable(name) => self.variable(name, span)?,
            Expression::Conditional(conditional) => return self.conditional(conditional),
            Expression::Traversal(traversal) => self.traversal(traversal, span)?,
            Expression::UnaryOp(operation) => self.unary(operation, span)?,
            Expression::BinaryOp(operation) => self.binary(operation, span)?,
            Expression::ForExpr(expression) => self.for_expression(expression)?,
            Expression::FuncCall(_) => return self.fail(span, "functions cannot be called here"),
        };
        self.spend(&kind, span)?;
        Some(Value { span, kind })
    }

    /// Reports a mistake.
    pub(super) fn fail<T>(&mut self, span: Span, message: impl Into<String>) -> Option<T> {
        self.problems.push(Diagnostic::error(message).at(span, ""));
        None
    }

    pub(super) fn span(&self, node: &impl hcl::edit::Span) -> Span {
        self.anchor.span(node.span())
    }

    /// Pays for a value made inside a `for`. Outside of one, nothing can be larger than the file it is written in.
    fn spend(&mut self, kind: &Kind, span: Span) -> Option<()> {
        if self.locals.is_empty() {
            return Some(());
        }
        let cost = 1 + match kind {
            Kind::List(values) => values.len(),
            Kind::Object(entries) => entries.len(),
            Kind::String(text) => text.len() / 16,
            _ => 0,
        };
        self.burn(cost, span)
    }

    pub(super) fn burn(&mut self, cost: usize, span: Span) -> Option<()> {
        match self.fuel?.checked_sub(cost) {
            Some(left) => {
                self.fuel = Some(left);
                Some(())
            }
            None => {
                self.fuel = None;
                self.fail(span, "this `for` computes too much")
            }
        }
    }

    fn variable(&mut self, name: &str, span: Span) -> Option<Kind> {
        if let Some((_, value)) = self.locals.iter().rev().find(|(local, _)| local == name) {
            return Some(value.kind.clone());
        }
        let text = match name {
            // Whoever forgot to set these is told so once, not at every use. What stands in is of the right form.
            "project" => self.scope.project.unwrap_or("project"),
            "region" => self.scope.region.unwrap_or("us-east-1"),
            "environment" => self.scope.environment,
            _ => return self.fail(span, format!("unknown reference `{name}`")),
        };
        Some(Kind::String(text.to_owned()))
    }

    fn object(&mut self, object: &Object) -> Option<Kind> {
        let mut entries: Vec<(LabelText, Value)> = Vec::with_capacity(object.len());
        // Only a computed key can repeat another one here: repeated words were found before.
        let mut computed = false;
        let mut failed = false;
        for (key, value) in object.iter() {
            let key = match key {
                ObjectKey::Ident(ident) => Some(LabelText { text: ident.to_string(), span: self.span(ident) }),
                ObjectKey::Expression(Expression::String(text)) => Some(LabelText { text: text.to_string(), span: self.span(text) }),
                ObjectKey::Expression(expression) => {
                    computed = true;
                    self.key(expression)
                }
            };
            match (key, self.value(value.expr())) {
                (Some(key), Some(value)) => {
                    if computed && let Some((first, _)) = entries.iter().find(|(first, _)| first.text == key.text) {
                        let diagnostic = Diagnostic::error(format!("the key `{}` is written twice", key.text));
                        self.problems.push(diagnostic.at(key.span, "again here").related(first.span, "first written here"));
                        failed = true;
                    }
                    entries.push((key, value));
                }
                _ => failed = true,
            }
        }
        (!failed).then_some(Kind::Object(entries))
    }

    /// An object's key: text, or what reads as text.
    fn key(&mut self, expression: &Expression) -> Option<LabelText> {
        let value = self.value(expression)?;
        match self.text(&value) {
            Some(text) => Some(LabelText { text, span: value.span }),
            None => self.fail(value.span, format!("a key must be a string, found {}", describe(&value))),
        }
    }

    /// A simple value as text, as a template would show it.
    pub(super) fn text(&self, value: &Value) -> Option<String> {
        match &value.kind {
            Kind::String(text) => Some(text.clone()),
            Kind::Number(number) => Some(number.to_string()),
            Kind::Bool(value) => Some(value.to_string()),
            Kind::Unknown | Kind::Null | Kind::List(_) | Kind::Object(_) => None,
        }
    }

    /// The value of a condition.
    pub(super) fn condition(&mut self, expression: &Expression) -> Option<bool> {
        let value = self.value(expression)?;
        match value.kind {
            Kind::Bool(truth) => Some(truth),
            _ => self.fail(value.span, format!("a condition must be `true` or `false`, found {}", describe(&value))),
        }
    }

    fn conditional(&mut self, conditional: &Conditional) -> Option<Value> {
        let truth = self.condition(&conditional.cond_expr)?;
        self.value(if truth { &conditional.true_expr } else { &conditional.false_expr })
    }

    fn unary(&mut self, operation: &UnaryOp, span: Span) -> Option<Kind> {
        let value = self.value(&operation.expr)?;
        match (operation.operator.value(), &value.kind) {
            (UnaryOperator::Not, Kind::Bool(truth)) => Some(Kind::Bool(!truth)),
            (UnaryOperator::Neg, Kind::Number(number)) => match operators::negate(number) {
                Ok(number) => Some(Kind::Number(number)),
                Err(message) => self.fail(span, message),
            },
            (UnaryOperator::Not, _) => self.fail(value.span, format!("`!` needs `true` or `false`, found {}", describe(&value))),
            (UnaryOperator::Neg, _) => self.fail(value.span, format!("`-` needs a number, found {}", describe(&value))),
        }
    }

    fn binary(&mut self, operation: &BinaryOp, span: Span) -> Option<Kind> {
        let (left, right) = (self.value(&operation.lhs_expr), self.value(&operation.rhs_expr));
        let (left, right) = (left?, right?);
        match operators::binary(&left.kind, *operation.operator.value(), &right.kind) {
            Ok(kind) => Some(kind),
            Err(message) => self.fail(span, message),
        }
    }

    fn traversal(&mut self, traversal: &Traversal, span: Span) -> Option<Kind> {
        let mut value = self.value(&traversal.expr)?;
        for operator in &traversal.operators {
            let index = match operator.value() {
                TraversalOperator::GetAttr(name) => Kind::String(name.to_string()),
                TraversalOperator::LegacyIndex(index) => Kind::Number((*index.value()).into()),
                TraversalOperator::Index(expression) => self.value(expression)?.kind,
                TraversalOperator::AttrSplat(_) | TraversalOperator::FullSplat(_) => {
                    return self.fail(span, "`*` cannot be used here; write `[for each in … : each]`");
                }
            };
            let found = match (value.kind, &index) {
                (Kind::Object(entries), Kind::String(name)) => entries
                    .into_iter()
                    .find(|(key, _)| key.text == *name)
                    .map(|(_, value)| value)
                    .ok_or(format!("there is no key `{name}`")),
                (Kind::List(values), Kind::Number(number)) => {
                    let position = number.as_u64().and_then(|number| usize::try_from(number).ok());
                    let found = position.and_then(|position| values.into_iter().nth(position));
                    found.ok_or(format!("there is no element {number}; the first one is 0"))
                }
                (Kind::Object(_), _) => Err("an element of an object is named by a string".to_owned()),
                (Kind::List(_), _) => Err("an element of a list is named by a number; the first one is 0".to_owned()),
                (kind, _) => Err(format!("{} has no elements", describe(&Value { span, kind }))),
            };
            match found {
                Ok(found) => value = found,
                Err(message) => return self.fail(span, message),
            }
        }
        Some(value.kind)
    }

    /// The elements of a list or an object, with their index or key.
    pub(super) fn collection(&mut self, expression: &Expression) -> Option<Vec<(Value, Value)>> {
        let value = self.value(expression)?;
        let span = value.span;
        let whole = |kind| Value { span, kind };
        match value.kind {
            Kind::List(values) => {
                Some(values.into_iter().enumerate().map(|(index, value)| (whole(Kind::Number(index.into())), value)).collect())
            }
            Kind::Object(entries) => Some(entries.into_iter().map(|(key, value)| (whole(Kind::String(key.text)), value)).collect()),
            _ => self.fail(span, format!("`for` needs a list or an object, found {}", describe(&value))),
        }
    }

    fn for_expression(&mut self, node: &ForExpr) -> Option<Kind> {
        let elements = self.collection(&node.intro.collection_expr)?;
        let key_var = node.intro.key_var.as_ref().map(|name| name.to_string());
        let value_var = node.intro.value_var.to_string();
        let (mut list, mut object): (Vec<Value>, Vec<(LabelText, Value)>) = (Vec::new(), Vec::new());
        let depth = self.locals.len();
        let mut complete = true;
        for (key, value) in elements {
            self.locals.extend(key_var.clone().map(|name| (name, key)));
            self.locals.push((value_var.clone(), value));
            let done = self.for_element(node, &mut list, &mut object);
            self.locals.truncate(depth);
            // One mistake is usually made by every element: the first says it all.
            if done.is_none() {
                complete = false;
                break;
            }
        }
        complete.then_some(if node.key_expr.is_some() { Kind::Object(object) } else { Kind::List(list) })
    }

    fn for_element(&mut self, node: &ForExpr, list: &mut Vec<Value>, object: &mut Vec<(LabelText, Value)>) -> Option<()> {
        if let Some(condition) = &node.cond
            && !self.condition(&condition.expr)?
        {
            return Some(());
        }
        let Some(key) = &node.key_expr else {
            list.push(self.value(&node.value_expr)?);
            return Some(());
        };
        let key = self.key(key)?;
        let value = self.value(&node.value_expr)?;
        // Looking for the key takes its time.
        self.burn(object.len() / 16, key.span)?;
        match (object.iter_mut().find(|(known, _)| known.text == key.text), node.grouping) {
            (None, false) => object.push((key, value)),
            (None, true) => object.push((key, Value { span: value.span, kind: Kind::List(vec![value]) })),
            (Some((_, Value { kind: Kind::List(values), .. })), true) => values.push(value),
            (Some(_), _) => return self.fail(key.span, format!("this `for` makes the key `{}` twice", key.text)),
        }
        Some(())
    }
}

/// hcl-edit's number. It is finite: the parser checks.
fn number(number: &Number) -> Kind {
    let whole = number.as_u64().map(Into::into).or_else(|| number.as_i64().map(Into::into));
    whole.or_else(|| number.as_f64().and_then(operators::from_decimal)).map_or(Kind::Null, Kind::Number)
}
