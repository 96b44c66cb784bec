//! Ids of places on the page.

/// An id made of parts: different parts make different ids. What may not stand in an address is written as `:hex:`.
pub(super) fn anchor<const N: usize>(parts: [&str; N]) -> String {
    parts.map(part).join(".")
}

fn part(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_alphanumeric() || "-_.".contains(character) {
            id.push(character);
        } else {
            id.push_str(&format!(":{:x}:", u32::from(character)));
        }
    }
    id
}

/// The address of an id on the same page.
pub(super) fn link<const N: usize>(parts: [&str; N]) -> String {
    format!("#{}", anchor(parts))
}
