//! Timelines as pictures: instances that serve, over time, and below it what happened and who was told.

use super::text::clock;
use super::timeline::{Timeline, Verdict};
use crate::picture::{Svg, fitted};

const WIDTH: u32 = 960;
const LEFT: u32 = 60;
const RIGHT: u32 = 930;
/// Half a page, or all of a small screen.
const HALF: u32 = 440;
const CURVE: u32 = 110;
const LINE: u32 = 20;

/// Most lines below a curve.
const STEPS: usize = 14;

/// One timeline as an SVG document.
pub fn picture(timeline: &Timeline) -> String {
    pictures(std::slice::from_ref(timeline))
}

/// Several, one below the other, in one document.
pub fn pictures(timelines: &[Timeline]) -> String {
    let title = match timelines {
        [only] => only.heading(),
        _ => format!("{} rehearsals", timelines.len()),
    };
    let description: Vec<String> = timelines.iter().map(described).collect();
    let mut svg = Svg::new(&format!("rehearsal-{title}"), WIDTH, &title, &description.join(" "));
    let mut y = 10;
    for timeline in timelines {
        y = draw(&mut svg, timeline, y) + 20;
    }
    svg.finish(y)
}

/// The curve alone, for a page that has the rest as text; `None` where there are no instances. `id` tells it from its page's other pictures.
pub fn curve_picture(id: &str, timeline: &Timeline) -> Option<String> {
    if timeline.serving.is_empty() {
        return None;
    }
    let title = format!("instances that serve: {}", timeline.heading());
    let mut svg = Svg::new(id, HALF, &title, &described(timeline));
    let bottom = curve(&mut svg, timeline, end(timeline), 14, HALF - 24);
    Some(svg.finish(bottom))
}

/// The same in words.
fn described(timeline: &Timeline) -> String {
    let facts: Vec<String> = timeline.facts().into_iter().map(|(word, fact)| format!("{word}: {fact}")).collect();
    format!("{}. {}.", timeline.heading(), facts.join("; "))
}

fn colour(timeline: &Timeline) -> &'static str {
    match timeline.verdict {
        _ if timeline.wrong() => "bad",
        Verdict::TooSmall { .. } | Verdict::ByHand { .. } => "warn",
        Verdict::DoesNotApply { .. } => "dim",
        _ => "good",
    }
}

fn draw(svg: &mut Svg, timeline: &Timeline, top: u32) -> u32 {
    let mut y = top + 18;
    svg.text("strong", (20, y), "start", &timeline.heading());
    y += LINE;
    svg.text(colour(timeline), (20, y), "start", &fitted(&timeline.ending(), WIDTH - 40));
    if let Verdict::DoesNotApply { .. } = timeline.verdict {
        return y;
    }
    for (word, fact) in timeline.facts().iter().skip(1) {
        y += LINE;
        svg.text("dim", (20, y), "start", word);
        svg.text("", (110, y), "start", &fitted(fact, WIDTH - 130));
    }
    let end = end(timeline);
    if !timeline.serving.is_empty() {
        y = curve(svg, timeline, end, y + 15, RIGHT);
    }
    steps(svg, timeline, y + 8)
}

/// A little more than what happens; of what heals, twice the time that it takes: the rest is in the list below.
fn end(timeline: &Timeline) -> u32 {
    let healed = timeline.capacity_back.filter(|back| *back > 0).map_or(u32::MAX, |back| (back * 2).max(600));
    let end = timeline.end().clamp(60, healed);
    end + end / 20
}

fn x(at: u32, end: u32, right: u32) -> u32 {
    LEFT + u32::try_from(u64::from(at.min(end)) * u64::from(right - LEFT) / u64::from(end.max(1))).unwrap_or_default()
}

fn curve(svg: &mut Svg, timeline: &Timeline, end: u32, top: u32, right: u32) -> u32 {
    let most = timeline.serving.iter().map(|point| point.instances).chain([timeline.wanted, 1]).max().unwrap_or(1);
    let bottom = top + CURVE;
    let height = |instances: u32| bottom - instances * CURVE / most;
    svg.text("dim", (LEFT - 8, height(most) + 5), "end", &most.to_string());
    svg.text("dim", (LEFT - 8, bottom + 4), "end", "0");
    let x = |at: u32| x(at, end, right);
    let step = tick(end, (right - LEFT) / 70);
    for at in (0..=end).step_by(step as usize) {
        svg.line("grid", (x(at), top), (x(at), bottom));
        svg.text("dim", (x(at), bottom + 18), "middle", &clock(at));
    }
    let mut points = vec![(LEFT, bottom)];
    let mut last = 0;
    for point in timeline.serving.iter().filter(|point| point.at <= end) {
        points.push((x(point.at), height(last)));
        points.push((x(point.at), height(point.instances)));
        last = point.instances;
    }
    points.push((right, height(last)));
    points.push((right, bottom));
    svg.polygon("area", &points);
    svg.line("line", (LEFT, bottom), (right, bottom));
    for notice in timeline.noticed.iter().filter(|notice| notice.at <= end) {
        svg.circle("bad", (x(notice.at), top + 4), 4);
    }
    if let Some(back) = timeline.capacity_back.filter(|back| *back > 0) {
        svg.circle("good", (x(back), height(timeline.wanted.min(most))), 5);
    }
    bottom + 26
}

/// Seconds between two marks, of which there is room for so many.
fn tick(end: u32, most: u32) -> u32 {
    [10, 30, 60, 120, 300, 600, 900, 1800, 3600].into_iter().find(|step| end / step <= most).unwrap_or(7200)
}

fn steps(svg: &mut Svg, timeline: &Timeline, top: u32) -> u32 {
    let mut lines: Vec<(u32, &str, String)> = timeline.steps.iter().map(|step| (step.at, "", step.what.clone())).collect();
    let told = timeline.noticed.iter();
    lines.extend(told.map(|notice| (notice.at, "bad", format!("{} {}", notice.priority.as_str().to_uppercase(), notice.name))));
    lines.sort_by_key(|(at, class, _)| (*at, !class.is_empty()));
    let left_out = lines.len().saturating_sub(STEPS);
    let mut y = top;
    for (at, class, what) in lines.into_iter().take(STEPS) {
        y += LINE;
        svg.text("dim", (LEFT + 20, y), "end", &clock(at));
        svg.text(class, (LEFT + 30, y), "start", &fitted(&what, WIDTH - LEFT - 50));
    }
    if left_out > 0 {
        y += LINE;
        svg.text("dim", (LEFT + 30, y), "start", &format!("… and {left_out} more: tfgen rehearse --format json has all of them"));
    }
    y + 6
}
