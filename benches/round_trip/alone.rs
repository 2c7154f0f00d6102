//! One bot by itself, in a Discord that someone else keeps.

use std::error::Error;
use std::fs;
use std::path::Path;

use lorebot::settings::DiscordSettings;

use crate::bots;

/// Runs a bot that answers every interaction with the callback in a file until it is killed. It finds its Discord by the
/// variables that lorebot itself reads.
///
/// # Errors
/// When there is no such bot, or a variable or the file cannot be used.
pub fn run(bot: &str, callback: &Path) -> Result<(), Box<dyn Error>> {
    let settings = DiscordSettings::read(|name| std::env::var(name).ok())?;
    let settings = settings.ok_or("DISCORD_TOKEN is not set; put the stand-in's token there")?;
    let callback = fs::read(callback)
        .map_err(|error| format!("{} cannot be read ({error}); name the file with the callback", callback.display()))?;
    let running = match bot {
        "constant" => bots::constant(&settings, &callback)?,
        "way" => bots::lorebot(settings, bots::answering_constant(&callback)?),
        _ => return Err(format!("there is no bot {bot}; name `constant` or `way`").into()),
    };
    running.join().map_err(|_| "the bot has ended; what it said last stands above".into())
}
