//! For how long the CDN answers without asking, and by which of its behaviors.

use super::finding::{Route, route};
use crate::model::{Behavior, Cache, Cdn, Origin, UrlPath};

/// Something that the CDN keeps.
pub(super) struct Cached {
    /// The block, or the pattern of a behavior.
    pub(super) what: String,
    /// Seconds until it asks again where the origin says nothing.
    pub(super) seconds: u32,
    pub(super) at: Route,
}

/// Whatever pages come by: the default behavior, which answers `/`, and behaviors for paths that end like a page's.
pub(super) fn pages(cdn: &Cdn) -> Vec<Cached> {
    let root = format!("/{}", cdn.default_root_object);
    let page = |path: &str| path.ends_with('/') || path.ends_with(".html") || path.ends_with(".htm") || path == root;
    let default = Cached { what: "`html`".to_owned(), seconds: *cdn.html.default_ttl, at: route(["cdn", "html", "default_ttl"]) };
    let own = cdn.behaviors.iter().filter(|behavior| page(behavior.path_pattern.as_str())).map(|behavior| cached(cdn, behavior));
    std::iter::once(default).chain(own).collect()
}

/// Whatever files come by whose name changes with their content.
pub(super) fn hashed(cdn: &Cdn) -> Vec<Cached> {
    let assets = &cdn.static_assets;
    let within = |behavior: &&Behavior| {
        let own = behavior.origin == Origin::Assets && behavior.cache != Cache::Static;
        own && assets.path_patterns.iter().any(|pattern| covers(pattern, &behavior.path_pattern))
    };
    let default = Cached {
        what: "`static_assets`".to_owned(),
        seconds: *assets.ttls.default_ttl,
        at: route(["cdn", "static_assets", "default_ttl"]),
    };
    std::iter::once(default).chain(cdn.behaviors.iter().filter(within).map(|behavior| cached(cdn, behavior))).collect()
}

fn cached(cdn: &Cdn, behavior: &Behavior) -> Cached {
    let (seconds, argument) = match &behavior.cache {
        Cache::Never => (0, "cache_policy"),
        Cache::Managed(policy) => (policy.default_ttl(), "cache_policy"),
        Cache::Static => (*cdn.static_assets.ttls.default_ttl, "path_pattern"),
        Cache::Own(_, ttls) => (*ttls.default_ttl, "default_ttl"),
    };
    Cached { what: format!("`{}`", behavior.path_pattern), seconds, at: place(cdn, behavior, argument) }
}

/// Where a behavior is written, or what it is derived from.
pub(super) fn place(cdn: &Cdn, behavior: &Behavior, argument: &str) -> Route {
    match behavior.name.as_str() {
        "static" => route(["cdn", "static_assets", "path_patterns"]),
        "api" if cdn.api_paths.contains(&behavior.path_pattern) => route(["cdn", "api_paths"]),
        name => route(["cdn", "behavior", name, argument]),
    }
}

/// Whether one pattern matches every path that the other one does: its wildcards may stand for the other's, and not the other way round.
pub(super) fn covers(general: &UrlPath, specific: &UrlPath) -> bool {
    fn matches(pattern: &[u8], text: &[u8]) -> bool {
        match (pattern.split_first(), text.split_first()) {
            (None, None) => true,
            (Some((b'*', rest)), _) => (0..=text.len()).any(|skipped| matches(rest, &text[skipped..])),
            (Some((b'?', pattern)), Some((c, text))) => *c != b'*' && matches(pattern, text),
            (Some((p, pattern)), Some((c, text))) => p == c && matches(pattern, text),
            _ => false,
        }
    }
    matches(general.as_str().as_bytes(), specific.as_str().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wildcard_stands_for_what_it_can_match() {
        let covers = |general: &str, specific: &str| covers(&general.parse().unwrap(), &specific.parse().unwrap());
        for (general, specific) in
            [("/api/*", "/api/v1/*"), ("/*.html", "/shop/*.html"), ("/a?", "/a?"), ("/a*", "/a?"), ("/*/x", "/a/b/x")]
        {
            assert!(covers(general, specific), "{general} {specific}");
        }
        for (general, specific) in [("/api/v1/*", "/api/*"), ("/a?", "/a*"), ("/a?", "/a"), ("/api/*", "/api"), ("/A*", "/a*")] {
            assert!(!covers(general, specific), "{general} {specific}");
        }
    }
}
