//! A thread that unpacks ahead of the reader, and never far ahead.

use std::io::{self, BufWriter, Cursor, Read, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Weak};
use std::thread::{self, JoinHandle};

/// How much is handed over at once, in bytes.
const CHUNK_BYTES: usize = 128 << 10;

/// How many chunks may wait for the reader.
const CHUNKS_AHEAD: usize = 4;

/// What a thread unpacks, to be read here. The thread ends when this is dropped, at the latest.
pub(super) struct Unpacked {
    chunk: Cursor<Vec<u8>>,
    /// `None` once the end was reached, an error told, or nobody wants more.
    chunks: Option<Receiver<Message>>,
    wanted: Option<Arc<()>>,
    thread: Option<JoinHandle<()>>,
}

enum Message {
    Chunk(Vec<u8>),
    Failed(io::Error),
    Done,
}

impl Unpacked {
    /// Begins a thread in which `unpack` writes to an [`Outlet`].
    pub(super) fn begin(
        unpack: impl FnOnce(&mut BufWriter<Outlet>) -> io::Result<()> + Send + 'static,
    ) -> io::Result<Self> {
        let (sender, chunks) = sync_channel(CHUNKS_AHEAD);
        let wanted = Arc::new(());
        let outlet = Outlet { chunks: sender.clone(), wanted: Arc::downgrade(&wanted) };
        let thread = thread::Builder::new().name("unpacking".to_owned()).spawn(move || {
            let mut outlet = BufWriter::with_capacity(CHUNK_BYTES, outlet);
            // What was unpacked before a fault is handed over before the fault is told.
            let unpacked = unpack(&mut outlet);
            let outcome = outlet.flush().and(unpacked);
            // Nobody listens any more where this fails, and then nobody needs to know.
            let _ = sender.send(outcome.map_or_else(Message::Failed, |()| Message::Done));
        })?;
        let chunk = Cursor::default();
        Ok(Self { chunk, chunks: Some(chunks), wanted: Some(wanted), thread: Some(thread) })
    }

    /// Waits for the next chunk; `false` at the end.
    fn receive(&mut self) -> io::Result<bool> {
        let Some(chunks) = &self.chunks else { return Ok(false) };
        let message = chunks.recv();
        if let Ok(Message::Chunk(chunk)) = message {
            self.chunk = Cursor::new(chunk);
            return Ok(true);
        }
        self.chunks = None;
        match message {
            Ok(Message::Failed(error)) => Err(error),
            // The thread is gone without a word: the library it was in has given up.
            Err(_) => Err(io::Error::new(io::ErrorKind::InvalidData, "it cannot be unpacked")),
            _ => Ok(false),
        }
    }
}

impl Read for Unpacked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.chunk.read(buffer)?;
            if read > 0 || buffer.is_empty() || !self.receive()? {
                return Ok(read);
            }
        }
    }
}

impl Drop for Unpacked {
    fn drop(&mut self) {
        self.chunks = None;
        self.wanted = None;
        if let Some(thread) = self.thread.take() {
            // Waited for, so that the file is closed when this is gone: Windows deletes no open file. A thread that
            // gave up has been told of in `receive`.
            let _ = thread.join();
        }
    }
}

/// Where the thread writes. Writing waits while the reader is behind, and fails when it is gone.
pub(super) struct Outlet {
    chunks: SyncSender<Message>,
    wanted: Weak<()>,
}

impl Outlet {
    /// Whether there still is a reader; for work that writes nothing for long.
    pub(super) fn is_wanted(&self) -> bool {
        self.wanted.strong_count() > 0
    }
}

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let sent = self.chunks.send(Message::Chunk(bytes.to_vec()));
        sent.map(|()| bytes.len()).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    #[test]
    fn what_is_unpacked_arrives_whole_and_in_order() {
        let sent: Vec<u8> = (0..=250).cycle().take(3 * CHUNK_BYTES + 1).collect();
        let expected = sent.clone();
        let mut unpacked = Unpacked::begin(move |outlet| outlet.write_all(&sent)).unwrap();
        let mut received = Vec::new();
        unpacked.read_to_end(&mut received).unwrap();
        assert_eq!(received, expected);
    }

    #[test]
    fn a_fault_comes_after_all_that_was_unpacked_before_it() {
        let fail = |outlet: &mut BufWriter<Outlet>| {
            outlet.write_all(b"qa'vIn")?;
            Err(io::Error::new(io::ErrorKind::InvalidData, "spilt"))
        };
        let mut unpacked = Unpacked::begin(fail).unwrap();
        let mut received = Vec::new();
        let fault = unpacked.read_to_end(&mut received).unwrap_err();
        assert_eq!((received.as_slice(), fault.to_string().as_str()), (&b"qa'vIn"[..], "spilt"));
        assert_eq!(unpacked.read(&mut [0; 8]).unwrap(), 0);
    }

    #[test]
    fn the_thread_has_ended_when_its_reader_is_dropped() {
        let ended = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&ended);
        let endless = move |outlet: &mut BufWriter<Outlet>| {
            let outcome = io::copy(&mut io::repeat(b'x'), outlet);
            flag.store(true, Ordering::SeqCst);
            outcome.map(|_| ())
        };
        let mut unpacked = Unpacked::begin(endless).unwrap();
        unpacked.read_exact(&mut [0; 10]).unwrap();
        drop(unpacked);
        assert!(ended.load(Ordering::SeqCst));
    }

    #[test]
    fn a_thread_that_gives_up_is_told_as_a_fault() {
        let mut unpacked = Unpacked::begin(|_| std::panic::resume_unwind(Box::new("gave up"))).unwrap();
        let fault = unpacked.read(&mut [0; 8]).unwrap_err();
        assert_eq!(fault.kind(), io::ErrorKind::InvalidData);
    }
}
