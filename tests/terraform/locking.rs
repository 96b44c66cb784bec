//! The lock of a state, in each of its three kinds: it keeps two applies apart, is left behind by one that is killed, and is taken away as
//! the runbook says.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::cloud::Cloud;
use crate::discover::tools;
use crate::rendered::Rendered;
use crate::terraform::{Backend, Workspace};

/// Takes as long as the test wants: it says when it begins, and ends when it is told to.
const SLOW: &str = r#"
variable "round" {
  type    = string
  default = "0"
}

resource "terraform_data" "slow" {
  triggers_replace = var.round

  provisioner "local-exec" {
    command = "touch begun-${var.round}; until [ -e end-${var.round} ]; do sleep 0.1; done"
  }
}
"#;

fn architecture(locking: &str) -> String {
    format!(
        "project = \"lock\"\nregion = \"eu-west-1\"\n\nstate {{\n  bucket = \"lock-terraform-state\"\n  locking = \"{locking}\"\n}}\n\n\
         network {{\n  cidr_block = \"10.20.0.0/16\"\n}}\n\nenvironment \"test\" {{}}\n"
    )
}

/// The rendered backend and runbook, beside one resource that needs no cloud.
struct Root<'a> {
    workspace: Workspace<'a>,
    cloud: &'a Cloud,
}

impl<'a> Root<'a> {
    fn new(cloud: &'a Cloud, locking: &str) -> Self {
        cloud.create_state_backend("lock-terraform-state", "eu-west-1", (locking != "s3").then_some("terraform-locks"));
        let empty = tempfile::tempdir().expect("a folder");
        fs::write(empty.path().join("slow.tf"), SLOW).expect("a file");
        let root = Self { workspace: Workspace::new(cloud.tools(), empty.path()).on(cloud), cloud };
        root.render(locking);
        root.workspace.init(Backend::AsWritten);
        root
    }

    /// What tfgen renders for this kind of lock.
    fn render(&self, locking: &str) {
        let files = Rendered::text(&architecture(locking)).files();
        for file in ["backend.tf", "RUNBOOK.md"] {
            fs::write(self.file(file), &files[file]).expect("a file");
        }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.workspace.dir().join(name)
    }

    /// An apply that has its lock, and works.
    fn begin(&self, round: &str) -> Child {
        let child = self.apply(round, "0s").spawn().expect("terraform starts");
        until(&format!("apply {round} does not begin"), || self.file(&format!("begun-{round}")).exists());
        child
    }

    fn end(&self, round: &str) {
        fs::write(self.file(&format!("end-{round}")), "").expect("a file");
    }

    fn apply(&self, round: &str, patience: &str) -> std::process::Command {
        let (timeout, variable) = (format!("-lock-timeout={patience}"), format!("-var=round={round}"));
        let mut command = self.workspace.terraform(&["apply", "-no-color", "-auto-approve", &timeout, &variable]);
        command.stdout(fs::File::create(self.file(&format!("log-{round}"))).expect("a log")).stderr(Stdio::null());
        command
    }

    fn plan(&self, round: &str) -> Output {
        let variable = format!("-var=round={round}");
        self.workspace.terraform(&["plan", "-no-color", "-detailed-exitcode", &variable]).output().expect("terraform starts")
    }

    /// The locks there are: their IDs, of the object and of the item.
    fn locks(&self) -> Vec<String> {
        let found = self.cloud.python(
            "
s3, dynamodb = client('s3', 'eu-west-1'), client('dynamodb', 'eu-west-1')
key, found = 'test/terraform.tfstate', []
bucket = 'lock-terraform-state'
for held in s3.list_objects_v2(Bucket=bucket, Prefix=key + '.tflock').get('Contents', []):
    found.append(json.load(s3.get_object(Bucket=bucket, Key=held['Key'])['Body'])['ID'])
for table in dynamodb.list_tables()['TableNames']:
    item = dynamodb.get_item(TableName=table, Key={'LockID': {'S': bucket + '/' + key}}).get('Item')
    if item:
        found.append(json.loads(item['Info']['S'])['ID'])
answer(found)",
            &[],
        );
        found.as_array().into_iter().flatten().map(|id| id.as_str().unwrap_or_default().to_owned()).collect()
    }
}

/// Waits for what is bound to come; a limit only so that a broken test ends.
fn until(otherwise: &str, there: impl Fn() -> bool) {
    let started = Instant::now();
    while !there() {
        assert!(started.elapsed() < Duration::from_secs(300), "{otherwise}");
        thread::sleep(Duration::from_millis(50));
    }
}

