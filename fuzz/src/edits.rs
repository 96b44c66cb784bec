//! Bytes as edits of an architecture: the first chooses the architecture, each following four are one edit of one token.
//!
//! Any bytes are some architecture, near to one that is accepted, so that what is behind the parser is reached.

const BASES: [&str; 4] = [
    include_str!("../../tests/cases/render/minimal.hcl"),
    include_str!("../../tests/cases/awkward.hcl"),
    include_str!("../../tests/cases/render/everything.hcl"),
    include_str!("../../architecture.hcl"),
];

const STRANGE: [&str; 32] = [
    "null",
    "true",
    "-1",
    "0",
    "1",
    "65536",
    "4294967296",
    "99999999999999999999",
    "1e308",
    "0.5",
    "\"\"",
    "\" \"",
    "\"${project}\"",
    "\"$${x}\"",
    "\"\u{1F6D2}\"",
    "\"\u{202e}\"",
    "\"\\u0000\"",
    "\"a\\nb\"",
    "\"\\\"; rm -rf /\"",
    "\"0.0.0.0/0\"",
    "\"255.255.255.255/32\"",
    "\"us-east-1h\"",
    "\"-\"",
    "[]",
    "{}",
    "[[]]",
    "{ a = null }",
    "[for x in [1, 2] : x]",
    "<<EOT\n</script>\nEOT\n",
    "dev",
    "environment \"dev\" {",
    "}",
];

/// The architecture that the bytes mean.
pub fn edited(bytes: &[u8]) -> String {
    let (first, rest) = bytes.split_first().unwrap_or((&0, &[]));
    let text = BASES[usize::from(*first) % BASES.len()];
    let mut tokens = tokens(text);
    for edit in rest.chunks_exact(4).take(16) {
        let at = usize::from(u16::from_le_bytes([edit[0], edit[1]])) % tokens.len().max(1);
        let other = usize::from(edit[3]);
        match (edit[2] % 8, tokens.len()) {
            (_, 0) => break,
            (0, _) => drop(tokens.remove(at)),
            (1, _) => tokens.insert(at, tokens[at]),
            (2, length) => tokens[at] = tokens[(at + other) % length],
            (3, length) => tokens.insert(at, tokens[(at + other) % length]),
            (4, length) => tokens.swap(at, (at + other) % length),
            _ => tokens[at] = STRANGE[other % STRANGE.len()],
        }
    }
    tokens.concat()
}

/// Words, numbers, strings, blanks and signs, each a piece of its own.
fn tokens(text: &str) -> Vec<&str> {
    let (mut tokens, mut rest) = (Vec::new(), text);
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => rest[1..].find('"').map_or(rest.len(), |end| end + 2),
            c if c.is_alphanumeric() => rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len()),
            ' ' => rest.find(|c| c != ' ').unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        tokens.push(token);
        rest = after;
    }
    tokens
}
