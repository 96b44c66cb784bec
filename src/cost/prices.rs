//! What AWS asks: a dated table with a source for every entry, and the prices that an architecture puts in its place.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::{LazyLock, OnceLock};

use serde::{Deserialize, Deserializer, Serialize};

use crate::model::{Architecture, DatabaseClass, DatabaseEngine, Date, InstanceType, Price, PriceKey};

/// Prices of one environment.
#[derive(Clone, Copy, Debug)]
pub struct Prices<'a> {
    region: &'a str,
    own: &'a BTreeMap<PriceKey, Price>,
}

/// One price, and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quote {
    /// Its name.
    pub key: Cow<'static, str>,
    /// US dollars for one unit.
    pub usd: f64,
    /// What is counted.
    pub unit: &'static str,
    /// The day it was read.
    pub as_of: Date,
    /// How far to trust it.
    pub confidence: Confidence,
    /// Where it was read.
    pub source: Cow<'static, str>,
    /// Whether the architecture says it.
    pub declared: bool,
}

/// How far to trust a price. Every figure descends from AWS's own price list; what differs is how often it was read from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Assumed, inferred, or found in secondary documents only: no quote.
    Low,
    /// Read once, or several times with the newest of them old.
    Medium,
    /// Read separately at least twice, with the same result.
    High,
}

impl Confidence {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// A line of `prices.jsonl`: one reading of one price in one or more regions. Services without regions have the region `global`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry<'a> {
    key: &'a str,
    unit: &'a str,
    #[serde(deserialize_with = "date")]
    as_of: Date,
    confidence: Confidence,
    source: &'a str,
    usd: BTreeMap<&'a str, f64>,
}

/// A line that is read when somebody asks for its price: an environment needs one in ten.
struct Line {
    key: &'static str,
    text: &'static str,
    entry: OnceLock<Box<Entry<'static>>>,
}

impl Line {
    fn new(text: &'static str) -> Self {
        let key = text.strip_prefix("{\"key\":\"").and_then(|rest| rest.split('"').next());
        Self { key: key.unwrap_or_default(), text, entry: OnceLock::new() }
    }

    /// The table is part of the program: that it can be read is tested.
    #[allow(clippy::panic)]
    fn entry(&self) -> &Entry<'static> {
        let read = || serde_json::from_str(self.text).unwrap_or_else(|error| panic!("tfgen's own price of {}: {error}", self.key));
        self.entry.get_or_init(|| Box::new(read()))
    }
}

fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = <&str>::deserialize(deserializer)?;
    Date::from_str(text).map_err(serde::de::Error::custom)
}

/// Every line, sorted by key.
static LINES: LazyLock<Vec<Line>> = LazyLock::new(|| include_str!("prices.jsonl").lines().map(Line::new).collect());

/// Where prices were read, by the names that lines have for it. That it can be read is tested.
#[allow(clippy::panic)]
static SOURCES: LazyLock<BTreeMap<&'static str, Cow<'static, str>>> =
    LazyLock::new(|| serde_json::from_str(include_str!("sources.json")).unwrap_or_else(|error| panic!("tfgen's own sources: {error}")));

/// Instance types come and go faster than tables: one that is not listed can still be given a price, by the hour.
/// `ec2.m8g.large`, `rds.mysql.db.m8g.large.multi_az`.
fn by_the_hour(key: &str) -> bool {
    let instance_type = |text: &str| InstanceType::from_str(text).is_ok();
    let database = |text: &str| {
        let (engine, rest) = text.split_once('.')?;
        let (class, deployment) = rest.rsplit_once('.')?;
        let mut engines = DatabaseEngine::WORDS.iter().map(|(word, _)| *word);
        let known = engines.any(|word| word == engine) && ["single_az", "multi_az", "cluster"].contains(&deployment);
        Some(known && DatabaseClass::from_str(class).is_ok())
    };
    key.strip_prefix("ec2.").is_some_and(instance_type) || key.strip_prefix("rds.").and_then(database).unwrap_or(false)
}

impl<'a> Prices<'a> {
    /// Of an environment: its region's, and its own.
    pub fn of(architecture: &'a Architecture) -> Self {
        Self { region: architecture.region.as_str(), own: &architecture.prices }
    }

