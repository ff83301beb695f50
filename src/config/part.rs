//! What is set for all files or for some: each setting understood, with its place and what it does.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use toml::Spanned;

use super::file::{self, Common, Levels, Words};
use super::text::Text;
use super::{Key, Problem, Settings, bibliography};
use crate::article::Selector;
use crate::cite::Style;
use crate::finding::{Knob, Meta, Preset};
use crate::rules::{self, Level, RULES, Sites, Value};

/// What changes the settings of an article.
type Change = Box<dyn Fn(&mut Settings) + Send + Sync>;

/// Settings, in the order in which they are laid over each other.
#[derive(Debug)]
pub(super) struct Part(Vec<Setting>);

/// One setting.
struct Setting {
    key: Key,
    /// Where it stands in the text of its layer.
    at: usize,
    change: Change,
}

impl fmt::Debug for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {}", self.key, self.at)
    }
}

/// The rules about what a source must give, by the name of the field.
const FIELDS: [(&str, &str); 4] =
    [("author", "missing-author"), ("title", "missing-title"), ("date", "missing-date"), ("url", "missing-url")];

/// The names of the fields that a source may have to give.
pub(super) fn fields() -> impl Iterator<Item = &'static str> {
    FIELDS.iter().map(|(field, _)| *field)
}

impl Part {
    /// Understands what is set; paths start from `root`.
    pub(super) fn new(text: &Text, common: Common, root: &Path) -> Result<Self, Problem> {
        let mut reader = Reader { text, root, settings: Vec::new() };
        reader.articles(&common)?;
        reader.sources(&common)?;
        // The broad ones first, so that the narrow ones win.
        reader.required(common.required_fields.as_ref())?;
        reader.levels(common.rules)?;
        reader.options(common.options)?;
        Ok(Self(reader.settings))
    }

    /// Lays what is set here over `settings`.
    pub(super) fn lay(&self, text: &Text, settings: &mut Settings) {
        for setting in &self.0 {
            (setting.change)(settings);
            settings.origins.insert(setting.key, text.origin(setting.at));
        }
    }
}

struct Reader<'a> {
    text: &'a Text,
    root: &'a Path,
    settings: Vec<Setting>,
}

