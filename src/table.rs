//! Tables, for people and for programs: the same rows as aligned text, Markdown and CSV.

use crate::render::escaped_markdown;

/// A table with a header.
#[derive(Clone, Debug)]
pub struct Table {
    header: Vec<String>,
    /// Columns of numbers, which stand at the right.
    right: Vec<bool>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Without rows. A column whose name begins with `>` is one of numbers.
    pub fn new<const N: usize>(columns: [&str; N]) -> Self {
        Self {
            header: columns.iter().map(|name| name.trim_start_matches('>').to_owned()).collect(),
            right: columns.iter().map(|name| name.starts_with('>')).collect(),
            rows: Vec::new(),
        }
    }

    /// Without rows, for columns that only the run knows.
    pub fn with_columns(columns: Vec<String>) -> Self {
        Self { right: vec![false; columns.len()], header: columns, rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Aligned text, without lines or trailing blanks.
    pub fn text(&self) -> String {
        let plain = |row: &Vec<String>| row.iter().map(|cell| cell.replace(char::is_control, " ")).collect::<Vec<_>>();
        self.lines(&self.rows.iter().map(plain).collect::<Vec<_>>(), &self.header, "  ", "", false)
    }

    /// A table of GitHub's Markdown, aligned in the source as well.
    pub fn markdown(&self) -> String {
        let escaped = |row: &Vec<String>| row.iter().map(|cell| escaped_markdown(cell).into_owned()).collect::<Vec<_>>();
        self.lines(&self.rows.iter().map(escaped).collect::<Vec<_>>(), &escaped(&self.header), " | ", "| ", true)
    }

    fn lines(&self, rows: &[Vec<String>], header: &[String], between: &str, edge: &str, ruled: bool) -> String {
        let widths: Vec<usize> = (0..header.len())
            .map(|column| std::iter::once(header).chain(rows.iter().map(Vec::as_slice)).map(|row| width(row, column)).max().unwrap_or(0))
            .map(|width| if ruled { width.max(3) } else { width })
            .collect();
        let line = |row: &[String]| {
            let cells: Vec<String> = widths
                .iter()
                .zip(&self.right)
                .enumerate()
                .map(|(column, (width, right))| {
                    let cell = row.get(column).map_or("", String::as_str);
                    if *right { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
                })
                .collect();
            let text = format!("{edge}{}{}", cells.join(between), edge.chars().rev().collect::<String>());
            format!("{}\n", text.trim_end())
        };
        let mut text = line(header);
        if ruled {
            let dashes: Vec<String> = widths
                .iter()
                .zip(&self.right)
                .map(|(width, right)| if *right { format!("{}:", "-".repeat(width - 1)) } else { "-".repeat(*width) })
                .collect();
            text.push_str(&format!("| {} |\n", dashes.join(" | ")));
        }
        rows.iter().for_each(|row| text.push_str(&line(row)));
        text
    }

    /// As RFC 4180 has it, with a header, but for the ends of lines: `\n`. What a spreadsheet would take for a formula begins with `'`.
    pub fn csv(&self) -> String {
        let line = |row: &Vec<String>| format!("{}\n", row.iter().map(|cell| field(cell)).collect::<Vec<_>>().join(","));
        std::iter::once(&self.header).chain(&self.rows).map(line).collect()
    }
}

fn width(row: &[String], column: usize) -> usize {
    row.get(column).map_or(0, |cell| cell.chars().count())
}

fn field(cell: &str) -> String {
    let cell = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_rows_in_every_format() {
        let mut table = Table::new(["what", ">USD"]);
        table.row(["NAT, \"single\"".to_owned(), "36.50".to_owned()]);
        table.row(["=a|b".to_owned(), "5.00".to_owned()]);
        assert_eq!(table.text(), "what             USD\nNAT, \"single\"  36.50\n=a|b            5.00\n");
        assert_eq!(
            table.markdown(),
            "| what          |   USD |\n| ------------- | ----: |\n| NAT, \"single\" | 36.50 |\n| =a\\|b         |  5.00 |\n"
        );
        assert_eq!(table.csv(), "what,USD\n\"NAT, \"\"single\"\"\",36.50\n'=a|b,5.00\n");
    }
}
