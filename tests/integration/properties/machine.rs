//! Rendering depends on the architecture alone, and on nothing of the machine it runs on.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::support::{Run, SMALL, Workspace};

/// Every file's text, by its path in the workspace.
fn texts(workspace: &Workspace) -> BTreeMap<PathBuf, Vec<u8>> {
    let inside = |path: PathBuf| path.strip_prefix(workspace.path("modules-out")).map(ToOwned::to_owned);
    workspace.tree().into_iter().filter_map(|(path, (text, _))| Some((inside(path).ok()?, text))).collect()
}

/// Locale, time zone, home, terminal: all that a machine tells a program without being asked.
#[test]
fn locale_and_time_zone_change_nothing() {
    let expected = texts(&Workspace::rendered());
    assert!(expected.len() > 50, "{} files", expected.len());
    for (name, value) in [
        ("LC_ALL", "tr_TR.UTF-8"),
        ("LC_ALL", "C"),
        ("LANG", "ja_JP.SJIS"),
        ("TZ", "Pacific/Kiritimati"),
        ("TZ", "America/St_Johns"),
        ("SOURCE_DATE_EPOCH", "0"),
        ("HOME", "/nowhere"),
        ("USER", "\u{202e}"),
        ("COLUMNS", "1"),
        ("CLICOLOR_FORCE", "1"),
        ("AWS_REGION", "eu-west-1"),
        ("TF_VAR_project", "other"),
    ] {
        let workspace = Workspace::new(SMALL).variable(name, value);
        workspace.run("render --all").exits(0);
        assert!(texts(&workspace) == expected, "{name}={value} changes what is rendered");
    }
}

/// Who may read the files is the umask's business, what they hold is not; and a `check` under another umask finds nothing.
#[cfg(unix)]
#[test]
fn the_umask_changes_no_text() {
    use std::os::unix::fs::PermissionsExt as _;
    let expected = texts(&Workspace::rendered());
    for (umask, mode) in [("000", 0o666), ("022", 0o644), ("077", 0o600), ("027", 0o640)] {
        let workspace = Workspace::new(SMALL);
        let script = format!("umask {umask}; exec \"$0\" render --all");
        let mut command = std::process::Command::new("sh");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_tfgen")]).current_dir(workspace.path(""));
        Run::of(&script, command.output().unwrap()).exits(0);
        assert!(texts(&workspace) == expected, "under umask {umask} it is different");
        let written = workspace.path("modules-out/dev/main.tf").metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(written, mode, "under umask {umask}, {written:o} is not {mode:o}");
        workspace.run("check --all").exits(0);
    }
}
