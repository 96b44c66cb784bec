//! Identifiers whose shape AWS prescribes.

use super::identity::AccountId;
use super::text::{at_most, checked_text, no_control};

checked_text!(
    /// A tag's key. Source: Resource Groups Tagging API, `TagKey`; `aws:` is reserved.
    TagKey,
    |text| {
        if text.is_empty() {
            return Err("must not be empty".to_owned());
        }
        if text.to_ascii_lowercase().starts_with("aws:") {
            return Err("must not start with `aws:`: AWS keeps that for itself".to_owned());
        }
        tag_characters(text)?;
        at_most(text, 128)
    }
);

checked_text!(
    /// A tag's value: letters of any script, digits, blanks and `_.:/=+-@`. Source: EC2 user guide, "Tag restrictions".
    TagValue,
    |text| {
        tag_characters(text)?;
        at_most(text, 256)
    }
);

fn tag_characters(text: &str) -> Result<(), String> {
    match text.chars().find(|c| !c.is_alphanumeric() && !" _.:/=+-@".contains(*c)) {
        Some(refused) => {
            Err(format!("holds {refused:?}, which AWS does not accept in a tag; it accepts letters, digits, spaces and `_.:/=+-@`"))
        }
        None => Ok(()),
    }
}

checked_text!(
    /// The key of an object in S3.
    ObjectKey,
    |text| {
        if text.is_empty() || text.starts_with('/') || text.ends_with('/') || text.contains("//") {
            return Err("must be the key of an object: not empty, no `/` at either end, no `//`".to_owned());
        }
        match text.chars().find(|c| !c.is_ascii_alphanumeric() && !"!-_.*'()/".contains(*c)) {
            Some(refused) => Err(format!("holds {refused:?}; letters, digits and `!-_.*'()/` are safe in an object key")),
            None => at_most(text, 1024),
        }
    }
);

checked_text!(
    /// The version of an artifact: one part of an object key.
    ArtifactVersion,
    |text| {
        if text.is_empty() || !text.chars().all(|c| c.is_ascii_alphanumeric() || "._-+".contains(c)) {
            return Err("must be letters, digits and `._-+`".to_owned());
        }
        at_most(text, 64)
    }
);

checked_text!(
    /// A DynamoDB table's name. Source: DynamoDB API, `CreateTable`.
    TableName,
    |text| {
        if !(3..=255).contains(&text.len()) || !text.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c)) {
            return Err("must be 3 to 255 letters, digits and `._-`".to_owned());
        }
        Ok(())
    }
);

checked_text!(
    /// A version constraint of Terraform: `>= 1.10, < 2.0`.
    VersionConstraint,
    |text| {
        no_control(text)?;
        let part = |part: &str| {
            let version = part.trim().trim_start_matches(['>', '<', '=', '!', '~']).trim();
            !version.is_empty() && version.split('.').all(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
        };
        if text.split(',').all(part) { Ok(()) } else { Err("must be a version constraint such as `>= 1.10, < 2.0`".to_owned()) }
    }
);

checked_text!(
    /// A domain name, in lower case.
    DomainName,
    |text| domain(text)
);

checked_text!(
    /// A host name a listener rule matches; may hold `*`. Source: ELB API, `HostHeaderConditionConfig`.
    HostPattern,
    |text| domain(&text.replace('*', "x"))
);

fn domain(text: &str) -> Result<(), String> {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    if text.contains('.') && text.split('.').all(label) {
        at_most(text, 253)
    } else {
        Err("must be a domain name such as `shop.example.com`".to_owned())
    }
}

checked_text!(
    /// The ARN of a certificate in ACM.
    CertificateArn,
    |text| {
        let parts: Vec<&str> = text.splitn(6, ':').collect();
        let shape = matches!(parts.as_slice(), ["arn", "aws", "acm", region, account, resource]
            if !region.is_empty() && AccountId::from_str(account).is_ok()
                && resource.strip_prefix("certificate/").is_some_and(|id| !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')));
        if shape { Ok(()) } else { Err("must be the ARN of an ACM certificate: `arn:aws:acm:REGION:ACCOUNT:certificate/ID`".to_owned()) }
    }
);

checked_text!(
    /// The ARN of a KMS key. The S3 backend takes no alias.
    KmsKeyArn,
    |text| {
        let parts: Vec<&str> = text.splitn(6, ':').collect();
        let shape = matches!(parts.as_slice(), ["arn", "aws", "kms", region, account, resource]
            if !region.is_empty() && AccountId::from_str(account).is_ok()
                && resource.strip_prefix("key/").is_some_and(|id| !id.is_empty() && id.chars().all(|c| c.is_ascii_hexdigit() || c == '-')));
        if shape { Ok(()) } else { Err("must be the ARN of a KMS key: `arn:aws:kms:REGION:ACCOUNT:key/ID`".to_owned()) }
    }
);

checked_text!(
    /// Status codes that count as healthy: `200`, `200-299`, `200,204`. An application load balancer accepts 200 to 499.
    /// Source: ELB API, `Matcher`.
    Matcher,
    |text| {
        let code = |code: &str| code.parse::<u16>().is_ok_and(|code| (200..=499).contains(&code));
        let part = |part: &str| part.split_once('-').map_or_else(|| code(part), |(from, to)| code(from) && code(to) && from <= to);
        if text.split(',').all(part) { Ok(()) } else { Err("must be status codes from 200 to 499, such as `200` or `200-299`".to_owned()) }
    }
);

checked_text!(
    /// An AWS service as interface endpoints name it, after the region: `ssm`, `ecr.api`.
    AwsService,
    |text| {
        if matches!(text, "s3" | "dynamodb") {
            return Err("is reached through a gateway endpoint, which is free and always rendered".to_owned());
        }
        let first = text.starts_with(|c: char| c.is_ascii_lowercase());
        if !first || !text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c)) {
            return Err("must be the part of a service name after the region, such as `ssm`".to_owned());
        }
        at_most(text, 64)
    }
);
