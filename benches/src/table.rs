//! Results as Markdown, and the two figures that are taken from many rounds.

use std::fmt;

/// A table with a title. Its cells are texts; [`number`] makes them of figures.
#[derive(Debug)]
pub(crate) struct Table {
    title: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(title: impl Into<String>, columns: &[&str]) -> Self {
        let columns = columns.iter().map(|column| (*column).to_owned()).collect();
        Self { title: title.into(), columns, rows: Vec::new() }
    }

    /// Adds a row: what it is about, and its figures.
    pub(crate) fn row(&mut self, name: &str, figures: impl IntoIterator<Item = f64>) {
        let cells = figures.into_iter().map(number);
        self.rows.push([name.to_owned()].into_iter().chain(cells).collect());
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "### {}\n", self.title)?;
        writeln!(f, "| {} |", self.columns.join(" | "))?;
        writeln!(f, "| ---{} |", " | ---:".repeat(self.columns.len() - 1))?;
        self.rows.iter().try_for_each(|cells| writeln!(f, "| {} |", cells.join(" | ")))
    }
}

/// Three significant digits, which is more than such measurements carry.
fn number(figure: f64) -> String {
    if !figure.is_finite() {
        return "-".to_owned();
    }
    let decimals = match figure.abs() {
        ..1.0 => 3,
        ..10.0 => 2,
        ..100.0 => 1,
        _ => 0,
    };
    format!("{figure:.decimals$}")
}

/// The middle of the figures; not a number if there are none.
pub(crate) fn median(figures: impl IntoIterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.into_iter().collect();
    figures.sort_by(f64::total_cmp);
    match figures.len() {
        0 => f64::NAN,
        length => f64::midpoint(figures[(length - 1) / 2], figures[length / 2]),
    }
}

/// The median of the ratios within the rounds. A machine that is slower for some rounds slows
/// both down, and leaves the ratio as it is.
pub(crate) fn median_ratio<T>(rounds: &[T], base: &[T], figure: impl Fn(&T) -> f64) -> f64 {
    median(rounds.iter().zip(base).map(|(round, base)| figure(round) / figure(base)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians() {
        assert_eq!(median([3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median([4.0, 1.0]), 2.5);
        assert!(median([]).is_nan());
        assert_eq!(median_ratio(&[2.0, 6.0, 9.0], &[1.0, 2.0, 1.0], |figure| *figure), 3.0);
    }

    #[test]
    fn markdown() {
        let mut table = Table::new("Pace", &["back-end", "p50 µs", "ratio"]);
        table.row("floor", [1234.5, 1.0]);
        table.row("other", [12.345, f64::NAN]);
        let expected = "### Pace\n\n| back-end | p50 µs | ratio |\n| --- | ---: | ---: |\n\
                        | floor | 1234 | 1.00 |\n| other | 12.3 | - |\n";
        assert_eq!(table.to_string(), expected);
    }
}
