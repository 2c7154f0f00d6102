//! Databases that are looked at and left as they are (promise 7).

use lorebot::servers::{Error, Form, Health, look};
use secrecy::SecretString;

use super::place::{Place, on_each};
use super::{GUILD, OTHER, TODAY, choosing, chosen};

async fn looked(place: &Place) -> Result<Health, Error> {
    look(&SecretString::from(place.address().to_owned())).await
}

fn form(health: &Health) -> Option<(Form, u64)> {
    match health {
        Health::Absent { .. } => None,
        Health::There { form, guilds, .. } => Some((*form, *guilds)),
    }
}

#[tokio::test]
async fn a_look_tells_the_form_and_how_many_chose_and_changes_nothing() {
    on_each(async |place: &Place| {
        let health = looked(place).await.unwrap();
        assert!(matches!(form(&health), None | Some((Form::Empty, 0))), "{health:?}");
        let servers = place.open().await;
        for guild in [GUILD, OTHER] {
            servers.change(guild, TODAY, choosing(chosen())).await.unwrap();
        }
        servers.refresh().await.unwrap();
        assert_eq!(form(&looked(place).await.unwrap()), Some((Form::Present, 2)));
        assert!(servers.refresh().await.unwrap().is_empty(), "a look is no change");
        assert_eq!(*servers.server(GUILD).await.unwrap(), chosen());
        servers.close().await;
        place.run("DELETE FROM _sqlx_migrations").await;
        assert_eq!(form(&looked(place).await.unwrap()), Some((Form::Older, 2)));
        assert!(
            place.everything("_sqlx_migrations", "description").await.is_empty(),
            "a look brings nothing up to date"
        );
    })
    .await;
}

#[tokio::test]
async fn a_look_sees_what_the_bot_would_refuse() {
    on_each(async |place: &Place| {
        place.open().await.close().await;
        place.run("UPDATE _sqlx_migrations SET version = 999").await;
        assert!(matches!(looked(place).await, Err(Error::Newer { .. })));
        place.run("DROP TABLE lorebot").await;
        assert!(matches!(looked(place).await, Err(Error::NotOurs { .. })));
    })
    .await;
}
