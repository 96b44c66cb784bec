//! CloudFront in front of the assets bucket and the load balancer.

use serde::{Serialize, Serializer};

use super::words::words;
use super::{Bounded, CertificateArn, DomainName, Name, ResponsePagePath, UrlPath};

/// A time to live in whole seconds, at most a year: what a browser or an edge location will not ask for again.
pub type Ttl = Bounded<0, 31_536_000>;

/// `cdn {}`: a CloudFront distribution, its assets bucket, and the load balancer as second origin where there is one.
#[derive(Clone, Debug, Serialize)]
pub struct Cdn {
    /// Names the distribution answers to; those of `dns`, or the user's own with `acm_certificate_arn`.
    pub aliases: Vec<DomainName>,
    /// Certificate for `aliases`, in us-east-1. With a `dns` block it is created.
    pub acm_certificate_arn: Option<CertificateArn>,
    /// Which edge locations serve.
    pub price_class: PriceClass,
    /// What `/` is.
    pub default_root_object: ResponsePagePath,
    /// Where everything goes that no behavior claims, `/` included.
    pub default_origin: Origin,
    /// Cached pages: the default behavior. Short, so that a release is seen.
    pub html: Ttls,
    /// Cached files whose name changes with their content.
    pub static_assets: StaticAssets,
    /// Paths that go to the load balancer uncached. Those of the services, unless given.
    pub api_paths: Vec<UrlPath>,
    /// The behaviors in the order CloudFront tries them, derived ones included.
    #[serde(rename = "behavior", serialize_with = "shown_behaviors")]
    pub behaviors: Vec<Behavior>,
    /// How long an origin's errors are kept, and pages in their place. They hold for every behavior, those of APIs among them.
    /// Source: CloudFront developer guide, "How CloudFront caches HTTP 4xx and 5xx status codes": ten seconds unless set.
    #[serde(rename = "custom_error_response", serialize_with = "shown_error_responses")]
    pub custom_error_responses: Vec<ErrorResponse>,
    /// Seconds CloudFront waits for the load balancer's answer. Source: CloudFront API, 1 to 120.
    pub origin_read_timeout: Bounded<1, 120>,
    /// Seconds an idle connection to the load balancer is kept. Source: CloudFront API, 1 to 120.
    pub origin_keepalive_timeout: Bounded<1, 120>,
    /// The `Content-Security-Policy` header, where given.
    pub content_security_policy: Option<ContentSecurityPolicy>,
    /// Days after which access logs expire.
    pub access_log_retention_in_days: Bounded<1, 3653>,
}

super::text::checked_text!(
    /// A `Content-Security-Policy`, on one line. Source: CloudFront API, `ResponseHeadersPolicyContentSecurityPolicy`.
    ContentSecurityPolicy,
    |text| {
        if text.trim().is_empty() {
            return Err("must not be empty".to_owned());
        }
        super::text::no_control(text)?;
        super::text::at_most(text, 1500)
    }
);

/// How long something is cached. Source: CloudFront API, `CachePolicyConfig`: the default holds where the origin says nothing,
/// minimum and maximum bound what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Ttls {
    /// Seconds at least.
    pub min_ttl: Ttl,
    /// Seconds where the origin sends no `Cache-Control`.
    pub default_ttl: Ttl,
    /// Seconds at most.
    pub max_ttl: Ttl,
}

/// `static_assets {}`.
#[derive(Clone, Debug, Serialize)]
pub struct StaticAssets {
    /// Where they lie.
    pub path_patterns: Vec<UrlPath>,
    /// How long they are cached.
    #[serde(flatten)]
    pub ttls: Ttls,
}

/// One entry of the ordered cache behaviors.
#[derive(Clone, Debug)]
pub struct Behavior {
    /// What it is called: the block's name, `static` or `api`.
    pub name: String,
    /// Whether it follows from `static_assets` or `api_paths`, and has no block.
    pub derived: bool,
    /// The requests it is for.
    pub path_pattern: UrlPath,
    /// Its place, the lowest first; unless given, the more literal characters a pattern has, the earlier it is tried.
    pub precedence: Bounded<1, 1000>,
    /// Where they go.
    pub origin: Origin,
    /// For how long answers are kept.
    pub cache: Cache,
}

/// How a behavior caches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cache {
    /// Not at all, everything forwarded: AWS's policies `CachingDisabled` and `AllViewer`.
    Never,
    /// As one of AWS's own policies says.
    Managed(ManagedCachePolicy),
    /// By a policy of this environment that another behavior has too: `static`.
    Static,
    /// By a policy of its own.
    Own(Name, Ttls),
}

/// Where a request goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The assets bucket.
    Assets,
    /// The load balancer.
    LoadBalancer,
}

words!(Origin { Assets => "assets", LoadBalancer => "load_balancer" });

/// Which edge locations serve, the cheapest first. Source: CloudFront API, `PriceClass`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceClass {
    /// North America and Europe.
    Class100,
    /// All but South America, Australia and New Zealand.
    Class200,
    /// All.
    All,
}

words!(PriceClass { Class100 => "PriceClass_100", Class200 => "PriceClass_200", All => "PriceClass_All" });

