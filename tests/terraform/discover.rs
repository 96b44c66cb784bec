//! Finds what the tests need beyond Cargo: Terraform, the AWS provider, and a Python that has moto.
//!
//! No place is written down: each is named by an environment variable, or searched for.

use std::collections::VecDeque;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::{env, fs};

/// What moto must be: `tests/aws` mends this version and no other.
const REQUIREMENTS: &str = include_str!("../aws/requirements.txt");

/// The provider, as it lies in a filesystem mirror.
const PROVIDER: &str = "registry.terraform.io/hashicorp/aws";

/// The programs and folders of this machine that the tests run with.
#[derive(Debug)]
pub struct Tools {
    /// The `terraform` program.
    pub terraform: PathBuf,
    /// The folder that holds `registry.terraform.io/hashicorp/aws`.
    pub mirror: PathBuf,
    /// A Python that can import the moto of `tests/aws/requirements.txt`.
    pub python: PathBuf,
}

/// The tools, or `None` where one is missing and the tests may be skipped.
///
/// # Panics
///
/// In CI (`CI` or `TFGEN_REQUIRE_TERRAFORM` is set), where a skipped test would pass for a passed one.
pub fn tools() -> Option<&'static Tools> {
    static TOOLS: OnceLock<Result<Tools, String>> = OnceLock::new();
    match TOOLS.get_or_init(discover) {
        Ok(tools) => Some(tools),
        Err(reason) if env::var_os("CI").is_some() || env::var_os("TFGEN_REQUIRE_TERRAFORM").is_some() => {
            panic!("the Terraform tests may not be skipped here: {reason}")
        }
        Err(reason) => {
            say(&format!("skipped: {reason}"));
            None
        }
    }
}

/// Writes a line to the real standard error: the test harness would swallow `eprintln!` of a test that passes.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

fn discover() -> Result<Tools, String> {
    Ok(Tools { terraform: terraform()?, mirror: mirror()?, python: python()? })
}

fn terraform() -> Result<PathBuf, String> {
    if let Some(path) = env::var_os("TFGEN_TERRAFORM").map(PathBuf::from) {
        let found = path.is_file().then_some(path.clone());
        return found.ok_or_else(|| format!("TFGEN_TERRAFORM names no file: {}", path.display()));
    }
    on_path("terraform").ok_or_else(|| "no `terraform` on PATH, and TFGEN_TERRAFORM is not set".into())
}

fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|file| file.is_file())
}

fn mirror() -> Result<PathBuf, String> {
    let holds = |folder: &Path| folder.join(PROVIDER).is_dir();
    if let Some(path) = env::var_os("TFGEN_PROVIDER_MIRROR").map(PathBuf::from) {
        return if holds(&path) { Ok(path) } else { Err(format!("TFGEN_PROVIDER_MIRROR holds no {PROVIDER}: {}", path.display())) };
    }
    let home = env::var_os("HOME").map(PathBuf::from);
    // Where Terraform itself looks when nothing is configured.
    let implied = home
        .iter()
        .map(|home| home.join(".terraform.d/plugins"))
        .chain(["/usr/local/share/terraform/plugins", "/usr/share/terraform/plugins"].map(PathBuf::from));
    let roots = ["/opt", "/usr/lib", "/usr/local/lib", "/usr/share", "/usr/local/share", "/srv"].map(PathBuf::from);
    let searched = roots.into_iter().chain(home.clone()).filter_map(|root| search(&root, &holds));
    implied
        .filter(|folder| holds(folder))
        .chain(searched)
        .next()
        .ok_or_else(|| format!("no folder holds {PROVIDER} (name it in TFGEN_PROVIDER_MIRROR, or run `terraform providers mirror`)"))
}

/// The nearest folder below `root` that `fits`, breadth first, three levels and some thousands of folders at most.
fn search(root: &Path, fits: &dyn Fn(&Path) -> bool) -> Option<PathBuf> {
    let mut queue = VecDeque::from([(root.to_path_buf(), 0)]);
    let mut left = 5000;
    while let Some((folder, depth)) = queue.pop_front() {
        if fits(&folder) {
            return Some(folder);
        }
        left -= 1;
        if depth == 3 || left == 0 {
            continue;
        }
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
        // `file_type` does not follow links, which may lead in circles.
        let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        queue.extend(folders.map(|entry| (entry.path(), depth + 1)));
    }
    None
}

fn python() -> Result<PathBuf, String> {
    let pin = REQUIREMENTS.lines().find_map(|line| line.strip_prefix("moto[server]==")).expect("requirements pin moto");
    let usable = |python: &Path| {
        let test = "import flask, importlib.metadata as m, sys; sys.exit(m.version('moto') != sys.argv[1])";
        let status = Command::new(python).args(["-c", test, pin]).stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success())
    };
    if let Some(path) = env::var_os("TFGEN_PYTHON").map(PathBuf::from) {
        let found = usable(&path).then_some(path.clone());
        return found.ok_or_else(|| format!("TFGEN_PYTHON has no moto {pin}: {}", path.display()));
    }
    // Cargo's scratch folder for integration tests lies in its target folder, wherever that is.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().map(|target| target.join("venv/bin/python"));
    target.into_iter().chain(on_path("python3")).find(|python| usable(python)).ok_or_else(|| {
        format!(
            "no Python with moto {pin}: neither TFGEN_PYTHON, nor a venv in Cargo's target folder, nor `python3` \
             (pip install -r tests/aws/requirements.txt)"
        )
    })
}
