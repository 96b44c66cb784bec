//! A password in the architecture is in version control, in the rendered files, in the launch template and in the state.

use super::finding::{Route, route};
use super::judge::Judge;
use crate::model::Architecture;

/// Beginnings that only credentials have, and whose they are.
const PREFIXES: &[(&str, &str)] = &[
    ("AKIA", "an AWS access key"),
    ("ASIA", "a temporary AWS access key"),
    ("ghp_", "a GitHub token"),
    ("gho_", "a GitHub token"),
    ("ghs_", "a GitHub token"),
    ("github_pat_", "a GitHub token"),
    ("glpat-", "a GitLab token"),
    ("sk_live_", "a Stripe key"),
    ("rk_live_", "a Stripe key"),
    ("xoxb-", "a Slack token"),
    ("xoxp-", "a Slack token"),
    ("AIza", "a Google API key"),
    ("SG.", "a SendGrid key"),
    ("-----BEGIN", "a private key or certificate"),
];

/// Fewer characters have too little entropy to tell a token from a word.
const SHORTEST: u64 = 20;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        for (key, value) in &service.environment {
            if let Some(what) = looks_like(judge, value.as_str()).or_else(|| named_so(judge, key.as_str(), value.as_str())) {
                report(
                    judge,
                    format!("`{key}` of service `{name}`"),
                    &what,
                    route(["service", name.as_str(), "environment", key.as_str()]),
                );
            }
        }
        let words = service.command.as_str().split([' ', '=', '"', '\'']);
        if let Some(what) = words.into_iter().find_map(|word| looks_like(judge, word)) {
            report(judge, format!("a word in `command` of service `{name}`"), &what, route(["service", name.as_str(), "command"]));
        }
    }
}

fn report(judge: &mut Judge, place: String, what: &str, at: Route) {
    judge.report(
        judge
            .finding(format!("{place} looks like {what}"), at, "not shown")
            .secret()
            .help("put it into AWS Secrets Manager, hand the application its ARN, and consider it published: replace it"),
    );
}

/// What a text is by the look of it alone.
fn looks_like(judge: &Judge, text: &str) -> Option<String> {
    if let Some((_, what)) = PREFIXES.iter().find(|(prefix, _)| judge.is(begins(text, prefix))) {
        return Some((*what).to_owned());
    }
    if judge.is(password_in_url(text)) {
        return Some("an address with a password in it".to_owned());
    }
    let random =
        token_like(text) && judge.at_least(text.len() as u64, SHORTEST) && judge.at_least(tenths_of_a_bit(text), judge.threshold());
    random.then(|| format!("a token: {} characters that look random", text.len()))
}

/// What a variable says it is, unless it only says where that lies.
fn named_so(judge: &Judge, key: &str, value: &str) -> Option<String> {
    let named = ["PASSWORD", "PASSWD", "PASSPHRASE"].iter().any(|end| key.to_ascii_uppercase().ends_with(end));
    let elsewhere = value.is_empty() || value.starts_with("arn:") || value.starts_with('/');
    judge.is(named && !elsewhere).then(|| "a password".to_owned())
}

/// `scheme://user:password@host`
fn password_in_url(text: &str) -> bool {
    let authority = text.split_once("://").map(|(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let user = authority.and_then(|authority| authority.rsplit_once('@')).map(|(user, _)| user);
    user.and_then(|user| user.split_once(':')).is_some_and(|(_, password)| !password.is_empty())
}

/// At the start of a word, followed by at least eight characters more.
fn begins(text: &str, prefix: &str) -> bool {
    text.match_indices(prefix).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let rest = text.get(at + prefix.len()..).unwrap_or_default();
        before.is_none_or(|c| !c.is_ascii_alphanumeric()) && rest.len() >= 8
    })
}

/// One word of letters and digits, both kinds present, as encoded random bytes are; not a path, a host, an ARN or a UUID.
fn token_like(text: &str) -> bool {
    let encoded = |c: char| c.is_ascii_alphanumeric() || "+/=_-".contains(c);
    let uuid = text.len() == 36 && text.split('-').map(str::len).eq([8, 4, 4, 4, 12]);
    text.chars().all(encoded)
        && text.chars().any(|c| c.is_ascii_digit())
        && text.chars().any(|c| c.is_ascii_alphabetic())
        && !text.starts_with('/')
        && !uuid
}

/// Shannon's entropy of a character.
fn tenths_of_a_bit(text: &str) -> u64 {
    let mut counts = [0_u32; 256];
    text.bytes().for_each(|byte| counts[usize::from(byte)] += 1);
    let length = text.len().max(1) as f64;
    let bits: f64 =
        counts.iter().filter(|count| **count > 0).map(|count| f64::from(*count) / length).map(|share| -share * share.log2()).sum();
    (bits * 10.0) as u64
}
