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
    Scanner::new(text).run().err()
}

/// The first fault of a text over which hcl-edit would never come to an end: where something is not closed it goes back to the last
/// operator and reads on from there again, within each bracket around it once more.
pub fn endless(text: &str) -> Option<Fault> {
    let mut scanner = Scanner { in_heredocs: true, ..Scanner::new(text) };
    let fault = scanner.run().err()?;
    (scanner.deepest > MOST_OPERANDS).then_some(fault)
}

/// How many brackets after operators are read inside one another. Each doubles the time; nobody writes a third one.
const MOST_OPERANDS: usize = 2;

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    open: Vec<Bracket>,
    /// What each `$` is in.
    around: Vec<Around>,
    /// Whether `${` is looked for in heredocs: what is wrong in one, the parser tells better.
    in_heredocs: bool,
    /// Whether an operator stands before this place in the same expression and bracket.
    operator: bool,
    /// How many brackets are open that stand after an operator, and the most there were.
    operands: usize,
    deepest: usize,
}

struct Bracket {
    at: usize,
    /// `$` stands for `${` and `%{`: its end returns to the string around it.
    kind: char,
    /// Whether an operator stands before it.
    operand: bool,
}

/// A text that goes on behind the end of a `${`.
enum Around {
    /// Its first quotes.
    Quoted(usize),
    Heredoc(Heredoc),
}

