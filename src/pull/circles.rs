//! Lists that go on without end, known by their bounds: a server may answer wrongly, and nobody watches at night.

use std::collections::HashSet;

use super::Error;
use super::api::Continuation;

/// How many answers in a row may bring nothing that was not there before.
const MAX_BARREN: u32 = 20;

/// The places where one list went on.
#[derive(Debug)]
pub struct Circles {
    list: &'static str,
    visited: HashSet<Continuation>,
    barren: u32,
}

impl Circles {
    /// Begins a walk through a list; `list` names it in the error.
    pub fn in_list(list: &'static str) -> Circles {
        Circles { list, visited: HashSet::new(), barren: 0 }
    }

    /// Notes where the list goes on.
    ///
    /// # Errors
    /// When it has gone on there before.
    pub fn visit(&mut self, next: &Continuation) -> Result<(), Error> {
        if self.visited.insert(next.clone()) { Ok(()) } else { Err(Error::Circles { list: self.list }) }
    }

    /// Notes whether an answer brought anything that was not there before.
    ///
    /// # Errors
    /// When too many in a row did not.
    pub fn brought(&mut self, anything: bool) -> Result<(), Error> {
        self.barren = if anything { 0 } else { self.barren + 1 };
        if self.barren <= MAX_BARREN { Ok(()) } else { Err(Error::Circles { list: self.list }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_comes_back_to_a_place_goes_in_circles() {
        let at = |place: &str| Continuation::from([("gapcontinue".to_owned(), place.to_owned())]);
        let mut circles = Circles::in_list("pages");
        assert!(circles.visit(&at("Bêlle")).is_ok() && circles.visit(&at("Worf")).is_ok());
        assert!(matches!(circles.visit(&at("Bêlle")), Err(Error::Circles { list: "pages" })));
    }

    #[test]
    fn a_list_that_brings_nothing_for_long_is_left() {
        let mut circles = Circles::in_list("pages");
        for _ in 0..MAX_BARREN {
            assert!(circles.brought(false).is_ok());
        }
        assert!(circles.brought(true).is_ok());
        let barren = std::iter::repeat_with(|| circles.brought(false)).take_while(Result::is_ok).count();
        assert_eq!(barren, usize::try_from(MAX_BARREN).unwrap());
    }
}
