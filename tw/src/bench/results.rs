//! What was measured, and what follows from it.

use super::implementations::Implementation;
use super::measure::seconds;
use serde::Serialize;
use wait4::ResUse;

/// Times in seconds of CPU unless said otherwise; memory in bytes.
#[derive(Serialize)]
pub struct Results {
    pub iterations: u32,
    pub runs_each: u32,
    pub implementations: Vec<Named>,
    /// By implementation.
    pub starts: Vec<Start>,
    pub programs: Vec<String>,
    pub runs: Vec<Run>,
}

#[derive(Clone, Serialize)]
pub struct Named {
    pub name: String,
    pub version: String,
    pub path: String,
    pub ours: bool,
}

/// An empty program.
#[derive(Clone, Copy, Serialize)]
pub struct Start {
    pub cpu: f64,
    pub wall: f64,
    pub rss: f64,
}

/// One process.
#[derive(Clone, Default, Serialize)]
pub struct Run {
    /// Indices of program and implementation.
    pub program: usize,
    pub implementation: usize,
    pub cpu: f64,
    pub rss: f64,
    /// Of each iteration; none for a program that is run as a whole.
    pub times: Vec<f64>,
    pub error: Option<String>,
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    Steady,
    First,
    Memory,
}

impl Metric {
    pub const ALL: [Metric; 3] = [Metric::Steady, Metric::First, Metric::Memory];

    pub fn title(self) -> &'static str {
        match self {
            Metric::Steady => "Steady state",
            Metric::First => "First iteration",
            Metric::Memory => "Peak memory",
        }
    }
}

impl Run {
    pub fn of(used: Result<ResUse, String>, times: impl FnOnce(&ResUse) -> Result<Vec<f64>, String>) -> Run {
        let measured = used.and_then(|used| Ok((times(&used)?, used)));
        match measured {
            Ok((times, used)) => {
                Run { cpu: seconds(&used), rss: used.rusage.maxrss as f64, times, ..Run::default() }
            }
            Err(why) => Run { error: Some(why), ..Run::default() },
        }
    }

    fn get(&self, metric: Metric) -> Option<f64> {
        match metric {
            _ if self.error.is_some() => None,
            Metric::Memory => Some(self.rss),
            Metric::First => Some(self.times.first().copied().unwrap_or(self.cpu)),
            Metric::Steady => (!self.times.is_empty()).then(|| median(&self.times[self.times.len() / 2..])),
        }
    }
}

impl Results {
    pub fn new(iterations: u32, runs_each: u32, implementations: &[Implementation]) -> Results {
        let named = |i: &Implementation| Named {
            name: i.name.clone(),
            version: i.version.clone(),
            path: i.path.display().to_string(),
            ours: i.ours,
        };
        Results {
            iterations,
            runs_each,
            implementations: implementations.iter().map(named).collect(),
            starts: Vec::new(),
            programs: Vec::new(),
            runs: Vec::new(),
        }
    }

    pub fn add(&mut self, program: &str, implementation: usize, run: Run) {
        if self.programs.last().is_none_or(|p| p != program) {
            self.programs.push(program.into());
        }
        self.runs.push(Run { program: self.programs.len() - 1, implementation, ..run });
    }

    fn of(&self, program: usize, implementation: usize) -> impl Iterator<Item = &Run> {
        self.runs.iter().filter(move |r| r.program == program && r.implementation == implementation)
    }

    /// The median of the processes.
    pub fn value(&self, program: usize, implementation: usize, metric: Metric) -> Option<f64> {
        let values: Vec<f64> = self.of(program, implementation).filter_map(|r| r.get(metric)).collect();
        (!values.is_empty()).then(|| median(&values))
    }

    pub fn error(&self, program: usize, implementation: usize) -> Option<&str> {
        self.of(program, implementation).find_map(|r| r.error.as_deref())
    }

    /// Iteration times of the first process that succeeded.
    pub fn times(&self, program: usize, implementation: usize) -> &[f64] {
        self.of(program, implementation).find(|r| r.error.is_none()).map_or(&[], |r| &r.times)
    }

    /// What the others are compared with: the first implementation that is not ours.
    pub fn base(&self, program: usize) -> Option<usize> {
        let is_base = |i: &usize| !self.implementations[*i].ours && self.of(program, *i).next().is_some();
        (0..self.implementations.len()).find(is_base)
    }

    /// How many times less than the base's it is: above 1 is better.
    pub fn ratio(&self, program: usize, implementation: usize, metric: Metric) -> Option<f64> {
        let base = self.value(program, self.base(program)?, metric)?;
        let value = self.value(program, implementation, metric)?;
        (value > 0.0 && base > 0.0).then(|| base / value)
    }

    /// Over all programs that have one.
    pub fn mean(&self, implementation: usize, metric: Metric) -> Option<(f64, usize)> {
        let ratios = (0..self.programs.len()).filter_map(|p| self.ratio(p, implementation, metric));
        let logs: Vec<f64> = ratios.map(f64::ln).collect();
        let mean = (logs.iter().sum::<f64>() / logs.len() as f64).exp();
        (!logs.is_empty()).then_some((mean, logs.len()))
    }
}

/// # Panics
/// If there are none.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[middle] } else { (sorted[middle - 1] + sorted[middle]) / 2.0 }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Two programs under one of ours and one peer; ours fails in the second one.
    pub fn sample() -> Results {
        let named =
            |name: &str, ours| Named { name: name.into(), version: "1".into(), path: "/x".into(), ours };
        let run = |program, implementation, times: &[f64]| Run {
            program,
            implementation,
            cpu: 2.0,
            rss: 2e6,
            times: times.to_vec(),
            error: times.is_empty().then(|| "it <failed>".into()),
        };
        Results {
            iterations: 4,
            runs_each: 1,
            implementations: vec![named("ours", true), named("peer", false)],
            starts: vec![Start { cpu: 0.01, wall: 0.02, rss: 1e6 }; 2],
            programs: vec!["a".into(), "b".into()],
            runs: vec![
                run(0, 0, &[4.0, 2.0, 1.0, 1.0]),
                run(0, 1, &[8.0, 8.0, 8.0, 8.0]),
                run(1, 0, &[]),
                run(1, 1, &[1.0, 1.0]),
            ],
        }
    }

    #[test]
    fn ratios_and_means() {
        let r = sample();
        assert_eq!(r.base(0), Some(1));
        assert_eq!(r.ratio(0, 0, Metric::Steady), Some(8.0));
        assert_eq!(r.ratio(0, 0, Metric::First), Some(2.0));
        assert_eq!(r.ratio(1, 0, Metric::Steady), None);
        assert_eq!(r.error(1, 0), Some("it <failed>"));
        let (mean, programs) = r.mean(0, Metric::Steady).unwrap();
        assert!((mean - 8.0).abs() < 1e-9 && programs == 1);
    }

    #[test]
    fn medians() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&[4.0, 1.0]), 2.5);
    }
}
