//! `cdn {}`.

use std::collections::BTreeMap;

use super::{fixed, name, named, number};
use crate::config::Reader;
use crate::diagnostic::Diagnostic;
use crate::model::*;

/// What a CDN's defaults depend on outside its own block.
pub(super) struct Context<'a> {
    pub(super) production: bool,
    pub(super) dns: Option<&'a Dns>,
    pub(super) load_balancer: bool,
    pub(super) services: &'a BTreeMap<Name, Service>,
}

pub(super) fn read(reader: &mut Reader<'_>, context: &Context<'_>) -> Cdn {
    let (aliases, acm_certificate_arn) = names(reader, context.dns);
    let default_origin = reader.or("default_origin", || Origin::Assets);
    let html = reader
        .block("html", |reader| ttls(reader, Ttls { min_ttl: number(0), default_ttl: number(300), max_ttl: number(3600) }))
        .unwrap_or(Ttls { min_ttl: number(0), default_ttl: number(300), max_ttl: number(3600) });
    let static_assets = reader.block("static_assets", static_assets).unwrap_or_else(static_assets_defaults);
    let api_paths = reader.or("api_paths", || service_paths(context));
    let longest = context.services.values().filter_map(Service::web).map(|web| web.longest_request_seconds.get()).max().unwrap_or(0);
    let cdn = Cdn {
        aliases,
        acm_certificate_arn,
        price_class: reader.or("price_class", || if context.production { PriceClass::All } else { PriceClass::Class100 }),
        default_root_object: reader.or("default_root_object", || fixed("index.html")),
        default_origin,
        html,
        behaviors: behaviors(reader, &static_assets, &api_paths),
        static_assets,
        api_paths,
        custom_error_responses: error_responses(reader),
        origin_read_timeout: reader.or("origin_read_timeout", || derived::origin_read_timeout(longest)),
        origin_keepalive_timeout: reader.or("origin_keepalive_timeout", || number(5)),
        content_security_policy: reader.optional("content_security_policy"),
        access_log_retention_in_days: reader.or("access_log_retention_in_days", || number(if context.production { 365 } else { 30 })),
    };
    if cdn.uses_load_balancer() && !context.load_balancer {
        let span = reader.here();
        reader.report(
            Diagnostic::error("the CDN sends requests to a load balancer, and there is none")
                .at(span, "")
                .help("add a `load_balancer {}` block, or send them to `assets`"),
        );
    }
    cdn
}

/// The names and their certificate: those of `dns`, or the user's own.
fn names(reader: &mut Reader<'_>, dns: Option<&Dns>) -> (Vec<DomainName>, Option<CertificateArn>) {
    let own: Option<Vec<DomainName>> = reader.optional("aliases");
    let certificate: Option<CertificateArn> = reader.optional("acm_certificate_arn");
    if certificate.as_ref().is_some_and(|arn| !arn.as_str().starts_with("arn:aws:acm:us-east-1:")) {
        reader.reject("acm_certificate_arn", "must be in us-east-1, the only region CloudFront takes certificates from");
    }
    if let Some(dns) = dns {
        let names: Vec<DomainName> = dns.names().cloned().collect();
        // What `show` prints may be read again.
        if own.is_some_and(|own| own != names) {
            reader.reject("aliases", "follows from `dns`; further names go into its `subject_alternative_names`");
        }
        return (names, certificate);
    }
    // One that is there and wrong has been reported.
    let named = own.as_ref().map_or(reader.has("aliases"), |own| !own.is_empty());
    if named != reader.has("acm_certificate_arn") {
        let span = reader.here();
        reader.report(
            Diagnostic::error("without a `dns` block, `aliases` and `acm_certificate_arn` come together")
                .at(span, "")
                .help("leave both out to be reached by CloudFront's own name"),
        );
    }
    (own.unwrap_or_default(), certificate)
}

/// What the services are asked for, but for everything.
fn service_paths(context: &Context<'_>) -> Vec<UrlPath> {
    if !context.load_balancer {
        return Vec::new();
    }
    let mut paths: Vec<UrlPath> = context
        .services
        .values()
        .filter_map(Service::web)
        .flat_map(|web| web.paths.iter().cloned())
        .filter(|path| path.as_str() != "/*")
        .collect();
    paths.sort();
    paths.dedup();
    paths
}

fn static_assets(reader: &mut Reader<'_>) -> StaticAssets {
    let default = static_assets_defaults();
    StaticAssets { path_patterns: reader.or("path_patterns", || default.path_patterns), ttls: ttls(reader, default.ttls) }
}

fn static_assets_defaults() -> StaticAssets {
    StaticAssets {
        path_patterns: vec![fixed("/static/*")],
        ttls: Ttls { min_ttl: number(0), default_ttl: number(86_400), max_ttl: number(31_536_000) },
    }
}

fn ttls(reader: &mut Reader<'_>, default: Ttls) -> Ttls {
    let min_ttl = reader.or("min_ttl", || default.min_ttl);
    let max_ttl = reader.or("max_ttl", || default.max_ttl);
    // Bounds move a default that nobody wrote.
    let default_ttl = reader.or("default_ttl", || default.default_ttl.max(min_ttl).min(max_ttl));
    let ttls = Ttls { min_ttl, default_ttl, max_ttl };
    if ttls.min_ttl > ttls.default_ttl || ttls.default_ttl > ttls.max_ttl {
        let argument = if ttls.default_ttl > ttls.max_ttl { "max_ttl" } else { "min_ttl" };
        let span = reader.span(argument);
        reader.report(
            Diagnostic::error(format!(
                "`min_ttl` {}, `default_ttl` {} and `max_ttl` {} must not fall",
                ttls.min_ttl, ttls.default_ttl, ttls.max_ttl
            ))
            .at(span, ""),
        );
    }
    ttls
}

