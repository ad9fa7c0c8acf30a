//! Where a suite finds the files that were named on the command line.

use std::path::{Component, Path, PathBuf, absolute};

/// A file, as it is called from within `folder`: `shop.sqlite` beside the folder `eval` is
/// `../shop.sqlite`. Its absolute path where no relative one can be told.
pub fn seen_from(folder: &Path, file: &Path) -> std::io::Result<PathBuf> {
    let (folder, file) = (absolute(folder)?, absolute(file)?);
    let shared = folder
        .components()
        .zip(file.components())
        .take_while(|(left, right)| left == right)
        .count();
    let above: Vec<Component<'_>> = folder.components().skip(shared).collect();
    // What is above `..` is known to the file system alone.
    if above.contains(&Component::ParentDir) {
        return Ok(file);
    }
    let ups = above.iter().map(|_| Component::ParentDir);
    Ok(ups.chain(file.components().skip(shared)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_from_the_suites_folder() {
        let seen = |folder: &str, file: &str| {
            let path = seen_from(Path::new(folder), Path::new(file)).unwrap();
            path.to_string_lossy().into_owned()
        };
        assert_eq!(seen("eval", "shop.sqlite"), "../shop.sqlite");
        assert_eq!(seen("eval/small", "data/shop.sql"), "../../data/shop.sql");
        assert_eq!(seen("eval", "eval/shop.sql"), "shop.sql");
        assert_eq!(seen(".", "shop.sql"), "shop.sql");
        assert_eq!(
            seen("/suites/eval", "/data/x.sqlite"),
            "../../data/x.sqlite"
        );
        assert_eq!(seen("eval", "../x.sqlite"), "../../x.sqlite");
        assert_eq!(seen("/suites/../eval", "/data/x.sqlite"), "/data/x.sqlite");
    }
}
