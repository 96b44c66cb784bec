//! Workers behind queues, who sends to them, and a permissions boundary around every role.

use serde_json::{Value, json};

use crate::cloud::Cloud;
use crate::cycle::Cycle;
use crate::plan::Plan;
use crate::rendered::Rendered;

const BOUNDARY: &str = "arn:aws:iam::123456789012:policy/boundary/developers";

/// What the roles may do, what the queues are, and what an instance is told: known once everything exists.
const EXISTING: &str = "
import base64, json
iam, sqs, ec2 = client('iam', 'eu-west-1'), client('sqs', 'eu-west-1'), client('ec2', 'eu-west-1')
role = lambda name: iam.get_role_policy(RoleName=name, PolicyName=name)['PolicyDocument']['Statement']
def queue(name):
    attributes = sqs.get_queue_attributes(QueueUrl=sqs.get_queue_url(QueueName=name)['QueueUrl'], AttributeNames=['All'])['Attributes']
    return {key: json.loads(value) if value.startswith('{') else value for key, value in attributes.items()}
def user_data(name):
    versions = ec2.describe_launch_template_versions(LaunchTemplateName=name, Versions=['$Latest'])['LaunchTemplateVersions']
    return base64.b64decode(versions[0]['LaunchTemplateData']['UserData']).decode()
services = ['mill-test-web', 'mill-test-orders', 'mill-test-mail']
answer({
    'roles': {name: role(name) for name in services},
    'queues': {name: queue(name) for name in services[1:] + ['mill-test-orders-dead-letters']},
    'user_data': {name: user_data(name) for name in services},
})";

#[test]
fn workers_live_their_whole_life_behind_queues() {
    let rendered = Rendered::text(include_str!("fixtures/worker.hcl"));
    let root = rendered.root();
    let look = |cloud: &Cloud, _: &Plan| {
        let existing = cloud.python(EXISTING, &[]);
        the_queues_are_what_the_jobs_need(&existing["queues"]);
        each_may_do_its_own_work_only(&existing["roles"]);
        applications_find_their_queues(&existing["user_data"]);
    };
    let Some(plan) = Cycle::new(&root).inspect(look).run() else { return };

    let group = plan.at("module.service_orders.aws_autoscaling_group.this").after;
    assert_eq!(group["health_check_type"], "EC2");
    assert_eq!(group["target_group_arns"], Value::Null, "nothing routes requests to a worker");
    assert_eq!(group["mixed_instances_policy"][0]["instances_distribution"][0]["on_demand_percentage_above_base_capacity"], 0);
    assert_eq!(group["capacity_rebalance"], true);
    assert_eq!(plan.count("aws_lb_target_group"), 1, "the storefront's");
    assert_eq!(
        plan.at("module.service_orders.aws_autoscaling_lifecycle_hook.terminating").after["heartbeat_timeout"],
        120,
        "a job, and more"
    );

    let tracking = plan.at("module.service_orders.aws_autoscaling_policy.backlog").after["target_tracking_configuration"][0].clone();
    assert_eq!(tracking["target_value"], 3.0, "as many jobs of 90 s as fit into 300 s");
    let metrics = tracking["customized_metric_specification"][0]["metrics"].as_array().expect("metric math").clone();
    let mut names: Vec<_> = metrics.iter().filter_map(|metric| metric["metric_stat"][0]["metric"][0]["metric_name"].as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["ApproximateNumberOfMessagesVisible", "GroupInServiceInstances"], "the provider keeps them in an order of its own");
    assert_eq!(metrics.len(), 3, "two metrics, and what becomes of them");
    assert_eq!(metrics.iter().filter(|metric| metric["return_data"] == true).count(), 1);
    let policies: Vec<_> = plan.resources("aws_autoscaling_policy").iter().map(|policy| policy.address).collect();
    assert_eq!(policies, ["module.service_orders.aws_autoscaling_policy.backlog"], "a group of one has nothing to follow");

    let roles = plan.resources("aws_iam_role");
    assert_eq!(roles.len(), 5, "flow logs, NAT instance, three services");
    for role in roles {
        assert_eq!(role.after["permissions_boundary"], BOUNDARY, "{}", role.address);
    }
    nobody_needs_ssh(&plan);
}

