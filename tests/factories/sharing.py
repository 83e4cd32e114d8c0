"""User agents of readers and of robots, request headers, and share links."""

from entremise.candidates.models import Publication
from entremise.sharing.actions.links import ensure_share_links
from entremise.sharing.models import ShareLink

PHONE_BROWSER = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/140.0.0.0"
    " Mobile Safari/537.36"
)
COMPUTER_BROWSER = (
    "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0"
)
_LIKE = "AppleWebKit/537.36 (KHTML, like Gecko)"
# What the six networks send for a preview, then search engines, assistants, monitors, libraries.
NETWORKS = {
    "linkedin": (
        "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient"
        " +http://www.linkedin.com)"
    ),
    "facebook": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "whatsapp": "WhatsApp/2.24.1 A",
    "x": "Twitterbot/1.0",
    "telegram": "TelegramBot (like TwitterBot)",
    "slack": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
}
ROBOTS = [
    *NETWORKS.values(),
    "Mozilla/5.0 (compatible; LinkedInBot/1.0; +http://www.linkedin.com)",
    "facebookexternalhit/1.1",
    "facebookcatalog/1.0",
    "meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko)"
    " Version/9.0.1"
    # what a telephone sends for a message's preview
    " Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
    "WhatsApp/2.23.20.0 N",
    "WhatsApp/2.24.9.78 i",
    "Slackbot 1.0 (+https://api.slack.com/robots)",
    "Slack-ImgProxy (+https://api.slack.com/robots)",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
    (
        "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5"
        " skype-url-preview@microsoft.com"
    ),
    "Mozilla/5.0 (compatible; MicrosoftPreview/2.0; +https://aka.ms/MicrosoftPreview)",
    "Mozilla/5.0 (compatible; redditbot/1.0; +http://www.reddit.com/feedback)",
    "Mozilla/5.0 (compatible; Pinterestbot/1.0; +http://www.pinterest.com/bot.html)",
    "Pinterest/0.2 (+http://www.pinterest.com/bot.html)",
    "Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)",
    "http.rb/5.1.1 (Mastodon/4.2.1; +https://mastodon.social/) Bot",
    "Mozilla/5.0 (compatible; vkShare; +http://vk.com/dev/Share)",
    "Snap URL Preview Service; bot; snapchat; https://developers.snap.com/robots",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    f"Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) {_LIKE} Chrome/140.0.0.0 Mobile Safari/537.36"
    " (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    f"Mozilla/5.0 (X11; Linux x86_64) {_LIKE} Chrome/49.0 Safari/537.36 Google Favicon",
    (
        f"Mozilla/5.0 (Linux; Android 6.0.1) {_LIKE} Chrome/140.0 Mobile Safari/537.36"
        " (compatible; GoogleOther)"
    ),
    f"Mozilla/5.0 {_LIKE} Chrome/140.0.0.0 Safari/537.36 (compatible; Google-InspectionTool/1.0;)",
    (
        f"Mozilla/5.0 {_LIKE} (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"
        " Chrome/136.0.0.0 Safari/537.36"
    ),
    f"Mozilla/5.0 (Windows NT 6.1; WOW64) {_LIKE} Chrome/41.0 Safari/537.36 BingPreview/1.0b",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_5) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/13.1.1"
    " Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)",
    "DuckDuckBot/1.1; (+http://duckduckgo.com/duckduckbot.html)",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
    "Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)",
    f"Mozilla/5.0 {_LIKE}; compatible; GPTBot/1.2; +https://openai.com/gptbot",
    f"Mozilla/5.0 {_LIKE}; compatible; ChatGPT-User/1.0; +https://openai.com/bot",
    f"Mozilla/5.0 {_LIKE}; compatible; OAI-SearchBot/1.0; +https://openai.com/searchbot",
    f"Mozilla/5.0 {_LIKE}; compatible; ClaudeBot/1.0; +claudebot@anthropic.com",
    f"Mozilla/5.0 {_LIKE}; compatible; Claude-User/1.0; +Claude-User@anthropic.com",
    f"Mozilla/5.0 {_LIKE}; compatible; PerplexityBot/1.0; +https://perplexity.ai/perplexitybot",
    (
        f"Mozilla/5.0 (Linux; Android 5.0) {_LIKE} (compatible; Bytespider;"
        " spider-feedback@bytedance.com)"
    ),
    (
        f"Mozilla/5.0 {_LIKE} (compatible; Amazonbot/0.1;"
        " +https://developer.amazon.com/support/amazonbot) Chrome/119"
    ),
    "CCBot/2.0 (https://commoncrawl.org/faq/)",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
    "Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)",
    "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
    (
        f"Mozilla/5.0 (X11; Linux x86_64) {_LIKE} Chrome/61.0 Safari/537.36 PingdomPageSpeed/1.0"
        " (pingbot/2.0)"
    ),
    "Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)",
    f"Mozilla/5.0 (Windows NT 10.0) {_LIKE} Chrome/98.0 Safari/537.36 StatusCake",
    f"Mozilla/5.0 (X11; Linux x86_64) {_LIKE} Chrome/140.0 Safari/537.36 DatadogSynthetics",
    (
        f"Mozilla/5.0 (Linux; Android 11; moto g power) {_LIKE} Chrome/140.0 Mobile Safari/537.36"
        " Chrome-Lighthouse"
    ),
    f"Mozilla/5.0 (X11; Linux x86_64) {_LIKE} HeadlessChrome/140.0.0.0 Safari/537.36",
    "Mozilla/5.0 (compatible; archive.org_bot +http://archive.org/details/archive.org_bot)",
    "Mozilla/5.0 zgrab/0.x",
    "curl/8.5.0",
    "Wget/1.21.4",
    "python-requests/2.32.3",
    "Go-http-client/2.0",
    "okhttp/4.12.0",
    "node",
    "",
]
_IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
    " Gecko)"
)
_ANDROID = (
    "Mozilla/5.0 (Linux; Android 13; SM-A125F) AppleWebKit/537.36 (KHTML, like Gecko)"
)
# Pages opened by people: their browsers, and the ones inside the applications of the networks.
BROWSERS = [
    PHONE_BROWSER,
    COMPUTER_BROWSER,
    f"{_IPHONE} Version/17.5 Mobile/15E148 Safari/604.1",
    f"{_IPHONE} CriOS/140.0.0.0 Mobile/15E148 Safari/604.1",
    f"{_IPHONE} GSA/320.0 Mobile/15E148 Safari/604.1",
    f"{_IPHONE} Mobile/15E148 [LinkedInApp]/9.29",
    f"{_IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/470.0.0.37.98;FBDV/iPhone14,5]",
    f"{_IPHONE} Mobile/15E148 Instagram 300.0.0.0.1 (iPhone14,5; iOS 17_5; fr_FR)",
    f"{_IPHONE} Mobile/15E148 WhatsApp/24.10.74",
    f"{_IPHONE} Mobile/15E148 Twitter for iPhone/10.40",
    f"{_IPHONE} Mobile/15E148 Snapchat/12.80.0.38 (like Safari/8617.2.4, panda)",
    f"{_IPHONE} Mobile/15E148 [Pinterest/iOS]",
    f"{_ANDROID} Version/4.0 Chrome/126.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/470.0]",
    (
        f"{_ANDROID} Version/4.0 Chrome/126.0 Mobile Safari/537.36 Instagram 300.0.0.0.1 Android"
        " (33/13; 450dpi)"
    ),
    f"{_ANDROID} Version/4.0 Chrome/126.0 Mobile Safari/537.36 WhatsApp/2.24.9.78",
    (
        f"{_ANDROID} Version/4.0 Chrome/126.0 Mobile Safari/537.36 Telegram-Android/11.3.3"
        " (Samsung SM-A125F; Android 13)"
    ),
    f"{_ANDROID} Version/4.0 Chrome/126.0 Mobile Safari/537.36 [LinkedInApp]",
    f"{_ANDROID} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
    f"Mozilla/5.0 (Linux; Android 9; CUBOT X19) {_LIKE} Chrome/120.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/140.0.0.0 Safari/537.36"
    " Edg/140.0.0.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/17.5"
    " Safari/605.1.15",
    (
        "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko)"
        " Chrome/140.0.0.0 Safari/537.36"
    ),
]


def reader_headers(
    user_agent: str = PHONE_BROWSER, address: str = "203.0.113.7", **headers: str
) -> dict[str, str]:
    """Headers of a browser that opens a page: ``client.get(url, **reader_headers())``."""
    return {
        "HTTP_USER_AGENT": user_agent,
        "HTTP_ACCEPT": "text/html,application/xhtml+xml",
        "HTTP_ACCEPT_LANGUAGE": "fr-FR,fr;q=0.9",
        "REMOTE_ADDR": address,
        **headers,
    }


def button_headers(
    user_agent: str = PHONE_BROWSER, address: str = "203.0.113.7", **headers: str
) -> dict[str, str]:
    """The same, for a button of one of our pages."""
    return reader_headers(
        user_agent,
        address,
        HTTP_SEC_FETCH_SITE="same-origin",
        HTTP_SEC_FETCH_DEST="document",
        **headers,
    )


def share_link(publication: Publication, channel: str = "linkedin") -> ShareLink:
    return ensure_share_links(publication.candidate)[channel]
