//! The classroom video: a real H.264 mp4, encoded here by Debian's ffmpeg.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::debian;
use crate::{repository, say, shell};

/// Moving pictures with grain, so that the encoder has to spend the bits it is given.
const PICTURES: &str = "testsrc2=size=1920x1080:rate=30,noise=alls=40:allf=t";

/// A video of at least `megabytes`, encoded once and kept in `target/demo`.
///
/// # Errors
/// When there is no ffmpeg, or it fails.
pub(crate) fn ready(megabytes: u64) -> anyhow::Result<PathBuf> {
    let folder = repository::tools("demo");
    fs::create_dir_all(&folder).with_context(|| format!("{} can't be made", folder.display()))?;
    let video = folder.join(format!("classroom-{megabytes}.mp4"));
    if size(&video) >= megabytes * 1_000_000 {
        return Ok(video);
    }
    debian::need("ffmpeg", "-version", &["ffmpeg"])?;
    say::step(&format!("Encoding a classroom video of {megabytes} MB (once)"), || encode(&video, megabytes))?;
    Ok(video)
}

/// Encodes at 60 Mbit/s until the size is reached. The name appears only when the file is whole.
fn encode(video: &Path, megabytes: u64) -> anyhow::Result<()> {
    let unfinished = video.with_extension("unfinished.mp4");
    let mut ffmpeg = shell::program("ffmpeg", ["-y", "-nostdin", "-loglevel", "error"]);
    ffmpeg.args(["-f", "lavfi", "-i", PICTURES, "-f", "lavfi", "-i", "sine=frequency=440"]);
    ffmpeg.args(["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]);
    ffmpeg.args(["-b:v", "60M", "-minrate", "60M", "-maxrate", "60M", "-bufsize", "60M", "-c:a", "aac"]);
    ffmpeg.args(["-movflags", "+faststart", "-fs", &format!("{megabytes}M")]).arg(&unfinished);
    shell::run(&mut ffmpeg)?;
    if size(&unfinished) < megabytes * 1_000_000 {
        bail!("ffmpeg made {} bytes, fewer than asked for", size(&unfinished));
    }
    fs::rename(&unfinished, video).with_context(|| format!("{} can't be named", video.display()))
}

fn size(file: &Path) -> u64 {
    fs::metadata(file).map_or(0, |metadata| metadata.len())
}
