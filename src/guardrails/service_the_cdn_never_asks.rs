//! Behind a CDN the load balancer is internal: a service whose paths no behavior leads to is reached by nobody.

use super::{Finding, route};
use crate::model::{Architecture, Cdn, Origin, UrlPath, Web};

const RULE: &str = "service-the-cdn-never-asks";

pub(super) fn check(architecture: &Architecture) -> Vec<Finding> {
    let Some(cdn) = &architecture.cdn else { return Vec::new() };
    let hidden = architecture.services.iter().filter(|(_, service)| service.web().is_some_and(|web| !reached(cdn, web)));
    let found = |name: &str| {
        let message = format!("no request reaches service `{name}`: the CDN sends none of its paths to the load balancer");
        Finding::error(RULE, message, route(["service", name, "paths"]), "what it answers")
            .related(route(["cdn", "default_origin"]), "everything that no behavior claims goes to `assets`")
            .help("give the service paths of its own, such as `[\"/api/*\"]`")
            .help("or let the CDN ask the load balancer for pages: `default_origin = \"load_balancer\"` in `cdn`")
    };
    hidden.map(|(name, _)| found(name.as_str())).collect()
}

fn reached(cdn: &Cdn, service: &Web) -> bool {
    let leads_to = |pattern: &UrlPath, path: &UrlPath| match pattern.as_str().strip_suffix('*') {
        Some(start) if !start.contains(['*', '?']) => path.as_str().starts_with(start) || path.as_str() == "/*",
        _ => pattern == path,
    };
    let asked = |path: &UrlPath| {
        cdn.behaviors.iter().any(|behavior| behavior.origin == Origin::LoadBalancer && leads_to(&behavior.path_pattern, path))
    };
    cdn.default_origin == Origin::LoadBalancer || service.paths.iter().any(asked)
}
