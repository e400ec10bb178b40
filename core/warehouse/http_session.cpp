#include "warehouse/http_session.h"

#include "base/digest.h"
#include "base/json.h"
#include "base/text.h"
#include "net/url.h"

#include <algorithm>
#include <vector>

namespace audience::warehouse {

using std::chrono::milliseconds;

namespace {

constexpr std::size_t kMostBytes = std::size_t{32} << 20; // of one answer, unpacked
constexpr milliseconds kNap{50};
constexpr std::size_t kReasonBytes = 200;
// A token is renewed so long before it ends.
constexpr std::chrono::seconds kTokenMargin{60};
constexpr std::int64_t kUsualTokenSeconds = 3600;

// What a service says of a fault, if it says it in one of the usual ways.
std::string reasonOf(const net::HttpResponse &answer) {
    std::string text;
    if (const auto json = parseJson(answer.body)) {
        const Json *place = json->is_array() && !json->empty() ? &json->front() : &*json;
        for (const char *name : {"message", "error_description", "errors", "error"}) {
            const Json *said = jsonMember(*place, name);
            if (said && said->is_object())
                said = jsonMember(*said, "message");
            if (said) {
                text = said->is_string() ? said->get<std::string>() : dumpJson(*said);
                break;
            }
        }
    }
    if (text.empty())
        text = "HTTP " + std::to_string(answer.status);
    return repairUtf8(text.substr(0, kReasonBytes));
}

Result<HttpAnswer> judged(net::HttpResponse answer, const std::string &host) {
    const std::string status = std::to_string(answer.status);
    if (answer.status >= 200 && answer.status < 300)
        return HttpAnswer{std::move(answer.body), std::move(answer.headers)};
    if (answer.status == 401)
        return Error(ErrorKind::Auth, "source.token_refused").with("host", host).with("status", status);
    if (answer.status == 403)
        return Error(ErrorKind::Auth, "source.not_allowed").with("reason", reasonOf(answer));
    if (answer.status == 404 || answer.status == 410)
        return Error(ErrorKind::NotFound, "source.table_gone").with("reason", reasonOf(answer));
    if (answer.status == 429 || answer.status >= 500)
        return Error(ErrorKind::Network, "source.unavailable").with("host", host).with("status", status);
    return Error(ErrorKind::Refused, "source.refused").with("reason", reasonOf(answer));
}

bool isPlain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
}

std::vector<std::string_view> partsOf(std::string_view secret, std::size_t most) {
    std::vector<std::string_view> parts;
    while (parts.size() + 1 < most && secret.find(':') != std::string_view::npos) {
        parts.push_back(secret.substr(0, secret.find(':')));
        secret.remove_prefix(secret.find(':') + 1);
    }
    parts.push_back(secret);
    return parts;
}

} // namespace

HttpSession::HttpSession(const HttpRecipe &recipe, Secret secret, std::unique_ptr<net::HttpClient> client, Clock &clock, int seconds, const LinePatience &patience)
    : m_recipe(recipe), m_secret(std::move(secret)), m_client(std::move(client)), m_clock(clock),
      m_pace(clock, {recipe.perSecond, std::max(1.0, recipe.perSecond)}),
      m_limit(seconds), m_timeouts{std::min<milliseconds>({patience.connect, net::HttpTimeouts().connect, std::chrono::seconds(seconds)}), patience.idle, std::min<milliseconds>(std::chrono::seconds(seconds), patience.whole)} {
    if (const auto url = net::Url::parse(recipe.base)) {
        m_origin = url->origin();
        m_host = url->host;
    }
}

Result<void> HttpSession::waitForTurn(const CancelToken &cancel) {
    while (!m_pace.tryTake()) {
        TRY(cancel.check());
        m_clock.sleepFor(std::clamp<std::chrono::microseconds>(m_pace.waitFor(), milliseconds(1), kNap));
    }
    return cancel.check();
}

