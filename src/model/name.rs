//! Names that AWS and Terraform accept wherever tfgen puts them.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

/// A project, environment, service or flow: lower-case letters, digits and single hyphens, starting with a letter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Name(String);

impl Name {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As a Terraform identifier: `order-worker` becomes `order_worker`. Names hold no underscores, so two never meet.
    pub fn identifier(&self) -> String {
        self.0.replace('-', "_")
    }
}

impl FromStr for Name {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let shape = text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            && !text.ends_with('-')
            && !text.contains("--");
        if !shape {
            return Err("must be lower-case letters, digits and single hyphens, starting with a letter".to_owned());
        }
        if text.len() > 31 {
            return Err(format!("must have at most 31 characters, has {}", text.len()));
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A commercial AWS region: `us-east-1`. China and GovCloud have other partitions, endpoints and price lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Region(String);

impl Region {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Region {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts: Vec<&str> = text.split('-').collect();
        let shape = matches!(parts.as_slice(), [area, compass, number]
            if area.len() == 2 && is_lower(area) && compass.len() > 3 && is_lower(compass) && number.len() == 1 && number.starts_with(|c: char| c.is_ascii_digit()));
        if !shape {
            return Err("must be a commercial AWS region such as `us-east-1`".to_owned());
        }
        if text.starts_with("cn-") {
            return Err("is in the China partition, which tfgen does not render for".to_owned());
        }
        Ok(Self(text.to_owned()))
    }
}

fn is_lower(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_lowercase())
}

/// An availability zone: a region and a letter, `us-east-1a`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Zone(String);

impl Zone {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `us-east-1`.
    pub fn region(&self) -> &str {
        &self.0[..self.0.len() - 1]
    }

    /// The letter's place in the alphabet: 0 for `a`. Always below [`Zone::LETTERS`].
    pub fn index(&self) -> u32 {
        self.0.bytes().last().map_or(0, |letter| u32::from(letter - b'a'))
    }

    /// How many letters a region may use; AWS's largest uses six.
    pub const LETTERS: u32 = 8;
}

impl FromStr for Zone {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let expected = || "must be an availability zone such as `us-east-1a`".to_owned();
        let letter = text.chars().last().filter(|letter| ('a'..='h').contains(letter)).ok_or_else(expected)?;
        let region = text.strip_suffix(letter).unwrap_or_default();
        Region::from_str(region).map_err(|_| expected())?;
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The name of an S3 bucket: 3 to 63 lower-case letters, digits, dots and hyphens.
/// Source: Amazon S3 user guide, "Bucket naming rules".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct BucketName(String);

impl BucketName {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for BucketName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let alphanumeric = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        let shape = text.chars().all(|c| alphanumeric(c) || c == '-' || c == '.')
            && text.starts_with(alphanumeric)
            && text.ends_with(alphanumeric)
            && !text.contains("..");
        if !shape {
            return Err("must be a bucket name: lower-case letters, digits, dots and hyphens, starting and ending with a letter or digit"
                .to_owned());
        }
        if !(3..=63).contains(&text.len()) {
            return Err(format!("must have 3 to 63 characters, has {}", text.len()));
        }
        Ok(Self(text.to_owned()))
    }
}
