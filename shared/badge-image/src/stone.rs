//! Our own sign: a dark stone with the streak that gold leaves on it, or a cross where nothing holds.

use tiny_skia::{Path, PathBuilder};

use crate::{Badge, Standing, drawing::Shapes, palette::Palette};

/// The sign with its middle at `x`, `y`, about `size` wide.
pub(crate) fn place(drawn: &mut Shapes, badge: &Badge<'_>, palette: &Palette, (x, y): (f32, f32), size: f32) {
    let mut sign = Shapes::default();
    sign.fill(stone(), palette.ink);
    match badge.standing {
        Standing::Valid => sign.fill(streak(), palette.metal),
        Standing::Void | Standing::Expired => sign.fill(cross(), palette.metal),
    }
    drawn.place(sign, (x, y), size / 100.0);
}

fn stone() -> Option<Path> {
    let mut path = PathBuilder::new();
    path.move_to(-34.0, -44.0);
    for [by_x, by_y, x, y] in [
        [0.0, -54.0, 33.0, -45.0],
        [48.0, -40.0, 47.0, -8.0],
        [47.0, 30.0, 36.0, 41.0],
        [8.0, 52.0, -30.0, 44.0],
        [-48.0, 38.0, -48.0, 2.0],
        [-48.0, -36.0, -34.0, -44.0],
    ] {
        path.quad_to(by_x, by_y, x, y);
    }
    path.close();
    path.finish()
}

fn streak() -> Option<Path> {
    let mut path = PathBuilder::new();
    path.move_to(-27.0, 13.0);
    path.cubic_to(-16.0, 18.0, -12.0, 22.0, -8.0, 27.0);
    path.cubic_to(2.0, 2.0, 14.0, -15.0, 32.0, -29.0);
    path.cubic_to(14.0, -20.0, 0.0, -6.0, -9.0, 11.0);
    path.cubic_to(-14.0, 9.0, -20.0, 10.0, -27.0, 13.0);
    path.close();
    path.finish()
}

fn cross() -> Option<Path> {
    let mut path = PathBuilder::new();
    path.move_to(-22.0, -27.0);
    for (x, y) in [
        (0.0, -5.0),
        (22.0, -27.0),
        (27.0, -22.0),
        (5.0, 0.0),
        (27.0, 22.0),
        (22.0, 27.0),
        (0.0, 5.0),
        (-22.0, 27.0),
        (-27.0, 22.0),
        (-5.0, 0.0),
        (-27.0, -22.0),
    ] {
        path.line_to(x, y);
    }
    path.close();
    path.finish()
}
