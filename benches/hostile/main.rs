//! Hostile input: what time and memory do when the input doubles.
//!
//! `cargo bench --bench hostile` prints one line a case and fails where a bar is missed. Words after `--` pick cases.

mod cases;

use std::hint::black_box;
use std::io::{self, Write as _};
use std::panic::catch_unwind;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use peak_alloc::PeakAlloc;
use wellcited::engine;
use wellcited::input::Input;

use cases::{CASES, Case};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Time may grow by this factor when the input doubles.
const GROWTH: f64 = 2.5;
/// Shorter runs say nothing about growth: the input doubles until one takes as long.
const TELLING: Duration = Duration::from_millis(40);
/// Nothing may take longer; a case that does has grown too fast already.
const PATIENCE: Duration = Duration::from_secs(20);

/// What one run took.
#[derive(Clone, Copy)]
struct Cost {
    time: Duration,
    /// Peak memory per byte of input, the input included.
    memory: f64,
    bytes: usize,
}

fn main() -> io::Result<ExitCode> {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let cases = CASES.iter().filter(|c| wanted.is_empty() || wanted.iter().any(|w| c.name().contains(w)));
    let mut out = io::stdout().lock();
    writeln!(out, "{:<44} {:>9} {:>9} {:>7} {:>8}", "case", "MB", "ms", "growth", "memory")?;
    let mut failed = 0;
    for case in cases {
        let Ok((cost, growth)) = catch_unwind(|| measure(case)) else {
            writeln!(out, "{:<44} PANIC", case.name())?;
            failed += 1;
            continue;
        };
        let sound = growth <= GROWTH && cost.memory <= case.memory && cost.time <= PATIENCE;
        failed += usize::from(!sound);
        writeln!(
            out,
            "{:<44} {:>9.2} {:>9.1} {growth:>6.2}x {:>7.1}x {}",
            case.name(),
            cost.bytes as f64 / 1e6,
            cost.time.as_secs_f64() * 1e3,
            cost.memory,
            if sound { "" } else { "MISSED" }
        )?;
    }
    writeln!(out, "{failed} missed")?;
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The cost of the largest run of a case and how much it grew on the last doubling.
fn measure(case: &Case) -> (Cost, f64) {
    let mut size = case.size;
    let mut before = run(case, size);
    while before.time < TELLING && before.bytes < 16 << 20 {
        size *= 2;
        before = run(case, size);
    }
    if before.time > PATIENCE {
        return (before, f64::INFINITY);
    }
    // A neighbour on the machine can slow one run down, never speed it up.
    let growths = (0..3).map(|_| {
        let (one, two) = (run(case, size), run(case, 2 * size));
        (two, two.time.as_secs_f64() / one.time.min(before.time).as_secs_f64())
    });
    let mut best: Option<(Cost, f64)> = None;
    for (cost, growth) in growths {
        if best.is_none_or(|(_, least)| growth < least) {
            best = Some((cost, growth));
        }
        if growth <= GROWTH {
            break;
        }
    }
    best.unwrap_or((before, f64::INFINITY))
}

/// Reads, checks and resolves a case of one size.
fn run(case: &Case, size: usize) -> Cost {
    let idle = MEMORY.current_usage();
    let mut text = (case.text)(size);
    text.shrink_to_fit();
    let bytes = text.len();
    let input = Input::from_text("hostile", case.format, text);
    MEMORY.reset_peak_usage();
    let start = Instant::now();
    black_box(engine::report(&input));
    let time = start.elapsed();
    let memory = MEMORY.peak_usage().saturating_sub(idle) as f64 / bytes as f64;
    Cost { time, memory, bytes }
}
