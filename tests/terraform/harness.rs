//! The harness itself, and the local AWS: a stack written by hand, of what tfgen renders, lives its whole life.

use std::path::PathBuf;

use serde_json::json;

use crate::cloud::Cloud;
use crate::cycle::Cycle;
use crate::discover::tools;
use crate::plan::Plan;
use crate::terraform::{Backend, Workspace};

fn fixture(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests/terraform/fixtures", name].iter().collect()
}

#[test]
fn a_stack_written_by_hand_lives_its_whole_life() {
    let (root, bootstrap) = (fixture("stack"), fixture("bootstrap"));
    let seed = |cloud: &Cloud| drop(cloud.request_certificate("shop.example.com", "us-east-1"));
    let cycle = Cycle::new(&root).bootstrap(&bootstrap).seed(seed).inspect(a_fleet_is_running);
    let Some(plan) = cycle.run() else { return };

    assert_eq!(plan.count("aws_subnet"), 4);
    assert_eq!(plan.only("aws_lb").after["idle_timeout"], 60);
    assert_eq!(plan.at("module.access_logs.aws_s3_bucket.this").after["force_destroy"], false);
}

/// The group started as many instances as it should, of the image that the parameter names.
fn a_fleet_is_running(cloud: &Cloud, _: &Plan) {
    let fleet = cloud.python(
        "
group = client('autoscaling').describe_auto_scaling_groups()['AutoScalingGroups'][0]
ids = [instance['InstanceId'] for instance in group['Instances']]
found = client('ec2').describe_instances(InstanceIds=ids)['Reservations']
images = {instance['ImageId'] for reservation in found for instance in reservation['Instances']}
names = client('ec2').describe_images(ImageIds=list(images))['Images']
answer({'instances': len(ids), 'architectures': [image['Architecture'] for image in names]})",
        &[],
    );
    assert_eq!(fleet, json!({ "instances": 2, "architectures": ["arm64"] }));
}

#[test]
fn a_root_with_a_lock_table_lives_its_whole_life() {
    let Some(plan) = Cycle::new(&fixture("locked")).run() else { return };
    assert_eq!(plan.addresses(), ["aws_sns_topic.alarms"]);
}

#[test]
fn a_plan_after_a_change_by_hand_says_what_differs() {
    let Some(tools) = tools() else { return };
    let cloud = Cloud::start(tools);
    let workspace = Workspace::new(tools, &fixture("bootstrap")).on(&cloud);
    workspace.init(Backend::AsWritten);
    workspace.plan();
    workspace.apply();
    assert!(workspace.plan_unless_empty().is_none());
    // The exit code and the JSON must agree.
    assert!(workspace.plan().is_empty());
    assert_eq!(workspace.state_list(), ["aws_s3_bucket.state", "aws_s3_bucket_versioning.state"]);

    cloud.python("client('s3').put_bucket_versioning(Bucket='fixture-state', VersioningConfiguration={'Status': 'Suspended'})", &[]);
    let plan = workspace.plan_unless_empty().expect("a change");
    assert!(!plan.is_empty());
    assert!(plan.to_string().contains("[\"update\"] aws_s3_bucket_versioning.state"), "{plan}");
}

#[test]
fn an_image_of_the_wrong_architecture_is_refused() {
    let Some(tools) = tools() else { return };
    let cloud = Cloud::start(tools);
    let refusal = cloud.python(
        "
from botocore.exceptions import ClientError
ec2 = client('ec2')
def start(parameter):
    image = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/' + parameter
    try:
        ec2.run_instances(ImageId=image, InstanceType='t4g.small', MinCount=1, MaxCount=1)
        return 'started'
    except ClientError as error:
        return error.response['Error']['Code']
answer([start('al2023-ami-kernel-default-' + kind) for kind in ('arm64', 'x86_64', 'arm')])",
        &[],
    );
    assert_eq!(refusal, json!(["started", "InvalidParameterValue", "InvalidParameterValue"]));
}

