//! Which files a path stands for: itself, those of a folder, or those that fit a pattern.

use std::path::Path;
use std::sync::Arc;

use glob::Pattern;

use super::{PactFile, check_path, missing};

/// A contract with its path, or what is wrong with it.
type Listed = Result<(String, Arc<PactFile>), String>;

/// The contracts that a path stands for, in the order of their names: a file, all `.json` files of
/// a folder, or the files that a pattern fits (`*`, `?`, `[...]`, and `**` for folders).
///
/// # Errors
/// When there is none.
pub(crate) fn list(root: &Path, path: &str, may_be_absolute: bool) -> Result<Vec<Listed>, String> {
    if !may_be_absolute || path.trim().is_empty() {
        check_path(path)?;
    }
    let is_there = root.join(path);
    let files = if is_there.is_dir() {
        let files = missing::json_files(root, &format!("{}/", path.trim_end_matches('/')));
        if files.is_empty() {
            return Err(format!("the folder `{path}` has no file that ends with `.json`"));
        }
        files
    } else if path.contains(['*', '?', '[']) && !is_there.exists() {
        fitting(root, path)?
    } else {
        vec![path.to_owned()]
    };
    Ok(files.into_iter().map(|file| Ok((file.clone(), PactFile::read(root, &file)?))).collect())
}

fn fitting(root: &Path, pattern: &str) -> Result<Vec<String>, String> {
    let start = format!("{}/", Pattern::escape(&root.to_string_lossy()));
    let whole = match Path::new(pattern).is_absolute() {
        true => pattern.to_owned(),
        false => format!("{start}{pattern}"),
    };
    let paths = glob::glob(&whole)
        .map_err(|error| format!("`{pattern}` is no pattern for paths: {}", error.msg))?;
    let files = paths.flatten().filter(|path| path.is_file());
    let name = |path: &Path| {
        let path = path.strip_prefix(root).unwrap_or(path);
        path.to_string_lossy().replace('\\', "/")
    };
    let files: Vec<String> = files.map(|path| name(&path)).collect();
    if files.is_empty() {
        return Err(missing::no_file_fits(root, pattern));
    }
    Ok(files)
}
