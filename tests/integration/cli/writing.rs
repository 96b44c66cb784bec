//! A disk that refuses, somebody else who writes, a run that is killed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

use crate::rendering::files_below;
use crate::support::{Run, SMALL, Workspace};

#[test]
fn the_second_of_two_waits_and_then_says_who_writes() {
    let workspace = Workspace::new(SMALL);
    fs::create_dir(workspace.path("modules-out")).unwrap();
    let held = tfgen::write::Lock::acquire(&workspace.path("modules-out"), Duration::ZERO).unwrap();
    workspace
        .run("render --all --lock-timeout 0")
        .exits(4)
        .prints("")
        .complains(&format!("`modules-out` is being written by process {} on ", std::process::id()))
        .complains("(`modules-out/.tfgen.lock`)");
    // Reading needs no lock.
    workspace.run("render --all --dry-run").exits(0);
    workspace.run("check --all").exits(3);
    assert!(!workspace.exists("modules-out/dev"));

    let waiting = workspace.command("render --all --lock-timeout 120").stdout(Stdio::piped()).spawn().unwrap();
    thread::sleep(Duration::from_millis(300));
    assert!(!workspace.exists("modules-out/dev"));
    drop(held);
    assert!(waiting.wait_with_output().unwrap().status.success());
    assert!(!workspace.exists("modules-out/.tfgen.lock"));
    // Where there is nothing to write there is nothing to wait for.
    let _held = tfgen::write::Lock::acquire(&workspace.path("modules-out"), Duration::ZERO).unwrap();
    workspace.run("render --all --lock-timeout 0").exits(0);
}

#[test]
fn many_at_once_write_what_one_writes() {
    let workspace = Workspace::new(SMALL);
    let start = || workspace.command("render --all --lock-timeout 120").stdout(Stdio::null()).spawn().unwrap();
    let children: Vec<Child> = (0..4).map(|_| start()).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    workspace.run("check --all").exits(0);
    assert_eq!(texts(&workspace.path("modules-out")), texts(&Workspace::rendered().path("modules-out")));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_loses_nothing() {
    let workspace = Workspace::new(SMALL).file("modules-out/dev/mine.tf", "# mine\n");
    // What one file may hold is limited to 512 or, in some shells, 1024 bytes times ten: the manifest fits, the runbook does not.
    let limited = |workspace: &Workspace, blocks: u32| {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" render --env dev");
        let mut command = std::process::Command::new("sh");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_tfgen")]).current_dir(workspace.path(""));
        Run::of(&format!("render with {blocks} blocks"), command.output().unwrap())
    };
    limited(&workspace, 8).exits(4).complains("cannot write `modules-out/dev/RUNBOOK.md`: file too large");
    assert!(!workspace.exists("modules-out/dev/RUNBOOK.md") && workspace.exists("modules-out/dev/README.md"));
    workspace.run("check --env dev").exits(3).says("modules-out/dev/RUNBOOK.md: is missing\n");
    workspace.run("render --env dev").exits(0);
    workspace.run("check --env dev").exits(0);

    // Half of the files are those of another architecture, which the next one replaces.
    let workspace = workspace.replace("architecture.hcl", "\"shop\"", "\"mart\"");
    let runbook = workspace.read("modules-out/dev/RUNBOOK.md");
    limited(&workspace, 8).exits(4);
    assert_eq!(workspace.read("modules-out/dev/RUNBOOK.md"), runbook);
    let workspace = workspace.replace("architecture.hcl", "\"mart\"", "\"fair\"");
    workspace.run("render --env dev").exits(0);
    workspace.run("check --env dev").exits(0);
    // Nothing at all can be written.
    let workspace = workspace.replace("architecture.hcl", "\"fair\"", "\"shop\"");
    let before = workspace.tree();
    limited(&workspace, 0).exits(4).complains("cannot write `modules-out/.tfgen.lock`: file too large");
    let mine = |tree: BTreeMap<_, _>| {
        tree.into_iter().filter(|(path, _): &(std::path::PathBuf, _)| !path.ends_with(".tfgen.lock")).collect::<Vec<_>>()
    };
    assert_eq!(mine(workspace.tree()), mine(before));
    assert_eq!(workspace.read("modules-out/dev/mine.tf"), "# mine\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    let workspace = Workspace::rendered().replace("architecture.hcl", "\"shop\"", "\"mart\"");
    let folder = workspace.path("modules-out/dev");
    let before = workspace.tree();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    // Permissions mean nothing to root, except to one who has given up its capabilities.
    let root = fs::metadata(&folder).unwrap().uid() == 0;
    let mut command = std::process::Command::new(if root { "setpriv" } else { "env" });
    if root {
        command.args(["--bounding-set=-all", "--inh-caps=-all"]);
    }
    command.args([env!("CARGO_BIN_EXE_tfgen"), "render", "--env", "dev"]).current_dir(workspace.path(""));
    let run = Run::of("render", command.output().unwrap());
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    run.exits(4).complains("cannot write `modules-out/dev/.tfgen.json`: permission denied");
    assert_eq!(workspace.tree(), before);

    workspace.run("render --env dev --out /sys/tfgen").exits(4).complains("cannot create the folder `/sys/tfgen`: ");
}