/// AWS's own cache policies. Source: CloudFront developer guide, "Use managed cache policies".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ManagedCachePolicy {
    /// Cached for a day unless the origin says otherwise, compressed.
    CachingOptimized,
    /// Never cached.
    CachingDisabled,
    /// As `CachingOptimized`, for what is not to be compressed.
    CachingOptimizedForUncompressedObjects,
    /// What the origin says, and nothing where it says nothing.
    UseOriginCacheControlHeaders,
    /// The same, by query string.
    UseOriginCacheControlHeadersQueryStrings,
}

words!(ManagedCachePolicy {
    CachingOptimized => "CachingOptimized",
    CachingDisabled => "CachingDisabled",
    CachingOptimizedForUncompressedObjects => "CachingOptimizedForUncompressedObjects",
    UseOriginCacheControlHeaders => "UseOriginCacheControlHeaders",
    UseOriginCacheControlHeadersQueryStrings => "UseOriginCacheControlHeaders-QueryStrings",
});

impl ManagedCachePolicy {
    /// Seconds that an answer is kept where the origin says nothing. Source: CloudFront developer guide, "Use managed cache policies".
    pub const fn default_ttl(self) -> u32 {
        match self {
            Self::CachingOptimized | Self::CachingOptimizedForUncompressedObjects => 86_400,
            Self::CachingDisabled | Self::UseOriginCacheControlHeaders | Self::UseOriginCacheControlHeadersQueryStrings => 0,
        }
    }

    /// Its id, the same in every account.
    pub const fn id(self) -> &'static str {
        match self {
            Self::CachingOptimized => "658327ea-f89d-4fab-a63d-7e88639e58f6",
            Self::CachingDisabled => "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
            Self::CachingOptimizedForUncompressedObjects => "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
            Self::UseOriginCacheControlHeaders => "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
            Self::UseOriginCacheControlHeadersQueryStrings => "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
        }
    }
}

/// AWS's `AllViewer`: every header, cookie and query string goes on to the origin.
/// Source: CloudFront developer guide, "Use managed origin request policies".
pub const ALL_VIEWER: (&str, &str) = ("AllViewer", "216adef6-5c7f-47e4-b989-5492eafa07d3");

/// `custom_error_response "CODE" {}`.
#[derive(Clone, Debug, Serialize)]
pub struct ErrorResponse {
    /// The origin's status.
    pub error_code: ErrorCode,
    /// The status the client gets, with a page.
    pub response_code: Option<Bounded<200, 504>>,
    /// The page, from the assets bucket.
    pub response_page_path: Option<UrlPath>,
    /// Seconds until the origin is asked again.
    pub error_caching_min_ttl: Ttl,
}

/// A status that CloudFront can answer in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum ErrorCode {
    E400,
    E403,
    E404,
    E405,
    E414,
    E416,
    E500,
    E501,
    E502,
    E503,
    E504,
}

words!(ErrorCode {
    E400 => "400",
    E403 => "403",
    E404 => "404",
    E405 => "405",
    E414 => "414",
    E416 => "416",
    E500 => "500",
    E501 => "501",
    E502 => "502",
    E503 => "503",
    E504 => "504",
});

impl Cdn {
    /// Whether anything goes to the load balancer.
    pub fn uses_load_balancer(&self) -> bool {
        self.default_origin == Origin::LoadBalancer || self.behaviors.iter().any(|behavior| behavior.origin == Origin::LoadBalancer)
    }

    /// Whether clients come by a name of the environment's own.
    pub fn has_domain(&self) -> bool {
        !self.aliases.is_empty()
    }
}

/// A `behavior` as it is written.
#[derive(Serialize)]
struct ShownBehavior<'a> {
    path_pattern: &'a UrlPath,
    precedence: &'a Bounded<1, 1000>,
    origin: &'a Origin,
    cache_policy: Option<&'a ManagedCachePolicy>,
    #[serde(flatten)]
    ttls: Option<&'a Ttls>,
}

/// By name, without those that follow from the other arguments.
fn shown_behaviors<S: Serializer>(behaviors: &[Behavior], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(behaviors.iter().filter(|behavior| !behavior.derived).map(|behavior| {
        let Behavior { name, path_pattern, precedence, origin, cache, .. } = behavior;
        let (cache_policy, ttls) = match cache {
            Cache::Never | Cache::Static => (None, None),
            Cache::Managed(policy) => (Some(policy), None),
            Cache::Own(_, ttls) => (None, Some(ttls)),
        };
        (name, ShownBehavior { path_pattern, precedence, origin, cache_policy, ttls })
    }))
}

/// A `custom_error_response` as it is written.
#[derive(Serialize)]
struct ShownResponse<'a> {
    response_code: &'a Option<Bounded<200, 504>>,
    response_page_path: &'a Option<UrlPath>,
    error_caching_min_ttl: &'a Ttl,
}

/// By status.
fn shown_error_responses<S: Serializer>(responses: &[ErrorResponse], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(responses.iter().map(
        |ErrorResponse { error_code, response_code, response_page_path, error_caching_min_ttl }| {
            (error_code, ShownResponse { response_code, response_page_path, error_caching_min_ttl })
        },
    ))
}