fn the_queues_are_what_the_jobs_need(queues: &Value) {
    let orders = &queues["mill-test-orders"];
    assert_eq!(orders["VisibilityTimeout"], "150", "half as long again as a job, in half minutes");
    assert_eq!(orders["ReceiveMessageWaitTimeSeconds"], "20");
    assert_eq!(orders["RedrivePolicy"]["maxReceiveCount"], 5);
    assert_eq!(queues["mill-test-mail"]["RedrivePolicy"]["maxReceiveCount"], 3);
    assert_eq!(queues["mill-test-mail"]["MessageRetentionPeriod"], "86400");
    let dead = &queues["mill-test-orders-dead-letters"];
    assert_eq!(dead["MessageRetentionPeriod"], "1209600", "longer than the queue keeps a message");
    assert_eq!(orders["RedrivePolicy"]["deadLetterTargetArn"], dead["QueueArn"]);
    assert_eq!(dead["RedriveAllowPolicy"]["sourceQueueArns"], json!([orders["QueueArn"]]));
    for queue in queues.as_object().into_iter().flatten().map(|(_, queue)| queue) {
        assert!(queue["KmsMasterKeyId"].as_str().is_some_and(|key| key.starts_with("arn:aws:kms:eu-west-1:")), "{queue}");
        let statements = queue["Policy"]["Statement"].as_array().expect("a policy");
        assert_eq!(statements.len(), 1);
        assert_eq!([&statements[0]["Effect"], &statements[0]["Condition"]["Bool"]["aws:SecureTransport"]], ["Deny", "false"]);
        assert_eq!(statements[0]["Resource"], queue["QueueArn"]);
    }
}

/// Actions on queues, as "action queue", sorted.
fn queue_actions(statements: &Value) -> Vec<String> {
    let list = |value: &Value| -> Vec<String> {
        let one = value.as_str().map(str::to_owned).into_iter();
        one.chain(value.as_array().into_iter().flatten().filter_map(|item| item.as_str().map(str::to_owned))).collect()
    };
    let mut found = Vec::new();
    for statement in statements.as_array().expect("statements") {
        for action in list(&statement["Action"]).iter().filter_map(|action| action.strip_prefix("sqs:")) {
            found.extend(list(&statement["Resource"]).iter().map(|arn| format!("{action} {}", arn.rsplit(':').next().unwrap_or_default())));
        }
    }
    found.sort();
    found
}

fn each_may_do_its_own_work_only(roles: &Value) {
    let work = |queue: &str| ["ChangeMessageVisibility", "DeleteMessage", "ReceiveMessage"].map(|action| format!("{action} {queue}"));
    assert_eq!(queue_actions(&roles["mill-test-orders"]), work("mill-test-orders"));
    assert_eq!(queue_actions(&roles["mill-test-web"]), ["SendMessage mill-test-orders"]);
    let mut mail = work("mill-test-mail").to_vec();
    mail.extend(["SendMessage mill-test-mail".to_owned(), "SendMessage mill-test-orders".to_owned()]);
    assert_eq!(queue_actions(&roles["mill-test-mail"]), mail);
}

fn applications_find_their_queues(user_data: &Value) {
    let set = |service: &str| -> Vec<String> {
        let script = user_data[service].as_str().expect("a script");
        assert!(script.starts_with("#!/bin/bash\n"), "{script}");
        script.lines().skip(1).take_while(|line| !line.starts_with('#')).map(str::to_owned).collect()
    };
    let url = |key: &str, queue: &str| {
        let (starts, ends) = (format!("{key}='http"), format!("/123456789012/{queue}'"));
        move |line: &String| line.starts_with(&starts) && line.ends_with(&ends)
    };
    let (web, orders, mail) = (set("mill-test-web"), set("mill-test-orders"), set("mill-test-mail"));
    assert!(web.len() == 1 && web.iter().all(url("ORDERS_QUEUE_URL", "mill-test-orders")), "{web:?}");
    assert!(orders.len() == 1 && orders.iter().all(url("QUEUE_URL", "mill-test-orders")), "{orders:?}");
    assert!(mail.len() == 2 && mail.iter().any(url("ORDERS_QUEUE_URL", "mill-test-orders")), "{mail:?}");
    assert!(mail.iter().any(url("QUEUE_URL", "mill-test-mail")), "{mail:?}");
}

/// Session Manager on every instance, through the role of its profile; no key pair, and no rule for port 22.
pub fn nobody_needs_ssh(plan: &Plan) {
    let templates = plan.resources("aws_launch_template");
    assert!(!templates.is_empty());
    for template in &templates {
        assert!(template.after["key_name"].is_null(), "{}", template.address);
        let profile = template.after["iam_instance_profile"].as_array().map_or(0, Vec::len);
        assert_eq!(profile, 1, "{} has no instance profile", template.address);
    }
    let attachments = plan.resources("aws_iam_role_policy_attachment");
    let managed = attachments.iter().filter(|it| it.after["policy_arn"] == "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore");
    assert_eq!(managed.count(), templates.len(), "Session Manager on every instance");
    for rule in plan.resources("aws_vpc_security_group_ingress_rule") {
        let (from, to) = (rule.after["from_port"].as_u64().unwrap_or(0), rule.after["to_port"].as_u64().unwrap_or(65_535));
        assert!(!(from..=to).contains(&22), "{} lets SSH in", rule.address);
    }
}