#[test]
fn protected_resources_stay_until_protection_is_lifted() {
    let Some(tools) = tools() else { return };
    let cloud = Cloud::start(tools);
    cloud.python(
        "
ec2, elb, rds, dynamodb = (client(name) for name in ('ec2', 'elbv2', 'rds', 'dynamodb'))
subnets = [subnet['SubnetId'] for subnet in ec2.describe_subnets()['Subnets'][:2]]
balancer = elb.create_load_balancer(Name='kept', Subnets=subnets)['LoadBalancers'][0]['LoadBalancerArn']
on = [{'Key': 'deletion_protection.enabled', 'Value': 'true'}]
elb.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=on)
master = {'MasterUsername': 'u', 'MasterUserPassword': 'not-a-secret', 'DeletionProtection': True}
rds.create_db_instance(
    DBInstanceIdentifier='kept', Engine='mysql', DBInstanceClass='db.t4g.micro', AllocatedStorage=20, **master)
rds.create_db_cluster(DBClusterIdentifier='kept', Engine='aurora-mysql', **master)
dynamodb.create_table(
    TableName='kept', BillingMode='PAY_PER_REQUEST', DeletionProtectionEnabled=True,
    KeySchema=[{'AttributeName': 'Id', 'KeyType': 'HASH'}],
    AttributeDefinitions=[{'AttributeName': 'Id', 'AttributeType': 'S'}])",
        &[],
    );
    let delete = "
from botocore.exceptions import ClientError
elb, rds, dynamodb = (client(name) for name in ('elbv2', 'rds', 'dynamodb'))
def kept(delete, **which):
    try:
        delete(**which)
        return False
    except ClientError:
        return True
arn = elb.describe_load_balancers()['LoadBalancers'][0]['LoadBalancerArn']
answer([
    kept(elb.delete_load_balancer, LoadBalancerArn=arn),
    kept(rds.delete_db_instance, DBInstanceIdentifier='kept', SkipFinalSnapshot=True),
    kept(rds.delete_db_cluster, DBClusterIdentifier='kept', SkipFinalSnapshot=True),
    kept(dynamodb.delete_table, TableName='kept')])";
    assert_eq!(cloud.python(delete, &[]), json!([true, true, true, true]));
    cloud.lift_protection("us-east-1");
    assert_eq!(cloud.python(delete, &[]), json!([false, false, false, false]));
}

#[test]
fn a_call_that_the_local_aws_lacks_is_named() {
    let Some(tools) = tools() else { return };
    let cloud = Cloud::start(tools);
    let code = cloud.python(
        "
from botocore.exceptions import ClientError
try:
    client('autoscaling').describe_traffic_sources(AutoScalingGroupName='x')
except ClientError as error:
    answer(error.response['Error']['Code'])",
        &[],
    );
    assert_eq!(code, "NotImplemented");
    let lacks = cloud.lacks();
    assert!(matches!(&lacks[..], [one] if one.contains("autoscaling DescribeTrafficSources")), "{lacks:?}");
}

#[test]
fn a_reset_cloud_is_empty() {
    let Some(tools) = tools() else { return };
    let cloud = Cloud::start(tools);
    cloud.create_state_backend("state", "eu-west-1", Some("locks"));
    let count = "answer(len(client('s3').list_buckets()['Buckets']))";
    assert_eq!(cloud.python(count, &[]), 1);
    cloud.reset();
    assert_eq!(cloud.python(count, &[]), 0);
}

#[test]
fn validate_needs_no_cloud_and_finds_errors_and_warnings() {
    let Some(tools) = tools() else { return };
    let workspace = Workspace::new(tools, &fixture("stack"));
    let broken = "resource \"aws_eip\" \"old\" {\n  vpc = true\n}\n\noutput \"x\" {\n  value = aws_vpc.absent.id\n}\n";
    std::fs::write(workspace.dir().join("broken.tf"), broken).unwrap();
    workspace.init(Backend::None);
    let findings = workspace.validate();
    let severities: Vec<_> = findings.iter().map(|finding| finding.severity.as_str()).collect();
    assert!(severities.contains(&"error"), "{findings:?}");
    assert!(findings.iter().all(|finding| finding.message.starts_with("broken.tf:")), "{findings:?}");
}
