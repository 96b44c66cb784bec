//! Which metrics are shown beside each other.

use super::Limit;
use crate::model::{Architecture, Database, Kind, Name, Nat, Service, Web, Worker, Zone};
use crate::plan::alarms::metrics::Instance;
use crate::plan::alarms::{Dimension, DimensionValue, Metric, Reference, metrics};
use crate::plan::logs;

/// A graph without its place.
pub(super) struct Graph {
    pub(super) title: &'static str,
    /// Where the metrics are kept, unless it is where everything else runs.
    pub(super) region: Option<&'static str>,
    pub(super) stacked: bool,
    pub(super) period: u32,
    pub(super) lines: Vec<(String, Metric)>,
    pub(super) limits: Vec<Limit>,
}

impl Graph {
    fn new(title: &'static str, lines: Vec<(String, Metric)>) -> Self {
        Self { title, region: None, stacked: false, period: 60, lines, limits: Vec::new() }
    }

    fn limit(mut self, label: &str, value: impl Into<u64>) -> Self {
        self.limits.push(Limit { label: label.to_owned(), value: value.into() });
        self
    }
}

fn line(label: &str, metric: Metric) -> (String, Metric) {
    (label.to_owned(), metric)
}

/// Two rows: what clients get, and what it is done with.
pub(super) fn service(architecture: &Architecture, name: &Name, service: &Service) -> Vec<Vec<Graph>> {
    let mut rows = Vec::new();
    match &service.kind {
        Kind::Web(web) if architecture.load_balancer.is_some() => {
            rows.push(vec![traffic(name), latency(name, web), hosts(architecture, name)]);
        }
        Kind::Web(_) => {}
        Kind::Worker(worker) => rows.push(vec![messages(name), waiting(name, worker)]),
    }
    rows.push(vec![scaling(name, service), load(architecture, name), errors(architecture, name)]);
    rows
}

fn traffic(name: &Name) -> Graph {
    let of = |metric_name| metrics::target_group(name, metric_name, "Sum");
    Graph::new(
        "Requests and errors a minute",
        vec![
            line("Requests", of("RequestCount")),
            line("4xx", of("HTTPCode_Target_4XX_Count")),
            line("5xx", of("HTTPCode_Target_5XX_Count")),
            line("No connection", of("TargetConnectionErrorCount")),
        ],
    )
}

fn latency(name: &Name, web: &Web) -> Graph {
    let of = |statistic| line(statistic, metrics::target_group(name, "TargetResponseTime", statistic));
    Graph::new("Latency in seconds", vec![of("p50"), of("p90"), of("p99")]).limit("Longest request", web.longest_request_seconds.get())
}

/// What waits and what is worked on; dead letters should be none.
fn messages(name: &Name) -> Graph {
    let visible = "ApproximateNumberOfMessagesVisible";
    Graph::new(
        "Messages",
        vec![
            line("Waiting", metrics::queue(Reference::queue(name), visible)),
            line("Being worked on", metrics::queue(Reference::queue(name), "ApproximateNumberOfMessagesNotVisible")),
            line("Dead letters", metrics::queue(Reference::dead_letter_queue(name), visible)),
        ],
    )
}

fn waiting(name: &Name, worker: &Worker) -> Graph {
    let oldest = metrics::queue(Reference::queue(name), "ApproximateAgeOfOldestMessage");
    Graph::new("Age of the oldest message in seconds", vec![line("Oldest", oldest)])
        .limit("Acceptable", worker.acceptable_latency_seconds.get())
}

fn hosts(architecture: &Architecture, name: &Name) -> Graph {
    let mut zones: Vec<&Zone> = architecture.network.availability_zones.iter().collect();
    zones.sort();
    let in_zone = |zone: &Zone| {
        let mut metric = metrics::target_group(name, "HealthyHostCount", "Maximum");
        metric.dimensions.insert(0, Dimension { name: "AvailabilityZone", value: DimensionValue::Literal(zone.to_string()) });
        (zone.to_string(), metric)
    };
    Graph { stacked: true, ..Graph::new("Healthy hosts by zone", zones.into_iter().map(in_zone).collect()) }
}

fn scaling(name: &Name, service: &Service) -> Graph {
    let of = |label, metric_name| line(label, metrics::group(name, "AWS/AutoScaling", metric_name, "Average"));
    let lines = vec![
        of("Wanted", "GroupDesiredCapacity"),
        of("In service", "GroupInServiceInstances"),
        of("Starting", "GroupPendingInstances"),
        of("Ending", "GroupTerminatingInstances"),
    ];
    Graph::new("Instances", lines).limit("Largest size", service.max_size.get())
}