struct Heredoc {
    start: usize,
    /// One past the word.
    end: usize,
    word: String,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0, open: Vec::new(), around: Vec::new(), in_heredocs: false, operator: false, operands: 0, deepest: 0 }
    }

    fn run(&mut self) -> Result<(), Fault> {
        while let Some(byte) = self.peek() {
            let start = self.at;
            match byte {
                b'"' => {
                    self.at += 1;
                    self.quoted(start)?;
                }
                b'#' => self.skip_line(),
                b'/' if self.rest().starts_with("//") => self.skip_line(),
                b'/' if self.rest().starts_with("/*") => match self.rest().find("*/") {
                    Some(length) => self.at += length + 2,
                    None => return Err(Fault::Comment(start)),
                },
                b'<' if self.rest().starts_with("<<") => self.heredoc()?,
                b'{' | b'[' | b'(' => self.open(char::from(byte), 1),
                b'}' | b']' | b')' => self.close(char::from(byte))?,
                _ => {
                    self.operator = match byte {
                        b'*' | b'/' | b'%' | b'+' | b'-' | b'!' | b'<' | b'>' | b'&' | b'|' => true,
                        b'=' => self.operator || self.rest().starts_with("=="),
                        b',' => false,
                        b'\n' => self.operator && !matches!(self.open.last(), None | Some(Bracket { kind: '{', .. })),
                        _ => self.operator,
                    };
                    self.at += 1;
                }
            }
        }
        match self.open.pop() {
            Some(Bracket { at, kind, .. }) => Err(Fault::Open(at, kind)),
            None => Ok(()),
        }
    }

    fn open(&mut self, kind: char, length: usize) {
        self.open.push(Bracket { at: self.at, kind, operand: self.operator });
        self.operands += usize::from(self.operator);
        self.deepest = self.deepest.max(self.operands);
        self.operator = false;
        self.at += length;
    }

    fn close(&mut self, c: char) -> Result<(), Fault> {
        let at = self.at;
        self.at += 1;
        let Some(Bracket { at: start, kind, operand }) = self.open.pop() else { return Err(Fault::Closed(at, c)) };
        self.operands -= usize::from(operand);
        self.operator = operand;
        match (kind, c) {
            ('{', '}') | ('[', ']') | ('(', ')') => Ok(()),
            ('$', '}') => match self.around.pop() {
                Some(Around::Heredoc(heredoc)) => self.in_heredoc(heredoc),
                Some(Around::Quoted(start)) => self.quoted(start),
                None => Ok(()),
            },
            _ => Err(Fault::Mixed(start, kind, at, c)),
        }
    }

    /// The rest of a text in quotes, up to its end or to the start of a `${`.
    fn quoted(&mut self, start: usize) -> Result<(), Fault> {
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    self.at += 1;
                    return Ok(());
                }
                b'\r' | b'\n' => break,
                b'\\' => self.at += 1 + usize::from(!matches!(self.text.as_bytes().get(self.at + 1), None | Some(b'\r' | b'\n'))),
                b'$' | b'%' if self.escapes() => self.at += 3,
                b'$' | b'%' if self.interpolates() => {
                    self.around.push(Around::Quoted(start));
                    self.open('$', 2);
                    return Ok(());
                }
                _ => self.at += 1,
            }
        }
        // Quotes inside a `${` on the same line are most likely meant to end the string around it.
        match self.open.last() {
            Some(Bracket { at, kind: '$', .. }) if *at < start && !self.text.get(*at..start).unwrap_or_default().contains('\n') => {
                Err(Fault::Open(*at, '$'))
            }
            _ => Err(Fault::Text(start, self.at)),
        }
    }

    fn heredoc(&mut self) -> Result<(), Fault> {
        let start = self.at;
        self.at += 2;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let word: String = self.rest().chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == '-').collect();
        self.at += word.len();
        // Anything else after `<<` is left to the parser.
        if word.is_empty() || !self.rest().trim_start_matches('\r').starts_with('\n') {
            return Ok(());
        }
        self.in_heredoc(Heredoc { start, end: self.at, word })
    }

    /// The rest of a heredoc, up to its end or to the start of a `${`.
    fn in_heredoc(&mut self, heredoc: Heredoc) -> Result<(), Fault> {
        loop {
            while self.in_heredocs && self.peek().is_some_and(|byte| byte != b'\n') {
                if self.escapes() {
                    self.at += 3;
                } else if self.interpolates() {
                    self.around.push(Around::Heredoc(heredoc));
                    self.open('$', 2);
                    return Ok(());
                } else {
                    self.at += 1;
                }
            }
            self.skip_line();
            if self.rest().is_empty() {
                return Err(Fault::Heredoc(heredoc.start, heredoc.end, heredoc.word));
            }
            self.at += 1;
            let line = self.rest().split('\n').next().unwrap_or_default();
            // What follows the word, a bracket for instance, is code again.
            if let Some(after) = line.trim_start().strip_prefix(heredoc.word.as_str())
                && !after.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-')
            {
                self.at += line.len() - after.len();
                return Ok(());
            }
        }
    }

    /// Whether `$${` or `%%{` stands here.
    fn escapes(&self) -> bool {
        self.rest().starts_with("$${") || self.rest().starts_with("%%{")
    }

    /// Whether `${` or `%{` stands here.
    fn interpolates(&self) -> bool {
        self.rest().starts_with("${") || self.rest().starts_with("%{")
    }

    fn skip_line(&mut self) {
        self.at += self.rest().find('\n').unwrap_or(self.rest().len());
    }

    /// What means something is ASCII, and no byte of another character is.
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
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
            "a = \"ü\\ü\" # ü\nb = ü",
        ] {
            assert_eq!(scan(text).filter(|_| !text.contains("<<A,")), None, "{text}");
        }
    }

    #[test]
    fn knows_what_would_take_forever() {
        let nested = |open: &str| format!("x = {}", open.repeat(3));
        assert!(endless(&format!("x = <<E\n$${{ a ${{ {}\nE\n", "a*a*(".repeat(3))).is_some());
        assert_eq!(endless(&format!("x = <<E\n${{{}1{}}} (\nE\n", "a*a*(".repeat(3), ")".repeat(3))), None);
        for open in ["a * a % {e = ", "a*a*(", "a*a*b[", "a == a && \"${", "a-a-!{e=", "<<E\n${a*a*(", "[a*a*b[1, a*a*{e="] {
            assert!(endless(&nested(open)).is_some(), "{open}");
        }
        // What is closed is read once.
        assert_eq!(endless(&format!("x = {}1{}", "a*a*(".repeat(9), ")".repeat(9))), None);
        // A new argument, or element, is another expression.
        assert_eq!(endless("a {\n b = 1 * 2\n c {\n d = 1 * 2\n e {\n f = 1 * 2\n g {\n h = 1 * 2\n i {\n"), None);
        assert_eq!(endless("a = [1*1, [1*1, [1*1, [1*1, ["), None);
    }
}
