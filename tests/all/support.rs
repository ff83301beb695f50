//! What several tests share.

use std::path::{Path, PathBuf};

/// The shared corpus beside the project, or `None` with a printed line.
pub(crate) fn shared(what: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(what);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: ../shared/{what} is not there");
    None
}
