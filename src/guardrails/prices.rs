//! Prices, as far as rules speak of them.

use crate::cost::{Cents, Prices, endpoints_month, nat_month};
use crate::model::{Architecture, Nat};

/// The region that is spoken of where a price of the environment's own is not known.
const ELSEWHERE: &str = "us-east-1";

/// What ways out of an environment cost in a month, without traffic.
pub(super) struct WaysOut<'a> {
    architecture: &'a Architecture,
    prices: Prices<'a>,
}

impl<'a> WaysOut<'a> {
    pub(super) fn of(architecture: &'a Architecture) -> Self {
        let own = Prices::of(architecture);
        let known = own.find("network.nat_gateway_hour").is_some() && own.find("network.interface_endpoint_hour").is_some();
        Self { architecture, prices: if known { own } else { Prices::elsewhere(ELSEWHERE) } }
    }

    /// A NAT; nothing is known of an instance whose type has no price.
    pub(super) fn nat(&self, nat: Nat) -> Option<Cents> {
        nat_month(self.architecture, nat, self.prices)
    }

    /// NAT gateways, one or one in each zone. Their price is known.
    pub(super) fn gateways(&self, nat: Nat) -> Cents {
        self.nat(nat).unwrap_or_default()
    }

    /// The interface endpoints. Their price is known.
    pub(super) fn endpoints(&self) -> Cents {
        endpoints_month(self.architecture, self.prices).unwrap_or_default()
    }

    /// What has to be said of a price where it is another region's.
    pub(super) fn note(&self) -> String {
        let region = self.architecture.region.as_str();
        if self.prices.region() == region { String::new() } else { format!(" in {ELSEWHERE}; the price in {region} differs") }
    }

    /// What a GB costs through an endpoint and through a NAT gateway.
    pub(super) fn by_the_gb(&self) -> String {
        let of = |key: &str| self.prices.find(key).map_or_else(|| "?".to_owned(), |quote| format!("{} USD", quote.usd));
        format!("{} a GB here, {} there", of("network.interface_endpoint_gb"), of("network.nat_gateway_gb"))
    }
}