/// The user's behaviors and the derived ones, in the order they are tried. The user's wins over a derived one of the same pattern.
fn behaviors(reader: &mut Reader<'_>, static_assets: &StaticAssets, api_paths: &[UrlPath]) -> Vec<Behavior> {
    let mut spans = BTreeMap::new();
    let own = named(reader.labelled("behavior", |reader, label| {
        spans.insert(label.text.clone(), label.span);
        let name = name(reader, label);
        let behavior = name.clone().and_then(|name| behavior(reader, name));
        (name, behavior)
    }));
    let mut all: Vec<Behavior> = Vec::new();
    for behavior in own.into_values() {
        if let Some(other) = all.iter().find(|other| other.path_pattern == behavior.path_pattern)
            && let (Some(span), Some(first)) = (spans.get(&behavior.name), spans.get(&other.name))
        {
            let message = format!("behaviors `{}` and `{}` have the same `path_pattern`", other.name, behavior.name);
            reader.report(Diagnostic::error(message).at(*span, "never reached").related(*first, "always tried first"));
        }
        all.push(behavior);
    }
    let derived = static_assets.path_patterns.iter().map(|path| ("static", Origin::Assets, Cache::Static, path));
    let derived = derived.chain(api_paths.iter().map(|path| ("api", Origin::LoadBalancer, Cache::Never, path)));
    for (name, origin, cache, path) in derived {
        if !all.iter().any(|other| other.path_pattern == *path) {
            let precedence = derived::behavior_precedence(path);
            all.push(Behavior { name: name.to_owned(), derived: true, path_pattern: path.clone(), precedence, origin, cache });
        }
    }
    all.sort_by(|a, b| (a.precedence, &a.path_pattern).cmp(&(b.precedence, &b.path_pattern)));
    all
}

fn behavior(reader: &mut Reader<'_>, name: Name) -> Option<Behavior> {
    let path_pattern = reader.required::<UrlPath>("path_pattern");
    let origin = reader.required::<Origin>("origin");
    let precedence = reader.or("precedence", || path_pattern.as_ref().map_or_else(|| number(500), derived::behavior_precedence));
    let managed: Option<ManagedCachePolicy> = reader.optional("cache_policy");
    let own = ["min_ttl", "default_ttl", "max_ttl"].into_iter().any(|argument| reader.has(argument));
    let own_ttls = ttls(reader, Ttls { min_ttl: number(0), default_ttl: number(300), max_ttl: number(31_536_000) });
    if managed.is_some() && own {
        reader.reject("cache_policy", "is one of AWS's own, whose times are fixed: leave out either it or the times");
    }
    if path_pattern.as_ref().is_some_and(|path| path.as_str() == "/*") {
        reader.reject("path_pattern", "claims everything, which is the default behavior: set `default_origin` and `html` instead");
    }
    if ["html", "static"].contains(&name.as_str()) {
        let span = reader.here();
        reader.report(Diagnostic::error(format!("`{name}` is the name of a derived policy")).at(span, "").help("choose another name"));
    }
    let cache = match managed {
        Some(ManagedCachePolicy::CachingDisabled) if origin == Some(Origin::LoadBalancer) => Cache::Never,
        Some(policy) => Cache::Managed(policy),
        None if own => Cache::Own(name.clone(), own_ttls),
        None if origin == Some(Origin::LoadBalancer) => Cache::Never,
        None => Cache::Static,
    };
    Some(Behavior { name: name.to_string(), derived: false, path_pattern: path_pattern?, precedence, origin: origin?, cache })
}

/// An error is not kept for long: CloudFront's own ten seconds would show it to everyone after it has passed, and what an API has just
/// created would still be missing.
fn error_responses(reader: &mut Reader<'_>) -> Vec<ErrorResponse> {
    let own = reader.labelled("custom_error_response", |reader, label| {
        let response_code = reader.optional("response_code");
        let response_page_path = reader.optional("response_page_path");
        let error_caching_min_ttl = reader.or("error_caching_min_ttl", || number(1));
        let Some((_, error_code)) = ErrorCode::WORDS.iter().find(|(word, _)| *word == label.text) else {
            let codes: Vec<&str> = ErrorCode::WORDS.iter().map(|(word, _)| *word).collect();
            let message = format!("CloudFront has no response of its own for `{}`", label.text);
            reader.report(Diagnostic::error(message).at(label.span, "").help(format!("one of {}", codes.join(", "))));
            return None;
        };
        let response = ErrorResponse { error_code: *error_code, response_code, response_page_path, error_caching_min_ttl };
        // One that is there and wrong has been reported.
        if reader.has("response_code") != reader.has("response_page_path") {
            let span = reader.here();
            reader.report(Diagnostic::error("`response_code` and `response_page_path` come together").at(span, ""));
        }
        Some(response)
    });
    let mut responses: BTreeMap<ErrorCode, ErrorResponse> =
        [ErrorCode::E404, ErrorCode::E500, ErrorCode::E502, ErrorCode::E503, ErrorCode::E504]
            .map(|error_code| {
                (error_code, ErrorResponse { error_code, response_code: None, response_page_path: None, error_caching_min_ttl: number(1) })
            })
            .into();
    responses.extend(own.into_values().flatten().map(|response| (response.error_code, response)));
    responses.into_values().collect()
}