Result<void> HttpSession::makeToken(const CancelToken &cancel) {
    const bool isRefresh = m_recipe.auth.kind == HttpAuth::Kind::RefreshToken;
    const auto parts = partsOf(m_secret.view(), isRefresh ? 3 : 2);
    if (parts.size() != (isRefresh ? 3U : 2U))
        return Error(ErrorKind::Auth, "source.bad_secret").with("form", isRefresh ? "ID:SECRET:REFRESH_TOKEN" : "ID:SECRET");
    net::HttpRequest request;
    request.method = "POST";
    request.url = m_recipe.auth.tokenUrl;
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
    request.body = std::string("grant_type=") + (isRefresh ? "refresh_token" : "client_credentials") + "&client_id=" + net::percentEncode(parts[0]) +
                   "&client_secret=" + net::percentEncode(parts[1]) + (isRefresh ? "&refresh_token=" + net::percentEncode(parts[2]) : std::string()) +
                   (m_recipe.auth.scope.empty() ? std::string() : "&scope=" + net::percentEncode(m_recipe.auth.scope));
    request.maxAnswerBytes = std::size_t{1} << 20;
    request.timeouts = m_timeouts;
    auto answer = m_client->send(request, cancel);
    secureZero(request.body.data(), request.body.size());
    if (!answer)
        return std::move(answer).error();
    // A service tells a wrong secret as a wrong request.
    if (answer->status == 400)
        answer->status = 401;
    TRY_ASSIGN(HttpAnswer granted, judged(std::move(*answer), m_host));
    const auto json = parseJson(granted.body);
    const std::string token = json ? jsonText(*json, "access_token") : std::string();
    if (token.empty() || !isPlain(token))
        return Error(ErrorKind::Auth, "source.token_refused").with("host", m_host).with("status", "200");
    m_token = Secret(token);
    const std::int64_t seconds = std::clamp<std::int64_t>(jsonInt(*json, "expires_in", kUsualTokenSeconds), 1, 86'400);
    // One that is short-lived is used for half of its life at least.
    m_tokenEnds = m_clock.steady() + std::max<std::chrono::seconds>(std::chrono::seconds(seconds) - kTokenMargin, std::chrono::seconds(seconds / 2));
    return {};
}

Result<void> HttpSession::authorise(net::HttpRequest &request, const CancelToken &cancel) {
    const HttpAuth &auth = m_recipe.auth;
    if (auth.kind == HttpAuth::Kind::None)
        return {};
    if (m_secret.empty() || !isPlain(m_secret.view()))
        return Error(ErrorKind::Auth, "source.bad_secret").with("form", auth.kind == HttpAuth::Kind::Basic ? "USER:PASSWORD" : "TOKEN");
    if (auth.makesTokens() && (m_token.empty() || m_clock.steady() >= m_tokenEnds))
        TRY(makeToken(cancel));
    const std::string_view token = auth.makesTokens() ? m_token.view() : m_secret.view();
    switch (auth.kind) {
    case HttpAuth::Kind::Header:
        net::setHeader(request.headers, auth.name, token);
        break;
    case HttpAuth::Kind::Query:
        request.url += (request.url.find('?') == std::string::npos ? '?' : '&') + net::percentEncode(auth.name) + '=' + net::percentEncode(token);
        break;
    case HttpAuth::Kind::Basic:
        net::setHeader(request.headers, "Authorization", "Basic " + toBase64(token));
        break;
    default:
        net::setHeader(request.headers, "Authorization", "Bearer " + std::string(token));
    }
    return {};
}

Result<HttpAnswer> HttpSession::get(const std::string &address, const CancelToken &cancel) {
    TRY_ASSIGN(const net::Url url, net::Url::parse(address));
    // The token goes to nobody else, whatever an answer names as its next page.
    if (url.origin() != m_origin)
        return Error(ErrorKind::Refused, "source.foreign_address").with("host", url.host);
    const auto began = m_clock.steady();
    for (int attempt = 0;; ++attempt) {
        TRY(waitForTurn(cancel));
        net::HttpRequest request;
        request.url = address;
        request.headers = {{"Accept", "application/json"}};
        for (const auto &[name, value] : m_recipe.headers)
            net::setHeader(request.headers, name, value);
        request.maxAnswerBytes = kMostBytes;
        request.timeouts = m_timeouts;
        TRY(authorise(request, cancel));
        auto sent = m_client->send(request, cancel);
        // All tries together: who asks again would wait as long again.
        if (!sent && sent.error().kind == ErrorKind::Network && m_clock.steady() - began >= m_limit)
            return Error(ErrorKind::Limit, "source.too_slow").with("seconds", std::to_string(m_limit.count())).because(sent.error().id);
        TRY_ASSIGN(net::HttpResponse answer, std::move(sent));
        // A token can end before its time; a new one is tried once.
        if (answer.status == 401 && m_recipe.auth.makesTokens() && attempt == 0) {
            m_token = Secret();
            continue;
        }
        if (answer.status == 429)
            m_pace.slowDown(0.5);
        return judged(std::move(answer), m_host);
    }
}

} // namespace audience::warehouse
