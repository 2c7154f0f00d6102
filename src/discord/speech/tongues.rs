//! Which language a reply is in: what everybody sees in the server's, what one person sees in theirs.

use serenity::all::Interaction;

use super::tongue::Tongue;

/// The languages of the replies to one interaction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tongues {
    /// Of what everybody sees.
    pub public: Tongue,
    /// Of what the asker alone sees.
    pub private: Tongue,
}

impl Tongues {
    /// The asker's own language, and that of the server: the one it chose, else the one Discord names. Where there is no
    /// server, everybody is answered in the asker's language.
    pub fn of(interaction: &Interaction, chosen: Option<&str>) -> Tongues {
        let (user, guild) = locales(interaction);
        let private = Tongue::of(user);
        Tongues { public: chosen.or(guild).map_or(private, Tongue::of), private }
    }

    /// The same language for everything.
    pub fn only(tongue: Tongue) -> Tongues {
        Tongues { public: tongue, private: tongue }
    }
}

/// The locale of the asker, and that of the server where there is one.
fn locales(interaction: &Interaction) -> (&str, Option<&str>) {
    match interaction {
        Interaction::Command(command) | Interaction::Autocomplete(command) => {
            (&command.locale, command.guild_locale.as_deref())
        }
        Interaction::Component(press) => (&press.locale, press.guild_locale.as_deref()),
        Interaction::Modal(form) => (&form.locale, form.guild_locale.as_deref()),
        _ => ("", None),
    }
}
