//! The edge of a seal: lobes and engraved waves whose numbers the badge's key decides.

use std::f32::consts::TAU;

use tiny_skia::{Path, PathBuilder};

use crate::{
    drawing::Shapes,
    palette::{Palette, number},
};

/// A closed wave around a circle, with `waves` crests of that height around `radius`.
pub(crate) fn wave(centre: f32, radius: f32, height: f32, waves: u8, phase: f32) -> Option<Path> {
    let steps = u16::from(waves) * 8;
    let mut path = PathBuilder::new();
    for step in 0..steps {
        let angle = TAU * f32::from(step) / f32::from(steps);
        let reach = radius + height * (f32::from(waves) * angle + phase).sin();
        let (x, y) = (centre + reach * angle.cos(), centre + reach * angle.sin());
        if step == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
    }
    path.close();
    path.finish()
}

/// Waves that cross each other in the ring between two radii, as they are engraved on certificates.
pub(crate) fn engrave(drawn: &mut Shapes, key: &str, centre: f32, ring: (f32, f32), palette: &Palette) {
    let middle = ring.0.midpoint(ring.1);
    let height = (ring.1 - ring.0) / 2.0;
    for (family, share) in [(1, 1.0), (2, 0.62)] {
        let waves = 12 + number(key, family) % 12;
        for turn in 0..4_u8 {
            let phase = TAU * f32::from(turn) / 4.0;
            drawn.line(wave(centre, middle, height * share, waves, phase), palette.metal, 1.0, 0.6);
        }
    }
}
