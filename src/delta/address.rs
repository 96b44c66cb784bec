//! Names of what a configuration consists of, and where they are mentioned.

/// What an expression in `module` (empty for the root) refers to by value: locals, variables, data sources, outputs of modules, files. What
/// it takes from a resource is not among them: that resource's own line tells of its change.
pub(super) fn references(text: &str, module: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphabetic()) {
        let word = rest.get(start..).unwrap_or_default();
        let end = word.find(|c: char| !(c.is_ascii_alphanumeric() || "_.-".contains(c))).unwrap_or(word.len());
        let (word, after) = word.split_at(end);
        let parts: Vec<&str> = word.split('.').collect();
        match parts.as_slice() {
            ["local" | "var", name, ..] => found.push(inside(module, &format!("{}.{name}", parts[0]))),
            ["data", kind, name, ..] => found.push(inside(module, &format!("data.{kind}.{name}"))),
            ["module", name, output, ..] => found.push(inside(&inside(module, &format!("module.{name}")), &format!("output.{output}"))),
            ["path", "module"] => found.extend(after.strip_prefix("}/").map(|file| inside(module, &file_address(file)))),
            _ => {}
        }
        rest = after;
    }
    found
}

/// An address in a module.
pub(super) fn inside(module: &str, address: &str) -> String {
    if module.is_empty() { address.to_owned() } else { format!("{module}.{address}") }
}

/// The address of a file that is read; what follows its name is left out.
pub(super) fn file_address(text: &str) -> String {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || "_.-/".contains(c))).unwrap_or(text.len());
    format!("file {}", text.get(..end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::references;

    #[test]
    fn an_expression_says_what_it_depends_on() {
        let text = r#"merge(local.tags, { a = "${data.aws_region.this.name}-${var.x}", b = aws_vpc.main.id, c = module.network.vpc_id })"#;
        assert_eq!(
            references(text, "module.web"),
            ["module.web.local.tags", "module.web.data.aws_region.this", "module.web.var.x", "module.web.module.network.output.vpc_id",]
        );
        assert_eq!(references(r#"file("${path.module}/user_data.sh")"#, ""), ["file user_data.sh"]);
    }
}
