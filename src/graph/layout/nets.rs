//! Arrows that share a line: all that one part opens to others on the left, all that is opened to one part on the right.

use std::collections::{BTreeMap, BTreeSet};

use super::shapes::measured;
use crate::graph::scene::{Arrow, Part, Scene};

/// Arrows with one end in common.
pub(super) struct Net<'a> {
    /// The end they have in common: where they begin on the left, where they end on the right.
    pub hub: &'a Part,
    pub arrows: Vec<&'a Arrow>,
    /// Whether they begin at the hub.
    outward: bool,
}

impl<'a> Net<'a> {
    /// The end that is an arrow's own.
    pub fn other(&self, arrow: &'a Arrow) -> &'a Part {
        if self.outward { &arrow.to } else { &arrow.from }
    }

    /// Where its lines meet a part: at the hub once, at the other end of each arrow.
    fn ends(&self) -> impl Iterator<Item = &'a Part> {
        std::iter::once(self.hub).chain(self.arrows.iter().map(|arrow| self.other(arrow)))
    }

    /// Its colour: that of what is reached.
    pub fn class(&self) -> &'static str {
        if self.outward { "g-run" } else { self.hub.class() }
    }

    /// Whether it is drawn with dashes: no arrow of it is a flow.
    pub fn dashed(&self) -> bool {
        self.arrows.iter().all(|arrow| arrow.use_of_api)
    }
}

/// All arrows, by the way they take.
pub(super) struct Nets<'a> {
    /// Between parts on the edge, which stand side by side.
    pub chain: Vec<&'a Arrow>,
    /// From the edge straight down to the load balancer.
    pub drop: Option<&'a Arrow>,
    /// Down the left side.
    pub left: Vec<Net<'a>>,
    /// Along the right side.
    pub right: Vec<Net<'a>>,
    /// How many places for lines each part has on the left and on the right.
    slots: BTreeMap<&'a Part, (u32, u32)>,
}

impl<'a> Nets<'a> {
    pub fn of(scene: &'a Scene) -> Self {
        let (mut chain, mut drop) = (Vec::new(), None);
        let mut left: BTreeMap<&Part, Vec<&Arrow>> = BTreeMap::new();
        let mut right: BTreeMap<&Part, Vec<&Arrow>> = BTreeMap::new();
        for arrow in &scene.arrows {
            let (from, to) = (&arrow.from, &arrow.to);
            let from_client = from.on_edge() && !matches!(from, Part::Cidr(_));
            match (from, to) {
                _ if from.on_edge() && to.on_edge() => chain.push(arrow),
                (_, Part::LoadBalancer) if from_client => drop = Some(arrow),
                _ if to.on_edge() => right.entry(to).or_default().push(arrow),
                _ if from.on_edge() || *from == Part::LoadBalancer => left.entry(from).or_default().push(arrow),
                _ => right.entry(to).or_default().push(arrow),
            }
        }
        let nets = |by: BTreeMap<&'a Part, Vec<&'a Arrow>>, outward| -> Vec<Net<'a>> {
            by.into_iter().map(|(hub, arrows)| Net { hub, arrows, outward }).collect()
        };
        let (left, right) = (nets(left, true), nets(right, false));
        let mut slots: BTreeMap<&Part, (u32, u32)> = BTreeMap::new();
        left.iter().flat_map(Net::ends).for_each(|part| slots.entry(part).or_default().0 += 1);
        right.iter().flat_map(Net::ends).for_each(|part| slots.entry(part).or_default().1 += 1);
        Self { chain, drop, left, right, slots }
    }

    /// What needs a horizontal line between the edge and the VPC. What a part opens goes left from there, what is opened to it comes from
    /// the right: one is enough for both.
    pub fn tracks(&self) -> Vec<&'a Part> {
        let hubs: BTreeSet<&Part> = self.left.iter().chain(&self.right).map(|net| net.hub).filter(|hub| hub.on_edge()).collect();
        hubs.into_iter().collect()
    }

    /// What is written where an arrow leaves a part on the right.
    pub fn words(scene: &Scene, arrow: &Arrow) -> String {
        let short = scene.short(&arrow.to);
        if arrow.use_of_api { format!("{} {short}", arrow.label) } else { format!("{short} {}", arrow.label) }
    }

    /// Room for what is written on the left and on the right of the parts.
    pub fn margins(&self, scene: &Scene) -> (u32, u32) {
        let most = |texts: &mut dyn Iterator<Item = String>| texts.map(|text| measured("small", &text)).max();
        let left = most(&mut self.left.iter().flat_map(|net| &net.arrows).map(|arrow| arrow.label.clone()));
        let right = most(&mut self.right.iter().flat_map(|net| &net.arrows).map(|arrow| Self::words(scene, arrow)));
        (left.map_or(0, |width| width + 26), right.map_or(0, |width| width + 18))
    }

    /// Places for lines on the left and on the right of a part.
    pub fn slots(&self, part: &Part) -> (u32, u32) {
        self.slots.get(part).copied().unwrap_or_default()
    }
}

/// The lane of each span, from the inside out: short ones first, and two that overlap never in the same.
pub(super) fn lanes(spans: &[(u32, u32)]) -> (Vec<u32>, u32) {
    /// Pixels between two lines that follow each other in a lane.
    const APART: u32 = 14;
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|index| (spans[*index].1 - spans[*index].0, *index));
    let mut taken: Vec<Vec<(u32, u32)>> = Vec::new();
    let mut lanes = vec![0; spans.len()];
    for index in order {
        let (top, bottom) = spans[index];
        let free = |spans: &Vec<(u32, u32)>| spans.iter().all(|(from, to)| *to + APART < top || bottom + APART < *from);
        let lane = taken.iter().position(free).unwrap_or(taken.len());
        if lane == taken.len() {
            taken.push(Vec::new());
        }
        taken[lane].push((top, bottom));
        lanes[index] = u32::try_from(lane).unwrap_or(u32::MAX);
    }
    (lanes, u32::try_from(taken.len()).unwrap_or(u32::MAX))
}
