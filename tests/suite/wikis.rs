//! Small wikis for tests, written where a test needs them.

use std::fs;
use std::path::{Path, PathBuf};

use lorebot::answer::Library;
use lorebot::lore::{Answer, Scope};
use tempfile::TempDir;

/// A data folder and an index folder that go when the test ends.
pub struct Wikis {
    folder: TempDir,
}

impl Wikis {
    /// No wiki yet.
    pub fn none() -> Wikis {
        Wikis { folder: tempfile::tempdir().unwrap() }
    }

    /// One wiki, `demo`, with a profile in the style of the starter wiki's.
    pub fn demo() -> Wikis {
        let wikis = Wikis::none();
        wikis.write("demo/wiki.toml", include_str!("../fixtures/demo/wiki.toml"));
        wikis
    }

    /// Writes a file below the data folder.
    pub fn write(&self, path: &str, text: &str) -> &Self {
        self.write_bytes(path, text.as_bytes())
    }

    /// The same with any bytes.
    pub fn write_bytes(&self, path: &str, bytes: &[u8]) -> &Self {
        let path = self.data().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Adds an article to the wiki `demo`.
    pub fn article(&self, file: &str, text: &str) -> &Self {
        self.write(&format!("demo/articles/{file}"), text)
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The index folder.
    pub fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    /// Indexes the wiki `demo`.
    pub fn rebuild(&self) -> Result<lorebot::rebuild::Report, lorebot::rebuild::Error> {
        lorebot::rebuild::rebuild(&self.data(), &self.index(), "demo", |_| {})
    }

    /// Indexes the wiki `demo` and opens it.
    pub fn library(&self) -> Library {
        self.rebuild().unwrap();
        self.open()
    }

    /// Opens the indexes there are.
    pub fn open(&self) -> Library {
        Library::open(&self.index(), None).unwrap()
    }
}

/// The library of the starter wiki alone.
pub fn starter() -> Library {
    Library::of(vec![lorebot::rebuild::starter().unwrap()])
}

/// The answer to a question put to the whole wiki.
pub fn ask(library: &Library, question: &str) -> Answer {
    library.answer(question, &Scope::Wiki, None).unwrap()
}

/// The project's own folder.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
