//! How verification is done.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::dns::{Resolver, SystemResolver};
use super::store::{Documents, Memory, Witness};

/// How verification is done. The default is polite and refuses private addresses.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many requests may run at once.
    pub concurrency: usize,
    /// How many of them may go to one host.
    pub per_host: usize,
    /// The least time between the starts of two requests to one host. `None`: a tenth of a second for hosts with more
    /// than 20 addresses, else none.
    pub interval: Option<Duration>,
    /// How long a connection may take.
    pub connect_timeout: Duration,
    /// How long the head of an answer may take.
    pub timeout: Duration,
    /// How long a body may pause.
    pub idle_timeout: Duration,
    /// How long a body may take.
    pub body_timeout: Duration,
    /// How long the whole run may take.
    pub deadline: Option<Duration>,
    /// The longest wait that a server may ask for.
    pub max_wait: Duration,
    /// How often a request is tried at most.
    pub attempts: u32,
    /// The longest first pause between two tries; each further one may be twice as long.
    pub backoff: Duration,
    /// Whether `HEAD` is asked first.
    pub head_first: bool,
    /// Only addresses that one of these covers are asked, if there are any.
    pub include: Vec<String>,
    /// Addresses that one of these covers are not asked.
    pub exclude: Vec<String>,
    /// Fields that every request carries.
    pub headers: BTreeMap<String, String>,
    /// What the program calls itself.
    pub user_agent: String,
    /// The way out.
    pub proxy: Proxy,
    /// Certificates (PEM) that are trusted beside those of the system.
    pub authorities: Vec<Vec<u8>>,
    /// What names resolve to.
    pub resolver: Arc<dyn Resolver>,
    /// Whether `robots.txt` is obeyed.
    pub robots: bool,
    /// Whether private addresses may be asked.
    pub allow_private: bool,
    /// Whether no request may be sent.
    pub offline: bool,
    /// Whether an archive is asked about what is dead or suspect.
    pub archive: bool,
    /// The least time between two questions to the archive.
    pub archive_interval: Duration,
    /// Whether Ctrl-C ends the run and what is known by then is kept.
    pub stops_on_interrupt: bool,
    /// Whether the times that requests took are kept.
    pub timings: bool,
    /// Where identifiers and copies are looked up.
    pub services: Services,
    /// Earlier and later runs.
    pub memory: Option<Arc<dyn Memory>>,
    /// Evidence.
    pub witness: Option<Arc<dyn Witness>>,
    /// Who reads PDFs; if nobody does, quotations are not looked for in them.
    pub documents: Option<Arc<dyn Documents>>,
}

/// The way out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Proxy {
    /// Straight.
    #[default]
    Direct,
    /// Through this proxy.
    Url(String),
    /// As the environment says; these are the names of its proxies.
    Environment(Vec<String>),
    /// The environment names a proxy (this variable) and nobody said whether to use it: nothing is sent.
    Undecided(String),
}

/// Where services are: their addresses up to and including the last slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Services {
    /// The resolver of DOIs.
    pub doi: String,
    /// The registry of works with a DOI.
    pub crossref: String,
    /// The archive of the web.
    pub archive: String,
}

impl Default for Services {
    fn default() -> Self {
        Self {
            doi: "https://doi.org/".into(),
            crossref: "https://api.crossref.org/".into(),
            archive: "https://web.archive.org/".into(),
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            concurrency: 128,
            per_host: 4,
            interval: None,
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_secs(15),
            idle_timeout: Duration::from_secs(10),
            body_timeout: Duration::from_secs(20),
            deadline: None,
            max_wait: Duration::from_secs(60),
            attempts: 3,
            backoff: Duration::from_secs(1),
            head_first: false,
            include: Vec::new(),
            exclude: Vec::new(),
            headers: BTreeMap::new(),
            user_agent: concat!("wellcited/", env!("CARGO_PKG_VERSION"), " (citation checker)").into(),
            proxy: Proxy::Direct,
            authorities: Vec::new(),
            resolver: Arc::new(SystemResolver),
            robots: false,
            allow_private: false,
            offline: false,
            archive: false,
            archive_interval: Duration::from_secs(1),
            stops_on_interrupt: false,
            timings: false,
            services: Services::default(),
            memory: None,
            witness: None,
            documents: None,
        }
    }
}
