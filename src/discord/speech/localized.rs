//! Names and descriptions of commands and options in every language, as Discord's JSON.

use serde_json::{Map, Value, json};

use super::tongue::Tongue;

/// An option with its name and description in every language; `description` is a part of the message that names it.
pub fn described(mut option: Value, description: &str) -> Value {
    let name = description.split('.').next().unwrap_or_default();
    localize(&mut option, "name", |tongue| tongue.say(name));
    describe(&mut option, |tongue| tongue.say(description));
    option
}

/// Gives a command or an option its description, in every language.
pub fn describe(of: &mut Value, in_tongue: impl Fn(Tongue) -> String) {
    of["description"] = json!(in_tongue(Tongue::English));
    localize(of, "description", in_tongue);
}

/// Adds what a field is for users of other languages than English
/// (<https://docs.discord.com/developers/interactions/application-commands#localization>).
pub fn localize(of: &mut Value, field: &str, in_tongue: impl Fn(Tongue) -> String) {
    let locales = |tongue: Tongue| tongue.locales().iter().map(move |locale| (tongue, (*locale).to_owned()));
    let translated = Tongue::ALL.into_iter().flat_map(locales);
    let translated: Map<String, Value> =
        translated.map(|(tongue, locale)| (locale, json!(in_tongue(tongue)))).collect();
    of[format!("{field}_localizations")] = Value::Object(translated);
}
