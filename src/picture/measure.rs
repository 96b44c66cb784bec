//! How wide text is, without the font that it will be shown in.

/// Widths of the printable ASCII characters from the blank on, in hundredths of the font's size: those of DejaVu Sans, rounded up. It is the
/// widest of the fonts that `system-ui` commonly stands for, so that what fits by this table fits everywhere.
/// Source: DejaVu fonts 2.37, `DejaVuSans.ttf`, table `hmtx`.
const WIDTHS: [u8; 95] = [
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 54, 100,
    69, 69, 70, 78, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79, 61, 79, 70, 64, 62, 74, 69, 99, 69, 62, 69, 40, 34, 40, 84, 50, 50, 62, 64,
    55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
];

/// The same of the bold cut. Source: `DejaVuSans-Bold.ttf`.
const BOLD: [u8; 95] = [
    35, 46, 53, 84, 70, 101, 88, 31, 46, 46, 53, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40, 40, 84, 84, 84, 59, 100,
    78, 77, 74, 84, 69, 69, 83, 84, 38, 38, 78, 64, 100, 84, 86, 74, 86, 78, 73, 69, 82, 78, 111, 78, 73, 73, 46, 37, 46, 84, 50, 50, 68,
    72, 60, 72, 68, 44, 72, 72, 35, 35, 67, 35, 105, 72, 69, 72, 72, 50, 60, 48, 72, 66, 93, 65, 66, 59, 72, 37, 72, 84,
];

/// Most pixels that a text takes at a size in pixels.
pub fn width(text: &str, size: u32) -> u32 {
    by(&WIDTHS, text, size)
}

/// The same in bold.
pub fn bold_width(text: &str, size: u32) -> u32 {
    by(&BOLD, text, size)
}

/// What the tables do not have takes no more than a square of the font's size.
fn by(widths: &[u8; 95], text: &str, size: u32) -> u32 {
    let hundredths = |character: char| {
        let place = (character as usize).checked_sub(0x20).and_then(|place| widths.get(place));
        place.map_or(100, |width| u32::from(*width))
    };
    text.chars().map(hundredths).sum::<u32>().saturating_mul(size).div_ceil(100)
}

/// The text, or as much of it as fits by such a measure; what is left out is said by an ellipsis.
pub fn shortened(text: &str, most: u32, measure: impl Fn(&str) -> u32) -> String {
    if measure(text) <= most {
        return text.to_owned();
    }
    let mut kept: Vec<char> = text.chars().collect();
    while kept.pop().is_some() {
        let shorter: String = kept.iter().chain(['…'].iter()).collect();
        if measure(&shorter) <= most {
            return shorter;
        }
    }
    String::new()
}

/// Text of the usual size, 13 px, that fits into a width.
pub fn fitted(text: &str, most: u32) -> String {
    shortened(text, most, |text| width(text, 13))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_take_more_than_narrow_ones() {
        assert_eq!(width("iiii", 100), 112);
        assert_eq!(width("MMMM", 100), 348);
        assert_eq!(width("~", 100), 84);
        assert_eq!(width("é", 100), 100);
        assert!(bold_width("web", 13) > width("web", 13));
    }

    #[test]
    fn what_is_too_long_ends_in_an_ellipsis() {
        let measure = |text: &str| width(text, 10);
        assert_eq!(shortened("short", 100, measure), "short");
        assert_eq!(shortened("a-rather-long-name", 60, measure), "a-rather-l…");
        assert_eq!(shortened("anything", 3, measure), "");
        assert_eq!(fitted("short", 100), "short");
    }
}