fn load(architecture: &Architecture, name: &Name) -> Graph {
    let namespace = logs::namespace(architecture, name);
    Graph::new(
        "CPU, memory and disk in per cent",
        vec![
            line("CPU, average", metrics::group(name, "AWS/EC2", "CPUUtilization", "Average")),
            line("CPU, highest", metrics::group(name, "AWS/EC2", "CPUUtilization", "Maximum")),
            line("Memory, highest", metrics::group(name, namespace.clone(), logs::MEMORY, "Maximum")),
            line("Disk, highest", metrics::group(name, namespace, logs::DISK, "Maximum")),
        ],
    )
}

fn errors(architecture: &Architecture, name: &Name) -> Graph {
    let namespace = logs::namespace(architecture, name);
    let metric = Metric { namespace: namespace.into(), metric_name: logs::ERRORS, statistic: "Sum", dimensions: Vec::new() };
    Graph::new("Errors in the application's log", vec![line("Errors", metric)])
}

/// Two rows: who is connected and how busy it is, and how fast and how full.
pub(super) fn database(name: &Name, database: &Database) -> Vec<Vec<Graph>> {
    let instances = metrics::instances(name, database);
    let of = |metric_name, statistic| {
        let line = |instance: &Instance| {
            (instance.key.clone().unwrap_or_else(|| "primary".to_owned()), metrics::database(instance, metric_name, statistic))
        };
        instances.iter().map(line).collect::<Vec<_>>()
    };
    let lag = instances
        .iter()
        .filter(|instance| instance.follows)
        .map(|instance| (instance.key.clone().unwrap_or_default(), metrics::database(instance, "ReplicaLag", "Maximum")));
    let connections = Graph::new("Connections", of("DatabaseConnections", "Maximum"));
    let connections = match database.max_connections {
        Some(most) => connections.limit("Most", most.get()),
        None => connections,
    };
    vec![
        vec![
            connections,
            Graph::new("CPU in per cent", of("CPUUtilization", "Average")),
            Graph::new("Replicas: seconds behind", lag.collect()),
        ],
        vec![
            Graph::new("Read latency in seconds", of("ReadLatency", "Average")),
            Graph::new("Write latency in seconds", of("WriteLatency", "Average")),
            Graph::new("Free storage in bytes", of("FreeStorageSpace", "Minimum")),
        ],
    ]
}

/// What CloudFront answers, and how much of it without asking an origin.
pub(super) fn cdn() -> Vec<Graph> {
    let of = |label, metric_name, statistic| line(label, metrics::distribution(metric_name, statistic));
    let global = |title, lines| Graph { region: Some("us-east-1"), ..Graph::new(title, lines) };
    let shares = vec![of("4xx", "4xxErrorRate", "Average"), of("5xx", "5xxErrorRate", "Average"), of("Hits", "CacheHitRate", "Average")];
    vec![
        global("Requests a minute", vec![of("Requests", "Requests", "Sum")]),
        global("Errors and hits in per cent", shares),
        Graph { period: 3600, ..global("Bytes delivered an hour", vec![of("Bytes", "BytesDownloaded", "Sum")]) },
    ]
}

/// What is billed by use: bytes through the NAT, and the load balancer's capacity units.
pub(super) fn cost(architecture: &Architecture) -> Vec<Graph> {
    let mut graphs = Vec::new();
    if architecture.load_balancer.is_some() {
        let of = |label, metric_name| line(label, load_balancer(metric_name));
        graphs.push(Graph::new(
            "Load balancer",
            vec![of("5xx of its own", "HTTPCode_ELB_5XX_Count"), of("New connections", "NewConnectionCount")],
        ));
        graphs.push(hourly("Load balancer: capacity units an hour", vec![of("Capacity units", "ConsumedLCUs")]));
    }
    let bytes = metrics::nat_gateway_zones(architecture)
        .into_iter()
        .flat_map(|zone| {
            let of = |label: &str, metric_name| (format!("{label} {zone}"), metrics::nat_gateway(zone, metric_name));
            [of("To", "BytesOutToDestination"), of("From", "BytesInFromDestination")]
        })
        .collect();
    graphs.push(hourly("NAT gateways: bytes an hour", bytes));
    if architecture.network.nat == Nat::Instance {
        let of = |label, metric_name| line(label, metrics::nat_instance("AWS/EC2", metric_name, "Sum"));
        graphs.push(hourly("NAT instance: bytes an hour", vec![of("In", "NetworkIn"), of("Out", "NetworkOut")]));
    }
    graphs
}

fn hourly(title: &'static str, lines: Vec<(String, Metric)>) -> Graph {
    Graph { period: 3600, stacked: true, ..Graph::new(title, lines) }
}

fn load_balancer(metric_name: &'static str) -> Metric {
    let dimensions = vec![Dimension { name: "LoadBalancer", value: DimensionValue::Reference(Reference::load_balancer()) }];
    Metric { namespace: "AWS/ApplicationELB".into(), metric_name, statistic: "Sum", dimensions }
}
