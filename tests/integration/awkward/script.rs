//! What user data writes and runs, seen by running it in bash with programs that only take notes.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::fields::Arrives;
use super::{accepted, architecture, systemd};
use crate::rendering::render;
use crate::tools::tool;

/// Notes every call as its words, each ended by a line that no word holds; `until` and `if` go on at once.
const STUBS: &str = r#"
note() { printf '%s\n\001\n' "$@" >>"${NOTES}"; }
curl() { note curl "$@"; }
aws() { note aws "$@"; }
dnf() { note dnf "$@"; }
id() { return 0; }
tar() { note tar "$@"; }
systemctl() { note systemctl "$@"; }
install() { mkdir -p "${!#}"; }
"#;

/// What a run left behind.
struct Run {
    words: Vec<String>,
    environment: String,
    unit: String,
    /// The variables as a shell reads them, ended by NUL.
    sourced: Vec<u8>,
}

fn run(bash: &Path, script: &str) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().to_str().unwrap();
    for made in ["etc/systemd/system", "usr/local/sbin", "opt/web", "tmp"] {
        fs::create_dir_all(folder.path().join(made)).unwrap();
    }
    fs::write(folder.path().join("tmp/artifact.tar.gz"), "").unwrap();
    let redirect = script.lines().position(|line| line.starts_with("exec > >(tee ")).expect("output goes to the log");
    // Everything but the redirection is run as it is, below another root.
    let body: Vec<String> = script.lines().enumerate().filter(|(index, _)| *index != redirect).map(|(_, line)| moved(line, root)).collect();
    fs::write(folder.path().join("script"), format!("{STUBS}{}\n", body.join("\n"))).unwrap();

    let notes = folder.path().join("notes");
    let output = Command::new(bash).arg(folder.path().join("script")).env("NOTES", &notes).output().unwrap();
    assert!(output.status.success(), "{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));

    let file = folder.path().join("etc/web/environment");
    let sourced = Command::new(bash).arg("-c").arg(r#"set -a; . "$0"; env -0"#).arg(&file).output().unwrap();
    assert!(sourced.status.success(), "{}", String::from_utf8_lossy(&sourced.stderr));
    Run {
        words: fs::read_to_string(notes).unwrap().split("\n\u{1}\n").map(|word| word.replace(root, "")).collect(),
        environment: fs::read_to_string(file).unwrap(),
        unit: fs::read_to_string(folder.path().join("etc/systemd/system/web.service")).unwrap(),
        sourced: sourced.stdout,
    }
}

/// A line with the script's own places below another root.
fn moved(line: &str, root: &str) -> String {
    let mut line = line.to_owned();
    for place in ["/etc/web", "/etc/systemd/system/web", "/usr/local/sbin/web", "/tmp/artifact.tar.gz"] {
        for before in [" ", ">"] {
            line = line.replace(&format!("{before}{place}"), &format!("{before}{root}{place}"));
        }
    }
    line.replace("home=/opt/web", &format!("home={root}/opt/web"))
}

/// The words a user means: blanks part them, quotes keep them together, everything else is itself.
fn words(command: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for c in command.chars() {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            ('"' | '\'', None) => (quote, word) = (Some(c), Some(word.unwrap_or_default())),
            (' ', None) => words.extend(word.take()),
            (c, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[test]
fn what_is_taken_arrives_in_the_instance() {
    let Some(bash) = tool("bash") else { return };
    let mut arrived = 0;
    for (field, value) in accepted() {
        if !matches!(field.arrives, Arrives::Environment | Arrives::Command | Arrives::Word(_)) {
            continue;
        }
        let files = render(&architecture(field, value), "dev").files;
        let run = run(&bash, &files["modules/service_web/user_data.sh"]);
        let variables = systemd::environment(&run.environment);
        let command = systemd::command(&run.unit);
        let what = format!("{} = {value:?}", field.name);
        match field.arrives {
            Arrives::Environment => {
                let (key, expected) = if field.name == "variable" { (value.as_str(), "info") } else { ("GREETING", value.as_str()) };
                assert_eq!(variables[key], expected, "{what}, read by systemd");
                let line = format!("{key}={expected}\0");
                assert!(run.sourced.windows(line.len()).any(|part| part == line.as_bytes()), "{what}, read by a shell");
            }
            Arrives::Command => assert_eq!(command, words(value), "{what}"),
            Arrives::Word(before) => assert!(run.words.contains(&format!("{before}{value}")), "{what} is not among {:?}", run.words),
            _ => unreachable!("left out above"),
        }
        assert_eq!(variables["PORT"], "8080", "{what}: the others arrive as well");
        assert_eq!(run.words.last().map(String::as_str), Some(""), "{what}");
        assert!(run.words.contains(&"CONTINUE".to_owned()), "{what}: the script ran to its end");
        arrived += 1;
    }
    assert!(arrived > 60, "{arrived} values arrive in the instance");
}