    /// The same in another region, without the environment's own.
    pub fn elsewhere(region: &'a str) -> Self {
        static NONE: BTreeMap<PriceKey, Price> = BTreeMap::new();
        Self { region, own: &NONE }
    }

    /// The region they hold in.
    pub fn region(&self) -> &'a str {
        self.region
    }

    /// Every name in the table.
    pub fn keys() -> impl Iterator<Item = &'static str> {
        LINES.iter().map(|line| line.key)
    }

    /// What a price is for, `hour` or `GB`; `None` where there is no such price.
    pub fn unit(key: &str) -> Option<&'static str> {
        match entries(key).next() {
            Some(entry) => Some(entry.unit),
            None => by_the_hour(key).then_some("hour"),
        }
    }

    /// The newest reading in the table.
    pub fn newest() -> Option<Date> {
        LINES.iter().map(|line| line.entry().as_of).max()
    }

    /// A price; `None` where nobody has said what it is in this region.
    pub fn find(&self, key: &str) -> Option<Quote> {
        let unit = Self::unit(key)?;
        let own = self.own.iter().find(|(own, _)| own.as_str() == key);
        if let Some((_, Price { usd, as_of, source })) = own {
            let (as_of, source) = (*as_of, source.to_string().into());
            let confidence = Confidence::High;
            return Some(Quote { key: key.to_owned().into(), usd: usd.dollars(), unit, as_of, confidence, source, declared: true });
        }
        let found = entries(key).find_map(|entry| {
            let usd = entry.usd.get(self.region).or_else(|| entry.usd.get("global"))?;
            Some((entry, *usd))
        });
        let (entry, usd) = found?;
        let source = SOURCES.get(entry.source).map_or(entry.source, |source| source).into();
        Some(Quote { key: entry.key.into(), usd, unit, as_of: entry.as_of, confidence: entry.confidence, source, declared: false })
    }
}

/// The readings of one price.
fn entries(key: &str) -> impl Iterator<Item = &'static Entry<'static>> {
    let first = LINES.partition_point(|line| line.key < key);
    LINES.iter().skip(first).take_while(move |line| line.key == key).map(Line::entry)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_entry_of_the_table_says_what_when_and_where() {
        let mut seen = BTreeSet::new();
        assert!(LINES.is_sorted_by_key(|line| line.key));
        for line in LINES.iter() {
            let Entry { key, unit, usd, source, .. } = line.entry();
            assert_eq!(*key, line.key);
            assert!(SOURCES.contains_key(source), "{key}: {source}");
            assert_eq!(Prices::unit(key), Some(*unit), "{key} is counted in one way");
            assert!(PriceKey::from_str(key).is_ok(), "{key}");
            for (region, usd) in usd {
                assert!(usd.is_finite() && *usd >= 0.0, "{key} in {region}: {usd}");
                assert!(seen.insert((key, region)), "{key} is there twice in {region}");
            }
        }
        let used: BTreeSet<&str> = LINES.iter().map(|line| line.entry().source).collect();
        assert_eq!(used, SOURCES.keys().copied().collect(), "sources");
    }

    #[test]
    fn a_price_is_the_regions_or_the_worlds() {
        let frankfurt = Prices::elsewhere("eu-central-1");
        assert_eq!(frankfurt.find("network.nat_gateway_hour").map(|quote| quote.usd), Some(0.052));
        assert_eq!(frankfurt.find("waf.web_acl_month").map(|quote| quote.usd), Some(5.0));
        assert_eq!(Prices::elsewhere("sa-east-1").find("network.nat_gateway_hour"), None);
        assert_eq!(frankfurt.find("ec2.m99.large"), None);
        for hourly in ["ec2.m99.large", "rds.postgres.db.m99.large.multi_az", "rds.mysql.db.m6gd.large.cluster"] {
            assert_eq!(Prices::unit(hourly), Some("hour"), "{hourly}");
        }
        for nothing in
            ["m99.large", "ec2.", "ec2.large", "rds.oracle.db.m99.large.multi_az", "rds.mysql.db.m99.large", "rds.mysql.m99.large.cluster"]
        {
            assert_eq!(Prices::unit(nothing), None, "{nothing}");
        }
    }
}
