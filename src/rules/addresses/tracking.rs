//! Parameters that say where a reader came from.

use super::Address;
use crate::cite::urls::{self, is_tracking};

/// What an address says about the way its reader took.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::rules) struct Tracks {
    /// The parameter to name: `utm_source=chatgpt.com`, `utm_…`, `fbclid`.
    pub shown: String,
    /// The chat product it names.
    pub chat: Option<&'static str>,
    /// The address without them.
    pub clean: String,
}

/// What stands in such parameters, and the chat product it means.
const CHATS: &[(&str, &str)] = &[
    ("chatgpt", "ChatGPT"),
    ("openai", "ChatGPT"),
    ("perplexity", "Perplexity"),
    ("copilot", "Copilot"),
    ("claude.ai", "Claude"),
    ("gemini.google", "Gemini"),
    ("grok", "Grok"),
    ("deepseek", "DeepSeek"),
];

/// The chat product that a referrer names.
fn chat_of_referrer(parameter: &str) -> Option<&'static str> {
    urls::names_grok(parameter).then_some("Grok")
}

fn chat(parameter: &str) -> Option<&'static str> {
    let (name, value) = parameter.split_once('=')?;
    if !name.eq_ignore_ascii_case("utm_source") {
        return chat_of_referrer(parameter);
    }
    let value = value.to_ascii_lowercase();
    CHATS.iter().find(|(word, _)| value.contains(word)).map(|(_, product)| *product)
}

/// What an address says about the way its reader took.
pub(super) fn tracks(address: &Address<'_>) -> Option<Tracks> {
    let url = &*address.url;
    // Whoever adds parameters without looking puts them behind the fragment.
    url.match_indices('?').take(3).find_map(|(at, _)| in_query(url, at))
}

/// The tracking parameters of the query that begins at `question`.
fn in_query(url: &str, question: usize) -> Option<Tracks> {
    let (location, rest) = (&url[..question], &url[question + 1..]);
    let (query, fragment) = rest.find('#').map_or((rest, ""), |at| rest.split_at(at));
    if !query.split('&').any(is_tracking) {
        return None;
    }
    let (tracking, kept): (Vec<&str>, Vec<&str>) = query.split('&').partition(|p| is_tracking(p));
    let named = tracking.iter().find(|p| chat(p).is_some()).or(tracking.first())?;
    let chat = chat(named);
    let name = named.split('=').next().unwrap_or_default().to_ascii_lowercase();
    let shown = match chat {
        Some(_) => (*named).to_owned(),
        None if name.starts_with("utm_") => "utm_…".to_owned(),
        None => name,
    };
    let question = if kept.is_empty() { "" } else { "?" };
    Some(Tracks { shown, chat, clean: format!("{location}{question}{}{fragment}", kept.join("&")) })
}

#[cfg(test)]
mod tests {
    use super::super::tests::address;
    use super::*;

    #[test]
    fn parameters_are_taken_out_and_the_rest_stays() {
        let cases = [
            ("https://h.example/a?utm_source=chatgpt.com", "utm_source=chatgpt.com", "https://h.example/a"),
            ("https://h.example/a?id=4&utm_medium=x&utm_source=y#top", "utm_…", "https://h.example/a?id=4#top"),
            ("https://h.example/a?fbclid=Z&id=4", "fbclid", "https://h.example/a?id=4"),
            ("https://h.example/a#top?utm_source=x", "utm_…", "https://h.example/a#top"),
        ];
        for (url, shown, clean) in cases {
            let tracks = tracks(&address(url)).unwrap();
            assert_eq!((tracks.shown.as_str(), tracks.clean.as_str()), (shown, clean), "{url}");
        }
        assert_eq!(tracks(&address("https://h.example/a?id=4&source=utm_x")), None);
        assert_eq!(tracks(&address("https://h.example/a?utm_source=chatgpt.com")).unwrap().chat, Some("ChatGPT"));
    }
}
