//! The tokens that layout tells apart, which are fewer than HCL has.

/// One token: its kind and the bytes it covers in the text it was read from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

macro_rules! kinds {
    ($($(#[$meaning:meta])* $kind:ident,)*) => {
        /// What a token is, as far as spaces and columns depend on it.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub(super) enum Kind {
            $($(#[$meaning])* $kind,)*
        }

        impl Kind {
            /// All of them, in order.
            pub(super) const ALL: &[Self] = &[$(Self::$kind),*];
        }
    };
}

kinds! {
    /// `${` or `%{`, with `~` if it is there.
    OpenTemplate,
    OpenBrace,
    OpenBracket,
    OpenParen,
    /// The `}` or `~}` that ends one.
    CloseTemplate,
    CloseBrace,
    CloseBracket,
    CloseParen,
    /// A name or a keyword, with the names that follow it after dots.
    Word,
    /// The name `in`, which is a keyword wherever it follows another name.
    In,
    Number,
    /// A whole string with nothing special in it; any other is three or more of the following.
    String,
    /// A string's text between its quotes and its interpolations; in a heredoc, one line of it.
    Literal,
    OpenQuote,
    CloseQuote,
    /// `<<EOT` with its line break.
    OpenHeredoc,
    /// The closing marker with the spaces before it.
    CloseHeredoc,
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
    /// The end of a line outside strings and comments.
    LineBreak,
}

impl Kind {
    /// How this token changes the number of open brackets. Quotes and heredocs are no brackets to `terraform fmt`.
    pub(super) const fn bracket_change(self) -> isize {
        match self {
            Kind::OpenTemplate | Kind::OpenBrace | Kind::OpenBracket | Kind::OpenParen => 1,
            Kind::CloseTemplate | Kind::CloseBrace | Kind::CloseBracket | Kind::CloseParen => -1,
            _ => 0,
        }
    }

    /// Whether this token opens a bracket.
    pub(super) const fn opens(self) -> bool {
        self.bracket_change() > 0
    }

    /// Whether this token closes a bracket.
    pub(super) const fn closes(self) -> bool {
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
    pub(super) const fn is_word(self) -> bool {
        matches!(self, Kind::Word | Kind::In)
    }
}

/// The bracket, separator or operator at the start of `text`, and its length.
pub(super) fn symbol(text: &[u8]) -> Option<(Kind, usize)> {
    let (first, rest) = text.split_first()?;
    Some(match (first, rest) {
        (b'{', _) => (Kind::OpenBrace, 1),
        (b'}', _) => (Kind::CloseBrace, 1),
        (b'[', _) => (Kind::OpenBracket, 1),
        (b']', _) => (Kind::CloseBracket, 1),
        (b'(', _) => (Kind::OpenParen, 1),
        (b')', _) => (Kind::CloseParen, 1),
        (b',', _) => (Kind::Comma, 1),
        (b'?', _) => (Kind::Question, 1),
        (b'-', _) => (Kind::Minus, 1),
        (b'=', [b'>', ..]) => (Kind::Arrow, 2),
        (b':', [b':', ..]) => (Kind::DoubleColon, 2),
        (b'~', [b'}', ..]) => (Kind::CloseTemplate, 2),
        (b'.', [b'.', b'.', ..]) => (Kind::Ellipsis, 3),
        (b'=' | b'!' | b'<' | b'>', [b'=', ..]) | (b'&', [b'&', ..]) | (b'|', [b'|', ..]) => (Kind::Operator, 2),
        (b'+' | b'*' | b'/' | b'%' | b'<' | b'>', _) => (Kind::Operator, 1),
        (b'=', _) => (Kind::Equal, 1),
        (b':', _) => (Kind::Colon, 1),
        (b'.', _) => (Kind::Dot, 1),
        (b'!', _) => (Kind::Bang, 1),
        _ => return None,
    })
}