#[cfg(unix)]
#[test]
fn a_script_that_somebody_made_executable_stays_so() {
    use std::os::unix::fs::PermissionsExt as _;
    let workspace = Workspace::rendered();
    let path = workspace.path("modules-out/dev/main.tf");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o750)).unwrap();
    let workspace = workspace.replace("architecture.hcl", "\"dev\" {}", "\"dev\" {\n  bucket \"media\" {}\n}");
    workspace.run("render --env dev").exits(0).says("  ~ modules-out/dev/main.tf\n");
    assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o750);
}

#[cfg(unix)]
#[test]
fn a_script_can_be_run() {
    use std::os::unix::fs::PermissionsExt as _;
    let workspace = Workspace::rendered();
    let path = workspace.path("modules-out/bootstrap/bootstrap.sh");
    let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode() & 0o100, 0o100, "{:o}", mode());
    // One that an earlier version wrote, for its owner alone.
    fs::write(&path, "old\n").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    workspace.run("render --all --overwrite modules-out/bootstrap").exits(0).says("  ~ modules-out/bootstrap/bootstrap.sh\n");
    assert_eq!(mode(), 0o700);
}

/// Two thirds of the kills come while files are being replaced, the others at any time.
#[cfg(unix)]
#[test]
fn a_render_that_is_killed_at_any_moment_is_repaired_by_the_next() {
    let small = SMALL.replace("environment \"dev\" {}", "environment \"dev\" {}\n\nenvironment \"test\" {}");
    let architectures = [small.clone(), format!("{}\nbucket \"media\" {{}}\n", small.replace("\"shop\"", "\"mart\""))];
    let expected = architectures.each_ref().map(|architecture| {
        let workspace = Workspace::new(architecture);
        workspace.run("render --all").exits(0);
        texts(&workspace.path("modules-out"))
    });
    let killed: usize = thread::scope(|scope| {
        let (architectures, expected) = (&architectures, &expected);
        let kill = |seed| scope.spawn(move || kill_often(100, seed, architectures, expected));
        [kill(0x9e37_79b9_7f4a_7c15), kill(0xd1b5_4a32_d192_ed03)].map(|thread| thread.join().unwrap()).iter().sum()
    });
    assert!(killed >= 20, "only {killed} of 200 runs were killed before they were done");
}

/// Renders one architecture over the other and kills it, again and again; says how often it came in time.
#[cfg(unix)]
fn kill_often(times: u32, seed: u64, architectures: &[String; 2], expected: &[BTreeMap<String, Vec<u8>>; 2]) -> usize {
    use std::os::unix::process::ExitStatusExt as _;
    let foreign = [("dev/mine.tf", "# mine\n"), ("dev/modules/storage/mine.tf", "# mine, too\n"), ("prod/main_override.tf", "")];
    let mut workspace = Workspace::new(&architectures[0]);
    for (path, text) in foreign {
        workspace = workspace.file(&format!("modules-out/{path}"), text);
    }
    workspace.run("render --all").exits(0);
    let out = workspace.path("modules-out");
    let (mut random, mut killed) = (seed, 0);
    let mut next = |below: u64| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random % below
    };
    for round in 0..times {
        let wanted = usize::from(next(2) == 0);
        workspace = workspace.file("architecture.hcl", &architectures[wanted]);
        let mut child = workspace.command("render --all").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let first = out.join("dev/.tfgen.json");
        let before = fs::read(&first).unwrap();
        if next(3) > 0 {
            while fs::read(&first).unwrap() == before && child.try_wait().unwrap().is_none() {
                thread::sleep(Duration::from_micros(300));
            }
            thread::sleep(Duration::from_micros(next(12_000)));
        } else {
            thread::sleep(Duration::from_millis(next(250)));
        }
        child.kill().unwrap();
        killed += usize::from(child.wait().unwrap().signal().is_some());

        let found = texts(&out);
        for (path, text) in &found {
            let whole = expected.iter().any(|tree| tree.get(path) == Some(text));
            let ours = path.ends_with(".tfgen.json") || path.ends_with(".tfgen-tmp") || path.ends_with(".tfgen.lock");
            let theirs = foreign.iter().any(|(mine, kept)| mine == path && kept.as_bytes() == text);
            assert!(whole || ours || theirs, "round {round}: {path} is neither the old nor the new file");
        }
        // Half of the time the next run is killed, too. Otherwise it does the rest: of this architecture, or of the other one.
        if round % 2 == 1 {
            continue;
        }
        let wanted = if next(4) == 0 { 1 - wanted } else { wanted };
        workspace = workspace.file("architecture.hcl", &architectures[wanted]);
        workspace.run("render --all").exits(0);
        let mut after = texts(&out);
        for (path, text) in foreign {
            assert_eq!(after.remove(path).as_deref(), Some(text.as_bytes()), "round {round}: {path}");
        }
        let wrong: Vec<&String> =
            after.keys().chain(expected[wanted].keys()).filter(|path| after.get(*path) != expected[wanted].get(*path)).collect();
        assert!(wrong.is_empty(), "round {round}: a rerun did not repair {wrong:?}");
        if round % 20 == 0 {
            workspace.run("check --all").exits(0);
        }
    }
    killed
}

/// Every file by its path in the folder.
fn texts(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let inside = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    files_below(folder).into_iter().map(|path| (inside(&path), fs::read(&path).unwrap())).collect()
}
