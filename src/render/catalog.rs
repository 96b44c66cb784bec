//! Every template, by the path of the file it renders.

/// Declares templates by name; each is embedded from `templates/NAME.tera`.
macro_rules! templates {
    ($($name:literal),+ $(,)?) => {
        /// Name and text of every template, sorted by name.
        pub const TEMPLATES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../templates/", $name, ".tera")))),+];
    };
}

templates![
    "bootstrap/README.md",
    "bootstrap/backend.tf.example",
    "bootstrap/main.tf",
    "modules/cdn/behavior.tf",
    "modules/cdn/buckets.tf",
    "modules/cdn/main.tf",
    "modules/cdn/origin.tf",
    "modules/cdn/policies.tf",
    "modules/cdn/waf.tf",
    "modules/dns/main.tf",
    "modules/keys/main.tf",
    "modules/load_balancer/access_logs.tf",
    "modules/load_balancer/main.tf",
    "modules/load_balancer/waf.tf",
    "modules/network/endpoints.tf",
    "modules/network/flow_logs.tf",
    "modules/network/main.tf",
    "modules/network/nat.tf",
    "modules/network/nat_user_data.sh",
    "modules/observability/topics.tf",
    "modules/security/main.tf",
    "modules/service/iam.tf",
    "modules/service/load_balancing.tf",
    "modules/service/main.tf",
    "modules/service/scaling.tf",
    "modules/service/user_data.sh",
    "root/README.md",
    "root/backend.tf",
    "root/deploy-frontend.sh",
    "root/main.tf",
    "root/providers.tf",
    "shared/README.md",
    "shared/bucket.tf",
    "shared/outputs.tf",
    "shared/variables.tf",
    "shared/versions.tf",
    "shared/web_acl.tf",
];
