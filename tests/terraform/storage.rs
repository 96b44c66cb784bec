//! Buckets: how they are locked up, how long they keep what is in them, and who may use them.

use serde_json::{Value, json};

use crate::cloud::Cloud;
use crate::cycle::Cycle;
use crate::plan::Plan;
use crate::rendered::Rendered;

const BUCKETS: [&str; 5] = ["archive", "artifacts", "exports", "logs", "media"];

fn companion<'a>(plan: &'a Plan, kind: &str, bucket: &str) -> &'a Value {
    plan.at(&format!("module.storage.{kind}.{bucket}")).after
}

/// What no bucket is without.
fn locked_up(plan: &Plan, bucket: &str) {
    let of = |kind: &str| companion(plan, kind, bucket);
    assert_eq!(of("aws_s3_bucket")["bucket"], format!("store-test-{bucket}-123456789012"));
    let block = of("aws_s3_bucket_public_access_block");
    for setting in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"] {
        assert_eq!(block[setting], true, "{bucket}: {setting}");
    }
    assert_eq!(of("aws_s3_bucket_ownership_controls")["rule"][0]["object_ownership"], "BucketOwnerEnforced");
    assert_eq!(of("aws_s3_bucket_notification")["eventbridge"], true);
    let encryption = &of("aws_s3_bucket_server_side_encryption_configuration")["rule"][0];
    let algorithm = &encryption["apply_server_side_encryption_by_default"][0]["sse_algorithm"];
    // The load balancer and S3 deliver to nothing else.
    assert_eq!(*algorithm, if bucket == "logs" { "AES256" } else { "aws:kms" }, "{bucket}");
    assert_eq!(encryption["bucket_key_enabled"] == true, bucket != "logs", "{bucket}");
    let rule = lifecycle(plan, bucket);
    assert_eq!(rule["filter"].as_array().map(Vec::len), Some(1), "{bucket}: a rule without a filter");
    assert_eq!(rule["abort_incomplete_multipart_upload"][0]["days_after_initiation"], 7);
}

fn lifecycle<'a>(plan: &'a Plan, bucket: &str) -> &'a Value {
    let rules = &companion(plan, "aws_s3_bucket_lifecycle_configuration", bucket)["rule"];
    assert_eq!(rules.as_array().map(Vec::len), Some(1), "{bucket}");
    assert_eq!(rules[0]["status"], "Enabled");
    &rules[0]
}

/// "30 STANDARD_IA", in the order of days.
fn transitions(plan: &Plan, bucket: &str) -> Vec<String> {
    let transitions = lifecycle(plan, bucket)["transition"].as_array().into_iter().flatten();
    let mut moves: Vec<_> =
        transitions.map(|to| (to["days"].as_u64(), to["storage_class"].as_str().unwrap_or_default().to_owned())).collect();
    moves.sort();
    moves.into_iter().map(|(days, class)| format!("{} {class}", days.unwrap_or_default())).collect()
}

fn forgets(plan: &Plan) {
    // Logs move only because they stay long enough for it to pay; what is served or booted from stays where it is.
    assert_eq!(transitions(plan, "logs"), ["30 STANDARD_IA", "90 GLACIER"]);
    assert_eq!(transitions(plan, "archive"), ["30 STANDARD_IA", "90 GLACIER"]);
    for bucket in ["artifacts", "exports", "media"] {
        assert_eq!(transitions(plan, bucket), [""; 0], "{bucket}");
    }
    for (bucket, days) in [("logs", 400), ("archive", 3650), ("exports", 14)] {
        assert_eq!(lifecycle(plan, bucket)["expiration"][0]["days"], days, "{bucket}");
    }
    for bucket in ["artifacts", "media"] {
        assert_eq!(lifecycle(plan, bucket)["expiration"][0]["expired_object_delete_marker"], true, "{bucket}");
    }
    for (bucket, days) in [("logs", 7), ("archive", 30), ("artifacts", 90), ("exports", 90), ("media", 90)] {
        assert_eq!(lifecycle(plan, bucket)["noncurrent_version_expiration"][0]["noncurrent_days"], days, "{bucket}");
    }
    for bucket in BUCKETS {
        let status = &companion(plan, "aws_s3_bucket_versioning", bucket)["versioning_configuration"][0]["status"];
        assert_eq!(*status, if bucket == "exports" { "Suspended" } else { "Enabled" }, "{bucket}");
        assert_eq!(companion(plan, "aws_s3_bucket", bucket)["force_destroy"], bucket != "exports", "{bucket}");
    }
}

