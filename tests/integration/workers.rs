//! Services behind a queue: what they may say, and what follows from it.

use serde_json::{Value, json};

use crate::rendered::{architecture, problems};

/// Two services, with these lines in them, in a network with these.
fn with(worker: &str, web: &str, network: &str) -> String {
    let service = |rest: &str| {
        format!(
            "instance_type = \"t4g.small\"\ncommand = \"/usr/bin/node x.js\"\nstartup_seconds = 40\n\
             artifact {{\n bucket = \"artifacts\"\n version = \"1.0.0\"\n}}\n{rest}"
        )
    };
    format!(
        "project = \"tiny\"\nregion = \"us-east-1\"\nstate {{\n bucket = \"tiny-state\"\n}}\n\
         network {{\n cidr_block = \"10.0.0.0/16\"\n{network}\n}}\nload_balancer {{}}\n\
         service \"orders\" {{\n kind = \"worker\"\n{}\n}}\nservice \"web\" {{\n port = 8080\n{}\n}}\nenvironment \"test\" {{}}\n",
        service(worker),
        service(web),
    )
}

const OUT: &str = "internet_egress = true";

fn worker(lines: &str) -> String {
    with(&format!("{OUT}\n{lines}"), OUT, "")
}

fn shown(text: &str) -> Value {
    serde_json::to_value(architecture(text).unwrap_or_else(|problems| panic!("{problems:#?}"))).unwrap()
}

#[test]
fn everything_follows_from_the_length_of_a_job() {
    let shown = shown(&worker("job_seconds = 90"));
    let orders = &shown["service"]["orders"];
    assert_eq!(orders["kind"], "worker");
    assert_eq!(orders["queue"], json!({ "visibility_timeout_seconds": 150, "message_retention_seconds": 345_600, "max_receive_count": 5 }));
    assert_eq!([&orders["shutdown_seconds"], &orders["terminating_hook_timeout"]], [105, 120]);
    assert_eq!(orders["scaling"]["backlog_per_instance"], 3);
    assert_eq!(orders["health_check_type"], "EC2");
    assert_eq!(orders["paths"], Value::Null, "a worker has no paths");
    let web = &shown["service"]["web"];
    assert_eq!(web["kind"], "web");
    assert_eq!(web["paths"], json!(["/*"]), "arguments of a kind stand among the others");
    assert_eq!(web["job_seconds"], Value::Null);
}

#[test]
fn the_lists_of_arguments_are_those_of_the_kinds() {
    let shown = shown(&worker("job_seconds = 90"));
    let keys = |service: &str| shown["service"][service].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let (orders, web) = (keys("orders"), keys("web"));
    let only = |these: &[String], others: &[String]| -> Vec<String> {
        let mut only: Vec<_> = these.iter().filter(|key| !others.contains(key)).cloned().collect();
        only.sort();
        only
    };
    let sorted = |list: &[&str]| {
        let mut list: Vec<_> = list.iter().map(ToString::to_string).collect();
        list.sort();
        list
    };
    assert_eq!(only(&web, &orders), sorted(tfgen::model::Web::ARGUMENTS));
    assert_eq!(only(&orders, &web), sorted(tfgen::model::Worker::ARGUMENTS));
}

#[test]
fn an_argument_of_the_other_kind_is_a_mistake_of_its_own() {
    let text = worker(
        "job_seconds = 5\npaths = [\"/x\"]\nhealth_check {\n path = \"/x\"\n}\nhealth_check_type = \"ELB\"\nscaling {\n requests_per_target = 9\n}",
    );
    assert_eq!(
        problems(&text),
        [
            "`health_check_type` must be `\"EC2\"`: no load balancer looks at a worker",
            "`health_check` does not apply to a worker",
            "`paths` does not apply to a worker",
            "`requests_per_target` does not apply to a worker: no requests reach it",
        ]
    );
    let text = with(
        &format!("{OUT}\njob_seconds = 5"),
        &format!("{OUT}\njob_seconds = 5\nqueue {{}}\nscaling {{\n cpu_target = 50\n backlog_per_instance = 4\n}}"),
        "",
    );
    assert_eq!(
        problems(&text),
        [
            "`job_seconds` applies to `kind = \"worker\"` only",
            "`queue` applies to `kind = \"worker\"` only",
            "`backlog_per_instance` applies to `kind = \"worker\"` only",
        ]
    );
    assert_eq!(problems(&worker("job_seconds = 5\nreadiness_path = \"/x\"")), ["`readiness_path` needs a `port` to be asked on"]);
    assert_eq!(problems(&worker("")), ["`service \"orders\"` needs the argument `job_seconds`"]);
}

#[test]
fn a_message_must_not_be_worked_on_twice_nor_a_job_be_cut_off() {
    let found = problems(&worker("job_seconds = 90\nqueue {\n visibility_timeout_seconds = 30\n}"));
    assert_eq!(found, ["a message of service `orders` is handed out again after 30 s, while its job takes up to 90 s"]);
    let found = problems(&worker("job_seconds = 90\nshutdown_seconds = 60"));
    assert_eq!(found, ["an instance of service `orders` that goes gets 60 s, while its job takes up to 90 s"]);
    let found = problems(&worker("job_seconds = 90\nterminating_hook_timeout = 30"));
    assert_eq!(found, ["service `orders` is cut off before it has ended"]);
}

#[test]
fn messages_go_to_workers_that_exist() {
    let sends = |to: &str| problems(&with(&format!("{OUT}\njob_seconds = 5"), &format!("{OUT}\nsends_to = [{to}]"), ""));
    assert_eq!(sends("\"service.orders\""), [""; 0]);
    assert_eq!(sends("\"service.web\""), ["`service.web` is not a worker, so it has no queue to send to"]);
    assert_eq!(sends("\"service.order\""), ["there is no service `order` in environment `test`"]);
    assert_eq!(sends("\"service.orders\", \"service.orders\""), ["`sends_to` names `service.orders` twice"]);
    assert_eq!(sends("\"orders\"").len(), 1);
}

#[test]
fn whoever_uses_a_queue_reaches_it() {
    let sends = "sends_to = [\"service.orders\"]";
    let closed =
        |endpoints: &str| problems(&with("job_seconds = 5", sends, &format!("nat = \"none\"\ninterface_endpoints = [{endpoints}]")));
    assert_eq!(closed("\"autoscaling\", \"sqs\""), [""; 0]);
    assert_eq!(
        closed("\"autoscaling\""),
        ["service `orders` cannot receive from its queue", "service `web` cannot send to the queue of `service.orders`"]
    );
}

#[test]
fn a_worker_needs_no_load_balancer() {
    let text = worker("job_seconds = 5").replace("load_balancer {}\n", "");
    let without_web = &text[..text.find("service \"web\"").unwrap()];
    assert_eq!(problems(&format!("{without_web}environment \"test\" {{}}\n")), [""; 0]);
    assert_eq!(problems(&text), ["service `web` has no load balancer in front of it"]);
}
