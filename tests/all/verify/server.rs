//! A server that can do everything wrong: close, reset, drip, hang, lie. It writes down what it is asked.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;

/// What a server does with a connection, in order.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    Send(Vec<u8>),
    /// Sends the bytes, a piece of so many each time, with pauses.
    Drip(Vec<u8>, usize, Duration),
    /// Sends the bytes again and again until nobody reads them.
    Pump(Vec<u8>),
    Pause(Duration),
    Hang,
    Close,
    Reset,
}

/// A request as the server sees it.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    /// The head, in lower case.
    pub(crate) head: String,
    /// The address it was sent to: each stands for a host.
    pub(crate) host: IpAddr,
    pub(crate) port: u16,
    /// How often this target was asked before.
    pub(crate) before: usize,
}

/// One line of the log.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) asked: Asked,
    pub(crate) start: Instant,
    pub(crate) end: Option<Instant>,
}

type Script = dyn Fn(&Asked) -> Vec<Act> + Send + Sync;

/// A server on some addresses of this machine, on one port.
pub(crate) struct Server {
    pub(crate) port: u16,
    log: Arc<Mutex<Vec<Line>>>,
    sent: Arc<AtomicU64>,
    /// Keeps it running.
    _runtime: Runtime,
}

struct Shared {
    script: Box<Script>,
    log: Arc<Mutex<Vec<Line>>>,
    counts: Mutex<HashMap<String, usize>>,
    sent: Arc<AtomicU64>,
}

impl Server {
    /// A server on `127.0.0.1` to `127.0.0.hosts`.
    pub(crate) fn start(hosts: u8, script: impl Fn(&Asked) -> Vec<Act> + Send + Sync + 'static) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let (listeners, port) = runtime.block_on(listen(hosts));
        let log = Arc::new(Mutex::new(Vec::new()));
        let sent = Arc::new(AtomicU64::new(0));
        let shared = Arc::new(Shared {
            script: Box::new(script),
            log: Arc::clone(&log),
            counts: Mutex::default(),
            sent: Arc::clone(&sent),
        });
        for listener in listeners {
            let shared = Arc::clone(&shared);
            runtime.spawn(async move {
                while let Ok((stream, _)) = listener.accept().await {
                    let shared = Arc::clone(&shared);
                    tokio::spawn(async move { serve(stream, &shared).await });
                }
            });
        }
        Self { port, log, sent, _runtime: runtime }
    }

    pub(crate) fn url(&self, host: u8, target: &str) -> String {
        format!("http://127.0.0.{host}:{}{target}", self.port)
    }

    pub(crate) fn log(&self) -> Vec<Line> {
        self.log.lock().unwrap().clone()
    }

    /// The lines about one target.
    pub(crate) fn asked(&self, target: &str) -> Vec<Line> {
        self.log().into_iter().filter(|line| line.asked.target == target).collect()
    }

    /// How many bytes it has sent.
    pub(crate) fn sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    /// How many requests a host answered at once at most.
    pub(crate) fn most_at_once(&self, host: u8) -> usize {
        let lines: Vec<Line> = self.log().into_iter().filter(|line| line.asked.host == ip(host)).collect();
        let at_once = |at: Instant| lines.iter().filter(|l| l.start <= at && l.end.is_none_or(|end| end > at)).count();
        lines.iter().map(|line| at_once(line.start)).max().unwrap_or(0)
    }
}

fn ip(host: u8) -> IpAddr {
    Ipv4Addr::new(127, 0, 0, host).into()
}

/// One port that is free on all the addresses.
async fn listen(hosts: u8) -> (Vec<TcpListener>, u16) {
    'ports: for _ in 0..50 {
        let first = TcpListener::bind((ip(1), 0)).await.unwrap();
        let port = first.local_addr().unwrap().port();
        let mut all = vec![first];
        for host in 2..=hosts {
            match TcpListener::bind(SocketAddr::new(ip(host), port)).await {
                Ok(listener) => all.push(listener),
                Err(_) => continue 'ports,
            }
        }
        return (all, port);
    }
    panic!("no port is free");
}

async fn serve(mut stream: TcpStream, shared: &Shared) {
    let local = stream.local_addr().unwrap();
    let mut buffer = Vec::new();
    loop {
        let end = loop {
            if let Some(at) = memchr::memmem::find(&buffer, b"\r\n\r\n") {
                break at;
            }
            match stream.read_buf(&mut buffer).await {
                Ok(0) | Err(_) => return,
                Ok(_) => {}
            }
        };
        let head: Vec<u8> = buffer.drain(..end + 4).collect();
        let head = String::from_utf8_lossy(&head).into_owned();
        let mut words = head.lines().next().unwrap_or_default().split(' ');
        let method = words.next().unwrap_or_default().to_owned();
        let target = words.next().unwrap_or_default().to_owned();
        let before = {
            let mut counts = shared.counts.lock().unwrap();
            let count = counts.entry(format!("{} {target}", local.ip())).or_default();
            *count += 1;
            *count - 1
        };
        let asked = Asked { method, target, head: head.to_lowercase(), host: local.ip(), port: local.port(), before };
        let line = {
            let mut log = shared.log.lock().unwrap();
            log.push(Line { asked: asked.clone(), start: Instant::now(), end: None });
            log.len() - 1
        };
        let acts = (shared.script)(&asked);
        let goes_on = perform(&mut stream, acts, shared).await;
        shared.log.lock().unwrap()[line].end = Some(Instant::now());
        if !goes_on {
            return;
        }
    }
}

/// Does what the script says; whether the connection lives on.
async fn perform(stream: &mut TcpStream, acts: Vec<Act>, shared: &Shared) -> bool {
    let count = |n: usize| shared.sent.fetch_add(n as u64, Ordering::Relaxed);
    for act in acts {
        let is_gone = match act {
            Act::Send(bytes) => {
                count(bytes.len());
                stream.write_all(&bytes).await.is_err()
            }
            Act::Drip(bytes, piece, pause) => {
                let mut gone = false;
                for piece in bytes.chunks(piece) {
                    gone = gone || stream.write_all(piece).await.is_err();
                    if gone {
                        break;
                    }
                    count(piece.len());
                    tokio::time::sleep(pause).await;
                }
                gone
            }
            Act::Pump(bytes) => {
                while stream.write_all(&bytes).await.is_ok() {
                    count(bytes.len());
                }
                true
            }
            Act::Pause(pause) => {
                tokio::time::sleep(pause).await;
                false
            }
            Act::Hang => {
                // Until the other side has had enough.
                let mut sink = [0; 64];
                while !matches!(stream.read(&mut sink).await, Ok(0) | Err(_)) {}
                true
            }
            Act::Close => {
                let _ = stream.shutdown().await;
                true
            }
            Act::Reset => {
                let _ = stream.set_zero_linger();
                true
            }
        };
        if is_gone {
            return false;
        }
    }
    true
}

/// A page with a title.
pub(crate) fn page(title: &str, body: &str) -> Vec<u8> {
    format!("<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>")
        .into_bytes()
}

/// An answer of HTML with these further fields.
pub(crate) fn answer(status: u16, fields: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    answer_of("text/html; charset=utf-8", status, fields, body)
}

/// An answer of a type.
pub(crate) fn answer_of(kind: &str, status: u16, fields: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status} X\r\n");
    if !kind.is_empty() {
        head.push_str(&format!("Content-Type: {kind}\r\n"));
    }
    if !matches!(status, 204 | 304) {
        head.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    for (name, value) in fields {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    let body = if matches!(status, 204 | 304) { &[] } else { body };
    [head.as_bytes(), body].concat()
}