impl Reader<'_> {
    fn set(&mut self, key: Key, at: usize, change: impl Fn(&mut Settings) + Send + Sync + 'static) {
        self.settings.push(Setting { key, at, change: Box::new(change) });
    }

    /// How articles are read.
    fn articles(&mut self, common: &Common) -> Result<(), Problem> {
        if let Some(language) = &common.language {
            let value = language.get_ref().clone();
            self.set(Key::Top("language"), language.span().start, move |s| s.language = Some(value.clone()));
        }
        if let Some((headings, at)) = plain(&common.list_headings) {
            self.set(Key::Top("list-headings"), at, move |s| s.citations.headings.clone_from(&headings));
        }
        if let Some((lists, at)) = self.each(&common.list_selectors, Self::selector)? {
            self.set(Key::Top("list-selectors"), at, move |s| s.article.lists.clone_from(&lists));
        }
        if let Some((bodies, at)) = self.each(&common.body_selectors, Self::selector)? {
            self.set(Key::Top("body-selectors"), at, move |s| s.article.bodies.clone_from(&bodies));
        }
        if let Some((styles, at)) = self.each(&common.read_styles, Self::style)? {
            self.set(Key::Top("read-styles"), at, move |s| s.citations.forced_styles.clone_from(&styles));
        }
        if let Some((styles, at)) = self.each(&common.ignore_styles, Self::style)? {
            self.set(Key::Top("ignore-styles"), at, move |s| s.citations.ignored_styles.clone_from(&styles));
        }
        Ok(())
    }

    /// Where sources are defined, and which are accepted.
    fn sources(&mut self, common: &Common) -> Result<(), Problem> {
        if let Some((domains, at)) = plain(&common.own_domains) {
            self.set(Key::Top("own-domains"), at, move |s| s.citations.own_domains.clone_from(&domains));
        }
        if let Some(elsewhere) = &common.list_elsewhere {
            let value = *elsewhere.get_ref();
            self.set(Key::Top("list-elsewhere"), elsewhere.span().start, move |s| s.citations.list_elsewhere = value);
        }
        if let Some(files) = &common.bibliography {
            let known = bibliography::read(self.text, files.get_ref(), self.root)?.map(Arc::new);
            let at = files.span().start;
            self.set(Key::Top("bibliography"), at, move |s| s.citations.bibliography.clone_from(&known));
        }
        if let Some((sites, at)) = self.sites(common.deny_domains.as_deref())? {
            self.set(Key::Top("deny-domains"), at, move |s| s.house.denied.clone_from(&sites));
        }
        if let Some((sites, at)) = self.sites(common.allow_domains.as_deref())? {
            self.set(Key::Top("allow-domains"), at, move |s| s.house.allowed.clone_from(&sites));
        }
        Ok(())
    }

    fn required(&mut self, fields: Option<&Spanned<Vec<Spanned<String>>>>) -> Result<(), Problem> {
        let Some(fields) = fields else { return Ok(()) };
        let known = |name: &Spanned<String>| FIELDS.iter().any(|(field, _)| field == name.get_ref());
        if let Some(name) = fields.get_ref().iter().find(|name| !known(name)) {
            let message = format!("a source has no field “{}”", name.get_ref());
            return Err(self.text.unknown(name, message, self::fields(), "author, title, date or url"));
        }
        for (field, rule) in FIELDS {
            let Some(meta) = rules::by_name(rule).map(|rule| rule.meta()) else { continue };
            let level =
                if fields.get_ref().iter().any(|name| name.get_ref() == field) { Level::On } else { Level::Off };
            self.set(Key::Rule(meta.name), fields.span().start, move |s| s.rules.set(meta, level));
        }
        Ok(())
    }

    fn levels(&mut self, levels: Levels) -> Result<(), Problem> {
        let mut checked = Vec::new();
        for (name, level) in levels {
            let subject = self.text.subject(&name)?;
            let Some(known) = Level::by_name(level.get_ref()) else {
                let message = format!("a rule cannot be “{}”", level.get_ref());
                let names = Level::ALL.map(Level::name);
                return Err(self.text.unknown(&level, message, names, "off, on, info, warning or error"));
            };
            checked.push((subject, known, name.span().start));
        }
        checked.sort_by_key(|(subject, ..)| std::cmp::Reverse(subject.breadth()));
        for (subject, level, at) in checked {
            for meta in RULES.iter().map(|rule| rule.meta()).filter(|meta| subject.covers(meta)) {
                self.set(Key::Rule(meta.name), at, move |s| s.rules.set(meta, level));
            }
        }
        Ok(())
    }

    fn options(&mut self, options: file::Options) -> Result<(), Problem> {
        for (rule, options) in options {
            let Some(meta) = rules::by_name(rule.get_ref()).map(|rule| rule.meta()) else {
                let message = format!("there is no rule “{}”", rule.get_ref());
                return Err(self.text.unknown(&rule, message, rules::names(), "wellcited rules lists all of them"));
            };
            for (name, value) in options {
                let (knob, value) = self.option(meta, &name, &value)?;
                let key = Key::Option(meta.name, knob.name);
                self.set(key, name.span().start, move |s| s.house.set(meta, knob, value.clone()));
            }
        }
        Ok(())
    }

    fn option(
        &self,
        meta: &'static Meta,
        name: &Spanned<String>,
        value: &Spanned<toml::Value>,
    ) -> Result<(&'static Knob, Value), Problem> {
        let Some(knob) = meta.options.iter().find(|knob| knob.name == name.get_ref()) else {
            let message = format!("{} has no option “{}”", meta.name, name.get_ref());
            let help = format!("wellcited explain {} names its options", meta.name);
            return Err(self.text.unknown(name, message, meta.options.iter().map(|knob| knob.name), &help));
        };
        let value = understood(knob.default, value.get_ref()).map_err(|wanted| {
            let message = format!("“{}” must be {wanted}", knob.name);
            self.text.problem(value.span(), message, None, knob.summary)
        })?;
        Ok((knob, value))
    }

    /// Each word of a list understood, and where the list stands.
    fn each<T>(
        &self,
        words: &Words,
        one: impl Fn(&Self, &Spanned<String>) -> Result<T, Problem>,
    ) -> Result<Option<(Vec<T>, usize)>, Problem> {
        let Some(words) = words else { return Ok(None) };
        let understood = words.get_ref().iter().map(|word| one(self, word)).collect::<Result<_, _>>()?;
        Ok(Some((understood, words.span().start)))
    }

    fn selector(&self, selector: &Spanned<String>) -> Result<Selector, Problem> {
        Selector::parse(selector.get_ref()).map_err(|bad| {
            let inside = self.text.inside(selector);
            // Where the text is written with escapes its places are not those of the value.
            let exact = inside.len() == selector.get_ref().len();
            let place = if exact { inside.start + bad.place.start..inside.start + bad.place.end } else { inside };
            let message = format!("this selector cannot be used: {}", bad.reason);
            self.text.problem(place, message, None, "for example \"main > ol.references\"")
        })
    }

    fn style(&self, name: &Spanned<String>) -> Result<Style, Problem> {
        Style::ALL.into_iter().find(|style| style.name() == name.get_ref()).ok_or_else(|| {
            let names = Style::ALL.map(Style::name);
            self.text.unknown(name, format!("there is no style “{}”", name.get_ref()), names, &names.join(", "))
        })
    }

    fn sites(&self, tables: Option<&[file::Sites]>) -> Result<Option<(Vec<Sites>, usize)>, Problem> {
        let Some(tables) = tables else { return Ok(None) };
        let understood = tables.iter().map(|table| {
            let domains = table.domains.iter().map(|domain| self.domain(domain)).collect::<Result<_, _>>()?;
            Ok(Sites { domains, reason: table.reason.get_ref().clone() })
        });
        let at = tables.first().map_or(0, |table| table.reason.span().start);
        Ok(Some((understood.collect::<Result<_, _>>()?, at)))
    }

    fn domain(&self, name: &Spanned<String>) -> Result<String, Problem> {
        let domain = name.get_ref().trim_start_matches("*.").trim_start_matches("www.").to_ascii_lowercase();
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
        match !domain.is_empty() && domain.chars().all(plain) && !domain.starts_with('.') && !domain.ends_with('.') {
            true => Ok(domain),
            false => {
                let message = format!("“{}” is no domain", name.get_ref());
                let help = "a domain without “https://” and without a path: \"example.org\"";
                Err(self.text.problem(self.text.inside(name), message, None, help))
            }
        }
    }
}

/// The words of a list that need no understanding, and where it stands.
pub(super) fn plain(words: &Words) -> Option<(Vec<String>, usize)> {
    let words = words.as_ref()?;
    Some((words.get_ref().iter().map(|word| word.get_ref().clone()).collect(), words.span().start))
}

/// A value of the kind that a preset states; the error says what it must be.
fn understood(preset: Preset, value: &toml::Value) -> Result<Value, &'static str> {
    match preset {
        Preset::Count(_) => {
            let count = value.as_integer().and_then(|count| u32::try_from(count).ok());
            count.map(Value::Count).ok_or("a whole number, 0 or more")
        }
        Preset::Share(_) => {
            let number = value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64));
            let share = number.filter(|share| (0.0..=1.0).contains(share));
            share.map(Value::Share).ok_or("a share from 0 to 1")
        }
        Preset::Words => {
            let words =
                value.as_array().and_then(|words| words.iter().map(|w| w.as_str().map(str::to_owned)).collect());
            words.map(Value::Words).ok_or("a list of words in quotation marks")
        }
    }
}
