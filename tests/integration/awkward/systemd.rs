//! How systemd reads the files that user data writes: systemd.exec(5), `EnvironmentFile=`; systemd.service(5), "Command lines";
//! systemd.syntax(7), "Quoting".

use std::collections::BTreeMap;

/// An environment file whose values are all in double quotes, as ours are.
pub fn environment(text: &str) -> BTreeMap<String, String> {
    let mut variables = BTreeMap::new();
    let mut rest = text.chars();
    while !rest.as_str().is_empty() {
        let key: String = rest.by_ref().take_while(|c| *c != '=').collect();
        assert_eq!(rest.next(), Some('"'), "the value of {key} is in quotes");
        let mut value = String::new();
        loop {
            match rest.next().expect("the quotes are closed") {
                '"' => break,
                '\\' => match rest.next().expect("something follows a backslash") {
                    c @ ('"' | '\\' | '`' | '$') => value.push(c),
                    '\n' => {}
                    c => value.extend(['\\', c]),
                },
                c => value.push(c),
            }
        }
        assert_eq!(rest.next(), Some('\n'), "nothing follows the value of {key}");
        // Others are dropped, with a line in the journal.
        let carried = |c: char| !(c < ' ' && c != '\t' && c != '\n') && c != '\u{7f}' && (c as u32) & 0xfffe != 0xfffe;
        assert!(value.chars().all(carried), "{key} holds what systemd drops");
        variables.insert(key, value);
    }
    variables
}

/// The words of the unit's `ExecStart=`.
pub fn command(unit: &str) -> Vec<String> {
    let line = unit.lines().find_map(|line| line.strip_prefix("ExecStart=")).expect("a command");
    let backslashes = line.chars().rev().take_while(|c| *c == '\\').count();
    assert!(backslashes % 2 == 0, "the line is not continued");
    let mut words = Vec::new();
    let mut rest = line.trim_matches([' ', '\t', '\r']);
    while !rest.is_empty() {
        let (word, after, quoted) = word(rest);
        assert!(quoted || word != ";", "a second command begins");
        words.push(specifiers(&word));
        rest = after.trim_start_matches([' ', '\t', '\r']);
    }
    // Variables are replaced in arguments only.
    let program = words.remove(0);
    assert!(program.starts_with('/') && !program.contains(['$', '"', '\'', '\\']), "{program}");
    [program].into_iter().chain(words.iter().map(|word| variables(word))).collect()
}

/// The next word, what follows it, and whether any of it was in quotes.
fn word(text: &str) -> (String, &str, bool) {
    let (mut word, mut quote, mut quoted) = (String::new(), None, false);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match (c, quote) {
            ('\\', _) => match rest.next().expect("something follows a backslash") {
                '\\' => word.push('\\'),
                c => panic!("the escape \\{c}: every backslash is meant as one"),
            },
            (c, Some(open)) if c == open => quote = None,
            ('"' | '\'', None) => (quote, quoted) = (Some(c), true),
            (' ' | '\t' | '\r', None) => break,
            (c, _) => word.push(c),
        }
    }
    assert!(quote.is_none(), "a quote is left open in {text:?}");
    (word, rest.as_str(), quoted)
}

fn specifiers(word: &str) -> String {
    let left = word.replace("%%", "\u{0}");
    assert!(!left.contains('%'), "a specifier in {word:?}");
    left.replace('\u{0}', "%")
}

fn variables(word: &str) -> String {
    let left = word.replace("$$", "\u{0}");
    assert!(!left.contains('$'), "a variable in {word:?}");
    left.replace('\u{0}', "$")
}
