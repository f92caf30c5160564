//! The thread that writes frames: at most one at a time, never a queue.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, bounded};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fd::AsFd;
use rustix::io::Errno;

#[derive(Default)]
struct Turn {
    busy: bool,
    /// Somebody was turned away while busy, and wants to hear when the frame is out.
    wanted: bool,
}

#[derive(Default)]
struct Shared {
    turn: Mutex<Turn>,
    idle: Condvar,
    abort: AtomicBool,
    written: AtomicU64,
}

impl Shared {
    fn turn(&self) -> MutexGuard<'_, Turn> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The handle of the writer thread.
pub(super) struct Writer {
    frames: Sender<Vec<u8>>,
    shared: Arc<Shared>,
    wake: UnixStream,
}

impl Writer {
    /// Starts the thread on `output`; `drawn` is called when a frame is out and [`Writer::ready`] had said no.
    pub(super) fn start(output: impl AsFd + Send + 'static, drawn: impl Fn() + Send + 'static) -> io::Result<Self> {
        let (frames, todo) = bounded(1);
        let (wake, woken) = UnixStream::pair()?;
        woken.set_nonblocking(true)?;
        wake.set_nonblocking(true)?;
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        thread::Builder::new().name("writer".into()).spawn(move || run(&output, &todo, &theirs, woken, drawn))?;
        Ok(Self { frames, shared, wake })
    }

    /// Whether a frame can be sent now; if not, `drawn` will be called once it can.
    pub(super) fn ready(&self) -> bool {
        let mut turn = self.shared.turn();
        turn.wanted = turn.busy;
        !turn.busy
    }

    /// Hands a frame over; the caller has seen [`Writer::ready`].
    pub(super) fn send(&self, bytes: Vec<u8>) {
        self.shared.turn().busy = true;
        if self.frames.send(bytes).is_err() {
            self.shared.turn().busy = false;
        }
    }

    /// Waits until the last frame is out, at most `limit`; whether it is.
    pub(super) fn wait(&self, limit: Duration) -> bool {
        let turn = self.shared.turn();
        let (turn, _) =
            self.shared.idle.wait_timeout_while(turn, limit, |turn| turn.busy).unwrap_or_else(PoisonError::into_inner);
        !turn.busy
    }

    /// Drops what is left of a frame that the terminal does not take.
    pub(super) fn abort(&self) {
        self.shared.abort.store(true, Ordering::SeqCst);
        let _ = (&self.wake).write(b"!");
        self.wait(Duration::from_millis(50));
        self.shared.abort.store(false, Ordering::SeqCst);
    }

    /// Bytes that the terminal took so far.
    pub(super) fn written(&self) -> u64 {
        self.shared.written.load(Ordering::Relaxed)
    }
}

fn run(output: &impl AsFd, todo: &Receiver<Vec<u8>>, shared: &Shared, mut woken: UnixStream, drawn: impl Fn()) {
    for bytes in todo {
        let result = write_frame(output, &bytes, shared, &mut woken);
        let wanted = {
            let mut turn = shared.turn();
            turn.busy = false;
            shared.idle.notify_all();
            std::mem::take(&mut turn.wanted)
        };
        // A terminal that is gone is reported by the input thread.
        if result.is_ok() && wanted {
            drawn();
        }
    }
}

fn write_frame(output: &impl AsFd, mut bytes: &[u8], shared: &Shared, woken: &mut UnixStream) -> io::Result<()> {
    while !bytes.is_empty() && !shared.abort.load(Ordering::SeqCst) {
        match rustix::io::write(output, bytes) {
            Ok(n) => {
                shared.written.fetch_add(n as u64, Ordering::Relaxed);
                bytes = bytes.get(n..).unwrap_or_default();
            }
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                let mut fds = [PollFd::new(output, PollFlags::OUT), PollFd::new(&*woken, PollFlags::IN)];
                match poll(&mut fds, None) {
                    Ok(_) | Err(Errno::INTR) => {}
                    Err(error) => return Err(error.into()),
                }
                let _ = woken.read(&mut [0; 8]);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_stops_costs_frames_and_is_reported_once_it_reads() {
        let (mut read, write) = UnixStream::pair().unwrap();
        write.set_nonblocking(true).unwrap();
        let (tell, told) = bounded(9);
        let writer = Writer::start(write, move || tell.send(()).unwrap()).unwrap();
        assert!(writer.ready());
        let size = 4 << 20;
        writer.send(vec![b'x'; size]);
        assert!(!writer.wait(Duration::from_millis(30)));
        assert!(!writer.ready());
        assert!(told.try_recv().is_err());
        let mut got = vec![0; size];
        read.read_exact(&mut got).unwrap();
        told.recv_timeout(Duration::from_secs(5)).unwrap();
        assert!(writer.ready());
        assert_eq!(writer.written(), size as u64);
        assert!(got.iter().all(|b| *b == b'x'));
        writer.send(b"y".to_vec());
        assert!(writer.wait(Duration::from_secs(5)));
        assert!(told.try_recv().is_err(), "nobody waited for this frame");
    }

    #[test]
    fn an_aborted_frame_frees_the_writer_for_the_next() {
        let (_read, write) = UnixStream::pair().unwrap();
        write.set_nonblocking(true).unwrap();
        let writer = Writer::start(write, || ()).unwrap();
        writer.send(vec![b'x'; 4 << 20]);
        assert!(!writer.wait(Duration::from_millis(30)));
        writer.abort();
        assert!(writer.ready());
        assert!(writer.written() < 4 << 20);
    }
}