fn text(output: &Output) -> String {
    format!("{}\n{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The block of the runbook that takes a lock away, with the ID typed in as it asks.
fn unlock(runbook: &str, id: &str) -> String {
    let blocks = runbook.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let block = blocks.filter(|block| block.contains(" force-unlock ")).collect::<Vec<_>>();
    let [block] = block[..] else { panic!("{} blocks unlock", block.len()) };
    assert!(block.contains("lock_id='<lock-id>'"), "{block}");
    block.replace("<lock-id>", id)
}

/// Two at once, one killed, its lock taken away.
fn locks(kind: &str, held: usize) {
    let Some(tools) = tools() else { return };
    let cloud = Cloud::start(tools);
    let root = Root::new(&cloud, kind);

    // Whoever comes second is told who is first, and has changed nothing.
    let mut first = root.begin("1");
    let ids = root.locks();
    assert!(ids.len() == held && ids.iter().all(|id| *id == ids[0]), "{kind}: {ids:?}");
    let refused = root.plan("2");
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused).contains("Error acquiring the state lock") && text(&refused).contains(&ids[0]), "{}", text(&refused));
    // Whoever has patience waits: it cannot end before the first does.
    root.end("2");
    let mut second = root.apply("2", "10m").spawn().expect("terraform starts");
    let waits = || fs::read_to_string(root.file("log-2")).unwrap_or_default().contains("Acquiring state lock");
    until("the second does not wait", waits);
    assert!(second.try_wait().expect("terraform runs").is_none() && !root.file("begun-2").exists(), "{kind}: both apply at once");
    root.end("1");
    assert!(first.wait().expect("terraform ends").success() && second.wait().expect("terraform ends").success());
    assert_eq!(root.locks(), [""; 0], "{kind}: a lock is left");
    assert_eq!(root.plan("2").status.code(), Some(0), "{kind}: what the second applied is not what is there");

    // Killed, it takes nothing back.
    let mut killed = root.begin("3");
    killed.kill().expect("terraform can be killed");
    let _ = killed.wait();
    root.end("3");
    let left = root.locks();
    assert_eq!(left.len(), held, "{kind}: {left:?}");
    assert_eq!(root.plan("3").status.code(), Some(1), "{kind}: a lock that nobody holds still locks");
    let runbook = fs::read_to_string(root.file("RUNBOOK.md")).expect("the runbook");
    let wrong = run(&root, &unlock(&runbook, "0a1b2c3d-0000-4000-8000-000000000000"));
    assert!(!wrong.status.success(), "{kind}: any ID unlocks: {}", text(&wrong));
    assert_eq!(root.locks(), left, "{kind}: a lock of somebody else is gone");
    let unlocked = run(&root, &unlock(&runbook, &left[0]));
    assert!(unlocked.status.success() && text(&unlocked).contains("successfully unlocked"), "{kind}: {}", text(&unlocked));
    assert_eq!(root.locks(), [""; 0], "{kind}: a lock is left");

    // What was there before is still known; what the killed apply had not written down is to be done.
    assert_eq!(root.plan("3").status.code(), Some(2));
    assert!(root.apply("3", "0s").status().expect("terraform starts").success());
    assert_eq!(root.plan("3").status.code(), Some(0));
    assert_eq!(cloud.lacks(), [""; 0], "the local AWS lacks operations: add them to tests/aws");
}

/// A block of the runbook, pasted, and every question answered with yes.
fn run(root: &Root, block: &str) -> Output {
    let mut command = root.workspace.command(Path::new("bash"));
    command.args(["-e", "-c", block]).env("PATH", root.workspace.path(""));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("bash starts");
    child.stdin.take().expect("a way in").write_all(b"yes\nyes\n").expect("bash reads");
    child.wait_with_output().expect("bash ends")
}

#[test]
fn an_object_locks_a_state() {
    locks("s3", 1);
}

#[test]
fn an_item_locks_a_state() {
    locks("dynamodb", 1);
}

#[test]
fn both_lock_a_state() {
    locks("both", 2);
}

#[test]
fn a_state_moves_from_the_table_to_the_object() {
    let Some(tools) = tools() else { return };
    let cloud = Cloud::start(tools);
    let root = Root::new(&cloud, "dynamodb");
    root.end("0");
    root.workspace.succeed(&["apply", "-no-color", "-auto-approve"]);
    let made = root.workspace.state();
    for (kind, held) in [("both", 2), ("s3", 1)] {
        root.render(kind);
        // As the runbook says, for everyone and in CI; without it Terraform refuses to go on.
        assert_eq!(root.plan("0").status.code(), Some(1), "{kind}");
        let runbook = fs::read_to_string(root.file("RUNBOOK.md")).expect("the runbook");
        assert!(runbook.contains("Each step is `terraform init -reconfigure`"), "{kind}");
        root.workspace.succeed(&["init", "-no-color", "-reconfigure"]);
        assert_eq!(root.plan("0").status.code(), Some(0), "{kind}: the plan is not empty");
        assert_eq!(root.workspace.state()["lineage"], made["lineage"], "{kind}: another state");
        let mut apply = root.begin(kind);
        assert_eq!(root.locks().len(), held, "{kind}");
        root.end(kind);
        assert!(apply.wait().expect("terraform ends").success());
        root.end("0");
        let _ = fs::remove_file(root.file("begun-0"));
        root.workspace.succeed(&["apply", "-no-color", "-auto-approve"]);
    }

    // The way back: what the table remembers of the state is of the time before, until it is deleted as the runbook says.
    root.render("dynamodb");
    let stale = root.workspace.terraform(&["init", "-no-color", "-reconfigure"]).output().expect("terraform starts");
    assert!(!stale.status.success());
    assert!(text(&stale).contains("does not have the expected content"), "{}", text(&stale));
    let item = "lock-terraform-state/test/terraform.tfstate-md5";
    let runbook = fs::read_to_string(root.file("RUNBOOK.md")).expect("the runbook");
    assert!(runbook.contains(&format!(
        "aws dynamodb delete-item --region eu-west-1 --table-name terraform-locks --key '{{\"LockID\":{{\"S\":\"{item}\"}}}}'"
    )));
    let digest = cloud.python(
        "
table = client('dynamodb', 'eu-west-1')
key = {'LockID': {'S': sys.argv[1]}}
answer(table.delete_item(TableName='terraform-locks', Key=key, ReturnValues='ALL_OLD').get('Attributes'))",
        &[item],
    );
    assert!(digest != Value::Null, "the runbook's item is not there");
    root.workspace.succeed(&["init", "-no-color", "-reconfigure"]);
    assert_eq!(root.plan("0").status.code(), Some(0));
}
