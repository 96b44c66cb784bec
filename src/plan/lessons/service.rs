//! Lessons 1, 5, 8, 11 and 12: instances that are replaced when they are dead, answered for when they end, and followed by as many as the
//! load needs.

use super::Lesson;
use crate::model::{Architecture, Name, Service, StepScaling, Web, Worker};
use crate::plan::security;

const GROUP: &str = "aws_autoscaling_group.this";
const TEMPLATE: &str = "aws_launch_template.this";

pub(super) fn lessons(architecture: &Architecture, name: &Name, service: &Service) -> Vec<Lesson> {
    let mut lessons = healing(service);
    if let Some(web) = service.web() {
        lessons.extend(requests(web));
        // The user's own variable wins, and is the user's own business.
        if !service.environment.keys().any(|key| key.as_str() == "KEEP_ALIVE_SECONDS") {
            let file = format!("modules/{}/user_data.sh", security::service_module(name));
            let why =
                "an application that closes idle connections before the load balancer does makes 502s (lesson 5: draining connections)";
            lessons.push(Lesson::written(file, "KEEP_ALIVE_SECONDS", web.keep_alive_seconds.to_string(), why));
        }
    }
    if let Some(worker) = service.worker() {
        lessons.extend(messages(name, worker));
    }
    lessons.extend(scaling(service));
    lessons.extend(instances(service));
    let days = architecture.observability.retention_in_days.get();
    let why = "kept shorter, the log ends before the question; kept longer, it costs more than it tells (lesson 8: monitoring blind spots)";
    lessons.push(Lesson::equals("aws_cloudwatch_log_group.application.retention_in_days", days, why));
    lessons
}

fn healing(service: &Service) -> Vec<Lesson> {
    let startup = service.startup_seconds.get();
    let shutdown = service.shutdown_seconds.get();
    let of = |argument: &str, expected: serde_json::Value, why: String| Lesson::equals(format!("{GROUP}.{argument}"), expected, &why);
    let hook = |hook: &str, argument: &str, expected: serde_json::Value, why: String| {
        Lesson::equals(format!("aws_autoscaling_lifecycle_hook.{hook}.{argument}"), expected, &why)
    };
    let refresh = &service.instance_refresh;
    vec![
        of(
            "health_check_grace_period",
            service.health_check_grace_period.get().into(),
            format!("instances take up to {startup} s to start; judged before, healthy ones are terminated for ever (lesson 1: health checks and real start-up times)"),
        ),
        of(
            "health_check_type",
            service.health_check_type.as_str().into(),
            "with ELB an application that is dead on a running instance is replaced, with EC2 only the instance counts (lesson 1: health checks and real start-up times)".to_owned(),
        ),
        of(
            "default_instance_warmup",
            service.default_instance_warmup.get().into(),
            format!("an instance that still starts, which takes {startup} s, must not count as one that does not help (lesson 12: scaling too eagerly)"),
        ),
        of("min_size", service.min_size.get().into(), "the architecture says how many instances there are at the least".to_owned()),
        of("max_size", service.max_size.get().into(), "more cost more than was agreed, and open more connections than the database has".to_owned()),
        of(
            "instance_refresh[0].preferences[0].min_healthy_percentage",
            refresh.min_healthy_percentage.get().into(),
            "a release that takes more instances away at once takes their requests with them".to_owned(),
        ),
        of(
            "instance_refresh[0].preferences[0].auto_rollback",
            true.into(),
            "a release that fails goes on being rolled out until nothing is left".to_owned(),
        ),
        hook(
            "launching",
            "heartbeat_timeout",
            service.launching_hook_timeout.get().into(),
            format!("an instance that takes {startup} s to start is given up before it could report that it is ready (lesson 1: health checks and real start-up times)"),
        ),
        hook("launching", "default_result", "ABANDON".into(), "an instance that never got ready would serve requests (lesson 1: health checks and real start-up times)".to_owned()),
        hook(
            "terminating",
            "heartbeat_timeout",
            service.terminating_hook_timeout.get().into(),
            format!("the application takes {shutdown} s to end, and EC2 does not wait by itself (lesson 5: draining connections)"),
        ),
        hook("terminating", "default_result", "CONTINUE".into(), "the instance ends in any case; this says so (lesson 5: draining connections)".to_owned()),
    ]
}

fn requests(web: &Web) -> Vec<Lesson> {
    let group = "aws_lb_target_group.this";
    let check = &web.health_check;
    let of = |argument: &str, expected: u32, why: &str| Lesson::equals(format!("{group}.health_check[0].{argument}"), expected, why);
    let dead = "together they say after how long a dead instance gets no more requests, and a database failover must not look like one (lesson 2: database failover)";
    vec![
        Lesson::equals(
            format!("{group}.deregistration_delay"),
            web.deregistration_delay.to_string(),
            &format!(
                "a request takes up to {} s, and whoever got in is answered; cut off, it is a 502 (lesson 5: draining connections)",
                web.longest_request_seconds
            ),
        ),
        Lesson::equals(
            format!("{group}.health_check[0].path"),
            check.path.to_string(),
            "it asks for liveness alone: one that asks the database terminates the whole fleet in a failover (lesson 2: database failover)",
        ),
        of("interval", check.interval.get(), dead),
        of("timeout", check.timeout.get(), "a check that waits as long as the interval overlaps with the next"),
        of("unhealthy_threshold", check.unhealthy_threshold.get(), dead),
        of(
            "healthy_threshold",
            check.healthy_threshold.get(),
            "it is part of the time a new instance takes to serve (lesson 1: health checks and real start-up times)",
        ),
    ]
}

