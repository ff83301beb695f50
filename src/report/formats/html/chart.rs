//! Bars, drawn inline. The numbers stand beside them as text, so a bar is silent for who cannot see it.

use maud::{Markup, html};

/// One bar made of parts, each a number and the name of its colour; `most` fills the whole width.
pub(super) fn bar(parts: &[(usize, &str)], most: usize) -> Markup {
    let most = most.max(1) as f64;
    let mut x = 0.0;
    let rects = parts.iter().filter(|(n, _)| *n > 0).map(|(n, colour)| {
        let (start, width) = (x, *n as f64 * 100.0 / most);
        x += width;
        (format!("{start:.2}"), format!("{width:.2}"), *colour)
    });
    html! {
        svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            @for (x, width, colour) in rects {
                rect class=(colour) x=(x) y="0" width=(width) height="10" {}
            }
        }
    }
}
