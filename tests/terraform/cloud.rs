//! A local AWS for one test: `tests/aws`, in a process of its own, on a port of its own.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;
use std::{env, thread};

use serde_json::Value;
use tempfile::TempDir;

use crate::discover::Tools;

/// What every snippet of `Cloud::python` starts with.
const PRELUDE: &str = r#"
import boto3, json, sys
def client(service, region="us-east-1"):
    return boto3.client(service, region_name=region)
def answer(value):
    print(json.dumps(value, default=str))
"#;

/// A running local AWS. Dropping it ends its process, and only that.
#[derive(Debug)]
pub struct Cloud {
    tools: &'static Tools,
    server: Child,
    /// The server lives as long as this is open: it ends even where a test is killed and `drop` never runs.
    lifeline: Option<ChildStdin>,
    port: u16,
    scratch: TempDir,
}

impl Cloud {
    /// Starts an empty cloud and waits until it listens.
    ///
    /// # Panics
    ///
    /// Where it does not start, with what it said.
    pub fn start(tools: &'static Tools) -> Self {
        let scratch = tempfile::tempdir().expect("a folder for the local AWS");
        let log = File::create(scratch.path().join("stderr")).expect("a log for the local AWS");
        let mut command = Command::new(&tools.python);
        command.args(["-m", "aws"]).current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"));
        command.env("PYTHONDONTWRITEBYTECODE", "1").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(log);
        let mut server = command.spawn().expect("python starts");
        let lifeline = server.stdin.take();
        let stdout = server.stdout.take().expect("stdout is piped");
        let mut cloud = Self { tools, server, lifeline, port: 0, scratch };

        let (send, receive) = mpsc::channel();
        thread::spawn(move || {
            let mut line = String::new();
            let _ = BufReader::new(stdout).read_line(&mut line);
            let _ = send.send(line);
        });
        let line = receive.recv_timeout(Duration::from_secs(60)).unwrap_or_default();
        let port = line.trim().strip_prefix("LISTENING ").and_then(|port| port.parse().ok());
        cloud.port = port.unwrap_or_else(|| panic!("the local AWS did not start:\n{}", cloud.log()));
        cloud
    }

    /// What it was started with.
    pub fn tools(&self) -> &'static Tools {
        self.tools
    }

    /// Where it answers.
    pub fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Everything it wrote to its standard error: refused calls, tracebacks, `MOTO-LACKS` lines.
    pub fn log(&self) -> String {
        fs::read_to_string(self.scratch.path().join("stderr")).unwrap_or_default()
    }

    /// The calls that neither moto nor `tests/aws` implements. A test that passes has none.
    pub fn lacks(&self) -> Vec<String> {
        self.log().lines().filter(|line| line.starts_with("MOTO-LACKS")).map(Into::into).collect()
    }

    /// Forgets every resource.
    ///
    /// # Panics
    ///
    /// Where the server does not answer.
    pub fn reset(&self) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the local AWS listens");
        let request = "POST /moto-api/reset HTTP/1.0\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n";
        stream.write_all(request.as_bytes()).expect("the local AWS reads");
        let mut reply = String::new();
        stream.read_to_string(&mut reply).expect("the local AWS answers");
        assert!(reply.lines().next().is_some_and(|line| line.contains(" 200")), "reset failed: {reply}");
    }

    /// Runs a Python snippet against this cloud and returns what it gave to `answer(…)`, or null.
    ///
    /// `client(service, region="us-east-1")` is a boto3 client; `sys.argv[1:]` are `args`.
    ///
    /// # Panics
    ///
    /// Where the snippet fails.
    pub fn python(&self, snippet: &str, args: &[&str]) -> Value {
        let mut command = Command::new(&self.tools.python);
        command.arg("-c").arg(format!("{PRELUDE}\n{snippet}")).args(args);
        for (name, value) in self.environment() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        let output = command.stdin(Stdio::null()).output().expect("python starts");
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "snippet failed:\n{snippet}\n{err}\nthe local AWS said:\n{}", self.log());
        serde_json::from_str(if out.trim().is_empty() { "null" } else { &out }).expect("the snippet answers JSON")
    }

    /// Requests a certificate, which this cloud issues at once, and returns its ARN.
    pub fn request_certificate(&self, domain: &str, region: &str) -> String {
        let snippet = "
domain, region = sys.argv[1:]
answer(client('acm', region).request_certificate(DomainName=domain, ValidationMethod='DNS')['CertificateArn'])";
        self.python(snippet, &[domain, region]).as_str().expect("an ARN").into()
    }

    /// Creates the bucket that holds Terraform's state and, where named, its lock table.
    pub fn create_state_backend(&self, bucket: &str, region: &str, lock_table: Option<&str>) {
        let snippet = "
bucket, region, table = sys.argv[1:]
where = {} if region == 'us-east-1' else {'CreateBucketConfiguration': {'LocationConstraint': region}}
client('s3', region).create_bucket(Bucket=bucket, **where)
if table:
    client('dynamodb', region).create_table(
        TableName=table, BillingMode='PAY_PER_REQUEST',
        KeySchema=[{'AttributeName': 'LockID', 'KeyType': 'HASH'}],
        AttributeDefinitions=[{'AttributeName': 'LockID', 'AttributeType': 'S'}])";
        self.python(snippet, &[bucket, region, lock_table.unwrap_or_default()]);
    }

    /// Switches off deletion protection wherever it is on, so that a production stack can be destroyed.
    pub fn lift_protection(&self, region: &str) {
        self.python(include_str!("lift_protection.py"), &[region]);
    }

    /// The environment of a program that is to talk to this cloud: set where `Some`, removed where `None`.
    ///
    /// Whatever AWS or Terraform setting the developer's shell has must not reach the program.
    pub fn environment(&self) -> Vec<(String, Option<String>)> {
        let mut environment = clean_environment();
        let mut set = |name: &str, value: String| environment.push((name.into(), Some(value)));
        set("AWS_ENDPOINT_URL", self.endpoint());
        // S3 Control puts the account in front of the host (123456789012.127.0.0.1), which only a proxy can resolve.
        set("HTTP_PROXY", self.endpoint());
        set("AWS_ACCESS_KEY_ID", "test".into());
        set("AWS_SECRET_ACCESS_KEY", "test".into());
        set("AWS_EC2_METADATA_DISABLED", "true".into());
        environment
    }
}

impl Drop for Cloud {
    fn drop(&mut self) {
        self.lifeline.take();
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Removes every variable that configures AWS, Terraform or a proxy.
pub fn clean_environment() -> Vec<(String, Option<String>)> {
    let configures = |name: &str| {
        let upper = name.to_uppercase();
        upper.starts_with("AWS_") || upper.starts_with("TF_") || upper.ends_with("_PROXY")
    };
    env::vars_os().filter_map(|(name, _)| name.into_string().ok()).filter(|name| configures(name)).map(|name| (name, None)).collect()
}
