//! Tells Discord which commands there are, and only where it knows others.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Map, Value, json};
use tokio::time::sleep;

use super::backoff::Backoff;
use super::rest::{Failure, REQUEST_TIME, Rest};
use crate::discord::Error;

/// Registers the commands that all servers have, trying until it is done or cannot be done. A refusal for another reason than the token is
/// logged and ends the attempt: the bot still answers the commands that Discord knows.
///
/// # Errors
/// When Discord refuses the token.
pub async fn register(rest: &Rest, application: u64, commands: &[Value]) -> Result<(), Error> {
    let mut backoff = Backoff::new(Duration::from_millis(500), Duration::from_mins(1));
    loop {
        match replace(rest, &format!("/applications/{application}/commands"), commands).await {
            Ok(true) => tracing::info!(commands = commands.len(), "commands registered"),
            Ok(false) => tracing::info!(commands = commands.len(), "commands are registered already"),
            Err(failure) if failure.status() == 401 => return Err(Error::Token),
            Err(failure) if failure.may_heal() => {
                let pause = backoff.pause(failure.retry_after());
                tracing::warn!(%failure, pause_ms = pause.as_millis(), "registering the commands again");
                sleep(pause).await;
                continue;
            }
            Err(failure) => tracing::error!(%failure, "Discord refuses the commands"),
        }
        return Ok(());
    }
}

/// Compares the commands that Discord keeps at a path with ours and, where they differ, replaces them. Whether they differed.
///
/// # Errors
/// When Discord refuses, or cannot be reached.
pub async fn replace(rest: &Rest, path: &str, commands: &[Value]) -> Result<bool, Failure> {
    if are_known(rest, path, commands).await? {
        return Ok(false);
    }
    rest.send(Method::PUT, path, Some(&json!(commands)), REQUEST_TIME).await?;
    Ok(true)
}

/// Whether the commands that Discord keeps at a path are ours.
///
/// # Errors
/// When Discord refuses, or cannot be reached.
pub async fn are_known(rest: &Rest, path: &str, commands: &[Value]) -> Result<bool, Failure> {
    // Without being asked, Discord leaves out what the commands are called in other languages.
    let with_all = format!("{path}?with_localizations=true");
    let known = match rest.send(Method::GET, &with_all, None, REQUEST_TIME).await {
        // A stand-in that cannot tell what it knows is told anew.
        Err(failure) if matches!(failure.status(), 404 | 405) => Value::Null,
        known => known?,
    };
    Ok(known.as_array().is_some_and(|known| are_alike(known, commands)))
}

/// Whether Discord's commands are ours, in whatever order and with whatever it adds (ids, versions, `null`s).
fn are_alike(known: &[Value], ours: &[Value]) -> bool {
    let sorted = |commands: &[Value]| {
        let mut commands: Vec<Value> = commands.iter().map(essence_of_command).collect();
        commands.sort_by_key(Value::to_string);
        commands
    };
    sorted(known) == sorted(ours)
}

/// The fields of a command that make a difference, what is left out written as Discord's default
/// (<https://docs.discord.com/developers/interactions/application-commands>, "Application Command Structure").
fn essence_of_command(command: &Value) -> Value {
    let mut essence = essence(
        command,
        &[
            ("name", Value::Null),
            ("type", json!(1)),
            ("description", json!("")),
            ("contexts", Value::Null),
            ("integration_types", json!([0])),
            ("nsfw", json!(false)),
            ("default_member_permissions", Value::Null),
            ("name_localizations", Value::Null),
            ("description_localizations", Value::Null),
        ],
    );
    for list in ["contexts", "integration_types"] {
        if let Some(numbers) = essence.get_mut(list).and_then(Value::as_array_mut) {
            numbers.sort_by_key(Value::as_u64);
        }
    }
    essence.insert("options".to_owned(), essence_of_options(command));
    Value::Object(essence)
}

/// The options of a command or of an option, in their order.
fn essence_of_options(of: &Value) -> Value {
    let options = of["options"].as_array().map(Vec::as_slice).unwrap_or_default();
    options.iter().map(essence_of_option).collect()
}

/// The fields of an option that make a difference.
fn essence_of_option(option: &Value) -> Value {
    let mut essence = essence(
        option,
        &[
            ("type", Value::Null),
            ("name", Value::Null),
            ("description", json!("")),
            ("required", json!(false)),
            ("autocomplete", json!(false)),
            ("choices", json!([])),
            ("min_length", Value::Null),
            ("max_length", Value::Null),
            ("min_value", Value::Null),
            ("max_value", Value::Null),
            ("channel_types", json!([])),
            ("name_localizations", Value::Null),
            ("description_localizations", Value::Null),
        ],
    );
    essence.insert("options".to_owned(), essence_of_options(option));
    Value::Object(essence)
}

/// The named fields, each with the default where it is missing or `null`. Empty localizations are none.
fn essence(of: &Value, fields: &[(&str, Value)]) -> Map<String, Value> {
    let field = |(name, default): &(&str, Value)| {
        let given = of.get(*name).filter(|value| !value.is_null());
        let none = given.is_some_and(|value| value.as_object().is_some_and(Map::is_empty));
        ((*name).to_owned(), given.filter(|_| !none).unwrap_or(default).clone())
    };
    fields.iter().map(field).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours() -> Value {
        json!({ "type": 1, "name": "lore", "description": "Find", "contexts": [0, 1, 2], "integration_types": [0, 1],
            "options": [{ "type": 3, "name": "topic", "description": "Where", "autocomplete": true, "max_length": 255 }] })
    }

    #[test]
    fn what_discord_adds_makes_no_difference() {
        let mut known = ours();
        known["id"] = json!("1");
        known["version"] = json!("2");
        known["nsfw"] = json!(false);
        known["default_member_permissions"] = Value::Null;
        known["name_localizations"] = json!({});
        known["contexts"] = json!([2, 0, 1]);
        known["options"][0]["required"] = json!(false);
        let other = json!({ "name": "khitomer", "description": "Look up" });
        assert!(are_alike(&[other.clone(), known.clone()], &[ours(), other.clone()]));
        assert!(!are_alike(&[known, other], &[ours()]));
    }

    #[test]
    fn what_we_mean_makes_a_difference() {
        for (pointer, value) in [
            ("/description", json!("Search")),
            ("/contexts", json!([0])),
            ("/options/0/autocomplete", json!(false)),
            ("/options/0/max_length", json!(100)),
            ("/options/0/name", json!("article")),
            ("/options", json!([])),
        ] {
            let mut known = ours();
            *known.pointer_mut(pointer).expect("a field of ours") = value;
            assert!(!are_alike(&[known], &[ours()]), "{pointer}");
        }
    }
}
