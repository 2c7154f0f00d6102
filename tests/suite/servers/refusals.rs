//! Databases that are refused (promise 5).

use lorebot::servers::Error;

use super::place::{Place, on_each};
use super::{GUILD, TODAY, choosing, chosen};

#[tokio::test]
async fn a_newer_or_foreign_database_is_refused_with_what_to_do() {
    on_each(async |place: &Place| {
        place.open().await.close().await;
        place.run("UPDATE _sqlx_migrations SET version = 999").await;
        let error = place.refused().await;
        assert!(matches!(&error, Error::Newer { .. }), "{error}");
        assert!(error.to_string().contains("update lorebot"), "{error}");
        place.run("DROP TABLE lorebot").await; // what is left could be another program's that uses sqlx too
        let error = place.refused().await;
        assert!(matches!(&error, Error::NotOurs { .. }), "{error}");
    })
    .await;
}

#[tokio::test]
async fn a_damaged_file_is_refused_and_left_as_it_is() {
    let sound = Place::sqlite();
    sound.open().await.close().await;
    sound.run("PRAGMA wal_checkpoint(TRUNCATE)").await;
    let sound = std::fs::read(sound.file()).unwrap();
    for damaged_from in [0, 100] {
        let place = Place::sqlite();
        let mut bytes = sound.clone();
        bytes[damaged_from..].fill(7);
        std::fs::write(place.file(), &bytes).unwrap();
        let error = place.refused().await;
        assert!(matches!(&error, Error::Damaged { .. }), "{error}");
        assert_eq!(std::fs::read(place.file()).unwrap(), bytes);
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_made_is_refused_with_what_to_check() {
    // Even who may do everything cannot make a file there.
    for folder in ["/proc", "/nowhere/at/all"] {
        let error = Place::at(&format!("sqlite:{folder}/lorebot.db")).refused().await;
        assert!(matches!(&error, Error::Closed { .. }), "{error}");
        assert!(error.to_string().contains(folder) && error.to_string().contains("can be written to"), "{error}");
    }
}

#[tokio::test]
async fn a_database_that_may_only_be_read_is_refused() {
    let place = Place::sqlite();
    let servers = place.open().await;
    servers.change(GUILD, TODAY, choosing(chosen())).await.unwrap();
    servers.close().await;
    let read_only = Place::at(&format!("{}?mode=ro", place.address()));
    let error = read_only.refused().await;
    assert!(error.to_string().contains("readonly"), "{error}");
}

#[tokio::test]
async fn an_address_that_leads_nowhere_is_refused_without_its_password() {
    for address in ["mysql://osa:hush@localhost/lore", "lorebot.db", "postgres://osa:hush@[::1/lore"] {
        let error = Place::at(address).refused().await;
        assert!(matches!(error, Error::Address), "{address}: {error}");
        assert!(!error.to_string().contains("hush"), "{error}");
    }
    // Port 1 of this machine: nothing listens there.
    let error = Place::at("postgres://osa:hush@127.0.0.1:1/lore?password=hush").refused().await;
    let message = error.to_string();
    assert!(message.contains("127.0.0.1:1/lore") && !message.contains("hush"), "{message}");
}
