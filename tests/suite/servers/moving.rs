//! The program as it moves choices from one database to another (promise 6).

use super::place::{Place, on_each};
use super::{GUILD, TODAY, choosing, chosen, printed, program};

#[tokio::test]
async fn an_export_of_one_database_is_an_import_for_another() {
    let from = Place::sqlite();
    let servers = from.open().await;
    servers.change(GUILD, TODAY, choosing(chosen())).await.unwrap();
    servers.close().await;
    let folder = tempfile::tempdir().unwrap();
    let guild = GUILD.to_string();
    let run = |database: &str, arguments: &[&str]| program(folder.path(), database, arguments).output().unwrap();
    printed(&run(from.address(), &["export", &guild, "server.json"]));
    on_each(async |to: &Place| {
        printed(&run(to.address(), &["import", &guild, "server.json"]));
        assert_eq!(*to.open().await.server(GUILD).await.unwrap(), chosen());
        let exported = printed(&run(to.address(), &["export", &guild]));
        assert_eq!(exported, std::fs::read_to_string(folder.path().join("server.json")).unwrap());
        assert_eq!(printed(&run(to.address(), &["list"])), format!("{guild}\n"));
        printed(&run(to.address(), &["forget", &guild]));
        assert_eq!(printed(&run(to.address(), &["list"])), "");
    })
    .await;
}

#[test]
fn a_faulty_file_is_refused_with_its_line_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let faulty = "{\n  \"version\": 1,\n  \"server\": {\n    \"choices\": {\"language\": \"Osan\"}\n  }\n}\n";
    std::fs::write(folder.path().join("server.json"), faulty).unwrap();
    let output = program(folder.path(), "sqlite:lorebot.db", &["import", "7", "server.json"]).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(message.starts_with("lorebot: server.json: line 4: a language is named"), "{message}");
    assert_eq!(printed(&program(folder.path(), "", &["list"]).output().unwrap()), "");
}
