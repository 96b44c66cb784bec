//! A small SVG document: shapes with classes, one style for light and dark, a title and a description for those who do not see it.

use std::fmt::Write as _;

/// Text as it may stand in XML, in an element or in an attribute. What XML cannot hold at all is left out.
/// Source: Extensible Markup Language 1.0, 2.2 "Characters" and 2.4 "Character data and markup".
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => escaped.push(character),
            _ => {}
        }
    }
    escaped
}

/// Colours by class, for light and for dark. Text has a contrast of at least 4.5 to 1 against the background in both.
/// Source: WCAG 2.2, 1.4.3 "Contrast (Minimum)".
const STYLE: &str = "\
.tf{font:13px system-ui,sans-serif;background:#fff}.tf .bg{fill:#fff}.tf text{fill:#1f2328}.tf .dim{fill:#59636e}\
.tf .strong{font-weight:600}.tf .line{stroke:#8c959f;fill:none}.tf .grid{stroke:#d1d9e0;fill:none}.tf .good{fill:#1a7f37}\
.tf .bad{fill:#c1121f}.tf .warn{fill:#8a4600}.tf .area{fill:#54aeff;fill-opacity:.35;stroke:#0969da}\
@media(prefers-color-scheme:dark){.tf{background:#0d1117}.tf .bg{fill:#0d1117}.tf text{fill:#f0f6fc}.tf .dim{fill:#9198a1}\
.tf .line{stroke:#656c76}.tf .grid{stroke:#3d444d}.tf .good{fill:#3fb950}.tf .bad{fill:#ff7b72}.tf .warn{fill:#f0883e}\
.tf .area{fill:#1f6feb;fill-opacity:.35;stroke:#4493f8}}\
.tf text.good,.tf text.bad,.tf text.warn{font-weight:600}";

/// A drawing. Coordinates are pixels of a 1:1 view; it scales with the page.
#[derive(Clone, Debug)]
pub struct Svg {
    id: String,
    width: u32,
    title: String,
    description: String,
    style: &'static str,
    body: String,
}

impl Svg {
    /// An empty one. `id` tells it from the other pictures of a page.
    pub fn new(id: &str, width: u32, title: &str, description: &str) -> Self {
        let id = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        Self { id, width, title: escape(title), description: escape(description), style: "", body: String::new() }
    }

    /// Rules of this kind of picture, after those that all share. Selectors begin with `.tf`: other pictures may be in the same page.
    pub fn style(&mut self, rules: &'static str) {
        self.style = rules;
    }

    /// Shapes that belong together. What they are is shown to whoever points at them.
    pub fn group(&mut self, title: &str, draw: impl FnOnce(&mut Self)) {
        self.push(format_args!("<g><title>{}</title>\n", escape(title)));
        draw(self);
        self.push(format_args!("</g>\n"));
    }

    /// Straight lines from point to point, open.
    pub fn polyline(&mut self, class: &str, points: &[(u32, u32)]) {
        let points = points.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ");
        self.push(format_args!("<polyline class=\"{}\" points=\"{points}\"/>\n", escape(class)));
    }

    /// A rectangle.
    pub fn rect(&mut self, class: &str, x: u32, y: u32, width: u32, height: u32) {
        self.push(format_args!("<rect class=\"{}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>\n", escape(class)));
    }

    /// A straight line.
    pub fn line(&mut self, class: &str, from: (u32, u32), to: (u32, u32)) {
        let ((x1, y1), (x2, y2)) = (from, to);
        self.push(format_args!("<line class=\"{}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>\n", escape(class)));
    }

    /// A circle.
    pub fn circle(&mut self, class: &str, centre: (u32, u32), radius: u32) {
        self.push(format_args!("<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{radius}\"/>\n", escape(class), centre.0, centre.1));
    }

    /// Straight lines from point to point, closed and filled.
    pub fn polygon(&mut self, class: &str, points: &[(u32, u32)]) {
        let points = points.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ");
        self.push(format_args!("<polygon class=\"{}\" points=\"{points}\"/>\n", escape(class)));
    }

    /// Text from a point on, to the left of it or around it: `start`, `end` or `middle`.
    pub fn text(&mut self, class: &str, at: (u32, u32), anchor: &str, text: &str) {
        let (x, y) = at;
        self.push(format_args!(
            "<text class=\"{}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{}\">{}</text>\n",
            escape(class),
            escape(anchor),
            escape(text)
        ));
    }

    fn push(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = self.body.write_fmt(element);
    }

    /// The document, as high as what was drawn.
    pub fn finish(self, height: u32) -> String {
        let Self { id, width, title, description, style, body } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tf\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" width=\"{width}\" \
             height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n<title id=\"{id}-title\">{title}</title>\n\
             <desc id=\"{id}-desc\">{description}</desc>\n<style>{STYLE}{style}</style>\n<rect class=\"bg\" width=\"{width}\" height=\"{height}\"/>\n\
             {body}</svg>\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(escape("a<b & \"c\" 'd'\u{0}\u{1b}"), "a&lt;b &amp; &quot;c&quot; &#39;d&#39;");
        let mut svg = Svg::new("a b\"", 100, "<t>", "d & e");
        svg.text("x\" onload=\"y", (1, 2), "start", "</text><script>");
        let text = svg.finish(50);
        assert!(!text.contains("<script") && !text.contains("onload=\"y"), "{text}");
        assert!(text.contains("<title id=\"a-b--title\">&lt;t&gt;</title>") && text.contains("viewBox=\"0 0 100 50\""));
    }
}
