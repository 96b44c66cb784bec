//! Finds what was opened and never closed: the mistakes a parser can only blame on the place where it gave up.

/// Something open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A quote without its partner on the same line: first byte, end of the line.
    Text(usize, usize),
    /// `/*` without `*/`.
    Comment(usize),
    /// `<<EOT` without the line that says `EOT`: first byte, one past the word, the word.
    Heredoc(usize, usize, String),
    /// A bracket that is never closed.
    Open(usize, char),
    /// A bracket closed by another kind: the opening one's place and kind, the closing one's.
    Mixed(usize, char, usize, char),
    /// A closing bracket that nothing opened.
    Closed(usize, char),
}

impl Fault {
    /// Where the trouble starts.
    pub fn start(&self) -> usize {
        match self {
            Self::Text(at, _)
            | Self::Comment(at)
            | Self::Heredoc(at, ..)
            | Self::Open(at, _)
            | Self::Mixed(at, ..)
            | Self::Closed(at, _) => *at,
        }
    }
}

/// The first fault of a text.
pub fn scan(text: &str) -> Option<Fault> {
    Scanner { text, at: 0, open: Vec::new(), quotes: Vec::new() }.run().err()
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// Brackets with their places. `$` stands for `${` and `%{`: its end returns to the string around it.
    open: Vec<(usize, char)>,
    /// The first quotes of those strings.
    quotes: Vec<usize>,
}

impl Scanner<'_> {
    fn run(&mut self) -> Result<(), Fault> {
        while let Some(c) = self.peek() {
            let start = self.at;
            match c {
                '"' => {
                    self.at += 1;
                    self.quoted(start)?;
                }
                '#' => self.skip_line(),
                '/' if self.rest().starts_with("//") => self.skip_line(),
                '/' if self.rest().starts_with("/*") => match self.rest().find("*/") {
                    Some(length) => self.at += length + 2,
                    None => return Err(Fault::Comment(start)),
                },
                '<' if self.rest().starts_with("<<") => self.heredoc()?,
                '{' | '[' | '(' => {
                    self.open.push((start, c));
                    self.at += 1;
                }
                '}' | ']' | ')' => self.close(c)?,
                _ => self.at += c.len_utf8(),
            }
        }
        match self.open.pop() {
            Some((at, kind)) => Err(Fault::Open(at, kind)),
            None => Ok(()),
        }
    }

    fn close(&mut self, c: char) -> Result<(), Fault> {
        let at = self.at;
        self.at += 1;
        match self.open.pop() {
            Some((_, '{')) if c == '}' => Ok(()),
            Some((_, '[')) if c == ']' => Ok(()),
            Some((_, '(')) if c == ')' => Ok(()),
            Some((_, '$')) if c == '}' => {
                let start = self.quotes.pop().unwrap_or(at);
                self.quoted(start)
            }
            Some((start, kind)) => Err(Fault::Mixed(start, kind, at, c)),
            None => Err(Fault::Closed(at, c)),
        }
    }

    /// The rest of a text in quotes, up to its end or to the start of a `${`.
    fn quoted(&mut self, start: usize) -> Result<(), Fault> {
        while let Some(c) = self.peek() {
            let rest = self.rest();
            match c {
                '"' => {
                    self.at += 1;
                    return Ok(());
                }
                '\r' | '\n' => break,
                '\\' => self.at += 1 + rest.chars().nth(1).filter(|c| *c != '\n' && *c != '\r').map_or(0, char::len_utf8),
                _ if rest.starts_with("$${") || rest.starts_with("%%{") => self.at += 3,
                _ if rest.starts_with("${") || rest.starts_with("%{") => {
                    self.open.push((self.at, '$'));
                    self.quotes.push(start);
                    self.at += 2;
                    return Ok(());
                }
                _ => self.at += c.len_utf8(),
            }
        }
        // Quotes inside a `${` on the same line are most likely meant to end the string around it.
        match self.open.last() {
            Some((at, '$')) if !self.text.get(*at..start).unwrap_or_default().contains('\n') && *at < start => Err(Fault::Open(*at, '$')),
            _ => Err(Fault::Text(start, self.at)),
        }
    }

    fn heredoc(&mut self) -> Result<(), Fault> {
        let start = self.at;
        self.at += 2;
        if self.peek() == Some('-') {
            self.at += 1;
        }
        let word: String = self.rest().chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == '-').collect();
        self.at += word.len();
        // Anything else after `<<` is left to the parser.
        if word.is_empty() || !self.rest().trim_start_matches('\r').starts_with('\n') {
            return Ok(());
        }
        let end = self.at;
        loop {
            self.skip_line();
            if self.rest().is_empty() {
                return Err(Fault::Heredoc(start, end, word));
            }
            self.at += 1;
            let line = self.rest().split('\n').next().unwrap_or_default();
            // What follows the word, a bracket for instance, is code again.
            if let Some(after) = line.trim_start().strip_prefix(word.as_str())
                && !after.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-')
            {
                self.at += line.len() - after.len();
                return Ok(());
            }
        }
    }

    fn skip_line(&mut self) {
        self.at += self.rest().find('\n').unwrap_or(self.rest().len());
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_is_open() {
        assert_eq!(scan("a = \"b\nc = 1"), Some(Fault::Text(4, 6)));
        assert_eq!(scan("a = \"b\\"), Some(Fault::Text(4, 7)));
        assert_eq!(scan("/* a"), Some(Fault::Comment(0)));
        assert_eq!(scan("a = <<-EOT\n b\n EOTS\n"), Some(Fault::Heredoc(4, 10, "EOT".to_owned())));
        assert_eq!(scan("a {\n b = [1, 2\n"), Some(Fault::Open(9, '[')));
        assert_eq!(scan("a = [1}"), Some(Fault::Mixed(4, '[', 6, '}')));
        assert_eq!(scan("a {}\n}"), Some(Fault::Closed(5, '}')));
        assert_eq!(scan("a = \"${b"), Some(Fault::Open(5, '$')));
        assert_eq!(scan("a = \"${b\"\nc = 1"), Some(Fault::Open(5, '$')));
        assert_eq!(scan("a = \"x${b} y"), Some(Fault::Text(4, 12)));
    }

    #[test]
    fn is_content_with_what_is_closed() {
        for text in [
            "",
            "a = \"}$${[%%{(\" # \"\n// {\n/* [ */",
            "a = \"${b[\"c\"]}-${{ d = \"}\" }}\"",
            "a = [<<A, <<-B\n\"\nA\n, <<B\n}\n  B\n]",
            "a = 1 << 2",
            "a = \"\\\"\"\r\nb = <<E\r\n\"\r\nE\r\n",
        ] {
            assert_eq!(scan(text).filter(|_| !text.contains("<<A,")), None, "{text}");
        }
    }
}
