//! Every template, by the path of the file it renders.

/// Declares templates by name; each is embedded from `templates/NAME.tera`.
macro_rules! templates {
    ($(#[$doc:meta])* $list:ident: $($name:literal),+ $(,)?) => {
        $(#[$doc])*
        pub const $list: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../templates/", $name, ".tera")))),+];
    };
}

templates![
    /// Name and text of every template of a root, sorted by name.
    TEMPLATES:
    "account/README.md",
    "account/backend.tf",
    "account/github.tf",
    "account/main.tf",
    "bootstrap/README.md",
    "bootstrap/backend.tf.example",
    "bootstrap/bootstrap.sh",
    "bootstrap/github.tf",
    "bootstrap/main.tf",
    "bootstrap/roles.md",
    "github/steps/check.yml",
    "github/steps/checkout.yml",
    "github/steps/credentials.yml",
    "github/steps/engine.yml",
    "github/steps/install.yml",
    "github/steps/plan.yml",
    "github/terraform-apply.yml",
    "github/terraform-drift.yml",
    "github/terraform-plan.yml",
    "github/terraform-unlock.yml",
    "modules/database/cluster.tf",
    "modules/database/events.tf",
    "modules/database/instance.tf",
    "modules/database/main.tf",
    "modules/database/monitoring.tf",
    "modules/database/parameters.tf",
    "modules/database/password.tf",
    "modules/database/proxy.tf",
    "modules/database/replicas.tf",
    "modules/cdn/behavior.tf",
    "modules/cdn/buckets.tf",
    "modules/cdn/main.tf",
    "modules/cdn/origin.tf",
    "modules/cdn/policies.tf",
    "modules/cdn/waf.tf",
    "modules/dns/main.tf",
    "modules/keys/main.tf",
    "modules/load_balancer/main.tf",
    "modules/load_balancer/waf.tf",
    "modules/network/endpoints.tf",
    "modules/network/flow_logs.tf",
    "modules/network/main.tf",
    "modules/network/nat.tf",
    "modules/network/nat_user_data.sh",
    "modules/observability/account.tf",
    "modules/observability/alarms.tf",
    "modules/observability/budget.tf",
    "modules/observability/dashboard.tf",
    "modules/observability/events.tf",
    "modules/observability/main.tf",
    "modules/observability/queries.tf",
    "modules/roles/apply.tf",
    "modules/roles/main.tf",
    "modules/roles/plan.tf",
    "modules/security/main.tf",
    "modules/service/iam.tf",
    "modules/service/load_balancing.tf",
    "modules/service/logs.tf",
    "modules/service/main.tf",
    "modules/service/queue.tf",
    "modules/service/scaling.tf",
    "modules/service/user_data.sh",
    "modules/storage/artifacts.tf",
    "modules/storage/buckets.tf",
    "modules/storage/main.tf",
    "root/README.md",
    "root/RUNBOOK.md",
    "root/backend.tf",
    "root/deploy-frontend.sh",
    "root/main.tf",
    "root/providers.tf",
    "root/runbook/alarms.md",
    "root/runbook/database.md",
    "root/runbook/instances.md",
    "root/runbook/nat.md",
    "root/runbook/state.md",
    "root/runbook/toolkit.md",
    "shared/README.md",
    "shared/bucket.tf",
    "shared/inputs.md",
    "shared/moved.tf",
    "shared/outputs.tf",
    "shared/permissions_boundary.tf",
    "shared/variables.tf",
    "shared/versions.tf",
    "shared/web_acl.tf",
    "tests/module.tftest.hcl",
];

/// The text of a template.
pub fn text(name: &str) -> Option<&'static str> {
    TEMPLATES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// Hands a template and, as long as `visit` wants more of it, those it includes to `visit`, each with its text.
pub fn with_includes(name: &str, visit: &mut impl FnMut(&'static str, &'static str) -> bool) {
    let Some((name, text)) = TEMPLATES.iter().find(|(known, _)| *known == name) else { return };
    if visit(name, text) {
        let before = "include \"";
        for at in memchr::memmem::find_iter(text.as_bytes(), before) {
            let included = text[at + before.len()..].split('"').next().unwrap_or_default();
            with_includes(included, visit);
        }
    }
}

templates![
    /// The same of the page that `tfgen report` writes: a rendering has no use for them.
    REPORT:
    "report/alarms.html",
    "report/begin.html",
    "report/cost.html",
    "report/end.html",
    "report/environment.html",
    "report/guardrails.html",
    "report/incident.html",
    "report/link.html",
    "report/matrix.html",
    "report/rehearsals.html",
    "report/script.js",
    "report/style.css",
    "report/table.html",
    "report/timeline.html",
];
