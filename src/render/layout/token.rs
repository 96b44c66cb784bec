//! The tokens that layout tells apart, which are fewer than HCL has.

/// What a token is, as far as spaces and columns depend on it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    /// A name or a keyword.
    Word,
    /// The name `in`, which is a keyword wherever it follows another name.
    In,
    Number,
    /// A string's text between its quotes and its interpolations; in a heredoc, one line of it.
    Literal,
    OpenQuote,
    CloseQuote,
    /// `<<EOT` with its line break.
    OpenHeredoc,
    /// The closing marker with the spaces before it.
    CloseHeredoc,
    /// `${` or `%{`, with `~` if it is there.
    OpenTemplate,
    /// The `}` or `~}` that ends one.
    CloseTemplate,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    OpenParen,
    CloseParen,
    /// The single `=`; only this one is aligned.
    Equal,
    /// `=>`
    Arrow,
    Colon,
    DoubleColon,
    Comma,
    Dot,
    Ellipsis,
    Question,
    Bang,
    Minus,
    /// Any other arithmetic, comparing or logical operator.
    Operator,
    /// `# …` or `// …`, without its line break.
    LineComment,
    /// `/* … */`
    BlockComment,
}

impl Kind {
    /// How this token changes the number of open brackets. Quotes and heredocs are no brackets to `terraform fmt`.
    pub(super) fn bracket_change(self) -> isize {
        match self {
            Kind::OpenBrace | Kind::OpenBracket | Kind::OpenParen | Kind::OpenTemplate => 1,
            Kind::CloseBrace | Kind::CloseBracket | Kind::CloseParen | Kind::CloseTemplate => -1,
            _ => 0,
        }
    }

    /// Whether this token opens a bracket.
    pub(super) fn opens(self) -> bool {
        self.bracket_change() > 0
    }

    /// Whether this token closes a bracket.
    pub(super) fn closes(self) -> bool {
        self.bracket_change() < 0
    }

    /// Whether this token closes what `open` opens.
    pub(super) fn is_closing(self, open: Kind) -> bool {
        matches!(
            (open, self),
            (Kind::OpenBrace, Kind::CloseBrace)
                | (Kind::OpenBracket, Kind::CloseBracket)
                | (Kind::OpenParen, Kind::CloseParen)
                | (Kind::OpenTemplate, Kind::CloseTemplate)
        )
    }

    /// Whether this token is a name, keyword or not.
    pub(super) fn is_word(self) -> bool {
        matches!(self, Kind::Word | Kind::In)
    }
}

/// One token: its kind and the bytes it covers in the text it was read from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The bracket, separator or operator at the start of `text`, and its length.
pub(super) fn symbol(text: &[u8]) -> Option<(Kind, usize)> {
    Some(match text {
        [b'.', b'.', b'.', ..] => (Kind::Ellipsis, 3),
        [b'=', b'>', ..] => (Kind::Arrow, 2),
        [b':', b':', ..] => (Kind::DoubleColon, 2),
        [b'~', b'}', ..] => (Kind::CloseTemplate, 2),
        [b'=' | b'!' | b'<' | b'>', b'=', ..] | [b'&', b'&', ..] | [b'|', b'|', ..] => (Kind::Operator, 2),
        [b'+' | b'*' | b'/' | b'%' | b'<' | b'>', ..] => (Kind::Operator, 1),
        [b'{', ..] => (Kind::OpenBrace, 1),
        [b'}', ..] => (Kind::CloseBrace, 1),
        [b'[', ..] => (Kind::OpenBracket, 1),
        [b']', ..] => (Kind::CloseBracket, 1),
        [b'(', ..] => (Kind::OpenParen, 1),
        [b')', ..] => (Kind::CloseParen, 1),
        [b'=', ..] => (Kind::Equal, 1),
        [b':', ..] => (Kind::Colon, 1),
        [b',', ..] => (Kind::Comma, 1),
        [b'.', ..] => (Kind::Dot, 1),
        [b'?', ..] => (Kind::Question, 1),
        [b'!', ..] => (Kind::Bang, 1),
        [b'-', ..] => (Kind::Minus, 1),
        _ => return None,
    })
}
