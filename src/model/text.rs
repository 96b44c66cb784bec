//! Free text, as far as the place it ends up in can carry it.

/// Declares a text newtype whose only way in is `FromStr`.
macro_rules! checked_text {
    ($(#[$doc:meta])* $name:ident, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                let check: fn(&str) -> Result<(), String> = $check;
                $crate::model::text::visible(text)?;
                check(text).map(|()| Self(text.to_owned()))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
pub(super) use checked_text;

checked_text!(
    /// What a traffic flow is for. It becomes a security-group rule's description, so only what EC2 accepts there.
    /// Source: EC2 API reference, `IpRange.Description`.
    Purpose,
    |text| {
        if text.trim().is_empty() {
            return Err("must say what the flow is for".to_owned());
        }
        let refused = text.chars().find(|c| !c.is_ascii_alphanumeric() && !" ._-:/()#,@[]+=&;{}!$*".contains(*c));
        if let Some(refused) = refused {
            return Err(format!("holds {refused:?}, which EC2 does not accept in a description; it accepts letters, digits, spaces and `._-:/()#,@[]+=&;{{}}!$*`"));
        }
        at_most(text, 255)
    }
);

checked_text!(
    /// Why a finding is not minded, for whoever reads it next.
    Reason,
    |text| {
        if text.trim().is_empty() {
            return Err("is empty: whoever reads this next needs to know why".to_owned());
        }
        match text.chars().find(|c| uncarried(*c) && *c != '\n' && *c != '\t') {
            Some(refused) => Err(format!("holds {refused:?}, which is no text")),
            None => Ok(()),
        }
    }
);

checked_text!(
    /// A path that a client asks for: starts with `/`, no blanks.
    UrlPath,
    |text| {
        if !text.starts_with('/') {
            return Err("must start with `/`".to_owned());
        }
        if let Some(refused) = text.chars().find(|c| !c.is_ascii_graphic() || "\"'\\`<>^|{}".contains(*c)) {
            return Err(format!("holds {refused:?}, which has to be percent-encoded in a path"));
        }
        at_most(text, 128)
    }
);

checked_text!(
    /// An object at the root of a distribution, without a `/` in front: `index.html`.
    ResponsePagePath,
    |text| {
        if text.is_empty() || text.starts_with('/') {
            return Err("must be an object's name without a `/` in front, such as `index.html`".to_owned());
        }
        match text.chars().find(|c| !c.is_ascii_alphanumeric() && !"._-/".contains(*c)) {
            Some(refused) => Err(format!("holds {refused:?}; it accepts letters, digits and `._-/`")),
            None => at_most(text, 255),
        }
    }
);

checked_text!(
    /// A command line for systemd's `ExecStart`: an absolute path and its arguments, on one line. Quotes keep blanks together; a
    /// backslash, `$` and `%` are themselves. Source: systemd.service(5), "Command lines".
    Command,
    |text| {
        let program = text.split(' ').next().unwrap_or_default();
        if !program.starts_with('/') || program.ends_with('/') {
            return Err("must start with the absolute path of a program; systemd does not search PATH".to_owned());
        }
        if let Some(refused) = program.chars().find(|c| "\"'\\$%".contains(*c)) {
            return Err(format!("has {refused:?} in the path of the program, which systemd would not read as itself"));
        }
        no_control(text)?;
        one_command(text)?;
        at_most(text, 1024)
    }
);

/// Quotes that are closed, and no `;` that begins a second command.
fn one_command(text: &str) -> Result<(), String> {
    let (mut quote, mut word) = (None, String::new());
    for c in text.chars().chain([' ']) {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            ('"' | '\'', None) => quote = Some(c),
            (' ', None) if word == ";" => {
                return Err("must be one command; several are a script in the artifact, or the argument of `/bin/sh -c`".to_owned());
            }
            (' ', None) => {
                word.clear();
                continue;
            }
            _ => {}
        }
        word.push(c);
    }
    match quote {
        Some(open) => Err(format!("has a quote ({open}) that is not closed; put it between quotes of the other kind to mean it as it is")),
        None => Ok(()),
    }
}

checked_text!(
    /// The name of an environment variable.
    EnvironmentKey,
    |text| {
        let first = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        if !first || !text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            return Err("must be letters, digits and underscores, not starting with a digit".to_owned());
        }
        at_most(text, 255)
    }
);

checked_text!(
    /// The value of an environment variable: anything but what systemd refuses in an environment file.
    /// Source: systemd.exec(5), `EnvironmentFile=`; control characters other than tab and line feed are dropped there.
    EnvironmentValue,
    |text| match text.chars().find(|c| uncarried(*c) && *c != '\n' && *c != '\t') {
        Some(refused) => Err(format!("holds {refused:?}, which an environment variable cannot carry")),
        None => Ok(()),
    }
);

checked_text!(
    /// A package of the operating system, as `dnf` names it.
    Package,
    |text| {
        let first = text.starts_with(|c: char| c.is_ascii_alphanumeric());
        if !first || !text.chars().all(|c| c.is_ascii_alphanumeric() || "._+-".contains(c)) {
            return Err("must be a package name such as `nodejs22`".to_owned());
        }
        at_most(text, 128)
    }
);

checked_text!(
    /// An image: `ami-…`, or `resolve:ssm:` and the parameter that holds its id.
    ImageId,
    |text| {
        let ami = text.strip_prefix("ami-").is_some_and(|id| (8..=17).contains(&id.len()) && id.chars().all(|c| c.is_ascii_hexdigit()));
        let parameter = text
            .strip_prefix("resolve:ssm:")
            .is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "/._:-".contains(c)));
        if ami || parameter { Ok(()) } else { Err("must be `ami-…` or `resolve:ssm:` and the name of a parameter".to_owned()) }
    }
);

/// Whoever reads a text sees all of it, in the order it has: no character that turns what follows around, hides, or has no width. Those that
/// join letters and emoji (U+200C, U+200D) are part of what is seen. Source: Unicode Technical Standard 55, "Source Code Handling".
pub(super) fn visible(text: &str) -> Result<(), String> {
    match text.chars().find(|c| invisible(*c)) {
        Some(refused) => Err(format!("holds {refused:?}, which nobody sees, and which may change how the text around it reads")),
        None => Ok(()),
    }
}

/// See [`visible`].
pub(crate) fn invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Control characters, and the code points that Unicode keeps for no character: systemd ignores a line that holds one.
fn uncarried(c: char) -> bool {
    c.is_control() || c as u32 & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c)
}

impl ImageId {
    /// The name of the parameter that holds the id; `None` for a fixed id.
    pub fn parameter(&self) -> Option<&str> {
        self.as_str().strip_prefix("resolve:ssm:")
    }
}

pub(super) fn no_control(text: &str) -> Result<(), String> {
    match text.chars().find(|c| uncarried(*c)) {
        Some(refused) => Err(format!("holds {refused:?}: it must be one line without control characters")),
        None => Ok(()),
    }
}

pub(super) fn at_most(text: &str, limit: usize) -> Result<(), String> {
    match text.chars().count() {
        length if length > limit => Err(format!("must have at most {limit} characters, has {length}")),
        _ => Ok(()),
    }
}
