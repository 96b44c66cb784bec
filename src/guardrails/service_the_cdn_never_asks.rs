//! Behind a CDN the load balancer is internal: a service whose paths no behavior leads to is reached by nobody.

use super::finding::{of, route};
use super::judge::Judge;
use crate::model::{Architecture, Behavior, Origin, UrlPath};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let Some(cdn) = &architecture.cdn else { return };
    for (name, service) in &architecture.services {
        let Some(web) = service.web() else { continue };
        let asked = |behavior: &Behavior| {
            judge.is(behavior.origin == Origin::LoadBalancer)
                && judge.is(web.paths.iter().any(|path| leads_to(&behavior.path_pattern, path)))
        };
        if judge.is(cdn.default_origin != Origin::LoadBalancer) && !cdn.behaviors.iter().any(asked) {
            let message = format!("no request reaches service `{name}`: the CDN sends none of its paths to the load balancer");
            judge.report(
                judge
                    .finding(message, of(name, "paths"), "what it answers")
                    .related(route(["cdn", "default_origin"]), "everything that no behavior claims goes to `assets`")
                    .help("give the service paths of its own, such as `[\"/api/*\"]`")
                    .help("or let the CDN ask the load balancer for pages: `default_origin = \"load_balancer\"` in `cdn`"),
            );
        }
    }
}

/// Whether requests that a behavior claims are among those that a path of the service is for.
fn leads_to(pattern: &UrlPath, path: &UrlPath) -> bool {
    match pattern.as_str().strip_suffix('*') {
        Some(start) if !start.contains(['*', '?']) => path.as_str().starts_with(start) || path.as_str() == "/*",
        _ => pattern == path,
    }
}
