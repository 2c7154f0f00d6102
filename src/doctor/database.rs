//! The database with what servers chose: whether a bot could use it.

use std::path::Path;

use super::wikis::counted;
use super::{Finding, environment, space};
use crate::servers::{self, Form, Health};

/// What the finding is about.
const ABOUT: &str = "database";

pub(super) async fn look(get: impl Fn(&str) -> Option<String>) -> Finding {
    let address = match environment::database_address(get) {
        Ok(address) => address,
        Err(finding) => return finding,
    };
    match servers::look(&address).await {
        Ok(health) => judged(&health),
        Err(error) => Finding::of_error(ABOUT, &error),
    }
}

fn judged(health: &Health) -> Finding {
    match health {
        Health::Absent { file } => absent(file),
        Health::There { name, form: Form::Empty, .. } => {
            Finding::good(ABOUT, format!("{name} is empty; the bot fills it"))
        }
        Health::There { name, form, guilds } => {
            let form = if *form == Form::Older { ", and is brought to the present form at the start" } else { "" };
            let chose = counted(*guilds, "server");
            Finding::good(ABOUT, format!("{name} opens and takes changes{form}; {chose} chose something"))
        }
    }
}

/// A file that is not there, and the folder it would be made in.
fn absent(file: &Path) -> Finding {
    let shown = file.display();
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let remedy = "make the folder and let lorebot write there, or name another place in DATABASE_URL";
    if !folder.is_dir() {
        return Finding::wrong(ABOUT, format!("{shown} is not there, nor is its folder"), remedy);
    }
    if space::is_shut(folder) {
        return Finding::wrong(ABOUT, format!("{shown} is not there and cannot be made in its folder"), remedy);
    }
    Finding::good(ABOUT, format!("{shown} is not there yet; the bot makes it"))
}