/// The policies, which only applying completes.
fn policies(cloud: &Cloud) {
    let all = cloud.python(
        "
s3, iam, ec2 = client('s3', 'eu-central-1'), client('iam'), client('ec2', 'eu-central-1')
def template(name):
    versions = ec2.describe_launch_template_versions(LaunchTemplateName=name, Versions=['$Latest'])
    return versions['LaunchTemplateVersions'][0]['LaunchTemplateData']['UserData']
import base64
answer({
    'buckets': {name: json.loads(s3.get_bucket_policy(Bucket=f'store-test-{name}-123456789012')['Policy'])['Statement']
                for name in sys.argv[1:]},
    'roles': {name: iam.get_role_policy(RoleName=name, PolicyName=name)['PolicyDocument']['Statement']
              for name in ('store-test-web', 'store-test-api')},
    'user_data': {name: base64.b64decode(template(name)).decode() for name in ('store-test-web', 'store-test-api')},
})",
        &BUCKETS,
    );
    let statement = |statements: &Value, sid: &str| -> Value {
        let found = statements.as_array().into_iter().flatten().find(|statement| statement["Sid"] == sid);
        found.unwrap_or_else(|| panic!("no {sid} in {statements:#}")).clone()
    };
    for bucket in BUCKETS {
        let statements = &all["buckets"][bucket];
        let arn = format!("arn:aws:s3:::store-test-{bucket}-123456789012");
        let tls = statement(statements, "TlsOnly");
        assert_eq!([&tls["Effect"], &tls["Principal"]], ["Deny", "*"], "{bucket}");
        assert_eq!(tls["Resource"], json!([arn, format!("{arn}/*")]), "{bucket}");
        assert_eq!(statements.as_array().map(Vec::len), Some(if bucket == "logs" { 3 } else { 1 }), "{bucket}");
    }
    let logs = "arn:aws:s3:::store-test-logs-123456789012";
    for (sid, service, resource) in [
        ("LoadBalancerLogs", "logdelivery.elasticloadbalancing.amazonaws.com", format!("{logs}/load-balancer/AWSLogs/123456789012/*")),
        ("BucketLogs", "logging.s3.amazonaws.com", format!("{logs}/s3/*")),
    ] {
        let delivery = statement(&all["buckets"]["logs"], sid);
        assert_eq!(delivery["Principal"]["Service"], service);
        assert_eq!([&delivery["Action"], &delivery["Resource"]], [&json!("s3:PutObject"), &json!(resource)]);
        assert!(delivery["Condition"].to_string().contains("123456789012"), "{sid}: any account could write here");
    }
    rights(&all["roles"]["store-test-web"], &all["roles"]["store-test-api"], statement);

    let web = all["user_data"]["store-test-web"].as_str().unwrap_or_default();
    assert!(web.starts_with("#!/bin/bash\nartifacts_bucket='store-test-artifacts-123456789012'\n"), "{web}");
    assert!(web.contains("\nMEDIA_BUCKET='store-test-media-123456789012'\n"), "{web}");
    let api = all["user_data"]["store-test-api"].as_str().unwrap_or_default();
    assert!(
        api.contains(" s3://somebody-elses-artifacts/api/2.0.0.tar.gz ") && !api.contains("artifacts_bucket") && !api.contains("_BUCKET"),
        "{api}"
    );
}

fn rights(web: &Value, api: &Value, statement: impl Fn(&Value, &str) -> Value) {
    let objects = |bucket: &str| format!("arn:aws:s3:::store-test-{bucket}-123456789012/*");
    let artifact = statement(web, "FetchArtifact");
    assert_eq!(artifact["Resource"], "arn:aws:s3:::store-test-artifacts-123456789012/web/1.0.0.tar.gz");
    let reads = statement(web, "ReadBuckets");
    assert_eq!([&reads["Action"], &reads["Resource"]], [&json!("s3:GetObject"), &json!([objects("media")])]);
    let writes = statement(web, "WriteBuckets");
    assert_eq!([&writes["Action"], &writes["Resource"]], [&json!("s3:PutObject"), &json!([objects("archive"), objects("media")])]);
    let key = statement(web, "UseKeyThroughS3");
    assert_eq!(key["Action"], json!(["kms:Decrypt", "kms:GenerateDataKey"]));
    assert!(key["Resource"].as_str().is_some_and(|arn| arn.starts_with("arn:aws:kms:eu-central-1:123456789012:key/")), "{key}");
    assert_eq!(key["Condition"]["StringEquals"]["kms:ViaService"], "s3.eu-central-1.amazonaws.com");
    // Who names no bucket gets no right to any, and no key.
    let sids: Vec<_> = api.as_array().into_iter().flatten().filter_map(|statement| statement["Sid"].as_str()).collect();
    assert!(sids.contains(&"FetchArtifact"), "{sids:?}");
    assert!(!sids.iter().any(|sid| ["ReadBuckets", "WriteBuckets", "UseKeyThroughS3"].contains(sid)), "{sids:?}");
}

#[test]
fn buckets_live_their_whole_life() {
    let rendered = Rendered::text(include_str!("fixtures/storage.hcl"));
    let (root, bootstrap) = (rendered.root(), rendered.bootstrap());
    let Some(plan) = Cycle::new(&root).bootstrap(&bootstrap).inspect(|cloud, _| policies(cloud)).run() else { return };
    assert_eq!(plan.count("aws_s3_bucket"), BUCKETS.len());
    for bucket in BUCKETS {
        locked_up(&plan, bucket);
    }
    forgets(&plan);
    for kind in ["policy", "public_access_block", "versioning", "lifecycle_configuration"] {
        assert_eq!(plan.count(&format!("aws_s3_bucket_{kind}")), BUCKETS.len(), "{kind}");
    }
    for bucket in BUCKETS.iter().filter(|bucket| **bucket != "logs") {
        assert_eq!(companion(&plan, "aws_s3_bucket_logging", bucket)["target_prefix"], format!("s3/{bucket}/"));
    }
    assert_eq!(plan.count("aws_s3_bucket_logging"), BUCKETS.len() - 1, "the logs bucket keeps no logs of itself");
    assert_eq!(plan.only("aws_lb").after["access_logs"][0]["prefix"], "load-balancer");
    assert_eq!(plan.only("aws_lb").after["access_logs"][0]["enabled"], true);
}
