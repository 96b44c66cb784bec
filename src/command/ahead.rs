//! Several things made at once, and taken in order: while one root is written, the next are rendered.

use std::num::NonZero;
use std::sync::mpsc::sync_channel;
use std::thread;

use anyhow::{Context as _, Result};

/// No more than this many things are made at once, however many processors there are: each is as much memory, and whoever takes them is
/// busy with four.
const WORKERS: usize = 4;

/// For fewer items no thread is started: that, and allocations that need locks from then on, cost a tenth more than two roots take, and
/// loading the templates holds all of them up.
const FEW: usize = 8;

/// Makes something of each item and hands it to `take`, in the order of the items.
///
/// Nobody works further ahead than one thing: what is made waits until it is taken. With one processor, or a few items, nothing is made ahead.
///
/// # Errors
/// The first that `take` has. What is being made then is given up.
pub(super) fn in_order<T: Sync, R: Send>(items: &[T], make: impl Fn(&T) -> R + Sync, mut take: impl FnMut(R) -> Result<()>) -> Result<()> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(WORKERS);
    if workers < 2 || items.len() < FEW {
        return items.iter().try_for_each(|item| take(make(item)));
    }
    let make = &make;
    thread::scope(|scope| {
        let work = |worker| {
            let (give, made) = sync_channel(0);
            scope.spawn(move || {
                let mut own = items.iter().skip(worker).step_by(workers);
                // Nobody takes any more once one of them went wrong.
                while own.next().is_some_and(|item| give.send(make(item)).is_ok()) {}
            });
            made
        };
        let made: Vec<_> = (0..workers).map(work).collect();
        // Those that were made are taken in turn. What is left unheard tells its worker to stop.
        (0..items.len())
            .try_for_each(|index| take(made[index % workers].recv().context("what was made ahead got lost; this is a bug in tfgen")?))
    })
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::in_order;

    #[test]
    fn what_is_made_at_once_is_taken_in_order() {
        let items: Vec<usize> = (0..100).collect();
        let mut taken = Vec::new();
        in_order(
            &items,
            |item| item * 2,
            |made| {
                taken.push(made);
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(taken, items.iter().map(|item| item * 2).collect::<Vec<_>>());
    }

    #[test]
    fn the_first_error_ends_it() {
        let items: Vec<usize> = (0..100).collect();
        let mut taken = 0;
        let ended = in_order(
            &items,
            |item| *item,
            |made| {
                taken += 1;
                if made == 7 { bail!("no eighth") } else { Ok(()) }
            },
        );
        assert_eq!((ended.unwrap_err().to_string().as_str(), taken), ("no eighth", 8));
    }
}