fn messages(name: &Name, worker: &Worker) -> Vec<Lesson> {
    let queue = &worker.queue;
    let why = format!("a job takes up to {} s; a message that is seen again before is worked on twice", worker.job_seconds);
    let file = format!("modules/{}/queue.tf", security::service_module(name));
    vec![
        Lesson::equals("aws_sqs_queue.this.visibility_timeout_seconds", queue.visibility_timeout_seconds.get(), &why),
        Lesson::equals(
            "aws_sqs_queue.this.message_retention_seconds",
            queue.message_retention_seconds.get(),
            "what no worker has taken by then is lost",
        ),
        Lesson::written(file, "maxReceiveCount", queue.max_receive_count.get(), "a message that no worker survives must leave the queue"),
    ]
}

fn scaling(service: &Service) -> Vec<Lesson> {
    let Some(scaling) = &service.scaling else { return Vec::new() };
    let targets = [
        ("backlog", scaling.backlog_per_instance.map(|target| target.get())),
        ("cpu", scaling.cpu_target.map(|target| target.get())),
        ("requests", scaling.requests_per_target.map(|target| target.get())),
    ];
    let target = |(label, target): (&str, Option<u32>)| {
        let subject = format!("aws_autoscaling_policy.{label}.target_tracking_configuration[0].target_value");
        let why = "above it instances are added, below it they are taken away: too low costs, too high answers late (lesson 12: scaling too eagerly)";
        Some(Lesson::equals(subject, target?, why))
    };
    let mut lessons: Vec<Lesson> = targets.into_iter().filter_map(target).collect();
    lessons.extend(scaling.step.iter().flat_map(|step| burst(service, step)));
    lessons
}

fn burst(service: &Service, step: &StepScaling) -> Vec<Lesson> {
    let (policy, alarm) = ("aws_autoscaling_policy.burst", "aws_cloudwatch_metric_alarm.burst");
    vec![
        Lesson::equals(
            format!("{policy}.policy_type"),
            "StepScaling",
            "simple scaling waits out a cooldown while the burst goes on (lesson 12: scaling too eagerly)",
        ),
        Lesson::equals(
            format!("{policy}.estimated_instance_warmup"),
            service.default_instance_warmup.get(),
            "instances that still start are counted, or the same burst is answered twice (lesson 12: scaling too eagerly)",
        ),
        Lesson::equals(
            format!("{alarm}.evaluation_periods"),
            step.evaluation_periods.get(),
            "a window shorter than the warm-up still sees the load that the last step has already answered (lesson 12: scaling too eagerly)",
        ),
        Lesson::equals(
            format!("{alarm}.threshold"),
            100,
            "the expression is in per cent of what the instances are meant to carry (lesson 12: scaling too eagerly)",
        ),
        Lesson::holds(
            format!("length({alarm}.alarm_actions) == 1"),
            "the burst alarm sets off no policy: a burst is answered by nobody (lesson 12: scaling too eagerly)",
        ),
    ]
}

fn instances(service: &Service) -> Vec<Lesson> {
    let of = |argument: &str, expected: &str, why: &str| Lesson::equals(format!("{TEMPLATE}.{argument}"), expected, why);
    vec![
        Lesson::holds(
            format!("length({TEMPLATE}.iam_instance_profile) == 1"),
            "instances have no profile, so whatever the role allows, they are refused (lesson 11: the instance profile)",
        ),
        of(
            "metadata_options[0].http_tokens",
            "required",
            "without tokens a request forged through the application reads the role's keys (lesson 11: the instance profile)",
        ),
        of(
            "network_interfaces[0].associate_public_ip_address",
            "false",
            "an instance with a public address is reached past the load balancer (lesson 7: security-group rules)",
        ),
        of("block_device_mappings[0].ebs[0].encrypted", "true", "a copied volume can be read by whoever has it"),
        of("block_device_mappings[0].ebs[0].volume_type", "gp3", "gp2 is slower and dearer"),
        Lesson::equals(
            format!("{TEMPLATE}.block_device_mappings[0].ebs[0].volume_size"),
            service.root_volume.volume_size.get(),
            "a disk that is full stops the application, and the log that would say why",
        ),
        Lesson::equals(
            format!("{TEMPLATE}.monitoring[0].enabled"),
            true,
            "scaling would see the load up to five minutes late (lesson 12: scaling too eagerly)",
        ),
    ]
}
