//! A date and time written as a pattern says.

use super::element::{Element, Number, Sign, Text};
use super::moment::Moment;
use super::pattern::Pattern;

impl Pattern {
    /// Writes the date and time, optional sections included. Zones, of which only the offset is
    /// known, are `UTC` or that offset.
    ///
    /// What is written fits the pattern.
    ///
    /// ```
    /// use mock_core::datetime::{Moment, Pattern};
    ///
    /// let moment = Moment::from_unix(1_000_000_000, 5_000_000, -34_200).unwrap();
    /// let write = |pattern| Pattern::parse(pattern).unwrap().write(&moment);
    /// assert_eq!(write("EEEE, d MMMM yyyy 'at' h:mm a"), "Saturday, 8 September 2001 at 4:16 PM");
    /// assert_eq!(write("yyyyMMddHHmmssSSSXX"), "20010908161640005-0930");
    /// ```
    pub fn write(&self, moment: &Moment) -> String {
        let mut out = String::new();
        for part in &self.parts {
            match &part.element {
                Element::Literal(text) => out.push_str(text),
                Element::Number(number) => number.write(moment, &mut out),
                Element::Text(text) => text.write(moment, &mut out),
                Element::Offset(form) => form.write(moment.offset, &mut out),
                Element::Zone(form) => form.write(moment.offset, &mut out),
                Element::Open(_) | Element::Close => {}
            }
        }
        out
    }
}

impl Number {
    fn write(self, moment: &Moment, out: &mut String) {
        let value = self.field.of(moment.local);
        let digits = value.unsigned_abs().to_string();
        let least = usize::from(self.digits.0);
        if value < 0 {
            out.push('-');
        } else if self.sign == Sign::Exceeding && digits.len() > least {
            out.push('+');
        }
        out.push_str(&format!("{digits:0>least$}"));
    }
}

impl Text {
    fn write(self, moment: &Moment, out: &mut String) {
        let value = self.field.of(moment.local);
        if let Some((name, _)) = self.names().find(|(_, number)| *number == value) {
            out.push_str(name);
        }
    }
}
